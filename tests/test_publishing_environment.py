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


def test_its_own_lock_alone_makes_it_anew(project: Path, mark: Path) -> None:
    """When a lock changes whose packages are not installed, the environment stays as it is; when its own lock or the
    script changes, a new one takes the place of the old, which goes."""
    (project / "requirements/test.txt").write_text(MISSING, "utf-8")
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)
    for changed in ("lock.txt", "environment.sh"):
        mark.touch()
        with (project / "requirements" / changed).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        assert make(project).returncode == 0
        assert (mark.exists(), (project / ".venv.old").exists()) == (False, False)
        assert (project / ".venv/ready").exists()


def test_the_old_one_stays_where_no_new_one_can_be_made(project: Path, mark: Path) -> None:
    """If the packages of a changed lock cannot be installed, or making the new environment is killed half-way, whoever
    goes back to the old lock needs no network."""
    lock = project / "requirements/lock.txt"
    lock.write_text(MISSING, "utf-8")
    done = make(project)
    assert (done.returncode, "The packages could not be installed" in done.stderr) == (1, True)
    lock.write_text("", "utf-8")
    must("mv", ".venv", ".venv.old", cwd=project)
    (project / ".venv/bin").mkdir(parents=True)
    done = make(project)
    assert (done.returncode, done.stderr, mark.exists()) == (0, "", True)
    assert not (project / ".venv.old").exists()


SPOILT = {
    "requirements/lock.txt is missing": lambda lock: lock.unlink(),
    "requirements/lock.txt has the marks of an unfinished merge": lambda lock: lock.write_text("<<<<<<< HEAD\n"),
    "requirements/lock.txt cannot be read: chmod u+r requirements/lock.txt": lambda lock: lock.chmod(0),
}


def test_a_lock_that_cannot_be_used_is_one_sentence(project: Path, mark: Path) -> None:
    """Pip is not asked about such a lock; what is there stays, and does again once the file is back. Root may read
    every file, so none can be made unreadable for it."""
    lock = project / "requirements/lock.txt"
    for said, spoil in SPOILT.items():
        spoil(lock)
        if "chmod" in said and os.access(lock, os.R_OK):
            break
        done = make(project)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert done.stderr.startswith(said)
        assert "chmod" in said or re.search("git checkout (--|HEAD --) requirements/lock.txt", done.stderr)
        lock.unlink(missing_ok=True)
        lock.write_text("", "utf-8")
        assert (make(project).returncode, mark.exists()) == (0, True)


def test_a_missing_folder_of_requirements_is_one_sentence(project: Path) -> None:
    """Where the script itself is gone, make says how to bring it back."""
    shutil.copy(ROOT / "Makefile", project)
    shutil.rmtree(project / "requirements")
    for target in ("site", "check", "release"):
        done = run("env", "-u", "ENVIRONMENT", "make", "--silent", target, cwd=project)
        first, *rest = done.stderr.splitlines()
        assert first == "requirements/environment.sh is missing: bring it back with git checkout -- requirements"
        assert [line for line in rest if not re.match(r"make(\[\d+\])?: ", line)] == []


POOR = {
    "poor/ssl.py": ("raise ImportError\n", "PYTHONPATH={}/poor", "has no module ssl"),
    "bin/df": (
        "#!/bin/sh\nprintf 'head\\nx 1 1 204799 1 /\\n'\n",
        "PATH={}/bin:" + os.environ["PATH"],
        "200 MB are free",
    ),
}
"""What stands in for a Python without encryption and a disk that is nearly full: a file, a variable, what is said."""


def test_what_keeps_packages_from_coming_is_named(project: Path, mark: Path) -> None:
    """A Python that cannot fetch over https and a disk with less than 200 MB are said to be the cause, not the network;
    nor is the network asked for where somebody deleted what installs packages: then the environment is made anew."""
    shutil.copy(ROOT / "pyproject.toml", project)
    (project / "requirements/test.txt").write_text(MISSING, "utf-8")
    for path, (text, variable, says) in POOR.items():
        (project / path).parent.mkdir()
        (project / path).write_text(text, "utf-8")
        (project / path).chmod(0o755)
        done = make(project, "test", variable.format(project))
        assert (done.returncode, says in done.stderr.splitlines()[-1]) == (1, True)
        assert "connect to the network" not in done.stderr
    (project / "requirements/test.txt").write_text("", "utf-8")
    (pip,) = (project / ".venv").glob("lib/python*/site-packages/pip")
    shutil.rmtree(pip)
    assert (make(project).returncode, mark.exists()) == (0, True)
    done = make(project, "test")
    assert "No module named pip" not in done.stderr
    assert (project / ".venv/has-test").exists()
