"""What the site counts and lists: stories, figures by briefing, the tables of several releases. Pure views."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    REGISTERED,
    SEVERAL_ANSWERS,
    Case,
    Corrections,
    Ledger,
    Mark,
    Period,
    ReleaseLedger,
    Site,
    Vocabulary,
    fact_fields,
    figure_of,
)
from build_tools.models.hierarchies import Ladder, covering, ladders_of


@dataclass(frozen=True, slots=True)
class PublicCases:
    """What pages and downloads show of published stories, or of invented ones, in the order of their random ids, which
    say nothing about intake; ``newest`` are the same by their time, the newest first."""

    cases: tuple[Case, ...]
    newest: tuple[Case, ...]
    example: bool


def stories(site: Site, example: bool, left_out: bool = False) -> PublicCases:
    """Return the stories of real people, or those that are invented."""
    found = [case for case in site.cases.values() if case.example == example and not left_out]
    cases = sorted(found, key=lambda case: case.id)
    newest = sorted(cases, key=lambda case: case.period or "", reverse=True)
    return PublicCases(tuple(cases), tuple(newest), example)


@dataclass(frozen=True, slots=True)
class Step:
    """What one briefing says: ``value`` is none where it gives no number. ``added`` is by how much it is more than the
    step before, where it counts all days of that; none where they cannot be compared."""

    briefing: str
    as_of: datetime.date
    value: int | None
    mark: Mark
    added: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """The steps of the figures of one name, the oldest first; never by month, which nobody counted."""

    name: str
    steps: tuple[Step, ...]

    @property
    def numbers(self) -> int:
        """In how many briefings there is a number."""
        return sum(step.value is not None for step in self.steps)


def series(ledgers: Iterable[Ledger], corrections: Corrections) -> Iterator[Series]:
    """Yield the series of each name, in the order in which the ledgers have them, the oldest step first."""
    ordered = sorted(ledgers, key=lambda ledger: (ledger.as_of, ledger.id))
    for name in dict.fromkeys(name for ledger in reversed(ordered) for name in ledger.figures):
        yield Series(name, tuple(_steps(name, ordered, corrections)))


def _steps(name: str, ledgers: list[Ledger], corrections: Corrections) -> Iterator[Step]:
    before: Ledger | None = None
    for ledger in ledgers:
        figure = ledger.figures.get(name)
        value = figure.value if figure else None
        goes_on = before and ledger.counts.holds(before.counts)
        added = value - before.figures[name].value if before and goes_on and value is not None else None
        yield Step(ledger.id, ledger.as_of, value, corrections.mark(name, ledger), added)
        before = ledger if figure else before


_Lines = Mapping[str, int]

AddedTables = Mapping[str, Mapping[str, tuple[int, ...]]]
"""By field and step the count of each of several releases, in the order of their days. A line stands for the same
reports in each of them."""


def of_releases(releases: Sequence[ReleaseLedger], added: AddedTables) -> Iterator[Series]:
    """Yield the series of each line that several releases have, and that of all reports."""
    every = {figure_of(field, step): counts for field, lines in added.items() for step, counts in lines.items()}
    every = {REGISTERED: tuple(release.total for release in releases), **every}
    for name, counts in every.items() if len(releases) > 1 else ():
        steps = (Step(one.id, one.counts.until, value, "", None) for one, value in zip(releases, counts, strict=True))
        yield Series(name, tuple(steps))


def added_up(releases: Sequence[ReleaseLedger], vocabulary: Vocabulary) -> AddedTables:
    """Return the table of each field that all releases have a table of, added up: a line only where all of them give
    it, else the coarser one. No two releases have a report in common."""
    found = {}
    for field in releases[0].tables if releases else ():
        given = [release.tables[field] for release in releases if field in release.tables]
        if len(given) == len(releases):
            several = field in SEVERAL_ANSWERS
            ladders = _ladders(field, given, vocabulary)
            found[field] = _in_all(given, ladders) if several else _joined(given, ladders)
    return found


def _in_all(tables: Sequence[_Lines], ladders: Sequence[Ladder]) -> dict[str, tuple[int, ...]]:
    """Return the lines that each table has, except steps above codes, such as *other*: in a field of several answers
    such a line holds different codes in each table."""
    above = {step for ladder in ladders for step in ladder[1:]}
    same = [step for step in tables[0] if step not in above and all(step in table for table in tables)]
    return {step: tuple(table[step] for table in tables) for step in same}


def _joined(tables: Sequence[_Lines], ladders: Sequence[Ladder]) -> dict[str, tuple[int, ...]]:
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


def _ladders(field: str, tables: Sequence[_Lines], vocabulary: Vocabulary) -> list[Ladder]:
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
