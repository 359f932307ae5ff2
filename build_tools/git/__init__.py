"""Words of a command come in; what git prints goes out, in English, without waiting for an answer.

Only this package runs git. Raises ``Unknown`` where git cannot tell, so that no silence can be taken for an answer;
what git says itself when it fails is never shown, for it names folders.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.problems import Fault, Problem, Refused

_PASSED_ON = re.compile(r"(?!GIT_)|GIT_(CONFIG|TEST_|EXEC_PATH|CEILING_|DISCOVERY_)")
"""The variables that git gets. All others of its own are those of a hook, which mean its own repository, or change what
it is asked: one lets it take every path for a name, and it then finds no change anywhere."""

_OURS = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
"""Let git show a commit and its history as everybody has them, without the replacements and grafts of one machine;
write nothing in passing, ask nobody, fetch nothing, and speak English."""

_NO_PROGRAMS = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
"""Let git look at the files itself, and ask no program that the settings of one machine or repository name."""

LIMIT = 600
"""Seconds after which git is ended: a pipe where it looks for settings would keep it for ever."""

_PASSED_BY = re.compile(rb"^(error|fatal):|could not open directory", re.MULTILINE)
"""What git says, sometimes without failing, of what it could not read and passed by."""

_DISTRUST = (b"dubious ownership", b"unsafe repository")
"""What git says of a repository of another user, since 2.35.3 and before."""

_NO_GIT = Fault(
    "git.no_commit",
    "is in no repository of git that has a commit, or git is not installed; a release is made of a commit",
)
_NOT_OURS = Fault(
    "git.other_owner",
    "is in a repository that belongs to another user, so git does not read it; if you trust whoever made it, run "
    '`git config --global --add safe.directory "$(pwd -P)"` in the folder that holds `.git`',
)
CANNOT_TELL = Fault(
    "git.cannot_tell",
    "is in a repository of which git cannot tell what is committed, so nothing can be released from it; commit if "
    "nothing is committed yet, see what `git status` and `git fsck` say, or clone the repository anew",
)
CUT_SHORT = Fault(
    "git.shallow_clone",
    "has a history that is cut short, so that nobody sees what was in it; use `git fetch --unshallow`",
)


class Unknown(Refused):
    """Git cannot tell. The one problem says why; what git says itself is never shown, for it names folders."""

    def __init__(self, fault: Fault = CANNOT_TELL):
        super().__init__([Problem(".", fault)])


def command(root: Path, *words: str) -> list[str]:
    """Return the words that run git in a folder."""
    return ["git", "-C", str(root), *_NO_PROGRAMS, *words]


def environment() -> dict[str, str]:
    """Return the variables that git gets."""
    return {name: value for name, value in os.environ.items() if _PASSED_ON.match(name)} | _OURS


def git(root: Path, *words: str, lines: Iterable[str] = (), own: dict[str, str] | None = None) -> str:
    """Return what git prints, without the last line break; ``lines`` is what it reads, ``own`` are more variables.
    Raises ``Unknown`` where it fails or is not installed.

    Output is read as UTF-8; a file name that is not is kept with its bytes escaped.
    """
    said = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    variables = environment() | (own or {})
    try:
        done = subprocess.run(
            command(root, *words), input=said, capture_output=True, check=False, env=variables, timeout=LIMIT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _why(root, b"") from error
    if done.returncode or _PASSED_BY.search(done.stderr):
        raise _why(root, done.stderr)
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def _why(root: Path, said: bytes) -> Unknown:
    """Return why git did not answer."""
    if not is_in_repository(root):
        return Unknown(_NO_GIT)
    return Unknown(_NOT_OURS if any(words in said for words in _DISTRUST) else CANNOT_TELL)


def is_in_repository(root: Path) -> bool:
    """Whether a repository lies in a folder or around it, whatever its state."""
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    here = root.resolve()
    for folder in (here, *here.parents):
        if folder != here and str(folder) in ceilings:
            return False
        if os.path.lexists(folder / ".git"):
            return True
    return False


def listed(root: Path, *words: str, lines: Iterable[str] = (), own: dict[str, str] | None = None) -> Iterator[str]:
    """Yield what git prints with a zero byte after each. Raises ``Unknown``."""
    said = git(root, *words, lines=lines, own=own)
    if said and not said.endswith("\0"):
        raise Unknown
    yield from said.split("\0")[:-1]


def matched(form: re.Pattern[str], line: str) -> re.Match[str]:
    """Return the match of what git prints, which must have a form. Raises ``Unknown``."""
    if found := form.fullmatch(line):
        return found
    raise Unknown
