"""Run git so that it says what is stored, in English, and waits for nothing; what it cannot tell is a refusal.

In: words of a command. Out: what git prints. What git says itself when it fails is never shown, for it names folders.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from build_tools.git.pipes import ENDLESS, endless, steps_to_repository
from build_tools.problems import Fault, Problem, Refused

PASSED_ON = re.compile(r"(?!GIT_)|GIT_(CONFIG|TEST_|EXEC_PATH|CEILING_|DISCOVERY_)")
"""The variables that git gets. All others of its own are those of a hook, which mean its own repository, or change what
it is asked: one lets it take every path for a name, and it then finds no change anywhere."""

AS_STORED = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}
"""Let git show a commit and its history as everybody has them: replacements and grafts are of one machine."""

IN_ENGLISH = {"LC_ALL": "C", "LANGUAGE": ""}
LOOKING_ITSELF = ("-c", "core.fsmonitor=false")
"""Let git look at the files itself, and not ask a program that the settings of one machine name."""

DISTRUST = (b"dubious ownership", b"unsafe repository")
"""What git says of a repository of another user, since 2.35.3 and before."""

PASSED_BY = re.compile(rb"^(error|fatal):|could not open directory", re.MULTILINE)
"""What git says, sometimes without failing, of what it could not read and passed by."""

UNBORN = "# branch.oid (initial)"
NO_GIT = Fault(
    "git.no_commit",
    "is in no repository of git that has a commit, or git is not installed; a release is made of a commit",
)
NOT_OURS = Fault(
    "git.other_owner",
    "is in a repository that belongs to another user, so git does not read it; if you trust whoever made it, run "
    "`git config --global --add safe.directory {folder}` in the project's folder",
)
CANNOT_TELL = Fault(
    "git.cannot_tell",
    "is in a repository of which git cannot tell what is committed, so nothing can be released from it; see what "
    "`git status` and `git fsck` say, or clone the repository anew",
)
CUT_SHORT = Fault(
    "git.shallow_clone",
    "has a history that is cut short, so that nobody sees what was in it; use `git fetch --unshallow`",
)


class Unknown(Refused):
    """Git cannot tell. The one problem says why; what git says itself is never shown, for it names folders."""

    def __init__(self, fault: Fault, path: str = ".", **values: str):
        super().__init__([Problem(path, fault, values=values)])


class NoRepository(Unknown):
    """There is no repository, or none with a commit, so that there is nothing that git could tell."""

    def __init__(self) -> None:
        super().__init__(NO_GIT)


EITHER = re.compile("(true|false)")


def git(root: Path, *words: str) -> str:
    """Return what git prints, without the last line break. Raises ``Unknown`` where it fails or is not installed.

    Output is read as UTF-8; a file name that is not is kept with its bytes escaped.
    """
    if path := next(endless(root, words[0]), None):
        raise Unknown(ENDLESS, path)
    done = _ran(root, *words)
    if done is None or done.returncode or PASSED_BY.search(done.stderr):
        raise _why(root, done)
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def _ran(root: Path, *words: str) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(command(root, *words), capture_output=True, check=False, env=environment())
    except OSError:
        return None


def command(root: Path, *words: str) -> list[str]:
    """Return the words that run git in a folder."""
    return ["git", "-C", str(root), *LOOKING_ITSELF, *words]


def environment() -> dict[str, str]:
    """Return the variables that git gets."""
    return {name: value for name, value in os.environ.items() if PASSED_ON.match(name)} | AS_STORED | IN_ENGLISH


def _why(root: Path, done: subprocess.CompletedProcess[bytes] | None) -> Unknown:
    """Return why git did not answer. The command that helps finds out the folder itself: a path can hold a name."""
    steps = steps_to_repository(root)
    if steps is None:
        return NoRepository()
    if done is None:
        return Unknown(NO_GIT)
    if any(words in done.stderr for words in DISTRUST):
        way = "pwd -P" if steps == 0 else f"cd {'/'.join(['..'] * steps)} && pwd -P"
        return Unknown(NOT_OURS, folder=f'"$({way})"')
    return NoRepository() if _is_unborn(root) else Unknown(CANNOT_TELL)


def _is_unborn(root: Path) -> bool:
    """Tell whether a repository surely never had a commit. Git says so too of a branch whose file is damaged."""
    asked = (
        ("status", "--porcelain=v2", "--branch", "--untracked-files=no"),
        ("symbolic-ref", "HEAD"),
        ("rev-parse", "--absolute-git-dir"),
    )
    ran = [_ran(root, *words) for words in asked]
    if any(done is None or done.returncode for done in ran):
        return False
    state, branch, place = (done.stdout.decode("utf-8", "surrogateescape") for done in ran if done)
    traces = (Path(place.removesuffix("\n"), name) for name in (branch.removesuffix("\n"), "logs/HEAD"))
    return UNBORN in state.split("\n") and not any(map(os.path.lexists, traces))


def read(root: Path, form: re.Pattern[str], *words: str) -> str:
    """Return what git prints, if it has a form. Raises ``Unknown``."""
    said = git(root, *words)
    if not form.fullmatch(said):
        raise Unknown(CANNOT_TELL)
    return said


def listed(root: Path, *words: str) -> Iterator[str]:
    """Yield what git prints with a zero byte after each. Raises ``Unknown``."""
    said = git(root, *words)
    if said and not said.endswith("\0"):
        raise Unknown(CANNOT_TELL)
    yield from said.split("\0")[:-1]


def matched(form: re.Pattern[str], line: str) -> re.Match[str]:
    """Return the match of a line that must have a form. Raises ``Unknown``."""
    if found := form.fullmatch(line):
        return found
    raise Unknown(CANNOT_TELL)
