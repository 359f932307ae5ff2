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

from build_tools.disclosure.register import workbook as program
from build_tools.problems import sentence
from tests.disclosure.sheets import placed, problems_of, read, reports_of, rows, workbook, wrong
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
        (hide_row, "register.not_plain", 2),
        (hide_column, "register.not_plain", 1),
        (hide_sheet, "register.not_plain", 1),
        (merge, "register.not_plain", 2),
        (reckon, "register.not_plain", 2),
        (add_sheet, "register.several_sheets", None),
    ],
)
def test_nothing_is_counted_that_nobody_sees(
    change: Callable[[Workbook], Any], code: str, line: int | None, tmp_path: Path
) -> None:
    """What is hidden, merged, reckoned or on another sheet is refused, at its row where it has one."""
    assert (code, "", line) in wrong(placed(tmp_path, workbook(rows({}, {}), change)))


def test_what_is_empty_may_be_hidden(tmp_path: Path) -> None:
    """Rows and columns behind the reports, which many programs hide, tell nothing."""

    def change(book: Workbook) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["R"].hidden = True

    assert reports_of(tmp_path, rows({})) == read(placed(tmp_path, workbook(rows({}), change)))


EMPTY_ROWS = b"".join(b'<row r="%d"/>' % number for number in range(3, 50_100)) + b"</sheetData>"
LONG, WIDE = (
    with_part(SHEET, lambda one, old=old, new=new: one.replace(old, new))
    for old, new in ((b"</sheetData>", EMPTY_ROWS), (b'r="A1"', b'r="XFD1048576"'))
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("r.xls", OLE, "register.not_read"),
        ("r.ods", GOOD, "register.not_read"),
        ("r.xlsm", GOOD, "register.not_read"),
        ("r.csv", b"id,registered", "register.not_read"),
        ("r.xlsx", OLE, "register.not_read"),
        ("r.xlsx", b"", "register.not_read"),
        ("r.xlsx", GOOD[:-200], "register.not_read"),
        ("r.xlsx", with_part("xl/vbaProject.bin", lambda _: b"x"), "register.not_read"),
        ("r.xlsx", with_part("xl/externalLinks/externalLink1.xml", lambda _: b"<a/>"), "register.not_read"),
        ("r.xlsx", with_part(BOOK, lambda one: one[:-9]), "register.not_read"),
        ("r.xlsx", workbook([]), "register.headings"),
        ("r.xlsx", b"a" * (program.MOST_BYTES + 1), "register.too_large"),
        ("r.xlsx", LONG, "register.too_large"),
        ("r.xlsx", WIDE, "register.too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    """Other formats, passwords, macros, broken files and those that would fill the memory end in the same sentences."""
    assert [one for one, _, _ in wrong(placed(tmp_path, data, name))] == [code]


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(tmp_path: Path) -> None:
    """The directory of the file says how large it becomes; a directory that lies is a broken file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack, pack.open("xl/a.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * 1_000_000)
    data = written.getvalue()
    assert len(data) < 400_000
    assert wrong(placed(tmp_path, data)) == [("register.too_large", "", None)]
    lying = data.replace((300_000_000).to_bytes(4, "little"), (3).to_bytes(4, "little"))
    assert wrong(placed(tmp_path, lying)) == [("register.not_read", "", None)]


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_a_day_is_the_same_day_in_both_systems(epoch: datetime | None, tmp_path: Path) -> None:
    """A workbook of an old Mac counts days from 1904; its days are read right, and a day for a period is its month."""
    days = {"registered": date(2026, 11, 2), "period": datetime(2026, 10, 1, 12)}  # noqa: DTZ001

    def change(book: Workbook) -> None:
        book.epoch = epoch or book.epoch

    [report] = read(placed(tmp_path, workbook(rows(days), change)))
    assert (report.registered, report.answers["period"]) == (date(2026, 11, 2), ("2026-10",))


def test_the_file_lies_outside_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    """A register in a work tree, a link, one that others may read and one that is not there are not opened."""
    path = placed(tmp_path, GOOD)

    def codes(place: Path) -> list[str]:
        return [one for one, _, _ in wrong(place)]

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
    assert [code for code, _, _ in wrong(placed(tmp_path, data))] == ["register.not_plain"]


def test_a_workbook_as_people_have_it_is_read(tmp_path: Path) -> None:
    """Whether texts stand in the cells or in a part of their own, the reports are the same."""
    assert read(placed(tmp_path, GOOD)) == reports_of(tmp_path, rows({})) != []


def flipped(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    """Return bytes some of which are others."""
    wrong_bytes = bytearray(data)
    for place, byte in changes:
        wrong_bytes[place % len(wrong_bytes)] = byte
    return bytes(wrong_bytes)


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6)


@given(st.sampled_from(["", *sorted(PARTS)]), CHANGES)
def test_no_byte_is_a_failure_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, int]]
) -> None:
    """Whatever is changed in the bytes of a file or in a part of it, it is read, or refused in sentences that repeat
    nothing of it."""
    data = packed({**PARTS, name: flipped(PARTS[name], changes)}) if name else flipped(GOOD, changes)
    for one in problems_of(placed(tmp_path_factory.getbasetemp(), data, "flipped.xlsx")):
        assert re.fullmatch(r"register\.\w+", one.code)
        assert "beat" not in sentence(one)
