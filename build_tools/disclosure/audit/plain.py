"""Reads what the caller gives: names become numbers, in one order whatever the order of the input.

In: dimensions, facts, classes and targets as plain data. Out: boxes, a set of value numbers for each dimension.
Raises ``ValueError`` for what is no such data; the sentence names the part, never a value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Dims = Mapping[str, Sequence[str]]
Query = Mapping[str, str | Sequence[str]]
Interval = tuple[int, int | float]
Box = tuple[frozenset[int], ...]
"""For each dimension the values that are meant: all of them where a query does not name it."""


@dataclass(frozen=True)
class Given:
    """What is known and asked. A fact is a box with its smallest and largest count, a class one with its count."""

    sizes: tuple[int, ...]
    facts: list[tuple[Box, int, int]]
    classes: list[tuple[Box, int]]
    targets: list[Box]


def read(dims: Any, facts: Any, classes: Any, targets: Any) -> Given:
    """Return what is given, with numbers for names."""
    places = _places(dims)
    return Given(
        tuple(map(len, places.values())),
        [_fact(places, fact) for fact in _parts("facts", facts)],
        [_class(places, entry) for entry in _parts("classes", classes)],
        [_box(places, "a target", target) for target in _parts("targets", targets)],
    )


def _places(dims: Any) -> dict[str, dict[str, int]]:
    """Number the values of each dimension, in the order of their names."""
    if not isinstance(dims, Mapping) or not all(isinstance(name, str) for name in dims):
        raise ValueError("dims is a dictionary: the name of each dimension with its finest values")
    return {name: _numbers(_values("a dimension", dims[name])) for name in sorted(dims)}


def _numbers(values: list[str]) -> dict[str, int]:
    """Number the values of one dimension."""
    if len(set(values)) < len(values):
        raise ValueError("a dimension names a value twice")
    return {value: number for number, value in enumerate(sorted(values))}


def _parts(what: str, given: Any) -> list[Any]:
    """Return the entries of a list."""
    if not isinstance(given, list | tuple):
        raise ValueError(f"{what} is a list")
    return list(given)


def _fact(places: dict[str, dict[str, int]], fact: Any) -> tuple[Box, int, int]:
    """Read a query with its interval."""
    if not isinstance(fact, list | tuple) or len(fact) != 3:
        raise ValueError("a fact is a query, its smallest and its largest count")
    low, high = _count("a fact", fact[1]), _count("a fact", fact[2])
    if low > high:
        raise ValueError("a fact has a smallest count above its largest")
    return _box(places, "a fact", fact[0]), low, high


def _class(places: dict[str, dict[str, int]], entry: Any) -> tuple[Box, int]:
    """Read the description of a class with its number of records."""
    if not isinstance(entry, list | tuple) or len(entry) != 2:
        raise ValueError("a class is a description and the number of its records")
    return _box(places, "a class", entry[0]), _count("a class", entry[1])


def _count(what: str, number: Any) -> int:
    """Read a number of people; ``True`` and ``1.0`` are none."""
    if type(number) is not int or number < 0:
        raise ValueError(f"{what} has a count that is no whole number of 0 or more")
    return number


def _box(places: dict[str, dict[str, int]], what: str, query: Any) -> Box:
    """Read which values a query means in each dimension."""
    if not isinstance(query, Mapping):
        raise ValueError(f"{what} says what it means with a dictionary")
    if not set(query) <= set(places):
        raise ValueError(f"{what} names a dimension that dims does not have")
    return tuple(
        _meant(numbers, what, query[name]) if name in query else frozenset(numbers.values())
        for name, numbers in places.items()
    )


def _meant(numbers: dict[str, int], what: str, values: Any) -> frozenset[int]:
    """Read the values that a query means in one dimension."""
    named = [values] if isinstance(values, str) else _values(what, values)
    if not set(named) <= set(numbers):
        raise ValueError(f"{what} names a value that its dimension does not have")
    return frozenset(numbers[value] for value in named)


def _values(what: str, values: Any) -> list[str]:
    """Read a list of values, which is never empty."""
    if not isinstance(values, list | tuple) or not values or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{what} lists its values as words, at least one")
    return list(values)
