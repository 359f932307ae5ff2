"""The rules for bytes: each file is the one that was made, and a compressed copy beside it holds the same.

In: the folder. Out: problems. Which files have copies is for whoever publishes; none must have one.
"""

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from build_tools.packed import is_copy, is_copy_of, original
from build_tools.problems import N_, Fault, Problem
from build_tools.verify.site import Site, problem

ALONE = Fault(
    "copies.original_missing", N_("is a compressed copy of a file that is not there; run `transparency compress` anew")
)
STALE = Fault("copies.stale", N_("does not unpack to the file beside it; run `transparency compress` anew"))
ALTERED = Fault(
    "copies.altered",
    N_("is not, byte for byte, the file that was made; build the site anew, and let nothing else write there"),
)


def as_made(site: Site) -> Iterator[Problem]:
    """Every file whose digest was told is that file, whoever wrote into the folder since."""
    digests = site.expectation.digests
    for path in digests.keys() & site.sizes.keys():
        with Path(site.folder, path).open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != digests[path]:
                yield problem(path, ALTERED)


def copies(site: Site) -> Iterator[Problem]:
    """A reader who gets the copy gets the same bytes."""
    folder = Path(site.folder)
    for path in filter(is_copy, site.sizes):
        if original(path) not in site.sizes:
            yield problem(path, ALONE)
        elif not is_copy_of(path, (folder / path).read_bytes(), (folder / original(path)).read_bytes()):
            yield problem(path, STALE)
