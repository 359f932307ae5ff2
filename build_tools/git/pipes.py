"""What git would read and never come to an end with: a pipe or a device where it looks for settings.

In: the folder of a project. Out: paths. Opens nothing, and starts no git.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from build_tools.problems import Fault

ENDLESS = Fault(
    "git.would_wait_for_ever",
    "is a pipe, a device or a link to one, and git would read it for ever; delete it",
)
READ_BY_GIT = (".gitignore", ".gitattributes", ".gitmodules", ".mailmap")
"""What git reads of a work tree beside the files that it holds; of these the first two in every folder."""

ITS_OWN = (".git", ".git/info")
"""Folders of a repository in which each entry may be a setting that git reads."""

PASSED_BY_US = re.compile(r"\.git|\.venv.*|\.nginx|\.sshd|\.chromium|node_modules")
"""Large folders in which nobody writes."""


OF_COMMITS = {"for-each-ref", "ls-tree", "rev-list", "rev-parse"}
"""Commands that read nothing of a work tree: most questions are of these, and a walk through all folders takes long."""


def endless(root: Path, asked: str = "") -> Iterator[str]:
    """Yield what git would read and never come to an end with, as paths from ``root``, or ``.`` above it. ``asked`` is
    the command of git."""
    above = _above(root)
    for around in above[1:]:
        yield from ("." for name in READ_BY_GIT if _never_ends(around / name))
    for folder in ITS_OWN if above else ():
        own = above[-1] / folder
        names = sorted(os.listdir(own)) if own.is_dir() else ()
        yield from (f"{folder}/{name}" if len(above) == 1 else "." for name in names if _never_ends(own / name))
    for here, folders, names in os.walk(root) if asked not in OF_COMMITS else ():
        folders[:] = [name for name in folders if not PASSED_BY_US.fullmatch(name)]
        there = (Path(here, name) for name in READ_BY_GIT if name in names)
        yield from (path.relative_to(root).as_posix() for path in there if _never_ends(path))


def _above(root: Path) -> tuple[Path, ...]:
    """Return the folder and those around it, up to that of the repository; none where there is no repository."""
    steps = steps_to_repository(root)
    here = root.resolve()
    return () if steps is None else (here, *here.parents[:steps])


def _never_ends(path: Path) -> bool:
    """Tell whether what lies there, or what a link there leads to, is neither a file nor a folder."""
    try:
        kind = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def steps_to_repository(root: Path) -> int | None:
    """Return how many folders above a folder a repository lies, whatever its state, or nothing where there is none."""
    here = root.resolve()
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    for steps, folder in enumerate((here, *here.parents)):
        if steps and str(folder) in ceilings:
            return None
        if os.path.lexists(folder / ".git"):
            return steps
    return None
