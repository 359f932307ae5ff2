"""All that is public as one table: who can be where, and in which numbers they are.

In: dimensions, facts, classes, and what was known before. Out: columns that can hold somebody, with the rows that hold
them. Cells are of one kind if nothing public tells them apart but the dimension ``along``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from build_tools.disclosure.audit.cells import reduced
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.errors import TOO_LARGE, NotDecided
from build_tools.disclosure.audit.linear import may_hold
from build_tools.disclosure.audit.plain import Box, Dims, Given, Query, read
from build_tools.disclosure.audit.problem import LARGEST, Flags, Numbers, Problem, problem
from build_tools.disclosure.audit.proof import Floats

MOST_ENTRIES = 20_000_000
Known = Sequence[tuple[Query, int]]
"""Queries, each with the number of those whom it describes."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was known before, in rows of kinds: numbers above 0, and kinds that may hold somebody."""

    rows: Floats
    numbers: Floats
    possible: Flags


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` say of each column whether a number counts it, ``numbers`` are theirs; ``of_facts`` and ``of_classes``
    are the rows of what was given, where classes that nothing tells apart share one. Each column is of a ``kind``, and
    ``owner`` is the row of its class, or ``nobodys``. Columns that are not ``asked`` about are of those who are left
    out, or can hold any number of people.
    """

    rows: Floats
    numbers: Floats
    of_facts: Sequence[int]
    of_classes: Sequence[int | None]
    kind: Numbers
    owner: Numbers
    nobodys: int
    asked: Flags
    before: Before

    @property
    def is_open(self) -> bool:
        """Whether wherever somebody can be, people can be whom nobody published."""
        return set(self.kind[self.owner == self.nobodys]) >= set(self.kind)


def table(
    dims: Dims,
    facts: Known,
    classes: Known,
    before: Known,
    along: str | None,
    about: Query,
    no_news: Sequence[Query],
    clock: Clock,
) -> Table:
    """Put it together; those whom ``about`` describes are asked about, and that nobody is left of whom ``no_news``
    describes was to be expected before. Raises ``NotDecided`` where it is too large."""
    queries = [*(query for query, _ in (*facts, *classes, *before)), *no_news]
    exact = [(query, number, number) for query, number in facts]
    given = reduced(read(dims, exact, list(classes), [*queries, about]))
    *named, wanted = given.targets
    spread = [_spread(box, along, given, dims) for box in named]
    boxes = list(dict.fromkeys(spread))
    rows, last = [boxes.index(box) for box in spread], len(spread) - len(no_news)
    asked = _problem(given, [*boxes, wanted])
    of_class = {box: row for row, (box, _) in enumerate(given.classes)}
    of_fact = {box: row for row, (box, _, _) in enumerate(given.facts, len(of_class))}
    own, of_boxes, inside = np.split(_members(asked), [len(of_class) + len(of_fact), -1])
    numbers = asked.high[: len(own)].astype(np.float64)
    kinds, kind = _kinds(of_boxes)
    there, endless = _there(own, numbers, kind, clock)
    known = [(row, number) for row, (_, number) in zip(rows[last - len(before) : last], before, strict=True)]
    return Table(
        own[:, there].astype(np.float64),
        numbers,
        [of_fact[box] for box in named[: len(facts)]],
        [of_class.get(box) for box in named[len(facts) : len(facts) + len(classes)]],
        kind[there],
        asked.owner[there],
        len(of_class),
        (inside[0] & ~endless)[there],
        _before(kinds, known, _emptied(of_boxes[rows[last:]], kind, there)),
    )


def _emptied(member: Flags, kind: Numbers, there: Numbers) -> Numbers:
    """Return the kinds of which nobody is now, all of whose people are in one of some rows."""
    inside, all_in = member.any(axis=0), np.ones(kind.max(initial=-1) + 1, bool)
    np.logical_and.at(all_in, kind, inside)
    return np.setdiff1d(np.flatnonzero(all_in), kind[there])


def _there(own: Flags, numbers: Floats, kind: Numbers, clock: Clock) -> tuple[Numbers, Flags]:
    """Return the columns that can hold somebody whom a number counts; and say of each column whether any number of
    people may be of its kind."""
    counted, possible = own.any(axis=0), ~own[numbers == 0].any(axis=0)
    there = np.flatnonzero(counted & possible)
    rows = own[numbers > 0][:, there].astype(np.float64)
    return there[may_hold(rows, numbers[numbers > 0], clock)], np.isin(kind, kind[possible & ~counted])


def _spread(box: Box, along: str | None, given: Given, dims: Dims) -> Box:
    """Return the same people whatever their value along a dimension."""
    if along is None:
        return box
    axis = sorted(dims).index(along)
    return (*box[:axis], frozenset(range(given.sizes[axis])), *box[axis + 1 :])


def _problem(given: Given, boxes: Sequence[Box]) -> Problem:
    """Return columns that some boxes more tell apart."""
    return problem(replace(given, facts=[*given.facts, *((box, 0, LARGEST) for box in boxes)], targets=[]))


def _members(asked: Problem) -> Flags:
    """Say of each row which columns are in it."""
    shape = len(asked.low), asked.columns
    if shape[0] * shape[1] > MOST_ENTRIES:
        raise NotDecided(TOO_LARGE)
    found = np.zeros(shape, bool)
    found[asked.entry_row, asked.entry_column] = True
    return found


def _kinds(rows: Flags) -> tuple[Flags, Numbers]:
    """Return the different columns, and of which each is."""
    _, first, kind = np.unique(np.packbits(rows, axis=0), axis=1, return_index=True, return_inverse=True)
    return rows[:, first], kind.ravel()


def _before(kinds: Flags, known: Sequence[tuple[int, int]], emptied: Numbers) -> Before:
    some = [(row, number) for row, number in known if number]
    nobody = [row for row, number in known if not number]
    rows = kinds[[row for row, _ in some]].astype(np.float64)
    possible: Flags = ~np.any(kinds[nobody], axis=0, keepdims=True)[0]
    possible[emptied] = False
    return Before(rows, np.array([number for _, number in some], np.float64), possible)
