"""What every place of files can be asked, and what can be wrong with how a file lies there.

In: relative paths with ``/``, of which ``""`` is the place itself. Out: names, bytes, faults.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.problems import Fault

DEEPEST, LARGEST = 12, 4_194_304
"""Folders in each other, and bytes of a file that are looked at."""

OUTSIDE = Fault(
    "files.link_leads_out",
    "is or goes through a link that leads out of the project; put the file or folder itself here",
)
NOT_A_FILE = Fault("files.not_a_file", "is not an ordinary file; put a text file here")
NOT_A_FOLDER = Fault("files.not_a_folder", "is not a folder; make a folder of this name and put the files into it")
UNREADABLE = Fault("files.cannot_be_opened", "cannot be opened; check that it exists and that you may read it")
NOWHERE = Fault(
    "files.link_to_nowhere", "is a link that leads to itself or to nothing; put the file or folder itself here"
)
FOLDER_LINK = Fault("files.link_to_a_folder", "is a link to a folder; put the folder itself here")
LINK = Fault(
    "commit.link",
    "is a link, and others may not have what it leads to; put the file or folder itself in its place, and commit it",
)


class Entry(NamedTuple):
    """What lies in a folder under a name. ``fault`` is what is wrong with the kind of an entry that is no folder."""

    name: str
    is_folder: bool
    fault: Fault | None = None


def joined(folder: str, name: str) -> str:
    """Return the path of what lies in a folder."""
    return f"{folder}/{name}" if folder else name


class Tree(ABC):
    """The files of a project in one place."""

    @abstractmethod
    def below(self, folder: str) -> "Tree":
        """Return the files below a folder, with paths from there; a link may not lead out of it."""

    @abstractmethod
    def has(self, path: str) -> bool:
        """Tell whether anything lies at a path, also a link to nothing."""

    @abstractmethod
    def entries(self, folder: str) -> tuple[Entry, ...] | None:
        """Return what lies in a folder, by name, or None where it may not be listed or entered."""

    @abstractmethod
    def folder_fault(self, folder: str) -> Fault | None:
        """Return what is wrong with what lies in the place of a folder."""

    @abstractmethod
    def file_fault(self, path: str) -> Fault | None:
        """Return what is wrong with the kind of what lies in the place of a file; opens nothing."""

    @abstractmethod
    def size(self, path: str) -> int:
        """Return the bytes of a file that has no fault."""

    @abstractmethod
    def read(self, path: str, most: int = LARGEST) -> bytes | Fault:
        """Return the first ``most`` bytes of a file, one more of a larger one, or why it is not read."""

    @abstractmethod
    def committable(self, always: str) -> Iterator[str]:
        """Yield every plain file that is or could be committed, and all below the folder ``always``."""

    @abstractmethod
    def endless(self) -> Iterator[str]:
        """Yield what git would read here and never come to an end with."""

    def is_folder(self, path: str) -> bool:
        """Tell whether a folder lies at a path, and no link to one."""
        return self.has(path) and self.folder_fault(path) is None

    def files(self, folder: str) -> Iterator[str]:
        """Yield each file below a folder, with paths from this place, whatever is wrong with its kind."""
        for entry in self.entries(folder) or ():
            path = joined(folder, entry.name)
            yield from self.files(path) if entry.is_folder else (path,)
