"""Carry out a plan in a folder and stage it: all of it, or nothing.

In: a project and a plan. Out: changed files, in the folder and for the next commit. Makes no commit.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from build_tools import git
from build_tools.ended import to_the_end
from build_tools.problems import Fault, Problem, Refused
from build_tools.withdrawal.planning import Plan

_NOT_DONE = Fault(
    "withdraw.not_all_written",
    "not all files could be written, so nothing was changed; see that the disk has room, that you may write in this "
    "folder, and that no other git is at work",
)


@to_the_end()
def carry_out(root: Path, plan: Plan) -> None:
    """Do what a plan says. Raises ``Refused``, and then all is as it was."""
    before = {path: _bytes_of(root / path) for path in plan.files}
    try:
        _write(root, {path: None if text is None else text.encode() for path, text in plan.files.items()})
        _stage(root, plan.files)
    except (OSError, git.Unknown) as error:
        _write(root, before)
        raise Refused([Problem("", _NOT_DONE)]) from error


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _write(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Give each file its bytes, or delete it. Raises ``OSError``."""
    for path, data in files.items():
        if data is None:
            (root / path).unlink(missing_ok=True)
        else:
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(data)


def _stage(root: Path, paths: Iterable[str]) -> None:
    """Let the next commit hold the files as they are now. Raises ``Unknown``."""
    known = {entry.path for entry in git.entries(root)}
    wanted = [f":(literal){path}" for path in paths if path in known or (root / path).exists()]
    if wanted:
        git.git(root, "add", "--all", "--force", "--", *wanted)
