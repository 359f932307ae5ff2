"""All that people wrote, with all that is wrong with it; of a file that cannot be read, what keeps it from that.

In: the folder of a project and that of its templates. Out: the content and its problems, or the content alone where
there are none.
Nothing is made of content that has a problem.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

from build_tools import closed_tree, disclosure, load, localize
from build_tools.git import objects
from build_tools.models import Judged, Settings, Site
from build_tools.paths import DECISIONS, MKDOCS, SETTINGS, SITE_SRC
from build_tools.problems import Problem, Refused
from build_tools.screening.approval import NOTHING, approval_of
from build_tools.screening.project import personal_problems, unneeded_entries
from build_tools.tree import has, joined
from build_tools.validate import judged, release_problems, reminders, validate, without_comparisons
from build_tools.validate.settings import mkdocs_problems
from build_tools.variables import build_day

_OPENED_BY_OTHERS = (
    *("mkdocs.yml", "pyproject.toml", "Makefile", "requirements"),
    *(".gitattributes", ".gitignore", ".gitmodules", ".mailmap"),
)
Found = tuple[Site, list[Problem]]
"""What could be read of the content, and its problems."""

Waiting = Callable[[Problem], bool]
"""Tells of a problem whether it waits: it stops nothing this time."""


def read(root: Path, site_src: Path, day: datetime.date | None = None) -> Found:
    """Return what could be read of the content, with all problems that can be judged in one run. Problems have no
    lines yet."""
    site, problems = load.load_site(root, site_src / "locales", day or build_day())
    unplain = not_plain(root, site_src, {problem.path for problem in problems})
    approval = approval_of(root, site.day, with_ended=True)
    personal = [*personal_problems(root, site_src, approval, problems)]
    if approval != NOTHING:
        personal += unneeded_entries(root, site_src, site.approvals, site.day)
    of_mkdocs = judge_mkdocs(root) if has(root, MKDOCS) else []
    named = {problem.path for problem in problems}
    misplaced = () if unplain else closed_tree.misplaced(root, named)  # for which git reads its own settings
    aside = [*unplain, *of_mkdocs, *misplaced, *personal]
    if unknown := list(judged(lambda site: localize.unknown_languages(site.settings), site)):
        problems = [problem for problem in problems if problem.fault != load.LANGUAGE_FOLDER]
        site = replace(site, settings=Settings.unread(), unread=site.unread | {SETTINGS})
    catalogues = judged(lambda site: localize.catalogue_problems(site, localize.needed_messages()), site)
    plurals = judged(localize.plural_problems, site)
    undisclosed = judged(disclosure.problems, site)
    every = [*aside, *problems, *unknown, *validate(site), *undisclosed, *catalogues, *plurals]
    return site, without_comparisons(every)


def checked(
    root: Path,
    site_src: Path,
    day: datetime.date | None = None,
    *,
    preview: bool = False,
    waits: Waiting = lambda problem: False,
) -> Judged:
    """Read and check the content. Raises ``Refused``, as ``faultless`` does."""
    return faultless(read(root, site_src, day), root, preview=preview, waits=waits)


def faultless(found: Found, root: Path, *, preview: bool = False, waits: Waiting = lambda problem: False) -> Judged:
    """Return content that was read. Raises ``Refused`` if it has problems.

    Decisions are about a release: what is wrong with them alone does not keep anybody from looking at a ``preview``.
    What could not be read never ``waits``.
    """
    site, problems = found
    aside = DECISIONS if preview and DECISIONS not in site.unread else None
    left = [problem for problem in problems if problem.path != aside]
    stop_at(left if site.unread else [problem for problem in left if not waits(problem)], root)
    return Judged(site)


def fit(
    root: Path,
    site_src: Path,
    release: bool = False,
    day: datetime.date | None = None,
    waits: Waiting = lambda problem: False,
) -> Judged:
    """Return content of which pages can be made; of a release more is asked, but for what ``waits``. Raises
    ``Refused``."""
    site = checked(root, site_src, day, preview=not release, waits=waits)
    stop_at((problem for problem in release_problems(site) if release and not waits(problem)), root)
    return site


def settings_of(root: Path) -> Settings:
    """Read the settings alone. Raises ``Refused``."""
    settings, problems = load.read_record(root, SETTINGS, Settings)
    stop_at(problems, root)
    return settings or Settings.unread()


def judge_mkdocs(root: Path, name: str = MKDOCS) -> list[Problem]:
    """Return what is wrong with the file that starts MkDocs."""
    data, problems, find_line = load.read_plain(root, name)
    return problems if data is None else list(mkdocs_problems(data, name, find_line))


def not_plain(root: Path, site_src: Path, named: Collection[str] = ()) -> list[Problem]:
    """Return what is no plain file among those that a library opens after us: templates, theme, settings of MkDocs. A
    link would put a file from elsewhere on the pages, a pipe never ends; nothing is opened to find out."""
    of_templates = load.not_plain(site_src, "")
    found = [replace(problem, path=joined(SITE_SRC, problem.path).rstrip("/")) for problem in of_templates]
    found += (problem for path in _OPENED_BY_OTHERS for problem in load.not_plain(root, path))
    return [problem for problem in found if problem.path not in named]


def told_by(root: Path, commit: str) -> list[Problem]:
    """Return what a commit tells and nobody may say; what cannot be read in it tells nobody what it tells."""
    with objects.folder_of(root, commit) as folder:
        site, problems = load.load_site(folder, folder / SITE_SRC / "locales", build_day())
        return load.located(folder, problems if site.unread else disclosure.problems(site))


def upcoming(site: Site, root: Path) -> list[Problem]:
    """Return what will stop a release, now or soon."""
    return load.located(root, reminders(site))


def stop_at(problems: Iterable[Problem], root: Path) -> None:
    """Raise ``Refused`` when there are problems."""
    found = load.located(root, problems)
    if found:
        raise Refused(found)
