"""What is known of a release before it is judged, and what the gates that stop one look for; a rule of the content that
a release needs as well is in ``validate``.

In: the root of a project. Out: frozen facts, and problems. Writes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from build_tools import git
from build_tools.build import content, source
from build_tools.build.withdrawn import waits, withdrawn_by_head
from build_tools.files.paths import CASE_ID, CASES, PUBLISHED, SITE_SRC, STONE, case_id_in, stone_file, words_file
from build_tools.git import history, objects
from build_tools.load.environment import build_day
from build_tools.load.site_folder import plain_in
from build_tools.models import Case, Correction, Published, Site, Withdrawn, public
from build_tools.problems import Fault, Problem
from build_tools.publish.traces import words_returned
from build_tools.validate.published import CHANGED_WORDS, FACTS, Subject, files_of, subject_of

_GONE = Fault(
    "release.case_gone_without_tombstone",
    "is in the history of this site and gone without a tombstone; write {tombstone} with its id and release, or "
    "bring the file back",
)
_TOMBSTONE_GONE = Fault(
    "release.tombstone_gone",
    "is a tombstone that is gone; write it again with its id and release, and leave the case out: such an id is never "
    "used again; a case that was not withdrawn can have another, and the tombstone of a slip does no harm",
)
LAST_DRAFT = "dc5ebaab16f342a456e00a0c51c5558ed9172f0d"
"""The last commit before which everything was a draft: no release had gone out. What a draft sealed may be mended; it
moves no more once a release has gone out. A commit that is not in the repository excuses nothing."""

_LINE_GONE = Fault(
    "published.line_gone", "was in this file, and is gone; put it back: `git log -- content/published.yml` shows it"
)
_LINE_CHANGED = Fault(
    "published.line_changed",
    "is not as it was published ({parts}); put it back: `git log -- content/published.yml` shows it. Words beside "
    "numbers change with an entry of their own in content/corrections.yml, page: {page}, a translation with a review",
)


@dataclass(frozen=True)
class Release:
    """What would be published. ``content`` is nothing where it cannot be read; ``problems`` are those of the content,
    without lines; ``withdraws`` says that the commit does nothing but withdraw cases."""

    root: Path
    content: Site | None
    problems: tuple[Problem, ...]
    withdraws: bool = False

    @property
    def site(self) -> Site:
        """The content. Raises ``ValueError`` where it cannot be read."""
        if self.content is None:
            raise ValueError("content that cannot be read")
        return self.content

    @cached_property
    def differences(self) -> tuple[Problem, ...]:
        """Where the folder is not its commit, to the byte. Raises ``git.Unknown``: of a repository of which git cannot
        tell this nothing else is believed."""
        return tuple(source.differences_from_commit(self.root))

    def waits(self, problem: Problem) -> bool:
        """Tell whether a problem does not stop this commit, because it only withdraws."""
        return self.withdraws and waits(problem)


def release_of(root: Path, published: str = "", found: content.Found | None = None) -> Release:
    """Return what is known of the project as it lies there, as of the day of a build; ``published`` is the commit that
    readers see now, if that is known, and ``found`` the content, if it was read already."""
    site, problems = found or content.read(root, root / SITE_SRC)
    stale = content.stale_schemas(root, site) if site else ()
    withdraws = bool(withdrawn_by_head(root, published, build_day()))
    return Release(root, site, (*problems, *stale), withdraws)


def content_problems(release: Release) -> Iterator[Problem]:
    """All problems that ``check`` names."""
    yield from release.problems


def folder_is_its_commit(release: Release) -> Iterator[Problem]:
    """What a reviewer who has the commit would not have, or not with these bytes; or a commit of a day to come."""
    yield from release.differences
    if not release.differences:
        yield from source.ahead_problems(release.root)


def published_is_kept(release: Release) -> Iterator[Problem]:
    """Every number, statement and correction that was committed with its seal is still said."""
    _ = release.differences
    return published_kept(release.root, release.site)


_Plain = Mapping[str, Any]


class _State:
    """The files of one time as plain data; ``read`` returns one by its path, or nothing of one that is not there."""

    def __init__(self, read: Callable[[str], _Plain]):
        self.read = read
        self.lines = _mapping(read(PUBLISHED).get("lines"))

    def parts(self, key: str) -> _Plain:
        """Return the parts of a line: its number and whether it is removed, its facts, and the words by language."""
        line = _mapping(self.lines.get(key))
        number = {"value": line.get("value"), "removed": line.get("removed") or None}
        return {**number, FACTS: line.get(FACTS), **_mapping(line.get("words"))} if line else {}

    def review(self, about: Subject, language: str) -> object:
        """Return the state of the words of a language in the file that a line is about; a finding is read where the
        briefing is, whose words it has."""
        file = self.read(about.path)
        said = _mapping(file.get("review")).get(language)
        state = _mapping(said).get("state", said)
        statement = _mapping(file.get("statements")).get(str(about.place[-1]))
        if state == "reviewed" and _mapping(statement).get("finding"):
            return self.read(words_file(language, about.page)).get("state")
        return state


def _mapping(said: object) -> _Plain:
    return said if isinstance(said, Mapping) else {}


def published_kept(root: Path, site: Site) -> Iterator[Problem]:
    """Yield what became of published lines since they were committed: each is still there, and as it was. What is said
    beside numbers changes for an entry of the corrections alone that was not there before, a translation also where its
    file said in some commit that it was reviewed; of statements and of the corrections nothing but translations. Raises
    ``git.Unknown``."""
    with objects.reader(root) as reader:
        yield from _kept([*_committed(root, reader), _state_of(site, site.published)], site)


def sealed_kept(root: Path, site: Site, before: Published) -> Iterator[Problem]:
    """The same where lines are written anew, at the words that are others: also of lines that only the file held
    ``before``, for the content may lie in no repository yet, or in a clone without its history."""
    now = _state_of(site, site.published)
    try:
        with objects.reader(root) as reader:
            committed = list(_committed(root, reader))
            found = list(_kept([*committed, now], site))
    except git.Unknown:
        committed, found = [], []
    known = {key for state in committed for key in state.lines}
    found += [one for one in _kept([_state_of(site, before), now], site) if one.field[1] not in known]
    for one in found:
        about, values = subject_of(key := str(one.field[1])), {**one.values, "key": key}
        yield one if one.fault == _LINE_GONE else Problem(about.path, CHANGED_WORDS, about.place, values)


def _state_of(site: Site, published: Published) -> _State:
    files = {**files_of(site), **{one.path: one.about for one in site.words.values()}, PUBLISHED: published}
    return _State(lambda path: public(files[path]) if path in files else {})


def _kept(states: list[_State], site: Site) -> Iterator[Problem]:
    """Yield what is gone or another in the last of some states."""
    log = site.corrections.corrections
    for key in dict.fromkeys(key for state in states for key in state.lines):
        changed = dict.fromkeys(part for state in states for part in _changed(key, state, states, log))
        if key not in states[-1].lines:
            yield Problem(PUBLISHED, _LINE_GONE, ("lines", key))
        elif changed:
            values = {"parts": ", ".join(changed), "page": subject_of(key).page}
            yield Problem(PUBLISHED, _LINE_CHANGED, ("lines", key), values)


def _changed(key: str, then: _State, states: list[_State], log: Mapping[str, Correction]) -> Iterator[str]:
    """Yield the parts of a line that are others in the last state than they were then, for no reason. A number may be
    removed, for good: each check asks whether the corrections say so."""
    about, now = subject_of(key), states[-1]
    for part, was in then.parts(key).items():
        present = now.parts(key).get(part)
        goes = now.parts(key).get("removed") and (part == "removed" or (part == "value" and present is None))
        if was == present or goes:
            continue
        is_translation = part != FACTS and then.review(about, part) != "source"
        same = (state for state in states if state.parts(key).get(part) == present)
        is_read = is_translation and any(one.review(about, part) == "reviewed" for one in same)
        is_new = any(one.about == about.named and f"corrections/{id_}" not in then.lines for id_, one in log.items())
        is_corrected = is_new and (is_translation or not about.is_entry)
        if part in ("value", "removed") or not (is_read or is_corrected):
            yield part


def _committed(root: Path, reader: objects.ObjectReader) -> Iterator[_State]:
    """Yield the states of all commits that changed the lines and that anything in a repository leads to, but for
    drafts, the oldest first, as far as these can be read; in a history that is cut short nobody knows them. Raises
    ``git.Unknown``."""
    history.check_not_shallow(root)
    refs = git.git(root, "for-each-ref", "--format=%(objectname)").split()
    head, last = (history.commit_named(root, name) for name in ("HEAD", LAST_DRAFT))
    commits = history.commits(root, [*refs, *([head] if head else [])], [last] if last else [])
    prefix = git.git(root, "rev-parse", "--show-prefix")
    for commit in history.brought(root, commits, [f"{prefix}{PUBLISHED}"]):

        def read(path: str, place: str = f"{commit}:{prefix}") -> _Plain:
            found = reader(f"{place}{path}")
            return (plain_in(found.data, path) if found else None) or {}

        yield _State(read)


_CASE_FILE = re.compile(rf"{CASES}/(?!examples/|withdrawn/)(?:[^/]+/)*({CASE_ID})\s*\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""A file that was meant as a case; of a name that holds no id, nobody could write a tombstone."""


def withdrawn_cases(release: Release) -> Iterator[Problem]:
    """Every case that the history holds is there or has a tombstone, every tombstone stays, and no word comes back."""
    _ = release.differences
    ever = history.ever_added(release.root, CASES)
    meant = {path: found[1].upper() for path in ever if (found := _CASE_FILE.fullmatch(path))}
    # Whatever else lies beside tombstones has to go, so nobody may be told to bring it back.
    burned = {found["id"] for path in ever if (found := STONE.fullmatch(path))}
    there = _ids_of(release.site.withdrawn)
    yield from (Problem(stone_file(case), _TOMBSTONE_GONE) for case in sorted(burned - there))
    known = _ids_of(release.site.cases) | there | burned
    for path, case in meant.items():
        if case not in known:
            yield Problem(path, _GONE, values={"tombstone": stone_file(case)})
    yield from words_returned(release.root, there | burned)


def _ids_of(records: Mapping[str, Case | Withdrawn]) -> set[str]:
    """Return the ids that records and the names of their files say; where the two differ, the content has a problem."""
    return {record.id for record in records.values()} | {case for path in records if (case := case_id_in(path))}
