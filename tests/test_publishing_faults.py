"""What can break while a push is published: a kill, a full disk, a line that breaks off, a hand that alters the site.

Whatever it is, the last good site stays whole, byte for byte, and the next push is published.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build_tools.server import Place as ServerPlace
from build_tools.server import serving
from tests.publishing import (
    PAGE,
    Place,
    begin_push,
    copied,
    good_change,
    must,
    released,
    replace,
    run,
    said,
    state,
    stores,
    until,
)


@pytest.fixture
def place(small_place: Place) -> Place:
    """What stands here does not depend on what is pushed."""
    return small_place


def test_a_push_that_is_killed_while_it_is_built(place: Place) -> None:
    """When all that belongs to a push is killed while a program builds it, as when the machine goes down, the site
    stays, and the next push is published and clears away what the other brought."""
    before = state(place)
    os.mkfifo(place.server / "gate")
    secret = place.commit(PAGE, "См.", "Никогда")
    with begin_push(place) as killed:
        until(killed, "Checking and building")
        gate = os.open(place.server / "gate", os.O_WRONLY)  # once the program waits there
        must("pkill", "-KILL", "-f", str(place.server), cwd=place.clone)
    os.close(gate)
    (place.server / "gate").unlink()
    assert state(place) == before
    must("git", "reset", "--quiet", "--hard", "HEAD~1", cwd=place.clone)
    good_change(place)
    done = place.push()
    assert done.returncode == 0, done.stderr
    assert not list((place.server / "work").iterdir())
    assert not list((place.repository / "objects").glob("tmp_objdir-*"))
    assert not stores(place, secret)


def test_a_build_that_does_not_come_to_its_end(place: Place) -> None:
    """If the server ends a build, as for lack of memory, or it would go on for ever, the push is refused with a
    sentence that says so, and the same may be pushed again. Nothing comes in either where the account that serves may
    not write what it must, or what looks for personal data fails."""
    before, change = state(place), good_change(place)
    os.mkfifo(place.server / "gate")
    with begin_push(place) as push:
        until(push, "Checking and building")
        gate = os.open(place.server / "gate", os.O_WRONLY)  # once the program waits there
        must("pkill", "-KILL", "-f", f"build_tools --root {place.server}", cwd=place.clone)
        assert "was ended from outside while it was built" in push.communicate()[1]
    os.close(gate)
    judges = place.server / "programs/newest/build_tools"
    replace(judges / "server/serving.py", "LIMIT = 900", "LIMIT = 1")
    assert "push: took longer than 1 seconds" in said(place.push())
    (place.server / "gate").unlink()
    (place.server / "state/turn").unlink()
    (place.server / "state/turn").mkdir()
    assert "cannot be stored on the server" in said(place.push())
    (place.server / "state/turn").rmdir()
    (judges / "protect/gate.py").rename(judges / "protect/gone")
    assert place.push().returncode != 0
    (judges / "protect/gone").rename(judges / "protect/gate.py")
    assert (state(place), stores(place, change)) == (before, False)
    assert place.push().returncode == 0


def test_a_site_that_was_left_behind_is_made_later(place: Place) -> None:
    """If the branch has moved and nothing else, as when the machine went down, the site is made within ten minutes,
    once."""
    good_change(place)
    must("git", "fetch", "--quiet", place.clone, "main:main", cwd=place.repository)
    assert place.catch_up().returncode == 0
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")
    before = released(place)
    assert place.catch_up().stderr == ""
    assert released(place) == before


def test_what_is_accepted_and_cannot_be_served_yet_is_said(place: Place) -> None:
    """If the accepted change cannot be served, the maintainer reads it plainly, and it is served as soon as it can."""
    good_change(place)
    (place.server / "served/site.new").mkdir()
    done = place.push()
    assert "Your change was accepted, but the site still shows what it showed before." in said(done)
    assert "См." in (place.site / "ru" / "method.html").read_text("utf-8")
    (place.server / "served/site.new").rmdir()
    assert place.catch_up().returncode == 0
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")


def test_locks_of_a_killed_git_keep_nobody_out(place: Place) -> None:
    """What a git left that was killed, a push later is gone: locks, packs and what it brought."""
    for path in ("refs/heads/main.lock", "packed-refs.lock", "objects/pack/pack-0.keep", "objects/pack/tmp_pack_x"):
        (place.repository / path).touch()
    (place.repository / "objects/tmp_objdir-incoming-x").mkdir()
    good_change(place)
    assert place.catch_up().returncode == 0
    assert place.push().returncode == 0
    left = [
        path.name for path in place.repository.rglob("*") if path.suffix in (".lock", ".keep") or "tmp_" in path.name
    ]
    assert left == []


@pytest.mark.parametrize("word", ["post-receive", "update"])
def test_a_git_that_is_killed_around_the_branch(place: Place, word: str) -> None:
    """If git is killed just before it moves the branch, nothing of the push stays; if just after, it is served."""
    before, commit = state(place), good_change(place)
    hook, own = place.server / "hooks" / word, place.server / "hooks/kept"
    if hook.exists():
        shutil.copy(hook, own)
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n", "utf-8")
    hook.chmod(0o755)
    assert place.push().returncode != 0
    assert place.catch_up().returncode == 0
    assert stores(place, commit) == (word == "post-receive")
    assert (state(place) == before) == (word == "update")
    assert ("Смотрите" in (place.site / "ru/method.html").read_text("utf-8")) == (word == "post-receive")


def altered(place: Place, how: str) -> None:
    """Alter what is served as somebody would who may write there."""
    page = place.site / "ru/method.html"
    match how:
        case "page":
            page.write_text(page.read_text("utf-8").replace("См.", "Ложь"), "utf-8")
        case "packed copy":
            page.with_name("method.html.gz").write_bytes(b"another")
        case "another file":
            page.with_name("other.html").write_text("other", "utf-8")
        case "missing":
            page.unlink()
        case "link":
            page.unlink()
            page.symlink_to("/etc/hostname")
        case "manifest too":
            page.write_text("Ложь", "utf-8")
            (place.site / "manifest.txt").unlink()
        case _:
            copy = shutil.copytree(place.site.resolve(), place.server / "elsewhere")
            place.site.unlink()
            place.site.symlink_to(copy)


WAYS = ("page", "packed copy", "another file", "missing", "link", "manifest too", "the whole site")


def test_what_is_altered_is_noticed_put_right_and_said(place: Place) -> None:
    """Whatever is altered of what is served is found by `publish status`, put right within ten minutes or by a push,
    though it is refused, with the signature beside it, and said to whoever pushes next, until an administrator has seen
    it. A new commit has no signature."""
    assert place.admin("status").returncode == 0
    (place.site / "manifest.txt.sig").write_text("an example", "utf-8")
    before = state(place)[2]
    for how in WAYS:
        altered(place, how)
        assert len(serving.altered(ServerPlace(place.server))) == (2 if how == "manifest too" else 1), how
        assert serving.put_right(ServerPlace(place.server))
        assert state(place)[2] == before, how
    altered(place, "page")
    status = place.admin("status")
    assert (status.returncode, "were not made so: 1." in status.stdout) == (1, True)
    assert place.push("--delete", "main").returncode != 0
    assert state(place)[2] == before
    assert place.admin("status").returncode == 1, "nobody has seen it yet"
    good_change(place)
    assert "Files that the site serves were altered by somebody else: 1," in said(place.push())
    assert place.admin("seen").returncode == 0
    assert place.admin("status").returncode == 0
    assert not (place.site / "manifest.txt.sig").exists()


def test_where_the_copy_differs_too_the_site_is_made_anew(place: Place) -> None:
    """Where the copy of what was made is altered as well, it is not served, and holds nothing up: the site is made anew
    from the commit, and a push is published."""
    before = state(place)[2]
    for way in (place.catch_up, lambda: (good_change(place), place.push())[1]):
        altered(place, "page")
        (place.server / "state/kept/ru/method.html").write_text("another", "utf-8")
        assert way().returncode == 0
        assert "Ложь" not in (place.site / "ru/method.html").read_text("utf-8")
        assert place.admin("status").stdout.count("not made so") == 0
        if way == place.catch_up:
            assert state(place)[2] == before
    assert place.admin("status").returncode == 1, "nobody has seen it yet"


def test_a_site_that_cannot_be_made_later_is_said(place: Place) -> None:
    """Where the branch holds what a program refuses, as after a slip of an administrator, `serve` says that the site is
    as before and fails, so that nothing is cleared away."""
    before = state(place)
    commit = place.commit("content/figures/2000-01-01.yml", "value: 1234", "value: 1235")
    must("git", "fetch", "--quiet", place.clone, "main:main", cwd=place.repository)
    done = place.catch_up()
    assert (done.returncode != 0, "the site still shows what it showed before" in done.stderr) == (True, True)
    assert state(place)[1:] == before[1:]
    assert stores(place, commit)


def test_a_full_disk(small_first: Place, tmp_path: Path) -> None:
    """Where too little of the disk is free, the site stays and a sentence says so."""
    with small_disk(tmp_path / "disk") as disk:
        place = copied(small_first, disk)
        before = state(place)
        good_change(place)
        done = place.push()
        assert "needs 500 MB of free disk" in said(done), done.stderr
        assert state(place) == before


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 60 MB in memory. Skips the test where this account may not make one."""
    folder.mkdir()
    mounted = run("mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", folder, cwd=folder.parent)
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk: run the tests as root to include it")
    try:
        yield folder
    finally:
        must("umount", "--lazy", folder, cwd=folder.parent)
