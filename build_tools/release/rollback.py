"""The way back: words and figures of the working tree become again what they were at an earlier commit.

In: a project and the name of a commit. Out: the problems that forbid it, or none, and then it is done.
Never touches the program, any case, tombstone, or today's settings, contacts and decisions; never makes a commit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools import git
from build_tools.ended import to_the_end
from build_tools.models import RECORD_KINDS, schema_files
from build_tools.paths import CASES, CONTENT, WITHDRAWN, case_id_in
from build_tools.problems import Fault, Problem
from build_tools.release.checks import printable_path

_PUT_BACK = (CONTENT, *(path for path in schema_files() if not path.startswith(f"{CONTENT}/")))
"""What goes back: words and figures, and what is made of the vocabulary among them. Cases lie elsewhere, and no name
under which one lay earlier can bring it back."""

_KEPT = tuple(kind.place for kind in RECORD_KINDS if kind.of_today)
"""What stays as it is today: a decision, a contact, a key or a mirror that was taken back must not return."""

_NO_COMMIT = Fault(
    "rollback.no_such_commit",
    "there is no such commit in this branch; `transparency rollback` alone lists the last ones",
)
_NOW = Fault("rollback.commit_of_now", "this is the commit that is checked out; choose an earlier one")
_CHANGED = Fault(
    "rollback.uncommitted_changes",
    "is changed and not committed; commit it or take the change back, so that nothing is lost",
)
_WAS_THERE = Fault(
    "rollback.withdrawn_case_was_there",
    "was withdrawn, and words of that commit may still tell of it; choose a commit without it",
)
_FAILED = Fault(
    "rollback.not_all_written",
    "not all files could be written; take it back with `git restore -s HEAD -SW content cases_public`",
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """One commit of the branch that changed the content; ``subject`` is safe to print."""

    commit: str
    date: str
    subject: str


def earlier_commits(root: Path, number: int = 10) -> tuple[Earlier, ...]:
    """Return the last commits of this branch that changed the content, newest first. Raises ``git.Unknown``.

    Only states that the branch itself had are there, not those of branches that were merged into it.
    """
    walk = ("log", "--first-parent", f"--max-count={number}", "--no-show-signature", "--no-color", "-z")
    said = git.git(root, *walk, "--format=%h%n%cs%n%s", git.commit(root), "--", CONTENT)
    entries = (entry.split("\n", 2) for entry in said.split("\0") if entry)
    return tuple(Earlier(commit, date, _printable(subject)) for commit, date, subject in entries)


def _printable(text: str) -> str:
    """Return a text with a question mark for each character that could move what stands on the screen."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def roll_back(root: Path, name: str) -> list[Problem]:
    """Put the content back to a commit, in the working tree and for the next commit.

    Returns the problems for which nothing was touched, or the one that git could not write all files. Raises
    ``git.Unknown`` before anything is touched.
    """
    commit = git.commit_named(root, name)
    if problems := list(_refusals(root, commit)):
        return problems
    kept = (f":(exclude,literal){path}" for path in _KEPT)
    where = (*_paths_with_files(root, str(commit)), *kept)
    try:
        with to_the_end():
            git.git(root, "restore", f"--source={commit}", "--staged", "--worktree", "--", *where)
    except git.Unknown:
        return [Problem("", _FAILED)]
    return []


def _refusals(root: Path, commit: str | None) -> Iterator[Problem]:
    """Yield what forbids the way back to a commit."""
    head = git.commit(root)
    if commit is None or commit not in git.main_line(root):
        yield Problem("", _NO_COMMIT)
    elif commit == head:
        yield Problem("", _NOW)
    else:
        yield from (Problem(printable_path(path), _CHANGED) for path in git.uncommitted(root, CONTENT, CASES))
        yield from _told_of(root, commit)


def _told_of(root: Path, commit: str) -> Iterator[Problem]:
    """Yield the cases of that commit that were withdrawn since, also where the tombstone is gone."""
    stones = (*git.files_at(root, "HEAD", WITHDRAWN), *git.ever_added(root, WITHDRAWN))
    withdrawn = {case_id_in(path) for path in stones} - {None}
    for path in git.files_at(root, commit, CASES):
        if not path.startswith(WITHDRAWN) and case_id_in(path) in withdrawn:
            yield Problem(printable_path(path), _WAS_THERE)


def _paths_with_files(root: Path, commit: str) -> Iterator[str]:
    """Yield where something is put back; of a folder or file that is neither here nor there git says that it does not
    know it."""
    for place in _PUT_BACK:
        files = (*git.files_at(root, "HEAD", place), *git.files_at(root, commit, place))
        if any(path not in _KEPT for path in files):
            yield place
