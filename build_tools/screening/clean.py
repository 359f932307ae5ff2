"""A note, in git's own folder, of files in which nothing was found, so that nobody waits for them twice.

In: a repository. Out: whether a file is noted. It holds no text and no finding, only digests of what was clean; it may
be deleted at any time, and a damaged one is none.
"""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from build_tools import git

_FOLDER, _NOTE = "transparency", "clean"
_SIZE = 32
_MOST = 200_000
"""Files that are noted, about 6 MB; beyond that the note begins anew."""

_PROGRAM = Path(__file__).parents[1]
_RULES_BESIDE = ("paths.py", "phones.py", "plain_words.py", "closed_tree.py")
"""What rules of other rooms lean on."""


class Clean:
    """Which files were found clean by this program. ``folder`` is None where nothing is kept."""

    def __init__(self, folder: Path | None):
        self.folder = folder
        self.noted = set(_noted_in(folder)) if folder else set[bytes]()
        self.new = set[bytes]()

    @classmethod
    def of(cls, root: Path) -> "Clean":
        """Return the note of a clone."""
        place = Path(git.git(root, "rev-parse", "--git-path", _FOLDER))
        return cls(root / place)

    def has(self, path: str, digest: str, approved: str = "") -> bool:
        """Whether a file with these bytes was found clean in this place, with the approvals that have this mark."""
        mark = self._mark(path, digest, approved)
        return mark in self.noted or mark in self.new

    def add(self, path: str, digest: str, approved: str = "") -> None:
        """Note a file in which nothing was found."""
        self.new.add(self._mark(path, digest, approved))

    def _mark(self, path: str, digest: str, approved: str) -> bytes:
        said = f"{_rules()}\0{approved}\0{path}\0{digest}".encode("utf-8", "surrogateescape")
        return sha256(said).digest()

    def keep(self) -> None:
        """Write what is new; where that is not possible, the next run looks again."""
        if not self.folder or not self.new:
            return
        marks = self.noted | self.new if len(self.noted) < _MOST else self.new
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            _write(self.folder / _NOTE, b"".join(sorted(marks)))
        except OSError:
            return


def note_of(root: Path) -> Clean:
    """Return the note of a project; of one that lies in no clone, one that ends with the program."""
    try:
        return Clean.of(root)
    except git.Unknown:
        return _unkept()


@cache
def _unkept() -> Clean:
    return Clean(None)


def _noted_in(folder: Path) -> Iterator[bytes]:
    """Yield the marks of a note; of one that is not whole, none."""
    data = _bytes_of(folder / _NOTE)
    if not divmod(len(data), _SIZE)[1]:
        yield from (data[start : start + _SIZE] for start in range(0, len(data), _SIZE))


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file that only its owner may read; nothing of any other."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_mode & 0o077:
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def _write(path: Path, data: bytes) -> None:
    """Write a file whole, for its owner alone. Raises ``OSError``."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(number, "wb") as file:
        file.write(data)
    new.replace(path)


@cache
def _rules() -> str:
    """Return a digest of the rules that judge: of what another program found clean nothing is known."""
    rooms = (path for room in ("personal_data", "screening", "protect") for path in (_PROGRAM / room).rglob("*"))
    files = [path for path in rooms if path.is_file() and path.suffix != ".pyc"]
    whole = sha256()
    for path in sorted((*files, *(_PROGRAM / name for name in _RULES_BESIDE))):
        whole.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()
