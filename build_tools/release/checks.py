"""What the gates that stop a release look for; a rule of the content that a release needs as well is in ``validate``.

In: a release, or a site. Out: problems. Pages are made in memory and thrown away; nothing is written.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath

from build_tools import disclosure, localize, pipeline
from build_tools.load.files import passed_over
from build_tools.models import Site
from build_tools.paths import CASES, WITHDRAWN
from build_tools.problems import N_, Problem
from build_tools.release import clock
from build_tools.release.facts import Release
from build_tools.validate import cases, texts
from build_tools.validate.organisations import every_organisation, is_of_examples
from build_tools.validate.words import completeness

OF_LANGUAGES = (texts.MISSING, completeness.MISSING, cases.EMPTY, *localize.LACKS)
"""The messages that say that a language lacks something which another has."""

CASE_FILE = re.compile(rf"{CASES}/(?!examples/|withdrawn/)[^/]+/([0-9A-HJKMNP-TV-Z]{{4,8}})\.yml", re.IGNORECASE)
"""The file of a case, with what may be its id; of a name that is none, nobody could write a tombstone."""

REAL = N_(
    "holds real cases, and no release with a real case may go out before the personal-data gate and the disclosure "
    "audit exist; figures and words of briefings may be published without them"
)
EXAMPLE = N_("would show an invented example; mend the program: a release leaves out whatever is invented")
NO_GIT = N_("is in no repository of git that has a commit, or git is not installed; a release is made of a commit")
CUT_SHORT = N_("has a history that is cut short, so that nobody sees which cases are gone; use `git fetch --unshallow`")
NOT_COMMITTED = N_("is not committed as it is here; commit it, take the change back or delete the file")
IGNORED = N_("is a file that git ignores, yet the site is made of it; commit it with `git add --force`, or delete it")
GONE = N_(
    "is in the history of this site and gone without a tombstone; write {tombstone} with its id and release, or bring "
    "the file back"
)
TOMBSTONE_GONE = N_("is a tombstone that is gone; bring the file back from the history: such an id is never used again")


def content(release: Release) -> Iterator[Problem]:
    """All problems that ``check`` names, but for those of a language."""
    return (problem for problem in release.problems if problem.message not in OF_LANGUAGES)


def languages(release: Release) -> Iterator[Problem]:
    """What is there in one language and lacks in another."""
    return (problem for problem in release.problems if problem.message in OF_LANGUAGES)


def real_cases(site: Site) -> Iterator[Problem]:
    """One sentence where there is a case that is not an example."""
    if any(not case.example for case in site.cases.values()):
        yield Problem(CASES, REAL)


def examples(release: Release) -> Iterator[Problem]:
    """Make the pages of the release, and look for what is invented in them."""
    site = release.site
    try:
        output = pipeline.pages_of(site, release.site_src, release=True)
        yield from (Problem(page.path, EXAMPLE) for page in output.pages if page.example)
        yield from named_examples(output, invented_names(site))
    except pipeline.Refused as refused:
        yield from refused.problems
    if disclosure.protect(site.cases, release=True)[1].cases:
        yield Problem(CASES, EXAMPLE)


def invented_names(site: Site) -> set[str]:
    """Return the names of invented organisations."""
    found = (organisation for path, _, organisation in every_organisation(site) if is_of_examples(path))
    return {name for organisation in found for name in organisation.name.values()}


def named_examples(output: pipeline.Output, names: set[str]) -> Iterator[Problem]:
    """Look for names on all pages that can show organisations; a page of a case can not."""
    for page in output.pages if names else ():
        if not page.subpath.startswith("cases/"):
            shown = unescape(output.view(page).content)
            if any(name in shown for name in names):
                yield Problem(page.path, EXAMPLE)


def uncommitted(release: Release) -> Iterator[Problem]:
    """What a reviewer who has the commit would not have, or not with these bytes."""
    if release.history.commit is None:
        yield Problem(".", NO_GIT)
    yield from (Problem(shown(path), NOT_COMMITTED) for path in release.history.uncommitted)
    yield from (Problem(shown(path), IGNORED) for path in release.history.ignored if is_read(path))
    yield from (replace(problem, path=shown(problem.path)) for problem in release.history.hidden)


def shown(path: str) -> str:
    """Return a path, or the folder of one whose name cannot be shown."""
    ways = (path, *map(str, PurePosixPath(path).parents))
    return next(way for way in ways if way.isprintable())


def is_read(path: str) -> bool:
    """Tell whether a file could become part of the site; hidden files and editors' copies are passed over."""
    return not any(map(passed_over, PurePosixPath(path).parts))


def time_of_commit(release: Release) -> Iterator[Problem]:
    """A release is of the day of its commit, so that day must be possible."""
    return clock.faults(release.history.stamp, release.site)


def withdrawn(release: Release) -> Iterator[Problem]:
    """Every case that the history holds is there or has a tombstone, and every tombstone stays."""
    ever = release.history.ever
    if ever is None:
        yield Problem(".", CUT_SHORT if release.history.commit else NO_GIT)
        return
    tombstones = {path for path in ever if path.startswith(WITHDRAWN)}
    yield from (Problem(path, TOMBSTONE_GONE) for path in sorted(tombstones - release.site.withdrawn.keys()))
    known = {record.id for record in (*release.site.cases.values(), *release.site.withdrawn.values())}
    known.update(PurePosixPath(path).stem for path in tombstones)
    for path in ever:
        # Letters of another size were a mistake of the name; a tombstone is named by the right ones.
        if (found := CASE_FILE.fullmatch(path)) and (case := found[1].upper()) not in known:
            yield Problem(path, GONE, values={"tombstone": f"{WITHDRAWN}{case}.yml"})
