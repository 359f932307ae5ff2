"""Ids that were counted up, which would tell in which order people came: in comes a site, out come problems."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from build_tools.models import Site
from build_tools.problems import Fault, Problem

COUNTED = Fault(
    "disclosure.ids_counted",
    "is one of {number} ids of release {release} that follow each other by one step: {ids}; draw all ids of the "
    "release at random, for an id that was counted tells when a case was taken in",
)

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The digits of Crockford's base 32, in their order."""

RUNS = ((5, 3), (10, 4))
"""So many bits at the end may differ, and so many ids at one distance are too many: three that share all but their last
digit, four that share all but their last two."""


def ids_are_not_counted(site: Site) -> Iterator[Problem]:
    """No ids of a release follow each other by the same step, as those that somebody counted up do."""
    releases = defaultdict[str, dict[str, str]](dict)
    for path, case in site.cases.items():
        if not case.example:
            releases[case.release][case.id] = path
    for release, paths in releases.items():
        if ids := counted(paths):
            values = {"number": len(ids), "release": release, "ids": ", ".join(ids)}
            yield Problem(paths[ids[0]], COUNTED, ("id",), values)


def counted(ids: Collection[str]) -> list[str]:
    """Return the first ids of one length that follow each other, or none."""
    for length in sorted({*map(len, ids)}):
        known = {number_of(one): one for one in sorted(ids) if len(one) == length}
        if run := next(_runs(known), None):
            return [known[number] for number in run]
    return []


def number_of(id_: str) -> int:
    """Return an id as a number."""
    number = 0
    for digit in id_:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return number


def _runs(known: Mapping[int, str]) -> Iterator[range]:
    yield from (range(first, first + 3) for first in known if first + 1 in known and first + 2 in known)
    for bits, size in RUNS:
        alike = defaultdict[int, list[int]](list)
        for number in known:
            alike[number >> bits].append(number)
        for block in alike.values():
            for first, second in combinations(block, 2):
                run = range(first, first + (second - first) * size, second - first)
                if run[-1] >> bits == first >> bits and all(number in known for number in run):
                    yield run
