"""The register: a spreadsheet outside of the project, of which reports are read as codes.

In: a path and what its cells may mean. Out: reports; nothing of it is kept, copied or logged. Raises ``Refused`` with
all that is wrong, by row and column; what a cell says is repeated nowhere.
"""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.disclosure.register.columns import COLUMNS, EXPLANATIONS, Codebook, Translations, codebook_of
from build_tools.disclosure.register.workbook import Cell, Rows, read_rows
from build_tools.models import NOT_STATED, PERIOD_FORM, SEVERAL_ANSWERS, Period, Report, Vocabulary
from build_tools.models.settings import TABLES
from build_tools.paths import CASE_ID
from build_tools.problems import Fault, Problem, Refused

_HEADINGS = Fault(
    "register.headings",
    "is missing in the first row, or stands there twice; the first row names each column once, by its code or label, "
    "as that of a new register does",
)
_WRONG_CELL = Fault(
    "register.cell",
    "cannot be read as what this column holds: a code of this report alone, of 4 to 8 digits and capital Latin "
    "letters; a day such as 2026-11-29 or a period such as 2026-11, 2026-Q4 or 2026, until today; the code of "
    "another report; or labels of the list, of which “none” and “not stated” stand alone; the second sheet of a new "
    "register (`transparency register new`) says what can stand here",
)
_FIRST = datetime.date(1990, 1, 1)
"""An older day is a number that a spreadsheet shows as one."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_Cells = Mapping[str, Cell]


def read_register(
    root: Path, path: Path, vocabulary: Vocabulary, words: Translations, today: datetime.date
) -> list[Report]:
    """Return the reports of a register as of a day. Raises ``Refused`` with all that is wrong with it."""
    titles, codebook = {translate(EXPLANATIONS) for translate in words.values()}, codebook_of(vocabulary, words)
    filled = _filled(read_rows(path, root, titles), codebook, str(path))
    leads = {cells["id"]: cells["same_person_as"] for cells in filled.values()}
    often = Counter(cells["id"] for cells in filled.values())
    read = {
        number: {
            "id": _own_id(cells["id"]) if often[cells["id"]] == 1 else None,
            "registered": _day(cells["registered"], today),
            "same_person_as": _person(cells, leads),
            **_codes_of(cells, codebook, today),
        }
        for number, cells in filled.items()
    }
    places = ((number, column) for number, row in read.items() for column in COLUMNS if row[column] is None)
    if wrong := [Problem(str(path), _WRONG_CELL, (column,), line=number) for number, column in places]:
        raise Refused(wrong)
    return [_report(row) for row in read.values()]


def _filled(rows: Rows, codebook: Codebook, path: str) -> Mapping[int, _Cells]:
    """Return the rows that say more than an id that was drawn in advance, by their numbers from 1. Of a row nothing is
    taken but the cells of our columns. Raises ``Refused`` where the first row does not name these."""
    named = [codebook.heading(cell) for cell in rows[0]] if rows else []
    if missing := [(column,) for column in COLUMNS if named.count(column) != 1]:
        raise Refused([Problem(path, _HEADINGS, field, line=1) for field in (missing if any(named) else [()])])
    filled = dict[int, _Cells]()
    for number, row in enumerate(rows[1:], 2):
        cells = {column: _stripped(row[named.index(column)]) for column in COLUMNS}
        if any(cell is not None for column, cell in cells.items() if column != "id"):
            filled[number] = cells
    return filled


def _stripped(cell: Cell) -> Cell:
    """Return a cell without the spaces around it, and an empty one as none."""
    return (cell.strip() or None) if isinstance(cell, str) else cell


def _own_id(cell: Cell) -> str | None:
    return cell if isinstance(cell, str) and re.fullmatch(CASE_ID, cell) else None


def _person(cells: _Cells, leads: Mapping[Cell, Cell]) -> Cell:
    """Return the report in which a chain of reports about one person ends, its own id where it leads to no other, and
    none where it leads round or away."""
    lead, seen = cells["same_person_as"], set[Cell]()
    if lead is None:
        return cells["id"] or ""
    while lead in leads and lead not in seen:
        if leads[lead] is None:
            return lead
        seen.add(lead)
        lead = leads[lead]
    return None


def _day(cell: Cell, today: datetime.date) -> datetime.date | None:
    day = cell.date() if isinstance(cell, datetime.datetime) else cell
    try:
        day = datetime.date.fromisoformat(day) if isinstance(day, str) and _DAY.fullmatch(day) else day
    except ValueError:
        return None
    return day if isinstance(day, datetime.date) and _FIRST <= day <= today else None


def _codes_of(cells: _Cells, codebook: Codebook, today: datetime.date) -> dict[str, tuple[str, ...] | None]:
    """Return what the coded cells of a row mean, by column; of what means nothing, none."""
    period = _period(cells["period"], codebook, today)
    then = period[0] if period else Period(NOT_STATED)
    coded = {column: _codes(column, cells[column], codebook, then) for column in codebook.codes}
    return {**coded, "period": period}


def _period(cell: Cell, codebook: Codebook, today: datetime.date) -> tuple[Period] | None:
    """Return the period of the codebook; a day that a spreadsheet made of a month is that month."""
    if isinstance(cell, datetime.date):  # which a moment is too
        cell = f"{cell:%Y-%m}"
    label = NOT_STATED if cell is None else str(cell).upper()
    code = label if re.fullmatch(PERIOD_FORM, label) else codebook.meant("period", label, Period(NOT_STATED))
    return None if code is None or (code != NOT_STATED and Period(code).start > today) else (Period(code),)


def _codes(column: str, cell: Cell, codebook: Codebook, period: Period) -> tuple[str, ...] | None:
    """Return the codes of a cell; an empty one is *not stated*, and nobody is free to speak who is not said to be."""
    if cell is None:
        return ("no" if column == "free_to_speak" else NOT_STATED,)
    text = {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)  # made of a yes in English
    labels = text.split(";") if column in SEVERAL_ANSWERS else [text]
    codes = [codebook.meant(column, label, period) for label in labels if label.strip()]
    known = tuple(dict.fromkeys(filter(None, codes)))
    is_beside_none = len(known) > 1 and {NOT_STATED, "none"}.intersection(known)
    return known if known and all(codes) and not is_beside_none else None


def _report(row: Mapping[str, Any]) -> Report:
    answers = {column: row[column] for column in TABLES}
    return Report(row["id"], row["registered"], row["same_person_as"], row["free_to_speak"] == ("yes",), answers)
