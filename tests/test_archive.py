"""The archive of a release to carry by hand: it holds the release and nothing else, the same wherever it is made."""

import os
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.command_line import main
from build_tools.provenance.manifest import (
    BAD_FORM,
    DIFFERS,
    FILE_MISSING,
    MANIFEST,
    NO_LOCK,
    SIGNATURES,
    UNLISTED,
    Manifest,
    write_manifest,
)
from build_tools.provenance.source import OTHER_COMMIT, release_moment
from build_tools.release.archive import ARCHIVE_WRITERS, write_archive
from tests.conftest import EXAMPLE
from tests.publishing import PLAIN_LOCALE
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
every_kind = pytest.mark.parametrize("kind", ARCHIVE_WRITERS)


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


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its place."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unpacked(archive: Path, folder: Path) -> Path:
    """Unpack an archive into a new folder and return the one folder in it."""
    if archive.suffix == ".zip":
        shutil.unpack_archive(archive, folder)
    else:
        # Old releases of Python 3.11 cannot be asked to unpack with care.
        with tarfile.open(archive) as packed:
            for member in packed:
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.extractfile(member).read())
    [inside] = folder.iterdir()
    return inside


def transparency(*words: object) -> Result:
    """Run the command on the example project."""
    return CliRunner().invoke(main, ["--root", str(EXAMPLE), *map(str, words)], catch_exceptions=False)


@every_kind
def test_what_is_unpacked_is_the_release(release: Path, tmp_path: Path, kind: str) -> None:
    """Every file of the release comes out byte for byte, manifest included, in one folder named after its day."""
    archive = tmp_path / f"көшірме{kind}"
    write_archive(release, archive)
    folder = unpacked(archive, tmp_path / "out")
    assert folder.name.startswith(f"site-{DAY}-")
    assert contents(folder) == contents(release)


def test_the_command_says_how_much_was_packed(release: Path, tmp_path: Path) -> None:
    """A maintainer reads the number of files, the size and the release code, whatever alphabet names the archive."""
    done = transparency("bundle", tmp_path / "көшірме.zip", "--site", release)
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"Packed into {tmp_path / 'көшірме.zip'}: 5 files, 2 KB.\nRelease code: ")


@every_kind
def test_an_archive_says_nothing_of_the_machine(release: Path, tmp_path: Path, kind: str) -> None:
    """Sorted names, the day of the build, mode 644, no owner: all that an archive says of its files."""
    archive = tmp_path / f"copy{kind}"
    (release / "index.html").chmod(0o600)
    write_archive(release, archive)
    if kind == ".zip":
        with zipfile.ZipFile(archive) as packed:
            entries = packed.infolist()
        names = [entry.filename for entry in entries]
        assert {(e.date_time, e.external_attr >> 16, e.create_system, e.extra, e.comment) for e in entries} == {
            ((2026, 11, 25, 0, 0, 0), stat.S_IFREG | 0o644, 3, b"", b"")
        }
    else:
        with tarfile.open(archive) as packed:
            members = packed.getmembers()
        names = [member.name for member in members]
        about = {(m.mtime, m.mode, m.uid, m.gid, m.uname, m.gname, m.type) for m in members}
        assert about == {(1795564800, 0o644, 0, 0, "", "", tarfile.REGTYPE)}
    assert names == sorted(names)


@every_kind
def test_the_same_release_gives_the_same_archive_everywhere(release: Path, tmp_path: Path, kind: str) -> None:
    """Another folder, time zone, locale, umask, hash seed, order and age of files change no byte."""
    first = tmp_path / f"first{kind}"
    write_archive(release, first)
    other = tmp_path / "elsewhere" / "x"
    for name in reversed(contents(release)):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(release / name, other / name)
        (other / name).chmod(0o600)
        os.utime(other / name, (86400, 86400))
    second = tmp_path / f"second{kind}"
    program = "import os, sys; os.umask(0o77); from build_tools.command_line import main; main(sys.argv[1:])"
    words = ["--root", str(EXAMPLE), "bundle", str(second), "--site", str(other)]
    environment = {**os.environ, "TZ": "Asia/Almaty", "LC_ALL": PLAIN_LOCALE, "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", program, *words], env=environment, check=True, capture_output=True)
    assert first.read_bytes() == second.read_bytes()


def test_a_signature_is_carried_and_packed_copies_are_not(release: Path, tmp_path: Path) -> None:
    """A signature beside the manifest goes along; copies that only a host needs stay behind."""
    (release / SIGNATURES[0]).write_text("an invented signature\n", "utf-8")
    (release / "index.html.gz").write_bytes(b"packed")
    write_archive(release, tmp_path / "copy.zip")
    assert set(contents(unpacked(tmp_path / "copy.zip", tmp_path / "out"))) == {*FILES, MANIFEST, SIGNATURES[0]}


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    """A person who signs releases with OpenSSH."""
    return Signer("ssh-keygen", tmp_path / "keys")


@pytest.fixture
def signed(release: Path, signer: Signer, example: Path) -> Callable[..., Result]:
    """What packs the release for a project whose settings name the key of that person."""
    settings = example / "content" / "site.yml"
    settings.write_text(f'{settings.read_text("utf-8")}\nsigning_key: "{signer.public}"\n', "utf-8")
    words = ("--root", example, "bundle", release.parent / "copy.tar", "--site", release)
    return lambda *more: CliRunner().invoke(main, [*map(str, words), *more], catch_exceptions=False)


def test_where_releases_are_signed_no_other_is_packed(
    release: Path, signer: Signer, signed: Callable[..., Result], tmp_path: Path
) -> None:
    """With a key in the settings a release without its signature, or with a false one, is refused and nothing made."""
    done = signed()
    assert done.exit_code == 1
    assert done.output.startswith("manifest.txt.sig: is missing, but content/site.yml names a key; sign the release: ")
    Signer("ssh-keygen", tmp_path / "other").sign(release / MANIFEST)
    for more in ((), ("--unsigned",)):
        done = signed(*more)
        assert done.exit_code == 1
        assert done.output.startswith("manifest.txt.sig: is no signature of this manifest by the key in content/site")
    assert not (tmp_path / "copy.tar").exists()
    signature = signer.sign(release / MANIFEST)
    (release / "manifest.txt.minisig").write_text("of another tool, which nobody has checked", "utf-8")
    assert signed().exit_code == 0
    inside = contents(unpacked(tmp_path / "copy.tar", tmp_path / "out"))
    assert set(inside) == {*FILES, MANIFEST, signature.name}


def test_a_pipeline_packs_what_is_signed_at_home(signed: Callable[..., Result], tmp_path: Path) -> None:
    """Where no key may lie, a release without signature is packed if that is asked for."""
    assert signed("--unsigned").exit_code == 0
    assert set(contents(unpacked(tmp_path / "copy.tar", tmp_path / "out"))) == {*FILES, MANIFEST}


def test_no_release_but_that_of_the_project_is_packed(release: Path, example: Path, tmp_path: Path) -> None:
    """An archive of an older commit, which may hold what was withdrawn since, is refused; so is one of other facts."""
    words = ["--root", str(example), "bundle", str(tmp_path / "copy.zip"), "--site", str(release)]
    write_manifest(release, {**STATED, "commit": committed(example), "day": "2000-01-01"})
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert (done.exit_code, "does not say the day that it is of" in done.output) == (1, True)
    write_manifest(release, {**STATED, "commit": committed(example), "day": release_moment(example).date().isoformat()})
    assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == 0
    committed(example)
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert (done.exit_code, done.output) == (1, f"manifest.txt: {OTHER_COMMIT}\n")


def test_a_preview_is_refused(release: Path, tmp_path: Path) -> None:
    """What has no manifest is no release; one sentence says so and no archive is begun."""
    (release / MANIFEST).unlink()
    done = transparency("bundle", tmp_path / "copy.zip", "--site", release)
    assert done.exit_code == 1
    assert done.output == f"{MANIFEST}: cannot be read; a release has one: transparency build --release\n"
    assert list(tmp_path.iterdir()) == [release]


def test_a_release_that_differs_from_its_manifest_is_refused(release: Path, tmp_path: Path) -> None:
    """One flipped byte, one file less or one more, a manifest of another form: each is named, no archive is left."""
    changed, lost = release / "kk/index.html", release / "kit/all.html"
    changed.write_bytes(bytes([changed.read_bytes()[0] ^ 1]) + changed.read_bytes()[1:])
    lost.unlink()
    (release / "kk/added.html").write_bytes(b"x")
    done = transparency("bundle", tmp_path / "copy.zip", "--site", release)
    found = {"kit/all.html": FILE_MISSING, "kk/added.html": UNLISTED, "kk/index.html": DIFFERS}
    assert (done.exit_code, done.output.splitlines()) == (1, [f"{path}: {it.message}" for path, it in found.items()])
    (release / MANIFEST).write_text(f"{HEAD}\n{'0' * 64}  ../../secret\n", "utf-8")
    done = transparency("bundle", tmp_path / "copy.zip", "--site", release)
    assert (done.exit_code, done.output) == (1, f"{MANIFEST}: {BAD_FORM.message}\n")
    assert list(tmp_path.iterdir()) == [release]


def test_a_day_before_zip_files_knew_time_still_packs(tmp_path: Path) -> None:
    """A build of 1970, as some systems make theirs, gives an archive too."""
    write_archive(made(tmp_path / "site", "1970-01-01"), tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}


def test_nothing_is_overwritten(release: Path, tmp_path: Path) -> None:
    """A file of that name stays as it was, unless it is that very archive already; then nothing is to be done."""
    archive = tmp_path / "copy.zip"
    assert transparency("bundle", archive, "--site", release).exit_code == 0
    before = archive.stat().st_mtime_ns, archive.read_bytes()
    assert transparency("bundle", archive, "--site", release).exit_code == 0
    archive.with_name("other.zip").write_text("a letter", "utf-8")
    done = transparency("bundle", tmp_path / "other.zip", "--site", release)
    assert done.exit_code == 1
    assert done.output.startswith("other.zip: exists already and holds something else")
    assert (archive.stat().st_mtime_ns, archive.read_bytes()) == before
    assert (tmp_path / "other.zip").read_text("utf-8") == "a letter"
    assert {entry.name for entry in tmp_path.iterdir()} == {"сайт", "copy.zip", "other.zip"}


def test_an_archive_cannot_lie_in_the_site(release: Path) -> None:
    """It would be a file that the manifest does not know, and be published."""
    before = contents(release)
    done = transparency("bundle", release / "copy.zip", "--site", release)
    assert (done.exit_code, contents(release)) == (1, before)
    assert "lies in the folder of the site" in done.output


@pytest.mark.parametrize("file", ["copy.rar", "copy", "nowhere/copy.zip"])
def test_wrong_use_is_said(release: Path, tmp_path: Path, file: str) -> None:
    """A name without a known ending and a folder that does not exist are misuse."""
    done = transparency("bundle", tmp_path / file, "--site", release)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == [release]


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
