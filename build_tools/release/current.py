"""Whether a release is the one that the project would give now.

In: the folder of a project, the manifest of a release. Out: problems. Builds nothing and asks no network.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

from build_tools import git, variables
from build_tools.problems import N_, Fault, Problem
from build_tools.provenance.manifest import NAME, Manifest
from build_tools.provenance.source import facts, lock_of

OTHER_COMMIT = Fault(
    "manifest.other_commit",
    N_("is of another commit than the project is at, or of none; build the release anew: make release"),
)
OTHER_DAY = Fault(
    "manifest.other_day_than_commit", N_("does not say the day of its commit, {day}; build the release anew")
)
OTHER_LOCK = Fault(
    "manifest.other_libraries",
    N_("was made with other libraries than those that requirements/site.txt names now; build the release anew"),
)

OTHER_STATE = Fault(
    "manifest.other_state",
    N_(
        "names the commit that the project is at, but what lies there now is not that commit; commit the changes or "
        "undo them, and build the release anew"
    ),
)
NOT_ITS_DAY = Fault(
    "manifest.other_day_than_files", N_("does not say the day that the files are of, {day}; build the release anew")
)


def outdated(root: Path, release: Manifest) -> Iterator[Problem]:
    """Yield what a release says of itself that is not true of the project; nobody knows the commit of a folder without
    a repository, nor its day unless somebody tells it. Raises ``Refused``."""
    commit, day = git.commit_with(root), day_of(root)
    if commit and release.facts["commit"] != commit:
        yield Problem(NAME, OTHER_COMMIT)
        return
    if day and release.facts["day"] != day:
        yield Problem(NAME, OTHER_DAY, values={"day": day})
    if release.facts["lock"] != lock_of(root):
        yield Problem(NAME, OTHER_LOCK)


def untrue(root: Path, release: Manifest, day: datetime.date, site: Path) -> Iterator[Problem]:
    """Yield what a release that is not outdated says of itself and a release made now of the folder, as of ``day``,
    would not; ``site`` is where it lies. Raises ``Refused``."""
    place, here = site.resolve(), root.resolve()
    made = facts(root, day, [place.relative_to(here).as_posix()] if place.is_relative_to(here) else ())
    if git.commit_with(root) and release.facts["commit"] != made["commit"]:
        yield Problem(NAME, OTHER_STATE)
    if release.facts["day"] != made["day"]:
        yield Problem(NAME, NOT_ITS_DAY, values={"day": made["day"]})


def day_of(root: Path) -> str | None:
    """Return the day that a release must have, in UTC, where that is known. Raises ``Refused``."""
    seconds = git.committed_at(root) if git.commit_with(root) else None
    known = variables.told_moment() if seconds is None else variables.moment_of(max(0, min(seconds, variables.LATEST)))
    return known.date().isoformat() if known else None
