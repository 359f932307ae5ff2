"""Ledgers: parts that add up to their total, figures within others, counts of parts, units and dates."""

import datetime
from collections.abc import Iterator

from build_tools.models import FigureTable, Ledger, Site
from build_tools.paths import ledger_file
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.wholes import NO_FIGURE, unit_of, wholes_of

NOT_ITS_NAME = Fault(
    "figures.not_its_name", "is not the name of this file; the ledger of a briefing is content/figures/ID.yml"
)
NO_DATE = Fault("figures.id_is_no_day", "is not a day of the calendar; write year-month-day")
AFTER_BRIEFING = Fault(
    "figures.as_of_after_briefing", "is after the briefing itself; figures are as of its day or an earlier one"
)
NO_UNIT = Fault("figures.unknown_unit", "is not a unit of the vocabulary; use one of: {allowed}")
NO_TABLE = Fault("figures.unknown_table", "is not a table of this ledger; use one of: {allowed}")
TWICE = Fault("figures.figure_twice", "is there already; name each figure once")
OTHER_UNIT = Fault("figures.units_differ", "counts something else than the total; all figures of a table have one unit")
NO_SUM = Fault(
    "figures.parts_do_not_add_up",
    "is {total}, but the parts of a table add up to {sum}; correct this number or the part that is wrong",
)
OWN_TOTAL = Fault("figures.total_is_a_part", "is the total of the same table; take it out of the parts")
NESTED = Fault(
    "figures.part_within_a_part", "lies within {whole}, which is a part of this table; take one of the two out"
)
OTHER_COUNT = Fault(
    "figures.count_of_parts_differs",
    "is {value}, but {count} parts of the table are above zero; correct one of the two",
)
GIVEN = Fault(
    "figures.given_and_not_given",
    "is a figure of this ledger too; give its number, or say why it is not given: delete one of the two",
)


def files_are_named_by_date(site: Site) -> Iterator[Problem]:
    """The file of a ledger is ``content/figures/<id>.yml``."""
    for path, ledger in site.ledgers.items():
        if path != ledger_file(ledger.id):
            yield Problem(path, NOT_ITS_NAME, ("id",))


def figures_are_not_younger_than_their_briefing(site: Site) -> Iterator[Problem]:
    """The id is a day, and the figures are not of a later day."""
    for path, ledger in site.briefings.items():
        try:
            day = datetime.date.fromisoformat(ledger.id)
        except ValueError:
            yield Problem(path, NO_DATE, ("id",))
            continue
        if ledger.as_of > day:
            yield Problem(path, AFTER_BRIEFING, ("as_of",))


def units_exist(site: Site) -> Iterator[Problem]:
    """What figures count is explained in the vocabulary."""
    units = site.vocabulary.units
    for path, ledger in site.briefings.items():
        used: list[tuple[Field, str]] = [(("unit",), ledger.unit)]
        used += [(("figures", name, "unit"), f.unit) for name, f in ledger.figures.items() if f.unit]
        for place, unit in used:
            if unit not in units:
                yield Problem(path, NO_UNIT, place, {"allowed": allowed(units, unit)})


def tables_add_up(site: Site) -> Iterator[Problem]:
    """The parts of a table exist, count the same and add up to the total."""
    for path, ledger in site.briefings.items():
        for name, table in ledger.tables.items():
            lacking = list(_lacking(path, ledger, name, table))
            yield from lacking or _sum(path, ledger, name, table)


def _lacking(path: str, ledger: Ledger, name: str, table: FigureTable) -> Iterator[Problem]:
    place: Field = ("tables", name, "total")
    if table.total not in ledger.figures:
        yield Problem(path, NO_FIGURE, place, {"allowed": allowed(ledger.figures, table.total)})
    for position, figure in enumerate(table.parts):
        place = ("tables", name, "parts", position)
        if figure not in ledger.figures:
            yield Problem(path, NO_FIGURE, place, {"allowed": allowed(ledger.figures, figure)})
        elif figure in table.parts[:position]:
            yield Problem(path, TWICE, place)
        elif figure == table.total:
            yield Problem(path, OWN_TOTAL, place)
        else:
            wholes = [whole for whole in wholes_of(ledger, figure) if whole in table.parts and whole != table.total]
            straight = [whole for whole in wholes[:1] if whole not in wholes_of(ledger, whole)]
            yield from (Problem(path, NESTED, place, {"whole": whole}) for whole in straight)


def _sum(path: str, ledger: Ledger, name: str, table: FigureTable) -> Iterator[Problem]:
    for position, part in enumerate(table.parts):
        if unit_of(ledger, part) != unit_of(ledger, table.total):
            yield Problem(path, OTHER_UNIT, ("tables", name, "parts", position))
    total, values = ledger.figures[table.total].value, [ledger.figures[part].value for part in table.parts]
    larger = [part for part in table.parts if ledger.figures[part].value > total]
    # Of a part that is larger than what it lies within, another rule says so.
    if sum(values) != total and all(ledger.figures[part].within is None for part in larger):
        said = {"total": total, "sum": sum(values)}
        yield Problem(path, NO_SUM, ("figures", table.total, "value"), said)


def counts_of_parts_agree(site: Site) -> Iterator[Problem]:
    """A figure that counts the parts of a table is the number of its parts above zero."""
    for path, ledger in site.briefings.items():
        for name, figure in ledger.figures.items():
            table = figure.counts_parts_of
            if table is not None and table not in ledger.tables:
                tables = allowed(ledger.tables, table)
                yield Problem(path, NO_TABLE, ("figures", name, "counts_parts_of"), {"allowed": tables})
            elif table is not None and figure.value != (count := _above_zero(ledger, table)):
                values = {"value": figure.value, "count": count}
                yield Problem(path, OTHER_COUNT, ("figures", name, "value"), values)


def key_figures_exist(site: Site) -> Iterator[Problem]:
    """Each key figure is a figure, named once."""
    for path, ledger in site.briefings.items():
        for position, name in enumerate(ledger.key_figures):
            if name not in ledger.figures:
                values = {"allowed": allowed(ledger.figures, name)}
                yield Problem(path, NO_FIGURE, ("key_figures", position), values)
            elif name in ledger.key_figures[:position]:
                yield Problem(path, TWICE, ("key_figures", position))


def what_is_not_given_is_no_figure(site: Site) -> Iterator[Problem]:
    """No name has a number and a reason why there is none."""
    for path, ledger in site.briefings.items():
        for name in ledger.not_given:
            if name in ledger.figures:
                yield Problem(path, GIVEN, ("not_given", name))


def _above_zero(ledger: Ledger, table: str) -> int:
    parts = (ledger.figures[part].value for part in ledger.tables[table].parts if part in ledger.figures)
    return sum(value > 0 for value in parts)
