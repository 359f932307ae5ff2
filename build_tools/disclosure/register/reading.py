"""Reports of a register, as codes, or everything that is wrong with it.

In: the rows of a spreadsheet and what they mean. Out: reports, and problems that name row and column. What a cell says
that is no code is kept apart: it is for one person at a terminal.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from build_tools.disclosure.register.columns import COLUMNS, LONGEST_LABEL, UNKNOWN_CELL, Codebook
from build_tools.disclosure.register.files import Cell, Rows
from build_tools.models import NOT_STATED, PERIOD_FORM, Period
from build_tools.models.release import SEVERAL_ANSWERS, Report
from build_tools.models.settings import TABLES
from build_tools.paths import CASE_ID
from build_tools.problems import Fault, Problem

_HEADINGS = Fault(
    "register.headings",
    "is not as it should be: the first row, and no other, names each column exactly once, by its code or label; delete "
    "what stands above the headings or repeats them",
)
_NO_OWN_ID = Fault(
    "register.no_own_id",
    "is no code of this report alone: 4 to 8 digits and capital Latin letters that no other row has; take the next one "
    "that was drawn in advance",
)
_NOT_A_DAY = Fault("register.not_a_day", "is not a day from 1990 until today; write it as 2026-11-29")
_NOT_A_PERIOD = Fault(
    "register.not_a_period", "is not a period until today; write it as 2026-11, 2026-Q4, 2026 or not_stated"
)
_BESIDE_NONE = Fault(
    "register.beside_none", "says that there is none or that it is not stated, and something else; keep one of the two"
)
_NO_OTHER_ROW = Fault(
    "register.no_other_row",
    "leads to no other report, or back to this one; write the code of the first report about the same person",
)
_FIRST = datetime.date(1990, 1, 1)
"""An older day is a number that a spreadsheet shows as one."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ALONE = {NOT_STATED, "none"}
Cells = Mapping[str, Cell]
_Row = dict[str, Any]
"""What a row says, by column: of each what it means, or the ``Fault`` of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Reports, or problems; how many columns nobody looked at; and how often each unknown cell of a column is there."""

    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()
    others: int = 0
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter, repr=False)


def reading_of(rows: Rows, codebook: Codebook, path: str, today: datetime.date) -> Reading:
    """Return the reports that rows hold, or all that is wrong with them."""
    named = [codebook.heading(cell) for cell in rows[0]] if rows else []
    if not any(named):
        return Reading(problems=(Problem(path, _HEADINGS, line=1),))
    if wrong := [one for one in COLUMNS if named.count(one) != 1]:
        return Reading(problems=tuple(Problem(path, _HEADINGS, (one,), line=1) for one in wrong))
    filled = dict(_filled(rows, {one: named.index(one) for one in COLUMNS}))
    again = {number for number, cells in filled.items() if codebook.heading(cells["id"]) == "id"}
    values = {number: _values_of(cells, codebook, today) for number, cells in filled.items() if number not in again}
    _judge_ids(values)
    said = [(number, column, value) for number, row in values.items() for column, value in row.items()]
    problems = [Problem(path, fault, (one,), line=number) for number, one, fault in said if isinstance(fault, Fault)]
    problems += [Problem(path, _HEADINGS, line=number) for number in again]
    others = sum(one is None and cell is not None for one, cell in zip(named, rows[0], strict=True))
    if problems:
        return Reading((), tuple(problems), others, Counter(_unknown(filled, values, codebook)))
    return Reading(tuple(map(_report, values.values())), (), others)


def _filled(rows: Rows, places: Mapping[str, int]) -> Iterator[tuple[int, Cells]]:
    """Yield the rows that say more than an id that was drawn in advance, with their numbers from 1. Of a row nothing is
    taken but the cells of our columns."""
    for number, row in enumerate(rows[1:], 2):
        cells = {one: _stripped(row[place]) if place < len(row) else None for one, place in places.items()}
        if any(cell is not None for column, cell in cells.items() if column != "id"):
            yield number, cells


def _stripped(cell: Cell) -> Cell:
    """Return a cell without the spaces around it, and an empty one as none."""
    return (cell.strip() or None) if isinstance(cell, str) else cell


def _values_of(cells: Cells, codebook: Codebook, today: datetime.date) -> _Row:
    """Return what a row says, by column: what it means, or the fault of it."""
    period = _period(cells["period"], codebook, today)
    then = Period(NOT_STATED) if isinstance(period, Fault) else period[0]
    coded = {column: _codes(column, cells[column], codebook, then) for column in TABLES if column != "period"}
    return {
        "id": cells["id"],
        "registered": _day(cells["registered"], today),
        "same_person_as": cells["same_person_as"],
        "free_to_speak": _codes("free_to_speak", cells["free_to_speak"], codebook, then),
        **coded,
        "period": period,
    }


def _day(cell: Cell, today: datetime.date) -> datetime.date | Fault:
    day = cell.date() if isinstance(cell, datetime.datetime) else cell
    if isinstance(day, str) and _DAY.fullmatch(day):
        try:
            day = datetime.date.fromisoformat(day)
        except ValueError:
            return _NOT_A_DAY
    return day if isinstance(day, datetime.date) and _FIRST <= day <= today else _NOT_A_DAY


def _period(cell: Cell, codebook: Codebook, today: datetime.date) -> tuple[Period] | Fault:
    """Return the period of the codebook; a day that a spreadsheet made of a month is that month."""
    if isinstance(cell, datetime.date):  # which a moment is too
        cell = f"{cell:%Y-%m}"
    label = NOT_STATED if cell is None else _text(cell).upper()
    code = label if re.fullmatch(PERIOD_FORM, label) else codebook.meant("period", label, Period(NOT_STATED))
    if code is None or (code != NOT_STATED and Period(code).start > today):
        return _NOT_A_PERIOD
    return (Period(code),)


def _codes(column: str, cell: Cell, codebook: Codebook, period: Period) -> tuple[str, ...] | Fault:
    """Return the codes of a cell; an empty one is *not stated*, and nobody is free to speak who is not said to be."""
    if cell is None:
        return ("no" if column == "free_to_speak" else NOT_STATED,)
    codes = [codebook.meant(column, label, period) for label in _labels(column, cell)]
    known = tuple(dict.fromkeys(filter(None, codes)))
    if not known or not all(codes):
        return UNKNOWN_CELL
    return _BESIDE_NONE if len(known) > 1 and _ALONE.intersection(known) else known


def _labels(column: str, cell: Cell) -> list[str]:
    """Return the labels in a cell, which are several in a field of several answers alone."""
    parts = _text(cell).split(";") if column in SEVERAL_ANSWERS else [_text(cell)]
    return [part.strip() for part in parts if part.strip()]


def _text(cell: Cell) -> str:
    """Return a cell as text; a spreadsheet makes a truth of a typed yes in English."""
    return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)


def _judge_ids(values: Mapping[int, _Row]) -> None:
    """Put the person in the place of the row that a row leads to, and a fault where an id is not as it should be."""
    often = Counter(str(said["id"]) for said in values.values())
    leads = {said["id"]: said["same_person_as"] for said in values.values()}
    for said in values.values():
        lead = said["same_person_as"]
        said["same_person_as"] = said["id"] if lead is None else _person(lead, leads) or _NO_OTHER_ROW
        if not re.fullmatch(CASE_ID, str(said["id"])) or not isinstance(said["id"], str) or often[said["id"]] > 1:
            said["id"] = _NO_OWN_ID


def _person(lead: Cell, leads: Mapping[Cell, Cell]) -> Cell:
    """Return the report in which a chain of reports about one person ends, or none where it leads round or away."""
    way = set[Cell]()
    while lead in leads and lead not in way:
        way.add(lead)
        if leads[lead] is None:
            return lead
        lead = leads[lead]
    return None


def _unknown(filled: Mapping[int, Cells], values: Mapping[int, _Row], codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Yield each label that is no code, with its column; no text that stands in the wrong one."""
    for number, said in values.items():
        for column in (one for one, value in said.items() if value in (UNKNOWN_CELL, _NOT_A_PERIOD)):
            period = said["period"][0] if isinstance(said["period"], tuple) else Period(NOT_STATED)
            for label in _labels(column, filled[number][column]):
                short = len(label) <= LONGEST_LABEL and label.isprintable()
                if short and codebook.meant(column, label, period) is None:
                    yield column, label


def _report(said: _Row) -> Report:
    answers = {column: said[column] for column in TABLES}
    return Report(said["id"], said["registered"], said["same_person_as"], said["free_to_speak"] == ("yes",), answers)
