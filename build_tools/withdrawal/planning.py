"""What has to be done to withdraw a case, or what forbids it.

In: a repository and an id. Out: a plan: which files go, which are written, and how. Changes nothing. It starts from
what is committed, so that half-finished work elsewhere in the folder is no matter.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools import git, tree
from build_tools.paths import CASE_FILE, CASES, CONTENT, REVIEWED, WITHDRAWN, case_id_in, words_file
from build_tools.problems import Fault, Problem, Refused
from build_tools.tree import LARGEST
from build_tools.withdrawal.entries import without_entries
from build_tools.withdrawal.stamps import Page
from build_tools.withdrawal.words import lines_naming, names, only_shorter, without_links

_UNKNOWN = Fault(
    "withdraw.no_such_case",
    "there is no case of this id, now or in the history; look at the id in the address of its page, or list the "
    "files: `ls cases_public/*`",
)
_ALREADY = Fault("withdraw.already", "is the tombstone of this case, which was withdrawn already; commit and push it")
_BACK = Fault(
    "withdraw.came_back",
    "is there although the case was withdrawn already; delete this file, and keep the tombstone",
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
_BY_HAND = Fault(
    "withdraw.entry_not_found",
    "holds an exception of this case that could not be taken out; delete it by hand, commit that, and withdraw then",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done: ``files`` by path, with the new text, or None where the file goes. ``text`` is the record as it was
    committed; ``near`` are lines beside a link that goes, whose words may tell of the case too. ``was_public`` says
    whether git ever held it, in whatever branch."""

    case: str
    files: Mapping[str, str | None]
    text: str = ""
    near: tuple[tuple[str, int], ...] = ()
    was_public: bool = True


def plan_of(root: Path, said: str) -> Plan:
    """Return how a case is withdrawn. Raises ``Refused`` where something forbids it, also ``git.Unknown``."""
    case = said.strip().upper()
    head = git.commit(root)
    git.check_not_shallow(root)
    with git.folder_of(root, head, LARGEST) as folder:
        return _plan(root, folder, case)


def _plan(root: Path, kept: Path, case: str) -> Plan:
    """Return the plan; ``kept`` is a folder that is as the commit."""
    there = _files_of(case, {*tree.files(kept, CASES), *_here(root)})
    ever = [path for path in git.ever_added(root, CASES, "--all") if case_id_in(path) == case]
    if problems := [*_refusals(root, case, there, ever), *_staged(root, there)]:
        raise Refused(problems)
    if not ever:
        return Plan(case, dict.fromkeys(there), was_public=False)
    stone = f'id: "{case}"\nrelease: "{_release_of([*ever, *there])}"\n'
    words, near = _words(root, kept, case)
    files = {**dict.fromkeys(there), f"{WITHDRAWN}{case}.yml": stone, **words, **_reviewed(kept, there)}
    if problems := list(_changed(root, kept, case, files)):
        raise Refused(problems)
    return Plan(case, files, _last_state(root, reversed(ever)), tuple(near))


def _last_state(root: Path, paths: Iterable[str]) -> str:
    """Return the record of a case as a commit held it last. Raises ``Unknown``."""
    walk = ("log", "--all", "--no-show-signature", "--no-color", "--format=%H", "--diff-filter=AM", "-1")
    for path in paths:
        for commit in git.git(root, *walk, "--", path).split():
            return git.git(root, "show", "--no-show-signature", f"{commit}:./{path}")
    return ""


def _here(root: Path) -> Iterator[str]:
    """Yield the files of cases that lie in the folder now."""
    for folder, _, files in os.walk(root / CASES):
        yield from (Path(folder, name).relative_to(root).as_posix() for name in files)


def _files_of(case: str, paths: Iterable[str]) -> list[str]:
    """Return the files of a case among others; not its tombstone."""
    return sorted(path for path in paths if case_id_in(path) == case and not path.startswith(WITHDRAWN))


def _release_of(paths: Iterable[str]) -> str:
    """Return the release in whose folder a case lies, or lay last. Raises ``Refused``."""
    found = [case["release"] for path in paths if (case := CASE_FILE.fullmatch(path))]
    if not found:
        raise Refused([Problem("", _UNKNOWN)])
    return str(found[-1])


def _refusals(root: Path, case: str, there: list[str], ever: list[str]) -> Iterator[Problem]:
    """Yield why this case cannot be withdrawn."""
    stone = f"{WITHDRAWN}{case}.yml"
    held = stone in git.files_at(root, "HEAD", WITHDRAWN) or (root / stone).exists()
    if held:
        yield from [Problem(path, _BACK) for path in there] or [Problem(stone, _ALREADY)]
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


def _text(kept: Path, path: str) -> str:
    """Return the text of a file; of what cannot be read, nothing."""
    data = tree.read(kept, path) if tree.has(kept, path) else b""
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


_PAGE = re.compile(rf"{CONTENT}/([a-z]{{2,3}})/(.+)\.md")


def _words(root: Path, kept: Path, case: str) -> tuple[dict[str, str], list[tuple[str, int]]]:
    """Return the pages that change, and where a link stood. Raises ``Refused`` where a page names the case in words."""
    pages = {found.groups(): path for path in tree.files(kept, CONTENT) if (found := _PAGE.fullmatch(path))}
    touched = {name for (_, name), path in pages.items() if names(_text(kept, path), case)}
    problems = [*_data_naming(kept, case)]
    new, near = dict[str, str](), list[tuple[str, int]]()
    for name in sorted(touched):
        old = {language: _text(kept, path) for (language, one), path in pages.items() if one == name}
        cut = {language: _cut(root / words_file(language, name), text, case) for language, text in old.items()}
        problems += (
            Problem(words_file(language, name), _NAMED, line=line)
            for language, text in cut.items()
            for line in lines_naming(text, case)
        )
        near += ((words_file(language, name), line) for language in old for line in lines_naming(old[language], case))
        stamped = Page(name, old, cut).stamped()
        new |= {words_file(language, name): text for language, text in stamped.items() if text != old[language]}
    if problems:
        raise Refused(problems)
    return new, near


def _cut(path: Path, text: str, case: str) -> str:
    """Return a page without links to the case; where somebody took more out of it already, and did nothing else, what
    they left."""
    try:
        here = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        here = text
    return without_links(here if here != text and only_shorter(text, here, [case]) else text, case)


def _data_naming(kept: Path, case: str) -> Iterator[Problem]:
    for path in tree.files(kept, CONTENT):
        if path.endswith(".yml") and path != REVIEWED:
            yield from (Problem(path, _NAMED_IN_DATA, line=line) for line in lines_naming(_text(kept, path), case))


def _reviewed(kept: Path, there: list[str]) -> dict[str, str]:
    """Return the file of exceptions without those of the case, if it has any. Raises ``Refused``."""
    text = _text(kept, REVIEWED)
    if not any(path in text for path in there):
        return {}
    if (new := without_entries(text, there)) is None:
        raise Refused([Problem(REVIEWED, _BY_HAND)])
    return {REVIEWED: new} if new != text else {}


def _changed(root: Path, kept: Path, case: str, files: Mapping[str, str | None]) -> Iterator[Problem]:
    """Yield the files that would be changed and are not as committed; one that is gone already, and a page of which
    somebody only took out what tells of the case, are no matter."""
    for path in git.uncommitted(root, CASES, CONTENT):
        old, here = _text(kept, path), root / path
        cut = _PAGE.fullmatch(path) and here.exists() and only_shorter(old, here.read_text("utf-8", "replace"), [case])
        if path in files and tree.has(kept, path) and here.exists() and not cut:
            yield Problem(path, _CHANGED)
