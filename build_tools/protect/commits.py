"""Every commit that is about to go somewhere, each against its parents; the next commit, against the last one.

In: a repository, and which of its commits are meant. Out: what was found, but for what the commit before had approved.
Reads objects of git as they are stored; writes nothing but the note of what was found clean.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from build_tools import git
from build_tools.git.updates import Update, is_nothing
from build_tools.problems import Fault, Problem, Refused
from build_tools.protect import judge
from build_tools.protect.baseline import BASELINE
from build_tools.protect.gate import Gate, Progress, unsaid
from build_tools.protect.judge import Found
from build_tools.screening.clean import Clean
from build_tools.screening.finder import Finder
from build_tools.tree import LARGEST
from build_tools.variables import build_day

_ZEROS = "0" * 40
_NO_COMMIT = Fault("protect.no_such_commit", "names no commit of this repository; `git log` lists them")


def _with_gate(root: Path, work: Callable[[Gate], Iterable[Found]], also: Finder | None = None) -> list[Found]:
    """Return what is found in a repository by a gate that is open for this one question. What something else looks for
    ``also`` is not noted anywhere. Raises ``Unknown``."""
    git.check_not_shallow(root)
    prefix = git.git(root, "rev-parse", "--show-prefix")
    with git.reader(root, LARGEST + 1) as read:
        gate = Gate(root, read, prefix, Clean(None) if also else Clean.of(root), BASELINE, build_day(), also)
        found = list(work(gate))
    gate.clean.keep()
    return found


def staged(root: Path, also: Finder | None = None) -> list[Found]:
    """Return what the next commit would bring, and whether who makes it looks like a person."""
    said = os.environ.get("GIT_INDEX_FILE")
    index = os.path.abspath(said) if said else None
    changes = git.staged_changes(root, index)

    def work(gate: Gate) -> Iterator[Found]:
        gate = gate.after("HEAD")
        if any(judge.is_a_person(*one, gate.finder) for one in git.who(root)):
            yield Found(judge.WHO, part=judge.OF_AN_AUTHOR)
        yield from gate.of_changes(changes)
        yield from gate.of_stories(changes)

    return _with_gate(root, work, also)


def pushed(
    root: Path,
    updates: Iterable[Update],
    known: Iterable[str] = (),
    also: Finder | None = None,
    progress: Progress = unsaid,
) -> list[Found]:
    """Return what a push brings: names, tags, and every commit that is not known."""
    return _with_gate(root, lambda gate: replace(gate, progress=progress).of_updates(updates, known), also)


def tips_that_bring(root: Path, updates: Iterable[Update], known: Iterable[str], folders: Iterable[str]) -> list[str]:
    """Return the newest commits of a push, if any of those that are not known changes something in some folders. Raises
    ``Unknown``."""
    tips = [tip for one in updates if not is_nothing(one.new) and (tip := git.commit_named(root, one.new))]
    prefix = git.git(root, "rev-parse", "--show-prefix")
    commits = git.commits(root, tips, known) if tips else []
    changes = git.brought(root, commits, [f"{prefix}{folder}" for folder in folders], any_parent=True)
    return list(dict.fromkeys(tips)) if next(changes, None) else []


def history(root: Path) -> tuple[list[Found], list[Found]]:
    """Return what is in all that branches and tags lead to: what came since the gate, and what was there before it."""
    updates = everything(root)
    found = _with_gate(root, lambda gate: replace(gate, baseline=_ZEROS).of_updates(updates))
    closed = closed_commits(root)
    return [one for one in found if one.commit not in closed], [one for one in found if one.commit in closed]


def closed_commits(root: Path) -> frozenset[str]:
    """Return the commits up to the baseline; none where the repository has it not."""
    first = git.commit_named(root, BASELINE)
    return frozenset(git.commits(root, [first], ())) if first else frozenset()


def everything(root: Path, *of: str) -> list[Update]:
    """Return all that a clone could push: where its branches and tags are, or those ``of`` some folders of git's, and
    where it works."""
    lines = git.git(root, "for-each-ref", "--format=%(objectname) %(refname)", *of).split("\n")
    refs = [line.partition(" ") for line in lines if line]
    updates = [Update(name, _ZEROS, digest) for digest, _, name in refs]
    return updates + [Update("", _ZEROS, head) for head in [git.commit_named(root, "HEAD")] if head]


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
