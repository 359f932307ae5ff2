"""Whether figures that nobody asks more about can be true together: mostly a register is found at the first try.

In: the reduced question, without records and targets. Out: whether such a register was found, checked in whole numbers.
No is no answer: then the solver is asked, which takes longer to load than all else that a check does.
"""

from itertools import product
from math import prod

from build_tools.disclosure.audit.plain import Box, Given

MOST = 10_000


def can_be_true(given: Given) -> bool:
    """Whether a register is found by putting as many people as the facts leave into one kind of cell after the other,
    into those first of which most facts speak."""
    if prod(given.sizes) > MOST:
        return False
    missing = [low for _, low, _ in given.facts]
    kinds = dict.fromkeys(_facts_of(cell, given) for cell in product(*map(range, given.sizes)))
    for facts in sorted(kinds, key=len, reverse=True):
        people = min((missing[fact] for fact in facts), default=0)
        for fact in facts:
            missing[fact] -= people
    return not any(missing)


def _facts_of(cell: tuple[int, ...], given: Given) -> tuple[int, ...]:
    return tuple(number for number, (box, _, _) in enumerate(given.facts) if _is_in(cell, box))


def _is_in(cell: tuple[int, ...], box: Box) -> bool:
    return all(value in meant for value, meant in zip(cell, box, strict=True))
