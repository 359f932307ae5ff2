"""Two at once: pushes, and what removes from the server what nobody leads to. Neither loses what is of the other, and
nothing comes in that the other has put out.
"""

import fcntl
import shutil
from pathlib import Path

import pytest

from tests.publishing import Place, good_change, must, run, sentence
from tests.pushes_at_once import gate, pushing, until


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


@pytest.mark.parametrize(("record", "said_then"), [("dropped", "dropped"), ("refused", "refused_before")])
def test_what_the_push_before_put_out_does_not_come_in_after_it(place: Place, record: str, said_then: str) -> None:
    """A push that has begun when the one before it drops or refuses a commit is judged by that when its turn comes."""
    put_out = good_change(place)
    must("git", "commit", "--quiet", "--allow-empty", "--message", "On top", cwd=place.clone)
    with (place.server / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pushing(place) as push:
            until(push, sentence("waiting"))
            (place.repository / record).write_text(f"{put_out}\n", "ascii")
            lock.close()
            assert sentence(said_then) in push.communicate()[1]
    assert run("git", "cat-file", "-e", put_out, cwd=place.repository).returncode != 0
