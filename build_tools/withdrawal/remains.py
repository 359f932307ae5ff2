"""What a commit cannot take back: the history, and every copy of it and of the site.

In: a repository and a case. Out: numbers and places for the maintainer's own eyes. Changes nothing, asks no network.
"""

from dataclasses import dataclass
from pathlib import Path

from build_tools import git
from build_tools.paths import CASES, case_id_in


@dataclass(frozen=True, slots=True)
class Remains:
    """``commits`` of this clone hold the record; ``refs`` are branches, tags and what was put aside that lead to one;
    ``remotes`` are the repositories that this clone knows. ``unpushed`` commits here nobody else has yet, ``upstream``
    is what they go to."""

    commits: int
    refs: tuple[str, ...]
    remotes: tuple[str, ...]
    unpushed: int
    upstream: str


def remains_of(root: Path, case: str) -> Remains:
    """Return what still holds a case. Raises ``git.Unknown``."""
    paths = [path for path in git.ever_added(root, CASES, "--all") if case_id_in(path) == case]
    where = [f":(literal){path}" for path in paths]
    walk = ("log", "--all", "--full-history", "--no-show-signature", "--no-color", "--format=%H")
    commits = git.git(root, *walk, "--", *where).split() if where else []
    contains = ("for-each-ref", "--format=%(refname:short)", f"--contains={commits[-1]}") if commits else ()
    refs = tuple(git.git(root, *contains).split()) if contains else ()
    upstream = _upstream(root)
    unpushed = int(git.git(root, "rev-list", "--count", f"{upstream}..HEAD")) if upstream else 0
    return Remains(len(commits), refs, tuple(git.git(root, "remote").split()), unpushed, upstream)


def _upstream(root: Path) -> str:
    """Return the branch of a remote that commits of this one go to, or nothing."""
    try:
        return git.git(root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    except git.Unknown:
        return ""
