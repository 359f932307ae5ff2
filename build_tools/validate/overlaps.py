"""The parts of a table exclude each other, or their sum counts somebody twice.

In: a site. Out: problems. A part that only a label names is believed: nobody can tell whom it counts.
"""

from collections.abc import Iterator

from build_tools.models import Ledger, Site, Vocabulary
from build_tools.problems import Fault, Problem

OVERLAP = Fault(
    "figures.parts_overlap",
    "may count people of {other} a second time; the parts of a table differ in one field, such as gender, and nobody "
    "is in two of them",
)


def parts_do_not_overlap(site: Site) -> Iterator[Problem]:
    """The parts of a table exclude each other: two that have codes differ in a field that both have, by codes of which
    none is a part of the other."""
    for path, ledger in site.briefings.items():
        for name, table in ledger.tables.items():
            own = [part for part in dict.fromkeys(table.parts) if part in ledger.figures]
            for position, part in enumerate(own):
                other = next((one for one in own[:position] if _overlap(one, part, ledger, site.vocabulary)), None)
                if other:
                    yield Problem(path, OVERLAP, ("tables", name, "parts", table.parts.index(part)), {"other": other})


def _overlap(one: str, other: str, ledger: Ledger, words: Vocabulary) -> bool:
    """Whether somebody could be of both figures, by their codes; of one that only a label names nobody can tell."""
    first, second = ledger.figures[one].codes, ledger.figures[other].codes
    shared = first.keys() & second.keys()
    apart = any(_exclude(field, first[field], second[field], words) for field in shared)
    return bool(first) and bool(second) and not apart


def _exclude(field: str, one: str, other: str, words: Vocabulary) -> bool:
    """Whether nobody is of both codes of a field: they differ, and no place or age lies within the other."""
    if field == "place":
        return one != other and one not in words.places_above(other) and other not in words.places_above(one)
    return not words.share_an_age([one], [other]) if field == "age_band" else one != other
