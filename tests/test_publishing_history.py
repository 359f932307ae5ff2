"""What a server of one's own stores: nothing that was not checked, and nothing that was removed from the history."""

import re
import shutil
from pathlib import Path

import pytest

from tests.personal_data.items import MADE
from tests.publishing import PAGE, Place, contents, good_change, must, said, state, stores

LEDGER = "content/figures/2000-01-01.yml"
REFS = ("main:draft", "main:refs/tags/first", "main:refs/notes/commits")
OTHER_BRANCH = "push: may bring the branches main and program alone"
BRINGS_BACK = "push: would bring back what was removed"
REFUSED_BEFORE = "push: holds a commit that was refused before"
REWRITTEN = "push: would drop what others have published"


@pytest.fixture
def place(small_place: Place) -> Place:
    """What stands here does not depend on what is pushed."""
    return small_place


def test_only_what_is_checked_is_stored(place: Place) -> None:
    """A branch, tag or note that nobody checks is refused, and with it all of the push, and nothing of it is stored."""
    before, draft = state(place), good_change(place)
    for ref in REFS:
        done = place.push("main", ref)
        assert (done.returncode, said(done).startswith(OTHER_BRANCH)) == (1, True), ref
    assert not stores(place, draft)
    assert state(place) == before


def test_the_published_branch_is_not_deleted(place: Place) -> None:
    """Deleting the branch that the site shows is refused with a sentence."""
    before, done = state(place), place.push("--delete", "main")
    assert (done.returncode, said(done).startswith("push: would delete main")) == (1, True)
    assert state(place) == before


def test_what_others_published_is_not_dropped(place: Place) -> None:
    """A forced push that would drop commits is refused with a sentence, and nothing is built."""
    must("git", "commit", "--quiet", "--amend", "--message", "Another history", cwd=place.clone)
    before, done = state(place), place.push("--force", "main")
    assert (done.returncode, said(done).startswith(REWRITTEN), "building" in said(done)) == (1, True, False)
    assert state(place) == before


def test_a_mistake_is_not_stored_below_the_commit_that_mends_it(place: Place) -> None:
    """Who mends a refused commit by another reads how to make one of both, also for a branch that is not published;
    then nothing of the mistake is stored."""
    mistake = place.commit(LEDGER, "value: 1234", "value: 1235")
    assert place.push().returncode == 1
    assert said(place.push("main:program")).startswith(REFUSED_BEFORE)
    place.commit(LEDGER, "value: 1235", "value: 1234")
    good_change(place)
    assert said(place.push()).startswith(REFUSED_BEFORE)
    must("git", "reset", "--quiet", "--soft", place.branch, cwd=place.clone)
    must("git", "commit", "--quiet", "--all", "--message", "A change", cwd=place.clone)
    assert place.push().returncode == 0
    assert not stores(place, mistake)


@pytest.mark.parametrize("ref", ["main", "main:program"])
def test_what_a_push_takes_away_again_is_stored_nowhere(place: Place, ref: str) -> None:
    """Around the hooks of the maintainer, a push with a commit of a number of a person and one that reverts it is
    refused: the maintainer reads where it stands and not what it is, and nothing of the push is on the server."""
    bad = place.commit(PAGE, "См.", f"См. {MADE['iin']()}")
    must("git", "revert", "--no-edit", "HEAD", cwd=place.clone)
    before = state(place)
    done = place.push("--no-verify", ref)
    assert done.returncode != 0
    where, number, last = said(done).splitlines()[:3]
    assert re.fullmatch(rf"commit {bad[:10]} content/ru/method\.md:\d+:\d+: may hold the number of a person.*", where)
    assert number == "Places with what may be personal: 1."
    assert last.startswith("Nothing was changed and nothing of this push is stored here.")
    assert MADE["iin"]()[:5] not in done.stderr
    assert state(place) == before
    assert not stores(place, bad)


def test_a_push_that_nothing_could_judge_is_refused(place: Place) -> None:
    """Where the program that looks for personal data fails, nothing is stored."""
    (place.server / "programs/newest/build_tools/protect/gate.py").unlink()
    change = good_change(place)
    assert place.push().returncode != 0
    assert not stores(place, change)


def test_drafts_where_the_server_allows_them(place: Place) -> None:
    """With the setting for it a draft is stored, unless something in it may be personal; nothing is built of it. It may
    always be deleted and is gone then."""
    before = state(place)
    draft = place.commit(LEDGER, "value: 1234", "value: 1235")
    place.setting("drafts", "allowed")
    assert place.push("main:draft").returncode == 0
    assert must("git", "rev-parse", "draft", cwd=place.repository) == draft
    personal = place.commit(PAGE, "См.", f"См. {MADE['iin']()}")
    assert place.push("main:other").returncode == 1
    assert not stores(place, personal)
    assert state(place) == before
    place.setting("drafts", "refused")
    assert place.push("--delete", "draft").returncode == 0
    assert not stores(place, draft)


def rewritten(place: Place, folder: Path) -> tuple[str, Place]:
    """Publish a change and then make a history without it; return its commit, and a clone that still has it."""
    removed = good_change(place)
    assert place.push().returncode == 0
    old = Place(place.server, folder / "old clone")
    shutil.copytree(place.clone, old.clone, symlinks=True)
    must("git", "reset", "--quiet", "--hard", "HEAD~1", cwd=place.clone)
    place.commit(PAGE, "См.", "Здесь")
    place.setting("rewriting", "allowed")
    return removed, old


def test_what_was_removed_from_the_history_is_gone_and_does_not_come_back(place: Place, tmp_path: Path) -> None:
    """With the setting for it a forced push is published, and the server keeps nothing of what it dropped. Who merges
    an old clone reads to clone anew, and nothing of the old history is stored; a new clone can push."""
    removed, old = rewritten(place, tmp_path)
    done = place.push("--force", "main")
    assert done.returncode == 0, done.stderr
    assert "Здесь" in (place.site / "ru" / "method.html").read_text("utf-8")
    assert not stores(place, removed)
    must("git", "fsck", "--no-dangling", cwd=place.repository)
    must("git", "pull", "--quiet", "--no-rebase", "--strategy-option=theirs", "server", "main", cwd=old.clone)
    for ref in ("main", "main:program"):
        assert said(old.push(ref)).startswith(BRINGS_BACK)
    assert not stores(place, removed)
    place.commit(PAGE, "Здесь", "Читайте")
    assert place.push().returncode == 0


@pytest.mark.parametrize("name", ["dropped", "refused"])
def test_a_list_that_cannot_be_read_lets_nothing_in(place: Place, name: str) -> None:
    """Where the server cannot tell whether a push brings back what was dropped or refused, nothing comes in."""
    before, change = state(place), good_change(place)
    (place.server / "state" / name).mkdir()
    assert place.push().returncode != 0
    assert (state(place), stores(place, change)) == (before, False)
    (place.server / "state" / name).rmdir()
    assert place.push().returncode == 0


def test_a_history_that_is_not_taken_in_the_end_drops_nothing(place: Place, tmp_path: Path) -> None:
    """If git does not take the new history after all, the old one stays and can be continued, and nothing of the new
    one is left."""
    removed, old = rewritten(place, tmp_path)
    hook = place.server / "hooks/update"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    assert place.push("--force", "main").returncode != 0
    hook.unlink()
    assert place.branch == removed
    assert not stores(place, must("git", "rev-parse", "HEAD", cwd=place.clone))
    old.commit(PAGE, "Смотрите", "Читайте")
    assert old.push().returncode == 0
    assert contents(place.site)
