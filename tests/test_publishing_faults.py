"""What can break while a push is published: a kill, a full disk, a line that breaks off.

Whatever it is, the last good site stays whole, byte for byte, and the next push is published.
"""

import fcntl
import os
import select
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.publishing import ENVIRONMENT, Place, contents, copied, good_change, must, released, said, sentence
from tests.pushes_at_once import (
    fill,
    first_of_all,
    gate,
    git_hook,
    left_by_git,
    pushing,
    small_disk,
    stores,
    until,
    wait_for_server,
)


@pytest.fixture
def place(small_place: Place) -> Place:
    """What stands here does not depend on what is pushed."""
    return small_place


def test_a_build_that_is_killed_half_way(place: Place, tmp_path: Path) -> None:
    """When all that belongs to a push is killed while its program runs, that program ends too, the site stays, and the
    next push is published and clears away what the other brought."""
    before = (place.branch, os.readlink(place.site), contents(place.site))
    with gate(place, tmp_path / "gate", "exec <'$(HEADERS)'; echo here; sleep 600"):
        secret = must("git", "rev-parse", "HEAD", cwd=place.clone)
        with pushing(place, start_new_session=True) as killed:
            assert "here" in until(killed, "> here")
            waits = select.poll()
            waits.register(os.open(tmp_path / "gate", os.O_WRONLY), 0)
            os.killpg(killed.pid, signal.SIGKILL)
    waits.poll()  # until nobody reads from that pipe any more
    wait_for_server(place)
    assert (place.branch, os.readlink(place.site), contents(place.site)) == before
    assert left_by_git(place)
    must("git", "reset", "--quiet", "--hard", "HEAD~1", cwd=place.clone)
    place.setting("headers", "none")
    good_change(place)
    assert place.push().returncode == 0
    assert not list((place.server / "work").iterdir())
    assert not left_by_git(place)
    assert not stores(place, secret)


@pytest.mark.parametrize("stage", ["archive", "site"])
def test_a_full_disk(small_first: Place, tmp_path: Path, stage: str) -> None:
    """When the disk fills up while a release comes out of its build or is unpacked, the site stays, and a sentence says
    why; when there is room again, the same push is published."""
    must("tar", "--create", "--file", tmp_path / "site.tar", small_first.site.resolve(), cwd=tmp_path)
    archive = (tmp_path / "site.tar").stat().st_size
    with small_disk(tmp_path / "disk") as disk:
        place = copied(small_first, disk)
        before = (place.branch, os.readlink(place.site), contents(place.site))
        good_change(place)
        fill(disk, 300_000 + (archive if stage == "site" else 0))
        done = place.push()
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert sentence("full") in said(done)
        assert ("site: cannot be written on the server" in said(done)) == (stage == "site")
        assert (place.branch, os.readlink(place.site), contents(place.site)) == before
        (disk / "ballast").unlink()
        assert place.push().returncode == 0


def test_a_build_without_end_is_ended(place: Place) -> None:
    """A build that would go on for ever is ended and the push refused, so that a withdrawal can follow."""
    place.setting("limit", "5")  # the commit is judged in less, also on a busy machine
    first_of_all(place, "sleep 600")
    done = place.push()
    assert done.returncode != 0
    assert said(done).splitlines()[-2:] == [sentence("too_long"), sentence("refused")]


def test_a_push_that_was_given_up_while_it_waited_is_not_begun(place: Place) -> None:
    """If git has gone when the turn of a push comes, nothing is built: nobody could be told what became of it."""
    line = f"{place.branch} {place.branch} refs/heads/main"
    hook = place.repository / "hooks" / "pre-receive"
    with (place.server / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        git = ["sh", "-c", f"echo '{line}' | '{hook}'; exit 1"]
        with subprocess.Popen(git, cwd=place.repository, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout
            waiting = parent.stdout.readline()
            parent.kill()
            parent.wait()
            lock.close()
            assert [waiting, *parent.stdout] == [f"{sentence('waiting')}\n"]


def test_a_switch_that_fails_says_so(place: Place) -> None:
    """If the accepted change cannot be served, the maintainer reads it plainly, and one command on the server helps."""
    release = place.site.resolve()
    place.site.unlink()
    shutil.copytree(release, place.site)
    before = contents(place.site)
    good_change(place)
    done = place.push()
    command = str(place.repository / "hooks" / "publish")
    assert sentence("kept", place.repository.owner(), command) in said(done)
    assert contents(place.site) == before
    shutil.rmtree(place.site)
    must(command, cwd=place.server)
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")


def test_a_site_that_was_left_behind_is_made_later(place: Place) -> None:
    """If the branch has moved and nothing else, as when the machine went down, `catch-up` makes the site, once."""
    commit, hook = good_change(place), place.repository / "hooks" / "publish"
    must("git", "fetch", "--quiet", place.clone, "main:main", cwd=place.repository)
    assert "up-to-date" in place.push().stderr
    assert sentence("published", commit[:10]) in must(hook, "catch-up", cwd=place.server)
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")
    before = released(place)
    assert must(hook, "catch-up", cwd=place.server) == ""
    assert released(place) == before


@pytest.mark.parametrize("killed", ["kill -9 $$PPID", "sh -c 'kill -9 $$$$'"], ids=["make", "its program"])
def test_a_build_that_something_else_ends(place: Place, tmp_path: Path, killed: str) -> None:
    """If the server ends a build, as for lack of memory, the maintainer reads so and may push the same again."""
    enough = tmp_path / "enough"
    enough.touch()
    place.setting("headers", str(enough))
    first_of_all(place, f"[ -s '$(HEADERS)' ] || {killed}")
    done = place.push()
    assert done.returncode != 0
    assert said(done).splitlines()[-2:] == [sentence("killed"), sentence("refused")]
    enough.write_text("enough\n", "utf-8")
    assert place.push().returncode == 0


def test_a_lock_that_a_killed_git_left(place: Place) -> None:
    """What it keeps git from taking is removed, objects too; when it is a minute old, the next push clears it."""
    lock = place.repository / "refs/heads/main.lock"
    lock.touch()
    before = os.readlink(place.site)
    commit = good_change(place)
    assert place.push().returncode != 0
    wait_for_server(place)
    assert (os.readlink(place.site), released(place)) == (before, before)
    assert not stores(place, commit)
    os.utime(lock, (0, 0))
    assert place.push().returncode == 0
    assert place.branch == commit


def test_a_line_that_breaks_off(place: Place) -> None:
    """If git is killed when the branch has just moved, what was accepted is served all the same."""
    good_change(place)
    (place.repository / "hooks" / "post-receive").write_text("#!/bin/sh\nkill -9 $PPID\n", "utf-8")
    assert place.push().returncode != 0
    assert place.branch == must("git", "rev-parse", "HEAD", cwd=place.clone)
    wait_for_server(place)
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")
    assert released(place) == os.readlink(place.site)


def test_a_git_that_is_killed_before_it_moves_the_branch(place: Place) -> None:
    """When all that belongs to a push is killed after git has stored what came, `catch-up` removes that."""
    before = (place.branch, os.readlink(place.site))
    git_hook(place, "update", "kill -9 0")
    commit = good_change(place)
    with pushing(place, start_new_session=True) as killed:
        assert killed.wait() != 0
    wait_for_server(place)
    assert stores(place, commit)
    must(place.repository / "hooks/publish", "catch-up", cwd=place.server)
    assert not stores(place, commit)
    assert (place.branch, os.readlink(place.site), released(place)) == (*before, before[1])
