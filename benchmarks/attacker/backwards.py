"""Backwards: which registers would have given a table, and so what the absence of a finer line tells.

In: the codes of a small field, numbers of reports, and whatever makes tables of counts. Out: hidden codes of which it
follows that a few are there. Knows nothing of how tables are made; tries every register there is.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Counts = Mapping[str, int]
MakeTable = Callable[[Counts], Mapping[str, int]]
Table = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Narrowed:
    """A published table, a code without a line of its own in it, and how many reports can have the code."""

    total: int
    table: Table
    code: str
    values: frozenset[int]


def narrowed(
    codes: Sequence[str], sizes: Iterable[int], make: MakeTable, k: int, older: Sequence[Counts] = ({},)
) -> Iterator[Narrowed]:
    """Yield the hidden codes that 1 to k − 1 reports have, for certain. ``older`` are the registers of which one is
    included, as far as an older table tells; what counts then is how many were added."""
    for total in sizes:
        for table, registers in by_table(codes, total, make, older).items():
            lines = {step for step, _ in table}
            for place, code in enumerate(codes):
                values = frozenset(register[place] for register in registers)
                if code not in lines and values <= frozenset(range(1, k)):
                    yield Narrowed(total, table, code, values)


def by_table(
    codes: Sequence[str], total: int, make: MakeTable, older: Sequence[Counts]
) -> Mapping[Table, Sequence[tuple[int, ...]]]:
    """Return every register of so many reports more than are known, by the table that it gives."""
    found = defaultdict[Table, list[tuple[int, ...]]](list)
    for added, known in itertools.product(registers(len(codes), total), older):
        counts = {code: known.get(code, 0) + more for code, more in zip(codes, added, strict=True)}
        found[frozenset(make(counts).items())].append(added)
    return found


def registers(codes: int, total: int) -> Iterator[tuple[int, ...]]:
    """Yield every way in which so many reports have these codes."""
    if codes == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in registers(codes - 1, total - first))
