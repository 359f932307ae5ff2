"""What changed: from each briefing to the next, and the log of corrections and planned revisions.

In: series and changes. Out: two pages of each language. A withdrawal of a case never appears on them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from build_tools.models import Ledger, Page, Series, Step
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_, fill
from build_tools.render import changes, series, tables
from build_tools.render.authored import page_of_words
from build_tools.render.changes import ShownChange
from build_tools.render.context import Context
from build_tools.render.feeds import FeedEntry
from build_tools.render.marks import ShownMark, legend
from build_tools.render.words import Link, headline_of


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One figure in two briefings; a number that one of them does not give is a mark."""

    name: str
    href: str
    was: str
    now: str
    added: str


@dataclass(frozen=True, slots=True)
class ChangedBriefing:
    """What one briefing has that the one ``before`` it had not, as of two days, ``earlier`` and ``later``;
    ``comparable`` says whether they may be compared."""

    before: str
    title: str
    name: str
    href: str
    counted: str
    since: str
    until: str
    earlier: str
    later: str
    comparable: bool
    lines: list[ChangeLine]
    legend: tuple[ShownMark, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What the page of changes places, the newest first."""

    briefings: list[ChangedBriefing]
    corrected: list[ShownChange]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """What the page of corrections places, the newest first, and whom to tell of a mistake."""

    corrections: list[ShownChange]
    revisions: list[ShownChange]
    tell: Link | None


def changes_page(context: Context) -> Iterator[Page]:
    """Yield the page of what changed."""
    yield page_of_words("changes", "changes.html", context, _changes, parts=("figures", "names", "corrections"))


def corrections_page(context: Context) -> Iterator[Page]:
    """Yield the log of corrections and revisions."""
    yield page_of_words("corrections", "corrections.html", context, _corrections, parts=("names", "corrections"))


def correction_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what a feed tells of each correction and revision, as old as the day on which it was made."""
    for _, id_, change in context.site.corrections.changes():
        one = changes.shown(id_, change, context)
        summary = " ".join(filter(None, (one.numbers and f"{one.numbers}.", one.what)))
        yield FeedEntry(
            f"corrections/{one.id}", one.of.title, f"corrections.html#{one.id}", change.on, summary, "correction"
        )


def _corrections(context: Context) -> CorrectionsPage:
    address = context.site.settings.errors_to
    tell = Link(address.removeprefix("mailto:"), address) if address else None
    return CorrectionsPage(changes.corrections(context), changes.revisions(context), tell)


def _changes(context: Context) -> ChangesPage:
    """Return what the page of changes places."""
    ordered = sorted(context.site.briefings.values(), key=lambda ledger: (ledger.as_of, ledger.id))
    briefings = [_changed(before, after, context) for before, after in pairwise(ordered)]
    return ChangesPage(briefings[::-1], [*changes.corrections(context), *changes.revisions(context)])


def _changed(before: Ledger, after: Ledger, context: Context) -> ChangedBriefing:
    """Return what a briefing has that the one before it had not."""
    of_both = [one for one in context.series if {before.id, after.id} <= {step.briefing for step in one.steps}]
    lines = [_line(one, before, after, context) for one in of_both]
    shown = [line for line in lines if line]
    words = context.words(f"{BRIEFINGS}{after.id}")
    date = context.locale.date(before.days["briefing"])
    return ChangedBriefing(
        before=before.id,
        title=fill(context.locale.translate(N_("Since the briefing of {date}")), date=date),
        name=headline_of(words, context),
        href=f"{BRIEFINGS}{after.id}.html",
        counted=after.covers[context.language],
        since=tables.ledger_day(before, context),
        until=tables.ledger_day(after, context),
        earlier=context.locale.date(before.as_of),
        later=context.locale.date(after.as_of),
        comparable=any(_is_compared(one, before, after) for one in of_both),
        lines=shown,
        legend=legend([sign for line in shown for sign in _signs(line)], context),
    )


def _is_compared(one: Series, before: Ledger, after: Ledger) -> bool:
    """Whether both briefings have a number and count so that their difference is known, ."""
    was, now = _steps(one, before, after)
    return was.value is not None and now.added is not None


def _steps(one: Series, before: Ledger, after: Ledger) -> tuple[Step, Step]:
    was, now = (next(step for step in one.steps if step.briefing == ledger.id) for ledger in (before, after))
    return was, now


def _line(one: Series, before: Ledger, after: Ledger, context: Context) -> ChangeLine | None:
    """Return the line of a figure, or nothing where neither of the two has a number of it."""
    was, now = _steps(one, before, after)
    if was.value is None and now.value is None:
        return None
    holder = after if now.value is not None else before
    return ChangeLine(
        name=tables.figure_name(one.name, holder, context),
        href=tables.entry_of(one.name, holder),
        was=series.written(was, context),
        now=series.written(now, context),
        added=series.added(now, context) if was.value is not None else "",
    )


def _signs(line: ChangeLine) -> Iterator[str]:
    for text in (line.was, line.now, line.added):
        yield text[text.find("[") :] if "[" in text else ""
