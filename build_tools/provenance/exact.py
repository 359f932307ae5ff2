"""Where a folder is not what others who have its commit get, to the byte, in all that a release is made of.

In: the folder of a project. Out: problems, one for each path. Asks no rule of the content, changes nothing, and
believes nothing that git was told of the folder: each file is held against its digest in the commit.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from build_tools import git, tree
from build_tools.load.files import passed_over
from build_tools.paths import CASES, CONTENT, SITE_SRC
from build_tools.problems import Fault, Problem
from build_tools.tree import LINK
from build_tools.verify.site import bytes_of

_PARTS = (CONTENT, CASES, SITE_SRC, "build_tools", "requirements", "mkdocs.yml", "pyproject.toml", "Makefile")
"""Words and data, the program, its libraries and its configuration."""

_TOP_MODULES = "*.py"
_SHADOWS = (_TOP_MODULES, "*.so", "*.pyc", "*/__init__.*")
"""Files beside those parts that Python would import in the place of a library of that name."""

BUILT_PARTS = (*_PARTS, f":(glob){_TOP_MODULES}")
"""What a release is made of and by, as git is asked; whatever else lies about is nobody's business."""

SUBMODULE = Fault(
    "commit.submodule",
    "is a repository of its own, so the commit does not hold its files; run `git rm --cached` with its name, "
    "delete `.git` in it, then add and commit its files",
)
OTHER_BYTES = Fault(
    "commit.other_bytes",
    "is not here as in the commit, and git may not say so; keep a copy, delete it and bring it back with "
    "`git checkout -- FILE`. If that changes nothing, git was told to overlook it (`git update-index "
    "--no-assume-unchanged FILE`, `--no-skip-worktree`, `git sparse-checkout disable`) or to rewrite it (line ends, a "
    "filter): see `.gitattributes`",
)
NOT_COMMITTED = Fault(
    "release.ignored_by_git",
    "is not in the commit, perhaps because git ignores it, yet the site is made of it or by it; commit it with "
    "`git add --force`, or delete it",
)


def differences_from_commit(root: Path) -> Iterator[Problem]:
    """Yield what others do not get with the commit, or get with other bytes. Raises ``git.Unknown``."""
    held = {entry.path: entry for entry in git.entries_at(root, "HEAD")}
    places = {*filter(_is_part_of_a_build, held), *(path for path in _files(root) if path not in held)}
    for path in sorted(places):
        if fault := _fault(root / path, held.get(path)):
            yield Problem(path, fault)


def _files(root: Path) -> Iterator[str]:
    """Yield what lies here that a build would read or import; hidden files, editors' copies and what Python keeps are
    passed over."""
    shadows = (path.relative_to(root).as_posix() for form in _SHADOWS for path in root.glob(form))
    inside = (path for part in _PARTS if tree.is_folder(root, part) for path in tree.files(root, part))
    for path in (*(part for part in _PARTS if (root / part).is_file()), *inside, *shadows):
        parts = PurePosixPath(path).parts
        if "__pycache__" not in parts and not any(map(passed_over, parts)):
            yield path


def _fault(path: Path, entry: git.CommitEntry | None) -> Fault | None:
    """Return what is wrong with one path, of which the commit has an entry or nothing."""
    if entry is None:
        return NOT_COMMITTED
    if entry.mode == git.SUBMODULE:
        return SUBMODULE
    if entry.mode == git.LINK:
        return LINK
    data = None if path.is_symlink() else bytes_of(path)
    return None if data is not None and git.blob_digest(data, entry.digest) == entry.digest else OTHER_BYTES


def _is_part_of_a_build(path: str) -> bool:
    """Tell whether a release is made of what lies at a path, or by it."""
    first, *rest = PurePosixPath(path).parts
    return first in _PARTS or (not rest and PurePosixPath(first).match(_TOP_MODULES))
