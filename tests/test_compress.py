"""Compressed copies: whole, small, never stale, the same bytes each time, and sent by a real nginx."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.files.compression import PACKERS, is_copy, is_copy_of, original_of
from build_tools.publish.hosting import LEAST, write_copies
from build_tools.verify import Expectation, PageNotes, digests_below, verify
from tests.local_nginx import serving
from tests.publishing import PLAIN_LOCALE, contents
from tests.repositories import asked
from tests.test_hosts import get


@pytest.fixture
def few(finished_example: Path, tmp_path: Path) -> Path:
    """A copy of a few pages of the finished site, to compress again and again."""

    def others(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(name).suffix and name not in ("index.html", "report.html", "1.html")]

    return shutil.copytree(finished_example / "site", tmp_path / "site", ignore=others)


def faults(site: Path) -> list[tuple[str, str]]:
    """Return what the check says of copies alone."""
    digests = {path: digest for path, digest in digests_below(site).items() if not is_copy(path)}
    expected = Expectation(("kk", "ru", "en"), digests=digests)
    problems = verify(site, expected, PageNotes(expected))
    return [(one.path, one.fault.message.split(";")[0]) for one in problems if is_copy(one.path)]


@given(st.binary(max_size=3000), st.binary(max_size=50), st.sampled_from(sorted(PACKERS)))
def test_a_copy_fits_its_own_file_and_no_other(data: bytes, other: bytes, ending: str) -> None:
    """Whatever is packed unpacks to itself; longer, shorter or other bytes do not fit, nor does a cut copy."""
    copy = PACKERS[ending](data)
    assert is_copy_of(ending, copy, data)
    assert is_copy_of(ending, copy, data + other) == (not other)
    assert not is_copy_of(ending, copy[:-1], data)
    assert not is_copy_of(ending, other, data) or other == copy


def test_nothing_can_be_hidden_in_a_copy() -> None:
    """A gzip that carries a name or a time, has a second piece or something behind it, is not taken for a copy; ours
    says nothing of the machine, so that each release of Python writes the same beginning."""
    data = b"text" * 300
    named = gzip.compress(data, mtime=0)
    named = named[:3] + b"\x08" + named[4:10] + b"a name\0" + named[10:]
    assert gzip.decompress(named) == data
    plain = PACKERS[".gz"](data)
    assert plain[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    for copy in (named, gzip.compress(data, mtime=1), plain + PACKERS[".gz"](b""), plain + b"x"):
        assert not is_copy_of("x.gz", copy, data)
    assert not is_copy_of("x.br", PACKERS[".br"](data) + b"x", data)
    assert not is_copy_of("x.br", PACKERS[".br"](bytes(50_000_000)), data)


def test_every_text_gets_copies_and_the_site_stays_whole(finished_example: Path, tmp_path: Path) -> None:
    """Copies lie beside each longer text and nothing else changes; the whole check of the site passes with them."""
    site = shutil.copytree(finished_example / "site", tmp_path / "site")
    before = contents(site)
    done = asked(finished_example, "compress", str(site))
    assert done.exit_code == 0
    after = contents(site)
    assert {path: after[path] for path in before} == before
    longer = {p for p, data in before.items() if len(data) >= LEAST and not p.endswith((".pdf", ".png"))}
    assert {original_of(path) for path in after.keys() - before.keys()} == longer
    assert len(after) == len(before) + 2 * len(longer)
    assert faults(site) == []
    assert f"copies: {len(longer)}." in done.output


def test_old_copies_are_renewed_or_go(few: Path) -> None:
    """After a change no old copy is left, nor one of a page that is gone; a second run gives the same bytes."""
    (few / "index.html").chmod(0o604)
    write_copies(few)
    assert {(few / f"index.html{ending}").stat().st_mode & 0o777 for ending in PACKERS} == {0o604}, (
        "a server reads them"
    )
    assert sorted(path.name for path in few.parent.iterdir()) == ["site"]
    first = contents(few)
    (few / "kk" / "report.html").write_text("new " * 300, "utf-8")
    (few / "ru" / "report.html").unlink()
    (few / "en" / "report.html").write_text("short", "utf-8")
    said = dict(faults(few))
    assert said["kk/report.html.gz"] == said["kk/report.html.br"] == "does not unpack to the file beside it"
    assert said["ru/report.html.gz"] == "is a file that nobody asked for"
    write_copies(few)
    assert faults(few) == []
    assert brotli.decompress((few / "kk" / "report.html.br").read_bytes()) == b"new " * 300
    after = contents(few)
    assert not [path for path in after if "/report.html." in path and not path.startswith("kk/")]
    unchanged = [path for path in after if "/report.html" not in path]
    assert [after[path] for path in unchanged] == [first[path] for path in unchanged]


def test_a_full_disk_is_one_sentence(few: Path, finished_example: Path) -> None:
    """Where no copy can be written, a sentence says so, no half copy is left, and the pages are as they were."""
    before = contents(few)
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\n"
    code = f"{limit}from build_tools.command_line import main\nmain()"
    command = [sys.executable, "-c", code, "--root", str(finished_example), "compress", str(few)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": PLAIN_LOCALE}
    )
    assert done.returncode == 1
    assert re.search(r"cannot be given compressed copies: .+; make room", done.stderr)
    assert "Traceback" not in done.stderr
    after = contents(few)
    assert {path: after[path] for path in before} == before
    assert faults(few) == []


def test_nginx_sends_the_copies(nginx: str, few: Path, finished_example: Path, tmp_path: Path) -> None:
    """Who takes gzip gets the very bytes of the copy, who does not gets the file, and both get all headers."""
    lines = asked(finished_example, "headers", "nginx").output
    write_copies(few)
    with serving(nginx, tmp_path, few, lines) as address:
        _, packed, body = get(f"{address}/kk/k/1.html", accept_encoding="gzip")
        _, plain, text = get(f"{address}/kk/k/1.html")
    assert (packed["content-encoding"], body) == ("gzip", (few / "kk/k/1.html.gz").read_bytes())
    assert text == (few / "kk/k/1.html").read_bytes()
    same = ("content-type", "cache-control", "content-security-policy", "vary")
    assert [packed[name] for name in same] == [plain[name] for name in same]
