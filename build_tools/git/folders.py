"""The files of a commit, written into a private folder, to the byte: no attribute and no filter has a say.

In: a folder of a repository and a commit. Out: a folder that is there while it is needed. A link becomes a plain file
that names its goal, a repository inside is left out. Raises ``Unknown`` where git cannot tell.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.git.entries import SUBMODULE, Entry, entries_at
from build_tools.git.objects import each_blob
from build_tools.git.running import CANNOT_TELL, Unknown

_NO_NAMES = {"", ".", ".."}
"""Names that a made-up commit can hold and no file can have."""


@contextmanager
def folder_of(root: Path, commit: str, most: int) -> Iterator[Path]:
    """Give a folder with what a commit holds below ``root``, of each file at most its first bytes and one more."""
    with TemporaryDirectory(prefix="commit-") as name:
        entries = [entry for entry in entries_at(root, commit) if entry.mode != SUBMODULE]
        try:
            _write(root, entries, Path(name), most + 1)
        except OSError as error:
            raise Unknown(CANNOT_TELL) from error
        yield Path(name)


def _write(root: Path, entries: Iterable[Entry], folder: Path, most: int) -> None:
    files = list(entries)
    data = each_blob(root, [entry.digest for entry in files], most)
    for entry, (_, text) in zip(files, data, strict=True):
        if _NO_NAMES & {*entry.path.split("/")}:
            raise Unknown(CANNOT_TELL)
        (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / entry.path).write_bytes(text)
