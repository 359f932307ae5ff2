"""What git knows of the project; the only place that runs it.

In: a folder and the words of a git command. Out: what git prints. Raises ``Unknown`` where git cannot tell, so that no
silence can be taken for an answer. Names no command that changes the repository; who gives one says so.
"""

import hashlib
import os
import re
import stat
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from build_tools.problems import Fault, Problem, Refused

PASSED_ON = re.compile(r"(?!GIT_)|GIT_(CONFIG|TEST_|EXEC_PATH|CEILING_|DISCOVERY_)")
"""The variables that git gets. All others of its own are those of a hook, which mean its own repository, or change what
it is asked: one lets it take every path for a name, and it then finds no change anywhere."""

AS_STORED = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}
"""Let git show a commit and its history as everybody has them: replacements and grafts are of one machine."""

IN_ENGLISH = {"LC_ALL": "C", "LANGUAGE": ""}
LOOKING_ITSELF = ("-c", "core.fsmonitor=false")
"""Let git look at the files itself, and not ask a program that the settings of one machine name."""

DISTRUST = (b"dubious ownership", b"unsafe repository")
"""What git says of a repository of another user, since 2.35.3 and before."""

PASSED_BY = re.compile(rb"^(error|fatal):|could not open directory", re.MULTILINE)
"""What git says, sometimes without failing, of what it could not read and passed by."""

UNBORN = "# branch.oid (initial)"
LINK, SUBMODULE = "120000", "160000"
"""The modes of entries that are no files."""

NO_GIT = Fault(
    "git.no_commit",
    "is in no repository of git that has a commit, or git is not installed; a release is made of a commit",
)
NOT_OURS = Fault(
    "git.other_owner",
    "is in a repository that belongs to another user, so git does not read it; if you trust whoever made it, run "
    "`git config --global --add safe.directory {folder}` in the project's folder",
)
CANNOT_TELL = Fault(
    "git.cannot_tell",
    "is in a repository of which git cannot tell what is committed, so nothing can be released from it; see what "
    "`git status` and `git fsck` say, or clone the repository anew",
)
CUT_SHORT = Fault(
    "git.shallow_clone",
    "has a history that is cut short, so that nobody sees which cases are gone; use `git fetch --unshallow`",
)


ENDLESS = Fault(
    "git.would_wait_for_ever",
    "is a pipe, a device or a link to one, and git would read it for ever; delete it",
)
READ_BY_GIT = (".gitignore", ".gitattributes", ".gitmodules", ".mailmap")
"""What git reads of a work tree beside the files that it holds; of these the first two in every folder."""

ITS_OWN = (".git", ".git/info")
"""Folders of a repository in which each entry may be a setting that git reads."""

PASSED_BY_US = re.compile(r"\.git|\.venv.*|\.nginx|\.bubblewrap|node_modules")
"""Large folders in which nobody writes."""


class Unknown(Refused):
    """Git cannot tell. The one problem says why; what git says itself is never shown, for it names folders."""

    def __init__(self, fault: Fault, path: str = ".", **values: str):
        super().__init__([Problem(path, fault, values=values)])


class NoRepository(Unknown):
    """There is no repository, or none with a commit, so that there is nothing that git could tell."""

    def __init__(self) -> None:
        super().__init__(NO_GIT)


class Entry(NamedTuple):
    """What git holds of one path, from the folder asked about: its mode, and the digest of its bytes in hexadecimal
    digits. ``tag`` is S where git was told to leave it out of the folder, and small where it was told not to look."""

    path: str
    mode: str
    digest: str
    tag: str


ENTRY = re.compile(r"([A-Za-z?]) ([0-7]{6}) ([0-9a-f]{40}|[0-9a-f]{64}) [0-3]\t(.+)", re.DOTALL)
"""A line such as ``H 100644 3b18e512dba79e4c8300dd08aeb37f8e728b8dad 0`` with a path after a tabulator."""

CHANGE = re.compile(r"[ MTADRCU?!m]{2} (.+)", re.DOTALL)
COMMIT = re.compile("([0-9a-f]{40}|[0-9a-f]{64})")
SECONDS = re.compile("([0-9]{1,20})")
EITHER = re.compile("(true|false)")


def git(root: Path, *words: str) -> str:
    """Return what git prints, without the last line break. Raises ``Unknown`` where it fails or is not installed.

    Output is read as UTF-8; a file name that is not is kept with its bytes escaped.
    """
    if path := next(endless(root), None):
        raise Unknown(ENDLESS, path)
    done = _ran(root, *words)
    if done is None or done.returncode or PASSED_BY.search(done.stderr):
        raise _why(root, done)
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def endless(root: Path) -> Iterator[str]:
    """Yield what git would read and never come to an end with, as paths from ``root``, or ``.`` above it."""
    above = _above(root)
    for around in above[1:]:
        yield from ("." for name in READ_BY_GIT if _never_ends(around / name))
    for folder in ITS_OWN if above else ():
        own = above[-1] / folder
        names = sorted(os.listdir(own)) if own.is_dir() else ()
        yield from (f"{folder}/{name}" if len(above) == 1 else "." for name in names if _never_ends(own / name))
    for here, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not PASSED_BY_US.fullmatch(name)]
        there = (Path(here, name) for name in READ_BY_GIT if name in names)
        yield from (path.relative_to(root).as_posix() for path in there if _never_ends(path))


def _above(root: Path) -> tuple[Path, ...]:
    """Return the folder and those around it, up to that of the repository; none where there is no repository."""
    steps = _steps_to_repository(root)
    here = root.resolve()
    return () if steps is None else (here, *here.parents[:steps])


def _never_ends(path: Path) -> bool:
    """Tell whether what lies there, or what a link there leads to, is neither a file nor a folder."""
    try:
        kind = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def _ran(root: Path, *words: str) -> subprocess.CompletedProcess[bytes] | None:
    environment = {name: value for name, value in os.environ.items() if PASSED_ON.match(name)} | AS_STORED | IN_ENGLISH
    command = ["git", "-C", str(root), *LOOKING_ITSELF, *words]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment)
    except OSError:
        return None


def _why(root: Path, done: subprocess.CompletedProcess[bytes] | None) -> Unknown:
    """Return why git did not answer. The command that helps finds out the folder itself: a path can hold a name."""
    steps = _steps_to_repository(root)
    if steps is None:
        return NoRepository()
    if done is None:
        return Unknown(NO_GIT)
    if any(words in done.stderr for words in DISTRUST):
        way = "pwd -P" if steps == 0 else f"cd {'/'.join(['..'] * steps)} && pwd -P"
        return Unknown(NOT_OURS, folder=f'"$({way})"')
    return NoRepository() if _is_unborn(root) else Unknown(CANNOT_TELL)


def _is_unborn(root: Path) -> bool:
    """Tell whether a repository surely never had a commit. Git says so too of a branch whose file is damaged."""
    asked = (
        ("status", "--porcelain=v2", "--branch", "--untracked-files=no"),
        ("symbolic-ref", "HEAD"),
        ("rev-parse", "--absolute-git-dir"),
    )
    ran = [_ran(root, *words) for words in asked]
    if any(done is None or done.returncode for done in ran):
        return False
    state, branch, place = (done.stdout.decode("utf-8", "surrogateescape") for done in ran if done)
    traces = (Path(place.removesuffix("\n"), name) for name in (branch.removesuffix("\n"), "logs/HEAD"))
    return UNBORN in state.split("\n") and not any(map(os.path.lexists, traces))


def _steps_to_repository(root: Path) -> int | None:
    """Return how many folders above a folder a repository lies, whatever its state, or nothing where there is none."""
    here = root.resolve()
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    for steps, folder in enumerate((here, *here.parents)):
        if steps and str(folder) in ceilings:
            return None
        if os.path.lexists(folder / ".git"):
            return steps
    return None


def _read(root: Path, form: re.Pattern[str], *words: str) -> str:
    """Return what git prints, if it has a form. Raises ``Unknown``."""
    said = git(root, *words)
    if not form.fullmatch(said):
        raise Unknown(CANNOT_TELL)
    return said


def _listed(root: Path, *words: str) -> Iterator[str]:
    """Yield what git prints with a zero byte after each. Raises ``Unknown``."""
    said = git(root, *words)
    if said and not said.endswith("\0"):
        raise Unknown(CANNOT_TELL)
    yield from said.split("\0")[:-1]


def _matched(form: re.Pattern[str], line: str) -> re.Match[str]:
    if found := form.fullmatch(line):
        return found
    raise Unknown(CANNOT_TELL)


def commit(root: Path) -> str:
    """Return the commit that is checked out, 40 hexadecimal digits (64 in a SHA-256 repository). Raises ``Unknown``."""
    found = _read(root, COMMIT, "rev-parse", "--verify", "HEAD^{commit}")
    # A setting can tell git that the files lie elsewhere, and then it speaks of those.
    if not root.resolve().is_relative_to(git(root, "rev-parse", "--show-toplevel")):
        raise Unknown(CANNOT_TELL)
    return found


def commit_with(root: Path) -> str | None:
    """Return the commit that the folder itself is a part of; nothing where there is no repository, or the folder just
    lies inside one, as an unpacked archive may. Raises ``Unknown``."""
    try:
        found = commit(root)
    except NoRepository:
        return None
    return found if git(root, "ls-tree", "HEAD") else None


def commit_named(root: Path, name: str) -> str | None:
    """Return the commit that somebody calls by a name, or nothing where no commit is called so."""
    try:
        return _read(root, COMMIT, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except Unknown:
        return None


def check_whole(root: Path) -> None:
    """See that the repository holds all that the commit is made of. Raises ``Unknown``."""
    git(root, "rev-list", "--objects", "--no-walk", "--quiet", "HEAD")


def uncommitted(root: Path, *folders: str, apart: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the files that differ from the commit or are new to it. Raises ``Unknown``.

    ``folders``, from ``root``, say where to look; without them, everywhere in the repository but at what is ``apart``.
    """
    where = (*(folders or (":/",)), *_but(apart))
    lines = _listed(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *where)
    return tuple(sorted(_matched(CHANGE, line)[1] for line in lines))


def _but(apart: Iterable[str]) -> tuple[str, ...]:
    return tuple(f":(exclude,literal){path}" for path in apart)


def modified(root: Path) -> tuple[str, ...]:
    """Return the files below a folder whose change git sees, as paths from ``root``. Raises ``Unknown``."""
    return names(_listed(root, "ls-files", "--modified", "-z"))


def entries(root: Path, apart: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Return all that git holds below a folder, but for what is ``apart``. Raises ``Unknown``."""
    lines = _listed(root, "ls-files", "-v", "--stage", "-z", "--", ".", *_but(apart))
    found = (_matched(ENTRY, line).groups() for line in lines)
    return tuple(sorted(Entry(path, mode, digest, tag) for tag, mode, digest, path in found))


def digest_of(data: bytes, like: str) -> str:
    """Return the digest that git gives to a file of these bytes, in the form of another digest."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def committed_at(root: Path) -> int:
    """Return when the commit was made, in seconds since 1970. Raises ``Unknown``."""
    return int(_read(root, SECONDS, "log", "-1", "--no-show-signature", "--format=%ct"))


def ignored(root: Path, *folders: str) -> tuple[str, ...]:
    """Return the files below folders that git is told to ignore, as paths from ``root``. Raises ``Unknown``."""
    return names(_listed(root, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", *folders))


def could_be_committed(root: Path) -> tuple[str, ...]:
    """Return the files below a folder that git holds or would add, as paths from ``root``; a repository inside ends
    with ``/``. Raises ``Unknown``."""
    return names(_listed(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z"))


def files_at(root: Path, commit: str, *folders: str) -> tuple[str, ...]:
    """Return the files below folders as they were at a commit, as paths from ``root``. Raises ``Unknown``."""
    return names(_listed(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", *folders))


def main_line(root: Path) -> frozenset[str]:
    """Return every commit that the branch itself was at, by the first parent of each; not those merged into it.
    Raises ``Unknown``."""
    return frozenset(git(root, "rev-list", "--first-parent", "HEAD").split())


def ever_added(root: Path, folder: str) -> tuple[str, ...]:
    """Return every path that the history of this commit ever added below a folder, from ``root``. Raises ``Unknown``,
    also in a clone whose history is cut short."""
    if _read(root, EITHER, "rev-parse", "--is-shallow-repository") == "true":
        raise Unknown(CUT_SHORT)
    # What a branch added and lost again before it was merged is history too, and so is what only a merge adds (-m).
    walk = ("-c", "log.showRoot=true", "log", "--full-history", "-m", "--no-show-signature", "--no-color", "--format=")
    shown = ("--diff-filter=A", "--no-renames", "--name-only", "--relative", "-z")
    return names(_listed(root, *walk, *shown, "HEAD", "--", folder))


def names(paths: Iterable[str]) -> tuple[str, ...]:
    """Return names that git prints, sorted, each once; a log has line breaks between its commits."""
    return tuple(sorted({path.strip("\n") for path in paths} - {""}))
