"""Whence a release comes: its commit, its moment, the libraries it was built with.

In: the folder of the project. Out: facts that are the same wherever and whenever that commit is built.
Never names a commit that is not exactly what a release of the folder is made of.
"""

import datetime
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from build_tools import git, variables
from build_tools.problems import N_, Fault, Problem, Refused
from build_tools.provenance import clock
from build_tools.provenance.exact import PARTS, hidden_differences, is_part_of_a_build, unseen
from build_tools.provenance.head import CHANGED, LOCK, NO_LOCK, UNKNOWN

OTHER_TIME = Fault(
    "commit.other_epoch",
    N_(
        "names another time than the commit has, and a release that names its commit is of that time; leave "
        "SOURCE_DATE_EPOCH out, or set it to what `git log -1 --format=%ct` prints"
    ),
)


def commit(root: Path, apart: Iterable[str] = ()) -> str | None:
    """Return the commit that is here exactly, to the byte, in all that a release is made of: nothing changed, nothing
    new, nothing beside what git knows, and nothing that another clone would not have.

    ``apart`` are paths below ``root`` that do not count, such as the site itself. Raises ``git.Unknown``.
    """
    found = git.commit_with(root)
    if found is None:
        return None
    git.check_whole(root)
    if git.uncommitted(root, *PARTS, apart=apart) or unseen(root):
        return None
    hidden = (problem for problem in hidden_differences(root, apart) if is_part_of_a_build(problem.path))
    return None if any(hidden) else found


def moment(root: Path, apart: Iterable[str] = ()) -> datetime.datetime:
    """Return the time a release is of: that of its commit; without one, the time that is told, or now. Raises
    ``Refused``, also where the time that is told is not that of the commit."""
    told = variables.told_moment()
    seconds = git.committed_at(root) if commit(root, apart) else None
    if told and seconds is not None and told.timestamp() != seconds:
        raise Refused([Problem(variables.EPOCH, OTHER_TIME)])
    try:
        return told or variables.moment_of(int(time.time()) if seconds is None else seconds)
    except ValueError:
        raise Refused(list(clock.ahead(clock.stamp(root, apart)))) from None


def day_of(root: Path, release: bool) -> datetime.date | None:
    """Return the day of a release, in UTC; a preview has none of its own and is of today."""
    return moment(root).date() if release else None


def facts(root: Path, day: datetime.date, apart: Iterable[str] = ()) -> Mapping[str, str]:
    """Return what the head of a manifest says: commit, day, and the SHA-256 of the locked libraries. Raises
    ``git.Unknown``."""
    exact = commit(root, apart)
    return {
        "commit": exact or (CHANGED if git.commit_with(root) else UNKNOWN),
        "day": day.isoformat(),
        "lock": lock_of(root),
    }


def lock_of(root: Path) -> str:
    """Return the SHA-256 of the locked libraries, as a manifest names it."""
    lock = root / LOCK
    return sha256(lock.read_bytes()).hexdigest() if lock.is_file() else NO_LOCK
