"""The archive of a release to carry by hand: it holds the release and nothing else, the same wherever it is made."""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.command_line import main
from build_tools.release.archive import write_archive
from build_tools.release.manifest import (
    BAD_FORM,
    MANIFEST,
    NO_LOCK,
    SIGNATURES,
    Manifest,
    write_manifest,
)
from build_tools.release.source import OTHER_SOURCE, day_of
from build_tools.verify.site import ALTERED_FILE, MISSING_FILE, UNASKED_FILE
from tests.conftest import EXAMPLE
from tests.publishing import PLAIN_LOCALE, contents
from tests.repositories import committed
from tests.signers import Signer

DAY = "2026-11-25"
STATED = {"commit": "0" * 40, "day": DAY, "lock": NO_LOCK}
HEAD = Manifest(STATED, {}).text.rstrip()
FILES = {
    "index.html": b"<!doctype html>",
    "kk/index.html": "Қазақша".encode() * 200,
    "kit/all.html": b"<!doctype html><p>kit",
    "kit/card-kk.pdf": bytes(range(256)),
}


@pytest.fixture(autouse=True)
def _no_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the example be a folder of no commit, as it is where somebody unpacked it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(EXAMPLE.parent))


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A small release, whose folder has a name in Cyrillic."""
    return made(tmp_path / "сайт")


def made(folder: Path, day: str = DAY) -> Path:
    """Write the files of a release and its manifest."""
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    write_manifest(folder, {**STATED, "day": day})
    return folder


def unpacked(archive: Path, folder: Path) -> Path:
    """Unpack an archive into a new folder and return the one folder in it."""
    shutil.unpack_archive(archive, folder)
    [inside] = folder.iterdir()
    return inside


def transparency(*words: object, root: Path = EXAMPLE) -> Result:
    """Run the command on the example project."""
    return CliRunner().invoke(main, ["--root", str(root), *map(str, words)], catch_exceptions=False)


def test_what_is_unpacked_is_the_release_and_says_nothing_of_the_machine(release: Path, tmp_path: Path) -> None:
    """Every file comes out byte for byte, with manifest and signature, without the copies that only a host needs, in
    one folder named after its day; a maintainer reads number, size and code. All that is said of a file is its sorted
    name, the day of the build and mode 644."""
    (release / SIGNATURES[0]).write_text("an invented signature\n", "utf-8")
    whole = contents(release)
    (release / "index.html.gz").write_bytes(b"packed")
    (release / "index.html").chmod(0o600)
    archive = tmp_path / "көшірме.zip"
    done = transparency("bundle", archive, "--site", release)
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"Packed into {archive}: 6 files, 2 KB.\nRelease code: ")
    folder = unpacked(archive, tmp_path / "out")
    assert folder.name.startswith(f"site-{DAY}-")
    assert contents(folder) == whole
    with zipfile.ZipFile(archive) as packed:
        entries = packed.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(e.date_time, e.external_attr >> 16, e.create_system, e.extra, e.comment) for e in entries} == {
        ((2026, 11, 25, 0, 0, 0), stat.S_IFREG | 0o644, 3, b"", b"")
    }


def test_the_same_release_gives_the_same_archive_everywhere(release: Path, tmp_path: Path) -> None:
    """Another folder, time zone, locale, umask, hash seed, order and age of files change no byte; a build of 1970,
    which is before ZIP files know time, gives one too."""
    write_archive(made(tmp_path / "of 1970", "1970-01-01"), tmp_path / "1970.zip")
    with zipfile.ZipFile(tmp_path / "1970.zip") as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
    first, second, other = tmp_path / "first.zip", tmp_path / "second.zip", tmp_path / "elsewhere" / "x"
    write_archive(release, first)
    for name in reversed(contents(release)):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(release / name, other / name)
        (other / name).chmod(0o600)
        os.utime(other / name, (86400, 86400))
    program = "import os, sys; os.umask(0o77); from build_tools.command_line import main; main(sys.argv[1:])"
    words = ["--root", str(EXAMPLE), "bundle", str(second), "--site", str(other)]
    environment = {**os.environ, "TZ": "Asia/Almaty", "LC_ALL": PLAIN_LOCALE, "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", program, *words], env=environment, check=True, capture_output=True)
    assert first.read_bytes() == second.read_bytes()


def test_where_releases_are_signed_no_other_is_packed(release: Path, example: Path, tmp_path: Path) -> None:
    """With a key in the settings a release without its signature, or with a false one, is refused and nothing made; a
    pipeline, where no key may lie, asks for one without; a signature of another tool, which nobody has checked, stays
    behind."""
    signer, archive = Signer("ssh-keygen", tmp_path / "keys"), tmp_path / "copy.zip"
    settings = example / "content" / "site.yml"
    settings.write_text(f'{settings.read_text("utf-8")}\nsigning_key: "{signer.public}"\n', "utf-8")

    def packed(*more: object) -> Result:
        return transparency("bundle", archive, "--site", release, *more, root=example)

    missing = "manifest.txt.sig: is missing, but content/site.yml names a key; sign the release: "
    assert (packed().exit_code, packed().output.startswith(missing)) == (1, True)
    Signer("ssh-keygen", tmp_path / "other").sign(release / MANIFEST)
    for done in (packed(), packed("--unsigned")):
        assert done.exit_code == 1
        assert done.output.startswith("manifest.txt.sig: is no signature of this manifest by the key in content/site")
    assert not archive.exists()
    (release / "manifest.txt.sig").unlink()
    (release / "manifest.txt.minisig").write_text("of another tool", "utf-8")
    assert packed("--unsigned").exit_code == 0
    assert set(contents(unpacked(archive, tmp_path / "unsigned"))) == {*FILES, MANIFEST}
    archive.unlink()
    signer.sign(release / MANIFEST)
    assert packed().exit_code == 0
    assert set(contents(unpacked(archive, tmp_path / "out"))) == {*FILES, MANIFEST, "manifest.txt.sig"}


def test_no_release_but_that_of_the_project_is_packed(release: Path, example: Path, tmp_path: Path) -> None:
    """An archive of an older commit, which may hold what was withdrawn since, is refused; so is one of other facts."""
    words = ("bundle", tmp_path / "copy.zip", "--site", release)
    write_manifest(release, {**STATED, "commit": committed(example), "day": "2000-01-01"})
    done = transparency(*words, root=example)
    assert (done.exit_code, "is of another commit, another day" in done.output) == (1, True)
    write_manifest(release, {**STATED, "commit": committed(example), "day": str(day_of(example, release=True))})
    assert transparency(*words, root=example).exit_code == 0
    committed(example)
    done = transparency(*words, root=example)
    assert (done.exit_code, done.output) == (1, f"manifest.txt: {OTHER_SOURCE}\n")


def tampered(release: Path) -> None:
    """Flip a byte, lose a file and add one."""
    changed = release / "kk/index.html"
    changed.write_bytes(bytes([changed.read_bytes()[0] ^ 1]) + changed.read_bytes()[1:])
    (release / "kit/all.html").unlink()
    (release / "kk/added.html").write_bytes(b"x")


REFUSED: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a preview": (
        lambda release: (release / MANIFEST).unlink(),
        [f"{MANIFEST}: cannot be read; a release has one: transparency build --release"],
    ),
    "a tampered release": (
        tampered,
        [
            f"kit/all.html: {MISSING_FILE.message}",
            f"kk/added.html: {UNASKED_FILE.message}",
            f"kk/index.html: {ALTERED_FILE.message}",
        ],
    ),
    "a manifest of another form": (
        lambda release: (release / MANIFEST).write_text(f"{HEAD}\n{'0' * 64}  ../../secret\n", "utf-8"),
        [f"{MANIFEST}: {BAD_FORM.message}"],
    ),
    "a name that is taken": (
        lambda release: (release.parent / "copy.zip").write_text("a letter", "utf-8"),
        ["copy.zip: exists already; nothing is overwritten, so give another name"],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_whole_release_is_refused(release: Path, tmp_path: Path, what: str) -> None:
    """Each fault is named in a sentence; no archive is begun, and none overwritten."""
    change, says = REFUSED[what]
    change(release)
    before = contents(tmp_path)
    done = transparency("bundle", tmp_path / "copy.zip", "--site", release)
    assert (done.exit_code, done.output.splitlines(), contents(tmp_path)) == (1, says, before)


@pytest.mark.parametrize(
    ("file", "code"), [("copy.rar", 2), ("copy", 2), ("nowhere/copy.zip", 2), ("сайт/copy.zip", 1)]
)
def test_an_archive_lies_where_it_may(release: Path, tmp_path: Path, file: str, code: int) -> None:
    """A name of another ending, and a folder that does not exist, are misuse; in the site it would be published."""
    before = contents(tmp_path)
    done = transparency("bundle", tmp_path / file, "--site", release)
    assert (done.exit_code, "lies in the folder of the site" in done.output) == (code, code == 1)
    assert contents(tmp_path) == before


def test_a_full_disk_leaves_nothing(release: Path, tmp_path: Path) -> None:
    """Where the archive cannot grow, one sentence says why and no part of it stays behind."""
    resource = pytest.importorskip("resource", reason="this system cannot limit the size of a file")
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (500, {resource.getrlimit(resource.RLIMIT_FSIZE)[1]}));"
        "from build_tools.command_line import main; main(sys.argv[1:])"
    )
    words = ["--root", str(EXAMPLE), "bundle", str(tmp_path / "copy.zip"), "--site", str(release)]
    environment = {**os.environ, "TRANSPARENCY_LANGUAGE": "en", "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", program, *words], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith("copy.zip: cannot be packed: File too large; ")
    assert list(tmp_path.iterdir()) == [release]
