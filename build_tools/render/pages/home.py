"""The home page: the figures of the newest briefing, what it stated, and where help is."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.models import NEWEST, Ledger, Page
from build_tools.paths import BRIEFINGS
from build_tools.plain_words import around_number
from build_tools.problems import N_
from build_tools.render import tables, words
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context
from build_tools.render.findings import Finding, findings_of
from build_tools.render.help import contacts
from build_tools.render.words import Link, link_to

SHOWN = 3
"""So many findings of the newest briefing the home page shows, from the first."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a finding, and the finding that they are of."""

    words: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page places. ``quoted`` are words of a finding that stand with the figures, if some are named;
    ``beside`` is the first section of the words below the data, ``after`` are the others."""

    as_of: str
    large_from: str
    covers: str
    key_figures: list[tables.KeyFigure]
    places: tuple[tables.TableLine, ...]
    quoted: Quoted | None
    findings: list[Finding]
    number_of_findings: str
    cannot_answer: list[str]
    situations: list[Link]
    nobody: str
    briefing: Link
    files: str
    since: str
    beside: Markup
    after: Markup


def home_page(context: Context) -> Iterator[Page]:
    """Yield the home page."""
    ledger = context.ledger(NEWEST)
    large = context.locale.number(ledger.figures[ledger.key_figures[0]].value)
    kicker = context.locale.translate(N_("What the Coalition has published about torture in Kazakhstan"))
    about = {"kicker": kicker, "large": large, "aside": None}
    yield page_of_words("index", "index.html", context, _home, parts=["figures", "names"], **about)


def _home(context: Context) -> HomePage:
    """Return what the home page places."""
    ledger = context.ledger(NEWEST)
    name = f"{BRIEFINGS}{ledger.id}"
    findings = findings_of(name, context)
    beside, after = _first_section(words.html_halves(context.words("index"), context)[1])
    return HomePage(
        as_of=tables.ledger_day(ledger, context),
        large_from=tables.entry_of(ledger.key_figures[0], ledger),
        covers=ledger.covers[context.language],
        key_figures=_beside_the_headline(ledger, context),
        places=_places(ledger, context),
        quoted=_quoted(words.highlight_of(context.words(name), context), findings),
        findings=findings[:SHOWN],
        number_of_findings=context.locale.number(len(findings)),
        cannot_answer=[text[context.language] for text in ledger.cannot_answer][:SHOWN],
        situations=[link_to(situation, context) for situation in context.situations()],
        nobody=contacts.nobody_reached(context),
        briefing=link_to(name, context),
        files=f"../data/figures-{ledger.id}",
        since=f"{name}.html#since-then" if (context.language, f"{name}.since") in context.site.words else "",
        beside=beside,
        after=after,
    )


def _beside_the_headline(ledger: Ledger, context: Context) -> list[tables.KeyFigure]:
    """Return the key figures, without the first where it stands in the headline."""
    figures = tables.key_figures(ledger, context)
    _, stands_there, _ = around_number(figures[0].number, words.headline_of(context.words("index"), context))
    return figures[1:] if stands_there else figures


def _places(ledger: Ledger, context: Context) -> tuple[tables.TableLine, ...]:
    """Return the lines of the first table by place, if there is one."""
    shown = zip(ledger.tables.values(), tables.ledger_tables(ledger, context), strict=True)
    return next((made.lines for table, made in shown if ledger.figures[table.parts[0]].place), ())


def _quoted(said: str, findings: list[Finding]) -> Quoted | None:
    """Return words with the finding that they stand in."""
    return next((Quoted(said, finding) for finding in findings if said and said in finding.plain), None)


def _first_section(html: Markup) -> tuple[Markup, Markup]:
    """Cut words behind their first section."""
    second = html.find("<h2", html.find("<h2") + 1)
    return (html, Markup("")) if second < 0 else (html[:second], html[second:])
