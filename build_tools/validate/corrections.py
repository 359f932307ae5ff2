"""Corrections and planned revisions: of what is there, from the number that was published to the one that stands.

In: a site. Out: problems. No old number that is repeated points at anybody; that the numbers of a ledger were public
before excuses none that was published in error.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from build_tools.models import Change, Correction, Ledger, LoggedChange, Revision, Site
from build_tools.paths import CORRECTIONS, STATEMENTS
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.generic import unknown

_NOT_ITS_NUMBER = Fault(
    "corrections.not_the_number",
    "is {now}, but what comes after it is {next}; write the number that the ledger, or the next change, has",
)
_NO_CHANGE = Fault("corrections.nothing_changed", "is the number that it was before; delete this entry or correct it")
_SAME_DAY = Fault(
    "corrections.twice_on_a_day", "is the day of another change of this figure; make one entry of both, or date them"
)
_BEFORE_BRIEFING = Fault("corrections.before_the_briefing", "is before the briefing, {day}; nothing stood here then")
_NOT_PROVISIONAL = Fault(
    "corrections.not_provisional",
    "is not marked provisional: true in its ledger, so no revision of it was announced; if it was a mistake, write it "
    "under corrections",
)
_SMALL_OLD_NUMBER = Fault(
    "corrections.old_number_below_k",
    "is below {k}, or leaves fewer than {k} of what it lies within, who could be pointed at; delete this line: then "
    "the old number is not repeated",
)
_MOVED_FEW = Fault(
    "corrections.few_moved",
    "differs from the number before by fewer than {k}, and who they are could be guessed, because codes describe them; "
    "delete this entry and give the number no more: in a briefing it goes to not_given, in a release its line is "
    "joined with others, and an entry with page: says so",
)


def corrections_are_of_something(site: Site) -> Iterator[Problem]:
    """The figure and the statement that changed are those of the briefing, and only what was announced is revised."""
    ledgers = {ledger.id: ledger for ledger in site.ledgers.values()}
    statements = {file.id: file.statements for file in site.statements.values()}
    for part, name, change in site.corrections.changes():
        ledger, figure, place = ledgers.get(change.briefing or ""), change.figure, (part, name, "figure")
        if ledger and figure and figure not in ledger.figures:
            # whether a published figure may go, another rule says
            yield from () if site.published.figure(ledger, figure) else [_unknown(place, figure, ledger.figures)]
        elif ledger and figure and isinstance(change, Revision) and not ledger.figures[figure].provisional:
            yield Problem(CORRECTIONS, _NOT_PROVISIONAL, place)
        statement = change.statement if isinstance(change, Correction) else None
        known = statements.get(change.briefing or "", {})
        if statement and statement not in known and not site.hides_in(STATEMENTS):
            yield _unknown((part, name, "statement"), statement, known)


def _unknown(place: Field, name: str, known: Collection[str]) -> Problem:
    return Problem(CORRECTIONS, unknown(f"{place[-1]}s", known, name), place)


def corrections_follow_each_other(site: Site) -> Iterator[Problem]:
    """Each change of a figure leads to the number that the next one begins with, the last to that of the ledger."""
    for ledger in site.ledgers.values():
        for figure in ledger.figures:
            yield from _chain(site.corrections.of_figure(ledger.id, figure), ledger.figures[figure].value)


def _chain(changes: list[LoggedChange], value: int) -> Iterator[Problem]:
    after: Iterable[int | None] = [*(change.was for _, _, change in changes[1:]), value]
    for (part, name, change), following in zip(changes, after, strict=bool(changes)):
        if change.was == change.now:
            yield Problem(CORRECTIONS, _NO_CHANGE, (part, name, "now"))
        if following is not None and change.now != following:
            yield Problem(CORRECTIONS, _NOT_ITS_NUMBER, (part, name, "now"), {"now": change.now, "next": following})
    for (_, _, first), (part, name, second) in pairwise(changes):
        if first.on == second.on:
            yield Problem(CORRECTIONS, _SAME_DAY, (part, name, "on"))


def corrections_follow_the_briefing(site: Site) -> Iterator[Problem]:
    """What is corrected stood somewhere from the day of its briefing on at the earliest."""
    ledgers = site.ledgers.values()
    first = {one.id: one.as_of.isoformat() if one.is_release else one.id for one in ledgers}
    for part, name, change in site.corrections.changes():
        began = ("since", change.since) if isinstance(change, Correction) else ("on", change.on)
        if began[1].isoformat() < (day := first.get(change.briefing or "", "")):
            yield Problem(CORRECTIONS, _BEFORE_BRIEFING, (part, name, began[0]), {"day": day})


def old_numbers_point_at_nobody(site: Site) -> Iterator[Problem]:
    """No old number is of few people, nor tells of few who were taken from a part that codes describe, or put there."""
    ledgers = {ledger.id: ledger for ledger in site.ledgers.values()}
    for part, name, change in site.corrections.changes():
        ledger = ledgers.get(str(change.briefing))
        if ledger and change.figure in ledger.people and (fault := _fault_of_old_number(change, ledger, site)):
            place = (part, name, "now" if change.was is None else "was")
            yield Problem(CORRECTIONS, fault, place, {"k": site.settings.k})


def _fault_of_old_number(change: Change, ledger: Ledger, site: Site) -> Fault | None:
    figure, few = ledger.figures[str(change.figure)], range(1, site.settings.k)
    numbers = {name: one.value for name, one in ledger.figures.items()} | site.published.first_numbers(ledger)
    was, whole = _number_before(change, ledger, site), numbers.get(str(figure.within))
    if change.was in few or (change.was is not None and whole is not None and whole - change.was in few):
        return _SMALL_OLD_NUMBER
    moved = was is not None and change.now is not None and abs(change.now - was) in few
    return _MOVED_FEW if moved and (figure.fields or ledger.is_release) else None


def _number_before(change: Change, ledger: Ledger, site: Site) -> int | None:
    """Return the number before a change, also where the change does not repeat it: everybody may have kept it."""
    every = [one.change for one in site.corrections.of_figure(ledger.id, str(change.figure))]
    earlier = [one.now for one in every[: every.index(change)]]
    known = [site.published.first_numbers(ledger).get(str(change.figure)), *earlier]
    return change.was if change.was is not None else known[-1]
