"""The register: a spreadsheet outside of the project, of which reports are read as codes.

In: a path and what its cells may mean. Out: reports; nothing of it is kept, copied or logged. Raises ``Refused`` with
all that is wrong, by row and column; what a cell says is repeated nowhere.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
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
_UNKNOWN_CELL = Fault(
    "register.unknown",
    "is no code or label of this column, or a region that did not exist in that period; the second sheet of a new "
    "register (`transparency register new`) says what can stand here",
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
_Cells = Mapping[str, Cell]
_Row = dict[str, Any]
"""What a row says, by column: of each what it means, or the ``Fault`` of it."""


def _reports_of(rows: Rows, codebook: Codebook, path: str, today: datetime.date) -> list[Report]:
    """Return the reports that rows hold, as of a day. Raises ``Refused``."""
    named = [codebook.heading(cell) for cell in rows[0]] if rows else []
    if missing := [(column,) for column in COLUMNS if named.count(column) != 1]:
        raise Refused([Problem(path, _HEADINGS, field, line=1) for field in (missing if any(named) else [()])])
    filled = _filled(rows, {column: named.index(column) for column in COLUMNS})
    values = {number: _values_of(cells, codebook, today) for number, cells in filled}
    _judge_ids(values)
    every = [(number, column, value) for number, row in values.items() for column, value in row.items()]
    wrong = [
        Problem(path, value, (column,), line=number) for number, column, value in every if isinstance(value, Fault)
    ]
    if wrong:
        raise Refused(wrong)
    return [_report(row) for row in values.values()]


def _filled(rows: Rows, places: Mapping[str, int]) -> Iterator[tuple[int, _Cells]]:
    """Yield the rows that say more than an id that was drawn in advance, with their numbers from 1. Of a row nothing is
    taken but the cells of our columns."""
    for number, row in enumerate(rows[1:], 2):
        cells = {column: _stripped(row[place]) for column, place in places.items()}
        if any(cell is not None for column, cell in cells.items() if column != "id"):
            yield number, cells


def _stripped(cell: Cell) -> Cell:
    """Return a cell without the spaces around it, and an empty one as none."""
    return (cell.strip() or None) if isinstance(cell, str) else cell


def _values_of(cells: _Cells, codebook: Codebook, today: datetime.date) -> _Row:
    """Return what a row says, by column: what it means, or the fault of it."""
    period = _period(cells["period"], codebook, today)
    then = Period(NOT_STATED) if isinstance(period, Fault) else period[0]
    coded = {column: _codes(column, cell, codebook, then) for column, cell in cells.items() if column in codebook.codes}
    return {**cells, **coded, "registered": _day(cells["registered"], today), "period": period}


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
    label = NOT_STATED if cell is None else str(cell).upper()
    code = label if re.fullmatch(PERIOD_FORM, label) else codebook.meant("period", label, Period(NOT_STATED))
    if code is None or (code != NOT_STATED and Period(code).start > today):
        return _NOT_A_PERIOD
    return (Period(code),)


def _codes(column: str, cell: Cell, codebook: Codebook, period: Period) -> tuple[str, ...] | Fault:
    """Return the codes of a cell; an empty one is *not stated*, and nobody is free to speak who is not said to be."""
    if cell is None:
        return ("no" if column == "free_to_speak" else NOT_STATED,)
    text = {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)  # made of a yes in English
    labels = text.split(";") if column in SEVERAL_ANSWERS else [text]
    codes = [codebook.meant(column, label, period) for label in labels if label.strip()]
    known = tuple(dict.fromkeys(filter(None, codes)))
    if not known or not all(codes):
        return _UNKNOWN_CELL
    return _BESIDE_NONE if len(known) > 1 and {NOT_STATED, "none"}.intersection(known) else known


def _judge_ids(values: Mapping[int, _Row]) -> None:
    """Put the person in the place of the row that a row leads to, and a fault where an id is not as it should be."""
    often = Counter(str(row["id"]) for row in values.values())
    leads = {row["id"]: row["same_person_as"] for row in values.values()}
    for row in values.values():
        own, lead = row["id"], row["same_person_as"]
        row["same_person_as"] = own if lead is None else _person(lead, leads) or _NO_OTHER_ROW
        if not isinstance(own, str) or not re.fullmatch(CASE_ID, own) or often[own] > 1:
            row["id"] = _NO_OWN_ID


def _person(lead: Cell, leads: Mapping[Cell, Cell]) -> Cell:
    """Return the report in which a chain of reports about one person ends, or none where it leads round or away."""
    seen = set[Cell]()
    while lead in leads and lead not in seen:
        if leads[lead] is None:
            return lead
        seen.add(lead)
        lead = leads[lead]
    return None


def _report(row: _Row) -> Report:
    answers = {column: row[column] for column in TABLES}
    return Report(row["id"], row["registered"], row["same_person_as"], row["free_to_speak"] == ("yes",), answers)


def read_register(
    root: Path, path: Path, vocabulary: Vocabulary, words: Translations, today: datetime.date
) -> list[Report]:
    """Return the reports of a register as of a day. Raises ``Refused`` with all that is wrong with it."""
    titles = {translate(EXPLANATIONS) for translate in words.values()}
    return _reports_of(read_rows(path, root, titles), codebook_of(vocabulary, words), str(path), today)
