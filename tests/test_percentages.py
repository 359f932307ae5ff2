"""Percentages: whatever small part of a published number one tells is found, in the precision that it is written in."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools.validate.percentages import PERCENTAGE, gives_away, may_tell

K = 5
totals, places, small = st.integers(2, 3000), st.integers(0, 3), st.integers(1, K - 1)


def written(part: int, total: int, digits: int) -> Decimal:
    """Return a percentage as people write it."""
    return round(Decimal(100 * part) / total, digits)


@given(totals, small, places, st.booleans())
def test_every_small_part_and_every_small_rest_is_found(total: int, part: int, digits: int, rest: bool) -> None:
    """One who writes 4.2 % of 24 has told of one person, and with 95.8 % too."""
    assume(part < total)
    number = written(total - part if rest else part, total, digits)
    assume(0 < number < 100)
    assert gives_away(number, 1, [total], K)
    assert gives_away(round(Decimal(1000 * part) / total, digits), 10, [total], K)


@given(st.sets(st.integers(1, 300), min_size=1, max_size=4), st.decimals(0, 100, places=1), places)
def test_nothing_else_is_refused(values: set[int], near: Decimal, digits: int) -> None:
    """Whether a percentage tells of a few is what counting all parts says; a part or rest that is a figure is public.
    A share that lies exactly between two numbers is rounded either way by people."""
    number = round(near, digits)
    reach = Decimal(1).scaleb(-digits) / 2
    few = {
        (part, total)
        for total in values
        for part in range(1, total)
        if min(part, total - part) < K and not {part, total - part} & values
    }
    told = any(abs(Decimal(100 * part) / total - number) <= reach for part, total in few)
    assert gives_away(number, 1, values, K) == (told and 0 < number < 100)


READ = "4.2 %|4,2%|4,2 пайыз|4,2 пайызы|4,2%-ы|4.2 per cent|4.2 percent|4,2 процента|42 ‰|4-5 %|от 4 до 5 процентов|4-%"
NOT_READ = "4.2|a/4%20b|4 percentage points|4 процентных пункта|4 persons"


def test_each_way_of_writing_a_percentage_is_read() -> None:
    """Signs and words of three languages, with their endings, commas, spaces and two numbers before one sign."""
    assert [text for text in READ.split("|") if not PERCENTAGE.search(text)] == []
    assert [text for text in NOT_READ.split("|") if PERCENTAGE.search(text)] == []


@pytest.mark.parametrize("text", [text for text in READ.split("|") if PERCENTAGE.search(text)])
def test_the_quick_look_passes_over_no_way_of_writing_one(text: str) -> None:
    """Neither marks within a word nor the end of a line hide a percentage, nor does a process before it."""
    letters = "**".join(text)
    for one in (text, text.replace(" ", "\n"), text.replace(" ", "\u00a0"), letters, f"Процесс: {text}"):
        assert may_tell(one), one
    assert not may_tell("Уголовно-процессуальный кодекс, процедура")
