"""What a server takes from an archive that it does not trust: plain files with plain names, and nothing else."""

import io
import os
import re
import tarfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.problems import sentence
from build_tools.release.received import MOST_PROBLEMS, MOST_SIGNS, received_problems, unpack_archive

Entry = tuple[str, bytes, bytes, str]
"""A name, a type of tar, what it holds, where it leads."""

FILE, FOLDER = tarfile.REGTYPE, tarfile.DIRTYPE
GOOD: list[Entry] = [
    ("site", FOLDER, b"", ""),
    ("site/kk", FOLDER, b"", ""),
    ("site/kk/index.html", FILE, b"words", ""),
    ("site/.well-known/security.txt", FILE, b"words", ""),
]

ODD = "is neither a file nor a folder"
NAMED = "has a name with other signs"
BAD: dict[str, tuple[Entry, str]] = {
    "a link": (("site/x.html", tarfile.SYMTYPE, b"", "/etc/passwd"), ODD),
    "a second name of a file": (("site/x.html", tarfile.LNKTYPE, b"", "site/kk/index.html"), ODD),
    "a pipe": (("site/x.html", tarfile.FIFOTYPE, b"", ""), ODD),
    "a device": (("site/x.html", tarfile.CHRTYPE, b"", ""), ODD),
    "a disk": (("site/x.html", tarfile.BLKTYPE, b"", ""), ODD),
    "an unknown kind": (("site/x.html", b"Z", b"", ""), ODD),
    "a file with holes": (("site/x.html", tarfile.GNUTYPE_SPARSE, b"", ""), ODD),
    "a way up": (("site/../x.html", FILE, b"x", ""), NAMED),
    "a way up and back": (("site/kk/../../site/x.html", FILE, b"x", ""), NAMED),
    "a way from the top": (("/site/x.html", FILE, b"x", ""), NAMED),
    "another top": (("sites/x.html", FILE, b"x", ""), NAMED),
    "the top as a dot": (("./site/x.html", FILE, b"x", ""), NAMED),
    "an empty part": (("site//x.html", FILE, b"x", ""), NAMED),
    "a hidden file": (("site/.htaccess", FILE, b"x", ""), NAMED),
    "a hidden folder": (("site/.git/config", FILE, b"x", ""), NAMED),
    "a stranger in the hidden folder": (("site/.well-known/x", FILE, b"x", ""), NAMED),
    "a line break": (("site/x\n.html", FILE, b"x", ""), NAMED),
    "an escape": (("site/\x1b[2J.html", FILE, b"x", ""), NAMED),
    "other letters": (("site/х.html", FILE, b"x", ""), NAMED),
    "a backslash": (("site\\x.html", FILE, b"x", ""), NAMED),
    "a long name": ((f"site/{'x' * MOST_SIGNS}.html", FILE, b"x", ""), "has a path of more than"),
    "a file twice": (("site/kk/index.html", FILE, b"other", ""), "comes twice"),
    "a file where a folder is": (("site/kk", FILE, b"x", ""), "comes twice"),
    "a file below a file": (("site/kk/index.html/x.html", FILE, b"x", ""), "comes twice"),
    "a folder where a file is": (("site/kk/index.html", FOLDER, b"", ""), "comes twice"),
    "the site as a file": (("site", FILE, b"x", ""), "comes twice"),
}


def packed(path: Path, entries: Iterable[Entry]) -> Path:
    """Write an archive, with rights that nothing may get."""
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        for name, kind, data, leads in entries:
            entry = tarfile.TarInfo(name)
            entry.type, entry.size, entry.linkname, entry.mode, entry.mtime = kind, len(data), leads, 0o6777, 1_000_000
            archive.addfile(entry, io.BytesIO(data))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for what is received."""
    (tmp_path / "new").mkdir()
    return tmp_path / "new"


def faults(archive: Path, folder: Path) -> list[str]:
    """Unpack an archive and return what is said."""
    return [sentence(problem) for problem in unpack_archive(archive, folder)]


def test_plain_files_are_taken(tmp_path: Path, folder: Path) -> None:
    """A plain file keeps its bytes and its time; whatever rights came with it, readers can read it and run nothing."""
    assert faults(packed(tmp_path / "x.tar", GOOD), folder) == []
    page = folder / "kk/index.html"
    assert (page.read_bytes(), page.stat().st_mtime) == (b"words", 1_000_000)
    assert [oct(path.stat().st_mode) for path in (page, page.parent)] == ["0o100644", "0o40755"]


@pytest.mark.parametrize(("entry", "said"), BAD.values(), ids=BAD)
def test_anything_else_is_refused(tmp_path: Path, folder: Path, entry: Entry, said: str) -> None:
    """What is no plain file with a plain name is named, and nothing but plain files comes to lie in the folder."""
    (one,) = faults(packed(tmp_path / "x.tar", [*GOOD, entry]), folder)
    assert said in one
    assert one.isprintable()
    assert sorted(os.listdir(tmp_path)) == ["new", "x.tar"]
    assert all(path.is_dir() or (path.is_file() and not path.is_symlink()) for path in folder.rglob("*"))
    assert (folder / "kk/index.html").read_bytes() == b"words"


def test_a_link_is_not_followed_by_what_comes_after_it(tmp_path: Path, folder: Path) -> None:
    """A folder that is a link, and a file below it, write nothing elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    link = ("site/out", tarfile.SYMTYPE, b"", str(tmp_path / "elsewhere"))
    assert faults(packed(tmp_path / "x.tar", [link, ("site/out/x.html", FILE, b"x", "")]), folder)
    assert os.listdir(tmp_path / "elsewhere") == []


def test_sparse_files_of_the_other_format_are_refused(tmp_path: Path, folder: Path) -> None:
    """A few bytes that claim to be a file of a terabyte write nothing."""
    with tarfile.open(tmp_path / "x.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo("site/x.html")
        entry.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": str(10**12)}
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))
    assert [re.sub(".*: ", "", one)[:30] for one in faults(tmp_path / "x.tar", folder)] == [ODD]
    assert os.listdir(folder) == []


def test_not_every_fault_of_a_hostile_archive_is_said(tmp_path: Path, folder: Path) -> None:
    """Whoever sends a million bad names gets the first of them, and the rest is not read."""
    many = (("site/.x", FILE, b"", "") for _ in range(MOST_PROBLEMS * 3))
    assert len(faults(packed(tmp_path / "x.tar", many), folder)) == MOST_PROBLEMS


def test_so_many_files_are_taken_and_no_more(tmp_path: Path, folder: Path) -> None:
    """As many entries as a site may have come to lie there; of one more nothing is written, and nothing after it."""
    archive = packed(tmp_path / "x.tar", [*GOOD, *((f"site/{letter}.html", FILE, b"x", "") for letter in "abc")])
    assert unpack_archive(archive, folder, most=len(GOOD) + 3) == []
    (tmp_path / "fewer").mkdir()
    [problem] = unpack_archive(archive, tmp_path / "fewer", most=len(GOOD) + 1)
    assert problem.code == "archive.too_many_files"
    assert sorted(path.name for path in (tmp_path / "fewer").glob("*.html")) == ["a.html"]


@given(data=st.binary(max_size=2000), cut=st.integers(0, 4000))
def test_no_bytes_stop_it(tmp_path_factory: pytest.TempPathFactory, data: bytes, cut: int) -> None:
    """Of whatever bytes an archive consists, it is refused with sentences."""
    there = tmp_path_factory.mktemp("x")
    whole = packed(there / "good.tar", GOOD).read_bytes()
    (there / "x.tar").write_bytes(whole[:cut] + data + whole[cut + len(data) :])
    (there / "new").mkdir()
    assert all(one.isprintable() for one in map(sentence, received_problems(there / "x.tar", there / "new", "0" * 40)))
    assert sorted(os.listdir(there)) == ["good.tar", "new", "x.tar"]
