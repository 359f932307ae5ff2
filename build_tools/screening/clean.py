"""A note, in git's own folder, of files in which nothing was found, so that nobody waits for them twice.

In: a repository. Out: whether a file is noted. It holds no text and no finding, only digests of what was clean; it may
be deleted at any time, and a damaged one is none.
"""

import os
import stat
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from build_tools import git

_FOLDER, _NOTE = "transparency", "clean"
_SIZE = 32
_MOST = 200_000
"""Files that are noted, about 6 MB; beyond that the note begins anew."""

_PROGRAM = Path(__file__).parents[1]


class Clean:
    """Which files were found clean by this program. ``folder`` is None where nothing is kept."""

    def __init__(self, folder: Path | None):
        self.folder = folder
        self.marks = _marks_in(folder / _NOTE) if folder else set[bytes]()
        self.kept = len(self.marks)

    def keep(self) -> None:
        """Write what is new, for its owner alone; where that is not possible, the next run looks again."""
        if self.folder and len(self.marks) > self.kept:
            with suppress(OSError):
                self.folder.mkdir(mode=0o700, exist_ok=True)
                with NamedTemporaryFile(dir=self.folder, delete=False) as file:
                    file.write(b"".join(sorted(self.marks)))
                os.replace(file.name, self.folder / _NOTE)


def mark_of(path: str, digest: str, approved: str = "") -> bytes:
    """Return the mark of a file with these bytes in this place, with the approvals that have this mark."""
    return sha256(f"{_digest_of_rules()}\0{approved}\0{path}\0{digest}".encode("utf-8", "surrogateescape")).digest()


_UNKEPT = Clean(None)


def note_of(root: Path) -> Clean:
    """Return the note of a project; of one that lies in no clone, one that ends with the program."""
    try:
        return Clean(root / git.git(root, "rev-parse", "--git-path", _FOLDER))
    except git.Unknown:
        return _UNKEPT


def _marks_in(path: Path) -> set[bytes]:
    """Return the marks of a note; none of one that is full or not whole, or that others than its owner may read."""
    try:
        mode = path.lstat().st_mode
        data = path.read_bytes() if stat.S_ISREG(mode) and not mode & 0o077 else b""
    except OSError:
        return set()
    marks = {data[start : start + _SIZE] for start in range(0, len(data), _SIZE)}
    return marks if len(marks) < _MOST and all(len(mark) == _SIZE for mark in marks) else set()


@cache
def _digest_of_rules() -> str:
    """Return a digest of the program: of what another one found clean nothing is known, for rules lean on any room."""
    whole = sha256()
    for path in sorted(path for path in _PROGRAM.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        whole.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()
