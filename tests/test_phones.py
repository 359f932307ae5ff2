"""Telephone numbers are taken and dialled as they were written, or refused; no part of a text message is too long."""

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.personal_data import find
from build_tools.personal_data.phones import NAME_OPENS, NUMBER_OPENS, chat, number_spans, phone
from build_tools.text.phone_text import GSM, GSM_EXTENDED, PHONE, parts

NOBODYS = "+44 20 7946 0958"
"""A number that is kept for films."""

NOISE = st.text(st.sampled_from("0123456789 -()+.,/?OolABCaskextт７٣\u00a0\u200b\n"), max_size=4)
SUPPORTED = sorted(phonenumbers.SUPPORTED_REGIONS)


@st.composite
def written(draw: st.DrawFn) -> str:
    """Return an example number of any country as people write it, with something cut, added or doubled."""
    number = phonenumbers.example_number(draw(st.sampled_from(SUPPORTED)))
    form = draw(st.sampled_from(("INTERNATIONAL", "E164", "RFC3966")))
    text = phonenumbers.format_number(number, getattr(phonenumbers.PhoneNumberFormat, form))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 2)))
    return text[:start] + draw(NOISE) + text[end:]


@given(written() | st.text())
def test_what_is_taken_is_dialled_digit_for_digit(value: str) -> None:
    """Where a value is taken at all, its digits are dialled and shown in the same order, and nothing was dropped."""
    number = phone(value)
    if number:
        assert re.fullmatch(r"\+[0-9 ().-]+", value)
        assert re.findall("[0-9]", number.dialled) == re.findall("[0-9]", value) == re.findall("[0-9]", number.shown)


@pytest.mark.parametrize("country", SUPPORTED)
def test_a_number_of_each_country_is_taken(country: str) -> None:
    """A number of any country is taken in the form in which its country writes it for abroad."""
    number = phonenumbers.example_number(country)
    assert phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


@pytest.mark.parametrize("area", ["700", "701", "703", "704", "709", "747", "750", "771", "778", "710", "727"])
def test_numbers_of_one_plan_are_judged_alike(area: str) -> None:
    """Whoever has the numbers of an area today, one can be entered as a contact, and is found in a text without the
    first digit."""
    number = phone(f"+7 {area} 000 00 17")
    assert number
    assert number.texts == (area not in ("710", "727"))
    assert "PHONE" in {one.category for one in find(f"Кеше {area} 000 00 17 болды.")}


@pytest.mark.parametrize("value", [f"{NOBODYS}?", f"call {NOBODYS}", NOBODYS.replace("0958", "ASKS"), f"{NOBODYS}\n"])
def test_an_unfinished_number_is_refused(value: str) -> None:
    """Letters and signs beside the digits are refused, not dropped or turned into digits."""
    assert phone(value) is None
    assert phone(NOBODYS)


SEPARATED = ("{}", "{} ", "{}-", "{}.", "({})", "{}\n", "{} - ", "{}\u00a0", "{}–")


@given(st.lists(st.sampled_from(SEPARATED), min_size=4, max_size=4), st.sampled_from(("+7", "8", "+44", "0044")))
def test_a_number_is_found_in_a_text_however_it_is_parted(parts: list[str], start: str) -> None:
    """Whatever stands between the groups of a number of 000, it is found, and where it begins is said."""
    groups = zip(parts, ("000", "000", "00", "00"), strict=True)
    number = f"{start} {''.join(part.format(group) for part, group in groups)}"
    assert 5 in [place for place, _ in number_spans(f"call {number}")]


@given(st.lists(st.dates().map(str) | st.integers(0, 999_999).map(str) | st.times().map(lambda t: f"{t:%H.%M}")))
def test_dates_times_and_figures_are_no_numbers(words: list[str]) -> None:
    """Dates, hours and figures of at most six digits, one after the other with commas, are no telephone numbers."""
    assert "PHONE" not in {one.category for one in find(", ".join(words))}


def test_the_number_of_a_law_before_its_day_is_no_telephone_number() -> None:
    """*№ 34 2022-01-19* and its like are figures of at most three digits beside a date, whatever stands between."""
    between = (" ", "\t", ". ", "/", " – ")
    texts = [f"№ {number}{sign}2022-01-19." for number in range(1000) for sign in between]
    assert [text for text in texts if [*number_spans(text)]] == []


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (f"WhatsApp: {NOBODYS}", "https://wa.me/442079460958"),
        (f"Signal: {NOBODYS}", "https://signal.me/#p/+442079460958"),
        (f"Telegram: {NOBODYS}", "https://t.me/+442079460958"),
        ("Telegram: @example_a", "https://t.me/example_a"),
        ("Threema: EXAMPLE1", "https://threema.id/EXAMPLE1"),
        (f"Viber: {NOBODYS}", ""),
    ],
)
def test_a_contact_in_a_messenger_opens_a_chat(value: str, address: str) -> None:
    """What is shown keeps app and contact, and what is opened leads to that contact."""
    found = chat(value)
    assert found
    assert (found.shown, found.address) == (value, address)


@given(st.sampled_from([*NUMBER_OPENS, *NAME_OPENS]), st.sampled_from((": ", " ", ":", "")), written() | st.text())
def test_no_other_contact_in_a_messenger_is_opened(app: str, between: str, contact: str) -> None:
    """Whatever is written, an address that is opened holds the digits or the name as written and nothing that could
    leave it."""
    if found := chat(f"{app}{between}{contact}"):
        assert re.fullmatch(r"(https://(wa\.me|t\.me|signal\.me/#p|threema\.id)/\+?[A-Za-z0-9_]+)?", found.address)
        assert re.findall("[0-9]", found.shown) == re.findall("[0-9]", contact)


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
