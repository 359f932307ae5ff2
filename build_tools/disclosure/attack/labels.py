"""Numbers of people that a label alone describes, by authority or by place of detention say: what they grow by.

In: wholes of ledgers, k. Out: what two briefings tell together of such a part, and of those who are not in it. A part
that others break down is a whole of its own, which the audit asks about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from build_tools.disclosure.attack.wholes import Whole, lies_in
from build_tools.models import Ledger


@dataclass(frozen=True, slots=True)
class Growth:
    """By how many a part, or the rest of the whole, is larger in a later ledger; figures by file and name."""

    path: str
    description: str
    number: int
    figures: tuple[tuple[str, str], ...]


def growths(wholes: Sequence[Whole], k: int) -> Iterator[Growth]:
    """Yield what grows by 1 to ``k`` - 1 people; what others published in both tells nothing new."""
    mains = [whole for whole in wholes if whole.main and whole.name]
    told = {(whole.path, whole.name) for whole in wholes}
    for one, later in permutations(mains, 2):
        known = bool(one.ledger.already_public and later.ledger.already_public)
        if lies_in(one, later) and not known:
            yield from _growths(one, later, told, k)


def _growths(one: Whole, later: Whole, told: set[tuple[str, str]], k: int) -> Iterator[Growth]:
    first, second = _parts(one), _parts(later)
    for name in first.keys() & second.keys():
        more = second[name] - first[name]
        names = ((one.path, name), (later.path, name))
        rest = _size(later) - _size(one) - more
        if 0 < more < k and not told.issuperset(names):
            yield Growth(later.path, f"within = {name}, within ≠ {one.ledger.id}", more, names)
        if 0 < rest < k and not told.issuperset(names):
            totals = ((one.path, one.name), (later.path, later.name))
            yield Growth(later.path, f"within ≠ {name}, {one.ledger.id}", rest, (*names, *totals))


def _parts(whole: Whole) -> Mapping[str, int]:
    """Return the parts of a whole that nothing but a label describes."""
    ledger: Ledger = whole.ledger
    around = {name: ledger.around(name) for name in ledger.plain if name != whole.name}
    return {name: ledger.figures[name].value for name, some in around.items() if not some or whole.name in some}


def _size(whole: Whole) -> int:
    return whole.ledger.figures[whole.name].value
