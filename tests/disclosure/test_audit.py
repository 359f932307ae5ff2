"""The attacker's problem: every bound is what counting every possible register gives, or there is none."""

import itertools
import math
import random
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.disclosure.audit import ContradictoryFacts, NotDecided, bounds
from tests.disclosure.enumeration import Given, intervals

CITIES = {"city": ["astana", "almaty", "semey"], "gender": ["woman", "man", "boy"]}


@st.composite
def questions(draw: st.DrawFn) -> Given:
    """A register of up to four people, what is public of it, now and then with a slip, and what is asked."""
    shape = draw(st.sampled_from([(2, 2), (2, 3), (3, 2), (2, 2, 2), (4,), (3, 3)]))
    dims = {f"d{number}": [f"v{value}" for value in range(size)] for number, size in enumerate(shape)}
    people = draw(st.lists(st.tuples(*map(st.sampled_from, dims.values())), max_size=4))
    facts = [true_fact(dims, people, *entry) for entry in draw(st.lists(fact_of(dims), max_size=4))]
    published = draw(st.lists(st.sampled_from(people), max_size=2, unique_by=id)) if people else []
    classes = [(description(draw, dims, person), 1) for person in published]
    return dims, facts, classes, draw(st.lists(queries(dims), min_size=3, max_size=3))


def queries(dims: dict) -> st.SearchStrategy[dict]:
    """A query over some dimensions, by one value or by a union."""
    named = {name: st.sampled_from(values) | unions(values) for name, values in dims.items()}
    return st.fixed_dictionaries({}, optional=named)


def unions(values: list) -> st.SearchStrategy[list]:
    """Some values of a dimension."""
    return st.lists(st.sampled_from(values), min_size=1, unique=True)


def fact_of(dims: dict) -> st.SearchStrategy[tuple]:
    """A query, by how much its interval reaches below and above the truth, and how far the truth is missed."""
    width = st.sampled_from([0, 0, 0, 1, 2])
    return st.tuples(queries(dims), width, width, st.sampled_from([0] * 12 + [1]))


def true_fact(dims: dict, people: list, query: dict, below: int, above: int, slip: int) -> tuple[dict, int, int]:
    """A query with an interval around its count, or beside it."""
    count = slip + sum(
        all(value in ([query[name]] if isinstance(query[name], str) else query[name]) for name, value in named)
        for named in (
            [(name, value) for name, value in zip(dims, person, strict=True) if name in query] for person in people
        )
    )
    return query, max(0, count - below), count + above


def description(draw: st.DrawFn, dims: dict, person: tuple) -> dict[str, list[str]]:
    """A coarse description of a person: not stated, or some values with the true one among them."""
    return {
        name: sorted({value, *draw(st.lists(st.sampled_from(values), max_size=len(values) - 1))})
        for (name, values), value in zip(dims.items(), person, strict=True)
        if draw(st.booleans())
    }


def outcome(question: Given, **options: Any) -> list | None:
    """Return the intervals, or nothing where the facts contradict each other."""
    try:
        return bounds(*question, **options)
    except ContradictoryFacts:
        return None


@settings(max_examples=200)
@given(questions())
def test_bounds_are_what_counting_every_register_gives(question: Given) -> None:
    """Unions, totals, intervals, several classes, none, no facts, contradictions: nothing missed, nothing invented."""
    assert outcome(question) == intervals(*question)


@settings(max_examples=100)
@given(questions())
def test_what_is_certain_is_what_every_register_has(question: Given) -> None:
    """Asked for what is certain alone, a count is one number above 0 where it is that, and no other interval is; the
    smallest is right."""
    every = intervals(*question)
    certain = every and [(low, high if low == high > 0 else math.inf) for low, high in every]
    assert outcome(question, certain_only=True) == certain


@settings(max_examples=40)
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_changes_nothing(question: Given, chance: random.Random) -> None:
    """Dimensions, values, facts, classes and targets in another order have the same intervals."""
    dims, facts, classes, targets = question
    names = chance.sample(list(dims), len(dims))
    turned = {name: chance.sample(dims[name], len(dims[name])) for name in names}
    places = chance.sample(range(len(targets)), len(targets))
    before = outcome(question)
    after = outcome(
        (turned, chance.sample(facts, len(facts)), chance.sample(classes, len(classes)), [targets[p] for p in places])
    )
    assert after == (before and [before[place] for place in places])


def table(rows: dict[str, dict[str, int]], hidden: set[tuple[str, str]]) -> tuple[dict, list]:
    """Return dimensions and facts of a table of two fields: its sums, and each cell that is not hidden."""
    names = list(rows), list(next(iter(rows.values())))
    cells = {(row, column): rows[row][column] for row in names[0] for column in names[1]}
    facts = [({"row": r, "column": c}, n, n) for (r, c), n in cells.items() if (r, c) not in hidden]
    for place, field in enumerate(("row", "column")):
        sums = {name: sum(n for cell, n in cells.items() if cell[place] == name) for name in names[place]}
        facts += [({field: name}, count, count) for name, count in sums.items()]
    return {"row": names[0], "column": names[1]}, [*facts, ({}, sum(cells.values()), sum(cells.values()))]


def seen(rows: dict[str, dict[str, int]], hidden: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, float]]:
    """Return what an attacker learns of each hidden cell."""
    order = sorted(hidden)
    found = bounds(*table(rows, hidden), [], [{"row": row, "column": column} for row, column in order])
    return dict(zip(order, found, strict=True))


INVESTMENT = {
    "I": {"A": 20, "B": 50, "C": 10},
    "II": {"A": 8, "B": 19, "C": 22},
    "III": {"A": 17, "B": 32, "C": 12},
}
"""Enterprises by activity and region: Fischetti & Salazar, Models and algorithms for optimizing cell suppression in
tabular data with linear constraints, Journal of the American Statistical Association 95 (2000)."""


def test_one_hidden_cell_follows_from_its_sums() -> None:
    """Why complementary suppression is needed at all: to hide one cell, or three, hides nothing of the first."""
    assert seen(INVESTMENT, {("II", "C")}) == {("II", "C"): (22, 22)}
    assert seen(INVESTMENT, {("II", "A"), ("II", "C"), ("III", "A")})[("II", "C")] == (22, 22)


def test_the_classic_pattern_of_four_leaves_its_known_intervals() -> None:
    """With III also hidden in A and C, row II leaves 30 for its two cells, and column A 25: II in C is 5 to 30."""
    assert seen(INVESTMENT, set(itertools.product(("II", "III"), "AC"))) == {
        ("II", "A"): (0, 25),
        ("II", "C"): (5, 30),
        ("III", "A"): (0, 25),
        ("III", "C"): (4, 29),
    }


SDCTABLE = {
    "A": {"male": 18, "female": 2},
    "B": {"male": 14, "female": 19},
    "C": {"male": 12, "female": 10},
    "D": {"male": 11, "female": 14},
}
"""The counts of ``microdata1`` of sdcTable (data-raw/microdata1.R), the table of its function ``sdc_testproblem``."""


def test_the_example_of_sdctable() -> None:
    """The two women of A are exact when hidden alone, and 0 to 12 in the pattern that sdcTable finds."""
    assert seen(SDCTABLE, {("A", "female")}) == {("A", "female"): (2, 2)}
    assert seen(SDCTABLE, set(itertools.product("AC", ("male", "female")))) == {
        ("A", "female"): (0, 12),
        ("A", "male"): (8, 20),
        ("C", "female"): (0, 12),
        ("C", "male"): (10, 22),
    }


def test_fractions_are_no_people() -> None:
    """Three pairs of three people each lack one: the relaxed problem says 1.5 in all, people are at least two."""
    dims = {"who": ["a", "b", "c"]}
    pairs = [({"who": list(pair)}, 1, 3) for pair in itertools.combinations("abc", 2)]
    assert bounds(dims, pairs, [], [{}]) == [(2, 4)]


def test_parity_alone_can_contradict() -> None:
    """Exactly one of each pair cannot be, though half a person in each place could."""
    pairs = [({"who": list(pair)}, 1, 1) for pair in itertools.combinations("abc", 2)]
    with pytest.raises(ContradictoryFacts):
        bounds({"who": ["a", "b", "c"]}, pairs, [], [])


def test_the_rest_of_a_total_is_known() -> None:
    """24 reports, 21 of them of men: 3 are of others, though nobody says so."""
    facts = [({}, 24, 24), ({"gender": "man"}, 21, 21)]
    rest = {"gender": ["woman", "boy"]}
    assert bounds(CITIES, facts, [], [rest, {"gender": "woman"}]) == [(3, 3), (0, 3)]


def test_a_percentage_is_an_interval_of_counts() -> None:
    """4.2 % of 24, rounded, is between 4.15 and 4.25 %: exactly one person."""
    low, high = (math.ceil(24 * 0.0415), math.floor(24 * 0.0425))
    facts = [({}, 24, 24), ({"city": "semey"}, low, high)]
    assert bounds(CITIES, facts, [], [{"city": "semey"}, {"city": ["astana", "almaty"]}]) == [(1, 1), (23, 23)]


def test_the_first_briefing_pins_no_city_by_gender() -> None:
    """Sums of cities and of genders say nothing exact of both together, where no sum is 0."""
    facts = [({"city": c}, n, n) for c, n in zip(CITIES["city"], (1, 17, 6), strict=True)]
    facts += [({"gender": g}, n, n) for g, n in zip(CITIES["gender"], (2, 21, 1), strict=True)]
    both = [{"city": city, "gender": gender} for city in CITIES["city"] for gender in CITIES["gender"]]
    assert all(low < high for low, high in bounds(CITIES, facts, [], both))


def test_a_page_in_a_city_with_one_report_tells_its_gender() -> None:
    """A city count of 1 and a published boy of that city: the one person is he, and no woman or man is there."""
    facts = [({"city": "astana"}, 1, 1)]
    page = [({"city": ["astana"], "gender": ["boy"]}, 1)]
    asked = [{"city": "astana", "gender": gender} for gender in CITIES["gender"]]
    assert bounds(CITIES, facts, [], asked) == [(0, 1), (0, 1), (0, 1)]
    assert bounds(CITIES, facts, page, asked) == [(0, 0), (0, 0), (1, 1)]


def test_a_known_person_leaves_the_rest_of_a_cell() -> None:
    """A cell of 5 of which one is a consented page: the other four are exactly known to be men or boys."""
    facts = [({"city": "semey"}, 5, 5), ({"city": "semey", "gender": ["man", "boy"]}, 4, 4)]
    page = [({"city": ["semey"], "gender": ["woman"]}, 1)]
    assert bounds(CITIES, facts, page, [{"city": "semey", "gender": "woman"}]) == [(1, 1)]
    assert bounds(CITIES, facts[:1], page, [{"city": "semey", "gender": ["man", "boy"]}]) == [(0, 4)]


def test_the_difference_of_two_releases_is_one_woman() -> None:
    """Each release by itself says five and six; that the older ones are among the newer makes the new one a woman."""
    dims = {**CITIES, "batch": ["first", "second"]}
    facts = [({"batch": "first", "gender": "woman"}, 5, 5), ({"gender": "woman"}, 6, 6), ({"batch": "second"}, 1, 1)]
    assert bounds(dims, facts[:2], [], [{"batch": "second"}]) == [(1, math.inf)]
    assert bounds(dims, facts, [], [{"batch": "second", "gender": g} for g in dims["gender"]]) == [
        (1, 1),
        (0, 0),
        (0, 0),
    ]


def test_coarse_records_and_a_count_are_put_together() -> None:
    """Five records "woman, any city" beside 4 women outside Semey: at least one is from Semey."""
    facts = [({"gender": "woman", "city": ["astana", "almaty"]}, 4, 4)]
    asked = [{"gender": "woman", "city": "semey"}, {"city": "semey"}]
    assert bounds(CITIES, facts, [({"gender": ["woman"]}, 5)], asked) == [(1, math.inf), (1, math.inf)]
    closed = [*facts, ({}, 5, 5)]
    assert bounds(CITIES, closed, [({"gender": ["woman"]}, 5)], asked) == [(1, 1), (1, 1)]


def test_a_value_that_nobody_has() -> None:
    """A count of 0 is 0 in every cell of it, published or not; and a record there contradicts it."""
    facts = [({"gender": "boy"}, 0, 0)]
    assert bounds(CITIES, facts, [], [{"gender": "boy", "city": "semey"}]) == [(0, 0)]
    with pytest.raises(ContradictoryFacts):
        bounds(CITIES, facts, [({"gender": ["boy"], "city": ["semey"]}, 1)], [])


def test_nothing_published_bounds_nothing() -> None:
    """A site without cases and without figures forces nothing; one of a class of 0 records is the same."""
    assert bounds(CITIES, [], [], [{}, {"city": "semey"}]) == [(0, math.inf), (0, math.inf)]
    assert bounds(CITIES, [], [({"city": ["semey"]}, 0)], [{}]) == [(0, math.inf)]
    assert bounds({}, [({}, 3, 4)], [({}, 2)], [{}]) == [(3, 4)]
    assert bounds(CITIES, [({}, 0, 0)], [], [{}, {"city": "semey"}]) == [(0, 0), (0, 0)]


@pytest.mark.parametrize(
    ("facts", "classes"),
    [
        ([({}, 24, 24), ({"gender": "man"}, 25, 25)], []),
        ([({"city": "semey"}, 3, 4), ({"city": ["semey"]}, 5, 6)], []),
        ([({}, 4, 4)], [({"city": ["semey"]}, 3), ({"city": ["almaty"]}, 2)]),
        ([({"gender": g}, 2, 2) for g in CITIES["gender"]] + [({"city": c}, 1, 1) for c in CITIES["city"]], []),
    ],
)
def test_ledgers_that_contradict_each_other_are_told(facts: list, classes: list) -> None:
    """No interval is given where no register agrees, even if nothing is asked, and the sentence holds no value."""
    with pytest.raises(ContradictoryFacts) as told:
        bounds(CITIES, facts, classes, [])
    assert not any(value in str(told.value) for value in ("semey", "man", "24", "25"))


FINE: dict[str, Any] = {"dims": CITIES, "facts": [], "classes": [], "targets": []}
WRONG: list[tuple[str, Any]] = [
    ("dims", {"city": []}),
    ("dims", {"city": ["semey", "semey"]}),
    ("dims", {"city": "semey"}),
    ("dims", {"city": [1]}),
    ("dims", [("city", ["semey"])]),
    ("facts", [({"city": "nowhere"}, 1, 1)]),
    ("facts", [({"city": []}, 1, 1)]),
    ("facts", [({"town": "semey"}, 1, 1)]),
    ("facts", [({"city": "semey"}, 2, 1)]),
    ("facts", [({"city": "semey"}, -1, 1)]),
    ("facts", [({"city": "semey"}, True, 1)]),
    ("facts", [({"city": "semey"}, 1, 1.0)]),
    ("facts", [({"city": "semey"}, 1, math.inf)]),
    ("facts", [({"city": "semey"}, 1)]),
    ("facts", [("semey", 1, 1)]),
    ("classes", [({"city": ["nowhere"]}, 1)]),
    ("classes", [({"city": []}, 1)]),
    ("classes", [({"town": ["semey"]}, 1)]),
    ("classes", [({"city": ["semey"]}, -1)]),
    ("classes", [({"city": ["semey"]}, False)]),
    ("classes", [({"city": ["semey"]}, 1.0)]),
    ("classes", [{"city": ["semey"]}]),
    ("targets", [{"city": "nowhere"}]),
    ("targets", [{"city": []}]),
    ("targets", [{"town": "semey"}]),
    ("targets", {"city": "semey"}),
]


@pytest.mark.parametrize(("part", "value"), WRONG)
def test_what_is_no_such_data_is_an_error_of_its_own(part: str, value: Any) -> None:
    """It is neither a contradiction nor an interval, and the sentence never repeats what was given."""
    with pytest.raises(ValueError, match=r"[a-z]") as told:
        bounds(**{**FINE, part: value})
    assert type(told.value) is ValueError
    assert not any(word in str(told.value) for word in ("nowhere", "semey", "town"))


def test_without_time_nothing_is_decided() -> None:
    """An audit that has no time left is no pass."""
    with pytest.raises(NotDecided):
        bounds(CITIES, [({}, 5, 5)], [({"city": ["semey"]}, 2)], [{"city": "semey"}], limit=0)


@pytest.mark.parametrize("missing", ["highspy", "numpy"])
def test_without_a_solver_nothing_is_decided(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the solver cannot be loaded, the answer is "not decided", never a traceback or an interval."""
    for name in [name for name in sys.modules if name.startswith("build_tools.disclosure.audit.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(NotDecided, match="solver"):
        bounds(CITIES, [({}, 5, 5)], [], [{}])


@pytest.mark.parametrize("count", [10**9, 10**12])
def test_large_numbers_are_exact(count: int) -> None:
    """A count that is no count of people is still exact, not rounded."""
    facts = [({}, count, count), ({"city": "semey"}, 7, 7)]
    assert bounds(CITIES, facts, [], [{"city": ["astana", "almaty"]}]) == [(count - 7, count - 7)]


def test_what_is_too_large_is_not_decided() -> None:
    """Beyond what whole numbers of the check can hold, or a table that no memory holds, nothing is said."""
    with pytest.raises(NotDecided):
        bounds(CITIES, [({}, 1, 10**20)], [], [{}])
    wide = {f"d{number}": [f"v{value}" for value in range(30)] for number in range(5)}
    cells = [(dict.fromkeys(wide, value), 1, 1) for value in wide["d0"]]
    with pytest.raises(NotDecided):
        bounds(wide, cells, [], [{}])


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Commands that write data on standard output write nothing else there."""
    bounds(CITIES, [({}, 5, 9), ({"city": "semey"}, 2, 5)], [({"city": ["semey"]}, 2)], [{"city": "semey"}])
    assert capfd.readouterr() == ("", "")


@settings(max_examples=100)
@given(questions())
def test_what_is_found_without_a_solver_is_true(question: Given) -> None:
    """Where nothing is asked and no record is there, figures that no solver is asked of can be true together."""
    dims, facts, _, _ = question
    assert outcome((dims, facts, [], [])) == intervals(dims, facts, [], [])


def test_no_solver_is_loaded_where_figures_fit_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table with its sums is seen to be possible at once; of one that contradicts itself the solver is asked."""
    monkeypatch.setitem(sys.modules, "build_tools.disclosure.audit.attack", None)
    dims, facts = table(INVESTMENT, set())
    assert bounds(dims, facts, [], []) == []
    with pytest.raises(NotDecided, match="solver"):
        bounds(dims, [*facts, ({"row": "I"}, 0, 1000), ({"row": ["I", "II"]}, 0, 1)], [], [])
