"""The environment that a server keeps between pushes: a push that touches a lock must not cost it.

In: requirements/environment.sh and locks of a test, which name no package or one that does not exist. No network.
"""

import fcntl
import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.publishing import ROOT, Done, must, run

MISSING = "nothing==1 --hash=sha256:" + "0" * 64
PYTHON = """\
#!/bin/sh
case "$1 $2" in
"-c import os, sys; print"*) echo "{version} $0" ;;
"-m venv") if [ -d "{kept}" ]; then cp -al "{kept}" "$3" && rm -f "$3"/ready "$3"/has-*; else "{real}" "$@"; fi ;;
*) exec "{real}" "$@" ;;
esac
"""
"""A Python that makes an environment once, and then links its files, which nobody writes into: that takes a tenth."""


@pytest.fixture(scope="module")
def ready(once: Once[tuple[Path, Path]]) -> tuple[Path, Path]:
    """A project with the script and with locks that ask for nothing, and a copy of the environment made in it, which
    does in that folder alone."""
    if not importlib.util.find_spec("ensurepip"):
        pytest.skip("needs Python's module ensurepip: install the package python3-venv")
    return once("environment", begun)


def begun(folder: Path) -> tuple[Path, Path]:
    """Make that project and that copy."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    python = folder / "python"
    python.write_text(PYTHON.format(version=version, kept=folder / "kept", real=sys.executable), "utf-8")
    python.chmod(0o755)
    done = make(emptied(folder / "project"))
    assert done.returncode == 0, done.stderr
    return folder / "project", (folder / "project" / ".venv").rename(folder / "kept")


def emptied(project: Path) -> Path:
    """Make a project that has the script and empty locks and nothing else."""
    shutil.rmtree(project, ignore_errors=True)
    (project / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "requirements/environment.sh", project / "requirements")
    for name in ("site", "test", "lock"):
        (project / f"requirements/{name}.txt").touch()
    return project


def make(project: Path, name: str = "lock", *settings: str) -> Done:
    """Make the environment of one lock, usually of the one that needs no package of its own."""
    variables = ("PIP_NO_INDEX=1", f"PYTHON={project.parent}/python", *settings)
    return run("env", *variables, "sh", "requirements/environment.sh", name, ".venv", cwd=project)


@pytest.fixture
def project(ready: tuple[Path, Path]) -> Iterator[Path]:
    """The project, without an environment. Where several processes share the tests, one at a time has it."""
    with (ready[0].parent / "one at a time").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield emptied(ready[0])


@pytest.fixture
def mark(ready: tuple[Path, Path], project: Path) -> Path:
    """A mark in the environment that the project has now, which a new one would not have."""
    must("cp", "-al", ready[1], project / ".venv", cwd=project)
    done = make(project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    mark = project / ".venv" / "mark"
    mark.touch()
    return mark


def test_another_lock_changes_nothing(project: Path, mark: Path) -> None:
    """When a lock changes whose packages are not installed, the environment stays as it is."""
    (project / "requirements/test.txt").write_text(MISSING, "utf-8")
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)


@pytest.mark.parametrize("changed", ["lock.txt", "environment.sh"])
def test_its_own_lock_makes_it_anew(project: Path, mark: Path, changed: str) -> None:
    """When its own lock or the script changes, a new environment takes the place of the old one, which goes."""
    with (project / "requirements" / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert make(project).returncode == 0
    assert (mark.exists(), (project / ".venv.old").exists()) == (False, False)
    assert (project / ".venv/ready").exists()


def test_the_old_one_stays_if_no_new_one_can_be_made(project: Path, mark: Path) -> None:
    """If the packages of a changed lock cannot be installed, whoever goes back to the old lock needs no network."""
    lock = project / "requirements/lock.txt"
    lock.write_text(MISSING, "utf-8")
    done = make(project)
    assert done.returncode == 1
    assert "The packages could not be installed" in done.stderr
    lock.write_text("", "utf-8")
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)


def test_what_a_kill_left_is_put_right(project: Path, mark: Path) -> None:
    """If making a new environment is killed half-way, the old one comes back for the old lock."""
    must("mv", ".venv", ".venv.old", cwd=project)
    (project / ".venv/bin").mkdir(parents=True)
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)
    assert not (project / ".venv.old").exists()


SPOILT = {
    "requirements/lock.txt is missing": lambda lock: lock.unlink(),
    "requirements/lock.txt has the marks of an unfinished merge": lambda lock: lock.write_text("<<<<<<< HEAD\n"),
}


def test_a_lock_that_cannot_be_used_is_one_sentence(project: Path, mark: Path) -> None:
    """Pip is not asked about such a lock; what is there stays, and does again once the file is back."""
    lock = project / "requirements/lock.txt"
    for said, spoil in SPOILT.items():
        spoil(lock)
        done = make(project)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert done.stderr.startswith(f"{said}: ")
        assert re.search("git checkout (--|HEAD --) requirements/lock.txt", done.stderr)
        lock.write_text("", "utf-8")
        assert (make(project).returncode, mark.exists()) == (0, True)


def test_a_lock_that_may_not_be_read_is_one_sentence(project: Path) -> None:
    """A file without the right to read it is named with the way to get that right."""
    lock = project / "requirements/lock.txt"
    lock.chmod(0)
    if os.access(lock, os.R_OK):
        pytest.skip("root may read every file, so none can be made unreadable for it")
    done = make(project)
    assert done.stderr.startswith("requirements/lock.txt cannot be read: chmod u+r requirements/lock.txt")
    assert done.stderr.count("\n") == done.returncode == 1


def test_a_missing_folder_of_requirements_is_one_sentence(project: Path) -> None:
    """Where the script itself is gone, make says how to bring it back."""
    shutil.copy(ROOT / "Makefile", project)
    shutil.rmtree(project / "requirements")
    for target in ("site", "check", "release"):
        done = run("env", "-u", "ENVIRONMENT", "make", "--silent", target, cwd=project)
        first, *rest = done.stderr.splitlines()
        assert first == "requirements/environment.sh is missing: bring it back with git checkout -- requirements"
        assert [line for line in rest if not re.match(r"make(\[\d+\])?: ", line)] == []


def test_an_environment_without_pip_is_made_anew(project: Path, mark: Path) -> None:
    """If somebody deleted what installs packages, nobody is told to connect to a network for that."""
    (pip,) = (project / ".venv").glob("lib/python*/site-packages/pip")
    shutil.rmtree(pip)
    assert (make(project).returncode, mark.exists()) == (0, True)
    shutil.copy(ROOT / "pyproject.toml", project)
    done = make(project, "test")
    assert "No module named pip" not in done.stderr
    assert (project / ".venv/has-test").exists()


def without_packages(project: Path, *settings: str) -> Done:
    """Have packages added to the environment that cannot be installed, and return what is said."""
    shutil.copy(ROOT / "pyproject.toml", project)
    (project / "requirements/test.txt").write_text(MISSING, "utf-8")
    return make(project, "test", *settings)


@pytest.mark.usefixtures("mark")
def test_a_python_without_encryption_is_named(project: Path) -> None:
    """A Python that cannot fetch over https is said to be the cause, not the network."""
    (project / "poor").mkdir()
    (project / "poor/ssl.py").write_text("raise ImportError\n", "utf-8")
    done = without_packages(project, f"PYTHONPATH={project}/poor")
    assert done.returncode == 1
    assert "has no module ssl" in done.stderr.splitlines()[-1]
    assert "connect to the network" not in done.stderr


@pytest.mark.usefixtures("mark")
def test_a_disk_that_is_nearly_full_is_named(project: Path) -> None:
    """If less than 200 MB are free when the packages cannot be installed, the sentence says to make room."""
    (project / "bin").mkdir()
    (project / "bin/df").write_text("#!/bin/sh\nprintf 'head\\nx 1 1 204799 1 /\\n'\n", "utf-8")
    (project / "bin/df").chmod(0o755)
    done = without_packages(project, f"PATH={project}/bin:{os.environ['PATH']}")
    assert done.returncode == 1
    assert "less than 200 MB are free where" in done.stderr.splitlines()[-1]
    assert "connect to the network" not in done.stderr
