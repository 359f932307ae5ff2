"""Whether a commit does nothing but withdraw cases: then nothing that was open before it holds it up.

In: a repository, and the commit that was published before, or else the one before. Out: the ids of the withdrawn cases,
or none. What git cannot tell, or what changed besides, makes it a commit like any other. Writes nothing.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools import git
from build_tools.paths import CASE_FILE, CASE_ID, CASES, CONTENT, REVIEWED, WITHDRAWN, case_file
from build_tools.tree import LARGEST
from build_tools.variables import moment_of
from build_tools.withdrawal.entries import only_without_entries
from build_tools.withdrawal.words import only_shorter, unstamped

_STONE = re.compile(rf"{WITHDRAWN}(?P<id>{CASE_ID})\.yml")
_WORDS = re.compile(rf"\A{CONTENT}/[a-z]{{2,3}}/(?P<name>(?:[^.\n]|\.(?!md\Z))+)\.md")
_PLAIN = "100644"


class Change(NamedTuple):
    """What two commits hold of a path, if they hold it."""

    path: str
    old: bytes | None
    new: bytes | None


def withdrawn_by_head(root: Path, published: str = "") -> frozenset[str]:
    """Return the cases that the commit withdraws which is checked out, and whose files are as in it; none where it
    does anything else. ``published`` is what readers see now, if somebody knows: without it, or of zeros as hosts write
    it, the commit before."""
    try:
        head = git.commit(root)
        told = published if published.strip("0") and published != head else ""
        before = git.commit_named(root, told or "HEAD^")
        changes = _changes(root, before, head) if before else ()
        if not changes or git.uncommitted(root, CONTENT, CASES):
            return frozenset()
        return withdrawn_by(changes, lambda: git.ever_added(root, CASES))
    except git.Unknown:
        return frozenset()


LATELY = datetime.timedelta(days=7)
"""So long a withdrawal that could not be published at once is let through; then what is open is said again."""


def withdrawn_lately(root: Path, day: datetime.date, published: str = "") -> frozenset[str]:
    """Return the same of a commit that is not older than a few days, as of a day."""
    cases = withdrawn_by_head(root, published)
    return cases if cases and day - _day_of_head(root) <= LATELY else frozenset()


def _day_of_head(root: Path) -> datetime.date:
    """Return the day of the commit in UTC, or one long ago where there can be none."""
    try:
        return moment_of(git.committed_at(root)).date()
    except (git.Unknown, ValueError):
        return datetime.date.min


def _changes(root: Path, old: str, new: str) -> Sequence[Change]:
    """Return what two commits hold differently; nothing where that cannot be a withdrawal. Raises ``Unknown``."""
    before, after = ({entry.path: entry for entry in git.entries_at(root, commit)} for commit in (old, new))
    paths = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    entries = [held[path] for held in (before, after) for path in paths if path in held]
    if not all(map(_could_be_touched, paths)) or any(entry.mode != _PLAIN for entry in entries):
        return ()
    data = git.blobs(root, {entry.digest for entry in entries}, LARGEST)
    held = [{path: data[entry.digest] for path, entry in side.items() if path in paths} for side in (before, after)]
    return [Change(path, held[0].get(path), held[1].get(path)) for path in paths]


def _could_be_touched(path: str) -> bool:
    return path == REVIEWED or any(form.fullmatch(path) for form in (CASE_FILE, _STONE, _WORDS))


def withdrawn_by(changes: Collection[Change], ever: Callable[[], Iterable[str]]) -> frozenset[str]:
    """Return the cases that changes withdraw; none where they do anything else. ``ever`` returns every path that a case
    had, for one may have gone before its tombstone came."""
    stones = {found["id"]: change for change in changes if (found := _STONE.fullmatch(change.path))}
    gone = _cases_in(change.path for change in changes if change.new is None)
    known = (_cases_in(ever()) if stones.keys() - gone.keys() else {}) | gone
    fits = gone.keys() <= stones.keys() <= known.keys()
    fits = fits and all(_is_stone(stones[case], case, known[case]) for case in stones)
    cut = {_name(change.path) for change in changes if _is_cut(change)}
    others = (change for change in changes if change not in stones.values() and change.path not in _files(gone))
    fits = fits and all(_is_less(change, stones, cut, _files(known)) for change in others)
    return frozenset(stones) if fits else frozenset()


def _cases_in(paths: Iterable[str]) -> dict[str, str]:
    """Return the cases whose files lie there, each with its release."""
    return {found["id"]: found["release"] for path in paths if (found := CASE_FILE.fullmatch(path))}


def _files(cases: Mapping[str, str]) -> frozenset[str]:
    return frozenset(case_file(release, case) for case, release in cases.items())


def _is_stone(change: Change, case: str, release: str) -> bool:
    """Tell whether a new file is the tombstone of a case: two lines and nothing else."""
    lines = (change.new or b"").decode("utf-8", "replace").splitlines()
    pairs = [tuple(part.strip().strip("\"'") for part in line.partition(":")[::2]) for line in lines]
    return change.old is None and sorted(pairs) == [("id", case), ("release", release)]


def _is_less(change: Change, cases: Iterable[str], cut: Collection[str], files: Collection[str]) -> bool:
    """Tell whether a file lost nothing but what tells of these cases."""
    old, new = (_text(data) for data in (change.old, change.new))
    if old is None or new is None or CASE_FILE.fullmatch(change.path):
        return False
    if change.path == REVIEWED:
        return only_without_entries(old, new, files)
    return _name(change.path) in cut and only_shorter(old, new, cases)


def _is_cut(change: Change) -> bool:
    """Tell whether more was done to a page than writing a fingerprint: its translations have to name it."""
    old, new = (_text(data) for data in (change.old, change.new))
    return bool(_name(change.path) and old and new and unstamped(old) != unstamped(new))


def _name(path: str) -> str:
    found = _WORDS.fullmatch(path)
    return found["name"] if found else ""


def _text(data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return None
