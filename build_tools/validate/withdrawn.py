"""Tombstones: files in their place, and no case that has one; in comes a site, out come problems."""

from collections.abc import Iterator

from build_tools.models import Site
from build_tools.paths import WITHDRAWN
from build_tools.problems import N_, Fault, Problem

NOT_ITS_PLACE = Fault(
    "withdrawn.not_its_place", N_("is not the name of this file; a tombstone lies in cases_public/withdrawn/ID.yml")
)
IS_WITHDRAWN = Fault(
    "withdrawn.case_is_withdrawn",
    N_("is the id of a case that was withdrawn; delete this file: such an id is never used again"),
)


def tombstones_lie_in_their_place(site: Site) -> Iterator[Problem]:
    """The file of a tombstone is ``cases_public/withdrawn/<id>.yml``."""
    for path, tombstone in site.withdrawn.items():
        if path != f"{WITHDRAWN}{tombstone.id}.yml":
            yield Problem(path, NOT_ITS_PLACE, ("id",))


def withdrawn_cases_stay_away(site: Site) -> Iterator[Problem]:
    """No case, real or invented, has the id of a case that was withdrawn."""
    ids = {tombstone.id for tombstone in site.withdrawn.values()}
    for path, case in site.cases.items():
        if case.id in ids:
            yield Problem(path, IS_WITHDRAWN, ("id",))
