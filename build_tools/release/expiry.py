"""Until when security.txt counts: it says a day that is reckoned from the day of the commit, whenever it is built.

In: the folder of a project and its content as of today. Out: problems. Writes nothing, renews nothing.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

from build_tools import git, pipeline
from build_tools.models import Site
from build_tools.paths import SETTINGS
from build_tools.problems import N_, Problem

FIELD = ("security", "valid_days")
ENDED = N_(
    "is over: security.txt of this commit ended on {date}; see that its contacts are still read, then commit anew and "
    "publish: `git commit --allow-empty`"
)
ENDING = N_(
    "is nearly over: security.txt of this commit ends on {date}; see that its contacts are still read, then commit "
    "anew and publish before: `git commit --allow-empty`"
)


def ended(root: Path, site: Site) -> Iterator[Problem]:
    """Yield a problem where security.txt would be published after its end."""
    end = end_of(root, site)
    if end and end <= site.day:
        yield Problem(SETTINGS, ENDED, FIELD, {"date": end.isoformat()})


def due(root: Path, site: Site) -> Iterator[Problem]:
    """Yield what deserves a reminder: security.txt has ended, or has a quarter of its time left at most."""
    yield from ended(root, site)
    security, end = site.settings.security, end_of(root, site)
    if security and end and datetime.timedelta() < 4 * (end - site.day) <= security.validity:
        yield Problem(SETTINGS, ENDING, FIELD, {"date": end.isoformat()})


def end_of(root: Path, site: Site) -> datetime.date | None:
    """Return the day that security.txt of a release names as its end, if there is one."""
    security = site.settings.security
    return (day_of_commit(root) or site.day) + security.validity if security else None


def day_of_commit(root: Path) -> datetime.date | None:
    """Return the day of the commit in UTC, or nothing where a build has its day from elsewhere: it was told one, or
    something is not committed and will have a later day."""
    seconds = git.committed_at(root)
    if seconds is None or pipeline.told_moment() or git.uncommitted(root) != ():
        return None
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
