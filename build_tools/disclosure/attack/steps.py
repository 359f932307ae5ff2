"""Whom one can ask about: those of one whole, those whom several count, and those whom others do not count.

In: wholes and the sets of them that one person can be counted in. Out: steps. Of all differences those are asked about
that can follow from figures: beside one other whole, beside all that lie within, and beside all that say the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.disclosure.attack.wholes import MOST, Membership, Whole, lies_in
from build_tools.disclosure.audit import NotDecided
from build_tools.disclosure.figures import readings, said_of


@dataclass(frozen=True, slots=True)
class Step:
    """Those whom a whole counts and the wholes ``also`` too, and none of the wholes ``without``; ``counted`` are the
    sets in which they are counted."""

    whole: Whole
    also: tuple[Whole, ...]
    without: tuple[Whole, ...]
    counted: tuple[Membership, ...]

    @property
    def is_difference(self) -> bool:
        """Whether it is about others than those whom one whole counts."""
        return bool(self.also or self.without)


def steps(wholes: Sequence[Whole], possible: Sequence[Membership]) -> list[Step]:
    """Return whom one can ask about, the same people once. Raises ``NotDecided`` where there are too many."""
    found: dict[tuple[Membership, ...], Step] = {}
    for number, whole in enumerate(wholes):
        for also, without in _combined(number, wholes):
            counted = tuple(some for some in possible if number in some and also <= some and not without & some)
            found.setdefault(counted, Step(whole, _of(also, wholes), _of(without, wholes), counted))
    if len(found) > MOST:
        raise NotDecided("too many briefings overlap")
    return [step for counted, step in found.items() if counted]


def _of(numbers: Membership, wholes: Sequence[Whole]) -> tuple[Whole, ...]:
    return tuple(wholes[one] for one in sorted(numbers))


def _combined(number: int, wholes: Sequence[Whole]) -> Iterator[tuple[Membership, Membership]]:
    """Yield which others count them too, and which do not."""
    nobody = frozenset[int]()
    others = [other for other in range(len(wholes)) if other != number and not lies_in(wholes[number], wholes[other])]
    inner = [other for other in others if lies_in(wholes[other], wholes[number])]
    yield nobody, nobody
    yield from ((nobody, some) for some in _left_out(others, inner, wholes))
    yield from ((frozenset((other,)), nobody) for other in others if other not in inner and wholes[other].main)


def _left_out(others: Sequence[int], inner: Sequence[int], wholes: Sequence[Whole]) -> Iterator[Membership]:
    """Yield sets of wholes that can be left out."""
    yield from (frozenset((other,)) for other in others)
    yield frozenset(inner)
    saying = dict[str, list[int]]()
    for other in inner:
        every = [codes for name in wholes[other].figures for codes in readings(name, wholes[other].ledger)]
        single = (said_of({field: code}) for codes in every for field, code in codes.items())
        for said in {*map(said_of, every), *single}:
            saying.setdefault(said, []).append(other)
    yield from map(frozenset, saying.values())
