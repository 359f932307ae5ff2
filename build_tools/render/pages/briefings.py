"""Briefings: dated snapshots with their figures; what changed since stands beside them, never in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.models import Ledger, Page
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render import tables, words
from build_tools.render.context import COALITION, Context
from build_tools.render.words import Basis, basis_of, page_of_words

_SECTION = f"{BRIEFINGS}index"
_GAP = re.compile(r"\[[^\[\]\n]+\](?![(\[:])")
"""Words in square brackets that are no link: what a briefing left to be filled in."""


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """One line of the list of briefings."""

    href: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class BriefingList:
    """What the list of briefings places."""

    briefings: list[BriefingLine]


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a briefing."""

    title: str
    html: Markup
    notes: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the page of a briefing places around its words; ``gap`` says that they leave something to be filled in."""

    ledger: Ledger
    gap: bool
    source_site: str | None
    published: str
    as_of: str
    key_figures: list[tables.KeyFigure]
    tables: list[tables.ShownTable]
    unit: str
    cannot_answer: list[str]
    cite: str
    since: Since | None


def ledgers_newest_first(context: Context) -> list[Ledger]:
    """Return the ledgers of all briefings, newest first."""
    return sorted(context.site.ledgers.values(), key=lambda ledger: ledger.id, reverse=True)


def briefing_list_page(context: Context) -> Iterator[Page]:
    """Yield the list of briefings."""
    yield page_of_words(_SECTION, "briefings.html", context, _list_of_briefings)


def _list_of_briefings(context: Context) -> BriefingList:
    """Return what the list of briefings places."""
    return BriefingList([_briefing_line(ledger, context) for ledger in ledgers_newest_first(context)])


def _briefing_line(ledger: Ledger, context: Context) -> BriefingLine:
    """Return one line of the list."""
    name = f"{BRIEFINGS}{ledger.id}"
    title = words.title_of(context.words(name), context)
    return BriefingLine(f"{ledger.id}.html", title, _briefing_date(ledger, context))


def briefing_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing."""
    for ledger in context.site.ledgers.values():
        name = f"{BRIEFINGS}{ledger.id}"
        kicker = f"{context.locale.translate(N_('Briefing'))} · {tables.ledger_day(ledger, context)}"
        values, parts = partial(_briefing, name, ledger), ("figures", "names")
        yield page_of_words(name, "briefing.html", context, values, parts=parts, kicker=kicker, section=_SECTION)


def _briefing(name: str, ledger: Ledger, context: Context) -> Briefing:
    """Return what the page of a briefing places."""
    return Briefing(
        ledger=ledger,
        gap=_GAP.search(context.words(name).text) is not None,
        source_site=urlsplit(ledger.source).hostname,
        published=f"{_publisher(context)}, {_briefing_date(ledger, context)}",
        as_of=tables.ledger_day(ledger, context),
        key_figures=tables.key_figures(ledger, context),
        tables=tables.ledger_tables(ledger, context),
        unit=context.site.vocabulary.units[ledger.unit].definition[context.language],
        cannot_answer=[text[context.language] for text in ledger.cannot_answer],
        cite=_citation(name, ledger, context),
        since=_changes_since(name, context),
    )


def _changes_since(name: str, context: Context) -> Since | None:
    """Return what changed since a briefing, or nothing where nobody has written it."""
    found = context.site.words.get((context.language, f"{name}.since"))
    if found is None:
        return None
    return Since(
        title=words.title_of(found, context),
        html=words.html_halves(found, context)[0],
        notes=context.notes_on(found.about),
        basis=basis_of(found.about, context),
    )


def _citation(name: str, ledger: Ledger, context: Context) -> str:
    """Return the line to quote a briefing by; without the address while that is a placeholder."""
    settings = context.site.settings
    title = words.title_of(context.words(name), context)
    address = "" if settings.address_is_placeholder else f" {settings.url(f'{context.language}/{name}.html')}"
    # A Russian date ends with a full stop of its own.
    return f"{_publisher(context)}. {title}. {_briefing_date(ledger, context).rstrip('.')}.{address}"


def _publisher(context: Context) -> str:
    """Return the name of who speaks."""
    return context.locale.translate(COALITION)


def _briefing_date(ledger: Ledger, context: Context) -> str:
    """Write the day of a briefing."""
    return context.locale.date(ledger.days["briefing"])
