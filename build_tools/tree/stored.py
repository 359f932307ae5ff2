"""The files of a project as they are kept in a commit.

In: a repository and what is meant. Out: what ``Tree`` tells. Writes no file and follows no link.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import git
from build_tools.problems import Fault
from build_tools.tree.base import LARGEST, LINK, NOT_A_FILE, NOT_A_FOLDER, UNREADABLE, Entry, Tree, joined


@dataclass(frozen=True, slots=True)
class Blob:
    """One stored file: at most its first ``LARGEST`` bytes and one more, or what is wrong with its kind."""

    data: bytes = b""
    fault: Fault | None = None


@dataclass(frozen=True)
class Stored(Tree):
    """Files that are kept as bytes, by their paths."""

    blobs: Mapping[str, Blob]
    _names: dict[str, dict[str, bool]] = field(init=False, repr=False, compare=False)
    """What lies in each folder: whether a name is that of a folder."""

    def __post_init__(self) -> None:
        names: dict[str, dict[str, bool]] = {"": {}}
        for path in self.blobs:
            folder, _, name = path.rpartition("/")
            names.setdefault(folder, {})[name] = False
            while folder:
                folder, _, name = folder.rpartition("/")
                names.setdefault(folder, {})[name] = True
        object.__setattr__(self, "_names", names)

    def below(self, folder: str) -> "Stored":
        """Return the files below a folder."""
        top = f"{folder}/"
        return Stored({path.removeprefix(top): blob for path, blob in self.blobs.items() if path.startswith(top)})

    def has(self, path: str) -> bool:
        """Tell whether anything is kept at a path."""
        return path in self.blobs or path in self._names

    def entries(self, folder: str) -> tuple[Entry, ...] | None:
        """Return what lies in a folder, or None where there is none."""
        if (names := self._names.get(folder)) is None:
            return None
        paths = ((name, is_folder, joined(folder, name)) for name, is_folder in sorted(names.items()))
        return tuple(Entry(name, one, None if one else self.blobs[path].fault) for name, one, path in paths)

    def folder_fault(self, folder: str) -> Fault | None:
        """Return what is wrong with what lies in the place of a folder."""
        if folder in self._names:
            return None
        return (self.blobs[folder].fault if folder in self.blobs else None) or NOT_A_FOLDER

    def file_fault(self, path: str) -> Fault | None:
        """Return what is wrong with the kind of what lies in the place of a file."""
        if path in self._names:
            return NOT_A_FILE
        return self.blobs[path].fault if path in self.blobs else UNREADABLE

    def size(self, path: str) -> int:
        """Return the bytes of a file; of a larger one than is looked at, one more than that."""
        return len(self.blobs[path].data)

    def read(self, path: str, most: int = LARGEST) -> bytes | Fault:
        """Return the first bytes of a file, or why it is not read."""
        return self.file_fault(path) or self.blobs[path].data[: most + 1]

    def committable(self, always: str) -> Iterator[str]:
        """Yield every plain file: all of them are kept already."""
        return (path for path, blob in sorted(self.blobs.items()) if blob.fault is None)

    def endless(self) -> Iterator[str]:
        """Yield nothing: bytes come to an end."""
        return iter(())


def committed(root: Path, commit: str) -> Stored:
    """Return what a commit holds of a folder. Raises ``git.Unknown``."""
    entries = git.entries_at(root, commit)
    faults = {entry.path: _fault(entry) for entry in entries}
    wanted = {entry.path: entry.digest for entry in entries if faults[entry.path] is None}
    data = git.blobs(root, set(wanted.values()), LARGEST + 1)
    return Stored({path: Blob(fault=fault) if fault else Blob(data[wanted[path]]) for path, fault in faults.items()})


def _fault(entry: git.Entry) -> Fault | None:
    return LINK if entry.mode == git.LINK else NOT_A_FILE if entry.mode == git.SUBMODULE else None
