"""Find the text files that people write.

In: the folder of a project and one in it. Out: paths, or problems that say what to do. Opens nothing.
"""

import re
from collections.abc import Container, Iterator
from pathlib import Path

from build_tools import tree
from build_tools.bounds import TOO_LARGE
from build_tools.load.signs import showable
from build_tools.problems import Fault, Problem
from build_tools.tree import DEEPEST, LARGEST, UNREADABLE, joined

NEARLY = {".yml": (".yaml", ".yml.txt", ".yaml.txt"), ".md": (".markdown", ".md.txt")}
BAD_NAME = Fault(
    "files.name_cannot_be_shown", "has an entry with a name that cannot be shown; rename it with letters and digits"
)
TOO_DEEP = Fault("files.too_deep", "lies too deep; use at most 12 folders in each other")
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
    if not tree.has(root, folder):
        return [], []
    fault = tree.folder_fault(root, folder)
    found = [(folder, fault)] if fault else list(_entries(root, folder, copies=beside is not None))
    judged = [(path, message or _ending_fault(path, suffix, others_allowed)) for path, message in found]
    judged = [(path, message) for path, message in judged if message not in OTHERS or path not in (beside or ())]
    paths = sorted(path for path, message in judged if message is None and path.endswith(suffix))
    return paths, [Problem(path, message, values={"suffix": suffix}) for path, message in judged if message]


def _entries(root: Path, folder: str, copies: bool) -> Iterator[tuple[str, Fault | None]]:
    """Every file below ``folder``, in order of names, with what is wrong with its kind; whether hidden files and copies
    count as well."""
    entries = tree.entries(root, folder)
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
        elif entry.is_folder:
            yield from [(path, FOLDER_NAME)] if path.endswith(tuple(NEARLY)) else _below(root, path, copies)
        else:
            yield path, entry.fault


def _below(root: Path, folder: str, copies: bool) -> Iterator[tuple[str, Fault | None]]:
    yield from [(folder, TOO_DEEP)] if folder.count("/") > DEEPEST else _entries(root, folder, copies)


def not_plain(root: Path, path: str) -> Iterator[Problem]:
    """Yield what below a path, hidden or not, is no plain file of a size that can be meant; opens nothing, so that
    whoever reads the files afterwards, of whatever library, meets no pipe and no device."""
    if not tree.has(root, path):
        return
    if tree.is_folder(root, path):
        entries = tree.entries(root, path)
        if entries is None or path.count("/") > DEEPEST:
            yield Problem(path, UNREADABLE if entries is None else TOO_DEEP)
            return
        for entry in entries:
            inside = joined(path, entry.name)
            yield from not_plain(root, inside) if showable(entry.name) else [Problem(path, BAD_NAME)]
    elif fault := tree.file_fault(root, path):
        yield Problem(path, fault)
    elif (root / path).stat().st_size > LARGEST:
        yield Problem(path, TOO_LARGE, values={"limit": LARGEST // 1024})


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
