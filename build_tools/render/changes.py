"""Corrections and revisions made ready to show: what was wrong, since when, from what to what, by how much, and where.

In: the changes of a site. Out: values for templates. Where the old number could harm somebody it is not repeated.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.models import Change, Correction
from build_tools.models.figures import LEAST_BASE
from build_tools.problems import N_, fill
from build_tools.render import ledgers, tables
from build_tools.render.citing import sentences
from build_tools.render.context import Context
from build_tools.render.words import Link, change_anchor, link_to


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change: ``id`` is its anchor, ``of`` leads to what was changed, from the folder of the language; ``since`` is
    empty for a revision, the numbers are empty where words were wrong."""

    id: str
    on: str
    since: str
    of: Link
    what: str
    numbers: str
    size: str


def corrections(context: Context) -> list[ShownChange]:
    """Return all corrections, the newest first."""
    return _newest_first(context.site.corrections.corrections.items(), context)


def revisions(context: Context) -> list[ShownChange]:
    """Return all planned revisions, the newest first."""
    return _newest_first(context.site.corrections.revisions.items(), context)


def changes_of(briefing: str, figure: str, context: Context) -> list[ShownChange]:
    """Return what was changed of one figure, the newest first."""
    found = context.site.corrections.of_figure(briefing, figure)
    return _newest_first(((name, change) for _, name, change in found), context)


def _newest_first(changes: Iterable[tuple[str, Change]], context: Context) -> list[ShownChange]:
    ordered = sorted(changes, key=lambda change: (change[1].on, change[0]), reverse=True)
    return [shown(name, change, context) for name, change in ordered]


def shown(name: str, change: Change, context: Context) -> ShownChange:
    """Return one change ready to show."""
    since = _since(change, context) if isinstance(change, Correction) else ""
    numbers, size = _numbers(change, context)
    what = change.what[context.language]
    return ShownChange(
        change_anchor(name), context.locale.date(change.on), since, _changed(change, context), what, numbers, size
    )


def _since(change: Correction, context: Context) -> str:
    """Say since when a mistake stood on the site."""
    said, date = N_("The mistake stood here since {date}."), context.locale.date(change.since)
    return sentences([fill(context.locale.translate(said), date=date)])


def _changed(change: Change, context: Context) -> Link:
    """Return a link to what was changed."""
    if isinstance(change, Correction) and change.page is not None:
        return link_to(change.page, context)
    ledger = context.ledger(str(change.briefing))
    briefing = ledgers.called(ledger, context)
    if change.figure is None:
        name = context.locale.translate(N_("Statement"))
        code = str(getattr(change, "statement", ""))
        return Link(f"{name}, {briefing}", f"statements/{ledger.id}.html#{code.replace('_', '-')}")
    name = tables.line_of(change.figure, ledger, context)
    return Link(f"{name}, {briefing}", tables.entry_of(change.figure, ledger))


def _numbers(change: Change, context: Context) -> tuple[str, str]:
    """Return the old and the new number, and the size of the change; words have none."""
    say, number = context.locale.translate, context.locale.number
    if change.now is None:
        return "", ""
    if change.was is None:
        return fill(
            say(N_("Now {now}. The old number is not repeated, because it could harm somebody.")),
            now=number(change.now),
        ), ""
    size = change.now - change.was
    sign = "+" if size > 0 else "−"
    percent = round(100 * abs(size) / change.was) if change.was >= LEAST_BASE else 0
    written = fill(say(N_("{number} %")), number=number(percent))
    share = f", {sign}{written}" if percent else ""
    return f"{number(change.was)} → {number(change.now)}", f"{sign}{number(abs(size))}{share}"
