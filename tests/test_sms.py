"""Text messages: whatever the text is, no part is too long, nothing is lost, and no number is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.by_phone import GSM, GSM_EXTENDED, PHONE, parts

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
NUMBERS = st.from_regex(r"\+7 7[0-9]{2} [0-9]{3}-[0-9]{2}-[0-9]{2}", fullmatch=True)
SIGNS = st.text(st.sampled_from([*GSM, *GSM_EXTENDED, *KAZAKH, "\u2013", "\U0001f4f1", "\u00a0"]), max_size=60)
WORDS = st.lists(st.one_of(SIGNS, NUMBERS, st.just("Қоңырау шалыңыз")), max_size=12)


@given(st.one_of(st.text(max_size=400), WORDS.map(" ".join), WORDS.map("".join)))
def test_nothing_is_lost_and_no_part_is_too_long(text: str) -> None:
    """The parts joined are the text; one alone has 70 units or 160 septets at most, one of several 67 or 153."""
    made = parts(text)
    assert "".join(part for part, _ in made) == text
    is_gsm = set(text) <= GSM | GSM_EXTENDED
    alone, joined = (160, 153) if is_gsm else (70, 67)
    for part, size in made:
        twice = sum(sign in GSM_EXTENDED for sign in part)
        assert size == (len(part) + twice if is_gsm else len(part.encode("utf-16-le")) // 2)
        assert size <= (alone if len(made) == 1 else joined)


@given(st.lists(st.sampled_from(["слово", "word", "Көмек керек пе?", "\U0001f4f1"]), max_size=30), NUMBERS)
def test_a_telephone_number_is_never_cut_nor_is_a_word(words: list[str], number: str) -> None:
    """Wherever a number stands among words, one part holds all of it, and parts end after a space."""
    for at in range(len(words) + 1):
        made = [part for part, _ in parts(" ".join([*words[:at], number, *words[at:]]))]
        assert any(number in part for part in made)
        assert all(part.endswith(" ") for part in made[:-1])


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("я" * 70, [70]),
        ("я" * 71, [67, 4]),
        ("a" * 160, [160]),
        ("a" * 161, [153, 8]),
        ("a" * 159 + "€", [153, 8]),
        ("a" * 69 + "–", [70]),
        ("\U0001f4f1" * 35, [70]),
        ("\U0001f4f1" * 36, [66, 6]),
        ("", [0]),
    ],
)
def test_limits_are_those_of_phones(text: str, sizes: list[int]) -> None:
    """70 and 67 units with Cyrillic, 160 and 153 without; signs that count twice do so and are not cut."""
    assert [size for _, size in parts(text)] == sizes


def test_numbers_are_recognised_in_the_form_in_which_pages_show_them() -> None:
    """International form, dots, brackets: one number each; dates and counts are none."""
    for number in ("+7 701 000 00 00", "8 (701) 000-00-00", "+44 20.7946.0000"):
        assert PHONE.fullmatch(number)
    assert not PHONE.search("48 hours, 19 men, 5 women, 2026")
