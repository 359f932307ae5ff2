"""Corrections and planned revisions: of what is there, from the number that was published to the one that stands.

In: a site. Out: problems.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

from build_tools.models import Change, Correction, Ledger, LoggedChange, Revision, Site
from build_tools.paths import CORRECTIONS, FIGURES, STATEMENTS
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed

NO_BRIEFING = Fault("corrections.unknown_briefing", "is no briefing of this site; use one of: {allowed}")
NO_FIGURE = Fault("corrections.unknown_figure", "is not a figure of that briefing; use one of: {allowed}")
NO_PAGE = Fault("corrections.unknown_page", "is no page of this site; use one of: {allowed}")
NOT_ITS_NUMBER = Fault(
    "corrections.not_the_number",
    "is {now}, but what comes after it is {next}; write the number that the ledger, or the next change, has",
)
NO_CHANGE = Fault("corrections.nothing_changed", "is the number that it was before; delete this entry or correct it")
SAME_DAY = Fault(
    "corrections.twice_on_a_day", "is the day of another change of this figure; make one entry of both, or date them"
)
BEFORE_MISTAKE = Fault("corrections.before_the_mistake", "is before since; a mistake is corrected after it was made")
BEFORE_BRIEFING = Fault("corrections.before_the_briefing", "is before the briefing, {day}; nothing stood here then")
SAME_ID = Fault("corrections.id_twice", "is the id of a correction too; each entry of the log has an id of its own")
NO_STATEMENT = Fault("corrections.unknown_statement", "is not a statement of that briefing; use one of: {allowed}")
NOT_PROVISIONAL = Fault(
    "corrections.not_provisional",
    "is not marked provisional: true in its ledger, so no revision of it was announced; if it was a mistake, write it "
    "under corrections",
)


def corrections_are_of_something(site: Site) -> Iterator[Problem]:
    """What is corrected or revised is there."""
    ledgers = {ledger.id: ledger for ledger in site.ledgers.values()}
    for part, name, change in site.corrections.changes():
        if change.briefing is not None and change.briefing not in ledgers and not site.hides_in(FIGURES):
            offers = allowed(ledgers, change.briefing)
            yield Problem(CORRECTIONS, NO_BRIEFING, (part, name, "briefing"), {"allowed": offers})
        elif change.briefing in ledgers and change.figure is not None:
            yield from _of_figure(part, name, change, ledgers[change.briefing], site)
        elif isinstance(change, Correction) and change.statement is not None:
            yield from _of_statement(name, change, site)
        elif isinstance(change, Correction) and change.page is not None:
            yield from _of_page(name, change.page, site)


def _of_figure(part: str, name: str, change: Change, ledger: Ledger, site: Site) -> Iterator[Problem]:
    place, figure = (part, name, "figure"), str(change.figure)
    if figure not in ledger.figures and site.published.figure(ledger, figure):
        return  # whether a published figure may go, another rule says
    if figure not in ledger.figures:
        yield Problem(CORRECTIONS, NO_FIGURE, place, {"allowed": allowed(ledger.figures, figure)})
    elif isinstance(change, Revision) and not ledger.figures[figure].provisional:
        yield Problem(CORRECTIONS, NOT_PROVISIONAL, place)


def _of_statement(name: str, change: Correction, site: Site) -> Iterator[Problem]:
    files = {file.id: file for file in site.statements.values()}
    known = files[change.briefing].statements if change.briefing in files else {}
    if change.statement not in known and not site.hides_in(STATEMENTS):
        offers = allowed(known, str(change.statement))
        yield Problem(CORRECTIONS, NO_STATEMENT, ("corrections", name, "statement"), {"allowed": offers})


def _of_page(name: str, page: str, site: Site) -> Iterator[Problem]:
    if page not in site.pages:
        yield Problem(CORRECTIONS, NO_PAGE, ("corrections", name, "page"), {"allowed": allowed(site.pages, page)})


def corrections_follow_each_other(site: Site) -> Iterator[Problem]:
    """Each change of a figure leads to the number that the next one begins with, the last to that of the ledger."""
    for ledger in site.ledgers.values():
        for figure in ledger.figures:
            yield from _chain(site.corrections.of_figure(ledger.id, figure), ledger.figures[figure].value)


def _chain(changes: list[LoggedChange], value: int) -> Iterator[Problem]:
    after: Iterable[int | None] = [*(change.was for _, _, change in changes[1:]), value]
    for (part, name, change), following in zip(changes, after, strict=bool(changes)):
        if change.was == change.now:
            yield Problem(CORRECTIONS, NO_CHANGE, (part, name, "now"))
        if following is not None and change.now != following:
            yield Problem(CORRECTIONS, NOT_ITS_NUMBER, (part, name, "now"), {"now": change.now, "next": following})
    for (_, _, first), (part, name, second) in pairwise(changes):
        if first.on == second.on:
            yield Problem(CORRECTIONS, SAME_DAY, (part, name, "on"))


def corrections_follow_the_mistake(site: Site) -> Iterator[Problem]:
    """A mistake stands somewhere from the day of its briefing on at the earliest, and is corrected later."""
    for part, name, change in site.corrections.changes():
        began = change.since if isinstance(change, Correction) else None
        if began and change.on < began:
            yield Problem(CORRECTIONS, BEFORE_MISTAKE, (part, name, "on"))
        if change.briefing and (day := _day_of(change.briefing, site)) and (began or change.on) < day:
            place: Field = (part, name, "since" if began else "on")
            yield Problem(CORRECTIONS, BEFORE_BRIEFING, place, {"day": change.briefing})


def _day_of(briefing: str, site: Site) -> datetime.date | None:
    """Return the day of a briefing that is there; whether an id is a day, another rule says."""
    ledger = next((one for one in site.ledgers.values() if one.id == briefing), None)
    try:
        return ledger.days["briefing"] if ledger else None
    except ValueError:
        return None


def ids_differ(site: Site) -> Iterator[Problem]:
    """Each entry of the log has an id of its own."""
    log = site.corrections
    yield from (Problem(CORRECTIONS, SAME_ID, ("revisions", id_)) for id_ in log.revisions if id_ in log.corrections)
