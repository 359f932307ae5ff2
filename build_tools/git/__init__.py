"""What git knows of the project; the only place that runs it.

In: a folder and the words of a git command. Out: what git prints. Raises ``Unknown`` where git cannot tell, so that no
silence can be taken for an answer. Names no command that changes the repository; who gives one says so.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from build_tools.git.entries import LINK, SUBMODULE, Entry, but, digest_of, entries, entries_at
from build_tools.git.folders import folder_of
from build_tools.git.history import (
    Change,
    Reader,
    StoredObject,
    brought,
    check_not_shallow,
    commits,
    reader,
    staged_at,
    staged_changes,
    who,
)
from build_tools.git.objects import blobs, each_blob
from build_tools.git.pipes import ENDLESS, READ_BY_GIT, endless
from build_tools.git.running import (
    CANNOT_TELL,
    CUT_SHORT,
    EITHER,
    NoRepository,
    Unknown,
    git,
    listed,
    matched,
    read,
)

__all__ = [
    "Change",
    "ENDLESS",
    "Entry",
    "LINK",
    "NoRepository",
    "READ_BY_GIT",
    "Reader",
    "SUBMODULE",
    "StoredObject",
    "Unknown",
    "blobs",
    "brought",
    "check_not_shallow",
    "check_whole",
    "commit",
    "commit_named",
    "commit_with",
    "commits",
    "committed_at",
    "could_be_committed",
    "digest_of",
    "each_blob",
    "endless",
    "entries",
    "entries_at",
    "ever_added",
    "files_at",
    "folder_of",
    "git",
    "ignored",
    "modified",
    "names",
    "reader",
    "staged_at",
    "staged_changes",
    "uncommitted",
    "who",
]

CHANGE = re.compile(r"[ MTADRCU?!m]{2} (.+)", re.DOTALL)
COMMIT = re.compile("([0-9a-f]{40}|[0-9a-f]{64})")
SECONDS = re.compile("([0-9]{1,20})")


def commit(root: Path) -> str:
    """Return the commit that is checked out, 40 hexadecimal digits (64 in a SHA-256 repository). Raises ``Unknown``."""
    found = read(root, COMMIT, "rev-parse", "--verify", "HEAD^{commit}")
    # A setting can tell git that the files lie elsewhere, and then it speaks of those.
    if not root.resolve().is_relative_to(git(root, "rev-parse", "--show-toplevel")):
        raise Unknown(CANNOT_TELL)
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
        return read(root, COMMIT, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except Unknown:
        return None


def check_whole(root: Path) -> None:
    """See that the repository holds all that the commit is made of. Raises ``Unknown``."""
    git(root, "rev-list", "--objects", "--no-walk", "--quiet", "HEAD")


def uncommitted(root: Path, *folders: str, apart: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the files that differ from the commit or are new to it. Raises ``Unknown``.

    ``folders``, from ``root``, say where to look; without them, everywhere in the repository but at what is ``apart``.
    """
    where = (*(folders or (":/",)), *but(apart))
    lines = listed(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *where)
    return tuple(sorted(matched(CHANGE, line)[1] for line in lines))


def modified(root: Path) -> tuple[str, ...]:
    """Return the files below a folder whose change git sees, as paths from ``root``. Raises ``Unknown``."""
    return names(listed(root, "ls-files", "--modified", "-z"))


def committed_at(root: Path) -> int:
    """Return when the commit was made, in seconds since 1970. Raises ``Unknown``."""
    return int(read(root, SECONDS, "log", "-1", "--no-show-signature", "--format=%ct"))


def ignored(root: Path, *folders: str) -> tuple[str, ...]:
    """Return the files below folders that git is told to ignore, as paths from ``root``. Raises ``Unknown``."""
    return names(listed(root, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", *folders))


def could_be_committed(root: Path) -> tuple[str, ...]:
    """Return the files below a folder that git holds or would add, as paths from ``root``; a repository inside ends
    with ``/``. Raises ``Unknown``."""
    return names(listed(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z"))


def files_at(root: Path, commit: str, *folders: str) -> tuple[str, ...]:
    """Return the files below folders as they were at a commit, as paths from ``root``. Raises ``Unknown``."""
    return names(listed(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", *folders))


def ever_added(root: Path, folder: str, of: str = "HEAD") -> tuple[str, ...]:
    """Return every path that the history of this commit ever added below a folder, from ``root``; ``of`` may be
    ``--all``: branches, tags and what was put aside too. Raises ``Unknown``, also in a clone whose history is cut
    short."""
    if read(root, EITHER, "rev-parse", "--is-shallow-repository") == "true":
        raise Unknown(CUT_SHORT)
    # What a branch added and lost again before it was merged is history too, and so is what only a merge adds (-m).
    walk = ("-c", "log.showRoot=true", "log", "--full-history", "-m", "--no-show-signature", "--no-color", "--format=")
    shown = ("--diff-filter=A", "--no-renames", "--name-only", "--relative", "-z")
    return names(listed(root, *walk, *shown, of, "--", folder))


def names(paths: Iterable[str]) -> tuple[str, ...]:
    """Return names that git prints, sorted, each once; a log has line breaks between its commits."""
    return tuple(sorted({path.strip("\n") for path in paths} - {""}))
