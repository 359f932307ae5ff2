"""Where a folder is not what others who have its commit get, although git calls it clean.

In: the folder of a project. Out: problems, one for each path. Asks no rule of the content, changes nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from build_tools import git
from build_tools.load.files import passed_over
from build_tools.paths import CASES, CONTENT, SITE_SRC
from build_tools.problems import Fault, Problem
from build_tools.provenance.manifest import bytes_of
from build_tools.tree import LINK

_BUILT_FROM = (CONTENT, CASES, SITE_SRC)
_MADE_BY = ("build_tools", "requirements", "mkdocs.yml", "pyproject.toml", "Makefile")
"""The program, its libraries and its configuration."""

_COMPILED = "__pycache__"
_TOP_MODULES = "*.py"
"""Files beside the folders above that Python would import in the place of a library of that name."""

BUILT_PARTS = (*_BUILT_FROM, *_MADE_BY, f":(glob){_TOP_MODULES}")
"""What a release is made of and by, as git is asked; whatever else lies about is nobody's business."""

_SHADOWS = (":(glob)*.so", ":(glob)*.pyc", ":(glob)*/__init__.*")
"""What else Python would import in the place of a library; git is asked for it only where it was told to ignore it."""

SUBMODULE = Fault(
    "commit.submodule",
    "is a repository of its own, so the commit does not hold its files; run `git rm --cached` with its name, "
    "delete `.git` in it, then add and commit its files",
)
OVERLOOKED = Fault(
    "commit.change_hidden",
    "is not as in the commit, and git was told to overlook that; run `git update-index --no-assume-unchanged FILE` "
    "and `git update-index --no-skip-worktree FILE`, then see `git status`",
)
LEFT_OUT = Fault(
    "commit.left_out",
    "is in the commit and not here, and git was told to leave it out; run `git sparse-checkout disable`",
)
LINE_ENDS = Fault(
    "commit.line_ends",
    "has other line ends than in the commit; see that `.gitattributes` says `* text=auto eol=lf`, delete the file "
    "and bring it back with `git checkout -- FILE`",
)
OTHER_BYTES = Fault(
    "commit.other_bytes",
    "has other bytes than in the commit, and git does not see it; keep a copy, delete the file and bring it back "
    "with `git checkout -- FILE`; if that changes nothing, an attribute of git (`filter`, `ident`, an encoding) "
    "rewrites it: take that away first",
)


def hidden_differences(root: Path, apart: Iterable[str] = ()) -> Iterator[Problem]:
    """Yield what others do not get with the commit, or get with other bytes, beside what git itself names.

    ``apart`` are paths below ``root`` that do not count, such as the site itself.
    """
    seen = frozenset(git.modified(root))
    for entry in git.entries(root, apart):
        if (_overlooked(entry) or entry.path not in seen) and (message := _fault(root, entry)):
            yield Problem(entry.path, message)


def unseen(root: Path) -> tuple[str, ...]:
    """Return what git was told to ignore, and a build would read or import all the same; hidden files, editors' copies
    and what Python keeps of the program are passed over. Raises ``git.Unknown``."""
    found = ((path, PurePosixPath(path).parts) for path in git.ignored(root, *BUILT_PARTS, *_SHADOWS))
    return tuple(path for path, parts in found if _COMPILED not in parts and not any(map(passed_over, parts)))


def _overlooked(entry: git.Entry) -> bool:
    """Tell whether git was told not to look whether a file has changed."""
    return entry.tag.islower() or entry.tag == "S"


def _fault(root: Path, entry: git.Entry) -> Fault | None:
    """Return what is wrong with one path."""
    if entry.mode in (git.LINK, git.SUBMODULE):
        message = LINK if entry.mode == git.LINK else SUBMODULE
        return message if is_part_of_a_build(entry.path) else None
    data = bytes_of(root / entry.path)
    if data is None and entry.tag == "S":
        return LEFT_OUT
    return None if data is not None and _is_of(data, entry) else _difference(data or b"", entry)


def _is_of(data: bytes, entry: git.Entry) -> bool:
    """Tell whether these are the bytes that git holds."""
    return git.digest_of(data, entry.digest) == entry.digest


def _difference(data: bytes, entry: git.Entry) -> Fault:
    """Return what is known of why a file has other bytes."""
    if _overlooked(entry):
        return OVERLOOKED
    return LINE_ENDS if _is_of(data.replace(b"\r\n", b"\n"), entry) else OTHER_BYTES


def is_part_of_a_build(path: str) -> bool:
    """Tell whether a release is made of what lies at a path, or by it."""
    first, *rest = PurePosixPath(path).parts
    return first in (*_BUILT_FROM, *_MADE_BY) or (not rest and PurePosixPath(first).match(_TOP_MODULES))
