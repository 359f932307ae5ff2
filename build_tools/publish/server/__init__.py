"""A server of one's own: where each thing lies in its folder, how pushed commits are read, and what a push may do.

In: the folder that `deploy/install.sh` made, and what git tells its hooks. Out: a repository of our own, problems.
Never reads a setting, a hook or an attribute of the repository that is pushed to, which belongs to another account, and
runs nothing that was pushed: a commit is data for a program that an administrator installed.
"""

import errno
import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from build_tools.git import command, environment, git
from build_tools.git.history import Update, commits, is_nothing
from build_tools.problems import Fault, Problem

PROGRAMS, WORK, STATE = "programs", "work", "state"
"""The installed programs; what lies here only while something is made; what stays from one push to the next."""

RELEASES, SITE = "served/releases", "served/site"
"""The release that is served, and while one is made, that too; the link that a web server follows."""

_OBJECTS, _SETTINGS = "site.git/objects", "settings"
"""What git has stored of pushes; what an administrator has set."""

PUSH = "push"
"""What problems of a push are said of: the name of a branch may be a person's."""

PUBLISHED, _PROGRAM = "refs/heads/main", "refs/heads/program"
"""The branch that the site shows, and the one that brings a program which an administrator may install."""

_LEAST_FREE = 100_000_000
"""Bytes of the disk that a push needs, which git and a build would else ask for in words that nobody understands."""

_ARRIVING = re.compile(r"tmp_objdir-incoming-\w+")
_MOST_COMMITS, _MOST_FILES, _MOST_BYTES = 500, 20_000, 500_000_000

_OTHER_NAME = Fault(
    "push.other_branch",
    "may bring the branches main and program alone, and not delete main: anything else would be stored here without "
    "being checked; keep drafts and tags on your own computer",
)
_REWRITTEN = Fault(
    "push.drops_others",
    "would drop what others have published; run `git pull --rebase`, then push again. If it is to be removed from the "
    "history for good, who looks after the server types first: "
    "`sudo git config --file {settings} --add transparency.removed {commit}`",
)
_COMES_BACK = Fault(
    "push.brings_back",
    "holds a commit that was removed from the history, perhaps with a withdrawn case: your copy is old; clone the "
    "repository anew, make your change there, and push again",
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


@contextmanager
def turn(folder: Path, what: str = "serving") -> Iterator[None]:
    """Wait until nothing else does this here: what a push began may go on when its line is dead. Who serves may build,
    never the other way round. Raises ``OSError``."""
    with (folder / STATE / what).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check_room(folder: Path) -> None:
    """See that the disk has room for a push. Raises ``OSError``."""
    if shutil.disk_usage(folder).free < _LEAST_FREE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def borrowing(folder: Path, arriving: str = "") -> Iterator[Path]:
    """Give an empty repository that reads the objects of the server, and those that are ``arriving`` in a folder of git
    below them. What was checked out in it goes with it; others who build wait. Raises ``OSError``."""
    tree, objects = folder / WORK / "tree", folder / _OBJECTS
    with turn(folder, "building"):
        shutil.rmtree(tree, ignore_errors=True)
        git(folder / WORK, "init", "--quiet", "--template=", "--initial-branch=main", str(tree))
        stores = [objects, *([objects / arriving] if _ARRIVING.fullmatch(arriving) else [])]
        info = tree / ".git/objects/info"
        info.mkdir(exist_ok=True)
        (info / "alternates").write_text("".join(f"{store}\n" for store in stores), "utf-8")
        try:
            yield tree
        finally:
            shutil.rmtree(tree, ignore_errors=True)


def push_problems(folder: Path, tree: Path, updates: Sequence[Update], known: Collection[str]) -> Iterator[Problem]:
    """Yield why a push may not come in; of commits that are ``known`` here nothing is asked again. Raises ``Unknown``,
    ``OSError``."""
    for one in updates:
        if one.name == PUBLISHED if is_nothing(one.new) else one.name not in (PUBLISHED, _PROGRAM):
            yield Problem(PUSH, _OTHER_NAME)
    tips = [one for one in updates if not is_nothing(one.new)]
    for one in tips:
        yield from _of_history(folder, tree, one)
    brought = commits(tree, [one.new for one in tips], known) if tips else []
    too_many = known and len(brought) > _MOST_COMMITS
    if too_many or any(_is_too_large(tree, commit) for commit in brought):
        yield Problem(PUSH, _TOO_LARGE)


def _of_history(folder: Path, tree: Path, one: Update) -> Iterator[Problem]:
    """Yield whether a push drops something that an administrator has not named, or brings back what he has."""
    removed = _removed(folder)
    if not removed.isdisjoint(commits(tree, [one.new], ())):
        yield Problem(PUSH, _COMES_BACK)
    is_moved = one.name == PUBLISHED and not is_nothing(one.old)
    dropped = commits(tree, [one.old], [one.new]) if is_moved else []
    if dropped and removed.isdisjoint(dropped):
        yield Problem(PUSH, _REWRITTEN, values={"settings": folder / _SETTINGS, "commit": dropped[0]})


def _removed(folder: Path) -> frozenset[str]:
    """Return the commits that an administrator wants out of the history. Raises ``OSError`` where nobody can tell."""
    words = ("git", "config", "--file", str(folder / _SETTINGS), "--get-all", "transparency.removed")
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment())
    if done.returncode not in (0, 1):  # 1 where it is not set
        raise OSError(_SETTINGS)
    return frozenset(done.stdout.split())


def _is_too_large(tree: Path, commit: str) -> bool:
    """Whether a commit holds too much. Counting ends at the bound: folders in folders can name endlessly many files."""
    words = command(tree, "ls-tree", "-r", "-l", commit)
    files = size = 0
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as running:
        for line in running.stdout or ():
            said = line.partition(b"\t")[0].split()[-1]  # MODE blob DIGEST SIZE; a repository inside has no size
            files, size = files + 1, size + (int(said) if said.isdigit() else 0)
            if files > _MOST_FILES or size > _MOST_BYTES:
                running.kill()
                return True
    return running.returncode != 0
