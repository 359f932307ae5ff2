"""Ids that were counted up are found in whatever way somebody counts, and random ones are not."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.text.phone_text import CROCKFORD as DIGITS
from build_tools.text.phone_text import counted, id_as_number

# How likely is a false alarm of 1000 random ids of 5 digits? There are S = 32^5 ids, and each three of those that the
# rule looks for are all there with a probability of about (1000 / S)^3. Next to each other: S such threes, 8.9e-7. All
# but the last digit alike, at one distance: 240 in each block of 32, so 7.5 S, 6.7e-6. Fours that share all but two
# digits: about 174,000 in each block of 1024, (1000 / S)^4 each, 4.5e-9. Together 7 in a million, of 4 digits 0.8 in a
# hundred. Who has bad luck draws again.

RANDOM = random.Random(20000630)  # a fixed seed, no secret


def of_number(number: int, length: int) -> str:
    """Write a number as an id."""
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(length)))


def drawn(count: int, length: int = 5) -> set[str]:
    """Draw ids at random."""
    return {"".join(RANDOM.choices(DIGITS, k=length)) for _ in range(count)}


def test_random_ids_pass() -> None:
    """Of 200 releases of 1000 cases none is refused."""
    assert [found for found in (counted(drawn(1000)) for _ in range(200)) if found] == []


@settings(max_examples=50)
@given(st.integers(0, 2**25 - 200), st.integers(1, 15), st.integers(4, 6), st.booleans())
def test_drawn_ids_are_found_among_random_ones(first: int, step: int, length: int, mixed: bool) -> None:
    """Whoever counts up, in steps and across a digit too, is told, also where other ids are random."""
    start = first % 32**length
    ids = {of_number(start + step * place, length) for place in range(8)}
    others = drawn(20, length) if mixed else set()
    assert set(counted(ids | others)) <= ids | others
    if step == 1 or len({one[:-1] for one in ids}) <= 2 or len({one[:-2] for one in ids}) == 1:
        assert counted(ids | others)


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ("B0AY B0AZ B0B0", True),
        ("7Q4K 7Q4M 7Q4N", True),
        ("7QA0 7QA4 7QA8", True),
        ("7QA0 7QAA 7QAM", True),
        ("7QA0 7QAG 7QB0", False),
        ("A0010 A0020 A0030 A0040", True),
        ("A0B00 A0BA0 A0BM0 A0BY0", True),
        ("A0B00 A0BG0 A0C00 A0CG0", False),
        ("7Q4K 7Q4M 7Q4P", False),
        ("A0010 A0020 A0030", False),
        ("7Q4K A7Q4M AA7Q4N", False),
    ],
)
def test_ways_of_counting(ids: str, found: bool) -> None:
    """By one, over the end of a digit, by fours, by decimal tens; two alone are chance, and so are other lengths."""
    assert bool(counted(ids.split())) == found


def test_ids_are_numbers_in_the_order_of_their_digits() -> None:
    """Letters that look like digits are none, so K is followed by M and N by P."""
    assert [id_as_number(f"000{digit}") for digit in DIGITS] == list(range(32))
