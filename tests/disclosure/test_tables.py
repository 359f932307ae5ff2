"""The tables of a release, made of reports: lines of many, in every field the rules of its kind, and nothing else."""

import datetime
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from benchmarks.attacker import backwards
from build_tools.disclosure import tables
from build_tools.disclosure.drafting import FieldLines, best_lines, tables_of
from build_tools.disclosure.tables import ledger_problems
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, ReleaseLedger, Report, fact_fields
from build_tools.models.figures import figure_fields
from build_tools.models.hierarchies import Ladder, covering, ladder_of
from build_tools.models.settings import TABLES
from build_tools.problems import Fault
from tests.disclosure.reports import COUNTS, REVIEW, UNTIL, by_chance, release, report, reports, settings, vocabulary

REGISTERS = st.builds(by_chance, st.randoms(use_true_random=False), st.integers(20, 70))
SOME = hypothesis_settings(max_examples=40)
TOLD = ("complaint", "assistance", "access_lawyer", "access_doctor", "access_family")
ANSWERS = {"complaint": {"filed", "not_filed"}, **{name: {"given", "denied"} for name in TOLD[2:]}}


def drafted(register: list[Report]) -> ReleaseLedger:
    """Return the tables of a register."""
    return tables_of(register, COUNTS, "2001-1", REVIEW, vocabulary(), settings())


def table(register: list[Report], field: str) -> Mapping[str, int] | None:
    """Return the table by a field, or nothing where there is none."""
    return drafted(register).tables.get(field)


def line_of(lines: Collection[str], field: str, one: Report) -> str:
    """Return the line that a report is counted in, told again in other words."""
    return covering(ladder_of(field, one.answers[field][0], one.registered, vocabulary()), lines)


def follows_the_rules(field: str, lines: Mapping[str, int], total: int) -> bool:
    """Whether a table is as the policy says, told again in other words."""
    bound = [step for step in lines if field in TOLD or step == "sexual_violence"]
    return (
        all(number >= 5 for number in lines.values())
        and {*lines} != {LAST_STEP}
        and (max(lines.values()) <= total if field in SEVERAL_ANSWERS else sum(lines.values()) == total)
        and all(total - lines[step] >= 5 for step in bound if step != LAST_STEP)
        and (field not in ANSWERS or bool(ANSWERS[field] & lines.keys()))
    )


@SOME
@given(REGISTERS)
def test_no_line_is_of_few_people(register: list[Report]) -> None:
    """Each line counts at least five reports of five people: those of its step that have no finer line."""
    ledger = drafted(register)
    assert [*ledger_problems({"x.yml": ledger}, vocabulary(), settings())] == []
    for field, lines in ledger.tables.items():
        for step, number in lines.items() if field not in SEVERAL_ANSWERS else ():
            own = [one for one in register if step == line_of(lines, field, one)]
            assert len(own) == number >= 5 <= len({one.person for one in own}), (field, step)


@SOME
@given(REGISTERS, st.randoms(use_true_random=False))
def test_nothing_but_codes_and_people_changes_the_tables(register: list[Report], chance: random.Random) -> None:
    """The order of rows, their numbers, and whether somebody is free to speak change nothing."""
    # invented: true
    others = [replace(one, id=f"X{number}", free_to_speak=True) for number, one in enumerate(register)]
    chance.shuffle(others)
    assert drafted(others) == drafted(register)


@SOME
@given(REGISTERS)
def test_reports_of_other_days_are_not_counted(register: list[Report]) -> None:
    """A register holds the reports of all times; a release those that were registered on its days."""
    later = [replace(one, registered=UNTIL.replace(year=2002)) for one in register]
    assert drafted([*register, *later]) == drafted(register)


@SOME
@given(REGISTERS, st.data())
def test_a_table_that_was_changed_is_refused_or_follows_the_rules(register: list[Report], data: st.DataObject) -> None:
    """Whoever changes a number by hand, or swaps two, is stopped unless the rules still hold."""
    ledger = drafted(register)
    if not ledger.tables:
        return
    field = data.draw(st.sampled_from(sorted(ledger.tables)))
    lines = dict(ledger.tables[field])
    one, other = (data.draw(st.sampled_from(sorted(lines))) for _ in range(2))
    if data.draw(st.booleans()):
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one] = max(0, lines[one] + data.draw(st.sampled_from([*range(-5, 0), *range(1, 6)])))
    changed = ledger.model_copy(update={"tables": {**ledger.tables, field: lines}})
    problems = list(ledger_problems({"content/figures/2001-1.yml": changed}, vocabulary(), settings()))
    assert bool(problems) != follows_the_rules(field, lines, ledger.total)


POLICE = {"police": 12, "prison_staff": 3, "force_structures": 2, "not_stated": 6}
LATE = {"late": 8, "given": 3, "denied": 4, "not_stated": 9}


@pytest.mark.parametrize(
    ("field", "counts", "lines"),
    [
        ("authority", POLICE, {"police": 12, "other": 5, LAST_STEP: 6}),
        ("gender", {"man": 24}, {"man": 24}),
        ("gender", {"man": 24, "woman": 1}, None),
        ("gender", {"man": 4, "not_stated": 20}, None),
        ("access_lawyer", LATE, None),
        ("access_lawyer", {**LATE, "denied": 5}, {"late": 8, "denied": 5, LAST_STEP: 12}),
        ("complaint", {"not_filed": 24}, None),
        ("complaint", {"not_filed": 19, "filed": 5}, {"not_filed": 19, "filed": 5}),
        ("complaint", {"in_court": 12, "conviction": 12}, {"filed": 12, "conviction": 12}),
        ("assistance", {"none": 12, "legal": 8}, {"legal": 8}),
    ],
)
def test_what_is_of_few_joins_the_next_step_that_is_of_enough(
    field: str, counts: Mapping[str, int], lines: Mapping[str, int] | None
) -> None:
    """The rest stays as it is. Where no joining gives lines of many, none says whether something was given or done, or
    one says of nearly everybody what they did, the field is left out."""
    assert table(reports(field, counts), field) == lines


def test_what_all_people_did_is_not_said_though_some_reports_say_otherwise() -> None:
    """Six people outside of a line who stand in it with another report are not outside."""
    twice = [*reports("complaint", {"filed": 20}), *(report(90 + n, f"P{n}", complaint="not_filed") for n in range(6))]
    assert table(twice, "complaint") == {"not_filed": 6, LAST_STEP: 20}


def test_what_most_reports_speak_of_is_said_of_treatment_alone() -> None:
    """A register of beatings may say so; sexual violence of nearly all is said nowhere, not in another line either."""
    register = [
        report(n, treatment=("beatings", "sexual_violence", *(["threats"] if n < 3 else []))) for n in range(24)
    ]
    more = [report(90 + n, treatment="humiliation") for n in range(2)]
    assert table(register, "treatment") == {"beatings": 24}
    assert table([*register, *more], "treatment") == {"beatings": 24, "other": 5}
    others = [report(60 + n, treatment="denial_of_medical_care") for n in range(9)]
    assert table([*register, *others], "treatment") == {
        "beatings": 24,
        "sexual_violence": 24,
        "denial_of_medical_care": 9,
    }


def test_a_joined_line_of_several_answers_counts_a_report_once() -> None:
    """Three reports with two kinds of few each are no six; what is left of few has no line, and none is no line."""
    few = [report(n, treatment=("threats", "humiliation")) for n in range(4)]
    register = [*few, *(report(10 + n, treatment="beatings") for n in range(20))]
    assert table(register, "treatment") == {"beatings": 20}
    assert table([*register, report(9, treatment="denial_of_medical_care")], "treatment") == {
        "beatings": 20,
        "other": 5,
    }


@pytest.mark.parametrize(
    ("field", "lines", "fault", "wrong"),
    [
        ("gender", {"man": 26, "woman": 4}, tables.FEW, ["woman"]),
        ("gender", {"man": 30, "woman": 0}, tables.FEW, ["woman"]),
        ("gender", {"man": 20, "woman": 9}, tables.LINES_DO_NOT_ADD_UP, []),
        ("gender", {LAST_STEP: 30}, tables.NO_ANSWER, []),
        ("treatment", {}, tables.NO_ANSWER, []),
        ("treatment", {"beatings": 31}, tables.LINES_DO_NOT_ADD_UP, []),
        ("treatment", {"beatings": 20, LAST_STEP: 10}, tables.NO_STEP, [LAST_STEP]),
        ("assistance", {"none": 20}, tables.NO_STEP, ["none"]),
        ("gender", {"man": 20, "not_stated": 10}, tables.NO_STEP, ["not_stated"]),
        ("gender", {"men": 20, LAST_STEP: 10}, tables.NO_STEP, ["men"]),
        ("period", {"2022-01-05": 20, LAST_STEP: 10}, tables.NO_STEP, ["2022-01-05"]),
        ("complaint", {"in_court": 20, LAST_STEP: 10}, tables.NO_ANSWER, []),
        ("assistance", {"legal": 26}, tables.NEARLY_ALL, ["legal"]),
        ("treatment", {"sexual_violence": 26}, tables.NEARLY_ALL, ["sexual_violence"]),
        ("place", {"KZ-10": 20, LAST_STEP: 10}, tables.NO_STEP, ["KZ-10"]),  # a region of a later division
        ("colour", {"red": 30}, tables.NO_STEP, []),
    ],
)
def test_a_table_that_breaks_a_rule_is_refused(
    field: str, lines: dict[str, int], fault: Fault, wrong: list[str]
) -> None:
    """It is said once, and where a line breaks the rule at that line."""
    [problem] = ledger_problems({"x.yml": release({field: lines})}, vocabulary(), settings())
    assert (problem.fault, problem.field) == (fault, ("tables", field, *wrong))


def test_a_release_of_few_is_refused() -> None:
    """Nineteen reports wait for the twentieth, whatever their tables are."""
    [problem] = ledger_problems({"x.yml": release({"gender": {"man": 19}}, 19)}, vocabulary(), settings())
    assert (problem.fault, problem.field) == (tables.TOO_SMALL, ("total",))
    assert {*drafted(reports("gender", {"man": 20})).tables} == {"gender"} <= {*fact_fields()}


def test_a_release_has_a_line_for_each_fact_of_a_report() -> None:
    """What a report states, a site can make a table of, and each line says its code: else readers would see a number of
    nobody."""
    assert {*TABLES} == fact_fields().keys()
    assert figure_fields().keys() >= {*TABLES}


# --- which steps get a line, held against all sets of lines that there are -----------------------------------------

OLD, NEW = datetime.date(2022, 1, 1), datetime.date(2023, 1, 1)
PLACES = [
    ladder_of("place", code, day, vocabulary())
    for code in ("semey", "oskemen", "almaty", "KZ-VOS", "KZ-63", "KZ-75", "east", "not_stated")
    for day in (OLD, NEW)
]
PERIODS = [
    ladder_of("period", code, OLD, vocabulary()) for code in ("2022", "2022-Q1", "2022-01", "2022-02", "2022-05")
]
SOME_PLACES = st.lists(st.sampled_from(PLACES), min_size=3, max_size=8, unique=True)

Given = Sequence[tuple[Ladder, str]]
"""The ladder and the person of each report."""

Judge = Callable[[Mapping[str, int]], Iterator[Collection[str]]]
"""Yields the steps whose lines break a rule."""


def everything(_: object) -> Iterator[Collection[str]]:
    """Let all lines pass."""
    return iter(())


def best(given_: Given, judge: Judge = everything) -> FieldLines | None:
    """Return the best lines that a judge lets pass, and that leave nobody or five people for the last step."""

    def judged(lines: FieldLines) -> Iterator[Collection[str]]:
        yield from ((step,) for step in lines.counts if lines.people(step) < 5)
        yield from [()] if lines.counts.keys() <= {LAST_STEP} else judge(lines.counts)

    return best_lines([([ladder], person) for ladder, person in given_], 5, judged, is_of_several=False)


def valid_sets(given_: Given) -> Iterator[Mapping[str, int]]:
    """Yield the counts of every set of lines of five people in which everybody is counted."""
    steps = sorted({step for ladder, _ in given_ for step in ladder} - {LAST_STEP})
    for number in range(1, len(steps) + 1):
        for lines in combinations(steps, number):
            found = defaultdict[str, list[str]](list)
            for ladder, person in given_:
                found[covering(ladder, lines)].append(person)
            if {*lines} <= found.keys() and all(len({*people}) >= 5 for people in found.values()):
                yield {step: len(people) for step, people in found.items()}


@st.composite
def registers(draw: st.DrawFn) -> Given:
    """Draw the answers of up to some dozens of reports, some of them of one person."""
    most = draw(st.sampled_from((20, 60, 100)))
    ladders = draw(st.one_of(SOME_PLACES, st.just(PERIODS)))
    some = draw(st.lists(st.sampled_from(ladders), min_size=5, max_size=40))
    weights = draw(st.lists(st.sampled_from((0, 0, 2, 5)), min_size=len(ladders), max_size=len(ladders)))
    often = [ladder for ladder, weight in zip(ladders, weights, strict=True) for _ in range(weight)]
    return [(ladder, str(number % most)) for number, ladder in enumerate([*some, *often])]


@given(registers(), st.randoms(use_true_random=False))
def test_lines_are_found_where_there_are_any(given_: Given, chance: random.Random) -> None:
    """Held against all sets of lines of five people: of those that a rule lets pass one is found, if there is one. The
    rule forbids some lines as they are, and wants one of two."""
    every = list(valid_sets(given_))
    known = sorted({line for lines in every for line in lines.items()})
    forbidden = set(chance.sample(known, min(len(known), 3)))
    steps = sorted({step for lines in every for step in lines} - {LAST_STEP})
    wanted = chance.sample(steps, min(len(steps), 2))

    def judge(lines: Mapping[str, int]) -> Iterator[Collection[str]]:
        yield from ((step,) for step, count in lines.items() if (step, count) in forbidden)
        if wanted and lines.keys().isdisjoint(wanted):
            yield wanted

    for rule, passing in ((everything, every), (judge, [lines for lines in every if not any(judge(lines))])):
        found = best(given_, rule)
        assert (found.counts in passing) if found else not passing


AUTHORITIES = {
    code: ladder_of("authority", code, OLD, vocabulary()) for code in ("police", "prison_staff", "other", "not_stated")
}


def test_the_choice_of_lines_tells_of_no_hidden_code_that_a_few_have_it() -> None:
    """Of every table that is made, each code without a line may be nobody's or that of many: held against all registers
    of up to twenty reports of four authorities."""

    def table(counts: Mapping[str, int]) -> Mapping[str, int]:
        given_ = [(AUTHORITIES[code], f"{code}{one}") for code, number in counts.items() for one in range(number)]
        found = best(given_)
        return found.counts if found else {}

    assert [*backwards.narrowed(tuple(AUTHORITIES), range(21), table, 5)] == []


def test_a_city_climbs_where_it_lay_when_it_happened() -> None:
    """Reports from Semey of before the change join the old East Kazakhstan, and later ones the new region of Abai."""
    of_old, of_new = (ladder_of("place", "semey", day, vocabulary()) for day in (OLD, NEW))
    assert of_old == ("semey", "KZ-VOS", "east", LAST_STEP)
    assert of_new == ("semey", "KZ-10", "east", LAST_STEP)
    assert ladder_of("place", "semey", datetime.date.max, vocabulary()) == of_new
    found = best([(ladder, f"{ladder[1]}{number}") for ladder in (of_old, of_new) for number in range(3)])
    assert found is not None
    assert found.counts == {"semey": 6}
