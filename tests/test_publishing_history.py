"""What a server of one's own stores: nothing that was not checked, and nothing that was removed from the history."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.personal_data.items import MADE
from tests.publishing import PAGE, Place, contents, good_change, must, said, sentence
from tests.pushes_at_once import git_hook, stores, unmarked, wait_for_server

LEDGER = "content/figures/2000-01-01.yml"
REFS = ("main:draft", "main:refs/tags/first", "main:refs/notes/commits")


@pytest.fixture
def place(small_place: Place) -> Place:
    """What stands here does not depend on what is pushed."""
    return small_place


def test_only_what_is_checked_is_stored(place: Place) -> None:
    """A branch, tag or note that nobody checks is refused, and with it all of the push, and nothing of it is stored."""
    before = (place.branch, os.readlink(place.site))
    draft = good_change(place)
    for ref in REFS:
        done = place.push("main", ref)
        assert (ref, done.returncode != 0) == (ref, True)
        assert said(done).splitlines() == [sentence("drafts", "refs/heads/main")]
        assert not stores(place, draft)
    assert (place.branch, os.readlink(place.site)) == before


def test_a_mistake_is_not_stored_below_the_commit_that_mends_it(place: Place) -> None:
    """Who mends a refused commit by another reads how to make one of both; then nothing of the mistake is stored."""
    mistake = place.commit(LEDGER, "value: 1234", "value: 1235")
    assert sentence("refused") in said(place.push())
    place.commit(LEDGER, "value: 1235", "value: 1234")
    good_change(place)
    done = place.push()
    assert done.returncode != 0
    assert said(done).splitlines() == [sentence("refused_before")]
    must("git", "reset", "--quiet", "--soft", place.branch, cwd=place.clone)
    must("git", "commit", "--quiet", "--all", "--message", "A change", cwd=place.clone)
    assert place.push().returncode == 0
    assert not stores(place, mistake)


def test_what_a_push_takes_away_again_is_stored_nowhere(place: Place) -> None:
    """Around the hooks of the maintainer, a push with a commit of a number of a person and one that reverts it is
    refused: the maintainer reads where it stands and not what it is, and nothing of the push is on the server."""
    bad = place.commit(PAGE, "См.", f"См. {MADE['iin']()}")
    must("git", "revert", "--no-edit", "HEAD", cwd=place.clone)
    before = (place.branch, os.readlink(place.site), contents(place.repository / "objects"))
    done = place.push("--no-verify", "main")
    assert done.returncode != 0
    (place_of_it, number, last) = said(done).splitlines()
    assert re.fullmatch(
        rf"> commit {bad[:10]} content/ru/method\.md:\d+:\d+: may hold the number of a person.*", place_of_it
    )
    assert (number, last) == ("> Places with what may be personal: 1.", sentence("personal"))
    assert MADE["iin"]()[:5] not in done.stderr
    assert (place.branch, os.readlink(place.site), contents(place.repository / "objects")) == before


def test_a_push_that_nothing_could_judge_is_refused(place: Place) -> None:
    """Where the program that looks for personal data fails, nothing is stored."""
    (place.server / "judge/build_tools/protect/judge.py").unlink()
    change = good_change(place)
    assert sentence("personal") in said(place.push())
    assert not stores(place, change)


def test_drafts_where_the_server_allows_them(place: Place) -> None:
    """With the setting for it a draft is stored, unless something in it may be personal; nothing is built of it. It may
    always be deleted and is gone then. No other push begins before git has stored it, and it is stored as one pack."""
    git_hook(place, "update", "! flock --nonblock ../lock true && git count-objects >loose")
    loose = must("git", "count-objects", cwd=place.repository)
    before = (place.branch, os.readlink(place.site), contents(place.site))
    draft = place.commit("content/figures/2000-01-01.yml", "value: 1234", "value: 1235")
    place.setting("drafts", "allowed")
    done = place.push("main:draft")
    assert (done.returncode, said(done)) == (0, "")
    assert must("git", "rev-parse", "draft", cwd=place.repository) == draft
    assert (place.repository / "loose").read_text("utf-8").strip() == loose
    wait_for_server(place)
    assert not (place.repository / "forgetting").exists()
    personal = place.commit(PAGE, "См.", f"См. {MADE['iin']()}")
    assert sentence("personal") in said(place.push("main:other"))
    assert not stores(place, personal)
    assert (place.branch, os.readlink(place.site), contents(place.site)) == before
    place.setting("drafts", "refused")
    assert place.push("--delete", "draft").returncode == 0
    wait_for_server(place)
    assert not stores(place, draft)


def rewritten(place: Place, folder: Path) -> tuple[str, Place]:
    """Publish a change and then a history without it; return its commit, and a clone that still has it."""
    removed = good_change(place)
    assert place.push().returncode == 0
    old = Place(place.server, folder / "old clone")
    shutil.copytree(place.clone, old.clone, symlinks=True)
    must("git", "reset", "--quiet", "--hard", "HEAD~1", cwd=place.clone)
    place.commit(PAGE, "См.", "Здесь")
    place.setting("rewriting", "allowed")
    return removed, old


def test_what_was_removed_from_the_history_is_gone(place: Place, tmp_path: Path) -> None:
    """With the setting for it a forced push is published, and the server does not keep what it dropped, once a push has
    ended that began before and brought only what was not there then."""
    removed, old = rewritten(place, tmp_path)
    place.setting("drafts", "allowed")
    must("git", "reset", "--quiet", "--soft", "HEAD~1", cwd=old.clone)
    must("git", "commit", "--quiet", "--message", "The same once more", cwd=old.clone)
    with unmarked(old, tmp_path / "pipe", "main:draft") as (draft, let_go):
        done = place.push("--force", "main")
        assert done.returncode == 0, done.stderr
        assert sentence("published", place.branch[:10]) in said(done)
        let_go()
        assert draft.wait() == 0, draft.communicate()
    assert place.branch == must("git", "rev-parse", "HEAD", cwd=place.clone)
    assert "Здесь" in (place.site / "ru" / "method.html").read_text("utf-8")
    wait_for_server(place)
    assert not stores(place, removed)
    must("git", "fsck", "--no-dangling", cwd=place.repository)


def test_what_was_removed_does_not_come_back_with_an_old_clone(place: Place, tmp_path: Path) -> None:
    """Who merges an old clone reads to clone anew, and nothing of the old history is stored; a new clone can push."""
    removed, old = rewritten(place, tmp_path)
    assert place.push("--force", "main").returncode == 0
    must("git", "pull", "--quiet", "--no-rebase", "--strategy-option=theirs", "server", "main", cwd=old.clone)
    done = old.push()
    assert done.returncode != 0
    assert said(done).splitlines() == [sentence("dropped")]
    assert not stores(place, removed)
    place.commit(PAGE, "Здесь", "Читайте")
    assert place.push().returncode == 0


def test_a_record_that_cannot_be_read_lets_nothing_in(place: Place) -> None:
    """Where the server cannot tell whether a push brings back what was dropped or refused, it takes that for yes."""
    before = (place.branch, os.readlink(place.site))
    change = good_change(place)
    for record, said_then in (("dropped", "dropped"), ("refused", "refused_before")):
        (place.repository / record).unlink(missing_ok=True)
        (place.repository / record).mkdir()
        done = place.push()
        assert done.returncode != 0
        assert said(done).splitlines() == [sentence(said_then)]
        assert (place.branch, os.readlink(place.site), stores(place, change)) == (*before, False)
        (place.repository / record).rmdir()


def test_a_history_that_git_refuses_in_the_end_drops_nothing(place: Place, tmp_path: Path) -> None:
    """If git does not take the new history after all, the old one stays and can be continued, also by a push that is
    under way while the server removes what it took for nothing; once that push has ended, nothing of it is left."""
    removed, old = rewritten(place, tmp_path)
    old.commit(PAGE, "Смотрите", "Читайте")
    with unmarked(old, tmp_path / "pipe") as (continued, let_go):
        hook = git_hook(place, "update", "exit 1")
        assert place.push("--force", "main").returncode != 0
        wait_for_server(place)
        hook.unlink()
        assert place.branch == removed
        let_go()
        assert "Published" in continued.communicate()[1]
    wait_for_server(place)
    assert place.branch == must("git", "rev-parse", "HEAD", cwd=old.clone)
    assert stores(place, removed)
    assert not stores(place, must("git", "rev-parse", "HEAD", cwd=place.clone))


def test_a_history_is_forgotten_later_if_not_at_once(place: Place, tmp_path: Path) -> None:
    """If the old history cannot be removed, the maintainer reads so, and the command that is named removes it."""
    removed, _ = rewritten(place, tmp_path)
    held = place.repository / "packed-refs.lock"
    held.touch()
    done = place.push("--force", "main")
    command = str(place.repository / "hooks" / "publish")
    assert done.returncode == 0
    assert sentence("not_forgotten", place.repository.owner(), command) in said(done)
    assert stores(place, removed)
    held.unlink()
    must(command, cwd=place.server)
    assert not stores(place, removed)
