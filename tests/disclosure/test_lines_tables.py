"""The tables of a release, made of reports: lines of many, in every field the rules of its kind, and nothing else."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from build_tools.disclosure.lines import Draft, Why, judging, ledger_problems, tables, tables_of
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, Report, fact_fields
from build_tools.models.figures import figure_fields
from build_tools.models.settings import TABLES
from tests.disclosure.reports import COUNTS, REVIEW, UNTIL, by_chance, release, report, reports, settings, vocabulary

REGISTERS = st.builds(by_chance, st.randoms(use_true_random=False), st.integers(20, 70))
SOME = hypothesis_settings(max_examples=40)
TOLD = ("complaint", "assistance", "access_lawyer", "access_doctor", "access_family")
ANSWERS = {"complaint": {"filed", "not_filed"}, **{name: {"given", "denied"} for name in TOLD[2:]}}


def drafted(register: list[Report]) -> Draft:
    """Return the tables of a register beside which nothing is published."""
    return tables_of(register, {}, COUNTS, "2001-1", REVIEW, vocabulary(), settings())


def table(register: list[Report], field: str) -> Mapping[str, int] | Why:
    """Return the table by a field, or why there is none."""
    draft = drafted(register)
    return draft.unpublished.get(field) or draft.ledger.tables[field]


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
    """Each line counts at least five reports of five people, and what went into it is what it counts."""
    draft = drafted(register)
    assert not draft.problems
    assert draft.ledger.tables.keys() | draft.unpublished.keys() == {*settings().tables}
    people = {one.id: one.person for one in register}
    for field, lines in draft.lines.items():
        for line in lines:
            holders = {people[one.id] for one in register if not {*one.answers[field]}.isdisjoint(line.codes)}
            assert line.count >= 5 <= len(holders)
            assert field in SEVERAL_ANSWERS or line.count == sum(line.codes.values())


@SOME
@given(REGISTERS, st.randoms(use_true_random=False))
def test_nothing_but_codes_and_people_changes_the_tables(register: list[Report], chance: random.Random) -> None:
    """The order of rows, their numbers, and whether somebody is free to speak change nothing."""
    # invented: true
    others = [replace(one, id=f"X{number}", free_to_speak=True) for number, one in enumerate(register)]
    chance.shuffle(others)
    assert drafted(others).ledger == drafted(register).ledger


@SOME
@given(REGISTERS)
def test_reports_of_other_days_are_not_counted(register: list[Report]) -> None:
    """A register holds the reports of all times; a release those that were registered on its days."""
    later = [replace(one, registered=UNTIL.replace(year=2002)) for one in register]
    assert drafted([*register, *later]).ledger == drafted(register).ledger


@SOME
@given(REGISTERS, st.data())
def test_a_table_that_was_changed_is_refused_or_follows_the_rules(register: list[Report], data: st.DataObject) -> None:
    """Whoever changes a number by hand, or swaps two, is stopped unless the rules still hold."""
    ledger = drafted(register).ledger
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


def test_what_is_of_few_joins_the_next_step_that_is_of_enough() -> None:
    """Prison staff and force structures of few are counted with other authorities, and the rest stays as it is."""
    register = reports("authority", {"police": 12, "prison_staff": 3, "force_structures": 2, "not_stated": 6})
    assert table(register, "authority") == {"police": 12, "other": 5, LAST_STEP: 6}


def test_where_no_joining_gives_lines_the_field_is_left_out() -> None:
    """Nobody sees one woman as the rest of a table, and a table of the last step alone says nothing."""
    assert table(reports("gender", {"man": 24, "woman": 1}), "gender") is Why.FEW
    assert table(reports("gender", {"man": 4, "not_stated": 20}), "gender") is Why.FEW
    assert table(reports("gender", {"man": 24}), "gender") == {"man": 24}


def test_one_of_two_answers_has_its_own_line() -> None:
    """A table of access that says neither given nor denied is left out; late alone says nothing."""
    lines = {"late": 8, "given": 3, "denied": 4, "not_stated": 9}
    assert table(reports("access_lawyer", lines), "access_lawyer") is Why.NO_ANSWER
    assert table(reports("access_lawyer", {**lines, "denied": 5}), "access_lawyer") == {
        "late": 8,
        "denied": 5,
        LAST_STEP: 12,
    }


def test_what_nearly_everybody_did_is_not_said() -> None:
    """That a person did not complain follows from a line of all; from one that leaves five it does not."""
    assert table(reports("complaint", {"not_filed": 24}), "complaint") is Why.NEARLY_ALL
    assert table(reports("complaint", {"not_filed": 19, "filed": 5}), "complaint") == {"not_filed": 19, "filed": 5}
    stages = {"in_court": 12, "conviction": 12}
    assert table(reports("complaint", stages), "complaint") == {"filed": 12, "conviction": 12}
    twice = [*reports("complaint", {"filed": 20}), *(report(90 + n, f"P{n}", complaint="not_filed") for n in range(6))]
    assert table(twice, "complaint") == {"not_filed": 6, LAST_STEP: 20}, "a line of all people, who say both"


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
    assert table(reports("assistance", {"none": 12, "legal": 8}), "assistance") == {"legal": 8}


@pytest.mark.parametrize(
    ("field", "lines", "fault"),
    [
        ("gender", {"man": 26, "woman": 4}, tables.FEW),
        ("gender", {"man": 30, "woman": 0}, tables.FEW),
        ("gender", {"man": 20, "woman": 9}, tables.LINES_DO_NOT_ADD_UP),
        ("gender", {LAST_STEP: 30}, tables.NO_ANSWER),
        ("treatment", {}, tables.NO_ANSWER),
        ("treatment", {"beatings": 31}, tables.LINES_DO_NOT_ADD_UP),
        ("treatment", {"beatings": 20, LAST_STEP: 10}, tables.NO_STEP),
        ("assistance", {"none": 20}, tables.NO_STEP),
        ("gender", {"man": 20, "not_stated": 10}, tables.NO_STEP),
        ("gender", {"men": 20, LAST_STEP: 10}, tables.NO_STEP),
        ("period", {"2022-01-05": 20, LAST_STEP: 10}, tables.NO_STEP),
        ("complaint", {"in_court": 20, LAST_STEP: 10}, tables.NO_ANSWER),
        ("assistance", {"legal": 26}, tables.NEARLY_ALL),
        ("treatment", {"sexual_violence": 26}, tables.NEARLY_ALL),
        ("colour", {"red": 30}, tables.NO_STEP),
    ],
)
def test_each_rule_is_said_where_it_is_broken(field: str, lines: dict[str, int], fault: object) -> None:
    """A table that breaks one rule is refused by that rule, and where a line breaks it at that line."""
    problems = list(ledger_problems({"x.yml": release({field: lines})}, vocabulary(), settings()))
    assert {problem.fault for problem in problems} == {fault}
    assert all(problem.field[:2] == ("tables", field) for problem in problems)


def test_a_release_of_few_is_refused() -> None:
    """Nineteen reports wait for the twentieth, whatever their tables are."""
    [problem] = ledger_problems({"x.yml": release({"gender": {"man": 19}}, 19)}, vocabulary(), settings())
    assert (problem.fault, problem.field) == (judging.TOO_SMALL, ("total",))
    assert judging.TOO_SMALL in {one.fault for one in drafted(reports("gender", {"man": 19})).problems}
    assert {*drafted(reports("gender", {"man": 20})).ledger.tables} == {"gender"} <= {*fact_fields()}


def test_a_release_has_a_line_for_each_fact_of_a_report() -> None:
    """What a report states, a site can make a table of, and each line says its code: else readers would see a number of
    nobody."""
    assert {*TABLES} == fact_fields().keys()
    assert figure_fields().keys() >= {*TABLES}
