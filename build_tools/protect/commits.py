"""Every commit that is about to go somewhere, each against its parents; the next commit, against the last one.

In: a repository, and which of its commits are meant. Out: what was found. Reads objects of git as they are stored;
writes nothing but the note of what was found clean.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools import git
from build_tools.git.running import CANNOT_TELL
from build_tools.personal_data import Finding, find
from build_tools.personal_data.finding import merged
from build_tools.problems import Fault, Problem, Refused
from build_tools.protect import judge
from build_tools.protect.baseline import BASELINE
from build_tools.protect.judge import Found
from build_tools.protect.updates import Update, is_nothing
from build_tools.screening.clean import Clean
from build_tools.screening.texts import Finder
from build_tools.tree import LARGEST

_ZEROS = "0" * 40
_NO_COMMIT = Fault("protect.no_such_commit", "names no commit of this repository; `git log` lists them")


@dataclass(frozen=True)
class Gate:
    """What judges the objects of one repository."""

    root: Path
    read: git.Reader
    prefix: str
    clean: Clean
    baseline: str
    finder: Finder = find
    whole: bool = True
    """Whether all of a file is looked at, or what is new in it alone: for a long history."""

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
        for commit in commits:
            found = judge.of_object(self._object(commit, "commit").data, judge.OF_A_FILE, self.finder)
            yield from (replace(one, commit=commit) for one in found)
        for commit, changes in git.brought(self.root, commits):
            yield from (replace(one, commit=commit) for one in self.of_changes(changes))

    def of_changes(self, changes: Iterable[git.Change]) -> Iterator[Found]:
        """Yield what is in files that are new, or in new lines of others."""
        for number, change in enumerate(changes, 1):
            yield from (replace(one, number=number) for one in self._of_change(change))

    def _of_change(self, change: git.Change) -> Iterator[Found]:
        if not change.before:
            yield from judge.of_path(change.path, self.finder)
        if change.mode == git.SUBMODULE:
            yield Found(judge.INSIDE, change.path)
        else:
            yield from self._of_file(change)

    def _of_file(self, change: git.Change) -> Iterator[Found]:
        path = change.path.removeprefix(self.prefix)
        key = path if self.whole else " ".join((path, *change.before))
        if self.clean.has(path, change.digest) or self.clean.has(key, change.digest):
            return
        data = self._object(change.digest, "blob").data
        before = [self._object(digest, "blob").data for digest in change.before]
        found = self._findings(path, data, before)
        if isinstance(found, list):
            yield from judge.new_in_file(change.path, data, found, before)
            if not found:
                self.clean.add(key, change.digest)
        elif found != judge.NOT_TEXT or change.digest not in self._closed():
            yield Found(found, change.path)

    def _findings(self, path: str, data: bytes, before: list[bytes]) -> list[Finding] | Fault:
        if self.whole:
            return judge.of_file(path, data, self.finder)
        return judge.of_new_lines(path, data, before, self.finder)

    def _closed(self) -> Collection[str]:
        """Return the digests of the files of the baseline."""
        here = self._here([self.baseline])
        return {entry.digest for entry in git.entries_at(self.root, here[0])} if here else ()

    def _object(self, digest: str, kind: str = "") -> git.StoredObject:
        stored = self.read(digest)
        if stored is None or (kind and stored.kind != kind) or (kind != "blob" and stored.size > LARGEST):
            raise git.Unknown(CANNOT_TELL)
        return stored


def _with_gate(root: Path, work: Callable[[Gate], Iterable[Found]], also: Finder | None = None) -> list[Found]:
    """Return what is found in a repository by a gate that is open for this one question. What something else looks for
    ``also`` is not noted anywhere. Raises ``Unknown``."""
    git.check_not_shallow(root)
    prefix = git.git(root, "rev-parse", "--show-prefix")
    with git.reader(root, LARGEST + 1) as read:
        gate = Gate(root, read, prefix, Clean(None) if also else Clean.of(root), BASELINE, _both(also))
        found = list(work(gate))
    gate.clean.keep()
    return found


def _both(also: Finder | None) -> Finder:
    """Return what looks for what the program knows, and for what it is told besides."""
    return (lambda text: merged([*find(text), *also(text)])) if also else find


def staged(root: Path, also: Finder | None = None) -> list[Found]:
    """Return what the next commit would bring, and whether who makes it looks like a person."""
    index = os.environ.get("GIT_INDEX_FILE")
    changes = git.staged_changes(root, os.path.abspath(index) if index else None)
    who = (
        [Found(judge.WHO, part=judge.OF_AN_AUTHOR)]
        if any(judge.is_a_person(*one, _both(also)) for one in git.who(root))
        else []
    )
    return [*who, *_with_gate(root, lambda gate: gate.of_changes(changes), also)]


def pushed(root: Path, updates: Iterable[Update], known: Iterable[str] = (), also: Finder | None = None) -> list[Found]:
    """Return what a push brings: names, tags, and every commit that is not known."""
    return _with_gate(root, lambda gate: gate.of_updates(updates, known), also)


def history(root: Path) -> tuple[list[Found], list[Found]]:
    """Return what is in all that branches and tags lead to: what came since the gate, and what was there before it."""
    lines = git.git(root, "for-each-ref", "--format=%(objectname) %(refname)").split("\n")
    refs = [line.partition(" ") for line in lines if line]
    updates = [Update(name, _ZEROS, digest) for digest, _, name in refs]
    updates += [Update("", _ZEROS, head) for head in [git.commit_named(root, "HEAD")] if head]
    found = _with_gate(root, lambda gate: replace(gate, baseline=_ZEROS, whole=False).of_updates(updates))
    first = git.commit_named(root, BASELINE)
    closed = set(git.commits(root, [first], ())) if first else set()
    return [one for one in found if one.commit not in closed], [one for one in found if one.commit in closed]


def closes_anything(root: Path) -> bool:
    """Tell whether a repository has the commit that closes what was there before the gate."""
    return git.commit_named(root, BASELINE) is not None


def ranged(root: Path, old: str, new: str) -> list[Found]:
    """Return what the commits bring that lead to one and not to another; what is called so by no commit here closes
    nothing. Raises ``Refused``."""
    if (tip := git.commit_named(root, new)) is None:
        raise Refused([Problem("", _NO_COMMIT)])
    return pushed(root, [Update("", _ZEROS, tip)], [known for known in [git.commit_named(root, old)] if known])


def known_to(root: Path, remote: str) -> list[str]:
    """Return the commits that branches of a remote were at when this clone last heard of it."""
    found = git.git(root, "for-each-ref", "--format=%(refname) %(objectname)", "refs/remotes").split("\n")
    return [line.rpartition(" ")[2] for line in found if line.startswith(f"refs/remotes/{remote}/")]
