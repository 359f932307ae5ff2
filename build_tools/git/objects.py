"""What git stores, as bytes: one object, the texts of some digests, and all files of a commit in a private folder.

In: a folder of a repository, and names or digests. Out: bytes as they are stored: no attribute and no filter has a say.
One process of git for all that is read. Raises ``Unknown`` where git cannot tell.
"""

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha1, sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

from build_tools.files.tree import LARGEST
from build_tools.git import Unknown, command, environment, listed, matched

LINK, SUBMODULE = "120000", "160000"
"""The modes of entries that are no files."""

_PIECE = 1_048_576
_NO_NAMES = {"", ".", "..", ".git"}
"""Names that a made-up commit can hold and no file may have."""

_HEADER = re.compile("[0-9a-f]+ ([a-z]+) ([0-9]+)\n")
_OF_COMMIT = re.compile(r"([0-7]{6}) (?:blob|commit) ([0-9a-f]{40}|[0-9a-f]{64})\t(.+)", re.DOTALL)


class CommitEntry(NamedTuple):
    """What a commit holds of one path: its mode, and the digest of its bytes; where it is about what a commit changes,
    ``before`` holds the digests in the parents that have it."""

    path: str
    mode: str
    digest: str
    before: tuple[str, ...] = ()


class StoredObject(NamedTuple):
    """An object of git: its kind, how many bytes it has, and the first of them, one more than is looked at."""

    kind: str
    size: int
    data: bytes


ObjectReader = Callable[[str], StoredObject | None]
"""Returns the object of a digest or a name, or nothing where there is none."""


def entries_at(root: Path, commit: str) -> tuple[CommitEntry, ...]:
    """Return all that a commit holds below a folder, with paths from there. Raises ``Unknown``."""
    found = (matched(_OF_COMMIT, line).groups() for line in listed(root, "ls-tree", "-r", "-z", commit))
    return tuple(sorted(CommitEntry(path, mode, digest) for mode, digest, path in found))


def blob_digest(data: bytes, like: str) -> str:
    """Return the digest that git gives to a file of these bytes, in the form of another digest."""
    kind = sha1 if len(like) == 40 else sha256
    return kind(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


@contextmanager
def reader(root: Path) -> Iterator[ObjectReader]:
    """Give what returns objects."""
    words, pipe, nowhere = command(root, "cat-file", "--batch"), subprocess.PIPE, subprocess.DEVNULL
    try:
        running = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=nowhere, env=environment())
    except OSError as error:
        raise Unknown from error
    with running:
        asking, saying = running.stdin, running.stdout
        if asking is None or saying is None:
            raise Unknown
        yield lambda name: _object(asking, saying, name)


def _object(asking: IO[bytes], saying: IO[bytes], name: str) -> StoredObject | None:
    """Return one object: git says its digest, kind and size on a line, then its bytes and a line break."""
    if "\n" in name:
        return None
    try:
        asking.write(name.encode("utf-8", "surrogateescape") + b"\n")
        asking.flush()
        header = saying.readline().decode("utf-8", "replace")
    except OSError as error:
        raise Unknown from error
    if header.endswith((" missing\n", " ambiguous\n")):
        return None
    found = matched(_HEADER, header)
    size = int(found[2])
    data = saying.read(min(size, LARGEST + 1))
    left = size - len(data)
    while left > 0 and (piece := saying.read(min(left, _PIECE))):
        left -= len(piece)
    if left or saying.read(1) != b"\n":
        raise Unknown
    return StoredObject(found[1], size, data)


def blob_texts(root: Path, digests: Iterable[str]) -> dict[str, str]:
    """Return the text of each file by its digest. Raises ``Unknown``."""
    with reader(root) as read:
        return {digest: _file(read, digest).decode("utf-8", "replace") for digest in sorted({*digests})}


def _file(read: ObjectReader, digest: str) -> bytes:
    """Return the bytes of a file that has to be there. Raises ``Unknown``."""
    stored = read(digest)
    if stored is None or stored.kind != "blob":
        raise Unknown
    return stored.data


@contextmanager
def folder_of(root: Path, commit: str) -> Iterator[Path]:
    """Give a private folder with what a commit holds below ``root``. A link becomes a plain file that names its goal, a
    repository inside is left out. Raises ``Unknown``."""
    with TemporaryDirectory(prefix="commit-") as name, reader(root) as read:
        for entry in entries_at(root, commit):
            if _NO_NAMES & {*entry.path.casefold().split("/")}:
                raise Unknown
            if entry.mode == SUBMODULE:
                continue
            path, data = Path(name, entry.path), _file(read, entry.digest)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            except OSError as error:
                raise Unknown from error
        yield Path(name)
