"""What can break while a push is published: a kill, a line that breaks off, a hand that alters the site.

Whatever it is, the last good site stays whole, byte for byte, and the next push is published.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.command_line import main
from build_tools.publish import server
from build_tools.publish.server import serving
from build_tools.publish.server.programs import digest_of
from tests.publishing import (
    PAGE,
    Place,
    begin_push,
    contents,
    end_programs,
    good_change,
    must,
    released,
    replace,
    said,
    state,
    stores,
    until,
)

LEDGER = "content/figures/2000-01-01.yml"


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
        end_programs(str(place.server))
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
        end_programs(f"build_tools --root {place.server}")
        assert "was ended while it was built" in push.communicate()[1]
    os.close(gate)
    judges = place.server / "programs/newest/build_tools"
    replace(judges / "publish/server/serving.py", "LIMIT = 900", "LIMIT = 1")
    assert "it took longer than 1 seconds" in said(place.push())
    (place.server / "gate").unlink()
    (place.server / "state/building").unlink()
    (place.server / "state/building").mkdir()
    assert "cannot be stored on the server" in said(place.push())
    (place.server / "state/building").rmdir()
    (judges / "gate/commits.py").rename(judges / "gate/gone")
    assert place.push().returncode != 0
    (judges / "gate/gone").rename(judges / "gate/commits.py")
    assert (state(place), stores(place, change)) == (before, False)
    assert place.push().returncode == 0


def test_a_site_that_was_left_behind_is_made_later(place: Place) -> None:
    """If the branch has moved and nothing else, as when the machine went down, the site is made within ten minutes,
    once; where a program refuses what the branch holds, that is said, and the site stays."""
    good_change(place)
    must("git", "fetch", "--quiet", place.clone, "main:main", cwd=place.repository)
    assert place.catch_up().returncode == 0
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")
    before = released(place)
    assert place.catch_up().stderr == ""
    assert released(place) == before
    # as after a slip of an administrator: nothing is cleared away
    refused, pages = place.commit(LEDGER, "value: 1234", "value: 1235"), contents(place.site)
    must("git", "fetch", "--quiet", place.clone, "main:main", cwd=place.repository)
    done = place.catch_up()
    assert (done.returncode != 0, "the site still shows what it showed before" in done.stderr) == (True, True)
    assert (contents(place.site), stores(place, refused)) == (pages, True)


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


def of_the_page(change: Callable[[Path], object]) -> Callable[[Place], object]:
    """Return what changes a page that is served."""
    return lambda place: change(place.site / "ru/method.html")


def moved(place: Place) -> None:
    """Let the link name a whole copy of the site that lies elsewhere."""
    copy = shutil.copytree(place.site.resolve(), place.server / "elsewhere")
    place.site.unlink()
    place.site.symlink_to(copy)


ALTERED: dict[str, Callable[[Place], object]] = {
    "a page": of_the_page(lambda page: page.write_text("Ложь", "utf-8")),
    "a packed copy": of_the_page(lambda page: page.with_name("method.html.gz").write_bytes(b"another")),
    "another file": of_the_page(lambda page: page.with_name("other.html").write_text("other", "utf-8")),
    "a missing page": of_the_page(Path.unlink),
    "a link": of_the_page(lambda page: (page.unlink(), page.symlink_to("/etc/hostname"))),
    "no manifest": lambda place: (place.site / "manifest.txt").unlink(),
    "no site": lambda place: place.site.unlink(),
    "the whole site": moved,
}
"""What somebody does to a site who may write there."""


def test_what_is_altered_is_noticed_put_right_and_said(place: Place) -> None:
    """Whatever is altered of what is served is found by `publish status`, put right within ten minutes or after a push,
    though it is refused, with the signature beside it, and said to whoever pushes next, until an administrator has seen
    it. A new commit has no signature."""
    assert place.admin("status").returncode == 0
    (place.site / "manifest.txt.sig").write_text("an example", "utf-8")
    before = state(place)[2]
    for how, alter in ALTERED.items():
        alter(place)
        assert serving.is_altered(place.server), how
        assert not serving.serve_commit(place.server, place.branch), "nothing is published"
        assert (state(place)[2], serving.is_altered(place.server)) == (before, False), how
    ALTERED["a page"](place)
    status = place.admin("status")
    assert (status.returncode, "altered on the server." in status.stdout) == (1, True)
    assert place.push("--delete", "main").returncode != 0
    assert state(place)[2] == before
    assert place.admin("status").returncode == 1, "nobody has seen it yet"
    good_change(place)
    assert "Files of the site were altered on the server by somebody else" in said(place.push())
    (place.server / "state/altered").unlink()
    assert place.admin("status").returncode == 0
    assert not (place.site / "manifest.txt.sig").exists()


def test_what_is_altered_is_put_right_while_a_push_is_built(place: Place) -> None:
    """The check of every ten minutes does not wait for a push that is on its way, and serves no other commit."""
    before = state(place)
    good_change(place)
    os.mkfifo(place.server / "gate")
    with begin_push(place) as push:
        until(push, "Checking and building")
        (place.site / "ru/method.html").write_text("altered", "utf-8")
        assert place.catch_up().returncode == 0
        assert (place.branch, contents(place.site)) == (before[0], before[2])
        (place.server / "gate").write_text("go", "utf-8")
        assert "Published." in push.communicate()[1]


def test_a_damaged_copy_is_never_laid_over_a_good_site(place: Place) -> None:
    """Where the copy that the server keeps is damaged, a packed file of it too, or is gone, the release is made anew of
    its commit, and somebody has to look; where that cannot be done, the good site stays."""
    before, kept = state(place)[2], place.server / "state/made" / place.branch
    page = kept / "ru/method.html"
    for damage in (
        lambda: page.write_text("Ложь", "utf-8"),
        lambda: page.with_name("method.html.gz").write_bytes(b"another"),
        (kept / "manifest.txt").unlink,
        lambda: shutil.rmtree(kept),
    ):
        damage()
        assert not serving.serve_commit(place.server, place.branch), "nothing is published"
        assert (state(place)[2], serving.is_altered(place.server)) == (before, False)
    assert place.admin("status").returncode == 1
    shutil.rmtree(kept)
    assert "Nothing has been pushed" not in place.admin("status").stdout
    (place.server / "programs" / digest_of(place.clone)).rename(place.server / "gone")
    assert "the site still shows what it showed before" in place.catch_up().stderr
    assert state(place)[2] == before


def test_a_full_disk(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too little of the disk is free, nothing is made and a sentence says so."""
    before = state(place)
    monkeypatch.setattr(server, "_LEAST_FREE", 1 << 62)
    done = CliRunner().invoke(main, ["server", str(place.server), "judge"], input="")
    assert (done.exit_code, state(place)) == (1, before)
    assert "cannot be stored on the server (No space left on device); tell who looks after it" in done.output
