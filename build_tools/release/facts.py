"""What is known of a release before it is judged: its content, and what git says.

In: the root of a project. Out: frozen facts. Writes nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from build_tools import content, git, schema, withdrawal
from build_tools.models import Site
from build_tools.paths import SITE_SRC
from build_tools.problems import Problem
from build_tools.provenance import source
from build_tools.provenance.exact import differences_from_commit


@dataclass(frozen=True, slots=True)
class History:
    """What git knows: what it calls changed or new, what differs from the commit to the byte (``differences``), and the
    time of a commit that is here unchanged (``stamp``)."""

    uncommitted: tuple[str, ...]
    differences: tuple[Problem, ...]
    stamp: source.Stamp | None


@dataclass(frozen=True, slots=True)
class Release:
    """What would be published. ``site`` is what could be read of the content; ``problems`` are those of the
    content, without lines; ``known`` is what git knows, or why it cannot tell; ``withdraws`` says that the commit does
    nothing but withdraw cases."""

    root: Path
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
        return tuple(git.ever_added(self.root, folder))


def release_of(root: Path, published: str = "", found: content.Found | None = None) -> Release:
    """Return what is known of the project as it lies there, as of the day of a build; ``published`` is the commit that
    readers see now, if that is known, and ``found`` the content, if it was read already."""
    site, problems = found or content.read(root, root / SITE_SRC)
    stale = () if site.unread else schema.stale(root, site)
    withdraws = bool(withdrawal.withdrawn_lately(root, site.day, published))
    return Release(root, site, (*problems, *stale), history_of(root), withdraws)


def history_of(root: Path) -> History | git.Unknown:
    """Return what git knows of the project, or why it cannot tell."""
    try:
        git.commit(root)
        git.check_whole(root)
        return History(git.uncommitted(root), tuple(differences_from_commit(root)), source.commit_stamp(root))
    except git.Unknown as unknown:
        return unknown
