"""Until when security.txt counts: it says a day that is reckoned from the day of the commit, whenever it is built.

In: the content as of today, and the time of its commit. Out: problems. Writes nothing, renews nothing.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

from build_tools import git, variables
from build_tools.models import Site
from build_tools.paths import SETTINGS
from build_tools.problems import Fault, Problem
from build_tools.provenance import clock
from build_tools.provenance.clock import Stamp

FIELD = ("security", "valid_days")
ENDED = Fault(
    "security.ended",
    "is over: security.txt of this commit ended on {date}; see that its contacts are still read, then commit anew "
    "and publish: `git commit --allow-empty`",
)
ENDING = Fault(
    "security.ending",
    "is nearly over: security.txt of this commit ends on {date}; see that its contacts are still read, then commit "
    "anew and publish before: `git commit --allow-empty`",
)


def ended(site: Site, stamp: Stamp | None) -> Iterator[Problem]:
    """Yield a problem where security.txt would be published after its end; ``stamp`` is the time of the commit, if it
    is here unchanged."""
    end = end_of(site, stamp)
    if end and end <= site.day:
        yield Problem(SETTINGS, ENDED, FIELD, {"date": end.isoformat()})


def due(site: Site, root: Path) -> Iterator[Problem]:
    """Yield what deserves a reminder: security.txt has ended, or has a quarter of its time left at most; or git cannot
    tell of which day the commit is."""
    try:
        stamp = clock.stamp(root)
    except git.Unknown as unknown:
        yield from unknown.problems
        return
    yield from ended(site, stamp)
    security, end = site.settings.security, end_of(site, stamp)
    if security and end and datetime.timedelta() < 4 * (end - site.day) <= security.validity:
        yield Problem(SETTINGS, ENDING, FIELD, {"date": end.isoformat()})


def end_of(site: Site, stamp: Stamp | None) -> datetime.date | None:
    """Return the day that security.txt of a release names as its end, if there is one. What is not committed will have
    a later day than that of its commit, and who tells a build its day knows better."""
    first = stamp.day if stamp and not variables.told_moment() else site.day
    return first + site.settings.security.validity if site.settings.security else None
