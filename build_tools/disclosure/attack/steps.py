"""Whom one can ask about: those of one whole, those whom several count, and those whom others do not count.

In: what is known. Out: steps that few words describe: beside one other whole, beside all that lie within, and in two at
once. Whether anything follows of others too is reckoned (``sums``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.disclosure.attack.knowledge import Knowledge
from build_tools.disclosure.attack.wholes import Membership, Whole, lies_in
from build_tools.disclosure.audit import NotDecided

MOST = 512
"""So many steps can be asked about."""


@dataclass(frozen=True, slots=True)
class Step:
    """Those whom a whole counts and the wholes ``also`` too, and none of the wholes ``without``; ``counted`` are the
    sets in which they are counted."""

    whole: Whole
    also: tuple[Whole, ...]
    without: tuple[Whole, ...]
    counted: tuple[Membership, ...]

    @property
    def is_of_one(self) -> bool:
        """Whether it is about all whom one whole counts."""
        return not (self.also or self.without)


def steps(known: Knowledge) -> list[Step]:
    """Return whom one can ask about, the same people once. Raises ``NotDecided`` where there are too many."""
    wholes, found = known.wholes, dict[tuple[Membership, ...], Step]()
    for number, whole in enumerate(wholes):
        for also, without in _combined(number, known):
            counted = tuple(some for some in known.possible if number in some and also <= some and not without & some)
            found.setdefault(counted, Step(whole, _of(also, wholes), _of(without, wholes), counted))
    if len(found) > MOST:
        raise NotDecided("too many briefings overlap")
    return [step for counted, step in found.items() if counted]


def _of(numbers: Membership, wholes: Sequence[Whole]) -> tuple[Whole, ...]:
    return tuple(wholes[one] for one in sorted(numbers))


def _combined(number: int, known: Knowledge) -> Iterator[tuple[Membership, Membership]]:
    """Yield which others count them too, and which do not."""
    nobody, wholes = frozenset[int](), known.wholes
    others = [other for other in range(len(wholes)) if other != number and not lies_in(wholes[number], wholes[other])]
    inner = [other for other in others if lies_in(wholes[other], wholes[number])]
    yield nobody, nobody
    yield from ((nobody, frozenset((other,))) for other in others)
    yield nobody, frozenset(inner)
    yield from ((frozenset((other,)), nobody) for other in others if other not in inner and wholes[other].main)
