"""What is known of a release before it is judged: its content, and what git says.

In: the root of a project. Out: frozen facts. Judges nothing but the content, writes nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from build_tools import git, pipeline, schema
from build_tools.models import Site
from build_tools.paths import CASES, SITE_SRC
from build_tools.problems import Problem
from build_tools.release import clock
from build_tools.release.exact import BUILT_FROM, hidden_differences


@dataclass(frozen=True, slots=True)
class History:
    """What git knows. ``commit`` is None without a repository; ``ever`` holds every path that ``cases_public`` ever
    had in the history of the commit, and is None where that history is not there as a whole; ``hidden`` are the
    differences that git does not name, ``stamp`` is the time of a commit that is here unchanged."""

    commit: str | None
    uncommitted: tuple[str, ...]
    ignored: tuple[str, ...]
    ever: tuple[str, ...] | None
    hidden: tuple[Problem, ...] = ()
    stamp: clock.Stamp | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """What would be published. ``site`` is None where the content cannot be read; ``problems`` are those of the
    content, without lines."""

    root: Path
    site_src: Path
    site: Site | None
    problems: tuple[Problem, ...]
    history: History


def release_of(root: Path) -> Release:
    """Return what is known of the project as it lies there, as of the day of a build."""
    site_src = root / SITE_SRC
    site, problems = pipeline.judged_site(root, site_src)
    stale = schema.stale(root, site.vocabulary) if site else ()
    return Release(root, site_src, site, (*problems, *stale), history_of(root))


def history_of(root: Path) -> History:
    """Return what git knows of the project."""
    return History(
        commit=git.commit(root),
        uncommitted=git.uncommitted(root) or (),
        ignored=git.ignored(root, *BUILT_FROM),
        ever=git.ever_added(root, CASES),
        hidden=tuple(hidden_differences(root)),
        stamp=clock.stamp(root),
    )
