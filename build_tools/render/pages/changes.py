"""What changed: from each briefing to the next, and the log of corrections and planned revisions.

In: series and changes. Out: two pages of each language, and what was changed of one figure. Where the old number could
harm somebody it is not repeated. A withdrawal of a story never appears.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from build_tools.aggregate import Series, Step
from build_tools.models import Change, Correction, Page, Values, anchor_of
from build_tools.models.figures import LEAST_BASE
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render.authored import page_of_words
from build_tools.render.citing import sentences
from build_tools.render.context import Context, Link
from build_tools.render.figures import ShownFigure, ShownLedger, legend, sign_of
from build_tools.render.statements import record_address
from build_tools.render.tables import added_number
from build_tools.render.whole_site import FeedEntry
from build_tools.render.words import headline_of, link_to


@dataclass(frozen=True, slots=True)
class _ChangeEntry:
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
        key, href = f"corrections/{one.id}", f"corrections.html#{one.id}"
        yield FeedEntry(key, one.of.title, href, change.on, summary, "correction")


def changes_of_figure(one: ShownFigure) -> list[_ChangeEntry]:
    """Return what was changed of one figure, the newest first."""
    found = one.of.context.site.corrections.of_figure(one.of.id, one.id)
    return _newest_first(((name, change) for _, name, change in found), one.of.context)


def _corrections(context: Context) -> Values:
    """Return what the page of corrections places, the newest first, and whom to tell of a mistake."""
    log, address = context.site.corrections, context.site.settings.errors_to
    return {
        "corrections": _newest_first(log.corrections.items(), context),
        "revisions": _newest_first(log.revisions.items(), context),
        "tell": Link(address.removeprefix("mailto:"), address) if address else None,
    }


def _newest_first(changes: Iterable[tuple[str, Change]], context: Context) -> list[_ChangeEntry]:
    ordered = sorted(changes, key=lambda change: (change[1].on, change[0]), reverse=True)
    return [_entry(name, change, context) for name, change in ordered]


def _entry(name: str, change: Change, context: Context) -> _ChangeEntry:
    """Return one change ready to show."""
    since, date = "", context.locale.date
    if isinstance(change, Correction):
        since = sentences([context.say(N_("The mistake was here since {date}."), date=date(change.since))])
    what, numbers = change.what[context.language], _numbers(change, context)
    return _ChangeEntry(anchor_of(name), date(change.on), since, _changed_thing(change, context), what, *numbers)


def _changed_thing(change: Change, context: Context) -> Link:
    """Return a link to what was changed."""
    if isinstance(change, Correction) and change.page is not None:
        return link_to(change.page, context)
    ledger = ShownLedger(context.ledger(str(change.briefing)), context)
    if change.figure is None:
        name = context.say(N_("Statement"))
        return Link(f"{name}, {ledger.in_sentence}", record_address(ledger.id, str(getattr(change, "statement", ""))))
    figure = ledger.figure(change.figure)
    return Link(f"{figure.line_name}, {ledger.in_sentence}", figure.href)


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
    pairs = pairwise(ShownLedger(ledger, context) for ledger in ordered)
    briefings = [_changed_briefing(before, after) for before, after in pairs]
    log = context.site.corrections
    corrected = (_newest_first(part.items(), context) for part in (log.corrections, log.revisions))
    return {"briefings": briefings[::-1], "corrected": [entry for part in corrected for entry in part]}


def _changed_briefing(before: ShownLedger, after: ShownLedger) -> Values:
    """Return what a briefing has that the one before it had not, as of two days, and whether they may be compared:
    whether both have some number, and count so that its difference is known."""
    context = after.context
    steps = [(one, *_steps_of_both(one, before.id, after.id)) for one in context.series]
    found = [(one, was, now) for one, was, now in steps if was and now]
    numbered = [(one, was, now) for one, was, now in found if (was.value, now.value) != (None, None)]
    return {
        "before": before,
        "after": after,
        "name": headline_of(context.words(f"{BRIEFINGS}{after.id}"), context),
        "days": [context.locale.date(one.ledger.as_of) for one in (before, after)],
        "comparable": any(was.value is not None and now.added is not None for _, was, now in found),
        "lines": [_line(one, was, now, before if now.value is None else after) for one, was, now in numbered],
        "legend": legend([sign_of(step.mark) for _, *both in numbered for step in both], context),
    }


def _steps_of_both(one: Series, before: str, after: str) -> tuple[Step | None, Step | None]:
    """Return the steps of two briefings in a series."""
    steps = {step.briefing: step for step in one.steps}
    return steps.get(before), steps.get(after)


def _line(one: Series, was: Step, now: Step, holder: ShownLedger) -> Values:
    """Return one figure in two briefings, as ``holder`` calls it; a number that one of them does not give is a mark."""
    figure, context = holder.figure(one.name), holder.context
    return {
        "name": figure.name(),
        "href": figure.href,
        "was": _step_number(was, context),
        "now": _step_number(now, context),
        "added": added_number(now, context) if was.value is not None else "",
    }


def _step_number(step: Step, context: Context) -> str:
    """Return the number of a step with its mark."""
    number = "" if step.value is None else context.locale.number(step.value)
    return " ".join(filter(None, (number, sign_of(step.mark))))
