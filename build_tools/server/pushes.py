"""What a push may do, told before anything of it is judged or built: names, history, bounds.

In: what git tells the hook, and a repository that reads what arrives. Out: problems. Reads no file that was pushed.
"""

import subprocess
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from build_tools import git
from build_tools.git.running import command, environment
from build_tools.git.updates import Update, is_nothing
from build_tools.problems import Fault, Problem
from build_tools.server.place import PUSH, Place

PUBLISHED, _PROGRAM = "refs/heads/main", "refs/heads/program"
"""The branch that the site shows, and the one that brings a program which an administrator may install."""

_MOST_COMMITS, _MOST_FILES, _MOST_BYTES = 500, 20_000, 500_000_000
_DAY = 24 * 60 * 60
_DROPPED, _REFUSED = "dropped", "refused"

_OTHER_NAME = Fault(
    "push.other_branch",
    "may bring the branches main and program alone: anything else would be stored here without being checked; keep "
    "drafts and tags on your own computer",
)
_DELETED = Fault("push.deletes_the_site", "would delete main, the branch that the site shows; leave it there")
_REWRITTEN = Fault(
    "push.drops_others",
    "would drop what others have published; run `git pull --rebase`, then push again",
)
_COMES_BACK = Fault(
    "push.brings_back",
    "would bring back what was removed from the history, perhaps a withdrawn case: your copy is from before; clone the "
    "repository anew, and make your change there",
)
_REFUSED_BEFORE = Fault(
    "push.refused_before",
    "holds a commit that was refused before, and it would be stored here with its mistake; make one commit of all "
    "(`git reset --soft {upstream}`, then `git commit --all`), and push again",
    {"upstream": "@{upstream}"},
)
_TOO_MANY_COMMITS = Fault(
    "push.too_many_commits",
    "brings {number} commits that are new here, and {most} are the most; make fewer of them "
    "(`git reset --soft {upstream}`, then `git commit --all`), and push again",
    {"upstream": "@{upstream}", "most": _MOST_COMMITS},
)
_TOO_LARGE = Fault(
    "push.too_large",
    "brings a commit with more than {files} files or {megabytes} MB of them; take out what is no part of the site",
    {"files": _MOST_FILES, "megabytes": _MOST_BYTES // 1_000_000},
)
_AHEAD = Fault(
    "push.commit_ahead",
    "brings a commit of a day to come; set the clock of your computer, run `git commit --amend --reset-author "
    "--no-edit`, and push again",
)


def push_problems(place: Place, tree: Path, updates: Sequence[Update], known: Collection[str]) -> Iterator[Problem]:
    """Yield why a push may not come in; of commits that are ``known`` here nothing is asked again. Raises ``Unknown``,
    ``OSError``."""
    for one in updates:
        yield from _of_name(place, one)
        if not is_nothing(one.new):
            yield from _of_history(place, tree, one)
    tips = [one.new for one in updates if not is_nothing(one.new)]
    brought = git.commits(tree, tips, known) if tips else []
    if known and len(brought) > _MOST_COMMITS:
        yield Problem(PUSH, _TOO_MANY_COMMITS, values={"number": len(brought)})
    elif brought:
        yield from _of_bounds(tree, tips, known, brought)


def _of_name(place: Place, one: Update) -> Iterator[Problem]:
    """What is never checked is not stored either, whatever it is called."""
    if is_nothing(one.new):
        yield from (Problem(PUSH, _DELETED) for _ in range(one.name == PUBLISHED))
    elif one.name not in (PUBLISHED, _PROGRAM) and place.setting("drafts") != "allowed":
        yield Problem(PUSH, _OTHER_NAME)


def _of_history(place: Place, tree: Path, one: Update) -> Iterator[Problem]:
    """A push drops nothing, brings back nothing that was dropped, and puts nothing over a commit that was refused."""
    if place.remembered(_DROPPED) & {*git.commits(tree, [one.new], ())}:
        yield Problem(PUSH, _COMES_BACK)
    old = [] if is_nothing(one.old) else [one.old]
    if one.name == PUBLISHED and old and place.setting("rewriting") != "allowed" and git.commits(tree, old, [one.new]):
        yield Problem(PUSH, _REWRITTEN)
        return
    below = {*git.commits(tree, [one.new], old)} - ({one.new} if one.name == PUBLISHED else set())
    if place.remembered(_REFUSED) & below:
        yield Problem(PUSH, _REFUSED_BEFORE)


def noted_as_refused(place: Place, commit: str) -> None:
    """Remember a commit whose words were refused. Raises ``OSError``."""
    place.remember(_REFUSED, frozenset((commit,)))


def remember_dropped(place: Place, tree: Path, old: str, new: str) -> None:
    """Remember what the branch held and holds no more. Raises ``Unknown``, ``OSError``."""
    if dropped := frozenset(git.commits(tree, [old], [new])):
        place.remember(_DROPPED, dropped)


def _of_bounds(tree: Path, tips: Sequence[str], known: Collection[str], brought: Sequence[str]) -> Iterator[Problem]:
    """Yield whether a commit of these is larger than any site, or of a day to come."""
    asked = ("log", "--no-show-signature", "--format=%at %ct", *tips, *(f"^{one}" for one in known))
    if max(map(int, git.git(tree, *asked).split())) > time.time() + _DAY:
        yield Problem(PUSH, _AHEAD)
    if any(_is_too_large(tree, commit) for commit in brought):
        yield Problem(PUSH, _TOO_LARGE)


def _is_too_large(tree: Path, commit: str) -> bool:
    """Whether a commit holds too much. Counting ends at the bound: folders in folders can name endlessly many files."""
    words = command(tree, "ls-tree", "-r", "-l", commit)
    files = size = 0
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as running:
        for line in running.stdout or ():
            files, size = files + 1, size + _size_of(line)
            if files > _MOST_FILES or size > _MOST_BYTES:
                running.kill()
                return True
    return running.returncode != 0


def _size_of(entry: bytes) -> int:
    """Return the bytes of a file in a line of git, ``MODE blob DIGEST SIZE``; a repository inside has none."""
    size = entry.partition(b"\t")[0].split()[-1]
    return int(size) if size.isdigit() else 0
