"""What is known of a release before it is judged: its content, what git says, and until when security.txt counts.

In: the root of a project. Out: frozen facts, and problems about that end. Writes nothing.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools import content, git, schema, security_txt, variables, withdrawal
from build_tools.models import Site
from build_tools.paths import SETTINGS, SITE_SRC
from build_tools.problems import Fault, Problem
from build_tools.provenance import clock
from build_tools.provenance.clock import Stamp
from build_tools.provenance.exact import differences


@dataclass(frozen=True, slots=True)
class History:
    """What git knows: what it calls changed or new, what differs from the commit to the byte (``differences``), and the
    time of a commit that is here unchanged (``stamp``)."""

    uncommitted: tuple[str, ...]
    differences: tuple[Problem, ...]
    stamp: clock.Stamp | None


@dataclass(frozen=True, slots=True)
class Release:
    """What would be published. ``site`` is what could be read of the content; ``problems`` are those of the
    content, without lines; ``known`` is what git knows, or why it cannot tell; ``withdraws`` says that the commit does
    nothing but withdraw cases."""

    root: Path
    site_src: Path
    site: Site
    problems: tuple[Problem, ...]
    known: History | git.Unknown
    withdraws: bool = False

    def waits(self, problem: Problem) -> bool:
        """Tell whether a problem does not stop this commit, because it only withdraws."""
        return self.withdraws and withdrawal.waits(problem)

    @property
    def history(self) -> History:
        """What git knows. Raises ``git.Unknown``."""
        if isinstance(self.known, git.Unknown):
            raise self.known
        return self.known

    def ever_added(self, folder: str) -> tuple[str, ...]:
        """Return every path that the history ever added below a folder. Raises ``git.Unknown``, also where git cannot
        tell something else: of such a repository nothing is believed."""
        _ = self.history
        return git.ever_added(self.root, folder)


def release_of(root: Path, published: str = "", found: content.Found | None = None) -> Release:
    """Return what is known of the project as it lies there, as of the day of a build; ``published`` is the commit that
    readers see now, if that is known, and ``found`` the content, if it was read already."""
    site_src = root / SITE_SRC
    site, problems = found or content.read(root, site_src)
    stale = () if site.unread else schema.stale(root, site)
    withdraws = bool(withdrawal.withdrawn_lately(root, site.day, published))
    return Release(root, site_src, site, (*problems, *stale), history_of(root), withdraws)


def history_of(root: Path) -> History | git.Unknown:
    """Return what git knows of the project, or why it cannot tell."""
    try:
        git.commit(root)
        git.check_whole(root)
        return History(
            uncommitted=git.uncommitted(root),
            differences=tuple(differences(root)),
            stamp=clock.commit_stamp(root),
        )
    except git.Unknown as unknown:
        return unknown


_FIELD = ("security", "valid_days")
_ENDED = Fault(
    "security.ended",
    "is over: security.txt of this commit ended on {date}; see that its contacts are still read, then commit anew "
    "and publish: `git commit --allow-empty`",
)
_ENDING = Fault(
    "security.ending",
    "is nearly over: security.txt of this commit ends on {date}; see that its contacts are still read, then commit "
    "anew and publish before: `git commit --allow-empty`",
)


def end_problems(site: Site, stamp: Stamp | None) -> Iterator[Problem]:
    """Yield a problem where security.txt would be published after its end; ``stamp`` is the time of the commit, if it
    is here unchanged."""
    end = _end_of(site, stamp)
    if end and end <= site.day:
        yield Problem(SETTINGS, _ENDED, _FIELD, {"date": end.isoformat()})


def end_reminders(site: Site, root: Path) -> Iterator[Problem]:
    """Yield what deserves a reminder: security.txt has ended, or has a quarter of its time left at most; or git cannot
    tell of which day the commit is."""
    try:
        stamp = clock.commit_stamp(root)
    except git.Unknown as unknown:
        yield from unknown.problems
        return
    yield from end_problems(site, stamp)
    security, end = site.settings.security, _end_of(site, stamp)
    if security and end and datetime.timedelta() < 4 * (end - site.day) <= security.validity:
        yield Problem(SETTINGS, _ENDING, _FIELD, {"date": end.isoformat()})


def _end_of(site: Site, stamp: Stamp | None) -> datetime.date | None:
    """Return the day that security.txt of a release names as its end, if there is one. What is not committed will have
    a later day than that of its commit, and who tells a build its day knows better."""
    first = stamp.day if stamp and not variables.told_moment() else site.day
    return security_txt.end_of(site.settings.security, first) if site.settings.security else None
