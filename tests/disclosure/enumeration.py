"""Every small register that agrees with what is public, one by one: what an attacker with patience would count.

In: the arguments of ``bounds``. Out: the intervals that it must return. Shares no code with the program.
"""

import itertools
import math
from collections.abc import Iterator

Given = tuple[dict, list, list, list]
Table = tuple[int, ...]


def intervals(dims: dict, facts: list, classes: list, targets: list) -> list[tuple[int, float]] | None:
    """Return the smallest and the largest count of each target over all registers, or nothing if there is none."""
    cells = list(itertools.product(*dims.values()))
    known = [(inside(dims, cells, query), low, high) for query, low, high in facts]
    asked = [inside(dims, cells, query) for query in targets]
    free = [cell for cell in range(len(cells)) if not any(cell in where for where, _, _ in known)]
    counts = {
        tuple(sum(table[cell] for cell in where) for where in asked)
        for published in tables_of([(inside(dims, cells, query), count) for query, count in classes], len(cells))
        for table in grown(published, known, set(free))
        if all(low <= sum(table[cell] for cell in where) <= high for where, low, high in known)
    }
    if not counts:
        return None
    ends = [(min(column), max(column)) for column in zip(*counts, strict=True)]
    return [(low, math.inf if where & set(free) else high) for (low, high), where in zip(ends, asked, strict=True)]


def inside(dims: dict, cells: list, query: dict) -> frozenset[int]:
    """Return the cells that a query means."""
    meant = [
        {query.get(name)} if isinstance(query.get(name), str) else set(query.get(name, dims[name])) for name in dims
    ]
    return frozenset(
        number for number, cell in enumerate(cells) if all(v in values for v, values in zip(cell, meant, strict=True))
    )


def tables_of(classes: list[tuple[frozenset[int], int]], size: int) -> set[Table]:
    """Return every way in which the published records can lie in the cells."""
    tables = {(0,) * size}
    for where, count in classes:
        ways = list(itertools.combinations_with_replacement(sorted(where), count))
        tables = {tuple(n + way.count(cell) for cell, n in enumerate(table)) for table in tables for way in ways}
    return tables


def grown(table: Table, known: list, free: set[int], cell: int = 0) -> Iterator[Table]:
    """Yield a table with every number of further records that no fact forbids; none where no fact would notice."""
    if cell == len(table):
        yield table
        return
    rooms = [high - sum(table[other] for other in where) for where, _, high in known if cell in where]
    for more in range(1 if cell in free else min(rooms) + 1):
        yield from grown((*table[:cell], table[cell] + more, *table[cell + 1 :]), known, free, cell + 1)
