"""Text messages: whatever the text is, no part is too long, nothing is lost, and no number is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.by_phone import GSM, GSM_EXTENDED, PHONE, ROOM_GSM, ROOM_UCS, parts, room, size

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
NUMBERS = st.from_regex(r"\+7 7[0-9]{2} [0-9]{3}-[0-9]{2}-[0-9]{2}", fullmatch=True)
SIGNS = st.text(st.sampled_from([*GSM, *GSM_EXTENDED, *KAZAKH, "\u2013", "\U0001f4f1", "\u00a0"]), max_size=60)
WORDS = st.lists(st.one_of(SIGNS, NUMBERS, st.just("Қоңырау шалыңыз")), max_size=12)


def units(text: str) -> int:
    """Count UTF-16 units by the encoding itself."""
    return len(text.encode("utf-16-le")) // 2


@given(st.one_of(st.text(max_size=400), WORDS.map(" ".join), WORDS.map("".join)))
def test_nothing_is_lost_and_no_part_is_too_long(text: str) -> None:
    """The parts joined are the text; one alone has 70 units or 160 septets at most, one of several 67 or 153."""
    made = parts(text)
    assert "".join(made) == text
    room_of_text = room(text)
    assert room_of_text == (ROOM_GSM if set(text) <= GSM | GSM_EXTENDED else ROOM_UCS)
    for part in made:
        length = sum(2 if sign in GSM_EXTENDED else 1 for sign in part) if room_of_text is ROOM_GSM else units(part)
        assert length == size(part, room_of_text)
        assert length <= (room_of_text.alone if len(made) == 1 else room_of_text.joined)
        part.encode("utf-16")


@given(st.lists(st.sampled_from(["слово", "word", "Көмек керек пе?", "\U0001f4f1"]), max_size=30), NUMBERS)
def test_a_telephone_number_is_never_cut(words: list[str], number: str) -> None:
    """Wherever a number stands among words, one part holds all of it."""
    for at in range(len(words) + 1):
        made = parts(" ".join([*words[:at], number, *words[at:]]))
        assert any(number in part for part in made)


@given(st.lists(st.text("абвгдежз", min_size=1, max_size=12), min_size=40, max_size=80))
def test_words_stay_whole(words: list[str]) -> None:
    """Where there are spaces, parts end after one, so that each can be read by itself."""
    made = parts(" ".join(words))
    assert len(made) > 1
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
    assert [size(part, room(text)) for part in parts(text)] == sizes


def test_numbers_are_recognised_in_the_form_in_which_pages_show_them() -> None:
    """International form, dots, brackets: one number each; dates and counts are none."""
    for number in ("+7 701 000 00 00", "8 (701) 000-00-00", "+44 20.7946.0000"):
        assert PHONE.fullmatch(number)
    assert not PHONE.search("48 hours, 19 men, 5 women, 2026")
