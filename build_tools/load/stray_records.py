"""Records of cases where none may lie: copies, drafts and tables anywhere in the folder that somebody will commit.

In: the folder of a project. Out: problems. A record is known by its shape (``record_shape``); one that says of itself
that it is invented may lie anywhere.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from build_tools import git, tree
from build_tools.load.signs import showable
from build_tools.paths import CASES
from build_tools.problems import Fault, Problem
from build_tools.record_shape import holds_record

STRAY = Fault(
    "stray.record_of_a_case",
    "has the shape of a record of a case, and none may lie here, for whatever is committed is published and stays "
    "so; move it out of the folder of the project, and ask for help if it was committed already; if it is "
    "invented, let it say so: invented: true",
)
CLOSED = Fault(
    "stray.packed_file",
    "is an archive, a database or a document of an office program, and nobody sees whether a record of a case lies "
    "in it; whatever is committed is published and stays so: move it out of the folder of the project",
)
ARCHIVES = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
)
"""How files begin in which texts are packed."""


MADE = re.compile(r"(\.git|\.venv.*|\.site-.*|site|release|\.nginx|\.hypothesis|\.\w+_cache|__pycache__|node_modules)")
"""Folders that are made here and never committed, where no git says so."""


def stray_records(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file that holds a record in another place than that of a case."""
    for path in _committable(root):
        if not _is_place_of_a_case(path):
            yield from _judged(root, path)


def _committable(root: Path) -> Iterator[str]:
    """Yield each plain file that git holds or would add, and all below the folder of cases; where git cannot tell, all
    that was not made here."""
    try:
        listed = git.could_be_committed(root)
    except git.Unknown:
        listed = ("",)
    found = set(_below(root, CASES))
    for path in listed:
        found |= set(_below(root, path.rstrip("/"))) if path.endswith("/") or not path else {path}
    yield from (path for path in sorted(found) if _is_plain(root / path))


def _below(root: Path, folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(root / folder):
        folders[:] = [name for name in folders if not MADE.fullmatch(name)]
        yield from (Path(here, name).relative_to(root).as_posix() for name in names)


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False  # in the index of git and not in the folder


def _judged(root: Path, path: str) -> Iterator[Problem]:
    shown = next(way for way in (path, *map(str, Path(path).parents)) if showable(way))
    data = tree.read(root, path)
    if isinstance(data, Fault):
        yield Problem(shown, data)
    elif data.startswith(ARCHIVES):
        yield Problem(shown, CLOSED)
    elif holds_record(data):
        yield Problem(shown, STRAY)


def _is_place_of_a_case(path: str) -> bool:
    """Tell whether a file is read as a case, and judged as one."""
    parts = path.split("/")
    return parts[0] == CASES and path.endswith(".yml") and not any(part.startswith((".", "~$", "#")) for part in parts)
