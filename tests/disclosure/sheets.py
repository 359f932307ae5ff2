"""Spreadsheets for tests: in come rows and what to change, out come bytes and what the program reads of them.

Everything in them is invented; the codebook is that of the project.
"""

import datetime
import io
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl

from build_tools import models
from build_tools.disclosure.columns import COLUMNS, Translations
from build_tools.disclosure.register import read_register
from build_tools.load.text import catalogue_text
from build_tools.models import Report
from build_tools.problems import Problem, Refused
from tests.conftest import ROOT
from tests.disclosure.reports import vocabulary

TODAY = datetime.date(2026, 11, 29)
FACTS = "semey 2026-10 man age_18_29 police police_station beatings;threats denied given late filed legal"
ROW = dict(zip(COLUMNS, ("7Q4K", "2026-11-02", None, "no", *FACTS.split()), strict=True))
"""A report that is whole, by column."""

Cells = dict[str, Any]
Rows = Iterable[Sequence[Any]]


@cache
def words() -> Translations:
    """Return the words of the register in three languages."""
    texts = {code: catalogue_text(ROOT / "site_src" / "locales", "interface", code) or "" for code in ("kk", "ru")}
    translated = {code: models.read_catalogue(code, text).translate for code, text in texts.items()}
    return {**translated, "en": str}


def rows(*changes: Cells) -> list[list[Any]]:
    """Return a heading and a report for each of the changes to a whole one; each has an id of its own."""
    reports = ({**ROW, "id": f"7Q4{sign}", **one} for sign, one in zip(cycle("KMNPQRST"), changes, strict=False))
    return [list(COLUMNS), *([report[name] for name in COLUMNS] for report in reports)]


def workbook(table: Rows, change: Callable[[openpyxl.Workbook], object] = id) -> bytes:
    """Return a workbook with one sheet, after a change to it."""
    book, written = openpyxl.Workbook(), io.BytesIO()
    for row in table:
        book.active.append(list(row))
    change(book)
    book.save(written)
    return written.getvalue()


def placed(folder: Path, data: bytes, name: str = "register.xlsx") -> Path:
    """Put a file of one's own into a folder."""
    path = folder / name
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def read(path: Path) -> list[Report]:
    """Return the reports of a file."""
    return read_register(ROOT, path, vocabulary(), words(), TODAY)


def reports_of(folder: Path, table: Rows) -> list[Report]:
    """Return the reports of a workbook of these rows."""
    return read(placed(folder, workbook(table)))


def problems_of(path: Path) -> list[Problem]:
    """Return what is wrong with a file."""
    try:
        read(path)
    except Refused as refused:
        return refused.problems
    return []


def wrong(path: Path) -> list[tuple[str, str, int | None]]:
    """Return the code, column and row of each problem of a file."""
    return [(one.code, ".".join(map(str, one.field)), one.line) for one in problems_of(path)]


def wrong_with(folder: Path, *changes: Cells) -> list[tuple[str, str, int | None]]:
    """Return what is wrong with a workbook of reports with these changes."""
    return wrong(placed(folder, workbook(rows(*changes))))
