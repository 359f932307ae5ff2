"""The archive of a release to carry by hand: it holds the release and nothing else, whole or not at all."""

import errno
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result

from build_tools.build.manifest import MANIFEST, NO_LOCK, SIGNATURE, Manifest, manifest_of
from build_tools.build.source import OTHER_SOURCE, moment_and_facts
from tests.conftest import EXAMPLE
from tests.repositories import asked, committed
from tests.signers import Signer
from tests.test_manifest import write_manifest

FACTS = {"commit": "0" * 40, "day": "2026-11-25", "lock": NO_LOCK}
FILES = {"index.html": b"<!doctype html>", "kk/index.html": "Қазақша".encode() * 200, "kit/card-kk.pdf": bytes(99)}


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small release in a folder with a name in Cyrillic, of a project that is no commit."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(EXAMPLE.parent))
    folder = tmp_path / "сайт"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    write_manifest(folder, FACTS)
    return folder


def bundle(*words: object, root: Path = EXAMPLE) -> Result:
    """Run the command on a project, by default the example."""
    return asked(root, "bundle", *map(str, words))


def test_the_archive_is_the_release_and_says_nothing_of_the_machine(release: Path, tmp_path: Path) -> None:
    """Every file comes out byte for byte, with manifest and signature, without the copies that only a host needs, in
    one folder named after its day; all that is said of a file is its name, the day and mode 644."""
    (release / SIGNATURE).write_text("an invented signature\n", "utf-8")
    whole = {path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*") if path.is_file()}
    (release / "index.html").chmod(0o600)
    archive, code = tmp_path / "көшірме.zip", manifest_of(release).code
    done = bundle(archive, "--site", release)
    assert done.output.startswith(f"Packed into {archive}: 5 files, ")
    assert done.output.endswith(f"Release code: {code}\n")
    with ZipFile(archive) as packed:
        folder = f"site-2026-11-25-{code[:4]}/"
        assert {name.removeprefix(folder): packed.read(name) for name in packed.namelist()} == whole
        assert {one.date_time for one in packed.infolist()} == {(2026, 11, 25, 0, 0, 0)}
        assert {one.external_attr >> 16 for one in packed.infolist()} == {stat.S_IFREG | 0o644}


WRECKED: dict[str, Callable[[Path], object]] = {
    "changed": lambda release: (release / "index.html").write_text("another", "utf-8"),
    "a preview": lambda release: (release / MANIFEST).unlink(),
    "one more file": lambda release: (release / "more.html").write_text("more", "utf-8"),
    "of another day": lambda release: (release / MANIFEST).write_text(Manifest({**FACTS, "day": "no day"}, {}).text),
}


@pytest.mark.parametrize("how", WRECKED)
def test_what_is_no_release_is_not_packed(how: str, release: Path, tmp_path: Path) -> None:
    """Nothing is written of a preview, of a site that was changed, or whose manifest is none."""
    WRECKED[how](release)
    assert bundle(tmp_path / "a.zip", "--site", release).exit_code == 1
    assert not (tmp_path / "a.zip").exists()


def test_only_a_signed_release_of_the_commit_is_packed(release: Path, example: Path, tmp_path: Path) -> None:
    """Where the settings name a key, a release without its signature, or with another, stays where it is; so does one
    of an older commit, which may hold what was withdrawn since."""
    signer, stranger, archive = Signer(tmp_path / "keys"), Signer(tmp_path / "other"), tmp_path / "a.zip"
    with (example / "content" / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(f'signing_key: "{signer.public}"\n')
    committed(example)
    write_manifest(release, dict(moment_and_facts(example)[1]))
    for sign, says in ((None, "is missing"), (stranger, "is no signature of this manifest"), (signer, "Packed into")):
        if sign:
            sign.sign(release / MANIFEST)
        done = bundle(archive, "--site", release, root=example)
        assert (says in done.output, archive.exists()) == (True, sign is signer), done.output
    archive.unlink()
    committed(example)
    assert bundle(archive, "--site", release, root=example).output == f"{MANIFEST}: {OTHER_SOURCE}\n"
    assert not archive.exists()


def test_nothing_is_overwritten(release: Path, tmp_path: Path) -> None:
    """A file of that name stays what it is; another ending is wrong use."""
    (tmp_path / "a.zip").write_text("mine", "utf-8")
    assert bundle(tmp_path / "a.zip", "--site", release).exit_code == 1
    assert (tmp_path / "a.zip").read_text("utf-8") == "mine"
    assert bundle(tmp_path / "a.tar", "--site", release).exit_code == 2


def test_an_archive_that_cannot_be_finished_is_none(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk is full in the middle of it, a sentence says why, and no half of an archive is left."""
    full, begun = tmp_path / "a.zip", list[bool]()

    def writestr(*_: object) -> None:
        begun.append(full.exists())
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ZipFile, "writestr", writestr)
    done = bundle(full, "--site", release)
    assert (done.exit_code, begun, full.exists()) == (1, [True], False)
    assert "a.zip: cannot be written: No space left on device" in done.stderr
