"""Files that are no register as one should be: each is refused with what to do, whatever its bytes."""

import io
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from build_tools.disclosure.register import files, read_register
from build_tools.problems import sentence
from tests.conftest import ROOT
from tests.disclosure.sheets import TODAY, codebook, found, placed, read, rows, said, text, workbook
from tests.repositories import git

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
"""How a workbook of old Excel begins, and one with a password."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a workbook of such parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            pack.writestr(name, data)
    return written.getvalue()


SHEET, BOOK, TEXTS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
MAIN = b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPE = b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml"/>'
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = b'<Relationship Type="%s/sharedStrings" Target="/%s" Id="t"/>'


def as_excel_writes(data: bytes) -> bytes:
    """Return the same workbook with its texts in a part of their own, as programs write it that people use."""
    parts, texts = parts_of(data), list[bytes]()

    def number(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si>%s</si>" % found[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    parts[SHEET] = re.sub(rb't="inlineStr"><is>(.*?)</is>', number, parts[SHEET])
    parts[TEXTS] = b"<sst xmlns=%s>%s</sst>" % (MAIN, b"".join(texts))
    for name, end, added in (
        ("[Content_Types].xml", b"</Types>", TYPE % (TEXTS.encode(), b"sharedStrings")),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", LINK % (OFFICE, TEXTS.encode())),
    ):
        parts[name] = parts[name].replace(end, added + end)
    return packed(parts)


GOOD = as_excel_writes(workbook(rows({})))
PARTS = parts_of(GOOD)


def with_part(name: str, change: Callable[[bytes], bytes], data: bytes = GOOD) -> bytes:
    """Return a workbook in which one part is another."""
    parts = parts_of(data)
    return packed({**parts, name: change(parts.get(name, b""))})


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'


def hide_row(book: Workbook) -> None:
    """Hide the row of a report."""
    book.active.row_dimensions[2].hidden = True


def hide_column(book: Workbook) -> None:
    """Hide the column of places."""
    book.active.column_dimensions["E"].hidden = True


def hide_sheet(book: Workbook) -> None:
    """Hide a second sheet."""
    book.create_sheet("other").sheet_state = "veryHidden"


def merge(book: Workbook) -> None:
    """Merge two cells."""
    book.active.merge_cells("E2:E3")


def reckon(book: Workbook) -> None:
    """Write a formula."""
    book.active["R2"] = "=1+1"


def add_sheet(book: Workbook) -> None:
    """Write reports of another year on another sheet."""
    book.create_sheet("2025").append(["7Q4M", "2025-01-02"])


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (hide_row, "register.hidden", 2),
        (hide_column, "register.hidden", None),
        (hide_sheet, "register.hidden", None),
        (merge, "register.merged", None),
        (reckon, "register.formula", 2),
        (add_sheet, "register.several_sheets", None),
    ],
)
def test_nothing_is_counted_that_nobody_sees(
    change: Callable[[Workbook], Any], code: str, line: int | None, tmp_path: Path
) -> None:
    """What is hidden, merged, reckoned or on another sheet is refused, at its row where it has one."""
    assert (code, "", line) in found(read(tmp_path, workbook(rows({}, {}), change)))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("r.xls", OLE, "register.not_read"),
        ("r.ods", GOOD, "register.not_read"),
        ("r.xlsm", GOOD, "register.not_read"),
        ("r.xlsx", OLE, "register.not_read"),
        ("r.xlsx", b"", "register.not_read"),
        ("r.xlsx", GOOD[:-200], "register.not_read"),
        ("r.xlsx", with_part("xl/vbaProject.bin", lambda _: b"x"), "register.not_read"),
        ("r.xlsx", with_part("xl/externalLinks/externalLink1.xml", lambda _: b"<a/>"), "register.not_read"),
        ("r.xlsx", with_part(SHEET, lambda _: BOMB), "register.not_read"),
        ("r.xlsx", with_part(BOOK, lambda one: one[:-9]), "register.not_read"),
        ("r.csv", text(rows({})).encode("utf-16"), "register.not_utf8"),
        ("r.csv", text([["Орны", "Жасы"]], ";").encode("windows-1251", "replace"), "register.not_utf8"),
        ("r.csv", b'id,"place\n', "register.not_read"),
        ("r.csv", b"", "register.headings"),
        ("r.xlsx", workbook([]), "register.headings"),
        ("r.csv", "a\n" * (files.MOST_ROWS + 1), "register.too_large"),
        ("r.csv", "a," * (files.MOST_COLUMNS + 1), "register.too_large"),
        ("r.csv", "a" * (files.MOST_BYTES + 1), "register.too_large"),
        ("r.xlsx", workbook([[*rows()[0], *range(files.MOST_COLUMNS)]]), "register.too_large"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    """Other formats, passwords, macros, entities, other encodings and broken files end in the same few sentences."""
    assert [one for one, _, _ in found(read(tmp_path, data, name))] == [code]


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(tmp_path: Path) -> None:
    """The directory of the file says how large it becomes; a directory that lies is a broken file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack, pack.open("xl/a.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * 1_000_000)
    data = written.getvalue()
    assert len(data) < 400_000
    assert found(read(tmp_path, data)) == [("register.too_large", "", None)]
    lying = data.replace((300_000_000).to_bytes(4, "little"), (3).to_bytes(4, "little"))
    assert found(read(tmp_path, lying)) == [("register.not_read", "", None)]


def test_a_million_empty_rows_cost_nothing(tmp_path: Path) -> None:
    """Rows without a value, which some programs write to the end of the sheet, are neither read nor counted."""
    empty = b"".join(b'<row r="%d" ht="15"/>' % number for number in range(3, 1_000_000))
    data = with_part(SHEET, lambda one: one.replace(b"</sheetData>", empty + b"</sheetData>"))
    reading = read(tmp_path, data)
    assert (found(reading), len(reading.reports)) == ([], 1)


def test_two_hundred_columns_are_passed_over_and_counted(tmp_path: Path) -> None:
    """Columns that are no column of a register are not looked at, in whatever order; their number is said."""
    wide = [[*map(str, range(200)), *row] for row in rows({})]
    reading = read(tmp_path, workbook(wide))
    assert (found(reading), len(reading.reports), reading.others) == ([], 1, 200)


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_a_day_is_the_same_day_in_both_systems(epoch: datetime | None, tmp_path: Path) -> None:
    """A workbook of an old Mac counts days from 1904; its days are read right, and a day for a period is its month."""
    days = {"registered": date(2026, 11, 2), "period": datetime(2026, 10, 1, 12)}  # noqa: DTZ001

    def change(book: Workbook) -> None:
        book.epoch = epoch or book.epoch

    [report] = read(tmp_path, workbook(rows(days), change)).reports
    assert (report.registered, report.answers["period"]) == (date(2026, 11, 2), ("2026-10",))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_of_text_reads_like_a_workbook(delimiter: str, mark: str, tmp_path: Path) -> None:
    """Commas, semicolons and tabs, with or without a mark at the beginning, give the same reports."""
    several = rows({}, {"treatment": "beatings; threats"})
    as_text = read(tmp_path, mark + text(several, delimiter), "r.csv")
    assert as_text.reports == read(tmp_path, workbook(several)).reports != ()


def test_the_file_lies_outside_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    """A register in a work tree, a link, one that others may read and one that is not there are not opened."""
    path = placed(tmp_path, GOOD)

    def codes(place: Path) -> list[str]:
        return [one for one, _, _ in found(read_register(ROOT, place, codebook(), said(), TODAY))]

    assert codes(path) == []
    path.chmod(0o640)
    assert codes(path) == ["private.open"]
    path.chmod(0o600)
    (tmp_path / "link.xlsx").symlink_to(path)
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    for place in (tmp_path / "link.xlsx", tmp_path / "none.xlsx", tmp_path, pipe):
        assert codes(place) == ["private.no_file"]
    git(tmp_path, "init", "--quiet")
    (tmp_path / "deep").mkdir()
    for place in (path, placed(tmp_path / "deep", GOOD)):
        assert codes(place) == ["private.in_a_repository"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="2"', b'<row r="2" ht="0" customHeight="1"'),
        (b"<sheetData>", b'<cols><col min="5" max="5" width="0" customWidth="1"/></cols><sheetData>'),
        (b"<sheetFormatPr", b'<sheetFormatPr zeroHeight="1"'),
    ],
)
def test_what_has_no_size_is_hidden_too(old: bytes, new: bytes, tmp_path: Path) -> None:
    """A row without height, a column without width and a sheet whose rows have none by default are not seen."""
    assert old in PARTS[SHEET]
    data = with_part(SHEET, lambda one: one.replace(old, new))
    assert [code for code, _, _ in found(read(tmp_path, data))] == ["register.hidden"]


def test_a_workbook_as_people_have_it_is_read(tmp_path: Path) -> None:
    """Whether texts stand in the cells or in a part of their own, the reports are the same; what cannot be shown in a
    text is proposed to nobody."""
    assert read(tmp_path, GOOD).reports == read(tmp_path, workbook(rows({}))).reports != ()
    odd = read(tmp_path, with_part(TEXTS, lambda one: one.replace(b"semey", "\u202eyemes".encode())))
    assert (found(odd), list(odd.unknown)) == ([("register.unknown", "place", 2)], [])


def is_sound(folder: Path, data: bytes, name: str) -> bool:
    """Tell whether a file is read, or refused in sentences that repeat nothing of it."""
    reading = read(folder, data, name)
    told = [sentence(one) for one in reading.problems]
    return all(re.fullmatch(r"(register|private)\.\w+", one.code) for one in reading.problems) and not any(
        "beat" in one for one in told
    )


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6)


def flipped(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    """Return bytes some of which are others."""
    wrong = bytearray(data)
    for place, byte in changes:
        wrong[place % len(wrong)] = byte
    return bytes(wrong)


@given(st.sampled_from(sorted(PARTS)), CHANGES)
def test_no_byte_of_a_part_is_a_failure_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, int]]
) -> None:
    """Whatever is changed within a part of a workbook, it is read or refused."""
    wrong = packed({**PARTS, name: flipped(PARTS[name], changes)})
    assert is_sound(tmp_path_factory.getbasetemp(), wrong, "part.xlsx")


@given(st.booleans(), CHANGES)
def test_no_byte_of_a_file_is_a_failure_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, as_text: bool, changes: list[tuple[int, int]]
) -> None:
    """Whatever is changed in the bytes of a file, it is read or refused."""
    right, name = (text(rows({}, {})).encode(), "bytes.csv") if as_text else (GOOD, "bytes.xlsx")
    assert is_sound(tmp_path_factory.getbasetemp(), flipped(right, changes), name)
