"""Corrections and planned revisions: of what is there, from the number that was published to the one that stands.

In: a site. Out: problems.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

from build_tools.models import Change, Correction, Ledger, LoggedChange, Revision, Site, public
from build_tools.models.corrections import print_of
from build_tools.paths import CORRECTIONS, FIGURES, STATEMENTS
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.alike_numbers import differing
from build_tools.validate.offers import allowed
from build_tools.validate.old_numbers import old_numbers_point_at_nobody
from build_tools.validate.seals import published_numbers_stay
from build_tools.validate.slips import SLIPPED, differ_by_a_sign, slipped_field

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
CHANGED = Fault(
    "corrections.published_entry_changed",
    "is not as it was published; put it back. If a translation only says the same better, write {seal} for it under "
    "seals",
)
GONE = Fault(
    "corrections.published_entry_gone",
    "is published, and gone or renamed; bring it back as it was: nothing is taken out of the log",
)
UNSEALED = Fault(
    "corrections.seal_missing",
    "is not sealed; once it is published, write {seal} for it under seals, so that no later slip changes it unseen",
)
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


def published_corrections_stay(site: Site) -> Iterator[Problem]:
    """What is sealed is as it was, and still there; of an entry that is wrong by itself something else is said."""
    log, told = site.corrections, set(_told(site))
    for logged in log.changes():
        kept = log.seals.get(logged.id, logged.fingerprint)
        if logged.id not in told and kept != logged.fingerprint:
            yield _changed(logged, kept)
    known = {logged.id for logged in log.changes()}
    yield from (Problem(CORRECTIONS, GONE, ("seals", id_)) for id_ in log.seals if id_ not in known)


def _changed(logged: LoggedChange, kept: str) -> Problem:
    """Return the problem of what is not as it was: at the seal in which a sign slipped, at the value in which a digit
    did, or at the whole entry."""
    if differ_by_a_sign(kept, logged.fingerprint):
        return Problem(CORRECTIONS, SLIPPED, ("seals", logged.id))
    if place := slipped_field(public(logged.change), lambda said: print_of(said) == kept):
        return Problem(CORRECTIONS, SLIPPED, (logged.part, logged.id, *place))
    return Problem(CORRECTIONS, CHANGED, (logged.part, logged.id), {"seal": logged.fingerprint})


def ids_differ(site: Site) -> Iterator[Problem]:
    """Each entry of the log has an id of its own."""
    log = site.corrections
    yield from (Problem(CORRECTIONS, SAME_ID, ("revisions", id_)) for id_ in log.revisions if id_ in log.corrections)


def _told(site: Site) -> Iterator[str]:
    """Yield the ids of the entries of which another rule says what is wrong."""
    rules = (
        corrections_are_of_something,
        corrections_follow_each_other,
        corrections_follow_the_mistake,
        ids_differ,
        old_numbers_point_at_nobody,
        published_numbers_stay,
    )
    found = (problem for rule in rules for problem in rule(site) if problem.path == CORRECTIONS)
    yield from (str(problem.field[1]) for problem in found)
    yield from (str(place[1]) for path, place, _ in differing(site) if path == CORRECTIONS)


def published_corrections_are_sealed(site: Site) -> Iterator[Problem]:
    """What a release refuses: entries of the log that nothing keeps as they were published."""
    for logged in site.corrections.changes():
        if logged.id not in site.corrections.seals:
            yield Problem(CORRECTIONS, UNSEALED, (logged.part, logged.id), {"seal": logged.fingerprint})
