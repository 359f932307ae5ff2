"""Which reports ledgers share: what they say of each other, held against the days that they count.

In: ledgers by path. Out: problems; and which ledgers together lie within which other.
"""

import datetime
from collections.abc import Iterator, Mapping
from itertools import combinations

from build_tools.disclosure.lines.known import AnyLedger, Overlap
from build_tools.models import CountedReports, ReleaseLedger
from build_tools.problems import NONE as NOTHING
from build_tools.problems import Fault, Problem

Ledgers = Mapping[str, AnyLedger]
"""By path."""

_WORDS = ("includes", "apart", "same")
UNSAID = Fault(
    "figures.reports_unsaid",
    "must say once, in one of the two ledgers, whether reports of {other} are counted here; by their days write: "
    "{allowed}",
)
IN_PART = Fault(
    "figures.days_overlap",
    "has days that {other} counts too, and must not; write one of: {allowed}",
)


def overlaps(ledgers: Ledgers) -> Iterator[Overlap]:
    """Yield what lies within what, as ledgers say: each alone, two and three that are apart, and all of them."""
    paths = {ledger.id: path for path, ledger in ledgers.items()}
    for path, ledger in sorted(ledgers.items()):
        counts = ledger.counts
        inner = sorted(paths[one] for one in {*counts.includes} if one in paths and paths[one] != path)
        every = {some for size in (1, 2, 3) for some in combinations(inner, size) if _are_apart(some, ledgers)}
        outermost = tuple(one for one in inner if not any(_lies_in(one, other, ledgers) for other in inner))
        every |= {outermost} if outermost and _are_apart(outermost, ledgers) else set()
        yield from (Overlap(path, some) for some in sorted(every))
        yield from (Overlap(path, (paths[one],), True) for one in counts.same if one in paths and paths[one] != path)


def _are_apart(paths: tuple[str, ...], ledgers: Ledgers) -> bool:
    pairs = combinations([ledgers[path].counts for path in paths], 2)
    return all(one.until < other.first or other.until < one.first for one, other in pairs)


def _lies_in(inner: str, outer: str, ledgers: Ledgers) -> bool:
    return inner != outer and ledgers[inner].id in ledgers[outer].counts.includes


def statement_problems(ledgers: Ledgers) -> Iterator[Problem]:
    """Yield what ledgers leave unsaid of each other, or say against their days."""
    for pair in combinations(sorted(ledgers), 2):
        yield from _of_two(*pair, ledgers)


def _of_two(one: str, other: str, ledgers: Ledgers) -> Iterator[Problem]:
    """Yield what is wrong between two ledgers, said of the one that ends later or lies around the other."""
    said = {path: ledgers[path].counts for path in (one, other)}
    earlier, later = sorted(said, key=lambda path: (said[path].until, said[path].until - said[path].first, path))
    yield from _between(earlier, later, said, ledgers)


def _between(earlier: str, later: str, said: Mapping[str, CountedReports], ledgers: Ledgers) -> Iterator[Problem]:
    first, second, other = said[earlier], said[later], ledgers[earlier].id
    apart, inside = first.until < second.first, second.first <= first.first
    releases = isinstance(ledgers[earlier], ReleaseLedger) and isinstance(ledgers[later], ReleaseLedger)
    if not apart and (releases or not inside):
        days = [first.until + datetime.timedelta(days=1), *([] if releases else [first.since])]
        fit = ", ".join(f"from: {day}" for day in days if isinstance(day, str) or day <= second.until)
        yield Problem(later, IN_PART, ("counts",), {"other": other, "allowed": fit or NOTHING})
        return
    equal = (first.first, first.until) == (second.first, second.until)
    both = ("apart",) if apart else ("includes", "same") if equal else ()
    fitting = {(later, word) for word in both or ("includes",)} | {(earlier, word) for word in both}
    words = [(later, word) for word in _WORDS for one in getattr(second, word) if one == other]
    words += [(earlier, word) for word in _WORDS for one in getattr(first, word) if one == ledgers[later].id]
    if len(words) != 1 or not fitting.issuperset(words):
        allowed = ", ".join(both or ("includes",))
        yield Problem(later, UNSAID, ("counts",), {"other": other, "allowed": allowed})
