"""What is known of a release before it is judged, and what the gates that stop one look for; a rule of the content that
a release needs as well is in ``validate``.

In: the root of a project. Out: frozen facts, and problems. Writes nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from build_tools import content, schema, versions
from build_tools.git import history
from build_tools.models import Case, Site, Withdrawn
from build_tools.paths import CASE_ID, CASES, SITE_SRC, STONE, case_id_in, stone_file
from build_tools.problems import Fault, Problem
from build_tools.release import source
from build_tools.variables import build_day
from build_tools.withdrawal import waits, withdrawn_by_head
from build_tools.withdrawal.traces import words_returned

_GONE = Fault(
    "release.case_gone_without_tombstone",
    "is in the history of this site and gone without a tombstone; write {tombstone} with its id and release, or "
    "bring the file back",
)
_TOMBSTONE_GONE = Fault(
    "release.tombstone_gone",
    "is a tombstone that is gone; write it again with its id and release, and leave the case out: such an id is never "
    "used again; a case that was not withdrawn can have another, and the tombstone of a slip does no harm",
)


@dataclass(frozen=True)
class Release:
    """What would be published. ``content`` is nothing where it cannot be read; ``problems`` are those of the content,
    without lines; ``withdraws`` says that the commit does nothing but withdraw cases."""

    root: Path
    content: Site | None
    problems: tuple[Problem, ...]
    withdraws: bool = False

    @property
    def site(self) -> Site:
        """The content. Raises ``ValueError`` where it cannot be read."""
        if self.content is None:
            raise ValueError("content that cannot be read")
        return self.content

    @cached_property
    def differences(self) -> tuple[Problem, ...]:
        """Where the folder is not its commit, to the byte. Raises ``git.Unknown``: of a repository of which git cannot
        tell this nothing else is believed."""
        return tuple(source.differences_from_commit(self.root))

    def waits(self, problem: Problem) -> bool:
        """Tell whether a problem does not stop this commit, because it only withdraws."""
        return self.withdraws and waits(problem)


def release_of(root: Path, published: str = "", found: content.Found | None = None) -> Release:
    """Return what is known of the project as it lies there, as of the day of a build; ``published`` is the commit that
    readers see now, if that is known, and ``found`` the content, if it was read already."""
    site, problems = found or content.read(root, root / SITE_SRC)
    stale = schema.stale(root, site) if site else ()
    withdraws = bool(withdrawn_by_head(root, published, build_day()))
    return Release(root, site, (*problems, *stale), withdraws)


def content_problems(release: Release) -> Iterator[Problem]:
    """All problems that ``check`` names."""
    yield from release.problems


def folder_is_its_commit(release: Release) -> Iterator[Problem]:
    """What a reviewer who has the commit would not have, or not with these bytes; or a commit of a day to come."""
    yield from release.differences
    if not release.differences:
        yield from source.ahead_problems(release.root)


def published_is_kept(release: Release) -> Iterator[Problem]:
    """Every number, statement and correction that was committed with its seal is still said."""
    _ = release.differences
    return versions.published_kept(release.root, release.site)


_CASE_FILE = re.compile(rf"{CASES}/(?!examples/|withdrawn/)(?:[^/]+/)*({CASE_ID})\s*\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""A file that was meant as a case; of a name that holds no id, nobody could write a tombstone."""


def withdrawn_cases(release: Release) -> Iterator[Problem]:
    """Every case that the history holds is there or has a tombstone, every tombstone stays, and no word comes back."""
    _ = release.differences
    ever = history.ever_added(release.root, CASES)
    meant = {path: found[1].upper() for path in ever if (found := _CASE_FILE.fullmatch(path))}
    # Whatever else lies beside tombstones has to go, so nobody may be told to bring it back.
    burned = {found["id"] for path in ever if (found := STONE.fullmatch(path))}
    there = _ids_of(release.site.withdrawn)
    yield from (Problem(stone_file(case), _TOMBSTONE_GONE) for case in sorted(burned - there))
    known = _ids_of(release.site.cases) | there | burned
    for path, case in meant.items():
        if case not in known:
            yield Problem(path, _GONE, values={"tombstone": stone_file(case)})
    yield from words_returned(release.root, there | burned)


def _ids_of(records: Mapping[str, Case | Withdrawn]) -> set[str]:
    """Return the ids that records and the names of their files say; where the two differ, the content has a problem."""
    return {record.id for record in records.values()} | {case for path in records if (case := case_id_in(path))}
