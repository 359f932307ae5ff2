"""The attacker's problem as linear constraints over whole numbers.

In: the reduced question. Out: columns and rows. A column is the number of records of one class, or of those that nobody
published, in all cells that are in the same facts. That loses nothing: within a column records can lie in any of its
cells, so at best none of them is in a target that leaves a cell out, and at worst all are if it holds one.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod

import numpy as np
from numpy.typing import NDArray

from build_tools.disclosure.audit.errors import TOO_LARGE, NotDecided
from build_tools.disclosure.audit.plain import Box, Given

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
MOST_CELLS = 200_000
MOST_PLACES = 4_000_000
LARGEST = 2**40
"""Sums of a few thousand such numbers are exact in 64 bits."""


@dataclass(frozen=True)
class Problem:
    """Column j lies in the rows of ``entry_row`` where ``entry_column``, which ascends, is j; each coefficient is 1.

    Rows are classes, then facts; ``low`` and ``high`` bound them, ``most`` each column. ``place_column`` and
    ``place_cell`` say which cells a column stands for, ``owner`` of which class it is, the last number of none. The
    cells of ``free_cells`` may hold any number of records.
    """

    sizes: tuple[int, ...]
    columns: int
    entry_column: Numbers
    entry_row: Numbers
    low: Numbers
    high: Numbers
    most: Numbers
    place_column: Numbers
    place_cell: Numbers
    owner: Numbers
    free_cells: Flags

    def costs(self, target: Box) -> tuple[Numbers, Numbers, bool]:
        """Return for each column whether all, and whether any of its cells are in the target; and whether any number of
        records may lie in the target: a cell of it is in no fact."""
        inside = cells_of(target, self.sizes)
        held = np.bincount(self.place_column[inside[self.place_cell]], minlength=self.columns)
        return (
            (held == self.cells).astype(np.int64),
            (held > 0).astype(np.int64),
            bool((inside & self.free_cells).any()),
        )

    @cached_property
    def cells(self) -> Numbers:
        """The number of cells of each column."""
        return np.bincount(self.place_column, minlength=self.columns)


def problem(given: Given) -> Problem:
    """Put the columns and rows together."""
    _small_enough(given)
    group_of, in_facts = _groups(given)
    public = np.any(in_facts, axis=0, keepdims=True)[0][group_of]
    nobodys = len(given.classes)
    cells = [members(box, given.sizes) for box, _ in given.classes]
    cells.append(np.flatnonzero(public))
    place_owner, place_cell = np.repeat(np.arange(len(cells)), list(map(len, cells))), np.concatenate(cells)
    groups = in_facts.shape[1]
    columns, place_column = np.unique(place_owner * groups + group_of[place_cell], return_inverse=True)
    owner, group = np.divmod(columns, groups)
    entry_column, entry_row = _entries(owner, in_facts[:, group], nobodys)
    low = [count for _, count in given.classes] + [low for _, low, _ in given.facts]
    high = [count for _, count in given.classes] + [high for _, _, high in given.facts]
    highest = np.array(high, np.int64)
    most = np.full(len(columns), LARGEST * 2, np.int64)
    np.minimum.at(most, entry_column, highest[entry_row])
    return Problem(
        given.sizes,
        len(columns),
        entry_column,
        entry_row,
        np.array(low, np.int64),
        highest,
        most,
        place_column,
        place_cell,
        owner,
        ~public,
    )


def _entries(owner: Numbers, in_facts: Flags, nobodys: int) -> tuple[Numbers, Numbers]:
    """Return in which rows each column lies: that of its class, if it has one, and those of its facts."""
    of_class = np.flatnonzero(owner < nobodys)
    column, fact = np.nonzero(in_facts.T)
    columns, rows = np.concatenate([of_class, column]), np.concatenate([owner[of_class], nobodys + fact])
    order = np.argsort(columns, kind="stable")
    return columns[order], rows[order]


def cells_of(box: Box, sizes: tuple[int, ...]) -> Flags:
    """Say of each cell, in the order of rows, whether it is in a box."""
    inside = np.zeros(sizes, bool)
    inside[tuple(_along(values, number, len(sizes)) for number, values in enumerate(box))] = True
    return inside.ravel()


@lru_cache(maxsize=4096)
def _along(values: frozenset[int], number: int, dimensions: int) -> Numbers:
    """Return values as an index along one of some dimensions."""
    return np.array(sorted(values), np.int64).reshape([-1 if other == number else 1 for other in range(dimensions)])


def members(box: Box, sizes: tuple[int, ...]) -> Numbers:
    """Return the numbers of the cells in a box, in the order of rows."""
    return np.flatnonzero(cells_of(box, sizes))


def _small_enough(given: Given) -> None:
    """Refuse what would take too much memory, or could not be reckoned exactly."""
    places = prod(given.sizes) + sum(prod(map(len, box)) for box, _ in given.classes)
    counts = [count for _, count in given.classes] + [high for _, _, high in given.facts]
    if prod(given.sizes) > MOST_CELLS or places > MOST_PLACES or max(counts, default=0) > LARGEST:
        raise NotDecided(TOO_LARGE)


def _groups(given: Given) -> tuple[Numbers, Flags]:
    """Return the group of each cell, those that are in the same facts, and which facts hold which groups."""
    cells = [members(box, given.sizes) for box, _, _ in given.facts]
    group_of = np.zeros(prod(given.sizes), np.int64)
    for inside in cells:
        _, apart = np.unique(group_of[inside], return_inverse=True)
        group_of[inside] = group_of.max() + 1 + apart
    numbers, group_of = np.unique(group_of, return_inverse=True)
    in_facts = np.zeros((len(cells), len(numbers)), bool)
    for fact, inside in enumerate(cells):
        in_facts[fact, group_of[inside]] = True
    return group_of, in_facts
