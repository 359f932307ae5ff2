"""What commits bring: the files that each adds or changes, and all that git stores of it besides.

In: a repository and which commits are meant. Out: commits, oldest first, and objects as they are stored. One process of
git for each question, however many commits there are. Raises ``Unknown`` where git cannot tell.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from build_tools.git.objects import PIECE
from build_tools.git.running import CANNOT_TELL, CUT_SHORT, EITHER, Unknown, command, environment, read

_AS_THEY_ARE = ("-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff")


class Change(NamedTuple):
    """A file that a commit adds or changes. ``before`` holds its digests in the parents that have it."""

    path: str
    mode: str
    digest: str
    before: tuple[str, ...]


class StoredObject(NamedTuple):
    """An object of git: its kind, how many bytes it has, and the first of them."""

    kind: str
    size: int
    data: bytes


Reader = Callable[[str], StoredObject | None]
"""Returns the object of a digest or a name, or nothing where there is none."""


def check_not_shallow(root: Path) -> None:
    """See that no commit of the history is left out. Raises ``Unknown``."""
    if read(root, EITHER, "rev-parse", "--is-shallow-repository") == "true":
        raise Unknown(CUT_SHORT)


def commits(root: Path, wanted: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the commits that lead to those that are wanted and not to those that are known, oldest first."""
    asked = [*wanted, *(f"^{digest}" for digest in known)]
    return _asked(root, asked, "rev-list", "--reverse", "--topo-order", "--stdin").decode().split()


def brought(
    root: Path, digests: Iterable[str], paths: Iterable[str] = (), *, any_parent: bool = False
) -> Iterator[tuple[str, list[Change]]]:
    """Yield each commit that changes a file, with the files that are as in none of its parents; those that differ from
    ``any_parent``, once for each. ``paths`` from the top of the repository are all that is asked about, if there are
    any."""
    words = ("diff-tree", "--stdin", "-m" if any_parent else "-c", "--root", *_AS_THEY_ARE)
    only = [f":(top,literal){path}" for path in paths]
    said = _asked(root, digests, *words, *(["--", *only] if only else []))
    fields = iter(said.decode("utf-8", "surrogateescape").split("\0")[:-1])
    commit, changes = "", list[Change]()
    for field in fields:
        if field.startswith(":"):
            changes += _changes(field, next(fields, ""))
            continue
        if commit:
            yield commit, changes
        commit, changes = field, []
    if commit:
        yield commit, changes


def staged_changes(root: Path, index: str | None) -> list[Change]:
    """Return the files that the next commit adds or changes, if it is made of this index."""
    head = _ran(root, b"", {}, "rev-parse", "--verify", "--quiet", "HEAD^{tree}")
    tree = head.stdout.decode().strip() or _asked(root, (), "hash-object", "-t", "tree", "--stdin").decode().strip()
    own = {"GIT_INDEX_FILE": index} if index else {}
    done = _ran(root, b"", own, "diff-index", "--cached", *_AS_THEY_ARE, tree)
    if done.returncode:
        raise Unknown(CANNOT_TELL)
    fields = iter(done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1])
    return [change for field in fields for change in _changes(field, next(fields, ""))]


def staged_at(root: Path, index: str | None, path: str) -> str | None:
    """Return the digest of a file, by its path from the top of the repository, if the next commit is made of this index
    and has it."""
    own = {"GIT_INDEX_FILE": index} if index else {}
    done = _ran(root, b"", own, "ls-files", "--stage", "--full-name", "-z", "--", f":(top,literal){path}")
    if done.returncode:
        raise Unknown(CANNOT_TELL)
    said = done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
    found = {there: entry.split(" ") for entry, _, there in (line.partition("\t") for line in said)}
    return found[path][1] if path in found and found[path][2] == "0" else None


_IDENTITY = re.compile(r"([^<>\n]*) <([^<>\n]*)> [0-9]{1,20} [+-][0-9]{4}\n?")
_OF_WHO = re.compile("GIT_(AUTHOR|COMMITTER)_|EMAIL$")


def who(root: Path) -> tuple[tuple[str, str], ...]:
    """Return name and address of the author and of the committer that the next commit would name, as far as git knows
    them; git makes no commit without."""
    own = {name: value for name, value in os.environ.items() if _OF_WHO.match(name)}
    done = (_ran(root, b"", own, "var", f"GIT_{part}_IDENT") for part in ("AUTHOR", "COMMITTER"))
    said = (_IDENTITY.fullmatch(one.stdout.decode("utf-8", "replace")) for one in done if not one.returncode)
    return tuple((found[1], found[2]) for found in said if found)


def _changes(field: str, path: str) -> Iterator[Change]:
    """Yield the change of one line such as ``:MODE MODE DIGEST DIGEST M``; that of a merge names all parents."""
    parents = len(field) - len(field.lstrip(":"))
    words = field[parents:].split(" ")
    if len(words) != 2 * parents + 3 or not path:
        raise Unknown(CANNOT_TELL)
    modes, digests = words[: parents + 1], words[parents + 1 : -1]
    before = tuple(digest for digest in digests[:-1] if digest.strip("0"))
    if modes[-1].strip("0") and digests[-1].strip("0"):
        yield Change(path, modes[-1], digests[-1], before)


def _asked(root: Path, lines: Iterable[str], *words: str) -> bytes:
    done = _ran(root, "".join(f"{line}\n" for line in lines).encode(), {}, *words)
    if done.returncode:
        raise Unknown(CANNOT_TELL)
    return done.stdout


def _ran(root: Path, said: bytes, own: dict[str, str], *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command(root, *words), input=said, capture_output=True, check=False, env=environment() | own
        )
    except OSError as error:
        raise Unknown(CANNOT_TELL) from error


@contextmanager
def reader(root: Path, most: int) -> Iterator[Reader]:
    """Give what returns objects, with at most the first ``most`` bytes of each; one process for all of them."""
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            command(root, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment(),
        ) as running,
    ):
        asking, saying = running.stdin, running.stdout
        if asking is None or saying is None:
            raise Unknown(CANNOT_TELL)
        yield lambda name: _object(asking, saying, name, most)


def _object(asking: IO[bytes], saying: IO[bytes], name: str, most: int) -> StoredObject | None:
    if "\n" in name:
        return None
    try:
        asking.write(name.encode("utf-8", "surrogateescape") + b"\n")
        asking.flush()
        header = saying.readline().decode("utf-8", "replace").split(" ")
    except OSError as error:
        raise Unknown(CANNOT_TELL) from error
    if len(header) != 3 or not header[2].strip().isdecimal():
        if header[-1].strip() in ("missing", "ambiguous"):
            return None
        raise Unknown(CANNOT_TELL)
    size = int(header[2])
    data = saying.read(min(size, most))
    left = size - len(data)
    while left > 0 and (piece := saying.read(min(left, PIECE))):
        left -= len(piece)
    if left or saying.read(1) != b"\n":
        raise Unknown(CANNOT_TELL)
    return StoredObject(header[1], size, data)
