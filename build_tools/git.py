"""What git knows of the project; the only place that runs it.

In: a folder and the words of a git command. Out: what git prints, or None where the folder is not one of git.
Names no command that changes the repository; who gives one says so.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

POINTERS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""What a hook of git sets for its own repository, which is not the one that is asked about."""

AS_STORED = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}
"""Let git show a commit and its history as everybody has them: replacements and grafts are of one machine."""

LINK, SUBMODULE = "120000", "160000"
"""The modes of entries that are no files."""


class Entry(NamedTuple):
    """What git holds of one path, from the folder asked about: its mode, and the digest of its bytes in hexadecimal
    digits. ``tag`` is S where git was told to leave it out of the folder, and small where it was told not to look."""

    path: str
    mode: str
    digest: str
    tag: str


def git(root: Path, *words: str) -> str | None:
    """Return what git prints, without the last line break, or ``None`` where it fails or is not installed.

    Output is read as UTF-8; a file name that is not is kept with its bytes escaped.
    """
    environment = {name: value for name, value in os.environ.items() if name not in POINTERS} | AS_STORED
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True, env=environment)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def commit(root: Path) -> str | None:
    """Return the commit that is checked out, 40 hexadecimal digits (64 in a SHA-256 repository)."""
    return git(root, "rev-parse", "--verify", "HEAD^{commit}")


def uncommitted(root: Path, *folders: str, apart: Iterable[str] = ()) -> tuple[str, ...] | None:
    """Return the files that differ from the commit or are new to it, or ``None`` where git cannot tell.

    ``folders``, from ``root``, say where to look; without them, everywhere in the repository but at what is ``apart``.
    """
    where = (*(folders or (":/",)), *(f":(exclude,literal){path}" for path in apart))
    said = git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *where)
    return None if said is None else tuple(sorted(entry[3:] for entry in said.split("\0") if entry))


def modified(root: Path) -> tuple[str, ...]:
    """Return the files below a folder whose change git sees, as paths from ``root``."""
    return names(git(root, "ls-files", "--modified", "-z"))


def entries(root: Path, apart: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Return all that git holds below a folder, but for what is ``apart``."""
    where = (".", *(f":(exclude,literal){path}" for path in apart))
    said = git(root, "ls-files", "-v", "--stage", "-z", "--", *where) or ""
    return tuple(sorted(_entry(line) for line in said.split("\0") if line))


def _entry(line: str) -> Entry:
    """Read a line such as ``H 100644 3b18e512dba79e4c8300dd08aeb37f8e728b8dad 0`` with a path after a tabulator."""
    facts, _, path = line.partition("\t")
    tag, mode, digest, _ = facts.split(" ")
    return Entry(path, mode, digest, tag)


def digest_of(data: bytes, like: str) -> str:
    """Return the digest that git gives to a file of these bytes, in the form of another digest."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def committed_at(root: Path) -> int | None:
    """Return when the commit was made, in seconds since 1970."""
    said = git(root, "log", "-1", "--no-show-signature", "--format=%ct")
    return int(said) if said else None


def is_in_commit(root: Path) -> bool:
    """Whether the folder itself is a part of the commit, and does not just lie inside a repository."""
    return git(root, "rev-parse", "--verify", "--quiet", "HEAD:./") is not None


def ignored(root: Path, *folders: str) -> tuple[str, ...]:
    """Return the files below folders that git is told to ignore, as paths from ``root``."""
    return names(git(root, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", *folders))


def files_at(root: Path, commit: str, *folders: str) -> tuple[str, ...]:
    """Return the files below folders as they were at a commit, as paths from ``root``."""
    return names(git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", *folders))


def ever_added(root: Path, folder: str) -> tuple[str, ...] | None:
    """Return every path that the history of this commit ever added below a folder, from ``root``, or ``None``
    where git cannot tell: no commit, or a clone whose history is cut short."""
    if git(root, "rev-parse", "--is-shallow-repository") != "false":
        return None
    # What a branch added and lost again before it was merged is history too, and so is what only a merge adds (-m).
    walk = ("-c", "log.showRoot=true", "log", "--full-history", "-m", "--no-show-signature", "--no-color", "--format=")
    shown = ("--diff-filter=A", "--no-renames", "--name-only", "--relative", "-z")
    said = git(root, *walk, *shown, "HEAD", "--", folder)
    return None if said is None else names(said)


def names(said: str | None) -> tuple[str, ...]:
    """Return the names that git prints with a zero byte after each, sorted, each once."""
    return tuple(sorted({name.strip("\n") for name in (said or "").split("\0")} - {""}))
