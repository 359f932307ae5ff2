"""What judges commits before they leave this machine: each against its parents, by what the one before had approved.

In: objects of git as they are stored. Out: what was found. Writes nothing.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import git
from build_tools.files import paths
from build_tools.files.tree import LARGEST, LINK
from build_tools.gate import ELSEWHERE, Finder, lines_around, lines_in, place_of
from build_tools.gate.approval import NOTHING, Approval, approval_in
from build_tools.gate.commit_messages import OF_A_MESSAGE, OF_A_REF, OF_A_TAG, GateFinding, of_object
from build_tools.gate.files import NAMED, in_name, named_in, text_of
from build_tools.gate.project import Clean, screened
from build_tools.git import CANNOT_TELL, history, objects
from build_tools.git.history import Update, is_nothing
from build_tools.load.closed_tree import PROJECTS_OF_TESTS, is_read, place_fault
from build_tools.personal_data import Finding
from build_tools.personal_data.table import FAULTS, merged
from build_tools.problems import N_, Fault, Problem

if TYPE_CHECKING:
    from build_tools.models import Case

_REPOSITORY_INSIDE = Fault(
    "protect.repository_inside",
    "is a repository inside this one, whose files nobody looks at here; put the files themselves in its place",
)
APPROVED_LATER = Fault(
    "protect.approved_later",
    "counts from the next commit on, and this one brings more that may be personal; commit this file first, alone",
)
NOT_A_COMMIT = Fault(
    "protect.not_a_commit", "names neither a commit nor a tag of one; push branches and tags of commits alone"
)
_UNREADABLE = Fault(
    "protect.record_unreadable",
    "cannot be read as what lies in its place, so nobody knows what would be published; mend it in the commit that "
    "brings it",
)
_OF_PEOPLE = re.compile(rf"(?:{'|'.join(PROJECTS_OF_TESTS)})?(?:{paths.CASES}/[^/]+|{paths.FIGURES})/[^/]+\.yml")
"""Where stories, tombstones and tables lie."""


Progress = Callable[[int, int], None]
"""Is told how many commits were looked at, and of how many: a whole history takes minutes."""


@dataclass(frozen=True)
class Gate:
    """What judges the objects of one repository. ``also`` looks for what no approval excuses."""

    root: Path
    read: objects.ObjectReader
    prefix: str
    note: Clean
    day: datetime.date
    also: Finder | None

    def approved_at(self, commit: str) -> Approval:
        """Return what a commit has approved; one without the file approves nothing."""
        stored = self.read(f"{commit}:{self.prefix}{paths.REVIEWED}")
        return approval_in(stored.data, self.day) if stored and stored.kind == "blob" else NOTHING

    def finder(self, approval: Approval) -> Finder:
        """Return what looks through names and messages: for what the program knows, and what it is given."""
        known, also = approval.finder(), self.also
        return (lambda text: merged([*known(text), *also(text)])) if also else known

    def of_updates(self, updates: Iterable[Update], known: Iterable[str], progress: Progress) -> Iterator[GateFinding]:
        """Yield what a push brings that is in none of the commits that are known."""
        updates = [update for update in updates if not is_nothing(update.new)]
        tips = list[str]()
        for name in sorted({update.name for update in updates}):
            if any(in_name(part, "", self.finder(NOTHING)) for part in name.split("/")):
                yield GateFinding(NAMED, part=OF_A_REF)
        for update in updates:
            yield from self._of_tip(update.new, tips)
        olds = [update.old for update in updates if not is_nothing(update.old)]
        yield from self.of_commits(history.commits(self.root, tips, self._here([*olds, *known])), progress)

    def _of_tip(self, digest: str, tips: list[str]) -> Iterator[GateFinding]:
        """Yield what is in the annotated tags that lead to a commit, which joins the tips."""
        stored = self._object(digest)
        while stored.kind == "tag":
            yield from of_object(stored.data, OF_A_TAG, self.finder(NOTHING))
            digest = stored.data.partition(b"\n")[0].decode("ascii", "replace").removeprefix("object ")
            stored = self._object(digest)
        if stored.kind == "commit":
            tips.append(digest)
        else:
            yield GateFinding(NOT_A_COMMIT, part=OF_A_TAG)

    def _here(self, digests: Collection[str]) -> list[str]:
        """Return the commits of these that the repository has; what it has not closes nothing."""
        found = (self.read(f"{digest}^{{commit}}") for digest in digests)
        return [digest for digest, stored in zip(digests, found, strict=True) if stored and stored.kind == "commit"]

    def of_commits(self, commits: Collection[str], progress: Progress) -> Iterator[GateFinding]:
        """Yield what each of these commits brings."""
        changes = history.brought(self.root, commits)
        for done, commit in enumerate(commits, 1):
            progress(done, len(commits))
            approval, stored = self.approved_at(f"{commit}^1"), self._object(commit, "commit")
            message = of_object(stored.data, OF_A_MESSAGE, self.finder(approval))
            found = chain(message, self.of_changes(changes.get(commit, []), approval))
            yield from (replace(one, commit=commit) for one in found)

    def of_changes(self, changes: Collection[objects.CommitEntry], approval: Approval) -> Iterator[GateFinding]:
        """Yield what is in files that are new, in new lines of others, and in stories and tables as a whole. What the
        same commit approves is approved too early."""
        entries, is_personal = f"{self.prefix}{paths.REVIEWED}", False
        for number, change in enumerate(changes, 1):
            for one in self._of_change(change, approval):
                is_personal |= one.path != entries and one.fault in FAULTS.values()
                yield replace(one, number=number)
        if is_personal and any(change.path == entries for change in changes):
            yield GateFinding(APPROVED_LATER, entries)

    def _of_change(self, change: objects.CommitEntry, approval: Approval) -> Iterator[GateFinding]:
        """Yield what is wrong with one file; of one that lies where none may, its place alone."""
        own = change.path.removeprefix(self.prefix)
        if change.mode == objects.SUBMODULE:
            yield GateFinding(_REPOSITORY_INSIDE, change.path)
            return
        if change.mode == objects.LINK and is_read(own):
            yield GateFinding(LINK, change.path)
        if not change.before and (fault := place_fault(own)):
            yield GateFinding(fault, change.path)
            return
        if not change.before and (folder := named_in(change.path, self.finder(approval))) is not None:
            yield GateFinding(NAMED, folder, part=N_("(the name of a file or folder in it)"))
        yield from self._of_text(change, own, approval)
        is_of_people = change.mode != objects.LINK and _OF_PEOPLE.fullmatch(own)
        if is_of_people and (fault := _fault_of_record(own, self._data(change.digest))):
            yield GateFinding(fault, change.path)

    def _of_text(self, change: objects.CommitEntry, own: str, approval: Approval) -> Iterator[GateFinding]:
        """Yield what is new in the text of a file, also in where a link leads."""
        found = screened(own, change.digest, lambda: self._data(change.digest), approval, self.note)
        if isinstance(found, Problem):
            yield GateFinding(found.fault, change.path, found.line)
            return
        if self.also or found:
            text = self._data(change.digest).decode("utf-8")
            also = self.also(text) if self.also else []
            for one in new_in(text, merged([*found, *also]), map(self._data, change.before)):
                yield GateFinding(FAULTS[one.category], change.path, *place_of(text, one.start))

    def _data(self, digest: str) -> bytes:
        return self._object(digest, "blob").data

    def _object(self, digest: str, kind: str = "") -> objects.StoredObject:
        stored = self.read(digest)
        if stored is None or (kind and stored.kind != kind) or (kind != "blob" and stored.size > LARGEST):
            raise git.Unknown(CANNOT_TELL)
        return stored


def _fault_of_record(path: str, data: bytes) -> Fault | None:
    """Return why a file in the place of a story, a tombstone or a table may not be published as a commit has it: each
    commit is public by itself. What others tell beside it, `check` judges."""
    from build_tools.load.site_folder import record_in  # loads the models, and most commits bring no story
    from build_tools.models import Case, kind_of

    project = next(filter(path.startswith, PROJECTS_OF_TESTS), "")
    own = path.removeprefix(project)
    if (kind := kind_of(own)) is None:
        return None
    record, problems = record_in(data, own, kind.model)
    if record is None:
        return _UNREADABLE
    if not isinstance(record, Case):
        return problems[0].fault if problems else _UNREADABLE if kind.misplaced(own, record) else None
    place = paths.CASE_FILE.fullmatch(own)
    if project or place is None:
        return None if record.example or (project and record.invented) else ELSEWHERE
    if problems or (record.release, record.id) != place.groups():
        return problems[0].fault if problems else _UNREADABLE
    return _fault_of_story(own, record)


def _fault_of_story(path: str, story: "Case") -> Fault | None:
    """Return what is wrong with the story of somebody that lies in its place."""
    from build_tools.disclosure.stories import UNCOUNTED
    from build_tools.validate.stories import NOT_AGREED_TO, confirmed, hard_problems

    if story.consent != story.agreed_words:
        return NOT_AGREED_TO.filled(version=story.agreed_words)
    for problem in (*hard_problems(path, story), *confirmed(path, story)):
        return problem.fault.filled(**problem.values)
    return UNCOUNTED if story.alike is None and not story.invented else None


def new_in(text: str, found: list[Finding], before: Iterable[bytes]) -> Iterator[Finding]:
    """Yield the findings that touch a line which no earlier version of a file has."""
    olds = [lines_in(old) for old in map(text_of, before) if old is not None] if found else []
    for one in found:
        lines = lines_around(text, one)
        if not any(lines in old for old in olds):
            yield one
