"""The files of a folder of this machine.

In: its path. Out: what ``Tree`` tells. Asks what a thing is before it opens it, for opening a pipe would wait for ever.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from build_tools import git
from build_tools.problems import Fault
from build_tools.tree.base import (
    FOLDER_LINK,
    LARGEST,
    NOT_A_FILE,
    NOT_A_FOLDER,
    NOWHERE,
    OUTSIDE,
    UNREADABLE,
    Entry,
    Tree,
    joined,
)

LEADS_NOWHERE = (errno.ELOOP, errno.ENOENT)
MADE = re.compile(r"(\.git|\.venv.*|\.site-.*|site|release|\.nginx|\.hypothesis|\.\w+_cache|__pycache__|node_modules)")
"""Folders that are made here and never committed, where no git says so."""


@dataclass(frozen=True, slots=True)
class Folder(Tree):
    """What lies in a folder now."""

    root: Path

    def below(self, folder: str) -> "Folder":
        """Return the files below a folder."""
        return Folder(self.root / folder)

    def has(self, path: str) -> bool:
        """Tell whether anything lies at a path."""
        return os.path.lexists(self.root / path)

    def entries(self, folder: str) -> tuple[Entry, ...] | None:
        """Return what lies in a folder, or None where it may not be listed or entered."""
        try:
            with os.scandir(self.root / folder) as listing:
                found = sorted(listing, key=lambda entry: entry.name)
            # A folder may be listed without the right to open anything in it.
            for entry in found[:1]:
                os.lstat(entry.path)
        except OSError:
            return None
        return tuple(self._entry(entry, joined(folder, entry.name)) for entry in found)

    def _entry(self, entry: os.DirEntry[str], path: str) -> Entry:
        if entry.is_dir(follow_symlinks=False):
            return Entry(entry.name, True)
        if entry.is_symlink():
            return Entry(entry.name, False, self.file_fault(path))
        return Entry(entry.name, False, None if entry.is_file() else NOT_A_FILE)

    def folder_fault(self, folder: str) -> Fault | None:
        """Return what is wrong with what lies in the place of a folder."""
        if self.leads_out(folder):
            return OUTSIDE
        if (self.root / folder).is_symlink():
            return self.file_fault(folder) or NOT_A_FOLDER
        return None if (self.root / folder).is_dir() else NOT_A_FOLDER

    def file_fault(self, path: str) -> Fault | None:
        """Return what is wrong with the kind of what lies in the place of a file."""
        try:
            if self.leads_out(path):
                return OUTSIDE
            kind = (self.root / path).stat().st_mode
        except (OSError, ValueError) as error:
            return self._closed(path, error)
        if stat.S_ISDIR(kind):
            return FOLDER_LINK if (self.root / path).is_symlink() else NOT_A_FILE
        return None if stat.S_ISREG(kind) else NOT_A_FILE

    def _closed(self, path: str, error: Exception) -> Fault:
        """Why a path cannot be opened: a link without an end, or what else there may be."""
        nowhere = getattr(error, "errno", None) in LEADS_NOWHERE and (self.root / path).is_symlink()
        return NOWHERE if nowhere else UNREADABLE

    def leads_out(self, path: str) -> bool:
        """Tell whether a link or ``..`` on the way ends outside; a way without them need not be resolved."""
        steps = path.split("/")
        ways = accumulate(steps, os.path.join, initial=str(self.root))
        if ".." not in steps and not os.path.isabs(path) and not any(map(os.path.islink, ways)):
            return False
        return not Path(os.path.realpath(self.root / path)).is_relative_to(os.path.realpath(self.root))

    def size(self, path: str) -> int:
        """Return the bytes of a file."""
        return (self.root / path).stat().st_size

    def read(self, path: str, most: int = LARGEST) -> bytes | Fault:
        """Return the first bytes of a file, or why it is not read."""
        if fault := self.file_fault(path):
            return NOT_A_FILE if fault is FOLDER_LINK else fault
        try:
            with (self.root / path).open("rb") as file:
                return file.read(most + 1)
        except OSError as error:
            return self._closed(path, error)

    def committable(self, always: str) -> Iterator[str]:
        """Yield what git holds or would add; where git cannot tell, all that was not made here."""
        try:
            listed = git.could_be_committed(self.root)
        except git.Unknown:
            listed = ("",)
        found = set(self._below(always))
        for path in listed:
            found |= set(self._below(path.rstrip("/"))) if path.endswith("/") or not path else {path}
        yield from (path for path in sorted(found) if stat.S_ISREG(self._mode(path)))

    def _below(self, folder: str) -> Iterator[str]:
        for here, folders, names in os.walk(self.root / folder):
            folders[:] = [name for name in folders if not MADE.fullmatch(name)]
            yield from (Path(here, name).relative_to(self.root).as_posix() for name in names)

    def _mode(self, path: str) -> int:
        try:
            return (self.root / path).lstat().st_mode
        except OSError:
            return 0  # in the index of git and not in the folder

    def endless(self) -> Iterator[str]:
        """Yield what git would read here and never come to an end with."""
        return git.endless(self.root)
