"""Whether a commit does nothing but withdraw cases: then nothing that was open before holds it up.

In: a repository, and the commit that was published before, or else the one before. Out: the ids of the withdrawn cases,
or none. What git cannot tell, or what changed besides, makes it a commit like any other. Writes nothing.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from build_tools import git
from build_tools.paths import CASE_FILE, CASE_ID, CASES, CONTENT, REVIEWED, WITHDRAWN, case_file
from build_tools.tree import LARGEST
from build_tools.variables import moment_of
from build_tools.withdrawal.texts import NO_EXCEPTIONS, only_shorter

_STONE = re.compile(rf"{WITHDRAWN}(?P<id>{CASE_ID})\.yml")
_WORDS = re.compile(rf"{CONTENT}/[a-z]{{2,3}}/.+\.md")
_PLAIN = "100644"
_LATELY = datetime.timedelta(days=7)
"""So long a withdrawal that could not be published at once is let through; then what is open is said again."""


class FileChange(NamedTuple):
    """What two commits hold of a path, if they hold it as text."""

    path: str
    old: str | None
    new: str | None


def withdrawn_by_head(root: Path, published: str = "") -> frozenset[str]:
    """Return the cases that the commit withdraws which is checked out, and whose files are as in it; none where it
    does anything else. ``published`` is what readers see now, if somebody knows: without it, or of zeros as hosts write
    it, the commit before."""
    try:
        head = git.commit(root)
        is_other = published.strip("0") and published != head
        before = git.commit_named(root, published if is_other else "HEAD^")
        changes = _changes(root, before, head) if before else []
        if not changes or git.uncommitted(root, CONTENT, CASES):
            return frozenset()
        return withdrawn_by(changes, git.ever_added(root, CASES))
    except git.Unknown:
        return frozenset()


def withdrawn_lately(root: Path, day: datetime.date, published: str = "") -> frozenset[str]:
    """Return the same of a commit that is not older than a few days, as of a day."""
    cases = withdrawn_by_head(root, published)
    try:
        return cases if cases and day - moment_of(git.committed_at(root)).date() <= _LATELY else frozenset()
    except (git.Unknown, ValueError):
        return frozenset()


def _changes(root: Path, old: str, new: str) -> list[FileChange]:
    """Return what two commits hold differently; nothing where that cannot be a withdrawal. Raises ``Unknown``."""
    before, after = ({entry.path: entry for entry in git.entries_at(root, commit)} for commit in (old, new))
    paths = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    entries = [held[path] for held in (before, after) for path in paths if path in held]
    could_be = all(_could_be_of_withdrawal(path) for path in paths)
    if not could_be or any(entry.mode != _PLAIN for entry in entries):
        return []
    texts = git.blob_texts(root, {entry.digest for entry in entries}, LARGEST)
    held = {path: [texts[side[path].digest] if path in side else None for side in (before, after)] for path in paths}
    return [FileChange(path, *both) for path, both in held.items()]


def _could_be_of_withdrawal(path: str) -> bool:
    """Tell whether a withdrawal may change a file of this name."""
    return path == REVIEWED or any((CASE_FILE.fullmatch(path), _STONE.fullmatch(path), _WORDS.fullmatch(path)))


def withdrawn_by(changes: Collection[FileChange], ever: Iterable[str]) -> frozenset[str]:
    """Return the cases that changes withdraw; none where they do anything else. ``ever`` is every path that a case had,
    for one may have gone before its tombstone came."""
    paths = (*ever, *(change.path for change in changes if change.new is None))
    releases = {found["id"]: found["release"] for path in paths if (found := CASE_FILE.fullmatch(path))}
    stones = {found["id"]: change for change in changes if (found := _STONE.fullmatch(change.path))}
    files = {case_file(releases[case], case) for case in stones.keys() & releases.keys()}
    fits = stones.keys() <= releases.keys() and all(_is_stone(stones[case], case, releases[case]) for case in stones)
    others = (change for change in changes if change not in stones.values())
    return frozenset(stones) if fits and all(_is_less(change, stones, files) for change in others) else frozenset()


def _is_stone(change: FileChange, case: str, release: str) -> bool:
    """Tell whether a new file is the tombstone of a case: two lines and nothing else."""
    lines = (line.partition(":")[::2] for line in (change.new or "").splitlines())
    pairs = [tuple(part.strip().strip("\"'") for part in line) for line in lines]
    return change.old is None and sorted(pairs) == [("id", case), ("release", release)]


def _is_less(change: FileChange, cases: Mapping[str, FileChange], files: Collection[str]) -> bool:
    """Tell whether a file is that of one of these cases and gone, or named one of them and lost words alone: whatever
    exception goes, less is excused."""
    path, old, new = change
    if CASE_FILE.fullmatch(path):
        return path in files and new is None
    if old is None or new is None:
        return False
    return only_shorter(old, new.replace(NO_EXCEPTIONS, "") if path == REVIEWED else new, cases)
