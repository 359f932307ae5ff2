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
    dims: Dims, facts: Known, classes: Known, before: Known, along: str | None, about: Query, clock: Clock
) -> Table:
    """Put it together; those whom ``about`` describes are asked about. Raises ``NotDecided`` where it is too large."""
    named = [*facts, *classes, *before, (about, 0)]
    exact = [(query, number, number) for query, number in facts]
    given = reduced(read(dims, exact, list(classes), [query for query, _ in named]))
    own = [_spread(box, along, given, dims) for box in given.targets]
    kinds = list(dict.fromkeys(own[:-1]))
    asked = _problem(given, [*kinds, given.targets[-1]])
    places = {box: number for number, (box, _) in enumerate(given.classes)}
    facts_at = {box: len(places) + number for number, (box, _, _) in enumerate(given.facts)}
    member = _members(asked)
    said = len(places) + len(facts_at)
    numbers = asked.high[:said].astype(np.float64)
    of_kinds, kind = _kinds(member[said:-1])
    known = [(kinds.index(box), number) for box, (_, number) in zip(own[-1 - len(before) : -1], before, strict=True)]
    counted, possible = member[:said].any(axis=0), ~member[:said][numbers == 0].any(axis=0)
    endless = np.isin(kind, kind[possible & ~counted])
    there = np.flatnonzero(counted & possible)
    rows = member[:said, there].astype(np.float64)
    live = may_hold(rows[numbers > 0], numbers[numbers > 0], clock)
    there = there[live]
    return Table(
        rows[:, live],
        numbers,
        [facts_at[box] for box in given.targets[: len(facts)]],
        [places.get(box) for box in given.targets[len(facts) : len(facts) + len(classes)]],
        kind[there],
        asked.owner[there],
        len(places),
        (member[-1] & ~endless)[there],
        _before(of_kinds, known),
    )


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


def _before(kinds: Flags, known: Sequence[tuple[int, int]]) -> Before:
    some = [(row, number) for row, number in known if number]
    nobody = [row for row, number in known if not number]
    rows = kinds[[row for row, _ in some]].astype(np.float64)
    possible: Flags = ~np.any(kinds[nobody], axis=0, keepdims=True)[0]
    return Before(rows, np.array([number for _, number in some], np.float64), possible)
