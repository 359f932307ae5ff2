"""The bounds that protect people and truth, each tried on both of its sides, so that none can move by one."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.models import NOT_STATED, PERIOD_FORM, Period
from build_tools.render.tables import bar_width
from build_tools.validate.statements import questions_are_of_their_own_briefing
from tests.site_builder import LANGUAGES, LEDGER, built, plain


@pytest.mark.parametrize(
    ("texts_of_second", "is_refused"),
    [
        (["Another question. What became of 7 reports of that year."], True),
        (["Another question. What became of 8 reports of that year."], False),
        (["Another question.", "How many people suffered."], False),
        (["How many people suffered."], True),
    ],
)
def test_a_briefing_takes_no_sentence_with_a_number_from_another(texts_of_second: list[str], is_refused: bool) -> None:
    """A sentence with a number is of one briefing; one without may close each, if something else stands there too."""
    data = plain()
    said = {LEDGER: ["How many people suffered.", "What became of 7 reports of that year."]}
    said["content/figures/2000-07-01.yml"] = texts_of_second
    for path, texts in said.items():
        answers = [dict.fromkeys(LANGUAGES, text) for text in texts]
        data["ledgers"][path] = {**data["ledgers"][LEDGER], "id": path[-14:-4], "cannot_answer": answers}
    told = {problem.path for problem in questions_are_of_their_own_briefing(built(data))}
    assert told == ({"content/figures/2000-07-01.yml"} if is_refused else set())


PERIODS = st.from_regex(PERIOD_FORM, fullmatch=True).map(lambda text: Period(text.strip()))


@given(PERIODS)
def test_a_period_begins_on_its_first_day_and_each_step_of_its_ladder_says_less(period: Period) -> None:
    """A quarter begins with its first month, a year in January; what is not stated begins after everything. From a
    month over its quarter and year to *not stated*, which is the end: each step holds the last, nothing leaves one."""
    _, _, rest = period.partition("-")
    if period.is_stated:
        month = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "": 1}.get(rest) or int(rest)
    assert period.start == (datetime.date(int(period[:4]), month, 1) if period.is_stated else datetime.date.max)
    steps = [period]
    while (broader := steps[-1].broader) is not None:
        assert len(steps) < 4
        assert not broader.is_stated or (broader.year == period.year and broader.start <= period.start)
        steps.append(broader)
    lengths = [len(step) for step in steps if step.is_stated]
    assert (steps[-1], lengths) == (NOT_STATED, sorted(lengths, reverse=True))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_count_above_zero_has_a_bar(value: int, largest: int) -> None:
    """The smallest count is seen, nothing is none, and no bar is longer than the longest."""
    value = min(value, largest)
    assert (bar_width(value, largest) == 0) == (value == 0)
    assert 0 <= bar_width(value, largest) <= bar_width(largest, largest) == 100
