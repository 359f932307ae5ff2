"""What git holds of each path: in its index, and in a commit.

In: a folder of a repository. Out: entries, by path. Raises ``Unknown`` where git cannot tell.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from build_tools.git.running import listed, matched

LINK, SUBMODULE = "120000", "160000"
"""The modes of entries that are no files."""


class Entry(NamedTuple):
    """What git holds of one path, from the folder asked about: its mode, and the digest of its bytes in hexadecimal
    digits. ``tag`` is S where git was told to leave it out of the folder, and small where it was told not to look."""

    path: str
    mode: str
    digest: str
    tag: str = "H"


_OF_INDEX = re.compile(r"([A-Za-z?]) ([0-7]{6}) ([0-9a-f]{40}|[0-9a-f]{64}) [0-3]\t(.+)", re.DOTALL)
"""A line such as ``H 100644 3b18e512dba79e4c8300dd08aeb37f8e728b8dad 0`` with a path after a tabulator."""

_OF_COMMIT = re.compile(r"([0-7]{6}) (?:blob|commit) ([0-9a-f]{40}|[0-9a-f]{64})\t(.+)", re.DOTALL)


def but(apart: Iterable[str]) -> tuple[str, ...]:
    """Return how git is told to leave paths out."""
    return tuple(f":(exclude,literal){path}" for path in apart)


def entries(root: Path, apart: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Return all that git holds below a folder, but for what is ``apart``. Raises ``Unknown``."""
    lines = listed(root, "ls-files", "-v", "--stage", "-z", "--", ".", *but(apart))
    found = (matched(_OF_INDEX, line).groups() for line in lines)
    return tuple(sorted(Entry(path, mode, digest, tag) for tag, mode, digest, path in found))


def entries_at(root: Path, commit: str) -> tuple[Entry, ...]:
    """Return all that a commit holds below a folder. Raises ``Unknown``."""
    lines = listed(root, "ls-tree", "-r", "-z", commit)
    found = (matched(_OF_COMMIT, line).groups() for line in lines)
    return tuple(sorted(Entry(path, mode, digest) for mode, digest, path in found))


def digest_of(data: bytes, like: str) -> str:
    """Return the digest that git gives to a file of these bytes, in the form of another digest."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
