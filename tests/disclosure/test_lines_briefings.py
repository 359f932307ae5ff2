"""Small numbers of a briefing: refused in whatever way they are said, unless others published them before."""

from collections.abc import Mapping
from typing import Any

import pytest

from build_tools.disclosure.lines import briefings, ledger_problems
from build_tools.models import Ledger
from tests.disclosure.reports import briefing, settings, vocabulary
from tests.site_builder import texts


def said(ledger: Ledger, **changes: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the code and the place of each problem of a briefing that stands alone."""
    found = ledger_problems({"x.yml": ledger}, vocabulary(), settings(**changes))
    return [(problem.code, problem.field) for problem in found]


def plain(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger as it would be read."""
    return ledger.model_dump(mode="json")


def changed(ledger: Ledger, **changes: Any) -> Ledger:
    """Return a ledger with other values."""
    return Ledger.model_validate({**plain(ledger), **changes})


@pytest.mark.parametrize(
    ("figures", "fault", "figure"),
    [
        ({"gender": {"woman": 4}}, briefings.SMALL, "gender_woman"),
        ({"gender": {"woman": 26}}, briefings.REST, "gender_woman"),
        ({"gender": {"man": 17, "woman": 10}}, briefings.REST, "gender_man"),
        ({"place": {"west": 12, "atyrau": 9}}, briefings.REST, "place_west"),
        ({"place": {"KZ-ATY": 12, "atyrau": 12, "KZ-23": 9}}, None, ""),
        ({"gender": {"man": 20, "woman": 10}, "place": {"west": 12, "atyrau": 7}}, None, ""),
        ({"gender": {"man": 30, "woman": 0}}, None, ""),
    ],
)
def test_a_number_of_few_is_refused_also_as_what_others_leave(
    figures: Mapping[str, Mapping[str, int]], fault: Any, figure: str
) -> None:
    """Below five is refused where it is written, and where subtraction gives it: of all, or of a place in a region."""
    ledger = briefing("2000-06-30", 30, figures)
    assert said(ledger) == ([(fault.code, ("figures", figure, "value"))] if fault else [])
    assert said(briefing("2000-06-30", 30, figures, public=True)) == []


def test_a_table_holds_its_parts_like_a_figure_does() -> None:
    """A part of a table that leaves few of the total is refused, though it does not say what it lies within."""
    ledger = briefing("2000-06-30", 40, {"gender": {"man": 20}})
    label = {"label": texts("Some")}
    parts = {
        "some": {"value": 22, "within": "all", **label},
        "one": {"value": 20, **label},
        "other": {"value": 2, **label},
    }
    figures = {**plain(ledger)["figures"], **parts}
    table = {"title": texts("Table"), "total": "some", "parts": ["one", "other"]}
    found = said(changed(ledger, figures=figures, tables={"some": table}))
    assert found == [
        ("figures.rest_below_k", ("figures", "one", "value")),
        ("figures.below_k", ("figures", "other", "value")),
    ]


def test_two_fields_stand_together_only_where_they_were_public() -> None:
    """Women of one place are nobody's to publish first, in one figure or as a part of another."""
    ledger = briefing("2000-06-30", 40, {"gender": {"man": 20}})
    figures = plain(ledger)["figures"]
    for crossed in ({"gender": "woman", "place": "west"}, {"place": "west", "within": "gender_man"}):
        both = changed(ledger, figures={**figures, "both": {"value": 8, "within": "all", **crossed}})
        assert said(both) == [("figures.two_fields", ("figures", "both"))]
        assert said(changed(both, already_public={"source": "https://elsewhere.test/", "date": "2000-01-01"})) == []


@pytest.mark.parametrize(
    ("source", "date", "found"),
    [
        ("https://elsewhere.test/", "2000-06-30", []),
        ("https://paper.test/", "2000-06-29", []),
        ("https://paper.test/", "2000-06-30", ["date"]),
        ("https://elsewhere.test/", "2000-07-01", ["date"]),
        ("https://site.test/old", "2000-01-01", ["source"]),
        ("https://www.site.test/", "2000-01-01", ["source"]),
        ("https://mirror.test/old", "2000-07-01", ["source", "date"]),
        ("https://notsite.test/", "2000-01-01", []),
    ],
)
def test_what_was_public_was_published_by_others_and_before(source: str, date: str, found: list[str]) -> None:
    """A page of this site, or of the day itself but where the briefing was given, shows nothing."""
    ledger = changed(briefing("2000-06-30", 30, {}), already_public={"source": source, "date": date})
    home = {"address": "https://site.test/", "mirrors": ["https://mirror.test/sub/"]}
    assert said(ledger, **home) == [("figures.public_by_ourselves", ("already_public", name)) for name in found]


def test_a_briefing_that_holds_a_number_of_few_says_nothing_of_nearly_all() -> None:
    """Where one figure is of few and was let pass, another of nearly all would say something of that person."""
    figures = {"gender": {"man": 20, "woman": 10}, "authority": {"police": 28}}
    assert {code for code, _ in said(briefing("2000-06-30", 30, figures))} == {"figures.rest_below_k"}
    figures["authority"] = {"police": 30}
    assert said(briefing("2000-06-30", 30, figures)) == []
    few = briefing("2000-06-30", 30, {**figures, "place": {"semey": 1}})
    assert ("disclosure.nearly_all", ("figures", "authority_police", "value")) in said(few)
