"""Whom one can ask about: those of one whole, those whom several count, and those whom others do not count.

In: what is known. Out: steps. Of all differences those are asked about that can follow from figures: beside one other
whole, beside all that lie within, and beside all that tell the same; of several wholes together, those among whom
records are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.disclosure.attack.facts import COUNTED
from build_tools.disclosure.attack.knowledge import Knowledge
from build_tools.disclosure.attack.wholes import Membership, Whole, lies_in, name_of
from build_tools.disclosure.audit import NotDecided
from build_tools.disclosure.figures import readings

MOST = 512
"""So many steps can be asked about."""


@dataclass(frozen=True, slots=True)
class Step:
    """Those whom a whole or one of ``others`` counts and the wholes ``also`` too, and none of the wholes ``without``;
    ``counted`` are the sets in which they are counted."""

    whole: Whole
    also: tuple[Whole, ...]
    without: tuple[Whole, ...]
    counted: tuple[Membership, ...]
    others: tuple[Whole, ...] = ()

    @property
    def is_of_one(self) -> bool:
        """Whether it is about all whom one whole counts."""
        return not (self.also or self.without or self.others)


def steps(known: Knowledge) -> list[Step]:
    """Return whom one can ask about, the same people once. Raises ``NotDecided`` where there are too many."""
    wholes, found = known.wholes, dict[tuple[Membership, ...], Step]()
    for number, whole in enumerate(wholes):
        for also, without in _combined(number, known):
            counted = tuple(some for some in known.possible if number in some and also <= some and not without & some)
            found.setdefault(counted, Step(whole, _of(also, wholes), _of(without, wholes), counted))
    for counted in filter(None, _together(known)):
        first, *others = _named(counted, wholes)
        found.setdefault(counted, Step(first, (), (), counted, tuple(others)))
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
    yield nobody, frozenset(other for other in inner if wholes[other].path != wholes[number].path)
    yield from ((nobody, some) for some in _telling_the_same(number, inner, known))
    yield from ((frozenset((other,)), nobody) for other in others if other not in inner and wholes[other].main)


Cells = Mapping[str, frozenset[str]]
"""Values by field."""


def _telling_the_same(number: int, inner: Sequence[int], known: Knowledge) -> Iterator[Membership]:
    """Yield sets of wholes within one that tell of the same people, be it in one number or in those of its parts."""
    told = {one: _told_by(known.wholes[one], known) for one in (number, *inner)}
    asked = [cells for every in told.values() for cells in every]
    asked += [{field: values} for cells in asked for field, values in cells.items()]
    for cells in asked:
        yield frozenset(other for other in inner if _tells(told[other], cells))


def _told_by(whole: Whole, known: Knowledge) -> list[Cells]:
    """Return of whom the figures of a whole tell."""
    every = [codes for name in whole.figures for codes in readings(name, whole.ledger) if codes]
    return [{field: frozenset(known.fields[field].of[code]) for field, code in codes.items()} for codes in every]


def _tells(told: Sequence[Cells], asked: Cells) -> bool:
    """Whether numbers tell of all values of some fields, each of a part of them."""
    within = [one for one in told if asked.keys() <= one.keys() and all(one[field] <= asked[field] for field in asked)]
    return all(asked[field] == frozenset().union(*(cells[field] for cells in within)) for field in asked)


def _together(known: Knowledge) -> Iterator[tuple[Membership, ...]]:
    """Yield the sets of which one is that of some records, all others, and all sets of somebody who is counted."""
    every = tuple(some for some in known.possible if some)
    for names in dict.fromkeys(tuple(one.query[COUNTED]) for one in known.classes):
        counted = tuple(some for some in every if name_of(some) in names)
        if len(counted) == len(names):
            yield counted
        yield tuple(some for some in every if some not in counted)
    if known.classes:
        yield every


def _named(counted: Sequence[Membership], wholes: Sequence[Whole]) -> list[Whole]:
    """Return the main wholes that hold some sets, of each the innermost."""
    mains = ([one for one in some if wholes[one].main] for some in counted)
    innermost = {
        max(some, key=lambda one: (sum(lies_in(wholes[one], wholes[two]) for two in some), -one))
        for some in mains
        if some
    }
    return [wholes[one] for one in sorted(innermost)] or list(wholes[:1])
