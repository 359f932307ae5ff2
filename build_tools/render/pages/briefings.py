"""Briefings: dated snapshots with their figures; what changed since stands beside them, never in them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.models import Ledger, Page, Statements
from build_tools.paths import BRIEFINGS, statements_file
from build_tools.problems import N_
from build_tools.render import linked_data, tables, words
from build_tools.render.authored import Fact, aside_of, page_of_words
from build_tools.render.citing import sentences
from build_tools.render.context import COALITION, Context
from build_tools.render.feeds import FeedEntry
from build_tools.render.findings import findings_of
from build_tools.render.pages.since import Since, changes_since, later_notes
from build_tools.render.statements import shown_statements
from build_tools.render.words import Link

_SECTION = f"{BRIEFINGS}index"
_GAP = re.compile(r"\[[^\[\]\n]+\](?![(\[:])")
"""Words in square brackets that are no link: what a briefing left to be filled in."""


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """One line of the list of briefings, with what was found, learnt and counted."""

    href: str
    title: str
    date: str
    figures: str
    statements: str


@dataclass(frozen=True, slots=True)
class BriefingList:
    """What the list of briefings places."""

    briefings: list[BriefingLine]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the words of a briefing; ``gap`` says that it ends with something to be filled in, ``later`` leads to
    what is noted of the finding that it ends with, ``record`` to its record."""

    html: Markup
    gap: bool
    later: tuple[Link, ...]
    record: Link | None


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the page of a briefing places around its words, which are cut into passages; ``title`` is the whole title,
    where a short one stands above the page."""

    first: list[Passage]
    then: list[Passage]
    title: str
    key_figures: list[tables.KeyFigure]
    tables: list[tables.ShownTable]
    unit: str
    cannot_answer: list[str]
    since: Since | None


def ledgers_newest_first(context: Context) -> list[Ledger]:
    """Return the ledgers of all briefings, newest first."""
    return sorted(context.site.briefings.values(), key=lambda ledger: ledger.id, reverse=True)


def briefing_list_page(context: Context) -> Iterator[Page]:
    """Yield the list of briefings."""
    yield page_of_words(_SECTION, "briefings.html", context, _list_of_briefings)


def _list_of_briefings(context: Context) -> BriefingList:
    """Return what the list of briefings places."""
    return BriefingList([_briefing_line(ledger, context) for ledger in ledgers_newest_first(context)])


def _briefing_line(ledger: Ledger, context: Context) -> BriefingLine:
    """Return one line of the list."""
    name = f"{BRIEFINGS}{ledger.id}"
    title = words.headline_of(context.words(name), context)
    has_statements = any(file.id == ledger.id for file in context.site.statements.values())
    return BriefingLine(
        href=f"{ledger.id}.html",
        title=title,
        date=briefing_date(ledger, context),
        figures=f"figures/{ledger.id}.html",
        statements=f"statements/{ledger.id}.html" if has_statements else "",
    )


def briefing_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what a feed tells of each briefing, with the notes on its words."""
    for ledger in context.site.briefings.values():
        name = f"{BRIEFINGS}{ledger.id}"
        found = context.words(name)
        summary = sentences((words.description_of(found, context), *context.notes_on(found.about)))
        title, day = words.headline_of(found, context), ledger.days["briefing"]
        yield FeedEntry(name, title, f"{name}.html", day, summary, "briefing")


def briefing_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing."""
    for ledger in context.site.briefings.values():
        name = f"{BRIEFINGS}{ledger.id}"
        kicker = f"{context.locale.translate(N_('Briefing'))} · {tables.ledger_day(ledger, context)}"
        values = (partial(_briefing, name, ledger), partial(linked_data.of_briefing, context.words(name), ledger))
        about = {"kicker": kicker, "section": _SECTION}
        date, day = briefing_date(ledger, context), ledger.days["briefing"]
        paper = Link(context.locale.translate(N_("This briefing as one document")), paper_of(ledger))
        aside = aside_of(context.words(name), context, briefing_facts(ledger, context), date, day, paper)
        parts = ("figures", "names")
        yield page_of_words(name, "briefing.html", context, *values, parts=parts, aside=aside, **about)


def paper_of(ledger: Ledger) -> str:
    """Return where the document for paper of a briefing lies, beside its page."""
    return f"{ledger.id}.print.html"


def briefing_facts(ledger: Ledger, context: Context) -> list[Fact]:
    """Return what the margin says of a briefing."""
    say, source = context.locale.translate, Link(urlsplit(ledger.source).hostname or "", ledger.source)
    published = f"{_publisher(context)}, {briefing_date(ledger, context)}:"
    files = [Link(kind.upper(), f"../../data/figures-{ledger.id}.{kind}") for kind in ("csv", "json")]
    every = say(N_("Every figure of this briefing: what it counts, its history, how to quote it"))
    figures = Link(every, f"../figures/{ledger.id}.html")
    return [
        Fact(say(N_("Day")), tables.ledger_day(ledger, context)),
        Fact(say(N_("Source")), published, (source,)),
        Fact(say(N_("Figures")), "", (figures, *files), on_screen=True),
    ]


def _briefing(name: str, ledger: Ledger, context: Context) -> Briefing:
    """Return what the page of a briefing places."""
    about = context.words(name).about
    before, after = words.html_halves(context.words(name), context)
    file = context.site.statements.get(statements_file(ledger.id))
    shown = shown_statements(file, context) if file else {}
    beside = _beside_findings(name, file, context) if file else {}
    return Briefing(
        first=_passages(before, beside),
        then=_passages(after, beside),
        title=words.title_of(context.words(name), context) if about.headline else "",
        key_figures=tables.key_figures(ledger, context),
        tables=tables.ledger_tables(ledger, context),
        unit=context.site.vocabulary.units[ledger.unit].definition[context.language],
        cannot_answer=[text[context.language] for text in ledger.cannot_answer],
        since=changes_since(name, file, shown, context),
    )


Beside = Mapping[str, tuple[Link, tuple[Link, ...]]]
"""By the anchor of a finding: its record, and what is noted of it."""


def _beside_findings(name: str, file: Statements, context: Context) -> Beside:
    """Return what stands beside the findings that have a record."""
    later, said = later_notes(file, context), context.locale.translate(N_("Source and link"))
    return {
        one.anchor: (Link(said, f"../{one.href}"), tuple(later.get(one.anchor, ())))
        for one in findings_of(name, context)
        if one.anchor in file.by_finding
    }


def _passages(html: Markup, beside: Beside) -> list[Passage]:
    """Cut the words of a briefing behind each paragraph that left something to be filled in, and mark what it left;
    and at the end of each finding that has a record, within it."""
    gaps, findings = set(_ends_of_gaps(html)), dict(_ends_of_findings(html, beside))
    ends = sorted({*gaps, *findings})
    cuts = zip([0, *ends], [*ends, len(html)], strict=True)
    return [
        Passage(
            Markup(_GAP.sub(r"<mark>\g<0></mark>", str(html[start:end]))),
            end in gaps,
            later=beside[findings[end]][1] if end in findings else (),
            record=beside[findings[end]][0] if end in findings else None,
        )
        for start, end in cuts
    ]


def _ends_of_gaps(html: str) -> Iterator[int]:
    paragraphs = list(accumulate(len(piece) + len("</p>") for piece in html.split("</p>")[:-1]))
    yield from (end for start, end in pairwise([0, *paragraphs]) if _GAP.search(html[start:end].rpartition("<p>")[2]))


def _ends_of_findings(html: str, anchors: Iterable[str]) -> Iterator[tuple[int, str]]:
    for name in anchors:
        start = html.find(f'<li id="{name}">')
        if start >= 0:
            yield html.index("</li>", start), name


def _publisher(context: Context) -> str:
    """Return the name of who speaks."""
    return context.locale.translate(COALITION)


def briefing_date(ledger: Ledger, context: Context) -> str:
    """Write the day of a briefing."""
    return context.locale.date(ledger.days["briefing"])
