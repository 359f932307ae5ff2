"""The way back: words and figures of the working tree become again what they were at an earlier commit.

In: a project and the name of a commit. Out: the problems that forbid it, or none, and then it is done.
Never touches the program, today's settings, contacts, decisions, tombstones, or a case that is still there; never
makes a commit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools import git
from build_tools.paths import CASES, CONTENT, DECISIONS, ORGANISATIONS, SETTINGS, WITHDRAWN
from build_tools.problems import N_, Problem
from build_tools.release.checks import CASE_FILE, NO_GIT, shown

FOLDERS = (CONTENT, CASES)
KEPT = (DECISIONS, SETTINGS, ORGANISATIONS, WITHDRAWN)
"""What stays as it is today: a decision, a contact, a key or a mirror that was taken back must not return."""

NO_COMMIT = N_("there is no such commit in this branch; `transparency rollback` alone lists the last ones")
NOW = N_("this is the commit that is checked out; choose an earlier one")
CHANGED = N_("is changed and not committed; commit it or take the change back, so that nothing is lost")
NO_TOMBSTONE_RETURNS = N_("was withdrawn, and that commit would bring it back; choose a commit without it")
FAILED = N_("not all files could be written; take it back with `git restore -s HEAD -SW content cases_public`")


@dataclass(frozen=True, slots=True)
class Earlier:
    """One commit of the branch that changed content or cases; ``subject`` is safe to print."""

    commit: str
    date: str
    subject: str


def earlier(root: Path, number: int = 10) -> tuple[Earlier, ...] | None:
    """Return the last commits of this branch that changed content or cases, newest first; None without git.

    Only states that the branch itself had are there, not those of branches that were merged into it.
    """
    walk = ("log", "--first-parent", f"--max-count={number}", "--no-show-signature", "--no-color", "-z")
    said = git.git(root, *walk, "--format=%h%n%cs%n%s", "HEAD", "--", *FOLDERS)
    if said is None:
        return None
    entries = (entry.split("\n", 2) for entry in said.split("\0") if entry)
    return tuple(Earlier(commit, date, printable(subject)) for commit, date, subject in entries)


def printable(text: str) -> str:
    """Return a text with a question mark for each character that could move what stands on the screen."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def roll_back(root: Path, name: str) -> list[Problem]:
    """Put content and cases back to a commit, in the working tree and for the next commit.

    Returns the problems for which nothing was touched, or the one that git could not write all files.
    """
    commit = git.git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if problems := list(refusals(root, commit)):
        return problems
    kept = (f":(exclude,literal){path}" for path in (*map(bare, KEPT), *cases_that_stay(root, str(commit))))
    where = (*folders_with_files(root, str(commit)), *kept)
    done = git.git(root, "restore", f"--source={commit}", "--staged", "--worktree", "--", *where)
    return [Problem("", FAILED)] if done is None else []


def bare(path: str) -> str:
    """Return the path of a folder or a file as git takes it literally."""
    return path.removesuffix("/")


def cases_that_stay(root: Path, commit: str) -> Iterator[str]:
    """Yield the cases that are there now and were then: what was left out of one since must not return."""
    then = set(git.files_at(root, commit, CASES))
    yield from (path for path in git.files_at(root, "HEAD", CASES) if path in then and CASE_FILE.fullmatch(path))


def refusals(root: Path, commit: str | None) -> Iterator[Problem]:
    """Yield what forbids the way back to a commit."""
    head = git.commit(root)
    if head is None:
        yield Problem(".", NO_GIT)
    elif commit is None or git.git(root, "merge-base", "--is-ancestor", commit, head) is None:
        yield Problem("", NO_COMMIT)
    elif commit == head:
        yield Problem("", NOW)
    else:
        yield from (Problem(shown(path), CHANGED) for path in git.uncommitted(root, *FOLDERS) or ())
        yield from returning(root, commit)


def returning(root: Path, commit: str) -> Iterator[Problem]:
    """Yield the cases of that commit that were withdrawn since, also where the tombstone is gone."""
    stones = (*git.files_at(root, "HEAD", WITHDRAWN), *(git.ever_added(root, WITHDRAWN) or ()))
    withdrawn = {PurePosixPath(path).stem for path in stones}
    for path in git.files_at(root, commit, CASES):
        if (found := CASE_FILE.fullmatch(path)) and found[1].upper() in withdrawn:
            yield Problem(path, NO_TOMBSTONE_RETURNS)


def folders_with_files(root: Path, commit: str) -> Iterator[str]:
    """Yield the folders in which something is put back; of an empty one git says that it does not know it."""
    for folder in FOLDERS:
        files = (*git.files_at(root, "HEAD", folder), *git.files_at(root, commit, folder))
        if any(not path.startswith(KEPT) for path in files):
            yield folder
