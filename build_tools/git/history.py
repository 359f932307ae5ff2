"""What is checked out, what commits bring, and the next one: the one walker of history.

In: a repository and which commits are meant, or what git tells a hook. Out: commits, oldest first, times, paths and
changes. One process of git for each question, however many commits there are. Raises ``Unknown`` where git cannot tell.
"""

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from build_tools.git import CUT_SHORT, Unknown, git, is_in_repository, listed, matched
from build_tools.git.objects import CommitEntry
from build_tools.problems import Fault, Problem, Refused

_AS_THEY_ARE = ("-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff")
_IDENTITY = re.compile(r"([^<>\n]*) <([^<>\n]*)> [0-9]{1,20} [+-][0-9]{4}\n?")
_OF_WHO = re.compile("GIT_(AUTHOR|COMMITTER)_|EMAIL$")
_COMMIT = re.compile("([0-9a-f]{40}|[0-9a-f]{64})")
_SECONDS = re.compile("([0-9]{1,20})")


class Update(NamedTuple):
    """What happens to a branch or tag: its name, and the objects that it names before and after; zeros are nothing."""

    name: str
    old: str
    new: str


_NO_LINES = Fault(
    "protect.no_lines",
    "was not given what git hands to its hooks: lines with names and digests; let git call it",
)
_SENT, RECEIVED = ("new", "name", "old"), ("old", "new", "name")
"""How the lines end that git hands to the hook ``pre-push``, and to the hook ``pre-receive`` of a server. What a line
of the first begins with, people typed."""


def updates_of(lines: str, order: tuple[str, ...] = _SENT) -> list[Update]:
    """Return what git tells a hook of a push. Raises ``Refused``."""
    parts = [line.rsplit(" ", 3)[-3:] for line in lines.split("\n") if line]
    updates = [Update(**dict(zip(order, words, strict=True))) for words in parts if len(words) == len(order)]
    digests = [digest for one in updates for digest in (one.old, one.new)]
    if len(updates) < len(parts) or not all(map(_COMMIT.fullmatch, digests)):
        raise Refused([Problem("transparency protect", _NO_LINES)])
    return updates


def is_nothing(digest: str) -> bool:
    """Whether a digest stands for nothing."""
    return not digest.strip("0")


def commit(root: Path) -> str:
    """Return the commit that is checked out, 40 hexadecimal digits (64 in a SHA-256 repository). Raises ``Unknown``."""
    found = matched(_COMMIT, git(root, "rev-parse", "--verify", "HEAD^{commit}"))[0]
    # A setting can tell git that the files lie elsewhere, and then it speaks of those.
    if not root.resolve().is_relative_to(git(root, "rev-parse", "--show-toplevel")):
        raise Unknown
    return found


def commit_with(root: Path) -> str | None:
    """Return the commit that the folder itself is a part of; nothing where there is no repository, or the folder just
    lies inside one, as an unpacked archive may. Raises ``Unknown``."""
    found = commit(root) if is_in_repository(root) else None
    return found if found and git(root, "ls-tree", "HEAD") else None


def commit_named(root: Path, name: str) -> str | None:
    """Return the commit that somebody calls by a name, or nothing where no commit is called so."""
    try:
        return matched(_COMMIT, git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))[0]
    except Unknown:
        return None


def committed_at(root: Path) -> int:
    """Return when the commit was made, in seconds since 1970. Raises ``Unknown``."""
    return int(matched(_SECONDS, git(root, "log", "-1", "--format=%ct"))[0])


def check_not_shallow(root: Path) -> None:
    """See that no commit of the history is left out. Raises ``Unknown``."""
    if git(root, "rev-parse", "--is-shallow-repository") != "false":
        raise Unknown(CUT_SHORT)


def commits(root: Path, wanted: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the commits that lead to those that are wanted and not to those that are known, oldest first."""
    asked = [*wanted, *(f"^{digest}" for digest in known)]
    return git(root, "rev-list", "--reverse", "--topo-order", "--stdin", lines=asked).split()


def brought(
    root: Path, digests: Iterable[str], paths: Iterable[str] = (), *, any_parent: bool = False
) -> Mapping[str, list[CommitEntry]]:
    """Return by commit that changes a file the files that are as in none of its parents, or that differ from
    ``any_parent``, once for each. ``paths`` from the top of the repository are all that is asked about, if there are
    any."""
    words = ("diff-tree", "--stdin", "-m" if any_parent else "-c", "--root", *_AS_THEY_ARE)
    only = [f":(top,literal){path}" for path in paths]
    fields = listed(root, *words, *(["--", *only] if only else []), lines=digests)
    commit, found = "", defaultdict[str, list[CommitEntry]](list)
    for field in fields:
        if field.startswith(":"):
            found[commit] += _changes(field, next(fields, ""))
        else:
            commit = field
    return found


def _changes(field: str, path: str) -> Iterator[CommitEntry]:
    """Yield the change of one line such as ``:MODE MODE DIGEST DIGEST M``; that of a merge names all parents."""
    parents = len(field) - len(field.lstrip(":"))
    words = field[parents:].split(" ")
    if len(words) != 2 * parents + 3 or not path:
        raise Unknown
    modes, digests = words[: parents + 1], words[parents + 1 : -1]
    before = tuple(digest for digest in digests[:-1] if digest.strip("0"))
    if modes[-1].strip("0") and digests[-1].strip("0"):
        yield CommitEntry(path, modes[-1], digests[-1], before)


def ever_added(root: Path, folder: str, *, everywhere: bool = False) -> Mapping[str, Collection[str]]:
    """Return every path that the history of the commit ever had below a folder, from ``root``, with the digests of all
    that it held; ``everywhere`` also what branches, tags and what was put aside had. Raises ``Unknown``, also in a
    clone whose history is cut short."""
    check_not_shallow(root)
    refs = git(root, "for-each-ref", "--format=%(objectname)").split() if everywhere else []
    prefix = git(root, "rev-parse", "--show-prefix")
    found = dict[str, set[str]]()
    for changes in brought(root, commits(root, ["HEAD", *refs], ()), [f"{prefix}{folder}"]).values():
        for change in changes:
            found.setdefault(change.path.removeprefix(prefix), set()).add(change.digest)
    return dict(sorted(found.items()))


def last_changed(root: Path, folder: str) -> Mapping[str, int]:
    """Return when each file below a folder was changed last in the history of the commit, in seconds since 1970 and not
    later than that; nothing of a folder that git does not hold. Raises ``Unknown``, also where history is cut short."""
    if commit_with(root) is None:
        return {}
    check_not_shallow(root)
    prefix, latest, moment, found = git(root, "rev-parse", "--show-prefix"), committed_at(root), 0, dict[str, int]()
    words = ("log", "-z", "--name-only", "--no-renames", "--diff-merges=off", "--format=%x01%ct", "HEAD", "--", folder)
    for field in filter(None, listed(root, *words)):
        if field.startswith("\x01"):
            moment = min(int(matched(_SECONDS, field[1:])[1]), latest)
        else:
            path = field.removeprefix("\n").removeprefix(prefix)
            found[path] = max(moment, found.get(path, 0))
    return found


def staged_changes(root: Path, index: str | None) -> list[CommitEntry]:
    """Return the files that the next commit adds or changes, if it is made of this index."""
    try:
        tree = git(root, "rev-parse", "--verify", "--quiet", "HEAD^{tree}")
    except Unknown:
        tree = git(root, "hash-object", "-t", "tree", "--stdin")  # nothing is committed yet
    fields = listed(root, "diff-index", "--cached", *_AS_THEY_ARE, tree, own={"GIT_INDEX_FILE": index} if index else {})
    return [change for field in fields for change in _changes(field, next(fields, ""))]


def who(root: Path) -> Iterator[tuple[str, str]]:
    """Yield name and address of the author and of the committer that the next commit would name, as far as git knows
    them; git makes no commit without."""
    own = {name: value for name, value in os.environ.items() if _OF_WHO.match(name)}
    for part in ("AUTHOR", "COMMITTER"):
        with suppress(Unknown):
            found = matched(_IDENTITY, git(root, "var", f"GIT_{part}_IDENT", own=own))
            yield found[1], found[2]
