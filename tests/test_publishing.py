"""Publishing to a server of one's own: real pushes to a real bare repository, those that are published and those that
are refused. Whatever happens to a push, the last good site stays whole, byte for byte.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishing import (
    PAGE,
    ROOT,
    Done,
    Place,
    begin_push,
    contents,
    good_change,
    must,
    released,
    run,
    said,
    state,
    stores,
    until,
)

LEDGER = "content/figures/2000-01-01.yml"
FOLDERS = ["git-shell-commands", "hooks", "programs", "publish", "served", "site.git", "state", "work"]
UNCHANGED = {
    "en": "Nothing was changed: the site and the branch are as they were.",
    "ru": "Ничего не изменено: сайт и ветка остались прежними.",
    "kk": "Ештеңе өзгерген жоқ: сайт пен тармақ бұрынғыдай қалды.",
}


@pytest.fixture
def unchanged(request: pytest.FixtureRequest) -> Iterator[None]:
    """After the test the server has the branch and serves the bytes that it had before; no other file is left."""
    place = request.getfixturevalue("place" if "place" in request.fixturenames else "small_place")
    before = state(place), left(place)
    yield
    assert (state(place), left(place)) == before


def left(place: Place) -> list[str]:
    """Return what lies on the server, apart from git's own files and lists."""
    folders = (place.server, place.server / "work", place.server / "served/releases")
    return sorted(path.name for folder in folders for path in folder.iterdir() if path.name != "settings")


def test_a_push_is_published(first: tuple[Place, Done]) -> None:
    """A push to the branch becomes the site that a web server finds, and the maintainer reads so."""
    place, done = first
    assert done.returncode == 0, done.stderr
    assert (place.site / "en" / "method.html").is_file()
    assert f"Published. The site now shows your change {place.branch[:10]}." in said(done)
    assert "Release code: " in said(done)
    assert str(place.server / "work") not in said(done)
    assert must("git", "rev-parse", "main", cwd=place.clone) == place.branch
    pages = b"".join(data for name, data in contents(place.site).items() if name.endswith(".html"))
    assert b"This is a preview" not in pages
    assert b"No case has been published yet." in pages


def test_a_change_is_published_and_the_old_release_is_gone(small_place: Place) -> None:
    """A second push is served, and nothing of what was served before stays on the server."""
    place, old = small_place, small_place.site.resolve()
    good_change(place)
    assert place.push().returncode == 0
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")
    assert not old.exists()
    assert left(place) == sorted([*FOLDERS, Path(released(place)).name])


def bad_change(place: Place) -> str:
    """Commit a number that contradicts others."""
    return place.commit(LEDGER, "value: 1234", "value: 1235")


def test_a_web_server_may_read_what_is_published(small_place: Place) -> None:
    """Whatever the umask of the account, all of the site is readable, and what was never published is not."""
    good_change(small_place)
    done = run("sh", "-c", "umask 077 && git push server main", cwd=small_place.clone)
    assert done.returncode == 0, done.stderr
    for path in (small_place.site.resolve(), *small_place.site.resolve().rglob("*")):
        assert path.stat().st_mode & 0o055 == (0o055 if path.is_dir() else 0o044), path
    for name in ("site.git", "work", "state"):
        assert (small_place.server / name).stat().st_mode & 0o007 == 0


@pytest.mark.usefixtures("unchanged")
def test_a_refused_push_says_what_check_says(place: Place) -> None:
    """A push with a mistake changes nothing, and says what `make check` says, in the language of the maintainer; what
    is refused, perhaps a name, is in no part of the server afterwards."""
    refused = bad_change(place)
    place.setting("language", "kk")
    done = place.push()
    assert done.returncode != 0
    check = f"TRANSPARENCY_LANGUAGE=kk '{sys.executable}' -m build_tools check"
    sentences = run("sh", "-c", check, cwd=place.clone).stderr.splitlines()
    assert any(line.startswith(LEDGER) for line in sentences)
    assert {*sentences} < set(said(done).splitlines())
    assert UNCHANGED["kk"] in said(done)
    assert not stores(place, refused)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_push_is_answered_in_the_language_of_the_maintainer(small_place: Place, language: str) -> None:
    """The program that builds is told the language of the server's maintainers, and the server itself speaks it."""
    bad_change(small_place)
    small_place.setting("language", language)
    done = small_place.push()
    assert done.returncode != 0
    assert f"{LEDGER}: holds another number (said in {language})" in said(done).splitlines()
    assert UNCHANGED[language] in said(done)


@pytest.mark.parametrize("value", ["ten", "0"])
@pytest.mark.usefixtures("unchanged")
def test_a_wrong_setting_is_named(small_place: Place, value: str) -> None:
    """What only the administrator can mend is not taken for a mistake of the push, nor passed over."""
    good_change(small_place)
    small_place.setting("limit", value)
    done = small_place.push()
    assert done.returncode == 1
    assert "push: cannot be judged: the setting transparency.limit of the server is no number" in said(done)
    assert small_place.push().returncode == 1, "the commit itself is not held to be wrong"


def test_installing_again_keeps_everything(place: Place, tmp_path: Path) -> None:
    """install.sh may be run again: the branch, the site and the settings stay, the hooks are those of now, and packages
    that went with an update of the system are there again."""
    before = state(place), left(place)
    hook, program = place.server / "hooks/pre-receive", (place.server / "programs/newest").resolve()
    hook.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (program / "environment").unlink()
    (program / "environment").symlink_to("/gone with an update")
    archive = tmp_path / "again.tar"
    must("git", "archive", "--output", archive, "HEAD", cwd=place.clone)
    done = run("sh", place.clone / "deploy/install.sh", archive, place.server, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (state(place), left(place)) == before
    assert (program / "environment/bin/python").exists()
    assert hook.read_bytes() == (ROOT / "deploy/hooks/pre-receive").read_bytes()


@pytest.mark.parametrize("name", ["relative", "/a b", "/a;b", "/a$b"])
def test_install_refuses_a_folder_that_others_would_misread(name: str, tmp_path: Path) -> None:
    """A folder whose name git, sh or nginx could misread is refused with a sentence."""
    done = run("sh", ROOT / "deploy/install.sh", "a" * 40, name, cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("FOLDER is a full path")) == (1, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("what", ["", "main", "0123abc", "no/such/file.tar"])
def test_install_wants_a_whole_commit_or_an_archive(what: str, tmp_path: Path) -> None:
    """A short number or the name of a branch may mean another commit tomorrow, so neither is taken."""
    done = run("sh", ROOT / "deploy/install.sh", what, tmp_path / "server", cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("usage: ")) == (1, True)
    assert not list(tmp_path.iterdir())


def test_a_signature_stays_with_the_release_that_it_is_of(small_place: Place) -> None:
    """What is put right keeps the signature beside it; a new commit has none."""
    (small_place.site / "manifest.txt.sig").write_text("an example", "utf-8")
    (small_place.site / "ru/method.html").unlink()
    assert small_place.catch_up().returncode == 0
    assert (small_place.site / "ru/method.html").exists()
    assert (small_place.site / "manifest.txt.sig").read_text("utf-8") == "an example"
    good_change(small_place)
    assert small_place.push().returncode == 0
    assert not (small_place.site / "manifest.txt.sig").exists()


def test_two_pushes_at_once(small_place: Place, tmp_path: Path) -> None:
    """The second push says that it waits, and then that somebody else published; after git pull it is published."""
    place, other = small_place, Place(small_place.server, tmp_path / "other")
    shutil.copytree(place.clone, other.clone, symlinks=True)
    other.commit(PAGE, "См.", "Читайте")
    os.mkfifo(place.server / "gate")
    first = place.commit("content/kk/method.md", "біреудің айтқаны", "біреудің айтқан сөзі")
    with begin_push(place) as one:
        until(one, "Checking and building")
        with begin_push(other) as two:
            until(two, "this one waits for it")
            (place.server / "gate").write_text("go", "utf-8")
            assert one.wait() == 0
            assert "fetch first" in two.communicate()[1]
    (place.server / "gate").unlink()
    assert place.branch == first
    must("git", "pull", "--quiet", "--rebase", "server", "main", cwd=other.clone)
    assert other.push().returncode == 0


def test_the_scripts_are_plain_sh() -> None:
    """shellcheck finds nothing in the scripts of the server, nor in those that set the project up."""
    if not shutil.which("shellcheck"):
        pytest.skip("needs shellcheck: install the package shellcheck")
    scripts = [
        ROOT / "deploy" / name for name in ("publish", "push", "install.sh", "hooks/pre-receive", "hooks/post-receive")
    ]
    done = run("shellcheck", "--shell=sh", *scripts, *ROOT.glob("requirements/*.sh"), cwd=ROOT)
    assert done.returncode == 0, done.stdout
