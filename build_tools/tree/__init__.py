"""The files of a project, wherever they are kept: in a folder or in a commit.

In: a place. Out: names, kinds and bytes of the files there, and what is wrong with how they lie. Changes nothing, never
follows a link out of the place, opens no pipe and no device.
"""

from pathlib import Path

from build_tools.tree.base import (
    DEEPEST,
    FOLDER_LINK,
    LARGEST,
    LINK,
    NOT_A_FILE,
    NOT_A_FOLDER,
    NOWHERE,
    OUTSIDE,
    UNREADABLE,
    Entry,
    Tree,
    joined,
)
from build_tools.tree.folder import Folder
from build_tools.tree.stored import Stored, committed

__all__ = [
    "DEEPEST",
    "Entry",
    "FOLDER_LINK",
    "Folder",
    "LARGEST",
    "LINK",
    "NOT_A_FILE",
    "NOT_A_FOLDER",
    "NOWHERE",
    "OUTSIDE",
    "Source",
    "Stored",
    "Tree",
    "UNREADABLE",
    "committed",
    "joined",
    "tree_of",
]

Source = Path | Tree
"""Where the files of a project are: the path of a folder means what lies in it."""


def tree_of(source: Source) -> Tree:
    """Return the files of a place."""
    return Folder(source) if isinstance(source, Path) else source
