"""Where a release comes from: its commit, its moment, its libraries; and whether a release is that of the project now.

In: the folder of the project, and the manifest of a release. Out: facts that are the same wherever that commit is
built, and problems. Never names a commit that is not exactly what a release of the folder is made of.
"""

import datetime
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from build_tools import git, variables
from build_tools.models import Site
from build_tools.problems import Fault, Problem, Refused
from build_tools.provenance.exact import BUILT_PARTS, differences_from_commit
from build_tools.provenance.manifest import CHANGED, LOCK, MANIFEST, NO_LOCK, UNKNOWN, Manifest
from build_tools.validate.dates import done_later, tomorrow

OTHER_TIME = Fault(
    "commit.other_epoch",
    "names another time than the commit has, and a release that names its commit is of that time; leave "
    "SOURCE_DATE_EPOCH out, or set it to what `git log -1 --format=%ct` prints",
)
AHEAD = Fault(
    "commit.time_ahead",
    "is of {date}, a day that has not come yet by the clock of this machine; set the clock that is wrong, and if "
    "it is that of the commit, commit once more: `git commit --allow-empty`",
)
_BEHIND = Fault(
    "commit.time_behind",
    "is of {date}, and {file} names a later day on which something was done; if the clock was wrong, set it and "
    "commit once more: `git commit --allow-empty`; if the day in the file is wrong, correct it",
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The time of the commit that the folder holds unchanged: its shortened name, and its day in UTC."""

    commit: str
    day: datetime.date


def exact_commit(root: Path) -> str | None:
    """Return the commit that is here exactly, to the byte, in all that a release is made of: nothing changed, nothing
    new, nothing beside what git knows, and nothing that another clone would not have. Raises ``git.Unknown``."""
    found = git.commit_with(root)
    if found is None:
        return None
    git.check_whole(root)
    return None if any(differences_from_commit(root)) else found


def moment_and_facts(root: Path) -> tuple[datetime.datetime, Mapping[str, str]]:
    """Return the time a release is of, and what the head of its manifest says, of one look at the commit: its time, and
    without one the time that is told, or now. Raises ``Refused``, also where the time that is told is another one."""
    exact = exact_commit(root)
    told, seconds = variables.told_moment(), git.committed_at(root) if exact else None
    if told and seconds is not None and told.timestamp() != seconds:
        raise Refused([Problem(variables.EPOCH, OTHER_TIME)])
    try:
        moment = told or variables.moment_of(int(time.time()) if seconds is None else seconds)
    except ValueError:
        raise Refused(list(ahead_problems(commit_stamp(root)))) from None
    return moment, _facts(root, moment.date(), exact)


def release_moment(root: Path) -> datetime.datetime:
    """Return the time a release is of. Raises ``Refused``."""
    return moment_and_facts(root)[0]


def day_of(root: Path, release: bool) -> datetime.date | None:
    """Return the day of a release, in UTC; a preview has none of its own and is of today. Raises ``Refused``."""
    return release_moment(root).date() if release else None


def head_facts(root: Path, day: datetime.date) -> Mapping[str, str]:
    """Return what the head of a manifest says: commit, day, and the SHA-256 of the locked libraries. Raises
    ``git.Unknown``."""
    return _facts(root, day, exact_commit(root))


def _facts(root: Path, day: datetime.date, exact: str | None) -> Mapping[str, str]:
    return {
        "commit": exact or (CHANGED if git.commit_with(root) else UNKNOWN),
        "day": day.isoformat(),
        "lock": lock_of(root),
    }


def lock_of(root: Path) -> str:
    """Return the SHA-256 of the locked libraries, as a manifest names it."""
    lock = root / LOCK
    return sha256(lock.read_bytes()).hexdigest() if lock.is_file() else NO_LOCK


OTHER_COMMIT = Fault(
    "manifest.other_commit",
    "is of another commit than the project is at, or of none; build the release anew: make release",
)
OTHER_DAY = Fault("manifest.other_day", "does not say the day that it is of, {day}; build the release anew")
OTHER_LOCK = Fault(
    "manifest.other_libraries",
    "was made with other libraries than those that requirements/site.txt names now; build the release anew",
)
OTHER_STATE = Fault(
    "manifest.other_state",
    "names the commit that the project is at, but what lies there now is not that commit; commit the changes or "
    "undo them, and build the release anew",
)


def source_problems(root: Path, release: Manifest, day: datetime.date | None = None) -> Iterator[Problem]:
    """Yield what a release says of itself that is not true of the project. One that was made again as of ``day`` is
    also of that day, and of a commit that is here to the byte. Raises ``Refused``.

    Nobody knows the commit of a folder without a repository, nor its day unless somebody tells it.
    """
    commit, known = git.commit_with(root), day.isoformat() if day else _known_day(root)
    if commit and release.facts["commit"] != commit:
        yield Problem(MANIFEST, OTHER_COMMIT)
        return
    if known and release.facts["day"] != known:
        yield Problem(MANIFEST, OTHER_DAY, values={"day": known})
    if release.facts["lock"] != lock_of(root):
        yield Problem(MANIFEST, OTHER_LOCK)
    if commit and day and exact_commit(root) != commit:
        yield Problem(MANIFEST, OTHER_STATE)


def _known_day(root: Path) -> str | None:
    """Return the day that a release must have, in UTC, where that is known. Raises ``Refused``."""
    seconds = git.committed_at(root) if git.commit_with(root) else None
    known = variables.told_moment() if seconds is None else variables.moment_of(max(0, min(seconds, variables.LATEST)))
    return known.date().isoformat() if known else None


def commit_stamp(root: Path) -> Stamp | None:
    """Return the time of the commit, or nothing where there is none or some part of a release is not committed. Raises
    ``git.Unknown``."""
    commit = git.commit_with(root)
    if commit is None or git.uncommitted(root, *BUILT_PARTS):
        return None
    return Stamp(commit[:10], variables.moment_of(min(git.committed_at(root), variables.LATEST)).date())


def ahead_problems(stamp: Stamp | None) -> Iterator[Problem]:
    """Yield a problem where the day of the commit has not come; a day ahead is a matter of zones."""
    if stamp and stamp.day > tomorrow(_today()):
        yield _of_stamp(stamp, AHEAD)


def time_problems(stamp: Stamp | None, site: Site) -> Iterator[Problem]:
    """Yield what shows that a commit has a wrong time; ``site`` is the content as of today."""
    yield from ahead_problems(stamp)
    if stamp and not site.unread and (file := done_later(site, stamp.day)):
        yield _of_stamp(stamp, _BEHIND, file=file)


def _today() -> datetime.date:
    """Return the day that the clock of this machine shows, in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def _of_stamp(stamp: Stamp, fault: Fault, **values: str) -> Problem:
    return Problem(f"commit {stamp.commit}", fault, values={"date": stamp.day.isoformat(), **values})
