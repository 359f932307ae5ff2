"""Ladders: of each answer that a report may have, the steps from its own code up to the last one.

In: the vocabulary as data. Out: chains of steps by field. Never uses the program.
"""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

LAST = "other_or_not_stated"
NOT_STATED = "not_stated"
NOTHING = (NOT_STATED, "none")
SEVERAL = ("treatment", "assistance")
"""Fields in which a report may have several codes; they have no last step."""

LISTS = {
    "genders": ("gender",),
    "age_bands": ("age_band",),
    "authorities": ("authority",),
    "detention_places": ("detention_place",),
    "treatments": ("treatment",),
    "access": ("access_lawyer", "access_doctor", "access_family"),
    "complaints": ("complaint",),
    "assistance": ("assistance",),
}
"""The lists of the vocabulary, and the fields that take their codes from them."""

FIELDS = ("place", "period", *(field for fields in LISTS.values() for field in fields))
DONE = ("access_lawyer", "access_doctor", "access_family", "complaint", "assistance")
"""Fields whose lines tell what a person did or received."""

Chain = tuple[str, ...]
Atom = tuple[Chain, ...]
"""One possible answer of a report: the chain of each of its codes."""

Ladders = Mapping[str, tuple[Atom, ...]]


def ladders_of(vocabulary: Mapping[str, Any], years: range) -> Ladders:
    """Return by field every answer that a report may have."""
    listed = {field: tuple(chains(vocabulary[name])) for name, fields in LISTS.items() for field in fields}
    single = {"place": tuple(places(vocabulary)), "period": tuple(periods(years)), **listed}
    return {field: answers(field, own) for field, own in single.items()}


def answers(field: str, own: tuple[Chain, ...]) -> tuple[Atom, ...]:
    """Return one chain an answer, or every set of chains where a report may have several."""
    if field not in SEVERAL:
        return tuple((chain,) for chain in own)
    codes = [chain[:-1] for chain in own if chain[0] not in (LAST, "none")]
    return tuple(some for size in range(len(codes) + 1) for some in itertools.combinations(codes, size))


def chains(terms: Mapping[str, Any]) -> Iterator[Chain]:
    """Yield the chain of each code of a list."""
    for code in terms:
        chain, step = [], code
        while step != NOT_STATED:
            chain.append(step)
            step = terms[step].get("broader", NOT_STATED)
        yield (*chain, LAST)


def places(vocabulary: Mapping[str, Any]) -> Iterator[Chain]:
    """Yield the chain of each place; a city has one in each division."""
    regions = {code: stated(code, region["part"]) for code, region in vocabulary["regions"].items()}
    for city, own in vocabulary["cities"].items():
        yield from (stated(city, *regions[region]) for region in own["regions"].values())
    yield from regions.values()
    yield from chains(vocabulary["parts"])


def stated(*steps: str) -> Chain:
    """Return steps without repetition and *not stated*, with the last one."""
    return (*dict.fromkeys(step for step in steps if step not in (NOT_STATED, LAST)), LAST)


def periods(years: range) -> Iterator[Chain]:
    """Yield the chain of each month, quarter and year, and of none."""
    for year in years:
        for month in range(1, 13):
            yield (f"{year}-{month:02}", f"{year}-Q{(month + 2) // 3}", f"{year}", LAST)
        yield from ((f"{year}-Q{quarter}", f"{year}", LAST) for quarter in range(1, 5))
        yield (f"{year}", LAST)
    yield (LAST,)


def steps_of(atom: Atom) -> frozenset[str]:
    """Return the steps at or below which an answer lies."""
    return frozenset(itertools.chain.from_iterable(atom))


def lines_of(atom: Atom, lines: Mapping[str, int], left_out: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the lines that count an answer: of each code that is not left out, the first step that has one."""
    found = (next((step for step in chain if step in lines), "") for chain in atom if chain[0] not in left_out)
    return frozenset(filter(None, found))
