"""Records of cases where none may lie: copies, drafts and tables anywhere in the folder that somebody will commit.

In: the place of a project. Out: problems. A record is known by its shape (``record_shape``); one that says of itself
that it is invented may lie anywhere.
"""

from collections.abc import Iterator
from pathlib import Path

from build_tools.load.signs import showable
from build_tools.paths import CASES
from build_tools.problems import Fault, Problem
from build_tools.record_shape import holds_record
from build_tools.tree import Source, Tree, tree_of

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


def stray_records(root: Source) -> Iterator[Problem]:
    """Yield a problem for each file that holds a record in another place than that of a case."""
    tree = tree_of(root)
    for path in tree.committable(always=CASES):
        if not _is_place_of_a_case(path):
            yield from _judged(tree, path)


def _judged(tree: Tree, path: str) -> Iterator[Problem]:
    shown = next(way for way in (path, *map(str, Path(path).parents)) if showable(way))
    data = tree.read(path)
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
