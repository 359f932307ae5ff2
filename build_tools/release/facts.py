"""What is known of a release before it is judged: its content, and what git says.

In: the root of a project. Out: frozen facts. Judges nothing but the content, writes nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from build_tools import content, git, schema
from build_tools.models import Site
from build_tools.paths import SITE_SRC
from build_tools.problems import Problem
from build_tools.provenance import clock
from build_tools.provenance.exact import hidden_differences, unseen


@dataclass(frozen=True, slots=True)
class History:
    """What git knows: what differs from the commit, what git ignores, the differences that git does not name
    (``hidden``), and the time of a commit that is here unchanged (``stamp``)."""

    uncommitted: tuple[str, ...]
    ignored: tuple[str, ...]
    hidden: tuple[Problem, ...]
    stamp: clock.Stamp | None


@dataclass(frozen=True, slots=True)
class Release:
    """What would be published. ``site`` is what could be read of the content; ``problems`` are those of the
    content, without lines; ``known`` is what git knows, or why it cannot tell."""

    root: Path
    site_src: Path
    site: Site
    problems: tuple[Problem, ...]
    known: History | git.Unknown

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


def release_of(root: Path) -> Release:
    """Return what is known of the project as it lies there, as of the day of a build."""
    site_src = root / SITE_SRC
    site, problems = content.read(root, site_src)
    stale = () if site.unread else schema.stale(root, site)
    return Release(root, site_src, site, (*problems, *stale), history_of(root))


def history_of(root: Path) -> History | git.Unknown:
    """Return what git knows of the project, or why it cannot tell."""
    try:
        git.commit(root)
        git.check_whole(root)
        return History(
            uncommitted=git.uncommitted(root),
            ignored=unseen(root),
            hidden=tuple(hidden_differences(root)),
            stamp=clock.stamp(root),
        )
    except git.Unknown as unknown:
        return unknown
