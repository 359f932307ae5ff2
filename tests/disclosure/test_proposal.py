"""What is proposed so that records become alike: enough of them, up the ladders alone, the same in any order."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from build_tools.disclosure.alike import groups
from build_tools.disclosure.joining import broader
from build_tools.disclosure.ladders import above
from build_tools.disclosure.proposal import proposed
from build_tools.disclosure.refusals import problems_of
from build_tools.disclosure.rewriting import rewritten
from build_tools.disclosure.rule import Rule
from build_tools.load import strict_yaml
from build_tools.models import Case, Vocabulary, coded_fields
from tests.disclosure.test_alike import record
from tests.site_builder import built, plain, texts

RULE = Rule(3)
WORDS: Vocabulary = built(plain()).vocabulary
CITIES = sorted(WORDS.cities)


def after(records: Sequence[Case], rule: Rule = RULE) -> list[Case]:
    """Return the records as they are proposed, without those that are held back."""
    proposal = proposed(records, WORDS, rule)
    kept = [one for one in records if one.id not in proposal.held_back]
    return [one.model_copy(update=dict(proposal.changes.get(one.id, {}))) for one in kept]


def test_who_is_alike_already_stays_as_exact() -> None:
    """Where nothing is wrong, nothing changes."""
    proposal = proposed([record(number, place=CITIES[0]) for number in range(3)], WORDS, RULE)
    assert (proposal.changes, proposal.held_back) == ({}, ())


def test_the_cheapest_step_makes_a_group_with_those_who_become_alike() -> None:
    """Two of one month and one of another of the same quarter say the quarter, all three and nothing else of them."""
    records = [record(1, period="2000-01"), record(2, period="2000-01"), record(3, period="2000-02")]
    proposal = proposed(records, WORDS, RULE)
    assert [*proposal.changes] == ["A001", "A002", "A003"]
    assert all(changes == {"period": "2000-Q1"} for changes in proposal.changes.values())


def test_a_release_of_too_few_is_held_back() -> None:
    """No step makes two into three; they wait, and the other release goes."""
    records = [record(1), record(2), *(record(number, release="2000-2") for number in (7, 8, 9))]
    proposal = proposed(records, WORDS, RULE)
    assert (proposal.held_back, [one.release for one in after(records)]) == (("A001", "A002"), ["2000-2"] * 3)


def test_words_that_leave_others_alone_are_named_and_left_to_people() -> None:
    """No step of a ladder helps where one of three has words; whose words they are is said, and nothing changes."""
    records = [record(1, summary=texts("Words")), record(2), record(3)]
    proposal = proposed(records, WORDS, RULE)
    assert (proposal.changes, proposal.held_back, proposal.with_words) == ({}, (), ("A001",))


def test_an_answer_that_a_group_shares_is_given_up_by_all() -> None:
    """Where all that answered say the same, nobody of the group says it."""
    records = [record(number, complaint="filed", treatment=("beatings",)) for number in range(3)]
    assert {(one.complaint, one.treatment) for one in after(records)} == {("not_stated", ("not_stated",))}


PERIODS = ("2000-01", "2000-02", "2000-05", "2000-Q2", "2000", "not_stated")
ROWS = st.lists(
    st.tuples(
        st.sampled_from([*CITIES, "not_stated"]),
        st.sampled_from(PERIODS),
        st.sampled_from(("woman", "man")),
        st.sampled_from(("adult", "minor", "not_stated")),
        st.sampled_from(("2000-1", "2000-2")),
    ),
    max_size=12,
)


def some_records(rows: Sequence[tuple[str, ...]]) -> list[Case]:
    """Return records that differ in four key fields and the release."""
    names = ("place", "period", "gender", "age_band", "release")
    return [record(number, **dict(zip(names, row, strict=True))) for number, row in enumerate(rows)]


@given(ROWS)
def test_what_is_proposed_passes_the_rules(rows: list[tuple[str, ...]]) -> None:
    """Each release of what is left has groups of k with different answers; whoever is held back could not be helped."""
    done = after(some_records(rows))
    assert problems_of({f"cases_public/{one.release}/{one.id}.yml": one for one in done}, RULE, {}) == []
    assert all(len(group.records) >= RULE.k for group in groups(done, RULE))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_proposal(rows: list[tuple[str, ...]], chance: Any) -> None:
    """The same records give the same proposal."""
    records = some_records(rows)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert proposed(records, WORDS, RULE) == proposed(shuffled, WORDS, RULE)


@given(ROWS)
def test_every_change_of_a_key_goes_up_its_ladder(rows: list[tuple[str, ...]]) -> None:
    """Nothing becomes another thing: a value is only ever less exact than it was."""
    records = some_records(rows)
    changes = proposed(records, WORDS, RULE).changes
    for one in records:
        for field, value in changes.get(one.id, {}).items():
            if field in RULE.key_fields:
                assert value in steps_above(one, field)


def steps_above(one: Case, field: str) -> list[object]:
    """Return all that a value may become; a city also a region of another time, which its own is not."""
    if field == "place":
        return [*above("places", one.place, WORDS), "not_stated"]
    found, step = list[object](), broader(one, field, WORDS)
    while step is not None:
        found.append(step)
        one = one.model_copy(update={field: step})
        step = broader(one, field, WORDS)
    return found


def test_every_key_field_has_a_ladder() -> None:
    """A key field of which nothing broader is known could not be given up."""
    for field, codes in coded_fields().items():
        if field in RULE.key_fields:
            stated = next(code for code in WORDS.labels(codes) if code != "not_stated")
            assert broader(record(1, **{field: stated}), field, WORDS) is not None


TEXT = """# A remark that stays.
id: "A001"
invented: true
period: "2000-01" # goes with its value
treatment:
  - beatings
  # and this
  - threats
place: exampleton
summary:
  en: >-
    place: no field
"""


def test_a_file_is_rewritten_in_the_fields_that_change_alone() -> None:
    """Remarks, words and other fields stay as they are; a list of several lines becomes one."""
    new = rewritten(TEXT, {"period": "2000", "treatment": ("not_stated",), "place": "KZ-1"})
    old, data = (strict_yaml.parse(text, "a.yml")[0] for text in (TEXT, new))
    assert data == {**dict(old), "period": "2000", "treatment": ["not_stated"], "place": "KZ-1"}
    assert "# A remark that stays." in new
    assert new.count("\n") == TEXT.count("\n") - 3
