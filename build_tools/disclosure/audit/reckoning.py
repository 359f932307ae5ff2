"""Whom numbers that are public count by adding and subtracting, though none of them says so.

In: all that is public as a table. Out: some people whose number follows and is small, with the numbers that it follows
from; or nothing, and then there are no such people, however they are described.

The number of some people is the same in every register that agrees with all that is public just if, among the columns
that can hold somebody, theirs are a sum of rows, each taken any number of times. Auditing and inference control in
statistical databases (IEEE Transactions on Software Engineering, 1982) keeps the independent rows for that; which
people are a sum of them, and few, is asked here as a problem in whole numbers. What follows only because nobody is half
a person is not found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.linear import NOTHING, Rows, all_of, independent, least, may_hold, rows_of
from build_tools.disclosure.audit.problem import Numbers
from build_tools.disclosure.audit.proof import Floats
from build_tools.disclosure.audit.table import Before, Table

WAYS = 2
APART = 1e-3
"""A number was open before if it changed by more than that in one of so many ways, which chance has chosen."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Some people: how many they are, how many times each fact and each class that was given is taken, by its number,
    and the classes that some of them may be of."""

    number: int
    facts: Mapping[int, float]
    classes: Mapping[int, float]
    near: Sequence[int]


def reckoned(given: Table, most: int, clock: Clock) -> Reckoning | None:
    """Return people of whom it follows that they are 1 to ``most``, and did not before; nothing where there are none.
    Raises ``NotDecided`` where that cannot be found out in time."""
    rows, numbers = independent(given.rows, given.numbers)
    if not rows.size:
        return None
    columns, first = rows.T, _firsts(given)
    meant = all_of(
        [
            rows_of(_different(columns[first]), 0, 1),
            rows_of(_different(columns[~given.asked]), 0, 0),
            rows_of(_different(columns[given.asked] - columns[_first_of_each(given, first)]), 0, 0),
            rows_of(numbers[None], 1, most),
        ]
    )
    for news in _news(given, columns[first], given.kind[first], numbers, clock):
        if (found := _whole(all_of([meant, news]), columns[first], clock)) is not None:
            times = found[: len(numbers)]
            return _told(given, np.rint(columns @ times), round(float(numbers @ times)), clock)
    return None


def _firsts(given: Table) -> Numbers:
    """Return one column of each kind that is asked about."""
    asked = np.flatnonzero(given.asked)
    return asked[np.unique(given.kind[asked], return_index=True)[1]]


def _first_of_each(given: Table, first: Numbers) -> Numbers:
    """Return for each column that is asked about the one that stands for its kind."""
    return first[np.searchsorted(given.kind[first], given.kind[given.asked])]


def _different(rows: Floats) -> Floats:
    """Return the rows that say something, each once."""
    some = rows[np.abs(rows).max(axis=1, initial=0) > NOTHING]
    return np.unique(some.round(9), axis=0)


def _news(given: Table, kinds: Floats, kind: Numbers, numbers: Floats, clock: Clock) -> Iterator[Rows]:
    """Yield conditions of which one holds if what follows of some people is new: the number of all of them was open
    before, or it was another one."""
    before = given.before
    if not before.numbers.size:
        yield rows_of(np.zeros((0, kinds.shape[1])), 0, 0)
        return
    possible = np.flatnonzero(before.possible)
    free = possible[may_hold(before.rows[:, possible], before.numbers, clock)]
    for way in _ways(before, free):
        for sign in (1, -1):
            yield rows_of(sign * (way[kind] @ kinds)[None], APART, np.inf)
    if not given.asked.all():
        yield _another(before, free, kinds, kind, numbers)


def _another(before: Before, free: Numbers, kinds: Floats, kind: Numbers, numbers: Floats) -> Rows:
    """Return the condition that a sum of what was known before means the same kinds and is a larger number."""
    meant = np.zeros((len(before.possible), kinds.shape[1]))
    meant[kind] = kinds
    rows, then = before.rows[:, free].T, before.numbers
    same = rows_of(np.hstack([meant[free], -rows, rows]), 0, 0)
    return all_of([same, rows_of(np.concatenate([-numbers, then, -then])[None], 1, np.inf)])


def _ways(before: Before, free: Numbers) -> Iterator[Floats]:
    """Yield ways in which people could be moved from kind to kind before, without a number that changes."""
    rows, chance = before.rows[:, free], np.random.default_rng(0)
    for _ in range(WAYS):
        step, way = chance.normal(size=len(free)), np.zeros(len(before.possible))
        way[free] = step - np.linalg.pinv(rows, NOTHING) @ (rows @ step)
        yield way


def _whole(asked: Rows, kinds: Floats, clock: Clock) -> Floats | None:
    """Return how many times each independent row is taken, so that each kind is meant once or not at all, and further
    columns from 0."""
    size, whole = kinds.shape
    matrix, own = asked.matrix, kinds[:0]
    if not np.array_equal(kinds, np.rint(kinds)):
        matrix = np.hstack([matrix[:, :whole], np.zeros((len(matrix), size)), matrix[:, whole:]])
        own, whole = np.hstack([kinds, -np.eye(size)]), whole + size
    rows = all_of([Rows(matrix, asked.low, asked.high), rows_of(own, 0, 0)])
    width = rows.matrix.shape[1]
    return least(np.zeros(width), rows, np.where(np.arange(width) < whole, 1, np.inf), clock, whole)


def _told(given: Table, meant: Floats, number: int, clock: Clock) -> Reckoning:
    """Say from what it follows: the smallest sum of rows, each taken as often as needed, that means these people."""
    rows, count = given.rows.T, len(given.numbers)
    said = Rows(np.hstack([rows, -rows]), meant, meant)
    found = least(np.ones(2 * count), said, np.full(2 * count, np.inf), clock)
    times = np.zeros(count) if found is None else (found[:count] - found[count:]).round(6)
    owners = set(given.owner[meant > 1 / 2].tolist())
    firsts = {row: fact for fact, row in reversed(list(enumerate(given.of_facts)))}
    return Reckoning(
        number,
        {fact: float(times[row]) for row, fact in firsts.items() if times[row]},
        {one: float(times[row]) for one, row in enumerate(given.of_classes) if row is not None and times[row]},
        [one for one, row in enumerate(given.of_classes) if row in owners],
    )
