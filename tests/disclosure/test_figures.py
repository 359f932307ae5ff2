"""What the figures of one briefing give away together: differences, rests, contradictions; what was public before."""

from collections.abc import Mapping
from typing import Any

import pytest

from build_tools.disclosure.attack.alone import figures_give_nothing_away, given_away
from build_tools.disclosure.figures import populations
from build_tools.disclosure.ladders import above, below
from build_tools.models import Ledger, Vocabulary
from build_tools.problems import Problem, sentence
from tests.site_builder import LEDGER, built, plain, texts

Figures = Mapping[str, Mapping[str, Any]]


def ledger_with(figures: Figures, tables: Mapping[str, Any] = {}, **fields: Any) -> tuple[Ledger, Vocabulary]:
    """Return a ledger of some figures, and the codebook."""
    site = built(with_ledger(figures, tables, **fields))
    return site.ledgers[LEDGER], site.vocabulary


def with_ledger(figures: Figures, tables: Mapping[str, Any] = {}, **fields: Any) -> dict[str, Any]:
    """Return the data of a site whose one ledger has some figures."""
    data = plain()
    whole = {"reports": {"value": 24, "label": texts("Reports")}}
    data["ledgers"] = {
        LEDGER: {
            **{name: value for name, value in data["ledgers"][LEDGER].items() if name != "already_public"},
            "key_figures": ["reports"],
            "figures": {**whole, **{name: {"within": "reports", **figure} for name, figure in figures.items()}},
            "tables": tables,
            **fields,
        }
    }
    return data


def problems(data: dict[str, Any]) -> list[Problem]:
    """Return what is said of the figures of a site."""
    return list(figures_give_nothing_away(built(data)))


def table(*parts: str) -> dict[str, Any]:
    """Return a table of all reports with these parts."""
    return {"one": {"title": texts("Table"), "total": "reports", "parts": list(parts)}}


WOMEN, MEN = {"value": 15, "gender": "woman"}, {"value": 9, "gender": "man"}


def test_figures_that_tell_nothing_small_pass() -> None:
    """A whole and its parts of at least k tell nothing else."""
    assert problems(with_ledger({"women": WOMEN, "men": MEN}, table("women", "men"))) == []


def test_a_rest_that_no_figure_states_is_reckoned() -> None:
    """24 − 21 = 3: the one sentence names the number and whom it is about."""
    [problem] = problems(with_ledger({"women": {"value": 21, "gender": "woman"}}))
    assert sentence(problem) == (
        f"{LEDGER}: together, these figures tell that exactly 3 have gender ≠ woman, and 5 are needed; leave out a "
        "figure from which this follows, or join small figures to one"
    )


def test_a_crossing_that_follows_is_found() -> None:
    """All are women, so the minors are girls: nobody says it, and everybody can reckon it. As many as k are enough."""
    ages = {"adults": {"value": 18, "age_band": "adult"}, "minors": {"value": 6, "age_band": "minor"}}
    ledger, vocabulary = ledger_with({"women": {"value": 24, "gender": "woman"}, **ages})
    found = {"gender = woman, age_band = minor": 6, "age_band ≠ adult": 6}
    assert dict(given_away(ledger, vocabulary, 7)) == found
    assert dict(given_away(ledger, vocabulary, 6)) == {}


def test_what_was_public_before_tells_nothing_new_and_still_cannot_contradict() -> None:
    """Of figures that others published first nothing is refused but that they cannot all be true."""
    public = {"source": "https://example.org/briefing", "date": "2000-06-30"}
    assert problems(with_ledger({"women": {"value": 21, "gender": "woman"}}, already_public=public)) == []
    too_many = {"women": {"value": 15, "gender": "woman"}, "men": {"value": 14, "gender": "man"}}
    for known in ({"already_public": public}, {}):
        assert [problem.code for problem in problems(with_ledger(too_many, **known))] == [
            "disclosure.figures_contradict"
        ]


def test_figures_of_other_wholes_and_units_are_apart() -> None:
    """A figure within another whole is reckoned with that one, and one of another unit with none."""
    others = {"value": 9, "label": texts("Complaints"), "within": None}
    ledger, _ = ledger_with({"women": WOMEN, "others": others, "men": {**MEN, "within": "others"}})
    assert [[figure.value for figure in figures] for figures in map(dict.values, populations(ledger).values())] == [
        [24, 15],
        [9, 9],
    ]
    of_cities = {"value": 2, "unit": "city", "label": texts("Cities"), "counts_parts_of": "one"}
    ledger, _ = ledger_with({"cities": {**of_cities, "within": None}})
    assert populations(ledger) == {}


def test_a_figure_that_names_no_whole_is_reckoned_with_the_only_one() -> None:
    """24 − 21 = 3 also where nobody wrote that the 21 lie within the 24."""
    assert [
        problem.said["number"] for problem in problems(with_ledger({"women": {**WOMEN, "value": 21, "within": None}}))
    ] == [3]


def test_zero_reports_tell_of_nobody() -> None:
    """A briefing of nothing, and a value that nobody has, pass."""
    nobody = {"reports": {"value": 0, "label": texts("Reports"), "within": None}}
    assert problems(with_ledger({**nobody, "women": {"value": 0, "gender": "woman"}})) == []
    assert (
        problems(with_ledger({"women": {"value": 24, "gender": "woman"}, "men": {"value": 0, "gender": "man"}})) == []
    )


def test_what_is_not_decided_is_refused() -> None:
    """Without time to find out nothing passes."""
    found = figures_give_nothing_away(built(with_ledger({"women": {"value": 12, "gender": "woman"}})), limit=0.0)
    assert [problem.code for problem in found] == ["disclosure.not_decided"]


def test_a_code_may_stand_for_what_its_ladder_leads_to(vocabulary: Vocabulary) -> None:
    """A region stands for its cities, a part for both, a band of ages for a finer one, *not stated* for itself."""
    name, city = next(iter(vocabulary.cities.items()))
    regions = list(dict.fromkeys(city.regions.values()))
    [part] = {vocabulary.regions[region].part for region in regions}
    assert list(above("places", name, vocabulary)) == [*regions, part]
    assert list(above("places", regions[0], vocabulary)) == [part]
    assert list(above("places", part, vocabulary)) == []
    places = below("places", vocabulary)
    assert name in places[regions[0]]
    assert {name, *regions} <= set(places[part])
    assert places["not_stated"] == ["not_stated"]
    assert all(codes[0] == code for code, codes in places.items())
    data = plain()
    data["vocabulary"]["age_bands"]["minor"]["broader"] = "adult"
    ages = built(data).vocabulary
    assert list(above("age_bands", "minor", ages)) == ["adult"]
    assert below("age_bands", ages)["adult"] == ["adult", "minor"]


@pytest.fixture
def vocabulary() -> Vocabulary:
    """The codebook of the small site."""
    return built(plain()).vocabulary


def test_what_several_figures_leave_together_is_asked_too() -> None:
    """Of 24 are 10 from one city and 11 from another: three are from elsewhere, though no figure alone leaves few."""
    cities = {"one": {"value": 10, "place": "town_a"}, "other": {"value": 11, "place": "town_b"}}
    ledger, vocabulary = ledger_with(cities)
    assert ("place ≠ town_a, town_b", 3) in list(given_away(ledger, vocabulary, 5))


def test_who_is_of_one_code_and_not_of_another_is_asked() -> None:
    """Of six from one place five are women: one from there is something else, whatever that is."""
    figures = {
        "there": {"value": 6, "place": "town_a"},
        "women": {"value": 5, "place": "town_a", "gender": "woman"},
    }
    ledger, vocabulary = ledger_with(figures)
    assert ("place = town_a, gender ≠ woman", 1) in list(given_away(ledger, vocabulary, 5))
