"""What is checked out, and what of it is not as committed.

In: a folder of a repository. Out: a commit, its time, and paths. Raises ``Unknown`` where git cannot tell, so that no
silence can be taken for an answer.
"""

import re
from pathlib import Path

from build_tools.git.running import NoRepository, Unknown, git, listed, matched, read

_CHANGE = re.compile(r"[ MTADRCU?!m]{2} (.+)", re.DOTALL)
_COMMIT = re.compile("([0-9a-f]{40}|[0-9a-f]{64})")
_SECONDS = re.compile("([0-9]{1,20})")


def commit(root: Path) -> str:
    """Return the commit that is checked out, 40 hexadecimal digits (64 in a SHA-256 repository). Raises ``Unknown``."""
    found = read(root, _COMMIT, "rev-parse", "--verify", "HEAD^{commit}")
    # A setting can tell git that the files lie elsewhere, and then it speaks of those.
    if not root.resolve().is_relative_to(git(root, "rev-parse", "--show-toplevel")):
        raise Unknown
    return found


def commit_with(root: Path) -> str | None:
    """Return the commit that the folder itself is a part of; nothing where there is no repository, or the folder just
    lies inside one, as an unpacked archive may. Raises ``Unknown``."""
    try:
        found = commit(root)
    except NoRepository:
        return None
    return found if git(root, "ls-tree", "HEAD") else None


def commit_named(root: Path, name: str) -> str | None:
    """Return the commit that somebody calls by a name, or nothing where no commit is called so."""
    try:
        return read(root, _COMMIT, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except Unknown:
        return None


def check_whole(root: Path) -> None:
    """See that the repository holds all that the commit is made of. Raises ``Unknown``."""
    git(root, "rev-list", "--objects", "--no-walk", "--quiet", "HEAD")


def committed_at(root: Path) -> int:
    """Return when the commit was made, in seconds since 1970. Raises ``Unknown``."""
    return int(read(root, _SECONDS, "log", "-1", "--format=%ct"))


def uncommitted(root: Path, *folders: str) -> tuple[str, ...]:
    """Return the files that differ from the commit or are new to it, from the top of the repository; ``folders``, from
    ``root``, say where to look, else everywhere. Raises ``Unknown``."""
    words = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--")
    return tuple(sorted(matched(_CHANGE, line)[1] for line in listed(root, *words, *(folders or (":/",)))))


def could_be_committed(root: Path) -> tuple[str, ...]:
    """Return the files below a folder that git holds or would add, as paths from ``root``; a repository inside ends
    with ``/``. Raises ``Unknown``."""
    return tuple(sorted({*listed(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z")}))


def files_at(root: Path, commit: str, *folders: str) -> tuple[str, ...]:
    """Return the files below folders as they were at a commit, as paths from ``root``. Raises ``Unknown``."""
    return tuple(listed(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", *folders))
