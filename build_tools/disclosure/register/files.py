"""The file of a register, read once: a workbook (.xlsx) or a table of text (.csv) becomes rows of plain cells.

In: a path. Out: the rows, the headings first. Raises ``Refused``, whatever the bytes. Keeps, writes and logs nothing.
"""

import csv
import datetime
import io
from collections.abc import Collection, Sequence
from pathlib import Path

from build_tools.private import NO_FILE, private_fault
from build_tools.problems import Fault, Problem, Refused

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None
Rows = Sequence[Sequence[Cell]]

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 32_000_000, 50_000, 256
"""More than any register has: fifty thousand reports, and many remarks beside each."""

NOT_READ = Fault(
    "register.not_read",
    "is no register that can be read: save it as an Excel workbook (.xlsx) without macros, password and links to other "
    "files, or as CSV in UTF-8 (.csv)",
)
_NOT_UTF8 = Fault(
    "register.not_utf8",
    "is not in UTF-8: save it again, in Excel as “CSV UTF-8”, in LibreOffice with the character set Unicode (UTF-8)",
)
REGISTER_TOO_LARGE = Fault(
    "register.too_large",
    "is larger than any register: 50,000 rows, 256 columns, 32 MB; copy the reports alone into a new file",
)
_DELIMITERS = ",;\t"


def read_rows(path: Path, root: Path, titles: Collection[str]) -> Rows:
    """Return the rows of a register; ``titles`` are names of sheets that only explain it. Raises ``Refused``."""
    data, name = read_private(path, root), str(path)
    match path.suffix.lower():
        case ".csv":
            return _read_csv(data, name)
        case ".xlsx":
            from build_tools.disclosure.register.workbook import (
                read_workbook,
            )  # loads openpyxl, which nothing else needs

            return read_workbook(data, name, titles)
    raise Refused([Problem(name, NOT_READ)])


def read_private(path: Path, root: Path) -> bytes:
    """Return the bytes of a file that lies outside, for its owner alone. Raises ``Refused``."""
    if fault := private_fault(path, root):
        raise Refused([Problem(str(path), fault)])
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise Refused([Problem(str(path), NO_FILE)]) from None
    if len(data) > MOST_BYTES:
        raise Refused([Problem(str(path), REGISTER_TOO_LARGE)])
    return data


def _read_csv(data: bytes, path: str) -> Rows:
    """Return the rows of a table of text, whose cells are parted by what its first line has most of."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([Problem(path, _NOT_UTF8)]) from None
    first = text.partition("\n")[0]
    rows: list[Sequence[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Refused([Problem(path, REGISTER_TOO_LARGE, line=len(rows))])
    except csv.Error:
        raise Refused([Problem(path, NOT_READ, line=len(rows) + 1)]) from None
    return rows
