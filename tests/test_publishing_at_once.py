"""Two at once: pushes, and what removes from the server what nobody leads to. Neither loses what is of the other, and
nothing comes in that the other has put out.
"""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.publishing import DEPLOY, Place, good_change, must, sentence
from tests.pushes_at_once import fill, gate, pushing, small_disk, stores, until


@pytest.fixture
def place(small_place: Place) -> Place:
    """What stands here does not depend on what is pushed."""
    return small_place


def test_two_pushes_at_once(place: Place, tmp_path: Path) -> None:
    """The second push says that it waits, then that somebody else published; after git pull it is published."""
    other = Place(place.server, tmp_path / "other")
    shutil.copytree(place.clone, other.clone, symlinks=True)
    other.commit("content/kk/method.md", "біреудің айтқаны", "біреудің айтқан сөзі")
    with gate(place, tmp_path / "gate", "read gate <'$(HEADERS)'") as open_gate:
        first = good_change(place)
        with pushing(place) as one:
            assert sentence("building") in until(one, sentence("building"))
            with pushing(other) as two:
                waiting = until(two, sentence("waiting"))
                open_gate()
                assert one.wait() == 0
                assert sentence("waiting") in waiting
                assert sentence("overtaken") in two.communicate()[1]
                assert two.returncode == 1
        assert place.branch == first
        must("git", "pull", "--quiet", "--rebase", "server", "main", cwd=other.clone)
        open_gate()
        assert other.push().returncode == 0


def test_what_the_push_before_put_out_does_not_come_in_after_it(place: Place) -> None:
    """A push that has begun when the one before it drops or refuses a commit is judged by that when its turn comes."""
    put_out = good_change(place)
    must("git", "commit", "--quiet", "--allow-empty", "--message", "On top", cwd=place.clone)
    for record, said_then in (("dropped", "dropped"), ("refused", "refused_before")):
        with (place.server / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with pushing(place) as push:
                until(push, sentence("waiting"))
                (place.repository / record).write_text(f"{put_out}\n", "ascii")
                lock.close()
                assert sentence(said_then) in push.communicate()[1]
        assert not stores(place, put_out)
        (place.repository / record).unlink()


def on_a_server(folder: Path, command: str) -> None:
    """Run a command of the hooks where nothing but a repository is needed."""
    parts = "; ".join(f". {DEPLOY}/parts/{part}.sh" for part in ("pushes", "history", "turns"))
    must("sh", "-euc", f"folder={folder} repository={folder}/site.git; {parts}; {command}", cwd=folder)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The repository of a server, with two packs: the first has a commit that no branch leads to, and it bears the mark
    that git leaves on it when it is killed."""
    must("git", "init", "--quiet", "--bare", "--initial-branch=main", "site.git", cwd=tmp_path)
    store = tmp_path / "site.git"
    tree = must("git", "hash-object", "-t", "tree", "-w", "/dev/null", cwd=store)
    for message in ("dropped", "kept"):
        commit = must("git", "commit-tree", "-m", message, tree, cwd=store)
        must("git", "update-ref", "refs/heads/main", commit, cwd=store)
        must("git", "repack", "-d", "--quiet", cwd=store)
        for pack in (store / "objects/pack").glob("*.pack"):
            pack.with_suffix(".keep").touch()
    return store


def unreachable(store: Path) -> str:
    """Return the commit that no branch leads to."""
    return must("git", "fsck", "--unreachable", "--no-progress", cwd=store).split()[-1]


KEPT = 2
"""How many objects the branch leads to: a commit and its tree."""


def packs(store: Path) -> int:
    """Return how many files lie where packs lie, other than what git keeps beside each."""
    return sum(path.suffix in {".pack", ".keep", ""} for path in (store / "objects/pack").iterdir())


def test_a_push_that_begins_while_others_are_removed_keeps_what_it_brought(store: Path, tmp_path: Path) -> None:
    """What git did not accept, in the push before the last, goes, with packs of a git that was killed; the folder of a
    push that just began stays."""
    (store / "objects/pack/pack-0.pack").touch()
    (store / "objects/pack/.tmp-1-pack-0").touch()
    begun = store / "objects/tmp_objdir-incoming-begun"
    git = tmp_path / "git"
    git.write_text(f'#!/bin/sh\nmkdir -p {begun}\nexec {shutil.which("git")} "$@"\n', "utf-8")
    git.chmod(0o755)
    dropped, kept = unreachable(store), must("git", "rev-parse", "main", cwd=store)
    for commit in (dropped, kept):
        on_a_server(tmp_path, f"note_arriving '0 {commit} refs/heads/main'")
    on_a_server(tmp_path, f"PATH={tmp_path}:$PATH; tidy")
    assert begun.is_dir()
    assert packs(store) == 1
    assert len(must("git", "cat-file", "--batch-all-objects", "--batch-check", cwd=store).splitlines()) == KEPT
    assert not {"arriving", "forgetting"} & set(os.listdir(store))


def test_many_packs_become_one(store: Path, tmp_path: Path) -> None:
    """Each push brings a pack; when there are many, the hooks make one of them, for git itself may not meanwhile."""
    on_a_server(tmp_path, "forget_dropped")
    assert packs(store) == 4
    on_a_server(tmp_path, "most_packs=1; forget_dropped")
    assert packs(store) == 1


def test_the_list_of_what_was_dropped_is_never_cut(store: Path, tmp_path: Path) -> None:
    """If the disk is full when a commit is noted, no line is left half; when there is room, all are noted."""
    commits = [f"{number:040x}" for number in range(200)]
    with small_disk(tmp_path / "disk") as disk:
        store = Path(shutil.copytree(store, disk / "site.git"))
        (store / "dropped").write_text("".join(f"{commit}\n" for commit in commits[:10]), "ascii")
        tip = must("git", "rev-parse", "main", cwd=store)
        (store / "rewriting").write_text("".join(f"{line}\n" for line in (tip, *commits[10:])), "ascii")
        fill(disk, 0)
        on_a_server(disk, "! remember_dropped")
        (disk / "ballast").unlink()
        on_a_server(disk, "remember_dropped")
        assert (store / "dropped").read_text("ascii").splitlines() == commits
