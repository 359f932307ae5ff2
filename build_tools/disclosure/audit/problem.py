"""The attacker's problem as linear constraints over whole numbers.

In: the reduced question. Out: columns and rows. A column is the number of records of one class, or of those that nobody
published, in all cells that are in the same facts. That loses nothing: within a column records can lie in any of its
cells, so at best none of them is in a target that leaves a cell out, and at worst all are if it holds one.
"""

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from build_tools.disclosure.audit.cells import members
from build_tools.disclosure.audit.errors import TOO_LARGE, NotDecided
from build_tools.disclosure.audit.plain import Box, Given

Numbers = NDArray[np.int64]
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
    free_cells: frozenset[int]

    def costs(self, target: Box) -> tuple[Numbers, Numbers]:
        """Return for each column whether all, and whether any of its cells are in the target."""
        inside = np.zeros(prod(self.sizes), bool)
        inside[members(target, self.sizes)] = True
        held = np.bincount(self.place_column, weights=inside[self.place_cell], minlength=self.columns)
        cells = np.bincount(self.place_column, minlength=self.columns)
        return (held == cells).astype(np.int64), (held > 0).astype(np.int64)

    def unbounded(self, target: Box) -> bool:
        """Say whether any number of records may lie in the target: a cell of it is in no fact."""
        return not self.free_cells.isdisjoint(members(target, self.sizes))


def problem(given: Given) -> Problem:
    """Put the columns and rows together."""
    _small_enough(given)
    group_of, facts_of = _groups(given)
    first_fact = len(given.classes)
    owners = [members(box, given.sizes) for box, _ in given.classes]
    free = [cell for cell, group in enumerate(group_of) if not facts_of[group]]
    public = [cell for cell, group in enumerate(group_of) if facts_of[group]]
    columns: dict[tuple[int, int], int] = {}
    places = [
        (columns.setdefault((owner, group_of[cell]), len(columns)), cell)
        for owner, cells in enumerate([*owners, public])
        for cell in cells
    ]
    entries = [
        (column, row)
        for (owner, group), column in columns.items()
        for row in [*([owner] if owner < first_fact else []), *(first_fact + fact for fact in facts_of[group])]
    ]
    low = [count for _, count in given.classes] + [low for _, low, _ in given.facts]
    high = [count for _, count in given.classes] + [high for _, _, high in given.facts]
    place_column, place_cell = _arrays(places)
    entry_column, entry_row = _arrays(entries)
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
        np.array([owner for owner, _ in columns], np.int64),
        frozenset(free),
    )


def _arrays(pairs: list[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    """Return both halves of pairs."""
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


def _small_enough(given: Given) -> None:
    """Refuse what would take too much memory, or could not be reckoned exactly."""
    places = prod(given.sizes) + sum(prod(map(len, box)) for box, _ in given.classes)
    counts = [count for _, count in given.classes] + [high for _, _, high in given.facts]
    if prod(given.sizes) > MOST_CELLS or places > MOST_PLACES or max(counts, default=0) > LARGEST:
        raise NotDecided(TOO_LARGE)


def _groups(given: Given) -> tuple[list[int], list[tuple[int, ...]]]:
    """Return the group of each cell, and for each group the facts that its cells are in."""
    facts: list[list[int]] = [[] for _ in range(prod(given.sizes))]
    for number, (box, _, _) in enumerate(given.facts):
        for cell in members(box, given.sizes):
            facts[cell].append(number)
    signatures = [tuple(numbers) for numbers in facts]
    numbers = {signature: place for place, signature in enumerate(dict.fromkeys(signatures))}
    return [numbers[signature] for signature in signatures], list(numbers)
