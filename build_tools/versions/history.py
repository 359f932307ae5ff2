"""Every commit of a repository, and what a stored file holds as plain data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools import git
from build_tools.load import plain_in


def all_commits(root: Path) -> list[str]:
    """Return every commit that anything in a repository leads to, oldest first; in a history that is cut short nobody
    knows them. Raises ``git.Unknown``."""
    git.check_not_shallow(root)
    refs = git.git(root, "for-each-ref", "--format=%(objectname)").split()
    head = git.commit_named(root, "HEAD")
    return git.commits(root, [*refs, *([head] if head else [])], ())


LAST_DRAFT = "97d2addde377ea761fb9f26b34eb7630a79d5def"
"""The last commit before which everything was a draft: no release had gone out. What a draft sealed may be mended; it
moves no more once a release has gone out. A commit that is not in the repository excuses nothing."""


def final_commits(root: Path) -> list[str]:
    """Return the same but for drafts. Raises ``git.Unknown``."""
    last = git.commit_named(root, LAST_DRAFT)
    drafts = set(git.commits(root, [last], ())) if last else set[str]()
    return [commit for commit in all_commits(root) if commit not in drafts]


def plain_of(data: bytes) -> Mapping[str, Any] | None:
    """Return what a file holds as plain data, if it can be read without any doubt."""
    return plain_in(data, _NAME)[0]


_NAME = "record.yml"
