"""Rows of a workbook (.xlsx), of which everything is seen: no formula, nothing hidden, nothing merged.

In: bytes. Out: rows of the one sheet with reports. Raises ``Refused``, whatever the bytes. First each part is looked at
as XML, which takes little, then openpyxl reads the cells.
"""

import io
import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from xml.parsers import expat

import openpyxl

from build_tools.disclosure.register.files import MOST_COLUMNS, MOST_ROWS, NOT_READ, REGISTER_TOO_LARGE, Rows
from build_tools.problems import Fault, Problem, Refused

_MOST_UNPACKED, _MOST_PARTS = 128_000_000, 500
_HIDDEN = Fault(
    "register.hidden",
    "has a hidden row, column or sheet; show it, for what nobody sees would be counted: take filters off too",
)
_MERGED = Fault("register.merged", "has merged cells; unmerge them and write the value into each cell that means it")
_FORMULA = Fault("register.formula", "has a formula; copy the column and paste it as values only")
_SEVERAL_SHEETS = Fault(
    "register.several_sheets",
    "has words on more than one sheet; keep the reports on one sheet, and other sheets in a file of their own",
)
_NEVER_OPENED = ("vbaproject", "externallinks/")
"""Macros, and links to other files."""


def read_workbook(data: bytes, path: str, titles: Collection[str]) -> Rows:
    """Return the rows of the sheet with reports; ``titles`` are names of sheets that only explain it."""
    try:
        look = _looked_through(data)
        if look.faults:
            raise Refused([Problem(path, fault, line=line) for fault, line in look.faults])
        return _rows(data, look, path, titles)
    except Refused as refused:
        raise Refused([Problem(path, one.fault, line=one.line) for one in refused.problems]) from None
    except Exception:  # openpyxl fails in as many ways as bytes can be wrong
        raise Refused([Problem(path, NOT_READ)]) from None


class _Look:
    """What the parts of a workbook say before a cell is read: what is wrong with them, and how far cells with a value
    reach. The names are those of ECMA-376."""

    def __init__(self) -> None:
        self.faults: dict[tuple[Fault, int | None], None] = {}
        self.rows = self.columns = 0
        self._row, self._column, self._hidden_row, self._hidden_from = 0, 0, False, MOST_COLUMNS + 1
        self._root = ""

    def read(self, part: Any) -> None:
        """Look through one part, to its end."""
        self._root, self._row, self._hidden_from = "", 0, MOST_COLUMNS + 1
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.ParseFile(part)

    def _start(self, name: str, said: Mapping[str, str]) -> None:
        name = name.rpartition(" ")[2]
        self._root = self._root or name
        if self._root == "workbook" and name == "sheet" and said.get("state", "visible") != "visible":
            self.faults[_HIDDEN, None] = None
        elif self._root == "worksheet":
            self._in_sheet(name, said)

    def _in_sheet(self, name: str, said: Mapping[str, str]) -> None:
        match name:
            case "c":
                self._column = _number_of_column(said["r"]) if "r" in said else self._column + 1
            case "v" | "is":
                self._value()
            case "row":
                self._row, self._column = int(said.get("r", self._row + 1)), 0
                self._hidden_row = _is_hidden(said, "ht")
            case "col" if _is_hidden(said, "width"):
                self._hidden_from = min(self._hidden_from, int(said["min"]))
            case "sheetFormatPr" if said.get("zeroHeight", "0") not in ("0", "false"):
                self.faults[_HIDDEN, None] = None
            case "mergeCell":
                self.faults[_MERGED, None] = None
            case "f":
                self.faults[_FORMULA, self._row] = None

    def _value(self) -> None:
        """Note that a cell has a value: what is empty may be hidden, and as much as it likes."""
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise Refused([Problem("", REGISTER_TOO_LARGE)])
        if self._hidden_row:
            self.faults[_HIDDEN, self._row] = None
        if self._column >= self._hidden_from:
            self.faults[_HIDDEN, None] = None


def _is_hidden(said: Mapping[str, str], size: str) -> bool:
    """Tell whether a row or column is not seen: it says so, or has no height or width."""
    return said.get("hidden", "0") not in ("0", "false") or float(said.get(size, 1)) == 0


def _number_of_column(cell: str) -> int:
    """Return the column of a cell such as ``AB12``, from 1."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def _refuse_entities(*_: object) -> None:
    raise Refused([Problem("", NOT_READ)])


def _looked_through(data: bytes) -> _Look:
    """Return what all parts say, of a size that was bounded before. Raises ``Refused``."""
    look = _Look()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        every = parts.infolist()
        if len(every) > _MOST_PARTS or sum(part.file_size for part in every) > _MOST_UNPACKED:
            raise Refused([Problem("", REGISTER_TOO_LARGE)])
        if any(word in part.filename.lower() for part in every for word in _NEVER_OPENED):
            raise Refused([Problem("", NOT_READ)])
        for part in every:
            if part.filename.lower().endswith((".xml", ".rels")):
                with parts.open(part) as opened:  # reads no more than the directory says
                    look.read(opened)
    return look


def _rows(data: bytes, look: _Look, path: str, titles: Collection[str]) -> Rows:
    with warnings.catch_warnings(action="ignore"):  # about parts that nobody reads
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        first, *others = book.worksheets
        size = {"max_row": look.rows, "max_col": look.columns}
        if any(cell is not None for sheet in others if sheet.title not in titles for cell in _cells(sheet, size)):
            raise Refused([Problem(path, _SEVERAL_SHEETS)])
        return list(first.iter_rows(min_row=1, values_only=True, **size))


def _cells(sheet: Any, size: Mapping[str, int]) -> Iterator[object]:
    for row in sheet.iter_rows(min_row=1, values_only=True, **size):
        yield from row
