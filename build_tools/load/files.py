"""Find and read the text files that people write.

In: the project folder and a relative path. Out: text with LF line ends, or problems that say what to do.
Never follows a link out of the project, never changes a word, never repeats what a file holds.
"""

import errno
import os
import re
import stat
from collections.abc import Container, Iterator
from itertools import accumulate
from pathlib import Path

from build_tools.load.signs import showable
from build_tools.problems import Fault, Problem

NEARLY = {".yml": (".yaml", ".yml.txt", ".yaml.txt"), ".md": (".markdown", ".md.txt")}
OUTSIDE = Fault(
    "files.link_leads_out",
    "is or goes through a link that leads out of the project; put the file or folder itself here",
)
NOT_A_FILE = Fault("files.not_a_file", "is not an ordinary file; put a text file here")
BAD_NAME = Fault(
    "files.name_cannot_be_shown", "has an entry with a name that cannot be shown; rename it with letters and digits"
)
UNREADABLE = Fault("files.cannot_be_opened", "cannot be opened; check that it exists and that you may read it")
NOWHERE = Fault(
    "files.link_to_nowhere", "is a link that leads to itself or to nothing; put the file or folder itself here"
)
TOO_LARGE = Fault("files.too_large", "is larger than {limit} KB; shorten it or divide it")
TOO_DEEP = Fault("files.too_deep", "lies too deep; use at most 12 folders in each other")
LEADS_NOWHERE = (errno.ELOOP, errno.ENOENT)
DEEPEST, LARGEST = 12, 4_194_304
"""Folders in each other, and bytes of a file of templates and theme."""

HIDDEN_NAME = Fault(
    "files.hidden_name", "begins with a dot, so nobody would read it; rename it without the dot, or delete it"
)
COPY = Fault(
    "files.copy_among_cases",
    "lies among the cases and is none, such as a copy that an editor or the system made; it would be published "
    "with the next commit: delete it, or move it out of the project's folder",
)
OTHER = Fault("files.other_ending", "does not end in {suffix}; move it out of this folder")
OTHERS = (OTHER, COPY)
FOLDER_NAME = Fault(
    "files.folder_named_like_a_file",
    "is a folder whose name ends like that of a file; rename it, or put the file itself here",
)
HIDDEN_TEXT = re.compile(r"\.[^._#].*\.(md|yml)")


def walk(
    root: Path, folder: str, suffix: str, others_allowed: bool = False, beside: Container[str] | None = None
) -> tuple[list[str], list[Problem]]:
    """List the files below ``folder`` that end in ``suffix``, as sorted paths from ``root`` with ``/``.

    A folder that does not exist holds no files. Hidden files and editors' copies are passed over. Any other
    file is a problem unless ``others_allowed``; one that nearly ends in ``suffix`` always is. Where ``beside`` names
    what may lie there besides, nothing is passed over: a copy of a file is as public as the file.
    """
    if not os.path.lexists(root / folder):
        return [], []
    fault = folder_fault(root, folder)
    found = [(folder, fault)] if fault else list(_entries(root, folder, copies=beside is not None))
    judged = [(path, message or _ending_fault(path, suffix, others_allowed)) for path, message in found]
    judged = [(path, message) for path, message in judged if message not in OTHERS or path not in (beside or ())]
    paths = sorted(path for path, message in judged if message is None and path.endswith(suffix))
    return paths, [Problem(path, message, values={"suffix": suffix}) for path, message in judged if message]


def leads_out(root: Path, relative: str) -> bool:
    """Tell whether a link or ``..`` on the way ends outside; a way without them need not be resolved."""
    steps = relative.split("/")
    ways = accumulate(steps, os.path.join, initial=str(root))
    if ".." not in steps and not os.path.isabs(relative) and not any(map(os.path.islink, ways)):
        return False
    return not Path(os.path.realpath(root / relative)).is_relative_to(os.path.realpath(root))


def folder_fault(root: Path, folder: str) -> Fault | None:
    """Return what is wrong with what lies in the place of a folder."""
    if leads_out(root, folder):
        return OUTSIDE
    if (root / folder).is_symlink():
        return _link_fault(root, folder)
    if not (root / folder).is_dir():
        return Fault("files.not_a_folder", "is not a folder; make a folder of this name and put the files into it")
    return None


def _entries(root: Path, folder: str, copies: bool) -> Iterator[tuple[str, Fault | None]]:
    """Every file below ``folder``, in order of names, with what is wrong with its kind; whether hidden files and copies
    count as well."""
    entries = _listing(root / folder)
    if entries is None:
        yield folder, UNREADABLE
    for entry in entries or ():
        path = f"{folder}/{entry.name}"
        if passed_over(entry.name) and (copies or HIDDEN_TEXT.fullmatch(entry.name)):
            yield path if showable(entry.name) else folder, COPY if copies else HIDDEN_NAME
        elif passed_over(entry.name):
            continue
        elif not showable(entry.name):
            yield folder, BAD_NAME
        elif entry.is_dir(follow_symlinks=False):
            yield from [(path, FOLDER_NAME)] if path.endswith(tuple(NEARLY)) else _below(root, path, copies)
        else:
            yield path, _kind_fault(root, entry, path)


def _below(root: Path, folder: str, copies: bool) -> Iterator[tuple[str, Fault | None]]:
    yield from [(folder, TOO_DEEP)] if folder.count("/") > DEEPEST else _entries(root, folder, copies)


def _kind_fault(root: Path, entry: os.DirEntry[str], path: str) -> Fault | None:
    """What is wrong with the kind of an entry that is no folder."""
    if entry.is_symlink():
        return _link_fault(root, path)
    return None if entry.is_file() else NOT_A_FILE


def not_plain(root: Path, path: str) -> Iterator[Problem]:
    """Yield what below a path, hidden or not, is no plain file of a size that can be meant; opens nothing, so that
    whoever reads the files afterwards, of whatever library, meets no pipe and no device."""
    if not os.path.lexists(root / path):
        return
    if not (root / path).is_symlink() and (root / path).is_dir():
        entries = _listing(root / path)
        if entries is None or path.count("/") > DEEPEST:
            yield Problem(path, UNREADABLE if entries is None else TOO_DEEP)
            return
        for entry in entries:
            yield from not_plain(root, f"{path}/{entry.name}") if showable(entry.name) else [Problem(path, BAD_NAME)]
    elif fault := _fault_of_kind(root, path):
        yield fault


def _fault_of_kind(root: Path, path: str) -> Problem | None:
    """What is wrong with a file or link before it is opened."""
    if fault := _link_fault(root, path):
        return Problem(path, fault)
    too_large = (root / path).stat().st_size > LARGEST
    return Problem(path, TOO_LARGE, values={"limit": LARGEST // 1024}) if too_large else None


def _listing(folder: Path) -> list[os.DirEntry[str]] | None:
    """The entries of a folder by name, or None where it may not be listed or entered."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        # A folder may be listed without the right to open anything in it.
        for entry in entries[:1]:
            os.lstat(entry.path)
    except OSError:
        return None
    return entries


def _link_fault(root: Path, path: str) -> Fault | None:
    try:
        if leads_out(root, path):
            return OUTSIDE
        kind = (root / path).stat().st_mode
    except OSError as error:
        return closed(root / path, error)
    if stat.S_ISDIR(kind):
        return Fault("files.link_to_a_folder", "is a link to a folder; put the folder itself here")
    return None if stat.S_ISREG(kind) else NOT_A_FILE


def closed(path: Path, error: Exception) -> Fault:
    """Why a path cannot be opened: a link without an end, or what else there may be."""
    nowhere = getattr(error, "errno", None) in LEADS_NOWHERE and path.is_symlink()
    return NOWHERE if nowhere else UNREADABLE


def passed_over(name: str) -> bool:
    """Tell whether a name is hidden or an editor's or system's own."""
    hidden = name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")
    return hidden or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def _ending_fault(path: str, suffix: str, others_allowed: bool) -> Fault | None:
    if path.endswith(suffix):
        return None
    if path.lower().endswith((suffix, *NEARLY.get(suffix, ()))):
        return Fault("files.misspelt_ending", "has another ending than expected; rename it to end in {suffix}")
    return None if others_allowed else OTHER
