"""Rows as CSV that opens right in spreadsheets and in programs, and that no spreadsheet takes for formulas.

In: names of columns, and rows with a value for each. Out: text with the mark of UTF-8 before it.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

MARK = "\ufeff"
"""By this Excel sees that a file is UTF-8; programs that read UTF-8 with a mark pass over it."""

COMMA, SEMICOLON = ".csv", ".semicolon.csv"
SEPARATORS = {COMMA: ",", SEMICOLON: ";"}
"""What parts the cells of a table, by how its name ends: spreadsheets for Russian and Kazakh take semicolons."""

_PARTED = re.compile(r"([;|\t\r\n])")
"""What spreadsheets take to part cells, besides the comma: those for Russian and Kazakh take the semicolon."""

_BEFORE_FORMULA = " \"'\u00a0\u200b\u2060\ufeff"
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet reckon, at the start of a cell."""


def as_csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]], separator: str = ",") -> str:
    """Write rows as CSV with a first line of names, each line with a line feed. Raises ``KeyError`` where a row has
    other values than there are columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if tuple(row) != columns:
            raise KeyError(sorted({*row} ^ {*columns}))
        writer.writerow(map(cell_text, row.values()))
    return MARK + out.getvalue()


def cell_text(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before the sign that would begin it.

    Numbers stay as they are; none of them is below 0. Several values of one cell are joined by a space.
    """
    if isinstance(value, tuple | list):
        value = " ".join(value)
    if not isinstance(value, str):
        return value
    # A split at a group gives texts and separators in turns, text first.
    parts = _PARTED.split(value)
    parts[::2] = [f"'{part}" if part.lstrip(_BEFORE_FORMULA).startswith(_FORMULA) else part for part in parts[::2]]
    return "".join(parts)
