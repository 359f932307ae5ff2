"""Adding and subtracting: whoever can be counted exactly by it is found, and nobody else."""

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.disclosure.audit import bounds, reckoned
from build_tools.disclosure.audit.reckoning import Reckoning

FEW = 4
SCALE = 2520
"""So many times the people: then each half and third of one is whole, and nothing follows from their being whole."""

Known = list[tuple[dict, int]]


@st.composite
def publications(draw: st.DrawFn) -> tuple[list[str], Known, Known, Known]:
    """Cells, numbers of people in some of them, people of whom some cells are published, and what was known before."""
    cells = [f"c{number}" for number in range(draw(st.integers(2, 6)))]
    people = draw(st.lists(st.sampled_from(cells), max_size=9))
    some = st.lists(st.sampled_from(cells), min_size=1, unique=True).map(sorted)
    facts = [told(query, people) for query in draw(st.lists(some, max_size=5))]
    known = people[: draw(st.integers(0, 2))]
    classes = [({"cell": sorted({one, *draw(some)})}, 1) for one in known]
    return cells, facts, classes, draw(st.lists(st.sampled_from(facts), max_size=2)) if facts else []


def told(query: list[str], people: list[str]) -> tuple[dict, int]:
    """Return some cells with how many people are there."""
    return {"cell": query}, sum(one in query for one in people)


def found(cells: list[str], facts: Known, classes: Known, before: Known) -> Reckoning | None:
    """Return what is found."""
    return reckoned({"cell": cells}, facts, classes, most=FEW, before=before)


def followed(cells: list[str], facts: Known, classes: Known) -> dict[tuple[str, ...], int]:
    """Return the sets of cells of which the number follows, asked for one by one; those that can hold nobody are left
    out of each."""
    dims = {"cell": cells}
    many = [(query, number * SCALE, number * SCALE) for query, number in facts]
    of_many = [(query, number * SCALE) for query, number in classes]
    alone = bounds(dims, many, of_many, [{"cell": one} for one in cells])
    there = [one for one, (_, high) in zip(cells, alone, strict=True) if high]
    sets = [some for size in range(1, len(there) + 1) for some in itertools.combinations(there, size)]
    ends = bounds(dims, many, of_many, [{"cell": list(some)} for some in sets])
    return {some: low // SCALE for some, (low, high) in zip(sets, ends, strict=True) if low == high}


@settings(max_examples=150)
@given(publications())
def test_what_follows_is_found_just_if_asking_for_every_set_finds_it(asked: tuple) -> None:
    """Of all sets of cells: some have a number of 1 to 4 that was open before just if one is found."""
    cells, facts, classes, before = asked
    now, then = followed(cells, facts, classes), followed(cells, before, [])
    news = [some for some, number in now.items() if 0 < number <= FEW and some not in then]
    one = found(*asked)
    assert (one is not None) == bool(news)
    if one:
        assert 0 < one.number <= FEW
        assert one.number == pytest.approx(taken(one.facts, facts) + taken(one.classes, classes))


def taken(times: Mapping[int, float], known: Known) -> float:
    """Return what some numbers add up to."""
    return sum(each * known[number][1] for number, each in times.items())
