"""A case is withdrawn: what has to be done, what forbids it, and the doing of it, whole or not at all; whether a commit
does nothing else, and what then does not hold it up.

In: a repository, with an id, or the commit that was published before; a problem. Out: which files go and which are
committed with them; the ids of withdrawn cases; what waits for the next commit. What git cannot tell, or what changed
besides, makes a commit one like any other. Changes no words: what names the case people take out.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from build_tools import git, tree
from build_tools.disclosure.stories import STORY_FAULTS
from build_tools.ended import to_the_end
from build_tools.git import history, objects
from build_tools.models import OTHER_WORDS
from build_tools.paths import (
    CASE_FILE,
    CASES,
    CONTENT,
    DECISIONS,
    REVIEWED,
    STONE,
    WITHDRAWN,
    case_file,
    case_id_in,
    stone_file,
)
from build_tools.problems import ENDED, Fault, Problem, Refused
from build_tools.screening import with_plain_ends
from build_tools.screening.approval import UNUSED
from build_tools.validate import undecided
from build_tools.validate.stories import FINER, NOT_CONFIRMED
from build_tools.validate.texts import OUTDATED
from build_tools.variables import moment_of

_WORDS = re.compile(rf"{CONTENT}/[a-z]{{2,3}}/.+\.md|{re.escape(REVIEWED)}")
"""Files with words that may go with a case: pages, and the list of exceptions."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_LATELY = datetime.timedelta(days=7)
"""So long a withdrawal that could not be published at once is let through; then what is open is said again."""

_NO_CASE = Fault(
    "withdraw.no_such_case",
    "there is no case of this id, now or in the history; look at the id in the address of its page, or list the "
    "files: `ls cases_public/*`",
)
_IN_THE_WAY = Fault(
    "withdraw.in_the_way",
    "is in the way: a case that can be withdrawn has one file, in the folder of its release, and no tombstone yet; "
    "commit and push a tombstone that is there, delete each other file of the case, and an example like any file",
)
_BESIDES = Fault(
    "withdraw.does_more",
    "would be changed by the same commit, which has to withdraw and do nothing else, or holds changes that are in no "
    "commit: `git restore --staged FILE` keeps a change for later, `git restore FILE` takes it back",
)
_NAMED = Fault(
    "withdraw.named",
    "names the case; take that out: of a page or of reviewed.yml in each language, without writing other words, save "
    "the file, and withdraw then; of other files commit it first",
)
_NOT_DONE = Fault(
    "withdraw.not_all_written",
    "not all files could be written, so nothing was changed; see that the disk has room, that you may write in this "
    "folder, and that no other git is at work",
)


class FileChange(NamedTuple):
    """The text that was and that is at a path, if any was or is."""

    path: str
    old: str | None
    new: str | None


def _lines_naming(text: str, case: str) -> list[int]:
    """Return the lines, from 1, in which a case is named. An id of digits alone may be a year, and counts as a part of
    an address."""
    before, after = (r"(?<=cases/)", r"(?=\.)") if case.isdigit() else (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])")
    named = re.compile(f"{before}{case}{after}")
    return [number for number, line in enumerate(text.split("\n"), 1) if named.search(line)]


def _stone_of(case: str, release: str) -> str:
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
    is_all = all((one.path in files and one.new is None) or _is_shorter(one, stones) for one in others)
    return frozenset(stones) if fits and is_all else frozenset()


def _is_stone(change: FileChange, case: str, release: str) -> bool:
    """Tell whether a new file is the tombstone of a case: its two lines and nothing else, with quotes or without."""
    wanted, written = (re.sub("[\"' ]", "", text) for text in (_stone_of(case, release), change.new or ""))
    return change.old is None and sorted(written.splitlines()) == wanted.splitlines()


def _is_shorter(change: FileChange, cases: Iterable[str]) -> bool:
    """Tell whether a text of words named one of the cases, and nothing was done to it but taking words out; a list of
    exceptions without any is written as an empty one."""
    path, old, new = change
    if old is None or new is None or not _WORDS.fullmatch(path):
        return False
    new = new.replace("exceptions: []", "exceptions:") if path == REVIEWED else new
    left = iter(_TOKEN.findall(old))
    return any(_lines_naming(old, case) for case in cases) and all(token in left for token in _TOKEN.findall(new))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done. ``gone`` are the files that go, ``shorter`` those from which somebody took what tells of the case.
    A case that git never held in any branch has no ``stone``, which is the text of its tombstone."""

    case: str
    gone: tuple[str, ...]
    shorter: tuple[str, ...] = ()
    stone: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """All that the next commit changes."""
        return (*self.gone, *([stone_file(self.case)] if self.stone else []), *self.shorter)


def plan_of(root: Path, name: str) -> Plan:
    """Return how a case is withdrawn. Raises ``Refused`` where something forbids it, also ``git.Unknown``."""
    case = name.strip().upper()
    ever = [path for path in history.ever_added(root, CASES, everywhere=True) if case_id_in(path) == case]
    held = _texts_of_head(root)
    of_case = tuple(sorted(path for path in {*held, *dict(tree.files(root, CASES))} if case_id_in(path) == case))
    if problems := list(_in_the_way(of_case, ever)):
        raise Refused(problems)
    naming = {path: text for path, text in held.items() if path.startswith(f"{CONTENT}/") and _lines_naming(text, case)}
    changes = [FileChange(path, text, _text(root, path)) for path, text in naming.items()]
    lost = [path for path in of_case if path in held and _text(root, path) not in (held[path], None)]
    staged = git.listed(root, "diff", "--cached", "--name-only", "--no-renames", "-z")
    others = [path for path in staged if path not in (*of_case, *naming)]
    if problems := [*_named(changes, case), *(Problem(path, _BESIDES) for path in (*lost, *others))]:
        raise Refused(problems)
    if not ever:
        return Plan(case, of_case)
    release = [found["release"] for path in (*ever, *of_case) if (found := CASE_FILE.fullmatch(path))][-1]
    return Plan(case, of_case, tuple(naming), _stone_of(case, release))


def _texts_of_head(root: Path) -> Mapping[str, str]:
    """Return the texts of content and stories in the commit, by path, with plain ends of lines. Raises ``Unknown``."""
    entries = (one for one in objects.entries_at(root, "HEAD") if one.mode != objects.SUBMODULE)
    held = {one.path: one.digest for one in entries if one.path.startswith((f"{CONTENT}/", f"{CASES}/"))}
    texts = objects.blob_texts(root, held.values())
    return {path: with_plain_ends(texts[digest]) for path, digest in held.items()}


def _in_the_way(of_case: Collection[str], ever: Iterable[str]) -> Iterator[Problem]:
    """Yield why this case cannot be withdrawn, given its files and every path that it had."""
    if len(of_case) > 1 or any(path.startswith((WITHDRAWN, f"{CASES}/examples/")) for path in of_case):
        yield from (Problem(path, _IN_THE_WAY) for path in of_case)
    elif not any(map(CASE_FILE.fullmatch, (*of_case, *ever))):
        yield Problem("", _NO_CASE)


def _named(changes: Iterable[FileChange], case: str) -> Iterator[Problem]:
    """Yield where words and data still name the case that did so in the commit, and words to which more was done."""
    for change in changes:
        now = change.new if _WORDS.fullmatch(change.path) and change.new is not None else change.old or ""
        lines = _lines_naming(now, case)
        yield from (Problem(change.path, _NAMED, line=line) for line in lines)
        if not lines and not _is_shorter(change, [case]):
            yield Problem(change.path, _BESIDES)


def _text(root: Path, path: str) -> str | None:
    """Return the text of a file of the folder, in the same way, or nothing where it cannot be read."""
    data = tree.read(root, path)
    return with_plain_ends(data.decode("utf-8", "replace")) if isinstance(data, bytes) else None


@to_the_end()
def carry_out(root: Path, plan: Plan) -> None:
    """Do what is planned, and stage it. Raises ``Refused``, and then all is as it was."""
    before = {path: (root / path).read_bytes() for path in plan.gone if (root / path).exists()}
    stone = root / stone_file(plan.case)
    try:
        for path in before:
            (root / path).unlink()
        if plan.stone:
            stone.parent.mkdir(exist_ok=True)
            stone.write_text(plan.stone, "utf-8")
        git.git(root, "update-index", "--add", "--remove", "--", *plan.paths)
    except (OSError, git.Unknown) as error:
        for path, data in before.items():
            (root / path).write_bytes(data)
        if plan.stone and stone.is_file():
            stone.unlink()
        raise Refused([Problem("", _NOT_DONE)]) from error


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
    may_be = all(CASE_FILE.fullmatch(path) or STONE.fullmatch(path) or _WORDS.fullmatch(path) for path in paths)
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
