"""Whether a mirror serves exactly a release: every file that the manifest names, and that manifest itself.

In: our manifest with its key, and an address or a folder. Out: a problem for each file that differs.
Builds nothing, keeps nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.problems import N_, Fault, Problem, in_order
from build_tools.provenance.manifest import MISSING as LOST
from build_tools.provenance.manifest import NAME
from build_tools.release.fetch import ENCODING, LEADS_AWAY, MISSING, NO_PAGE, UNOPENED
from build_tools.release.mirror.folder import UNREAD, in_folder
from build_tools.release.mirror.host import NO_INDEX, Tick, at_address
from build_tools.release.mirror.reference import Reference
from build_tools.verify.site import problem

__all__ = ["Reference", "problems"]

NOTHING = Fault("mirror.nothing_of_the_release", N_("has no file of the release at this address; check its path"))
OF_HOST = (LEADS_AWAY, NO_PAGE, ENCODING, UNOPENED, NO_INDEX)
ABSENT = (MISSING, LOST, UNREAD)


def problems(release: Reference, against: str | Path, tick: Tick) -> list[Problem]:
    """Return where a mirror is not exactly the release; ``tick`` is called after each file that was fetched."""
    if isinstance(against, Path):
        where, faults = against.name, in_folder(release, against)
    else:
        where, faults = urlsplit(against).netloc, at_address(release, against, tick)
    found = together(in_order(faults))
    absent = {problem.path for problem in found if problem.fault in ABSENT}
    return [problem(where, NOTHING)] if absent >= {NAME, *release.manifest.sums} else found


def together(found: Iterable[Problem]) -> list[Problem]:
    """Say once what a host does to many files, at the first of them."""
    kept: list[Problem] = []
    places: dict[str, int] = {}
    for one in found:
        if one.fault in OF_HOST and one.code in places:
            first = kept[places[one.code]]
            kept[places[one.code]] = replace(first, files=first.files + 1)
        else:
            places.setdefault(one.code, len(kept))
            kept.append(one)
    return kept
