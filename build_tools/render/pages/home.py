"""The home page: the figures of the newest briefing, what it stated, and where help is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.models import NEWEST, Page
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render import tables, words
from build_tools.render.context import Context
from build_tools.render.help import contacts
from build_tools.render.words import Link, link_to, page_of_words

_FINDING = re.compile(r'([a-z0-9-]+)">\s*(?:<p>)?<a class="anchor"[^<>]*>(\d+)</a> ')
_SENTENCE = re.compile(r"[^.!?]*[.!?]")
SHOWN = 3
"""So many findings of the newest briefing the home page shows, from the first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a briefing: its number, its words, and where it stands."""

    number: str
    text: Markup
    href: str

    @property
    def first_sentence(self) -> Markup:
        """What it says first."""
        found = _SENTENCE.match(self.text)
        return Markup(found[0]) if found else self.text


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page places. ``highlight`` is the finding that stands with the figures, if one is named; ``beside``
    is the first section of the words below the data, ``after`` are the others."""

    as_of: str
    covers: str
    key_figures: list[tables.KeyFigure]
    places: tuple[tables.TableLine, ...]
    highlight: Finding | None
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
    findings = _findings(name, context)
    asked = context.words(name).about.highlight
    beside, after = _first_section(words.html_halves(context.words("index"), context)[1])
    by_table = tables.ledger_tables(ledger, context)
    return HomePage(
        as_of=tables.ledger_day(ledger, context),
        covers=ledger.covers[context.language],
        key_figures=tables.key_figures(ledger, context)[1:],
        places=by_table[0].lines if by_table else (),
        highlight=next((one for one in findings if one.href.endswith(f"#{asked}")), None),
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


def _first_section(html: Markup) -> tuple[Markup, Markup]:
    """Cut words behind their first section."""
    second = html.find("<h2", html.find("<h2") + 1)
    return (html, Markup("")) if second < 0 else (html[:second], html[second:])


def _findings(name: str, context: Context) -> list[Finding]:
    """Return the findings of a briefing."""
    html = "".join(words.html_halves(context.words(name), context))
    items = (piece.rpartition('<li id="')[2] for piece in html.split("</li>")[:-1])
    found = ((_FINDING.match(item), item) for item in items)
    return [
        Finding(match[2], Markup(item[match.end() :].strip().removesuffix("</p>").strip()), f"{name}.html#{match[1]}")
        for match, item in found
        if match
    ]
