"""The forms that one small number can take: each of these sites tells exactly 1 to 4 people, and none of its figures
says so."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from build_tools.disclosure import attack_problems, figures_give_nothing_away
from build_tools.load.locate import is_path
from build_tools.models import Case, Counted, Figure, Ledger, Site, coded_fields
from build_tools.validate.counted import ledgers_say_whom_they_count
from tests.disclosure.test_attack import ALMATY, POLICE, codes, counting, later, of_january, only, site
from tests.site_builder import texts

# invented: true
ADULT, YOUNG, OLDER, MINOR = ({"age_band": code} for code in ("adult", "age_18_29", "age_30_44", "minor"))

# invented: true
GUARDS = {"authority": "prison_staff"}
OTHERS = dict.fromkeys(GUARDS, "other")
WOMEN, MEN, SHYMKENT, OSKEMEN, EAST = (
    {"gender": "woman"},
    {"gender": "man"},
    {"place": "shymkent"},
    {"place": "oskemen"},
    {"place": "KZ-VOS"},
)
REVEAL, FIGURES, FEW = "disclosure.audit_reveals", "disclosure.audit_figures_reveal", "disclosure.audit_leaves_few"
RECKONED = "disclosure.reckoned"
"""A number follows, and no description of few words was found for whom it is about."""
ONE = "content/figures/2022-02-05.yml"
WHOLE, YEAR, QUARTER = "reports", {"period": "2022"}, {"period": "2022-Q1"}


def part(value: int, **said: Any) -> dict[str, Any]:
    """Return a figure; what is no code has a label."""
    return {"value": value, **({} if coded_fields(Figure).keys() & said.keys() else {"label": texts("x")}), **said}


def briefing(day: str, all_of_them: int, *time: str, **figures: dict[str, Any]) -> Ledger:
    """Return a briefing of a day, of January or of another time, with figures within all of them."""
    return counting(day, {WHOLE: all_of_them, **figures}, *time)


def two(one: tuple[int, dict[str, Any]], other: tuple[int, dict[str, Any]]) -> Site:
    """Return a site of two briefings of the same time."""
    return only(one=briefing("2022-02-05", one[0], **one[1]), other=briefing("2022-03-05", other[0], **other[1]))


def alone(all_of_them: int, **figures: dict[str, Any]) -> Site:
    """Return a site of one briefing."""
    return only(one=briefing("2022-02-05", all_of_them, **figures))


def cities(almaty: int, shymkent: int, **more: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return figures about two cities, and more."""
    return {"a": part(almaty, **ALMATY), "s": part(shymkent, **SHYMKENT), **more}


def tabled(ledger: Ledger, *parts: str, total: str = WHOLE) -> Ledger:
    """Return a ledger with a table."""
    table = {"title": texts("Table"), "total": total, "parts": parts}
    return Ledger.model_validate({**ledger.model_dump(mode="json"), "tables": {"by": table}})


def by(found: Site, total: str, *parts: str) -> Site:
    """Return a site whose only ledger has a table."""
    [(path, ledger)] = found.ledgers.items()
    return replace(found, ledgers={path: tabled(ledger, *parts, total=total)})


BY_ONE_LEDGER = {
    "who is neither at the police nor in a prison": alone(40, a=part(20, **POLICE), p=part(18, **GUARDS)),
    "women neither at the police nor in a prison": alone(
        60,
        w=part(30, **WOMEN),
        wp=part(14, within="w", detention_place="prison"),
        wpo=part(14, within="w", detention_place="police_station"),
    ),
    "elsewhere, by a label in a table beside codes": by(
        alone(
            40,
            a=part(20, **ALMATY),
            e=part(20),
            m=part(20, **MEN),
            am=part(11, **ALMATY, **MEN),
            ew=part(9, within="e", **WOMEN),
        ),
        WHOLE,
        "a",
        "e",
    ),
    "two cities beside nobody of a third": alone(60, **cities(29, 29, at=part(0, place="atyrau", **WOMEN))),
    "who is neither of two": alone(24, a=part(15, **ALMATY), m=part(14, **MEN), am=part(7, **ALMATY, **MEN)),
    "men from elsewhere than two cities": alone(
        60,
        a=part(20, **ALMATY),
        s=part(20, **SHYMKENT),
        t=part(10, place="atyrau"),
        m=part(20, **MEN),
        am=part(9, **ALMATY, **MEN),
        sm=part(9, **SHYMKENT, **MEN),
    ),
    "a region less its city": alone(40, e=part(8, **EAST), o=part(6, **OSKEMEN)),
    "adults less two of their ages": alone(60, a=part(20, **ADULT), y=part(9, **YOUNG), o=part(9, **OLDER)),
    "a code that means the rest of a table, crossed": by(
        alone(42, a=part(20, **POLICE), b=part(10, **GUARDS), o=part(12, **OTHERS), ow=part(8, **OTHERS, **WOMEN)),
        WHOLE,
        *"abo",
    ),
    "another unit that counts people": alone(
        40, c=part(30, unit="case", within=None), a=part(28, unit="case", within="c", **ALMATY)
    ),
}


@pytest.mark.parametrize("found", BY_ONE_LEDGER.values(), ids=BY_ONE_LEDGER)
def test_what_one_briefing_leaves_is_told_by_the_check(found: Site) -> None:
    """Rests of codes, of codes below a code, and of two fields at once are reckoned before any case is there."""
    assert {one.code for one in figures_give_nothing_away(found)} in ({"disclosure.figures_give_away"}, {RECKONED})


def in_prison(number: int, women: int) -> dict[str, Any]:
    """Return a part that a label describes, with women in it."""
    return {"prison": part(number), "w": part(women, **WOMEN, within="prison")}


def labels(**numbers: int) -> dict[str, dict[str, Any]]:
    """Return parts that labels describe, each its own."""
    return {name: part(number, label=texts(name)) for name, number in numbers.items()}


def in_part(number: int, codes: dict[str, Any], of_them: int) -> dict[str, Any]:
    """Return a part that a label describes, with a figure within it."""
    return {"c": part(number), "c2": part(of_them, **codes, within="c")}


def apart_from_all(day: str, number: int, of_almaty: int) -> Ledger:
    """Return a briefing whose whole lies in a larger number."""
    ledger = briefing(day, number, a=part(of_almaty, **ALMATY)).model_dump(mode="json")
    ledger["figures"] |= {"detained": part(200 * number), WHOLE: {**ledger["figures"][WHOLE], "within": "detained"}}
    return Ledger.model_validate(ledger)


def wrongly_chosen(day: str, number: int, of_almaty: int) -> Ledger:
    """Return the same, where the larger number is named as the whole."""
    chosen = Counted(since="2022-01", until="2022-01", whole="detained")
    return apart_from_all(day, number, of_almaty).model_copy(update={"counts": chosen})


def of_quarters(first: dict[str, Any], second: dict[str, Any], year: dict[str, Any]) -> Site:
    """Return a site of three quarters, of which the third says nothing, and their year."""
    return only(
        one=briefing("2022-04-05", 60, "2022-Q1", "2022-Q1", **first),
        two=briefing("2022-07-05", 60, "2022-Q2", "2022-Q2", **second),
        three=briefing("2022-10-05", 60, "2022-Q3", "2022-Q3"),
        year=briefing("2023-01-05", 300, "2022", "2022", **year),
    )


def women_and(number: int, in_prison: int) -> dict[str, Any]:
    """Return a figure about women and a part of it that a label describes."""
    return {"w": part(number, **WOMEN), "wp": part(in_prison, within="w")}


def halves(first: dict[str, int], second: dict[str, int], year: dict[str, int]) -> Site:
    """Return a site of two half-years and their year, each by its largest cities; the first number is of all."""

    def of(day: str, since: str, until: str, all_of_them: int, **by_city: int) -> Ledger:
        return briefing(day, all_of_them, since, until, **{one: part(n, place=one) for one, n in by_city.items()})

    return only(
        one=of("2022-07-05", "2022-01", "2022-06", 80, **first),
        two=of("2023-01-05", "2022-07", "2022-12", 90, **second),
        year=of("2023-02-05", "2022-01", "2022-12", 182, **year),
    )


def women_of(**by_city: int) -> dict[str, dict[str, Any]]:
    """Return figures about women by city, without any about a city alone."""
    return {one: part(number, place=one, **WOMEN) for one, number in by_city.items()}


BY_TWO_LEDGERS = {
    "in neither earlier briefing, beside a part that is broken down": only(
        one=briefing("2022-04-05", 18, "2022-01", "2022-03"),
        two=briefing("2022-07-05", 21, "2022-04", "2022-06"),
        half=briefing("2022-07-20", 43, "2022-01", "2022-06", a=part(15, **ALMATY), **in_prison(20, 8)),
    ),
    "the largest cities of each": halves(
        {"almaty": 20, "shymkent": 15, "taraz": 10, "aktobe": 8},
        {"almaty": 22, "shymkent": 16, "taraz": 11, "atyrau": 9},
        {"almaty": 47, "shymkent": 36, "aktobe": 20, "atyrau": 19},
    ),
    "women by cities of which another is named each time": two(
        (60, {"w": part(30, **WOMEN), **women_of(almaty=10, shymkent=10, atyrau=5)}),
        (90, {"w": part(48, **WOMEN), **women_of(almaty=18, shymkent=18, oskemen=5)}),
    ),
    "regions of two divisions": two(
        (80, {"a": part(20, **ALMATY), "b": part(10, place="KZ-10"), "c": part(10, place="KZ-63")}),
        (112, {"a": part(35, **ALMATY), "e": part(35, **EAST), "s": part(9, **SHYMKENT)}),
    ),
    "a label of two quarters, with a month in one": only(
        month=briefing("2022-02-05", 20),
        one=briefing("2022-04-05", 40, "2022-01", "2022-03", p=part(10)),
        two=briefing("2022-07-05", 40, "2022-04", "2022-06", p=part(12)),
        half=briefing("2022-07-20", 100, "2022-01", "2022-06", p=part(24)),
    ),
    "the rest of a region, in a table": only(
        one=tabled(
            briefing("2022-02-05", 52, a=part(20, **ALMATY), o=part(12, **OSKEMEN), e=part(20, **EAST)), "a", "o", "e"
        ),
        other=briefing("2022-03-05", 110, a=part(40, **ALMATY), e=part(34, **EAST)),
    ),
    "the later one names one city more": two((40, cities(12, 12)), (62, cities(22, 22, at=part(6, place="atyrau")))),
    "another time names one city more": only(
        one=briefing("2022-02-05", 40, **cities(12, 12)),
        other=briefing("2022-03-05", 62, **cities(22, 22)),
        later=briefing("2023-02-05", 40, "2023-01", "2023-01", at=part(6, place="atyrau")),
    ),
    "quarters say it in two ways": of_quarters(
        {"a": part(10, **ALMATY)},
        {
            "m": part(30, **MEN),
            "w": part(30, **WOMEN),
            "am": part(7, **ALMATY, **MEN),
            "aw": part(6, **ALMATY, **WOMEN),
        },
        {"a": part(25, **ALMATY)},
    ),
    "quarters say a region by itself and by its parts": of_quarters(
        {"e": part(10, **EAST)}, {"b": part(6, place="KZ-10"), "c": part(7, place="KZ-63")}, {"e": part(25, **EAST)}
    ),
    "a label of two quarters": of_quarters({"p": part(10)}, {"p": part(12)}, {"p": part(24)}),
    "neither of two labels that a table still has": only(
        one=tabled(briefing("2022-02-05", 60, **labels(a=20, b=20, o=20)), *"abo"),
        other=tabled(briefing("2022-03-05", 82, **labels(a=30, b=30, c=12, o=10)), *"abco"),
    ),
    "a label that means less now beside one that grows": only(
        one=tabled(briefing("2022-02-05", 60, a=part(20, **ALMATY), **labels(x=20, y=20)), *"axy"),
        other=tabled(
            briefing("2022-03-05", 92, a=part(30, **ALMATY), s=part(30, **SHYMKENT), **labels(x=10, y=22)), *"asxy"
        ),
    ),
    "a guess that speaks against another": only(
        one=briefing("2022-02-05", 40, m=part(28, **MEN), mm=part(12, within="m", **MINOR), **in_part(20, ADULT, 20)),
        other=briefing("2022-03-05", 52, mm=part(22, **MINOR), **in_part(25, ADULT, 25)),
    ),
    "a label in other letters and another name": two(
        (40, {"c": part(10, label={**texts("Complaint"), "en": "Complaint filed"})}),
        (60, {"d": part(12, label={**texts("Other"), "en": "Complaint filed."})}),
    ),
    "two windows that cover a third": only(
        early=briefing("2022-05-05", 22, "2022-01", "2022-03"),
        late=briefing("2022-05-06", 20, "2022-02", "2022-04").model_copy(update={"as_of": datetime.date(2022, 5, 5)}),
        both=briefing("2022-05-07", 40, "2022-01", "2022-04").model_copy(update={"as_of": datetime.date(2022, 5, 5)}),
    ),
    "a part around one that is broken down": only(
        one=briefing("2022-02-05", 60, w=part(20, **WOMEN), c=part(20), cw=part(8, within="c", **WOMEN)),
        other=briefing(
            "2022-03-05",
            70,
            w=part(25, **WOMEN),
            c=part(30),
            d=part(20, within="c", label=texts("y")),
            dw=part(11, within="d", **WOMEN),
        ),
    ),
    "a label that was renamed": two((40, {"prison": part(7)}), (60, {"in_prison": part(8)})),
    "women outside of a label": two((40, women_and(20, 10)), (60, women_and(30, 18))),
    "within a larger number": only(one=apart_from_all("2022-02-05", 40, 6), other=apart_from_all("2022-03-05", 60, 7)),
    "another whole is named": only(one=wrongly_chosen("2022-02-05", 40, 6), other=wrongly_chosen("2022-03-05", 60, 7)),
    "a label grows": two((40, {"prison": part(7)}), (60, {"prison": part(8)})),
    "what a label leaves grows": two((40, {"prison": part(20)}), (62, {"prison": part(40)})),
    "women in a part grow": two((40, in_prison(20, 7)), (90, in_prison(40, 8))),
    "more is counted than has happened": only(
        one=briefing("2022-02-05", 40, "2022", "2022", a=part(6, **ALMATY)),
        other=briefing("2022-07-05", 60, "2022-01", "2022-06", a=part(7, **ALMATY)),
    ),
    "men from elsewhere grow": two(
        (
            40,
            {
                "a": part(12, **ALMATY),
                "s": part(12, **SHYMKENT),
                "m": part(20, **MEN),
                "am": part(7, **ALMATY, **MEN),
                "sm": part(7, **SHYMKENT, **MEN),
            },
        ),
        (
            80,
            {
                "a": part(22, **ALMATY),
                "s": part(22, **SHYMKENT),
                "m": part(32, **MEN),
                "am": part(12, **ALMATY, **MEN),
                "sm": part(12, **SHYMKENT, **MEN),
            },
        ),
    ),
}


@pytest.mark.parametrize("found", BY_TWO_LEDGERS.values(), ids=BY_TWO_LEDGERS)
def test_what_two_briefings_differ_by_is_told_whatever_holds_their_figures(found: Site) -> None:
    """Neither a larger number around all, nor a label, nor a time that is still to come keeps two briefings apart."""
    assert codes(found) in ({FIGURES}, {RECKONED})


@pytest.mark.parametrize(("number", "is_told"), [(0, False), (1, True), (4, True), (5, False)])
def test_fewer_than_k_are_told_and_nobody_and_k_are_not(number: int, is_told: bool) -> None:
    """The thresholds of each part of the attack: what a briefing leaves, a code and a label that grow, what a label
    leaves that grows, and who remains beside those whose pages have words."""
    left = alone(40, a=part(20, **ALMATY), s=part(20 - number, **SHYMKENT))
    grown = two((40, {"a": part(12, **ALMATY)}), (60, {"a": part(12 + number, **ALMATY)}))
    labelled = two((40, {"prison": part(12)}), (60, {"prison": part(12 + number)}))
    rest = two((40, {"prison": part(20)}), (60, {"prison": part(40 - number)}))
    known = only(*records((10, {"summary": {"ru": "Words"}})), one=briefing("2022-02-05", 10 + number))
    assert bool(list(figures_give_nothing_away(left))) is is_told
    assert [bool(codes(found)) for found in (grown, labelled, rest, known)] == [is_told] * 4


def records(*groups: tuple[int, dict[str, Any]]) -> list[Case]:
    """Return records of January, so many of each kind."""
    every = [said for number, said in groups for _ in range(number)]
    return [of_january(number, **said) for number, said in enumerate(every)]


def of_cases() -> Iterator[tuple[str, Site, str]]:
    """Yield sites in which records tell it."""
    january, all_year = briefing("2022-02-05", 12), briefing("2023-03-05", 22, "2022", "2022")
    pairs = (
        (5, {**POLICE, "held": "home"}),
        (5, {**GUARDS, "held": "prison"}),
        (12, {**POLICE, "held": "prison", **YEAR}),
    )
    yield "two fields that no figure speaks of", only(*records(*pairs), january=january, year=all_year), REVEAL
    seven, fifteen = briefing("2022-02-05", 7), briefing("2023-03-05", 15, "2022", "2022")
    three = ((5, {"held": "prison"}), (5, {"held": "home", **YEAR}), (5, {"held": "police_station", **YEAR}))
    yield "who was held elsewhere", only(*records(*three), january=seven, year=fifteen), REVEAL
    first, second = briefing("2022-07-05", 7, "2022-01", "2022-06"), briefing("2023-01-05", 10, "2022-07", "2022-12")
    halves = records((5, {**POLICE, **QUARTER}), (12, {**GUARDS, **YEAR}))
    yield "a year that two halves cover", only(*halves, first=first, second=second), REVEAL
    early, late = briefing("2022-07-05", 7, "2022-01", "2022-06"), briefing("2022-10-05", 12, "2022-04", "2022-09")
    whole = briefing("2023-01-05", 17, "2022", "2022")
    yield (
        "who is in two that overlap",
        only(*records((5, QUARTER)), early=early, late=late, whole=whole),
        REVEAL,
    )
    elsewhere = ((5, {**ALMATY}), (5, {**OSKEMEN}), (5, {**SHYMKENT, **YEAR}), (5, {"place": "semey", **YEAR}))
    twelve, twenty = briefing("2022-02-05", 12), briefing("2023-03-05", 20, "2022", "2022")
    yield "who is of no city of January", only(*records(*elsewhere), january=twelve, year=twenty), REVEAL
    known = records(*((1, {"summary": {"ru": "Words"}, **YEAR}) for _ in range(15)))
    yield "beside those of a year that two halves count", only(*known, first=first, second=second), FEW
    held = alone(40, w=part(5, **WOMEN), m=part(35, **MEN), p=part(7, detention_place="prison"))
    in_prison = records((5, {"sex": "woman", "held": "prison"}))
    yield "where a figure says how many were held", only(*in_prison, one=held.ledgers[ONE]), REVEAL
    january, all_year = briefing("2022-02-05", 17, a=part(10, **ALMATY)), briefing("2023-03-05", 27, "2022", "2022")
    three_cities = records((5, {**OSKEMEN}), (6, {**SHYMKENT, **YEAR}), (6, {"place": "semey", **YEAR}))
    yield "codes of figures and of records together", only(*three_cities, january=january, year=all_year), REVEAL
    quarter = briefing("2022-04-05", 17, "2022-01", "2022-03")
    of_three_times = records(
        (5, {**ALMATY}),
        (5, {**OSKEMEN, **QUARTER}),
        (5, {**SHYMKENT, **QUARTER}),
        (6, {"place": "taraz", **YEAR}),
        (6, {"place": "semey", **YEAR}),
    )
    times = only(*of_three_times, january=briefing("2022-02-05", 10), quarter=quarter, year=all_year)
    yield "records of a month, a quarter and a year", times, REVEAL
    third = {"period": "2022-Q3"}
    two_quarters = only(
        *records((5, {"sex": "woman", **third}), (5, {"sex": "man", **third})),
        one=briefing("2022-04-05", 5, "2022-01", "2022-03"),
        two=briefing("2022-07-05", 5, "2022-04", "2022-06"),
        year=briefing("2023-01-05", 20, "2022", "2022", w=part(7, **WOMEN)),
    )
    yield "who is of no quarter that has records", two_quarters, REVEAL
    beaten, threatened = ({"treatment": (code,)} for code in ("beatings", "threats"))
    groups = ((2, POLICE, beaten), (4, POLICE, threatened), (4, GUARDS, beaten), (6, GUARDS, threatened))
    of_both = records(*((number, {**one, **other}) for number, one, other in groups))
    yield "a key field and another of all who were counted", only(*of_both, january=briefing("2022-02-05", 16)), REVEAL
    all_but_two = records(*((1, {"summary": {"ru": "Words"}}) for _ in range(10)))
    yield "all but two are known", only(*all_but_two, one=briefing("2022-02-05", 12)), FEW


@pytest.mark.parametrize(("found", "code"), [one[1:] for one in of_cases()], ids=[one[0] for one in of_cases()])
def test_what_records_tell_together_is_told(found: Site, code: str) -> None:
    """Two other fields at once, who is not of a code, halves of a year, briefings that overlap, and who is left."""
    assert codes(found) & {code, RECKONED}


def test_words_that_were_taken_out_again_are_still_known() -> None:
    """Whoever read the page of one of five women knows who she is, though the file holds no words any more."""
    five = records(*((1, {"sex": "woman"}) for _ in range(5)))
    assert attack_problems(site(*five)) == []
    assert {one.code for one in attack_problems(site(*five), told={five[0].id})} == {FEW}


def women(number: int, within: str) -> dict[str, Any]:
    """Return a figure about women."""
    return part(number, **WOMEN, within=within)


def minors(number: int, within: str) -> dict[str, Any]:
    """Return a figure about minors."""
    return part(number, **MINOR, within=within)


CITIES = {"a": part(20, **ALMATY), "s": part(20, **SHYMKENT)}
GENDERS = {"m": part(30, **MEN), "w": part(30, **WOMEN)}


def elsewhere(day: str, all_of_them: int, of_almaty: int, rest: int, women_there: int, **more: Any) -> Ledger:
    """Return a briefing with a table of cities, and a label for whoever is from none of them."""
    figures = {"a": part(of_almaty, **ALMATY), **more}
    told = briefing(day, all_of_them, **figures, e=part(rest), w=women(women_there, "e"))
    return tabled(told, *figures, "e")


AUTHORITIES = {"police": 20, "prison_staff": 10, "force_structures": 5, "other": 8}


@pytest.mark.parametrize(
    "found",
    [
        by(alone(43, **{one: part(n, authority=one) for one, n in AUTHORITIES.items()}), WHOLE, *AUTHORITIES),
        by(
            alone(48, o=part(12, **OSKEMEN), s=part(10, place="semey"), e=part(6, **EAST), a=part(20, **ALMATY)),
            WHOLE,
            *"osea",
        ),
        only(
            one=elsewhere("2022-02-05", 80, 40, 40, 15),
            other=elsewhere("2022-03-05", 110, 60, 30, 11, s=part(20, **SHYMKENT)),
        ),
    ],
    ids=["other authorities", "a region less its cities", "elsewhere, when more cities are named"],
)
def test_who_is_left_in_a_table_is_no_contradiction(found: Site) -> None:
    """In a table a code means whoever has none of the finer codes beside it, and a label whoever has no code there."""
    assert codes(found) == set()
    assert list(figures_give_nothing_away(found)) == []


@pytest.mark.parametrize(
    "within",
    [
        {**CITIES, "aw": women(7, "a"), "sw": women(6, "s")},
        {**GENDERS, "mm": minors(11, "m"), "wm": minors(6, "w")},
        {**CITIES, "aw": women(7, "a"), "w": women(25, WHOLE)},
    ],
    ids=["women of two cities", "minors of both", "women of one city and of all"],
)
def test_parts_of_parts_are_no_contradiction(within: dict[str, Any]) -> None:
    """The same code within two parts, or in a part and in all, is what it says; only a code that stands once, within
    another, is read as all of its kind."""
    found = alone(60, **within)
    assert codes(found) == set()
    assert list(figures_give_nothing_away(found)) == []


LATE = only(
    *records((16, {**ALMATY})),
    one=briefing("2022-02-05", 20, a=part(8, **ALMATY)),
)
"""More records than a briefing counts."""

LEARNT = [
    {"prison": part(number), "w": part(of_them, **WOMEN, within="prison")} for number, of_them in ((20, 10), (32, 16))
]


@pytest.mark.parametrize(
    "found",
    [
        only(
            *records((5, {**SHYMKENT, "sex": "woman"})),
            one=briefing("2022-02-05", 60, a=part(20, **ALMATY), w=women(7, "a")),
        ),
        two((40, LEARNT[0]), (46, LEARNT[1])),
        only(
            one=tabled(briefing("2022-02-05", 60, **labels(a=20, b=20, e=20), ew=women(10, "e")), *"abe"),
            other=tabled(briefing("2022-03-05", 90, **labels(a=30, b=30, c=18, e=12), ew=women(6, "e")), *"abce"),
        ),
        by(
            alone(
                43,
                a=part(20, **POLICE),
                b=part(12, **GUARDS),
                o=part(11, **OTHERS),
                w=part(22, **WOMEN),
                aw=part(9, **POLICE, **WOMEN),
                ow=part(6, **OTHERS, **WOMEN),
            ),
            WHOLE,
            *"abo",
        ),
        site(
            later=tabled(
                briefing("2022-07-05", 260, "2022-01", "2022-06", a=part(150, **POLICE), b=part(110, **OTHERS)), *"ab"
            )
        ),
        only(
            *records((16, {**ALMATY, **YEAR})),
            first=briefing("2022-07-05", 20, "2022-01", "2022-06", a=part(8, **ALMATY)),
            second=briefing("2023-01-05", 20, "2022-07", "2022-12", a=part(7, **ALMATY)),
            year=briefing("2023-06-05", 80, "2022", "2022", a=part(40, **ALMATY)),
        ),
    ],
    ids=[
        "women in one city are not all women",
        "people of whom it was learnt later that they are in a part",
        "elsewhere, when a label more is named",
        "a code that means the rest of a table, for women too",
        "nobody whose authority is not stated is left",
        "cases that nobody had reported when their half-year was counted",
    ],
)
def test_what_is_only_taken_for_granted_contradicts_nothing(found: Site) -> None:
    """Where a guess of the attacker cannot be true, it is given up, and the figures are not refused for it."""
    assert codes(found) == set()
    assert list(figures_give_nothing_away(found)) == []


def test_a_sum_names_its_figures_and_cases() -> None:
    """Where no description is found, a maintainer reads what is added and subtracted, and it makes the number."""
    [problem] = attack_problems(BY_TWO_LEDGERS["a label grows"])
    one, other = "content/figures/2022-02-05.yml", "content/figures/2022-03-05.yml"
    assert problem.values == {"number": 1, "sum": f"8 (prison, {other}) − 7 (prison, {one})"}


@pytest.mark.parametrize("found", [two((40, CITIES), (60, {**CITIES, "a": part(23, **ALMATY)})), LATE])
def test_the_figures_that_tell_are_named_where_it_is_printed(found: Site) -> None:
    """A value that begins with the path of a file is shortened to its folder if the file is a stray: a list of figures
    does not begin so."""
    [problem, *_] = attack_problems(found)
    lists = [value for name, value in problem.values.items() if name in ("figures", "sum")]
    assert lists
    assert not any(map(is_path, lists))


def test_that_all_are_of_one_code_is_news_of_those_who_were_counted_before() -> None:
    """That none is left of whom it is not stated is no news; that the two of a city were held by the police is some."""
    later = briefing("2022-07-05", 260, "2022-01", "2022-06", a=part(260, **POLICE))
    assert codes(site(later=later))


def test_a_second_briefing_needs_its_time_before_any_case_is_there() -> None:
    """Without the time that each counts nobody can tell by how many a later one is larger."""
    timeless = later({WHOLE: 40, "a": part(7, within=WHOLE, **ALMATY)}, counts=None)
    assert [one.code for one in ledgers_say_whom_they_count(site(later=timeless))] == ["figures.counts_missing"]
