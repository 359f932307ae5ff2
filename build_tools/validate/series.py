"""Figures of one name in several briefings: they count the same, so that a series can be made of them.

In: a site. Out: problems.
"""

from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import Ledger, Site
from build_tools.problems import Fault, Field, Problem

OTHER_UNIT = Fault(
    "series.mixes_units",
    "counts another unit than in {other}; a name means the same in every briefing, because pages make a series of it: "
    "give one of the two figures another name",
)
OTHER_CODES = Fault(
    "series.mixes_codes",
    "is of others than in {other}, by its codes or those of what it lies within; a name means the same in every "
    "briefing, because pages make a series of it: give one of the two figures another name",
)


def series_count_the_same(site: Site) -> Iterator[Problem]:
    """A name has one unit and one set of codes in all briefings; its label may be worded anew."""
    ledgers = sorted(site.ledgers.items(), key=lambda one: one[1].id)
    for name in dict.fromkeys(name for _, ledger in ledgers for name in ledger.figures):
        having = [(path, ledger) for path, ledger in ledgers if name in ledger.figures]
        for (other, earlier), (path, later) in pairwise(having):
            yield from _differences(name, path, later, other, earlier)


def _differences(name: str, path: str, later: Ledger, other: str, earlier: Ledger) -> Iterator[Problem]:
    old, new = earlier.figures[name], later.figures[name]
    place: Field = ("figures", name)
    if (old.unit or earlier.unit) != (new.unit or later.unit):
        yield Problem(path, OTHER_UNIT, place, {"other": other})
    elif later.codes_of(name) != earlier.codes_of(name):
        yield Problem(path, OTHER_CODES, place, {"other": other})
