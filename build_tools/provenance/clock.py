"""Whether the time of a commit can be right: its day has come, and nothing in the content was done later.

In: the folder of a project. Out: problems about its commit. Never changes the time of a release.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from build_tools import content, git, load, variables
from build_tools.models import Site
from build_tools.problems import Fault, Problem, Refused
from build_tools.provenance.exact import BUILT_PARTS
from build_tools.validate import judged, release_problems
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


def commit_stamp(root: Path, apart: Iterable[str] = ()) -> Stamp | None:
    """Return the time of the commit, or nothing where there is none or some part of a release is not committed, but
    for paths that are ``apart``. Raises ``git.Unknown``."""
    commit = git.commit_with(root)
    if commit is None or git.uncommitted(root, *BUILT_PARTS, apart=apart):
        return None
    return Stamp(commit[:10], variables.moment_of(min(git.committed_at(root), variables.LATEST)).date())


def _stamp_of(root: Path, day: datetime.date | None) -> Stamp | None:
    """Return the time of the commit, if it is where the day of a build comes from."""
    known = commit_stamp(root)
    return known if known and known.day == (day or variables.build_day()) else None


def _known_stamp(root: Path, day: datetime.date | None) -> Stamp | None:
    """Return the same, and nothing where git cannot tell: for what explains a refusal, which stands without it."""
    try:
        return _stamp_of(root, day)
    except git.Unknown:
        return None


def early_problems(root: Path, day: datetime.date | None) -> Iterator[Problem]:
    """Yield what to say beside a build as of a day: its commit is ahead of this clock, or git cannot tell."""
    try:
        yield from ahead_problems(_stamp_of(root, day))
    except git.Unknown as unknown:
        yield from unknown.problems


def ahead_problems(stamp: Stamp | None) -> Iterator[Problem]:
    """Yield a problem where the day of the commit has not come; a day ahead is a matter of zones."""
    if stamp and stamp.day > tomorrow(_today()):
        yield _problem(stamp, AHEAD)


def time_problems(stamp: Stamp | None, site: Site) -> Iterator[Problem]:
    """Yield what shows that a commit has a wrong time; ``site`` is the content as of today."""
    yield from ahead_problems(stamp)
    if stamp and not site.unread and (file := done_later(site, stamp.day)):
        yield _problem(stamp, _BEHIND, file=file)


@contextmanager
def time_explained(root: Path, site_src: Path, release: bool, day: datetime.date | None) -> Iterator[None]:
    """Let a refusal as of ``day`` say what is wrong with the time of the commit, in place of what is wrong only as of
    that time. Raises ``Refused``."""
    try:
        yield
    except Refused as refused:
        known = _known_stamp(root, day)
        site, problems = content.read(root, site_src, _today()) if known else (None, [])
        if site is None or not (wrong := list(time_problems(known, site))):
            raise
        of_release = judged(release_problems, site) if release else ()
        still = load.located(root, [*problems, *of_release, *content.unprotected(site, problems)])
        raise Refused([*wrong, *(problem for problem in refused.problems if problem in still)]) from refused


def _today() -> datetime.date:
    """Return the day that the clock of this machine shows, in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def _problem(stamp: Stamp, fault: Fault, **values: str) -> Problem:
    return Problem(f"commit {stamp.commit}", fault, values={"date": stamp.day.isoformat(), **values})
