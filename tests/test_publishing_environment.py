"""The environment that a server keeps between pushes: a push that touches a lock must not cost it.

In: requirements/environment.sh and locks of a test, which name no package or one that does not exist. No network.
"""

import importlib.util
import shutil
from pathlib import Path

import pytest

from tests.publishing import ROOT, Done, must, run

MISSING = "nothing==1 --hash=sha256:" + "0" * 64


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the script, and with locks that ask for nothing."""
    if not importlib.util.find_spec("ensurepip"):
        pytest.skip("needs Python's module ensurepip: install the package python3-venv")
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    shutil.copy(ROOT / "requirements/environment.sh", requirements)
    for name in ("site", "test", "lock"):
        (requirements / f"{name}.txt").touch()
    return tmp_path


def make(project: Path) -> Done:
    """Make the environment of one lock, the one that needs no package of its own."""
    return run("env", "PIP_NO_INDEX=1", "sh", "requirements/environment.sh", "lock", ".venv", cwd=project)


def made(project: Path) -> Path:
    """Make the environment and leave a mark in it, which a new one would not have."""
    done = make(project)
    assert done.returncode == 0, done.stderr
    mark = project / ".venv" / "mark"
    mark.touch()
    return mark


def test_another_lock_changes_nothing(project: Path) -> None:
    """When a lock changes whose packages are not installed, the environment stays as it is."""
    mark = made(project)
    (project / "requirements/test.txt").write_text(MISSING, "utf-8")
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)


@pytest.mark.parametrize("changed", ["lock.txt", "environment.sh"])
def test_its_own_lock_makes_it_anew(project: Path, changed: str) -> None:
    """When its own lock or the script changes, a new environment takes the place of the old one, which goes."""
    mark = made(project)
    with (project / "requirements" / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert make(project).returncode == 0
    assert (mark.exists(), (project / ".venv.old").exists()) == (False, False)
    assert (project / ".venv/ready").exists()


def test_the_old_one_stays_if_no_new_one_can_be_made(project: Path) -> None:
    """If the packages of a changed lock cannot be installed, whoever goes back to the old lock needs no network."""
    mark = made(project)
    lock = project / "requirements/lock.txt"
    lock.write_text(MISSING, "utf-8")
    done = make(project)
    assert done.returncode == 1
    assert "The packages could not be installed" in done.stderr
    lock.write_text("", "utf-8")
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)


def test_what_a_kill_left_is_put_right(project: Path) -> None:
    """If making a new environment is killed half-way, the old one comes back for the old lock."""
    mark = made(project)
    must("mv", ".venv", ".venv.old", cwd=project)
    (project / ".venv/bin").mkdir(parents=True)
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)
    assert not (project / ".venv.old").exists()
