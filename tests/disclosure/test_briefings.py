"""Small numbers of a briefing: refused in whatever way they are said, unless others published them before."""

from collections.abc import Mapping
from typing import Any

import pytest

from build_tools.disclosure import tables
from build_tools.disclosure.tables import AnyLedger, ledger_problems
from build_tools.models import Ledger
from tests.disclosure.reports import briefing, release, settings, vocabulary
from tests.site_builder import texts

PUBLIC = {"source": "https://elsewhere.test/", "date": "2000-01-01"}


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
        ({"gender": {"woman": 4}}, tables.SMALL, "gender_woman"),
        ({"gender": {"woman": 26}}, tables.REST, "gender_woman"),
        ({"gender": {"man": 17, "woman": 10}}, tables.REST, "gender_man"),
        ({"place": {"west": 12, "atyrau": 9}}, tables.REST, "place_west"),
        ({"place": {"KZ-ATY": 12, "atyrau": 12, "KZ-23": 9}}, None, ""),
        ({"gender": {"man": 20, "woman": 10}, "place": {"west": 12, "atyrau": 7}}, None, ""),
        ({"gender": {"man": 30, "woman": 0}}, None, ""),
        ({"gender": {"woman": 1}}, tables.SMALL, "gender_woman"),
        ({"gender": {"woman": 29}}, tables.REST, "gender_woman"),
        ({"gender": {"woman": 5}}, None, ""),
        ({"gender": {"woman": 25}}, None, ""),
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
        assert said(changed(both, already_public=PUBLIC)) == []


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


OTHER_IS = {"within": "authority_other"}


@pytest.mark.parametrize(
    ("of_prison_staff", "rest", "found"),
    [
        (OTHER_IS, 10, set()),
        (OTHER_IS, 4, {tables.REST}),
        ({"within": "all"}, 10, {tables.NOT_STATED}),
        (None, 4, set()),
    ],
)
def test_other_counts_what_the_ledger_says(of_prison_staff: Any, rest: int, found: set[Any]) -> None:
    """Other authorities count the prison staff too where these lie within them, and as parts of a table they are other
    than these. A ledger that does not say which is refused: what others leave of it nobody could tell."""
    lines = {"authority": {"police": 20, "other": 5 + rest, "prison_staff": 5}}
    ledger = briefing("2000-06-30", 60, lines, tables=of_prison_staff is None)
    staff = ledger.figures["authority_prison_staff"].model_copy(update=of_prison_staff or {})
    ledger.figures["authority_prison_staff"] = staff
    faults = {one.fault for one in ledger_problems({"x.yml": ledger}, vocabulary(), settings())}
    assert faults == found


@pytest.mark.parametrize(
    ("days", "others", "found"),
    [
        (("2000-01-01", "2000-12-31"), ("2001-01-01", "2001-12-31"), None),
        (("unknown", "2000-12-31"), ("2001-01-01", "2001-12-31"), None),
        (("2001-01-01", "2001-12-31"), ("2000-01-01", "2000-12-31"), None),
        (("unknown", "2001-01-01"), ("2001-01-01", "2001-12-31"), "2001-1"),
        (("2001-03-01", "2001-06-30"), ("2001-01-01", "2001-12-31"), "2001-1"),
        (("2001-01-01", "2001-12-31"), ("2001-01-01", "2001-12-31"), "2001-1"),
        (("2000-01-01", "2002-12-31"), ("2001-01-01", "2001-12-31"), "2000-06-30"),
        (("2001-02-01", "9999-12-31"), ("unknown", "9999-12-31"), "2000-06-30"),
    ],
)
def test_no_two_ledgers_count_a_report_of_one_day(
    days: tuple[str, str], others: tuple[str, str], found: str | None
) -> None:
    """Who subtracts one ledger from another learns of no group of people: they have no report in common, whether one
    is a release or both are briefings. Only what was public before may hold the other, for it tells nothing new."""
    first = briefing("2000-06-30", 30, {}, *days)
    lines = release({}, 30, **{"from": others[0], "until": others[1]})
    second = briefing("2001-01-01", 30, {}, *others)
    for other in (lines, second):
        ledgers: dict[str, AnyLedger] = {f"content/figures/{one.id}.yml": one for one in (first, other)}
        problems = [*ledger_problems(ledgers, vocabulary(), settings())]
        later = found and (found if found == first.id else other.id)
        assert [(one.path[16:-4], one.fault) for one in problems] == ([(later, tables.DAYS_OVERLAP)] if found else [])
    public = [changed(one, already_public=PUBLIC) for one in (first, second)]
    is_part = days[1] == "2001-01-01"
    for some, is_refused in ((public, is_part), ([public[0], second], found), ([public[0], lines], found)):
        every: dict[str, AnyLedger] = {one.id: one for one in some}
        faults = {one.fault for one in ledger_problems(every, vocabulary(), settings())}
        assert (tables.DAYS_OVERLAP in faults) == bool(is_refused)
