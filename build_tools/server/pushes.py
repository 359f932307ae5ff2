"""What a push may do, told before anything of it is judged or built: names, history, bounds.

In: what git tells the hook, and a repository that reads what arrives. Out: problems. Reads no file that was pushed.
"""

import subprocess
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from build_tools.git import command, environment
from build_tools.git.history import Update, commits, is_nothing
from build_tools.problems import Fault, Problem
from build_tools.server import PUSH, Place

PUBLISHED, _PROGRAM = "refs/heads/main", "refs/heads/program"
"""The branch that the site shows, and the one that brings a program which an administrator may install."""

_MOST_COMMITS, _MOST_FILES, _MOST_BYTES = 500, 20_000, 500_000_000

_OTHER_NAME = Fault(
    "push.other_branch",
    "may bring the branches main and program alone, and not delete main: anything else would be stored here without "
    "being checked; keep drafts and tags on your own computer",
)
_REWRITTEN = Fault(
    "push.drops_others",
    "would drop what others have published; run `git pull --rebase`, then push again",
)
_COMES_BACK = Fault(
    "push.brings_back",
    "holds a commit that was removed from the history, perhaps with a withdrawn case, or that was refused before; if "
    "your copy is old, clone the repository anew and make your change there, else make one commit of all "
    "(`git reset --soft {upstream}`, then `git commit --all`), and push again",
    {"upstream": "@{upstream}"},
)
_TOO_LARGE = Fault(
    "push.too_large",
    "brings more than {commits} new commits, or one with more than {files} files or {megabytes} MB of them; make fewer "
    "of them (`git reset --soft {upstream}`, then `git commit --all`), or take out what is no part of the site",
    {
        "upstream": "@{upstream}",
        "commits": _MOST_COMMITS,
        "files": _MOST_FILES,
        "megabytes": _MOST_BYTES // 1_000_000,
    },
)


def push_problems(place: Place, tree: Path, updates: Sequence[Update], known: Collection[str]) -> Iterator[Problem]:
    """Yield why a push may not come in; of commits that are ``known`` here nothing is asked again. Raises ``Unknown``,
    ``OSError``."""
    for one in updates:
        if one.name == PUBLISHED if is_nothing(one.new) else one.name not in (PUBLISHED, _PROGRAM):
            yield Problem(PUSH, _OTHER_NAME)
    tips = [one for one in updates if not is_nothing(one.new)]
    for one in tips:
        yield from _of_history(place, tree, one)
    brought = commits(tree, [one.new for one in tips], known) if tips else []
    too_many = known and len(brought) > _MOST_COMMITS
    if too_many or any(_is_too_large(tree, commit) for commit in brought):
        yield Problem(PUSH, _TOO_LARGE)


def _of_history(place: Place, tree: Path, one: Update) -> Iterator[Problem]:
    """Yield whether a push drops something, or brings back what was dropped or refused."""
    if place.unwanted() & {*commits(tree, [one.new], ())}:
        yield Problem(PUSH, _COMES_BACK)
    is_moved = one.name == PUBLISHED and not is_nothing(one.old)
    if is_moved and commits(tree, [one.old], [one.new]) and not place.may_rewrite():
        yield Problem(PUSH, _REWRITTEN)


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
