"""What judges the objects of one repository: each commit with what the commit before it had approved.

In: objects of git, and what is to be looked for. Out: what was found. Writes nothing.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools import git, paths
from build_tools.closed_tree import PROJECTS_OF_TESTS
from build_tools.git.running import CANNOT_TELL
from build_tools.git.updates import Update, is_nothing
from build_tools.personal_data.finding import merged
from build_tools.problems import Problem
from build_tools.protect import judge
from build_tools.protect.judge import Found
from build_tools.screening.approval import NOTHING, Approval, approval_in
from build_tools.screening.clean import Clean
from build_tools.screening.files import NOT_TEXT, screen, screened
from build_tools.screening.finder import Finder
from build_tools.tree import LARGEST, LINK

_OF_PEOPLE = re.compile(rf"(?:{'|'.join(PROJECTS_OF_TESTS)})?(?:{paths.CASES}/[^/]+|{paths.FIGURES})/[^/]+\.yml")
"""Where stories, tombstones and tables lie."""

Progress = Callable[[int, int], None]
"""Is told how many commits were looked at, and of how many: a whole history takes minutes."""


def unsaid(done: int, number: int) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Gate:
    """What judges the objects of one repository."""

    root: Path
    read: git.Reader
    prefix: str
    clean: Clean
    baseline: str
    day: datetime.date
    also: Finder | None = None
    """What looks besides for what no approval excuses."""

    approval: Approval = NOTHING
    progress: Progress = unsaid
    approvals: dict[bytes, Approval] = field(default_factory=dict)
    """What each version of the file of approvals comes to; most commits have the same."""

    @property
    def finder(self) -> Finder:
        """What looks through names and messages."""
        return _both(self.approval.finder(), self.also)

    def after(self, commit: str) -> "Gate":
        """Return what judges a commit that comes after another: with what that one has approved."""
        return replace(self, approval=self.approved(f"{commit}:{self.prefix}{paths.REVIEWED}"))

    def approved(self, name: str) -> Approval:
        """Return what a stored file of approvals comes to; one that is not there approves nothing."""
        stored = self.read(name)
        if stored is None or stored.kind != "blob":
            return NOTHING
        if stored.data not in self.approvals:
            self.approvals[stored.data] = approval_in(stored.data, self.day)
        return self.approvals[stored.data]

    def of_updates(self, updates: Iterable[Update], known: Iterable[str] = ()) -> Iterator[Found]:
        """Yield what a push brings that is in none of the commits that are known, nor in what was there before."""
        updates = [update for update in updates if not is_nothing(update.new)]
        yield from (
            found for name in sorted({update.name for update in updates}) for found in judge.of_ref(name, self.finder)
        )
        tips = list[str]()
        for update in updates:
            yield from self._of_tip(update.new, tips)
        olds = [update.old for update in updates if not is_nothing(update.old)]
        yield from self.of_commits(git.commits(self.root, tips, self._here([*olds, *known, self.baseline])))

    def _of_tip(self, digest: str, tips: list[str]) -> Iterator[Found]:
        """Yield what is in the annotated tags that lead to a commit, which joins the tips."""
        stored = self._object(digest)
        while stored.kind == "tag":
            yield from judge.of_object(stored.data, judge.OF_A_TAG, self.finder)
            digest = stored.data.partition(b"\n")[0].decode("ascii", "replace").removeprefix("object ")
            stored = self._object(digest)
        if stored.kind == "commit":
            tips.append(digest)
        else:
            yield Found(judge.STRANGE, part=judge.OF_A_TAG)

    def _here(self, digests: Collection[str]) -> list[str]:
        """Return the commits of these that the repository has; what it has not closes nothing."""
        found = (self.read(f"{digest}^{{commit}}") for digest in digests)
        return [digest for digest, stored in zip(digests, found, strict=True) if stored and stored.kind == "commit"]

    def of_commits(self, commits: Collection[str]) -> Iterator[Found]:
        """Yield what each of these commits brings."""
        gates = {commit: self.after(f"{commit}^1") for commit in commits}
        merges = list[str]()
        for commit, gate in gates.items():
            data = self._object(commit, "commit").data
            merges += [commit] if data.partition(b"\n\n")[0].count(b"\nparent ") > 1 else []
            found = judge.of_object(data, judge.OF_A_FILE, gate.finder)
            yield from (replace(one, commit=commit) for one in found)
        for done, (commit, changes) in enumerate(git.brought(self.root, commits), 1):
            self.progress(done, len(commits))
            brought = (*gates[commit].of_changes(changes), *self.of_stories(changes))
            yield from (replace(one, commit=commit) for one in brought)
        yield from self._of_merges(merges)

    def _of_merges(self, merges: Collection[str]) -> Iterator[Found]:
        """Yield stories that one side of a merge brings to the other, and that nobody may publish as both have them."""
        cases = [f"{self.prefix}{paths.CASES}"]
        for commit, changes in git.brought(self.root, merges, cases, any_parent=True) if merges else ():
            yield from (replace(one, commit=commit) for one in self.of_stories(changes))

    def of_stories(self, changes: Iterable[git.Change]) -> Iterator[Found]:
        """Yield stories and tables that changes bring and that nobody may publish as they are."""
        for change in changes:
            path = change.path.removeprefix(self.prefix)
            if _OF_PEOPLE.fullmatch(path) and change.mode not in (git.LINK, git.SUBMODULE):
                from build_tools.protect.stories import fault_of  # loads the models, and most commits bring no story

                if fault := fault_of(path, self._data(change.digest)):
                    yield Found(fault, change.path)

    def of_changes(self, changes: Iterable[git.Change]) -> Iterator[Found]:
        """Yield what is in files that are new, or in new lines of others."""
        changes = list(changes)
        own = (change.digest for change in changes if change.path == f"{self.prefix}{paths.REVIEWED}")
        later = next((replace(self, approval=self.approved(digest)) for digest in own), self)
        for number, change in enumerate(changes, 1):
            yield from (replace(one, number=number) for one in self._of_change(change, later))

    def _of_change(self, change: git.Change, later: "Gate") -> Iterator[Found]:
        if not change.before:
            yield from judge.of_path(change.path, change.path.removeprefix(self.prefix), self.finder)
        if change.mode == git.LINK:
            yield Found(LINK, change.path)
        if change.mode == git.SUBMODULE:
            yield Found(judge.INSIDE, change.path)
        else:
            yield from self._of_file(change, later)

    def _of_file(self, change: git.Change, later: "Gate") -> Iterator[Found]:
        path = change.path.removeprefix(self.prefix)
        found = screened(path, change.digest, lambda: self._data(change.digest), self.approval, self.clean)
        if isinstance(found, Problem):
            if found.fault != NOT_TEXT or change.digest not in self._closed():
                yield Found(found.fault, change.path, found.line)
            return
        protected = self.also(self._data(change.digest).decode("utf-8")) if self.also else []
        if found or protected:
            data, before = self._data(change.digest), [self._data(digest) for digest in change.before]
            left = screen(path, data, later.approval) if later is not self else found
            still = [*left, *protected] if isinstance(left, list) else found
            yield from judge.new_in_file(change.path, data, merged([*found, *protected]), before, still)

    def _data(self, digest: str) -> bytes:
        return self._object(digest, "blob").data

    def _closed(self) -> Collection[str]:
        """Return the digests of the files of the baseline."""
        here = self._here([self.baseline])
        return {entry.digest for entry in git.entries_at(self.root, here[0])} if here else ()

    def _object(self, digest: str, kind: str = "") -> git.StoredObject:
        stored = self.read(digest)
        if stored is None or (kind and stored.kind != kind) or (kind != "blob" and stored.size > LARGEST):
            raise git.Unknown(CANNOT_TELL)
        return stored


def _both(finder: Finder, also: Finder | None) -> Finder:
    """Return what looks for what the program knows, and for what it is told besides."""
    return (lambda text: merged([*finder(text), *also(text)])) if also else finder
