"""All that people wrote, with all that is wrong with it; as long as a file cannot be read, what keeps it from that.

In: the folder of a project and that of its templates. Out: the content and its problems, or the content alone where
there are none.
Nothing is made of content that has a problem.
"""

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path

from build_tools import closed_tree, disclosure, load, localize
from build_tools.git import objects
from build_tools.models import Judged, Settings, Site
from build_tools.paths import DECISIONS, MKDOCS, SETTINGS, SITE_SRC
from build_tools.problems import Problem, Refused
from build_tools.screening.approval import NOTHING, approval_of
from build_tools.screening.project import personal_problems, unneeded_entries
from build_tools.tree import has
from build_tools.validate import MORE, release_problems, reminders, validate
from build_tools.validate.settings import mkdocs_problems
from build_tools.variables import build_day

Found = tuple[Site | None, list[Problem]]
"""The content, where all of it can be read, and its problems."""

Waiting = Callable[[Problem], bool]
"""Tells of a problem whether it waits: it stops nothing this time."""


def read(root: Path, site_src: Path, day: datetime.date | None = None) -> Found:
    """Return the content with all problems that can be judged in one run: the rules judge content of which each file
    lies in its place and can be read. Problems have no lines yet."""
    day = day or build_day()
    site, problems = load.load_site(root, site_src / "locales", day)
    approval = approval_of(root, day, with_ended=True)
    problems = [*problems, *closed_tree.tree_problems(root)]
    personal = [*personal_problems(root, site_src, approval, problems)]
    if site and approval != NOTHING:
        personal += unneeded_entries(root, site_src, site.approvals, day)
    of_mkdocs = judge_mkdocs(root) if has(root, MKDOCS) else []
    every = [*of_mkdocs, *personal, *problems]
    unknown = list(localize.unknown_languages(site.settings)) if site else []
    if site is None or problems or unknown:
        return None, [*every, *unknown, Problem("", MORE)]
    catalogues = localize.catalogue_problems(site, localize.needed_messages())
    return site, validate(site, [*every, *disclosure.problems(site), *catalogues, *localize.plural_problems(site)])


def checked(
    root: Path,
    site_src: Path,
    day: datetime.date | None = None,
    *,
    preview: bool = False,
    release: bool = False,
    waits: Waiting = lambda problem: False,
) -> Judged:
    """Read and check the content, of which a ``release`` asks more. Raises ``Refused``, as ``faultless`` does."""
    site = faultless(read(root, site_src, day), root, preview=preview, waits=waits)
    stop_at((problem for problem in release_problems(site) if release and not waits(problem)), root)
    return site


def faultless(found: Found, root: Path, *, preview: bool = False, waits: Waiting = lambda problem: False) -> Judged:
    """Return content that was read. Raises ``Refused`` if it has problems.

    Decisions are about a release: what is wrong with them alone does not keep anybody from looking at a ``preview``.
    What could not be read never ``waits``.
    """
    site, problems = found
    if site is None:
        raise Refused(load.located(root, problems))
    aside = DECISIONS if preview else None
    stop_at([problem for problem in problems if problem.path != aside and not waits(problem)], root)
    return Judged(site)


def settings_of(root: Path) -> Settings:
    """Read the settings alone. Raises ``Refused``."""
    settings, problems = load.read_record(root, SETTINGS, Settings)
    if settings is None:
        raise Refused(load.located(root, problems))
    return settings


def judge_mkdocs(root: Path, name: str = MKDOCS) -> list[Problem]:
    """Return what is wrong with the file that starts MkDocs."""
    data, problems, find_line = load.read_plain(root, name)
    return problems if data is None else list(mkdocs_problems(data, name, find_line))


def problems_at(root: Path, commit: str) -> list[Problem]:
    """Return what a commit tells and nobody may say; what cannot be read in it tells nobody what it tells."""
    with objects.folder_of(root, commit) as folder:
        site, problems = load.load_site(folder, folder / SITE_SRC / "locales", build_day())
        return load.located(folder, disclosure.problems(site) if site else problems)


def upcoming(site: Site, root: Path) -> list[Problem]:
    """Return what will stop a release, now or soon."""
    return load.located(root, reminders(site))


def stop_at(problems: Iterable[Problem], root: Path) -> None:
    """Raise ``Refused`` when there are problems."""
    found = load.located(root, problems)
    if found:
        raise Refused(found)
