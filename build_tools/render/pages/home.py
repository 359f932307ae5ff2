"""The home page: the figures of the newest briefing, what it stated, and where help is."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from build_tools.models import NEWEST, Ledger, Page, Values
from build_tools.paths import BRIEFINGS, SINCE
from build_tools.plain_words import around_number
from build_tools.problems import N_
from build_tools.render import figures, tables, words
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context
from build_tools.render.help import contacts
from build_tools.render.statements import BriefingFinding, findings_in
from build_tools.render.words import link_to

_FIRST = 3
"""So many findings of the newest briefing the home page shows, and so many questions."""


def home_page(context: Context) -> Iterator[Page]:
    """Yield the home page."""
    ledger = context.ledger(NEWEST)
    large = context.locale.number(ledger.figures[ledger.key_figures[0]].value)
    kicker = context.say(N_("What the Coalition has published about torture in Kazakhstan"))
    about = {"kicker": kicker, "large": large, "aside": None}
    yield page_of_words("index", "index.html", context, _home, parts=["figures", "names"], **about)


def _home(context: Context) -> Values:
    """Return what the home page places. ``quoted`` are words of a finding that stand with the figures, if some are
    named; ``beside`` is the first section of the words below the data, ``after`` are the others."""
    ledger = context.ledger(NEWEST)
    name = f"{BRIEFINGS}{ledger.id}"
    findings = findings_in(name, context)
    beside, after = _first_section(words.html_halves(context.words("index"), context)[1])
    return {
        "as_of": figures.ledger_day(ledger, context),
        "large_from": figures.figure_address(ledger.key_figures[0], ledger),
        "covers": figures.covers(ledger, context),
        "key_figures": _beside_the_headline(ledger, context),
        "places": _places(ledger, context),
        "quoted": _quoted(words.highlight_of(context.words(name), context), findings),
        "findings": findings[:_FIRST],
        "number_of_findings": context.locale.number(len(findings)),
        "cannot_answer": figures.cannot_answer(ledger, context)[:_FIRST],
        "situations": [link_to(situation, context) for situation in context.situations()],
        "nobody": contacts.nobody_reached(context),
        "briefing": link_to(name, context),
        "files": f"../data/figures-{ledger.id}",
        "since": f"{name}.html#since-then" if (context.language, f"{name}{SINCE}") in context.site.words else "",
        "beside": beside,
        "after": after,
    }


def _beside_the_headline(ledger: Ledger, context: Context) -> list[figures.KeyFigure]:
    """Return the key figures, without the first where it stands in the headline."""
    found = figures.key_figures(ledger, context)
    _, stands_there, _ = around_number(found[0].number, words.headline_of(context.words("index"), context))
    return found[1:] if stands_there else found


def _places(ledger: Ledger, context: Context) -> Sequence[tables.TableLine]:
    """Return the lines of the first table by place, if there is one."""
    by_place = (name for name, table in ledger.tables.items() if ledger.figures[table.parts[0]].place)
    first = next(by_place, None)
    return tables.ledger_table(first, ledger, context).lines if first else ()


def _quoted(text: str, findings: Iterable[BriefingFinding]) -> Values | None:
    """Return words with the finding that they stand in."""
    return next(({"words": text, "finding": one} for one in findings if text and text in one.plain), None)


def _first_section(html: Markup) -> tuple[Markup, Markup]:
    """Return words cut behind their first section."""
    second = html.find("<h2", html.find("<h2") + 1)
    return (html, Markup("")) if second < 0 else (html[:second], html[second:])
