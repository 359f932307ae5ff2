"""In which ledgers a record is counted, by the days on which what it tells of can have happened.

In: a record and the wholes of ledgers. Out: sets of wholes. On each day of its time all that count that day count it,
unless a ledger says otherwise: a record of a year that two halves cover is in one of the halves.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence, Set

from build_tools.disclosure.attack.wholes import Guess, Membership, Whole, lies_in
from build_tools.models import Case

DAY = datetime.timedelta(days=1)


def counted_in(
    case: Case, wholes: Sequence[Whole], possible: Iterable[Membership], doubted: Set[Guess] = frozenset()
) -> list[Membership]:
    """Return the sets in which a record may be counted."""
    days = list(_days_of(case, wholes))
    said = [{number: _is_counted(case, whole, day, doubted) for number, whole in enumerate(wholes)} for day in days]
    return [some for some in possible if any(all(of_day[n] in (None, n in some) for n in of_day) for of_day in said)]


def _days_of(case: Case, wholes: Sequence[Whole]) -> Iterator[datetime.date]:
    """Yield one day of each stretch in which a case can lie; the same ledgers count all days of a stretch."""
    limits = {limit for whole in wholes if whole.counts for limit in (whole.days[0], whole.days[1] + DAY)}
    if not case.period.is_stated:
        yield from sorted({*limits, min(limits, default=datetime.date.max) - DAY})
        return
    yield case.period.start
    yield from sorted(limit for limit in limits if case.period.start < limit <= case.period.end)


def in_time(wholes: Sequence[Whole]) -> Iterator[Guess]:
    """Yield the guesses that a case of a time was known when it was counted, where that was counted again later."""
    mains = [whole for whole in wholes if whole.main]
    yield from (_in_time(one) for one in mains if any(one is not other and lies_in(one, other) for other in mains))


def _in_time(whole: Whole) -> Guess:
    return ("in time", whole.path)


def _is_counted(case: Case, whole: Whole, day: datetime.date, doubted: Set[Guess]) -> bool | None:
    """Whether a record of a day is counted in a whole; nothing where that cannot be told."""
    counts, (first, last) = whole.counts, whole.days
    if counts is None:
        return None
    if case.release in counts.none_of or not first <= day <= last:
        return False
    certain = whole.main and case.release not in counts.unsure_of and _in_time(whole) not in doubted
    return True if certain else None
