"""A release of a pushed commit, made by the installed program that equals the commit's own.

In: a repository that reads what was pushed, and a commit. Out: the folder of the release, or problems. Runs nothing of
the commit; what is served changes elsewhere.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

from build_tools.git.running import environment, git
from build_tools.problems import Fault, Problem, Refused
from build_tools.server import programs
from build_tools.server.place import PUSH, Place

_NO_PROGRAM = Fault(
    "push.other_program",
    "brings another program or look than this server has, and nothing that is pushed is run here. Push it as a branch "
    "(`git push {remote} HEAD:refs/heads/program`); who looks after the server reads what changed, and types there: "
    "`sudo sh {installer} {commit}`; then push again",
    {"remote": "REMOTE"},
)
_TOO_LONG = Fault(
    "push.too_long", "took longer than {limit} seconds to build and was ended; tell who looks after the server"
)
_ENDED = Fault(
    "push.ended",
    "was ended from outside while it was built, perhaps because the server lacks memory; push again; if it stays so, "
    "tell who looks after the server",
)
_LIMIT = Fault(
    "push.bad_setting", "cannot be judged: the setting transparency.limit of the server is no number of seconds"
)


class NotBuilt(Refused):
    """The program has said itself what is wrong with the words of the commit."""


def _without_program(place: Place, commit: str) -> Problem:
    """Return the problem of a commit whose program is not installed: what an administrator types."""
    installer = place.programs / "newest/deploy/install.sh"
    return Problem(PUSH, _NO_PROGRAM, values={"installer": installer, "commit": commit})


def built_release(place: Place, tree: Path, commit: str, published: str) -> Path:
    """Make the release of a commit and return where it lies. What only withdraws a case since the commit that was
    ``published``, if any was, is not held up. Raises ``Refused``, ``Unknown``, ``OSError``."""
    _check_out(tree, commit)
    program = programs.installed(place.programs, tree)
    if program is None:
        raise Refused([_without_program(place, commit)])
    _run(place, program, tree, published)
    release = new_release(place, commit)
    os.sync()
    shutil.move(tree / "site", release)
    return release


def new_release(place: Place, commit: str) -> Path:
    """Return where a release of a commit is to lie: the same commit may be made twice."""
    return place.releases / f"{commit}-{time.time_ns()}"


def _check_out(tree: Path, commit: str) -> None:
    """Put the files of a commit into the work tree. Links become plain files, and nothing is run."""
    settings = ("-c", "core.symlinks=false", "-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false")
    git(tree, *settings, "checkout", "--quiet", "--force", "--detach", commit)


def _run(place: Place, program: Path, tree: Path, published: str) -> None:
    """Run a program on the words of a commit. Raises ``Refused``."""
    words = [str(program / "environment/bin/python"), "-m", "build_tools", "--root", str(tree), "release"]
    words += ["--published", published] if published else []
    limit = _limit(place)
    try:
        done = subprocess.run(words, cwd=program, env=_environment(place), check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        raise Refused([Problem(PUSH, _TOO_LONG, values={"limit": limit})]) from None
    if done.returncode < 0:
        raise Refused([Problem(PUSH, _ENDED)])
    if done.returncode:
        raise NotBuilt([])


def _environment(place: Place) -> dict[str, str]:
    """Return what a program finds in its environment: nothing of a hook of git, and a place of its own for files."""
    own = {"HOME": str(place.work), "TMPDIR": str(place.work), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return environment() | own


def _limit(place: Place) -> int:
    """Return how many seconds a build may take."""
    said = place.setting("limit", "600")
    if not said.isascii() or not said.isdigit() or not int(said):
        raise Refused([Problem(PUSH, _LIMIT)])
    return int(said)
