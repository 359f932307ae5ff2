"""The rules for coded records: who has too few alike, what a group shares, who is left alone beside pages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.disclosure.alike import groups, isolating
from build_tools.disclosure.refusals import not_alike, problems_of
from build_tools.disclosure.rule import Rule
from build_tools.models import Case, coded_fields, fact_fields
from build_tools.models.settings import KEY_FIELDS
from build_tools.problems import Problem, sentence
from tests.site_builder import built, plain, texts

RULE = Rule(3)
SOME = {"period": "2000", "treatment": ("beatings",), "assistance": ("none",)}
PLAIN = {**dict.fromkeys(fact_fields(), "not_stated"), **{name: SOME[name] for name in SOME}}


def record(number: int, **fields: Any) -> Case:
    """Return a record that says little, with some fields."""
    answers = {"treatment": (f"kind_{number % 2}",), "assistance": (f"help_{number % 2}",)}
    data = {**PLAIN, **answers, "release": "2000-1", "consent": {"record": True}, **fields}
    if "summary" in fields:
        data["consent"] = {"record": True, "narrative": True}
    return Case.model_validate({"id": f"A{number:03d}", **data})


def said(records: Sequence[Case], rule: Rule = RULE) -> list[str]:
    """Return what is said of records that lie in their files."""
    return [sentence(problem) for problem in problems(records, rule)]


def problems(records: Sequence[Case], rule: Rule = RULE) -> list[Problem]:
    """Return the problems of records that lie in their files."""
    return problems_of({f"cases_public/{one.release}/{one.id}.yml": one for one in records}, rule, {})


def codes(records: Sequence[Case], rule: Rule = RULE) -> list[str]:
    """Return the codes of the same."""
    return [problem.code for problem in problems(records, rule)]


def test_every_coded_field_and_the_period_is_a_key_or_sensitive() -> None:
    """A field that is added to a case is sensitive until somebody makes it a key, and is never overlooked."""
    assert {*KEY_FIELDS, *RULE.sensitive_fields} == {"period", *coded_fields()}
    assert set(KEY_FIELDS) <= set(fact_fields())


def test_as_many_alike_as_are_needed_are_enough() -> None:
    """k records that are alike pass, one fewer do not: the smallest part that is rare is named, and who shares it."""
    crowd = [record(number) for number in range(4)]
    women = [record(number, gender="woman", place="east") for number in (7, 8, 9)]
    assert said([*crowd, *women]) == []
    assert said([*crowd, *women[:2]]) == [
        "cases_public/2000-1/A007.yml: place: place = east stands in 2 of the records of release 2000-1, and 3 are "
        "needed: A007, A008; make a field less exact in all of them, together with others that become alike, or hold "
        "them back"
    ]


def test_what_is_rare_only_together_is_named_together() -> None:
    """Where each value is frequent alone, the smallest rare combination is named, once for all who share it."""
    records = [record(number, gender="woman", place="east") for number in range(3)]
    records += [record(number, gender="man", place="east") for number in range(10, 12)]
    records += [record(number, gender="man", place="west") for number in range(20, 23)]
    assert [problem.said["shared"] for problem in problems(records)] == ["place = east, gender = man"]


@pytest.mark.parametrize("field", KEY_FIELDS)
def test_each_key_field_counts(field: str) -> None:
    """Whoever differs in one key field is not alike."""
    value = "1999" if field == "period" else "other"
    assert codes([record(1), record(2), record(3, **{field: value})]) == ["disclosure.too_few_alike"] * 2


def test_who_is_alike_in_another_release_does_not_count() -> None:
    """Each release stands for itself, or the difference of two shows who came."""
    records = [record(1), record(2), record(3, release="2000-2")]
    assert codes(records) == ["disclosure.release_too_small"] * 2


def test_what_is_no_record_of_anybody_or_has_another_fault_waits() -> None:
    """Examples are not judged and help nobody; of a release in which a file is wrong otherwise nothing is said yet."""
    data = plain()
    path, case = next((path, case) for path, case in data["cases"].items() if case["release"] != "examples")
    data["cases"] = {path: case}
    assert [problem.path for problem in not_alike(built(data))] == [path]
    assert not_alike(built(data), [path]) == []
    data["cases"] = {path: {**case, "release": "examples"}}
    assert not_alike(built(data)) == []


SENSITIVE = {
    "one answer": (("a",), ("a",), ("a",)),
    "one answer beside silence": (("a",), ("a",), ("not_stated",)),
    "one answer beside a question that was not asked": (("a",), ("a",), ("not_asked",)),
    "a code that is in each answer": (("a", "b"), ("a", "c"), ("a",)),
}
VARIED = {
    "two answers": (("a",), ("a",), ("b",)),
    "no answer": (("not_stated",),) * 3,
    "no question": (("not_asked",),) * 3,
    "no code in each": (("a", "b"), ("b", "c"), ("a", "c")),
}


@pytest.mark.parametrize("answers", SENSITIVE.values(), ids=SENSITIVE)
def test_a_group_may_not_share_an_answer(answers: Sequence[tuple[str, ...]]) -> None:
    """Who knows that somebody is one of a group would know the answer as well."""
    [problem] = problems([record(number, treatment=some) for number, some in enumerate(answers)])
    assert (problem.code, problem.field) == ("disclosure.one_answer", ("treatment",))


@pytest.mark.parametrize("answers", VARIED.values(), ids=VARIED)
def test_different_answers_and_none_are_no_secret(answers: Sequence[tuple[str, ...]]) -> None:
    """Where l answers differ, or nobody gave one, nothing is known of a member."""
    assert codes([record(number, treatment=some) for number, some in enumerate(answers)]) == []


def test_every_sensitive_field_is_asked_for_as_many_answers_as_the_rule_says() -> None:
    """Each field of one code counts, and with l = 3 two answers are too few."""
    for field in RULE.sensitive_fields:
        several = isinstance(PLAIN[field], tuple)
        answers = [(f"answer_{number % 2}",) if several else f"answer_{number % 2}" for number in range(3)]
        records = [record(number, **{field: answer}) for number, answer in enumerate(answers)]
        assert field not in [problem.field[0] for problem in problems(records)]
        assert field in [problem.field[0] for problem in problems(records, Rule(3, 3))]


def test_what_is_left_beside_pages_with_words_is_none_or_enough() -> None:
    """Whose words are published may be known; the others of the group must still be nobody or k."""
    words = texts("Words")
    of_three = [record(number, summary=words) for number in range(3)]
    assert codes(of_three) == []
    assert codes([*of_three, *(record(number) for number in (7, 8, 9))]) == []
    assert codes([*of_three, record(7), record(8)]) == ["disclosure.left_alone"]
    assert codes([*of_three[:1], record(7), record(8)]) == ["disclosure.left_alone"]


def test_nobody_is_kept_from_withdrawing() -> None:
    """A release that lacks no more records than were withdrawn from it is as right as it was; one that lacks more, or
    another release, is not."""
    records = [record(1), record(2), record(3, release="2000-2"), record(5, release="2000-2")]
    cases = {f"cases_public/{one.release}/{one.id}.yml": one for one in records}

    def left(withdrawn: Mapping[str, int] = {}) -> set[str]:
        return {cases[problem.path].release for problem in problems_of(cases, RULE, withdrawn)}

    assert left() == {"2000-1", "2000-2"}
    assert left({"2000-1": 1}) == {"2000-2"}
    assert left({"2000-1": 1, "2000-2": 1}) == set()
    cases |= {"cases_public/2000-1/A009.yml": record(9, place="east")}
    assert left({"2000-1": 2, "2000-2": 1}) == {"2000-1"}
    assert left({"2000-1": 3, "2000-2": 1}) == set()


VALUES = st.sampled_from(("a", "b", "c"))
RECORDS = st.lists(st.tuples(VALUES, VALUES, VALUES, st.sampled_from(("2000-1", "2000-2"))), max_size=14)


def some_records(rows: Sequence[tuple[str, str, str, str]]) -> list[Case]:
    """Return records that differ in three key fields and the release."""
    names = ("place", "gender", "authority", "release")
    return [record(number, **dict(zip(names, row, strict=True))) for number, row in enumerate(rows)]


@given(RECORDS)
def test_the_smallest_rare_part_is_what_trying_all_parts_finds(rows: list[tuple[str, str, str, str]]) -> None:
    """No smaller part is shared by fewer than k, and those who share the part are all that do."""
    records = some_records(rows)
    rare = isolating(records, RULE)
    for group in groups(records, RULE):
        if len(group.records) >= RULE.k:
            continue
        part, sharing = rare(group)
        others = [one for one in records if one.release == group.release]
        alike = [one for one in others if all(getattr(one, field) == value for field, value in part.items())]
        assert (list(sharing), len(alike) < RULE.k) == (alike, True)
        for smaller in (fields for size in range(len(part)) for fields in combinations(KEY_FIELDS, size)):
            own = [getattr(group.records[0], field) for field in smaller]
            assert sum([getattr(one, field) for field in smaller] == own for one in others) >= RULE.k


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(rows: list[tuple[str, str, str, str]], chance: Any) -> None:
    """The same problems are said in the same words, and each group of fewer than k is said or is part of one."""
    records = some_records(rows)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert said(records) == said(shuffled)
    sizes = Counter((one.release, one.place, one.gender, one.authority) for one in records)
    small = {one.id for one in records if sizes[one.release, one.place, one.gender, one.authority] < RULE.k}
    few = [problem for problem in problems(records) if "too" in problem.code]
    assert small <= {own for problem in few for own in str(problem.said["ids"]).split(", ")}
