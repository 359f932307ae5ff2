"""What has to be done to withdraw a case, or what forbids it; and the doing of it, whole or not at all.

In: a repository and an id. Out: which files go and which are written; then the same done, and staged for the next
commit. Makes no commit. Half-finished work elsewhere in the folder is no matter.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools import git, tree
from build_tools.ended import to_the_end
from build_tools.paths import CASE_FILE, CASES, CONTENT, REVIEWED, WITHDRAWN, case_id_in
from build_tools.problems import Fault, Problem, Refused
from build_tools.tree import LARGEST
from build_tools.withdrawal.texts import lines_naming, names_case, only_shorter, without_entries, without_links

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
    "names the case; take the words out that tell of it, in each language and without writing others, save the file, "
    "and withdraw then; do not commit before",
)
_NAMED_IN_DATA = Fault("withdraw.named_in_data", "names the case in data; take that out, commit it, and withdraw then")
_NOT_DONE = Fault(
    "withdraw.not_all_written",
    "not all files could be written, so nothing was changed; see that the disk has room, that you may write in this "
    "folder, and that no other git is at work",
)

Files = Mapping[str, str | None]
"""What becomes of files, by path: the new text, or None where the file goes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done. ``near`` are lines beside a link that goes, whose words may tell of the case too. ``was_public``
    says whether git ever held the case, in whatever branch."""

    case: str
    files: Files
    near: tuple[tuple[str, int], ...] = ()
    was_public: bool = True


def plan_of(root: Path, said: str) -> Plan:
    """Return how a case is withdrawn. Raises ``Refused`` where something forbids it, also ``git.Unknown``."""
    case = said.strip().upper()
    ever = [path for path in git.ever_added(root, CASES, everywhere=True) if case_id_in(path) == case]
    held = {
        one.path: one.digest
        for one in git.entries_at(root, "HEAD")
        if one.path.startswith((f"{CONTENT}/", f"{CASES}/")) and one.mode != git.SUBMODULE
    }
    of_case = {path for path in (*held, *tree.files(root, CASES)) if case_id_in(path) == case}
    there = sorted(path for path in of_case if not path.startswith(WITHDRAWN))
    _stop_at([*_refusals(root, case, held, there, ever), *_staged(root, there)])
    if not ever:
        return Plan(case, dict.fromkeys(there), was_public=False)
    stone = f'id: "{case}"\nrelease: "{_release_of([*ever, *there])}"\n'
    by_digest = git.blob_texts(root, held.values(), LARGEST)
    texts = {path: by_digest[digest] for path, digest in held.items()}
    words, near = _words(root, case, texts)
    files = {**dict.fromkeys(there), f"{WITHDRAWN}{case}.yml": stone, **words, **_reviewed(texts, there)}
    _stop_at([Problem(path, _CHANGED) for path in files if _has_changes(root / path, texts.get(path), case)])
    return Plan(case, files, near)


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


def _staged(root: Path, there: list[str]) -> Iterator[Problem]:
    """Yield what the next commit would hold besides."""
    said = git.git(root, "diff", "--cached", "--name-only", "--no-renames", "-z")
    yield from (Problem(path, _STAGED) for path in said.split("\0") if path and path not in there)


def _release_of(paths: Iterable[str]) -> str:
    """Return the release in whose folder a case lies, or lay last. Raises ``Refused``."""
    found = [case["release"] for path in paths if (case := CASE_FILE.fullmatch(path))]
    if not found:
        raise Refused([Problem("", _UNKNOWN)])
    return str(found[-1])


def _words(root: Path, case: str, texts: Mapping[str, str]) -> tuple[dict[str, str], tuple[tuple[str, int], ...]]:
    """Return the pages that change, and where a link stood. Raises ``Refused`` where words or data name the case."""
    of_people = {path: text for path, text in texts.items() if path.startswith(f"{CONTENT}/") and path != REVIEWED}
    pages = {path: text for path, text in of_people.items() if path.endswith(".md") and names_case(text, case)}
    cut = {path: _cut(root / path, text, case) for path, text in pages.items()}
    data = {path: text for path, text in of_people.items() if path.endswith(".yml")}
    named = [Problem(path, _NAMED_IN_DATA, line=line) for path, line in _naming(data, case)]
    _stop_at([*named, *(Problem(path, _NAMED, line=line) for path, line in _naming(cut, case))])
    return cut, _naming(pages, case)


def _naming(texts: Mapping[str, str], case: str) -> tuple[tuple[str, int], ...]:
    """Return the files and lines in which a case is named."""
    return tuple((path, line) for path, text in sorted(texts.items()) for line in lines_naming(text, case))


def _cut(path: Path, text: str, case: str) -> str:
    """Return a page without links to the case; where somebody took more out of it already, and did nothing else, what
    they left."""
    here = _text(path)
    return without_links(text if here is None or not only_shorter(text, here, [case]) else here, case)


def _text(path: Path) -> str | None:
    """Return the text of a file of the folder, or nothing where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _has_changes(path: Path, old: str | None, case: str) -> bool:
    """Tell whether a file is not as committed; one that is gone already is no matter, nor a page of which somebody only
    took out what tells of the case."""
    if old is None or not path.exists():
        return False
    here = _text(path)
    return here is None or not (here == old or (path.suffix == ".md" and only_shorter(old, here, [case])))


def _reviewed(texts: Mapping[str, str], there: list[str]) -> dict[str, str]:
    """Return the file of exceptions without those of the case, if it has any. Raises ``Refused``."""
    text = texts.get(REVIEWED, "")
    if not any(path in text for path in there):
        return {}
    if (new := without_entries(text, there)) is None:
        raise Refused([Problem(REVIEWED, _NAMED_IN_DATA)])
    return {REVIEWED: new} if new != text else {}


@to_the_end()
def carry_out(root: Path, files: Files) -> None:
    """Write files and stage them. Raises ``Refused``, and then all is as it was."""
    before = {path: (root / path).read_bytes() if (root / path).exists() else None for path in files}
    try:
        _write(root, {path: None if text is None else text.encode() for path, text in files.items()})
        _stage(root, files)
    except (OSError, git.Unknown) as error:
        _write(root, before)
        raise Refused([Problem("", _NOT_DONE)]) from error


def _write(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Give each file its bytes, or delete it. Raises ``OSError``."""
    for path, data in files.items():
        if data is None:
            (root / path).unlink(missing_ok=True)
        else:
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(data)


def _stage(root: Path, paths: Iterable[str]) -> None:
    """Let the next commit hold the files as they are now. Raises ``Unknown``."""
    git.git(root, "update-index", "--add", "--remove", "--", *paths)
