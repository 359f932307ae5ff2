"""Whence a release comes: its commit, its moment, the libraries it was built with.

In: the folder of the project. Out: facts that are the same wherever and whenever that commit is built.
Never names a commit that is not exactly what lies in the folder.
"""

import datetime
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from build_tools import git, pipeline
from build_tools.load.files import passed_over
from build_tools.release import clock
from build_tools.release.exact import BUILT_FROM, hidden_differences

LOCK = "requirements/site.txt"
UNKNOWN, CHANGED = "none (no commit is known)", "none (uncommitted changes)"
NO_LOCK = f"none (no {LOCK})"


def commit(root: Path, apart: Iterable[str] = ()) -> str | None:
    """Return the commit that the folder is exactly, to the byte: nothing changed, nothing new, nothing beside what git
    knows, and nothing that another clone would not have.

    ``apart`` are paths below ``root`` that do not count, such as the site itself.
    """
    if git.uncommitted(root, apart=apart) != () or _unseen(root) or any(hidden_differences(root, apart)):
        return None
    return git.commit(root)


def _unseen(root: Path) -> list[str]:
    """What git was told to ignore and a build would read all the same."""
    return [path for path in git.ignored(root, *BUILT_FROM) if not passed_over(PurePosixPath(path).name)]


def moment(root: Path, apart: Iterable[str] = ()) -> datetime.datetime:
    """Return the time a release is of: the one that is told, that of its commit, or now. Raises ``Refused``."""
    told = pipeline.told_moment()
    seconds = git.committed_at(root) if told is None and commit(root, apart) else None
    try:
        return told or pipeline.moment_of(int(time.time()) if seconds is None else seconds)
    except ValueError:
        raise pipeline.Refused(list(clock.ahead(clock.stamp(root, apart)))) from None


def day_of(root: Path, release: bool) -> datetime.date | None:
    """Return the day of a release, in UTC; a preview has none of its own and is of today."""
    return moment(root).date() if release else None


def facts(root: Path, day: datetime.date, apart: Iterable[str] = ()) -> Mapping[str, str]:
    """Return what the head of a manifest says: commit, day, and the SHA-256 of the locked libraries."""
    exact = commit(root, apart)
    lock = root / LOCK
    return {
        "commit": exact or (CHANGED if git.is_in_commit(root) else UNKNOWN),
        "day": day.isoformat(),
        "lock": sha256(lock.read_bytes()).hexdigest() if lock.is_file() else NO_LOCK,
    }
