"""Tables of a register: no line of few in any release, codes in one line where that is needed, nobody masked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from build_tools import aggregate, disclosure
from build_tools.content import counts_of
from build_tools.disclosure.rule import Rule
from build_tools.disclosure.tables import joined_more, lines_of_few, without_few
from build_tools.models import Case, Counts, Joined, Site, Withdrawn
from tests.disclosure.test_alike import record
from tests.site_builder import built, plain

RULE = Rule(5)
ANSWERS = ("none", "filed", "not_stated")
TREATMENTS = ("beating", "threat")


def site(records: Sequence[Case], joined: Joined | None = None) -> Site:
    """Return a site of records that counts some codes in one line."""
    bare = built(plain())
    cases = {f"cases_public/{one.release}/{one.id}.yml": one for one in records}
    return replace(bare, cases=cases, withdrawn={}, settings=bare.settings.model_copy(update={"joined": joined or {}}))


def wrong(whole: Site) -> set[tuple[str, str]]:
    """Return table and codes of each problem."""
    found = lines_of_few(whole, counts_of(whole))
    return {(str(problem.field[1]), str(problem.said["codes"])) for problem in found}


def answers(*codes: str) -> list[Case]:
    """Return records that say these codes of a complaint."""
    return [record(number, complaint=code, treatment=("beating",)) for number, code in enumerate(codes)]


def test_a_line_of_few_is_refused_and_one_of_enough_is_not() -> None:
    """Four in a line are named with their code, five or none are not; not stated tells of nobody."""
    assert wrong(site(answers(*["filed"] * 4, *["none"] * 5))) == {("complaint", "filed")}
    assert wrong(site(answers(*["filed"] * 5, *["none"] * 5))) == set()
    assert wrong(site(answers("not_stated", *["none"] * 5))) == set()


def test_each_release_is_judged_by_itself() -> None:
    """What one release adds to a line can be told by whoever saw the table before: five and one are one more."""
    first, second = answers(*["filed"] * 5), record(9, release="2000-2", complaint="filed", treatment=("beating",))
    assert ("complaint", "filed") in wrong(site([*first, second]))


def test_nobody_is_kept_from_withdrawing() -> None:
    """A line that lacks as many as were withdrawn from its release may stand, and lines of another release may not."""
    four = site(answers(*["filed"] * 4))
    assert wrong(four) != set()
    stone = {"cases_public/withdrawn/9999.yml": Withdrawn(id="9999", release="2000-1")}
    assert wrong(replace(four, withdrawn=stone)) == set()
    other = {"cases_public/withdrawn/9999.yml": Withdrawn(id="9999", release="2000-2")}
    assert wrong(replace(four, withdrawn=other)) != set()


def test_codes_in_one_line_are_counted_once_and_named() -> None:
    """A case with two joined codes stands in their line once; the line knows both, and the total stays."""
    both = [record(number, treatment=TREATMENTS) for number in range(5)]
    register = disclosure.register(both, example=False)
    joined = {"treatment": (TREATMENTS,)}
    tables = {table.name: table for table in aggregate.counts(register, built(plain()).vocabulary, joined).tables}
    [row] = tables["treatment"].rows
    assert (row.code, row.joined, row.value, tables["treatment"].total) == ("beating", ("threat",), 5, 5)


def test_the_smallest_lines_are_joined_until_there_are_enough() -> None:
    """One and two are three, with five they are eight; seven stay alone, and so do lines that were joined before."""
    whole = site(answers(*"a" * 5, *"b", *"c" * 2, *"d" * 7, *"x" * 3, *"y" * 3))
    before: Joined = {"complaint": (("x", "y"),)}
    assert joined_more(lambda lines: counts_of(whole, lines), before, RULE) == {
        "complaint": (("a", "b", "c"), ("x", "y"))
    }
    enough = site(answers(*"a" * 5, *"b" * 5))
    assert joined_more(lambda lines: counts_of(enough, lines), {}, RULE) == {}


def test_what_cannot_be_joined_enough_says_nothing() -> None:
    """Where all answers of a release together are too few, these cases lose the answer, and no other does."""
    three = answers("filed", "filed", "none", "not_stated", "not_stated")
    whole = site(three)
    joined = joined_more(lambda lines: counts_of(whole, lines), {}, RULE)
    assert joined == {"complaint": (("filed", "none"),)}
    changed = without_few(counts_of(whole, joined), three, RULE)
    assert {own: case.complaint for own, case in changed.items()} == dict.fromkeys(
        ["A000", "A001", "A002"], "not_stated"
    )


ROWS = st.lists(
    st.tuples(
        st.sampled_from(ANSWERS),
        st.lists(st.sampled_from(TREATMENTS), min_size=1, max_size=2, unique=True),
        st.sampled_from(("2000-1", "2000-2")),
    ),
    max_size=24,
)


@given(ROWS)
def test_what_is_joined_leaves_no_line_of_few(rows: list[tuple[str, list[str], str]]) -> None:
    """After joining, and silence where that is not enough, no line that can be joined or silenced is of few."""
    records = [
        record(number, complaint=complaint, treatment=tuple(treatment), release=release)
        for number, (complaint, treatment, release) in enumerate(rows)
    ]
    whole = site(records)
    joined = joined_more(lambda lines: counts_of(whole, lines), {}, RULE)
    changed = without_few(counts_of(whole, joined), records, RULE)
    after = site([changed.get(one.id, one) for one in records], joined)
    own = ("complaint", "treatment")
    assert [one for one in wrong(after) if one[0] in own] == []
    assert _numbers(counts_of(after)) <= _numbers(counts_of(after, {})) | {0}


def _numbers(counts: Mapping[str, Counts]) -> set[int]:
    """Return how many cases each release has, which joining changes nothing of."""
    return {table.total for one in counts.values() for table in one.tables}
