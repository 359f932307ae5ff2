"""The register: a workbook outside of the project of which everything is seen, no formula, nothing hidden or merged.

In: a path and what its cells may mean. Out: reports as codes; nothing of it is kept, copied or logged. Raises
``Refused`` with all that is wrong, by row and column, whatever the bytes; what a cell says is repeated nowhere.
"""

import datetime
import io
import re
import warnings
import zipfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.disclosure.columns import COLUMNS, EXPLANATIONS, Codebook, Translations, codebook_of
from build_tools.files.paths import CASE_ID
from build_tools.files.tree import NO_FILE, private_fault
from build_tools.models import NOT_STATED, PERIOD_FORM, SEVERAL_ANSWERS, Period, Report, Vocabulary
from build_tools.models.settings import TABLES
from build_tools.problems import N_, Fault, Problem, Refused, refuse

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None
_Rows = Sequence[Sequence[Cell]]
_Cells = Mapping[str, Cell]

LARGEST_REGISTER, _MOST_CELLS, _MOST_UNPACKED = 32_000_000, 1_000_000, 128_000_000
"""More than any register has: fifty thousand reports, or many remarks beside each of fewer."""

_NOT_READ = Fault(
    "register.not_read",
    "is no register that can be read: save it as an Excel workbook (.xlsx) without macros, password and links to other "
    "files",
)
_TOO_LARGE = Fault(
    "register.too_large", "is larger than any register: a million cells, 32 MB; copy the reports alone into a new file"
)
_NOT_PLAIN = Fault(
    "register.not_plain",
    "has merged cells, a formula, something hidden, or words on another sheet; unmerge, paste formulas as values only, "
    "take filters off, show each row, column and sheet, and keep other sheets in a file of their own: what nobody sees "
    "would be counted",
)
_NEVER_OPENED = ("vbaproject", "externallinks/")
"""Macros, and links to other files."""

_HEADINGS = Fault(
    "register.headings",
    "is missing in the first row, or stands there twice; the first row names each column once, by its code or label, "
    "as that of a new register does",
)
_WRONG_CELL = Fault(
    "register.cell", "{cell} does not fit under “{heading}” (rows with the same: {rows}); right is {form}"
)
_RIGHT = {
    "id": N_("a code of this report alone, of 4 to 8 digits and capital Latin letters"),
    "registered": N_("a day until today, for example 2026-11-29"),
    "period": N_("a month, quarter or year until today, such as 2026-11, 2026-Q4 or 2026"),
    "same_person_as": N_("the code of another report, which does not lead back to this one"),
}
"""What right looks like in columns that have no list of answers."""

_ANSWER = N_("an answer of the list, such as {nearest}; a place of its time, and “none” or “not stated” alone")
_FIRST = datetime.date(1990, 1, 1)
"""An older day is a number that a spreadsheet shows as one."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_register(
    root: Path, path: Path, vocabulary: Vocabulary, words: Translations, today: datetime.date
) -> list[Report]:
    """Return the reports of a register as of a day. Raises ``Refused`` with all that is wrong with it."""
    titles, codebook = {translate(EXPLANATIONS) for translate in words.values()}, codebook_of(vocabulary, words)
    filled = _filled(rows := _read_rows(path, root, titles), codebook, str(path))
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
    places = [(number, column) for number, row in read.items() for column in COLUMNS if row[column] is None]
    refuse(_wrong_cells(str(path), places, rows, codebook))
    return [_report(row) for row in read.values()]


def _wrong_cells(path: str, places: list[tuple[int, str]], rows: _Rows, codes: Codebook) -> Iterator[Problem]:
    """Yield a problem for each wrong cell, and one for all cells of a column with the same wrong answer."""
    from openpyxl.utils import get_column_letter

    at, found = {codes.heading(cell): place for place, cell in enumerate(rows[0])}, defaultdict[Any, list[int]](list)
    for number, column in places:
        cell = rows[number - 1][at[column]]
        for answer in [number] if column in ("id", "same_person_as") else codes.unknown(column, cell):
            found[column, answer].append(number)
    for (column, answer), numbers in found.items():
        nearest = "" if column in _RIGHT else codes.nearest(column, answer)
        fault = _WRONG_CELL.filled(form=_RIGHT.get(column, _ANSWER), nearest=nearest)
        values = {"cell": f"{get_column_letter(at[column] + 1)}{numbers[0]}", "heading": rows[0][at[column]]}
        yield Problem(path, fault, (column,), {**values, "rows": len(numbers)}, line=numbers[0])


def _filled(rows: _Rows, codebook: Codebook, path: str) -> Mapping[int, _Cells]:
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


def _read_rows(path: Path, root: Path, titles: Collection[str]) -> _Rows:
    """Return the rows of the first sheet; ``titles`` are names of sheets that only explain it. Raises ``Refused``."""
    if fault := private_fault(path, root):
        raise Refused([Problem(str(path), fault)])
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_REGISTER + 1)
    except OSError:
        raise Refused([Problem(str(path), NO_FILE)]) from None
    try:
        if fault := _fault_of(data) if path.suffix.lower() == ".xlsx" else _NOT_READ:
            raise Refused([Problem(str(path), fault)])
        return _rows(data, str(path), titles)
    except Refused:
        raise
    except Exception:  # openpyxl fails in as many ways as bytes can be wrong
        raise Refused([Problem(str(path), _NOT_READ)]) from None


def _fault_of(data: bytes) -> Fault | None:
    """Return what keeps a workbook from being opened: its size, or parts that nobody opens."""
    if len(data) > LARGEST_REGISTER:
        return _TOO_LARGE
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        every = parts.infolist()
        if sum(part.file_size for part in every) > _MOST_UNPACKED:
            return _TOO_LARGE
        if any(word in part.filename.lower() for part in every for word in _NEVER_OPENED):
            return _NOT_READ
    return None


def _rows(data: bytes, path: str, titles: Collection[str]) -> _Rows:
    import openpyxl  # takes long to load

    with warnings.catch_warnings(action="ignore"):  # about parts that nobody reads
        first, *others = openpyxl.load_workbook(io.BytesIO(data), keep_links=False).worksheets
    for sheet in (first, *others):
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise Refused([Problem(path, _TOO_LARGE)])
    lines = {line for sheet in (first, *others) for line in _lines_not_plain(sheet)}
    lines |= {cell.row for sheet in others if sheet.title not in titles for cell in _filled_cells(sheet)}
    if lines:
        raise Refused([Problem(path, _NOT_PLAIN, line=line) for line in sorted(lines)])
    return list(first.values)


def _lines_not_plain(sheet: Any) -> Iterator[int]:
    """Yield the rows of what is not read as it is seen, the first one of a hidden column; what is empty may be hidden,
    and as much as it likes."""
    rows = {number for number, one in sheet.row_dimensions.items() if one.hidden or one.height == 0}
    columns = [one.min for one in sheet.column_dimensions.values() if one.hidden or one.width == 0]
    filled = _filled_cells(sheet)
    if sheet.sheet_state != "visible" or sheet.sheet_format.zeroHeight:
        yield 1
    yield from (merged.min_row for merged in sheet.merged_cells.ranges)
    yield from (cell.row for cell in filled if cell.data_type == "f" or cell.row in rows)
    yield from [cell.row for cell in filled if columns and cell.column >= min(columns)][:1]


def _filled_cells(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
