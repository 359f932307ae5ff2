"""What the gates that stop a release look for; a rule of the content that a release needs as well is in ``validate``.

In: a release, or a site. Out: problems. Pages are made in memory and thrown away; nothing is written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath

from build_tools import content, localize, pipeline, versions, withdrawal
from build_tools.models import Case, Site, Withdrawn
from build_tools.paths import CASE_ID, CASES, WITHDRAWN, case_id_in
from build_tools.problems import Fault, Problem, Refused
from build_tools.provenance import clock
from build_tools.release.facts import Release, end_problems
from build_tools.validate import cases, settings, texts
from build_tools.validate.organisations import every_organisation, is_of_examples
from build_tools.validate.words import languages

_CASE_FILE = re.compile(rf"{CASES}/(?!examples/|withdrawn/)(?:[^/]+/)*({CASE_ID})\s*\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""A file that was meant as a case; of a name that holds no id, nobody could write a tombstone."""

_TOMBSTONE = re.compile(rf"{WITHDRAWN}({CASE_ID})\.yml")
"""A tombstone in its place. Whatever else lies in that folder has to go, so nobody may be told to bring it back."""


def _cases_among(paths: Iterable[str]) -> dict[str, str]:
    """Return the files that were meant as cases, each with its id."""
    return {path: found[1].upper() for path in paths if (found := _CASE_FILE.fullmatch(path))}


def _tombstones_among(paths: Iterable[str]) -> set[str]:
    """Return the ids of which there is a tombstone in its place."""
    return {found[1] for path in paths if (found := _TOMBSTONE.fullmatch(path))}


def _tombstone(case: str) -> str:
    """Return where the tombstone of a case lies."""
    return f"{WITHDRAWN}{case}.yml"


_OF_LANGUAGES = (texts.MISSING, languages.MISSING, cases.EMPTY, *localize.OF_A_LANGUAGE)
"""The faults that say that a language lacks something which another has."""

_EXAMPLE = Fault(
    "release.shows_an_example",
    "would show an invented example; mend the program: a release leaves out whatever is invented",
)
_NOT_COMMITTED = Fault(
    "release.not_committed", "is not committed as it is here; commit it, take the change back or delete the file"
)
_GONE = Fault(
    "release.case_gone_without_tombstone",
    "is in the history of this site and gone without a tombstone; write {tombstone} with its id and release, or "
    "bring the file back",
)
_TOMBSTONE_GONE = Fault(
    "release.tombstone_gone",
    "is the tombstone of a case, and gone; write it again with its id and release, and leave the case out: such an "
    "id is never used again, and a case that was not withdrawn can have another",
)
_SLIP_GONE = Fault(
    "release.unmatched_tombstone_gone",
    "is a tombstone that is gone; write it again with its id and release, for the case may have been taken out of "
    "the history; if the id was a slip, the file does no harm beside the right one",
)


def content_problems(release: Release) -> Iterator[Problem]:
    """All problems that ``check`` names, but for those of a language."""
    return (problem for problem in release.problems if problem.fault not in _OF_LANGUAGES)


def missing_languages(release: Release) -> Iterator[Problem]:
    """What is there in one language and lacks in another."""
    return (problem for problem in release.problems if problem.fault in _OF_LANGUAGES)


def security_txt(release: Release) -> Iterator[Problem]:
    """What makes security.txt worthless: contacts that reach nobody, or an end that has passed."""
    yield from settings.security_is_real(release.site)
    yield from end_problems(release.site, release.history.stamp)


def examples(release: Release) -> Iterator[Problem]:
    """Make the pages of the release, and look for what is invented in them; a site that is invented as a whole, of
    which each page says so, is stopped by the gate of its own."""
    try:
        site = content.faultless((release.site, [*release.problems]), release.root, waits=release.waits)
        output = pipeline.pages_of(site, release.site_src, release=True)
        yield from (
            Problem(page.path, _EXAMPLE) for page in output.pages if page.example and not site.settings.invented
        )
        yield from named_examples(output, invented_names(site))
    except Refused as refused:
        yield from refused.problems


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
                yield Problem(page.path, _EXAMPLE)


def uncommitted_files(release: Release) -> Iterator[Problem]:
    """What a reviewer who has the commit would not have, or not with these bytes."""
    yield from (Problem(printable_path(path), _NOT_COMMITTED) for path in release.history.uncommitted)
    others = (one for one in release.history.differences if one.path not in release.history.uncommitted)
    yield from (replace(problem, path=printable_path(problem.path)) for problem in others)


def printable_path(path: str) -> str:
    """Return a path, or the folder of one whose name cannot be shown."""
    ways = (path, *map(str, PurePosixPath(path).parents))
    return next(way for way in ways if way.isprintable())


def time_of_commit(release: Release) -> Iterator[Problem]:
    """A release is of the day of its commit, so that day must be possible."""
    return clock.time_problems(release.history.stamp, release.site)


def published_kept(release: Release) -> Iterator[Problem]:
    """Every number, statement and correction that was committed with its seal is still said."""
    _ = release.history
    return versions.published_kept(release.root, release.site)


def withdrawn_cases(release: Release) -> Iterator[Problem]:
    """Every case that the history holds is there or has a tombstone, every tombstone stays, and no word comes back."""
    ever = release.ever_added(CASES)
    meant, burned = _cases_among(ever), _tombstones_among(ever)
    there = _ids_of(release.site.withdrawn)
    for case in sorted(burned - there):
        yield Problem(_tombstone(case), _TOMBSTONE_GONE if case in meant.values() else _SLIP_GONE)
    known = _ids_of(release.site.cases) | there | burned
    for path, case in meant.items():
        if case not in known:
            yield Problem(path, _GONE, values={"tombstone": _tombstone(case)})
    yield from withdrawal.words_returned(release.root, there | burned)


def _ids_of(records: Mapping[str, Case | Withdrawn]) -> set[str]:
    """Return the ids that records and the names of their files say; where the two differ, the content has a problem."""
    return {record.id for record in records.values()} | {case for path in records if (case := case_id_in(path))}
