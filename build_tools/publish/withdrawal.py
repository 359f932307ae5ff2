"""A case is withdrawn: what has to be done, what forbids it, and the doing of it, whole or not at all.

In: a repository and the id of a case. Out: which files go, and which are committed with them. Changes no words: what
names the case people take out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools import git
from build_tools.build.withdrawn import WITH_WORDS, FileChange, is_shorter, lines_naming, stone_text
from build_tools.files import tree
from build_tools.files.cleanup import to_the_end
from build_tools.files.paths import (
    CASE_FILE,
    CASES,
    CONTENT,
    WITHDRAWN,
    case_id_in,
    stone_file,
)
from build_tools.gate import with_plain_ends
from build_tools.git import history, objects
from build_tools.problems import Fault, Problem, Refused

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
    naming = {path: text for path, text in held.items() if path.startswith(f"{CONTENT}/") and lines_naming(text, case)}
    changes = [FileChange(path, text, _text(root, path)) for path, text in naming.items()]
    lost = [path for path in of_case if path in held and _text(root, path) not in (held[path], None)]
    staged = git.listed(root, "diff", "--cached", "--name-only", "--no-renames", "-z")
    others = [path for path in staged if path not in (*of_case, *naming)]
    if problems := [*_named(changes, case), *(Problem(path, _BESIDES) for path in (*lost, *others))]:
        raise Refused(problems)
    if not ever:
        return Plan(case, of_case)
    release = [found["release"] for path in (*ever, *of_case) if (found := CASE_FILE.fullmatch(path))][-1]
    return Plan(case, of_case, tuple(naming), stone_text(case, release))


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
        now = change.new if WITH_WORDS.fullmatch(change.path) and change.new is not None else change.old or ""
        lines = lines_naming(now, case)
        yield from (Problem(change.path, _NAMED, line=line) for line in lines)
        if not lines and not is_shorter(change, [case]):
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
