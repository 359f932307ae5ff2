"""Find the text files that people write, and say which names they cannot have.

In: the folder of a project and one in it. Out: paths, or problems that say what to do. Opens nothing.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools import paths, tree
from build_tools.closed_tree import place_fault
from build_tools.load.text import showable
from build_tools.models import RECORD_FOLDERS
from build_tools.problems import Fault, Problem
from build_tools.tree import DEEPEST, LARGEST, LINK, NESTED, TOO_LARGE, UNREADABLE, joined

_BAD_NAME = Fault(
    "files.name_cannot_be_shown", "has an entry with a name that cannot be shown; rename it with letters and digits"
)
LANGUAGE_FOLDER = Fault(
    "content.unknown_folder",
    "is a folder that is not read; add the language to content/site.yml, or move the folder away",
)
_RESERVED = Fault(
    "names.reserved",
    "has a name that Windows, the host of the site or the pages of cases keep for themselves; give it another name, or "
    "move it to another folder",
)
_TWO_WAYS = Fault("names.same_address", "has nearly the same address as {other}; rename one of the two")


def walk(root: Path, folder: str, suffix: str) -> tuple[list[str], list[Problem]]:
    """List the files below ``folder`` that end in ``suffix``, as sorted paths from ``root`` with ``/``.

    A folder that does not exist holds no files. Hidden files and editors' copies are passed over; any other file that
    the list of the tree does not name is a problem.
    """
    if not tree.has(root, folder):
        return [], []
    fault = tree.folder_fault(root, folder)
    found = [(folder, fault)] if fault else list(_entries(root, folder))
    judged = [(path, fault or place_fault(path)) for path, fault in found]
    sound = sorted(path for path, fault in judged if fault is None and path.endswith(suffix))
    return sound, [Problem(path, fault) for path, fault in judged if fault]


def _entries(root: Path, folder: str) -> Iterator[tuple[str, Fault | None]]:
    """Yield every file below ``folder``, in order of names, with what is wrong with its kind."""
    entries = tree.entries(root, folder)
    if entries is None:
        yield folder, UNREADABLE
    for entry in (entry for entry in entries or () if not passed_over(entry.name)):
        path = f"{folder}/{entry.name}"
        if not showable(entry.name):
            yield folder, _BAD_NAME
        elif entry.is_folder:
            yield from [(path, NESTED)] if path.count("/") > DEEPEST else _entries(root, path)
        else:
            yield path, entry.fault


def passed_over(name: str) -> bool:
    """Tell whether a name is hidden or an editor's or system's own."""
    hidden = name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")
    return hidden or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def strangers(root: Path, languages: tuple[str, ...] | None) -> Iterator[Problem]:
    """Yield a problem for each entry of the content that nothing is made of; without languages folders are not
    judged."""
    entries = tree.entries(root, paths.CONTENT)
    if entries is None:
        yield Problem(paths.CONTENT, UNREADABLE)
    folders = {*RECORD_FOLDERS, *map(paths.words_folder, languages or ())}
    for name, is_folder, fault in (entry for entry in entries or () if not passed_over(entry.name)):
        path = f"{paths.CONTENT}/{name}" if showable(name) else paths.CONTENT
        if is_folder and path not in folders and languages is not None:
            yield Problem(path, LANGUAGE_FOLDER)
        elif not is_folder and path not in folders and (wrong := place_fault(path)):
            yield Problem(path, LINK if fault == LINK else wrong)


_KEPT = re.compile(r"cases/(?!index$).*|(.*/)?(con|prn|aux|nul|(com|lpt)[0-9]|404)(\.since)?(/.*)?")
"""Names of the pages of cases, of devices on Windows, and of the page that hosts show for an address that leads
nowhere."""


def name_problems(files: Iterable[str], folder: str) -> Iterator[Problem]:
    """Yield at most one problem for the name of each page of a language; capitals are refused by the list of the tree,
    so no two names differ by them alone."""
    names = {path.removeprefix(f"{folder}/").removesuffix(".md"): path for path in files}
    for name, path in names.items():
        if _KEPT.fullmatch(name):
            yield Problem(path, _RESERVED)
        elif other := names.get(f"{name}/index"):
            yield Problem(path, _TWO_WAYS, values={"other": other})


def not_plain(root: Path, path: str) -> Iterator[Problem]:
    """Yield what below a path, hidden or not, is no plain file of a size that can be meant; opens nothing, so that
    whoever reads the files afterwards, of whatever library, meets no pipe and no device."""
    if not tree.has(root, path):
        return
    if tree.is_folder(root, path):
        entries = tree.entries(root, path)
        if entries is None or path.count("/") > DEEPEST:
            yield Problem(path, UNREADABLE if entries is None else NESTED)
            return
        for entry in entries:
            inside = joined(path, entry.name)
            yield from not_plain(root, inside) if showable(entry.name) else [Problem(path, _BAD_NAME)]
    elif fault := tree.file_fault(root, path):
        yield Problem(path, fault)
    elif (root / path).stat().st_size > LARGEST:
        yield Problem(path, TOO_LARGE, values={"limit": LARGEST // 1024})
