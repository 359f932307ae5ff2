"""The files below a folder, each looked at before it is opened, for opening a pipe would wait for ever; and files
that lie outside of every repository, for their owner alone.

In: a folder and relative paths with ``/``, of which ``""`` is the folder itself. Out: names, bytes, and what is wrong
with how a file lies there. Changes nothing, follows no link, opens no pipe and no device.
"""

import os
import stat
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from build_tools.problems import Fault

DEEPEST, LARGEST = 12, 4_194_304
"""Folders in each other, and bytes of a file that are looked at."""

LINK = Fault(
    "files.link",
    "is a link or lies behind one, and others may not have what it leads to; put the file or folder itself here",
)
NOT_A_FILE = Fault("files.not_a_file", "is not an ordinary file; put a text file here")
_NOT_A_FOLDER = Fault("files.not_a_folder", "is not a folder; make a folder of this name and put the files into it")
UNREADABLE = Fault("files.cannot_be_opened", "cannot be opened; check that it exists and that you may read it")

IN_A_REPOSITORY = Fault(
    "private.in_a_repository",
    "leads into a work tree of git, where files can be committed; keep the file elsewhere",
)
_OPEN = Fault("private.open", "leads to a file that others may read; give it to yourself alone: `chmod 600`")
NO_FILE = Fault(
    "private.no_file",
    "leads to no ordinary file that can be read, or to a link; write the whole path of the file itself, from / on",
)


class Entry(NamedTuple):
    """What lies in a folder under a name. ``fault`` is what is wrong with the kind of an entry that is no folder."""

    name: str
    is_folder: bool
    fault: Fault | None = None


def joined(folder: str, name: str) -> str:
    """Return the path of what lies in a folder."""
    return f"{folder}/{name}" if folder else name


def has(root: Path, path: str) -> bool:
    """Tell whether anything lies at a path, also a link to nothing."""
    return os.path.lexists(root / path)


def is_folder(root: Path, path: str) -> bool:
    """Tell whether a folder lies at a path, and no link to one."""
    return has(root, path) and folder_fault(root, path) is None


def entries(root: Path, folder: str) -> tuple[Entry, ...] | None:
    """Return what lies in a folder, by name, or None where it may not be listed or entered."""
    try:
        with os.scandir(root / folder) as listing:
            found = sorted(listing, key=lambda entry: entry.name)
        # A folder may be listed without the right to open anything in it.
        for entry in found[:1]:
            os.lstat(entry.path)
    except OSError:
        return None
    return tuple(Entry(entry.name, entry.is_dir(follow_symlinks=False), _kind(entry)) for entry in found)


def _kind(entry: os.DirEntry[str]) -> Fault | None:
    if entry.is_symlink():
        return LINK
    return None if entry.is_file() or entry.is_dir() else NOT_A_FILE


def files(root: Path, folder: str) -> Iterator[str]:
    """Yield each file below a folder, with paths from ``root``, whatever is wrong with its kind."""
    for entry in entries(root, folder) or ():
        path = joined(folder, entry.name)
        yield from files(root, path) if entry.is_folder else (path,)


def folder_fault(root: Path, folder: str) -> Fault | None:
    """Return what is wrong with what lies in the place of a folder."""
    if _is_linked(root, folder):
        return LINK
    return None if (root / folder).is_dir() else _NOT_A_FOLDER


def file_fault(root: Path, path: str) -> Fault | None:
    """Return what is wrong with the kind of what lies in the place of a file; opens nothing."""
    try:
        if _is_linked(root, path):
            return LINK
        return None if stat.S_ISREG((root / path).stat().st_mode) else NOT_A_FILE
    except (OSError, ValueError):
        return UNREADABLE


def read(root: Path, path: str, most: int = LARGEST) -> bytes | Fault:
    """Return the first ``most`` bytes of a file, one more of a larger one, or why it is not read."""
    if fault := file_fault(root, path):
        return fault
    try:
        with (root / path).open("rb") as file:
            return file.read(most + 1)
    except OSError:
        return UNREADABLE


def _is_linked(root: Path, path: str) -> bool:
    """Tell whether a link is on the way from a folder to what lies below it, or the way leads up."""
    steps = path.split("/")
    ways = list(accumulate(steps, os.path.join, initial=str(root)))
    return ".." in steps or os.path.isabs(path) or any(map(os.path.islink, ways[1:]))


def private_fault(path: Path, root: Path) -> Fault | None:
    """Return what keeps a private file from being read: it lies in a repository, others may read it, it is none."""
    try:
        place = path.resolve(strict=True)
        mode = place.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        return NO_FILE
    if not stat.S_ISREG(mode):
        return NO_FILE
    if is_inside(place, root):
        return IN_A_REPOSITORY
    if path.is_symlink():
        return NO_FILE
    return _OPEN if mode & 0o077 else None


def is_inside(place: Path, root: Path) -> bool:
    """Tell whether a resolved path lies in the project or in any work tree of git."""
    return place.is_relative_to(root.resolve()) or any(os.path.lexists(one / ".git") for one in place.parents)
