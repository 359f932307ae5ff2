"""Ledgers that count the same reports: what must be said of their days, and which differences follow from numbers."""

import datetime
import random
from collections.abc import Collection, Mapping
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from build_tools.disclosure.lines import Draft, Why, briefings, judging, ledger_problems, overlaps, tables_of
from build_tools.disclosure.lines.known import AnyLedger
from build_tools.ladders import covering, every_ladder, ladder_of
from build_tools.models import LAST_STEP, CountedReports, Figure, Ledger, Report
from build_tools.models.figures import PublicSince
from build_tools.problems import Fault
from tests.disclosure.reports import REVIEW, briefing, by_chance, release, reports, settings, vocabulary
from tests.disclosure.test_lines_choosing import valid_sets
from tests.site_builder import texts

DAYS = {"outside": ("2000-01-01", "2002-12-31"), "inside": ("2001-03-01", "2001-06-30")}


def said(*ledgers: AnyLedger) -> list[tuple[str, Fault, str]]:
    """Return of each problem the ledger, the fault, and what would do or the field that differs."""
    files = {f"content/figures/{ledger.id}.yml": ledger for ledger in ledgers}
    found = ledger_problems(files, vocabulary(), settings())
    return [
        (one.path[16:-4], one.fault, str(one.values.get("allowed") or one.values.get("field", ""))) for one in found
    ]


def two(
    since: object, until: object, earlier: Mapping[str, Any], later: Mapping[str, Any]
) -> list[tuple[str, Fault, str]]:
    """Return what is said of a briefing of some days and a release of 2001 that say these words of each other."""
    words = {one: ["2001-1"] for one in earlier}, {one: ["2000-06-30"] for one in later}
    first = briefing("2000-06-30", 10, {}, since, until, **words[0])
    return said(first, release({}, 30, **words[1]))


@pytest.mark.parametrize(
    ("since", "until", "earlier", "later", "found"),
    [
        ("2000-01-01", "2000-12-31", "", "apart", []),
        ("2000-01-01", "2000-12-31", "apart", "", []),
        ("unknown", "2000-12-31", "", "", [("2001-1", overlaps.UNSAID, "apart")]),
        ("2000-01-01", "2000-12-31", "apart", "apart", [("2001-1", overlaps.UNSAID, "apart")]),
        ("2000-01-01", "2000-12-31", "", "includes", [("2001-1", overlaps.UNSAID, "apart")]),
        ("2001-01-01", "2001-06-30", "", "includes", []),
        ("2001-01-01", "2001-06-30", "", "apart", [("2001-1", overlaps.UNSAID, "includes")]),
        (
            "2001-01-01",
            "2001-06-30",
            "",
            "same",
            [("2001-1", overlaps.UNSAID, "includes"), ("2001-1", judging.FEWER, "total")],
        ),
        ("2001-01-01", "2001-06-30", "apart", "", [("2001-1", overlaps.UNSAID, "includes")]),
        ("2001-01-01", "2001-12-31", "", "includes", []),
        ("unknown", "2001-01-01", "", "apart", [("2001-1", overlaps.IN_PART, "from: 2001-01-02, from: unknown")]),
        (
            "2000-07-01",
            "2001-12-30",
            "",
            "includes",
            [("2001-1", overlaps.IN_PART, "from: 2001-12-31, from: 2000-07-01")],
        ),
        (
            "2001-02-01",
            "2002-01-31",
            "",
            "",
            [("2000-06-30", overlaps.IN_PART, "from: 2002-01-01, from: 2001-01-01")],
        ),
    ],
)
def test_what_is_said_of_another_ledger_fits_its_days(
    since: str, until: str, earlier: str, later: str, found: list[tuple[str, Fault, str]]
) -> None:
    """Two ledgers say once whether one has the reports of the other; days that overlap in part have no word."""
    assert two(since, until, dict.fromkeys(earlier.split()), dict.fromkeys(later.split())) == found


def test_a_ledger_that_stands_may_include_a_newer_one() -> None:
    """A briefing that counts until the end of 2002 and was published first includes the release of 2001."""
    assert two("2000-01-01", "2002-12-31", {"includes": 1}, {}) == [("2000-06-30", judging.FEWER, "total")]
    wide = briefing("2000-06-30", 60, {}, *DAYS["outside"], includes=["2001-1"])
    assert said(wide, release({})) == []


def test_the_days_of_two_releases_do_not_touch() -> None:
    """Not even where one would include the other: the difference of two releases is no group of people."""
    later = release({}, 60, "2002-1", **{"from": "2001-12-31"}, until="2002-12-31", includes=["2001-1"])
    assert said(release({}), later) == [("2002-1", overlaps.IN_PART, "from: 2002-01-01")]
    around = release({}, 60, "2002-1", **{"from": "2000-01-01"}, until="2001-12-31")
    assert said(release({}), around) == [("2002-1", overlaps.IN_PART, "–")]


WHOLE = {"gender": {"man": 20, "woman": 10}}


@pytest.mark.parametrize(
    ("total", "inner", "outer", "found"),
    [
        (20, {"gender": {"man": 15, "woman": 5}}, WHOLE, ""),
        (20, {"gender": {"man": 10, "woman": 10}}, WHOLE, ""),
        (20, {"gender": {"man": 13, "woman": 7}}, WHOLE, "gender"),
        (27, WHOLE, WHOLE, "total"),
        (20, {"gender": {"man": 13}}, {"gender": {"man": 20, LAST_STEP: 10}}, "gender"),
        (20, {"place": {"KZ-ALA": 12}}, {"place": {"almaty": 8, "south": 7, LAST_STEP: 15}}, "place"),
        (20, {"place": {"almaty": 6, "shymkent": 7}}, {"place": {"south": 15, LAST_STEP: 15}}, "place"),
        (20, {"place": {"almaty": 6, "shymkent": 9}}, {"place": {"south": 20, LAST_STEP: 10}}, ""),
        (20, {"authority": {"police": 12}}, {"authority": {"police": 12, "other": 10, LAST_STEP: 8}}, ""),
        (20, {"authority": {"other": 8}}, {"authority": {"prison_staff": 10, "other": 8, LAST_STEP: 12}}, ""),
        (20, {"authority": {"other": 8}}, {"authority": {"prison_staff": 10, LAST_STEP: 20}}, ""),
    ],
)
def test_what_two_ledgers_differ_by_is_of_nobody_or_of_many(
    total: int, inner: Mapping[str, Mapping[str, int]], outer: Mapping[str, Mapping[str, int]], found: str
) -> None:
    """Of a line, of all, of what is left beside it and of the sum of parts: 0 or five; unless both were public."""
    first = briefing("2000-06-30", total, inner, *DAYS["inside"])
    last = release(outer, includes=["2000-06-30"])
    assert said(first, last) == ([("2001-1", judging.DIFFERENCE, found)] if found else [])
    last_ = briefing("2001-12-31", 30, {"gender": {"man": 16, "woman": 14}}, includes=["2000-06-30"], public=True)
    first_ = briefing("2000-06-30", 20, {"gender": {"man": 12, "woman": 8}}, *DAYS["inside"], public=True)
    assert said(first_, last_) == []
    assert said(first_, last_.model_copy(update={"already_public": None})) == [
        ("2001-12-31", judging.DIFFERENCE, "gender")
    ]


@pytest.mark.parametrize(
    ("values", "of_whom", "is_said"),
    [
        ((8, 9), {}, True),
        ((9, 8), {}, True),
        ((8, 8), {}, False),
        ((8, 13), {}, False),
        ((8, 17), {}, True),
        ((8, 18), {}, False),
        ((18, 8), {}, False),
        ((8, 9), {"gender": "man"}, True),
    ],
)
def test_what_no_field_compares_is_compared_by_its_name(
    values: tuple[int, int], of_whom: dict[str, str], is_said: bool
) -> None:
    """Of a label, and of people within it, two briefings differ by nobody or by many, and so do all others; unless both
    were public."""

    def with_label(ledger: Ledger, value: int) -> Ledger:
        label = {"label": texts("Answered"), "within": "all"}
        told = {"answered": {**label, "value": value}}
        if of_whom:
            told = {
                "answered": {**label, "value": 19 if ledger.id < "2001" else 29},
                "some": {**of_whom, "value": value, "within": "answered"},
            }
        figures = {name: Figure.model_validate(one) for name, one in told.items()}
        return ledger.model_copy(update={"figures": {**ledger.figures, **figures}})

    first = with_label(briefing("2000-06-30", 20, {}, *DAYS["inside"], whole="all"), values[0])
    last = with_label(briefing("2001-12-31", 30, {}, includes=["2000-06-30"], whole="all"), values[1])
    found = {fault for _, fault, _ in said(first, last)} & {judging.DIFFERENCE, judging.FEWER}
    assert found == ({judging.DIFFERENCE} if is_said else set())
    public = {"already_public": PublicSince(source="https://elsewhere.test/", date="2000-01-01")}
    assert judging.DIFFERENCE not in {
        fault for _, fault, _ in said(*(one.model_copy(update=public) for one in (first, last)))
    }


@pytest.mark.parametrize(
    ("said_of_other", "rest", "found"),
    [
        ({"authority_prison_staff": {"within": "authority_other"}}, 17, {judging.DIFFERENCE}),
        ({"authority_prison_staff": {"within": "authority_other"}}, 15, set()),
        ({"tables": True}, 22, {judging.DIFFERENCE}),
        ({"tables": True}, 20, set()),
        ({"authority_prison_staff": {"within": "all"}}, 20, {briefings.UNSAID}),
    ],
)
def test_other_counts_what_the_ledger_says(said_of_other: Mapping[str, Any], rest: int, found: set[Fault]) -> None:
    """Other authorities count the prison staff too where these lie within them; as parts of a table they are other than
    these. A ledger that does not say which is refused: what it differs by from one around it nobody could tell."""
    lines = {"authority": {"police": 20, "other": 15, "prison_staff": 5}}
    is_table = said_of_other == {"tables": True}
    first = briefing("2000-06-30", 40, lines, *DAYS["inside"], public=True, tables=is_table)
    for name, changes in said_of_other.items() if not is_table else ():
        first.figures[name] = first.figures[name].model_copy(update=changes)
    around = release({"authority": {"police": 30, "other": rest, LAST_STEP: 70 - rest}}, 100, includes=["2000-06-30"])
    assert {fault for _, fault, _ in said(first, around)} == found


def test_a_ledger_holds_at_least_what_lies_within_it() -> None:
    """More men in a part than in the whole is a mistake in one of the two."""
    first = briefing("2000-06-30", 20, {"gender": {"man": 20}}, *DAYS["inside"])
    assert said(first, release({"gender": {"man": 15, "woman": 15}}, includes=["2000-06-30"])) == [
        ("2001-1", judging.FEWER, "gender")
    ]


def test_two_that_are_apart_are_compared_with_what_holds_both() -> None:
    """Neither of two briefings differs by few from the release around them; both together do."""
    parts = [
        briefing(day, 14, {"gender": {"man": 9, "woman": 5}}, since, until, apart=apart)
        for day, since, until, apart in (
            ("2000-06-30", "2001-01-01", "2001-01-31", []),
            ("2000-07-30", "2001-02-01", "2001-02-28", ["2000-06-30"]),
        )
    ]
    around = release({"gender": {"man": 21, "woman": 19}}, 40, includes=["2000-06-30", "2000-07-30"])
    assert said(*parts, around) == [("2001-1", judging.DIFFERENCE, "gender")]


def test_ledgers_of_the_same_reports_say_nothing_finer_together() -> None:
    """West is seven in one and Atyrau five in the other: the rest of the west is two."""
    first = briefing("2000-06-30", 30, {"place": {"atyrau": 5}})
    assert said(first, release({"place": {"west": 7, LAST_STEP: 23}}, same=["2000-06-30"])) == [
        ("2001-1", judging.DIFFERENCE, "place")
    ]
    turned = briefing("2000-06-30", 30, {"place": {"west": 7}})
    assert said(turned, release({"place": {"atyrau": 5, LAST_STEP: 25}}, same=["2000-06-30"])) == [
        ("2001-1", judging.DIFFERENCE, "place")
    ]


def test_beside_a_number_of_few_nobody_says_what_is_true_of_nearly_all() -> None:
    """One report from Semey, and all beaten by the police, is what happened to one person; a briefing says so too."""
    few = briefing("2000-06-30", 24, {"place": {"semey": 1}}, *DAYS["inside"], public=True)
    lines = {"authority": {"police": 30}, "treatment": {"beatings": 30}}
    assert said(release(lines)) == []
    found = said(few, release(lines, includes=["2000-06-30"]))
    assert [fault.code for _, fault, _ in found] == ["disclosure.nearly_all"] * 2
    later = briefing("2001-12-31", 30, {"authority": {"police": 30}}, includes=["2000-06-30"])
    assert [fault.code for _, fault, _ in said(few, later)] == ["disclosure.nearly_all"]


def made(register: list[Report], others: Mapping[str, AnyLedger], includes: list[str]) -> Draft:
    """Return the tables of all reports beside ledgers that lie within them."""
    counts = CountedReports.model_validate({"from": "2001-01-01", "until": "2001-12-31", "includes": includes})
    return tables_of(register, others, counts, "2001-1", REVIEW, vocabulary(), settings())


def below(field: str) -> dict[str, set[str]]:
    """Return by code of a field the codes at or below it."""
    ladders = every_ladder(field, vocabulary())
    return {step: {one[0] for one in ladders if step in one} for step, *_ in ladders}


def counted(register: list[Report], field: str, codes: list[str], alone: bool = False) -> dict[str, int]:
    """Return how many reports each of some codes counts: all at or below it, or each report in the nearest alone."""
    blocks = _blocks(field, codes) if alone else below(field)
    found = {code: sum(one.answers[field][0] in blocks[code] for one in register) for code in codes}
    return {code: number for code, number in found.items() if number}


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Report], list[list[Report]], bool]:
    """Draw a register and two parts of it, which are apart or lie within each other."""
    register = by_chance(random.Random(draw(st.integers(0, 10_000))), draw(st.integers(30, 80)))
    first, second = sorted((draw(st.integers(5, len(register) - 5)), draw(st.integers(5, len(register)))))
    nested = draw(st.booleans())
    return register, [register[:first], register[:second] if nested else register[first:second]], nested


@hypothesis_settings(max_examples=100)
@given(
    chains(),
    st.sampled_from(["gender", "authority", "age_band", "detention_place"]),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_no_chain_of_ledgers_tells_of_few(
    drawn: tuple[list[Report], list[list[Report]], bool], field: str, in_tables: bool, chance: random.Random
) -> None:
    """Whatever two briefings say of some codes, the tables of a release around them are refused or add nothing: no sum
    of their lines less lines of theirs that count the same codes is 1 to 4 reports. Which codes of a step nobody gave,
    a reader does not know; where figures are parts of a table, "other" is other than the rest of it."""
    register, parts, nested = drawn
    alone = in_tables and field == "authority"
    codes = sorted({one.answers[field][0] for one in register} - {"not_stated"})
    some = [sorted(chance.sample(codes, chance.randint(0, len(codes)))) for _ in parts]
    figures = [counted(part, field, own, alone) for part, own in zip(parts, some, strict=True)]
    days = [("2001-01-01", "2001-03-31"), ("2001-01-01", "2001-06-30") if nested else ("2001-04-01", "2001-06-30")]
    word = "includes" if nested else "apart"
    ids = ["2000-06-30", "2000-07-30"]
    others: dict[str, AnyLedger] = {
        id_: briefing(id_, len(part), {field: own}, *day, public=True, tables=alone, **more)
        for id_, part, own, day, more in zip(ids, parts, figures, days, ({}, {word: ids[:1]}), strict=True)
    }
    draft = made(register, others, ids)
    if draft.problems or field not in draft.lines:
        return
    own_unions = _unions(_blocks(field, draft.ledger.tables[field]))
    unions = [_unions(_blocks(field, own)) for own in figures]
    for group in [[0], [1], *([] if nested else [[0, 1]])]:
        within = [one for number in group for one in parts[number]]
        for answers in own_unions.intersection(*(unions[number] for number in group)):
            own, inner = (sum(one.answers[field][0] in answers for one in some) for some in (register, within))
            assert own - inner not in range(1, 5)


def _blocks(field: str, steps: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the codes that each step counts: those at or below it that no finer one counts; the last has the rest."""
    found = dict[str, set[str]]()
    for ladder in every_ladder(field, vocabulary()):
        found.setdefault(covering(ladder, steps), set()).add(ladder[0] if ladder[1:] else "not_stated")
    return {step: frozenset(codes) for step, codes in found.items()}


def _unions(blocks: Mapping[str, frozenset[str]]) -> set[frozenset[str]]:
    """Return all unions of sets."""
    every = chain.from_iterable(combinations(blocks.values(), size) for size in range(len(blocks) + 1))
    return {frozenset(chain.from_iterable(some)) for some in every}


@hypothesis_settings(max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from(["authority", "age_band", "gender"]), st.booleans())
def test_tables_are_found_beside_a_briefing_where_the_judge_lets_any_pass(
    seed: int, field: str, is_around: bool
) -> None:
    """A table that is made is one of the sets of lines that are published without a problem, and a field that is left
    out has none: beside a briefing that lies within the release, and beside one that holds it."""
    chance = random.Random(seed)
    every = by_chance(chance, chance.randint(24, 60))
    some = every[: chance.randint(20, len(every))]
    theirs, register = (every, some) if is_around else (some, every)
    codes = sorted({one.answers[field][0] for one in theirs} - {"not_stated"})
    figures = {field: counted(theirs, field, sorted(chance.sample(codes, chance.randint(1, len(codes)))))}
    ids, days = (["2001-1"], DAYS["outside"]) if is_around else ([], DAYS["inside"])
    other = briefing("2000-06-30", len(theirs), figures, *days, includes=ids, public=True)
    own = [] if is_around else ["2000-06-30"]
    draft = made(register, {"2000-06-30": other}, own)
    last = datetime.date.max
    ladders = [(ladder_of(field, one.answers[field][0], last, vocabulary()), one.person) for one in register]
    passing = [
        lines for lines in valid_sets(ladders) if not said(other, release({field: lines}, len(register), includes=own))
    ]
    mine = draft.ledger.tables.get(field)
    refused = [one for one in draft.problems if one.said.get("field") == "total"]
    assert refused or ((mine in passing) if mine else not passing)


def test_a_briefing_of_which_nobody_knows_the_number_of_all_is_refused() -> None:
    """What holds it, or lies within it, cannot be compared; where two figures could be meant, the ledger names one."""
    first = briefing("2000-06-30", 20, {"gender": {"man": 10}}, *DAYS["inside"])
    other = first.figures["all"].model_copy(update={"value": 25})
    figures = {
        **first.figures,
        "other": other,
        "of_other": first.figures["gender_man"].model_copy(update={"within": "other"}),
    }
    two_wholes = first.model_copy(update={"figures": figures})
    found = said(two_wholes, release(WHOLE, includes=["2000-06-30"]))
    assert ("2000-06-30", judging.MISSING_VALUE, "all, other") in found


def test_a_release_leaves_out_the_line_that_would_tell_of_few() -> None:
    """Beside a briefing that said 7 of 10 women, the women join the rest, or the field is left out."""
    register = reports("gender", {"man": 20, "woman": 10, "not_stated": 8})
    first = briefing("2000-06-30", 20, {"gender": {"woman": 7}}, *DAYS["inside"])
    draft = made(register, {"2000-06-30": first}, ["2000-06-30"])
    assert draft.problems == ()
    assert draft.ledger.tables["gender"] == {"man": 20, LAST_STEP: 18}
    second = briefing("2000-06-30", 20, {"gender": {"man": 12, "woman": 7}}, *DAYS["inside"], public=True)
    draft = made(reports("gender", {"man": 14, "woman": 16}), {"2000-06-30": second}, ["2000-06-30"])
    assert draft.unpublished["gender"] is Why.DIFFERENCE


def test_a_city_of_a_briefing_lies_in_the_region_of_its_time() -> None:
    """What was registered before the country was divided anew lies in a region of then, so that its city and a line of
    this region tell of the same reports: two more from Almaty are a small number."""
    first = briefing("2022-01-19", 24, {"place": {"almaty": 6}}, "unknown", "2022-01-19")
    lines = {"place": {"KZ-ALA": 8, "other_or_not_stated": 52}}
    second = release(lines, 60, "2022-1", **{"from": "unknown", "until": "2022-12-31", "includes": ["2022-01-19"]})
    assert said(first, second) == [("2022-1", judging.DIFFERENCE, "place")]
