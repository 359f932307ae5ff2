"""Joins what nothing tells apart, so that the table has as few cells as the question allows; exact, never a guess.

In: boxes of value numbers. Out: the same question over fewer values, with equal descriptions joined.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from build_tools.disclosure.audit.errors import NO_REGISTER, ContradictoryFacts
from build_tools.disclosure.audit.plain import Box, Given

Facts = dict[Box, tuple[int, int]]
Move = Callable[[frozenset[int]], frozenset[int]]


def reduced(given: Given) -> Given:
    """Return the same question with fewer values, facts, classes and targets, each in an order of its own."""
    joined = [_joined(number, size, given) for number, size in enumerate(given.sizes)]
    moves = [_mover(values) for values in joined]
    facts = _facts((_moved(moves, box), low, high) for box, low, high in given.facts)
    classes: dict[Box, int] = {}
    for box, count in given.classes:
        moved = _moved(moves, box)
        classes[moved] = classes.get(moved, 0) + count
    return Given(
        tuple(len(set(values)) for values in joined),
        sorted(((box, *bounds) for box, bounds in facts.items()), key=lambda fact: _key(fact[0])),
        sorted(((box, count) for box, count in classes.items() if count), key=lambda entry: _key(entry[0])),
        [_moved(moves, box) for box in given.targets],
    )


def in_order(boxes: set[Box]) -> list[Box]:
    """Sort boxes in the one order that everything here keeps."""
    return sorted(boxes, key=_key)


def _key(box: Box) -> list[list[int]]:
    return [sorted(values) for values in box]


def _joined(number: int, size: int, given: Given) -> list[int]:
    """Number the values of one dimension anew: two that stand in the same boxes are one."""
    sets = {box[number] for box in _boxes(given)}
    ordered = sorted(sets, key=sorted)
    signatures = [tuple(value in meant for meant in ordered) for value in range(size)]
    numbers = {signature: place for place, signature in enumerate(dict.fromkeys(signatures))}
    return [numbers[signature] for signature in signatures]


def _boxes(given: Given) -> Iterator[Box]:
    yield from (box for box, _, _ in given.facts)
    yield from (box for box, _ in given.classes)
    yield from given.targets


def _mover(numbers: Sequence[int]) -> Move:
    """Return what gives some values of a dimension their new numbers; boxes mean the same ones again and again."""
    return cache(lambda meant: frozenset(numbers[old] for old in meant))


def _moved(moves: Sequence[Move], box: Box) -> Box:
    return tuple(move(meant) for move, meant in zip(moves, box, strict=True))


def _facts(facts: Iterator[tuple[Box, int, int]]) -> Facts:
    """Join facts about the same people: both are true."""
    found: Facts = {}
    for box, low, high in facts:
        known = found.get(box, (low, high))
        found[box] = max(low, known[0]), min(high, known[1])
    if any(low > high for low, high in found.values()):
        raise ContradictoryFacts(NO_REGISTER)
    return found
