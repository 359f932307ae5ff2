"""What changed: from each briefing to the next, and the log of corrections and planned revisions.

In: series and changes. Out: two pages of each language, and what was changed of one figure. Where the old number could
harm somebody it is not repeated. A withdrawal of a story never appears.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from build_tools.aggregate import Series, Step
from build_tools.models import Change, Correction, Ledger, Page, Values, anchor_of
from build_tools.models.figures import LEAST_BASE
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render import figures, tables
from build_tools.render.authored import page_of_words
from build_tools.render.citing import sentences
from build_tools.render.context import Context, Link
from build_tools.render.statements import record_address
from build_tools.render.whole_site import FeedEntry
from build_tools.render.words import headline_of, link_to


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change: ``id`` is its anchor, ``of`` leads to what was changed, from the folder of the language; ``since`` is
    empty for a revision, the numbers are empty where words were wrong."""

    id: str
    on: str
    since: str
    of: Link
    what: str
    numbers: str
    size: str


def changes_page(context: Context) -> Iterator[Page]:
    """Yield the page of what changed, as soon as there are two briefings."""
    if len(context.site.briefings) > 1:
        yield page_of_words("changes", "changes.html", context, _changes, parts=("figures", "names", "corrections"))


def corrections_page(context: Context) -> Iterator[Page]:
    """Yield the log of corrections and revisions."""
    yield page_of_words("corrections", "corrections.html", context, _corrections, parts=("names", "corrections"))


def correction_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what a feed tells of each correction and revision, as old as the day on which it was made."""
    for _, id_, change in context.site.corrections.changes():
        one = _entry(id_, change, context)
        summary = " ".join(filter(None, (one.numbers and f"{one.numbers}.", one.what)))
        yield FeedEntry(
            f"corrections/{one.id}", one.of.title, f"corrections.html#{one.id}", change.on, summary, "correction"
        )


def changes_of_figure(briefing: str, figure: str, context: Context) -> list[ChangeEntry]:
    """Return what was changed of one figure, the newest first."""
    found = context.site.corrections.of_figure(briefing, figure)
    return _newest_first(((name, change) for _, name, change in found), context)


def _corrections(context: Context) -> Values:
    """Return what the page of corrections places, the newest first, and whom to tell of a mistake."""
    log, address = context.site.corrections, context.site.settings.errors_to
    return {
        "corrections": _newest_first(log.corrections.items(), context),
        "revisions": _newest_first(log.revisions.items(), context),
        "tell": Link(address.removeprefix("mailto:"), address) if address else None,
    }


def _newest_first(changes: Iterable[tuple[str, Change]], context: Context) -> list[ChangeEntry]:
    ordered = sorted(changes, key=lambda change: (change[1].on, change[0]), reverse=True)
    return [_entry(name, change, context) for name, change in ordered]


def _entry(name: str, change: Change, context: Context) -> ChangeEntry:
    """Return one change ready to show."""
    since, date = "", context.locale.date
    if isinstance(change, Correction):
        since = sentences([context.say(N_("The mistake was here since {date}."), date=date(change.since))])
    what, numbers = change.what[context.language], _numbers(change, context)
    return ChangeEntry(anchor_of(name), date(change.on), since, _changed_thing(change, context), what, *numbers)


def _changed_thing(change: Change, context: Context) -> Link:
    """Return a link to what was changed."""
    if isinstance(change, Correction) and change.page is not None:
        return link_to(change.page, context)
    ledger = context.ledger(str(change.briefing))
    briefing = figures.ledger_in_sentence(ledger, context)
    if change.figure is None:
        name = context.say(N_("Statement"))
        return Link(f"{name}, {briefing}", record_address(ledger.id, str(getattr(change, "statement", ""))))
    name = figures.line_name(change.figure, ledger, context)
    return Link(f"{name}, {briefing}", figures.figure_address(change.figure, ledger))


def _numbers(change: Change, context: Context) -> tuple[str, str]:
    """Return the old and the new number, and the size of the change; words have none."""
    number = context.locale.number
    if change.now is None:
        return "", ""
    if change.was is None:
        only_new = N_("Now {now}. The old number is not repeated, because it could harm somebody.")
        return context.say(only_new, now=number(change.now)), ""
    size = change.now - change.was
    sign = "+" if size > 0 else "−"
    percent = round(100 * abs(size) / change.was) if change.was >= LEAST_BASE else 0
    in_percent = context.say(N_("{number} %"), number=number(percent))
    share = f", {sign}{in_percent}" if percent else ""
    return f"{number(change.was)} → {number(change.now)}", f"{sign}{number(abs(size))}{share}"


def _changes(context: Context) -> Values:
    """Return what the page of changes places, the newest first."""
    ordered = sorted(context.site.briefings.values(), key=lambda ledger: (ledger.as_of, ledger.id))
    briefings = [_changed_briefing(before, after, context) for before, after in pairwise(ordered)]
    log = context.site.corrections
    corrected = (_newest_first(part.items(), context) for part in (log.corrections, log.revisions))
    return {"briefings": briefings[::-1], "corrected": [entry for part in corrected for entry in part]}


def _changed_briefing(before: Ledger, after: Ledger, context: Context) -> Values:
    """Return what a briefing has that the one before it had not, as of two days, and whether they may be compared:
    whether both have some number, and count so that its difference is known."""
    both = [_steps_of_both(one, before, after) for one in context.series]
    found = [(one, *steps) for one, steps in zip(context.series, both, strict=True) if steps]
    numbered = [(one, was, now) for one, was, now in found if (was.value, now.value) != (None, None)]
    date = context.locale.date
    return {
        "before": before.id,
        "title": context.say(N_("Since the briefing of {date}"), date=figures.briefing_date(before, context)),
        "name": headline_of(context.words(f"{BRIEFINGS}{after.id}"), context),
        "href": f"{BRIEFINGS}{after.id}.html",
        "counted": after.covers[context.language],
        "since": figures.ledger_day(before, context),
        "until": figures.ledger_day(after, context),
        "earlier": date(before.as_of),
        "later": date(after.as_of),
        "comparable": any(was.value is not None and now.added is not None for _, was, now in found),
        "lines": [_line(one, was, now, before, after, context) for one, was, now in numbered],
        "legend": figures.legend([figures.sign_of(step.mark) for _, *steps in numbered for step in steps], context),
    }


def _steps_of_both(one: Series, before: Ledger, after: Ledger) -> tuple[Step, Step] | None:
    """Return the steps of two briefings in a series, where it has both."""
    steps = {step.briefing: step for step in one.steps}
    return (steps[before.id], steps[after.id]) if {before.id, after.id} <= steps.keys() else None


def _line(one: Series, was: Step, now: Step, before: Ledger, after: Ledger, context: Context) -> Values:
    """Return one figure in two briefings; a number that one of them does not give is a mark."""
    holder = after if now.value is not None else before
    return {
        "name": figures.figure_name(one.name, holder, context),
        "href": figures.figure_address(one.name, holder),
        "was": tables.step_number(was, context),
        "now": tables.step_number(now, context),
        "added": tables.added_number(now, context) if was.value is not None else "",
    }
