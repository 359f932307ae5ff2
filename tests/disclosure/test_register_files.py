"""Files that are no register as one should be: each is refused with what to do, whatever its bytes."""

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from build_tools.disclosure import register as program
from build_tools.load.messages import sentence
from tests.disclosure.sheets import placed, problems_of, rows, workbook, wrong
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


SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
GOOD = workbook(rows({}))
PARTS = parts_of(GOOD)


def with_part(name: str, change: Callable[[bytes], bytes], data: bytes = GOOD) -> bytes:
    """Return a workbook in which one part is another."""
    parts = parts_of(data)
    return packed({**parts, name: change(parts.get(name, b""))})


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda book: setattr(book.active.row_dimensions[2], "hidden", True), [("register.not_plain", "", 2)]),
        (lambda book: setattr(book.active.column_dimensions["E"], "hidden", True), [("register.not_plain", "", 1)]),
        (lambda book: setattr(book.create_sheet("b"), "sheet_state", "veryHidden"), [("register.not_plain", "", 1)]),
        (lambda book: book.active.merge_cells("E2:E3"), [("register.not_plain", "", 2)]),
        (lambda book: book.active.append([None, "=1+1"]), [("register.not_plain", "", 4)]),
        (lambda book: book.create_sheet("2025").append(["7Q4M"]), [("register.not_plain", "", 1)]),
        (lambda book: setattr(book.active.row_dimensions[9], "hidden", True), []),
        (lambda book: setattr(book.active.column_dimensions["R"], "hidden", True), []),
    ],
)
def test_nothing_is_counted_that_nobody_sees(
    change: Callable[[Workbook], object], found: list[tuple[str, str, int | None]], tmp_path: Path
) -> None:
    """What is hidden, merged, reckoned or on another sheet is refused, at its row where it has one; what is empty may
    be hidden."""
    assert wrong(placed(tmp_path, workbook(rows({}, {}), change))) == found


WIDE = with_part(SHEET, lambda one: one.replace(b'r="A1"', b'r="XFD1048576"'))
WIDE_BEHIND = with_part(
    "xl/worksheets/sheet2.xml",
    lambda one: one.replace(b'r="A1"', b'r="XFD1048576"'),
    workbook(rows({}), lambda book: book.create_sheet("b").append(["x"])),
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
        ("r.xlsx", b"a" * (program.LARGEST_REGISTER + 1), "register.too_large"),
        ("r.xlsx", WIDE, "register.too_large"),
        ("r.xlsx", WIDE_BEHIND, "register.too_large"),
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


def flipped(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    """Return bytes some of which are others."""
    wrong_bytes = bytearray(data)
    for place, byte in changes:
        wrong_bytes[place % len(wrong_bytes)] = byte
    return bytes(wrong_bytes)


FLIPS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6)


@given(st.sampled_from(["", *sorted(PARTS)]), FLIPS)
def test_no_byte_is_a_failure_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, int]]
) -> None:
    """Whatever is changed in the bytes of a file or in a part of it, it is read, or refused in sentences that repeat
    nothing of it."""
    data = packed({**PARTS, name: flipped(PARTS[name], changes)}) if name else flipped(GOOD, changes)
    for one in problems_of(placed(tmp_path_factory.getbasetemp(), data, "flipped.xlsx")):
        assert re.fullmatch(r"register\.\w+", one.code)
        assert "beat" not in sentence(one)
