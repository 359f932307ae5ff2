"""What has to be done to withdraw a case, or what forbids it; and the doing of it, whole or not at all.

In: a repository and an id. Out: which files go and which are committed with them; then the same done and staged. Makes
no commit, and changes no words: what names the case people take out. Half-finished work elsewhere is no matter.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools import git, tree
from build_tools.ended import to_the_end
from build_tools.git import history, objects
from build_tools.paths import CASE_FILE, CASES, CONTENT, REVIEWED, WITHDRAWN, case_id_in
from build_tools.problems import Fault, Problem, Refused
from build_tools.withdrawal import lines_naming, only_shorter, stone_of

_UNKNOWN = Fault(
    "withdraw.no_such_case",
    "there is no case of this id, now or in the history; look at the id in the address of its page, or list the "
    "files: `ls cases_public/*`",
)
_ALREADY = Fault(
    "withdraw.already",
    "is of a case that was withdrawn already: keep its tombstone, commit and push it, and delete each other file of it",
)
_SEVERAL = Fault(
    "withdraw.several_files",
    "is one of several files of this id; delete or rename those that are not meant, commit that, and withdraw then",
)
_EXAMPLE = Fault("withdraw.example", "is an invented example, and nobody stands behind it; delete it like any file")
_CHANGED = Fault(
    "withdraw.uncommitted_changes",
    "would be changed here, and holds changes that are in no commit; commit them or take them back: "
    "`git restore --staged --worktree FILE`",
)
_STAGED = Fault(
    "withdraw.staged",
    "would be in the same commit, which has to withdraw and do nothing else; `git restore --staged .` takes it out and "
    "keeps the change in your files",
)
_NAMED = Fault(
    "withdraw.named_in_words",
    "names the case; take the words out that tell of it, in each language and without writing others, save the "
    "file, and withdraw then; do not commit before",
)
_NAMED_IN_DATA = Fault("withdraw.named_in_data", "names the case in data; take that out, commit it, and withdraw then")
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
    def tombstone(self) -> str:
        """Where the tombstone lies."""
        return f"{WITHDRAWN}{self.case}.yml"

    @property
    def paths(self) -> tuple[str, ...]:
        """All that the next commit changes."""
        return (*self.gone, *([self.tombstone] if self.stone else []), *self.shorter)


def plan_of(root: Path, name: str) -> Plan:
    """Return how a case is withdrawn. Raises ``Refused`` where something forbids it, also ``git.Unknown``."""
    case = name.strip().upper()
    ever = [path for path in history.ever_added(root, CASES, everywhere=True) if case_id_in(path) == case]
    entries = (one for one in objects.entries_at(root, "HEAD") if one.path.startswith((f"{CONTENT}/", f"{CASES}/")))
    held = {one.path: one.digest for one in entries if one.mode != objects.SUBMODULE}
    of_case = {path for path in (*held, *tree.files(root, CASES)) if case_id_in(path) == case}
    there = sorted(path for path in of_case if not path.startswith(WITHDRAWN))
    by_digest = objects.blob_texts(root, held.values())
    texts = {path: by_digest[digest] for path, digest in held.items()}
    naming = {path: text for path, text in texts.items() if path.startswith(f"{CONTENT}/") and lines_naming(text, case)}
    _stop_at([*_refusals(root, case, held, there, ever), *_staged(root, {*there, *naming})])
    if not ever:
        return Plan(case, tuple(there))
    changed = (path for path in there if path in texts and _text(root / path) not in (texts[path], None))
    _stop_at([*_named(root, case, naming), *(Problem(path, _CHANGED) for path in changed)])
    return Plan(case, tuple(there), tuple(naming), stone_of(case, _release_of([*ever, *there])))


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _refusals(root: Path, case: str, held: Container[str], there: list[str], ever: list[str]) -> Iterator[Problem]:
    """Yield why this case cannot be withdrawn."""
    stone = f"{WITHDRAWN}{case}.yml"
    if stone in held or (root / stone).exists():
        yield from (Problem(path, _ALREADY) for path in there or [stone])
    elif not there and not any(map(CASE_FILE.fullmatch, ever)):
        yield Problem("", _UNKNOWN)
    elif len(there) > 1:
        yield from (Problem(path, _SEVERAL) for path in there)
    elif there and there[0].startswith(f"{CASES}/examples/"):
        yield Problem(there[0], _EXAMPLE)


def _staged(root: Path, of_case: Container[str]) -> Iterator[Problem]:
    """Yield what the next commit would hold besides."""
    names = git.listed(root, "diff", "--cached", "--name-only", "--no-renames", "-z")
    yield from (Problem(path, _STAGED) for path in names if path not in of_case)


def _release_of(paths: Iterable[str]) -> str:
    """Return the release in whose folder a case lies, or lay last. Raises ``Refused``."""
    found = [case["release"] for path in paths if (case := CASE_FILE.fullmatch(path))]
    if not found:
        raise Refused([Problem("", _UNKNOWN)])
    return str(found[-1])


def _named(root: Path, case: str, naming: Mapping[str, str]) -> Iterator[Problem]:
    """Yield where words and data still name the case that did so in the commit, and words to which more was done."""
    for path, text in sorted(naming.items()):
        has_words = path.endswith(".md") or path == REVIEWED
        here = _text(root / path) if has_words else text
        lines = lines_naming(text if here is None else here, case)
        yield from (Problem(path, _NAMED if has_words else _NAMED_IN_DATA, line=line) for line in lines)
        if not lines and not only_shorter(path, text, here or "", [case]):
            yield Problem(path, _CHANGED)


def _text(path: Path) -> str | None:
    """Return the text of a file of the folder, or nothing where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


@to_the_end()
def carry_out(root: Path, plan: Plan) -> None:
    """Do what is planned, and stage it. Raises ``Refused``, and then all is as it was."""
    before = {path: (root / path).read_bytes() for path in plan.gone if (root / path).exists()}
    stone = root / plan.tombstone
    try:
        for path in before:
            (root / path).unlink()
        if plan.stone:
            stone.parent.mkdir(exist_ok=True)
            stone.write_text(plan.stone, "utf-8")
        _stage(root, plan.paths)
    except (OSError, git.Unknown) as error:
        stone.unlink(missing_ok=True)
        for path, data in before.items():
            (root / path).write_bytes(data)
        raise Refused([Problem("", _NOT_DONE)]) from error


def _stage(root: Path, paths: Iterable[str]) -> None:
    """Let the next commit hold the files as they are now. Raises ``Unknown``."""
    git.git(root, "update-index", "--add", "--remove", "--", *paths)
