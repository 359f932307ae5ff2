"""The tables of several releases, added up: a line only where all of them give it, else the coarser one.

In: releases, which have no report in common. Out: by field the lines that mean the same in each release.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.ladders import Ladder, covering, ladders_of
from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    SEVERAL_ANSWERS,
    AddedTable,
    Period,
    ReleaseLedger,
    Vocabulary,
    fact_fields,
)

Lines = Mapping[str, int]


def added_up(releases: Sequence[ReleaseLedger], vocabulary: Vocabulary) -> Iterator[AddedTable]:
    """Yield the table of each field that all releases have a table of."""
    for field in releases[0].tables if releases else ():
        tables = [release.tables.get(field) for release in releases]
        given = [table for table in tables if table is not None]
        if len(given) == len(tables):
            lines = _in_all(given) if field in SEVERAL_ANSWERS else _joined(given, _ladders(field, given, vocabulary))
            yield AddedTable(field, lines)


def _in_all(tables: Sequence[Lines]) -> dict[str, tuple[int, ...]]:
    """Return the lines that each table has. Where one report may have several answers, no others can be added."""
    same = [step for step in tables[0] if all(step in table for table in tables)]
    return {step: tuple(table[step] for table in tables) for step in same}


def _joined(tables: Sequence[Lines], ladders: Sequence[Ladder]) -> dict[str, tuple[int, ...]]:
    """Return the finest lines of which each is made of whole lines in every table, in the order of the ladders."""
    group = {ladder: number for number, ladder in enumerate(ladders)}
    for table in tables:
        first = dict[str, int]()
        for ladder in ladders:
            one, other = group[ladder], first.setdefault(covering(ladder, table), group[ladder])
            group = {key: other if value == one else value for key, value in group.items()} if one != other else group
            first = {step: other if value == one else value for step, value in first.items()}
    found = dict[str, list[int]]()
    for number in dict.fromkeys(group[ladder] for ladder in ladders):
        inside = [ladder for ladder in ladders if group[ladder] == number]
        counts = [
            sum(table.get(step, 0) for step in {covering(ladder, table) for ladder in inside}) for table in tables
        ]
        name = next(step for step in inside[0] if all(step in ladder for ladder in inside))
        found[name] = [sum(pair) for pair in zip(counts, found.get(name, [0] * len(tables)), strict=True)]
    return {step: tuple(counts) for step, counts in found.items() if any(counts)}


def _ladders(field: str, tables: Sequence[Lines], vocabulary: Vocabulary) -> list[Ladder]:
    """Return the ladders of all answers that a field can have; of periods those of the lines, which hold finer ones."""
    codes = fact_fields()[field]
    if codes != "periods":
        known: Iterable[str] = vocabulary.labels(codes)
    else:
        steps = dict.fromkeys(step for table in tables for step in table if step != LAST_STEP)
        known = sorted({above for step in steps for above in (step, *vocabulary.steps_above(codes, step))}, key=_order)
    return ladders_of(field, (*known, NOT_STATED), vocabulary)


def _order(step: str) -> tuple[str, int, str]:
    """Return the place of a period among others: a year after its quarters, a quarter after its months."""
    period = Period(step)
    return str(period.end), len(step) == len("2000"), step
