"""Files that lie outside of every repository, for their owner alone.

In: the path of a file and the project. Out: what keeps the file from being read. Opens nothing.
"""

import os
import stat
from pathlib import Path

from build_tools.problems import Fault

IN_A_REPOSITORY = Fault(
    "private.in_a_repository",
    "leads into a work tree of git, where files can be committed; keep the file elsewhere",
)
_OPEN = Fault("private.open", "leads to a file that others may read; give it to yourself alone: `chmod 600`")
NO_FILE = Fault(
    "private.no_file",
    "leads to no ordinary file that can be read, or to a link; write the whole path of the file itself, from / on",
)


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
