"""Rows of a register, a workbook (.xlsx) of which everything is seen: no formula, nothing hidden, nothing merged.

In: a path. Out: rows of the one sheet with reports, the headings first. Raises ``Refused``, whatever the bytes. Keeps,
writes and logs nothing.
"""

import datetime
import io
import warnings
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from build_tools.problems import Fault, Problem, Refused
from build_tools.tree import NO_FILE, private_fault

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None
Rows = Sequence[Sequence[Cell]]

LARGEST_REGISTER, _MOST_CELLS, _MOST_UNPACKED = 32_000_000, 1_000_000, 128_000_000
"""More than any register has: fifty thousand reports, or many remarks beside each of fewer."""

_NOT_READ = Fault(
    "register.not_read",
    "is no register that can be read: save it as an Excel workbook (.xlsx) without macros, password and links to other "
    "files",
)
_TOO_LARGE = Fault(
    "register.too_large",
    "is larger than any register: a million cells, 32 MB; copy the reports alone into a new file",
)
_NOT_PLAIN = Fault(
    "register.not_plain",
    "has merged cells, a formula, something hidden, or words on another sheet; unmerge, paste formulas as values only, "
    "take filters off, show each row, column and sheet, and keep other sheets in a file of their own: what nobody sees "
    "would be counted",
)
_NEVER_OPENED = ("vbaproject", "externallinks/")
"""Macros, and links to other files."""


def read_rows(path: Path, root: Path, titles: Collection[str]) -> Rows:
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


def _rows(data: bytes, path: str, titles: Collection[str]) -> Rows:
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
