"""What changed: from each briefing to the next, and the log of corrections and planned revisions.

In: series and changes. Out: two pages of each language, and what was changed of one figure. Where the old number could
harm somebody it is not repeated. A withdrawal of a story never appears.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from build_tools.files.paths import BRIEFINGS
from build_tools.models import Change, Correction, Page, Values, anchor_of
from build_tools.models.figures import LEAST_BASE
from build_tools.problems import N_
from build_tools.render.aggregate import Step
from build_tools.render.authored import page_of_words, words_page
from build_tools.render.context import Context, FeedEntry, Link
from build_tools.render.figures import LocalFigure, LocalLedger, legend, newest_first, sign_of
from build_tools.render.statements import record_address
from build_tools.render.tables import added_number
from build_tools.render.words import headline_of, link_to
from build_tools.text.markdown import sentences


def correction_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what a feed tells of each correction and revision, as old as the day on which it was made."""
    for _, name, change in context.site.corrections.changes():
        one = _entry(name, change, context)
        summary = " ".join(filter(None, (one["numbers"] and f"{one['numbers']}.", one["what"])))
        key, href = f"corrections/{one['id']}", f"corrections.html#{one['id']}"
        yield FeedEntry(key, one["of"].title, href, change.on, summary, "correction")


def changes_of_figure(one: LocalFigure) -> list[Values]:
    """Return what was changed of one figure, the newest first."""
    found = one.of.context.site.corrections.of_figure(one.of.id, one.id)
    return _entries(((name, change) for _, name, change in found), one.of.context)


def _corrections(context: Context) -> Values:
    """Return what the page of corrections places, and whom to tell of a mistake."""
    return {**_log(context), "tell": context.site.settings.errors_to}


def _log(context: Context) -> Values:
    """Return all that was changed, the newest first."""
    log = context.site.corrections
    return {name: _entries(getattr(log, name).items(), context) for name in ("corrections", "revisions")}


corrections_page = words_page("corrections", "corrections.html", _corrections, parts=("names", "corrections"))


def _entries(changes: Iterable[tuple[str, Change]], context: Context) -> list[Values]:
    """Return changes ready to show, the newest first."""
    ordered = sorted(changes, key=lambda change: (change[1].on, change[0]), reverse=True)
    return [_entry(name, change, context) for name, change in ordered]


def _entry(name: str, change: Change, context: Context) -> Values:
    """Return one change: ``id`` is its anchor, ``of`` leads to what was changed, from the folder of the language;
    ``since`` is empty for a revision, the numbers are empty where words were wrong."""
    since, date = "", context.locale.date
    if isinstance(change, Correction):
        since = sentences([context.say(N_("The mistake was here since {date}."), date=date(change.since))])
    return {
        "id": anchor_of(name),
        "on": date(change.on),
        "since": since,
        "of": _changed_thing(change, context),
        "what": change.what[context.language],
        **_numbers(change, context),
    }


def _changed_thing(change: Change, context: Context) -> Link:
    """Return a link to what was changed."""
    if isinstance(change, Correction) and change.page is not None:
        return link_to(change.page, context)
    ledger = LocalLedger(context.ledger(str(change.briefing)), context)
    if change.figure is None:
        name = context.say(N_("Statement"))
        return Link(f"{name}, {ledger.in_sentence}", record_address(ledger.id, str(getattr(change, "statement", ""))))
    figure = ledger.figure(change.figure)
    return Link(f"{figure.line_name}, {ledger.in_sentence}", figure.href)


def _numbers(change: Change, context: Context) -> Values:
    """Return the old and the new number, and the size of the change; words have none."""
    number = context.locale.number
    if change.now is None:
        return {"numbers": "", "size": ""}
    if change.was is None:
        only_new = N_("Now {now}. The old number is not repeated, because it could harm somebody.")
        return {"numbers": context.say(only_new, now=number(change.now)), "size": ""}
    size = change.now - change.was
    sign = "+" if size > 0 else "−"
    percent = round(100 * abs(size) / change.was) if change.was >= LEAST_BASE else 0
    share = f", {sign}{context.say(N_('{number} %'), number=number(percent))}" if percent else ""
    return {"numbers": f"{number(change.was)} → {number(change.now)}", "size": f"{sign}{number(abs(size))}{share}"}


def changes_page(context: Context) -> Iterator[Page]:
    """Yield the page of what changed, as soon as there are two briefings."""
    if len(context.site.briefings) > 1:
        yield page_of_words("changes", "changes.html", context, _changes, parts=("figures", "names", "corrections"))


def _changes(context: Context) -> Values:
    """Return what the page of changes places, the newest first."""
    briefings = sorted(newest_first(context), key=lambda one: (one.ledger.as_of, one.id), reverse=True)
    return {"briefings": [_changed_briefing(before, after) for after, before in pairwise(briefings)], **_log(context)}


def _changed_briefing(before: LocalLedger, after: LocalLedger) -> Values:
    """Return what a briefing has that the one before it had not, as of two days, and whether they may be compared:
    whether both have some number, and count so that its difference is known."""
    context = after.context
    steps = [(one.name, {step.briefing: step for step in one.steps}) for one in context.series]
    pairs = [(name, one[before.id], one[after.id]) for name, one in steps if after.id in one]
    found = [(name, was, now) for name, was, now in pairs if (was.value, now.value) != (None, None)]
    return {
        "before": before,
        "after": after,
        "name": headline_of(context.words(f"{BRIEFINGS}{after.id}"), context),
        "days": [context.locale.date(one.ledger.as_of) for one in (before, after)],
        "comparable": any(was.value is not None and now.added is not None for _, was, now in pairs),
        "lines": [_line(was, now, (before if now.value is None else after).figure(name)) for name, was, now in found],
        "legend": legend([sign_of(step.mark) for _, *both in found for step in both], context),
    }


def _line(was: Step, now: Step, figure: LocalFigure) -> Values:
    """Return one figure in two briefings; a number that one of them does not give is a mark."""
    context = figure.of.context
    numbers = ["" if step.value is None else context.locale.number(step.value) for step in (was, now)]
    marked = [f"{number} {sign_of(step.mark)}".strip() for number, step in zip(numbers, (was, now), strict=True)]
    return {"figure": figure, "numbers": [*marked, added_number(now, context) if was.value is not None else ""]}
