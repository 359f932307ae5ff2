"""Whether a commit only withdraws cases, and which problems then wait for the next commit.

In: a repository, with the commit that readers see now, or a problem. Out: ids of withdrawn cases; whether the problem
waits. What git cannot tell, or what changed besides, makes a commit one like any other.
"""

import datetime
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from build_tools import git
from build_tools.disclosure.stories import STORY_FAULTS
from build_tools.files.paths import CASE_FILE, CASES, CONTENT, DECISIONS, REVIEWED, STONE, case_file
from build_tools.gate.approval import UNUSED
from build_tools.git import history, objects
from build_tools.load.environment import moment_of
from build_tools.models import OTHER_WORDS
from build_tools.problems import ENDED, Problem
from build_tools.validate import undecided
from build_tools.validate.stories import FINER, NOT_CONFIRMED
from build_tools.validate.texts import OUTDATED

WITH_WORDS = re.compile(rf"{CONTENT}/[a-z]{{2,3}}/.+\.md|{re.escape(REVIEWED)}")
"""Files with words that may go with a case: pages, and the list of exceptions."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_LATELY = datetime.timedelta(days=7)
"""So long a withdrawal that could not be published at once is let through; then what is open is said again."""


class FileChange(NamedTuple):
    """The text that was and that is at a path, if any was or is."""

    path: str
    old: str | None
    new: str | None


def lines_naming(text: str, case: str) -> list[int]:
    """Return the lines, from 1, in which a case is named. An id of digits alone may be a year, and counts as a part of
    an address."""
    before, after = (r"(?<=cases/)", r"(?=\.)") if case.isdigit() else (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])")
    named = re.compile(f"{before}{case}{after}")
    return [number for number, line in enumerate(text.split("\n"), 1) if named.search(line)]


def stone_text(case: str, release: str) -> str:
    """Return the text of a tombstone."""
    return f'id: "{case}"\nrelease: "{release}"\n'


def withdrawn_by(changes: Collection[FileChange], ever: Iterable[str]) -> frozenset[str]:
    """Return the cases that changes withdraw, or none where they do anything else; ``ever`` is every path that a case
    had, for one may have gone before its tombstone came. A part of it is the tombstone of a case with the release that
    it had, its file that goes, and words that named it and lose some: whatever exception goes, less is excused."""
    releases = {found["id"]: found["release"] for path in ever if (found := CASE_FILE.fullmatch(path))}
    stones = {found["id"]: change for change in changes if (found := STONE.fullmatch(change.path))}
    files = {case_file(releases[case], case) for case in stones.keys() & releases.keys()}
    fits = stones.keys() <= releases.keys() and all(_is_stone(stones[case], case, releases[case]) for case in stones)
    others = [change for change in changes if change not in stones.values()]
    is_all = all((one.path in files and one.new is None) or is_shorter(one, stones) for one in others)
    return frozenset(stones) if fits and is_all else frozenset()


def _is_stone(change: FileChange, case: str, release: str) -> bool:
    """Tell whether a new file is the tombstone of a case: its two lines and nothing else, with quotes or without."""
    wanted, written = (re.sub("[\"' ]", "", text) for text in (stone_text(case, release), change.new or ""))
    return change.old is None and sorted(written.splitlines()) == wanted.splitlines()


def is_shorter(change: FileChange, cases: Iterable[str]) -> bool:
    """Tell whether a text of words named one of the cases, and nothing was done to it but taking words out; a list of
    exceptions without any is written as an empty one."""
    path, old, new = change
    if old is None or new is None or not WITH_WORDS.fullmatch(path):
        return False
    new = new.replace("exceptions: []", "exceptions:") if path == REVIEWED else new
    left = iter(_TOKEN.findall(old))
    return any(lines_naming(old, case) for case in cases) and all(token in left for token in _TOKEN.findall(new))


def withdrawn_by_head(root: Path, published: str = "", day: datetime.date | None = None) -> frozenset[str]:
    """Return the cases that the commit withdraws which is checked out, and whose files are as in it; none where it
    does anything else, or is too old on a ``day``. ``published`` is what readers see now, if somebody knows: without
    it, or of zeros as hosts write it, the commit before."""
    try:
        head = history.commit(root)
        before = history.commit_named(root, published if published.strip("0") and published != head else "HEAD^")
        changes = _changes(root, before, head) if before else []
        if not changes or git.git(root, "status", "--porcelain", "--untracked-files=all", "--", CONTENT, CASES):
            return frozenset()
        is_late = day and day - moment_of(history.committed_at(root)).date() > _LATELY
        return frozenset() if is_late else withdrawn_by(changes, history.ever_added(root, CASES))
    except (git.Unknown, ValueError):
        return frozenset()


def _changes(root: Path, old: str, new: str) -> list[FileChange]:
    """Return what two commits hold differently; nothing where that cannot be a withdrawal. Raises ``Unknown``."""
    before, after = ({entry.path: entry for entry in objects.entries_at(root, commit)} for commit in (old, new))
    paths = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    entries = [held[path] for held in (before, after) for path in paths if path in held]
    may_be = all(CASE_FILE.fullmatch(path) or STONE.fullmatch(path) or WITH_WORDS.fullmatch(path) for path in paths)
    if not may_be or any(entry.mode != "100644" for entry in entries):
        return []
    texts = objects.blob_texts(root, {entry.digest for entry in entries})
    held = {path: [texts[side[path].digest] if path in side else None for side in (before, after)] for path in paths}
    return [FileChange(path, *both) for path, both in held.items()]


_FAULTS = (ENDED, undecided.UNDECIDED, UNUSED, OUTDATED, OTHER_WORDS, FINER, NOT_CONFIRMED)
"""Contacts that are too old are shown as such. An exception that has ended excuses nothing: what it was about is found,
and stops. A page that lost a link has another fingerprint, and a day is no matter for that."""


def waits(problem: Problem) -> bool:
    """Tell whether a problem waits until the case is gone: with one story less and nothing else new, what is public
    tells no more than before. Of `decisions.yml` all does, for no reader sees it."""
    return problem.path == DECISIONS or problem.fault in (*_FAULTS, *STORY_FAULTS)
