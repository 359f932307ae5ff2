"""Whether the time of a commit can be right: its day has come, and nothing in the content was done later.

In: the folder of a project. Out: problems about its commit. Never changes the time of a release.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools import git, variables
from build_tools.models import Site
from build_tools.problems import Fault, Problem
from build_tools.provenance.exact import BUILT_PARTS
from build_tools.validate.dates import done_later, tomorrow

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
        yield _problem(stamp, AHEAD)


def time_problems(stamp: Stamp | None, site: Site) -> Iterator[Problem]:
    """Yield what shows that a commit has a wrong time; ``site`` is the content as of today."""
    yield from ahead_problems(stamp)
    if stamp and not site.unread and (file := done_later(site, stamp.day)):
        yield _problem(stamp, _BEHIND, file=file)


def _today() -> datetime.date:
    """Return the day that the clock of this machine shows, in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def _problem(stamp: Stamp, fault: Fault, **values: str) -> Problem:
    return Problem(f"commit {stamp.commit}", fault, values={"date": stamp.day.isoformat(), **values})
