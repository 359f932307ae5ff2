"""Nothing by which somebody could be reached hides in a text, however it is spelt; figures and dates are left alone.

The telephone numbers here are kept for films and examples, and nobody's.
"""

import dataclasses
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import content
from build_tools.reachable import BREAK, CALL, CALLED, EMAIL, HANDLE, as_read, contacts_in, has_handle, has_mail
from build_tools.validate.stray_contacts import (
    OF_A_PERSON,
    STRAY,
    cases_hold_no_contacts,
    catalogues_hold_no_contacts,
    contacts_are_channels,
    lines_with_contacts,
    words_hold_no_contacts,
)
from tests.site_builder import LANGUAGES, built, plain
from tests.test_validate import TEXTS, found, with_contact_in_a_catalogue

ROOT = Path(__file__).parents[1]
SPELLINGS = {
    "reference": "Call [us][x].\n\n[x]: tel:000",
    "reference with a title": 'Call [us][x].\n\n[x]: ../method.md "write to a@b.test"',
    "full stop of another script": "t\u3002me/example",
    "soft hyphen within a host": "t.m\u00ade/example",
    "entity within a host": "t.m&shy;e/example",
    "sms": "[write](sms:000)",
    "mailto": "[write](mailto:a)",
    "WhatsApp": "[write](whatsapp:000)",
    "autolink": "<mailto:a@b.test>",
    "bare autolink": "<a@b.test>",
    "entity for the sign": "a&commat;b.test",
    "entity for the full stop": "a@b&period;test",
    "number of the sign": "a&#64;b&#x2e;test",
    "no-break spaces": "8&nbsp;(700)&nbsp;000&nbsp;00&nbsp;00",
    "stress": "a**@**b.test and +44 20 **7946** *0958*",
    "code": "`a`@`b`.test",
    "backslash": "a\\@b.test",
    "link in the middle": "+44 20 [7946](../method.md) 0958",
    "links in a row": "[+44 20](../method.md) [7946 0958](../method.md)",
    "unseen sign": "+44 20 79\u200b46 09\u00ad58",
    "unseen entity": "+44 20 79&ZeroWidthSpace;46 09&shy;58",
    "full width": "＋４４ ２０ ７９４６ ０９５８, a＠b.test",
    "Arabic digits": "+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨",
    "circled digits": "+④④ ②⓪ ⑦⑨④⑥ ⓪⑨⑤⑧",
    "raised digits": "⁺⁴⁴ ²⁰ ⁷⁹⁴⁶ ⁰⁹⁵⁸",
    "many spaces": "+44          20          7946          0958",
    "sign in brackets": "a[@]b.test",
    "full stop in brackets": "a (собака) b [.] test",
    "ideographic full stop": "a@b\u3002test",
    "address of a network with a wide slash": "t.me\uff0fexample",
    "address of a network taken apart": "t[.]me/example",
    "address of another network": "https://discord.gg/example",
    "spaces around the sign": "a @ b . test",
    "spelt out": "a [at] b [dot] test",
    "commas": "8,700,000,00,00",
    "commas and a plus": "+44,20,7946,0958",
    "commas and spaces": "+7, 700, 000, 00, 00",
    "colons": "8:700:000:00:00",
    "semicolons": "8;700;000;0000",
    "slashes": "8/700/000/00/00",
    "entities of commas": "8&comma;700&#44;000&#x2c;00&comma;00",
    "digit by digit": "8,7,0,0,0,0,0,0,0,0,0",
    "sign of an address of the web": "a%40b.test",
    "in an address of the web": "[us](https://example.org/?to=a%40b.test)",
    "spelt out in Kazakh": "a айқұлақ b нүкте test",
    "at a host": "a.name at b.test",
    "at a host with its ending, in Russian": "name.a на mail.ru",
    "at a known host": "aname at gmail",
    "at a host in Russian": "имя собака b.test",
    "at a known host in Russian": "имя собака яндекс",
    "at a host that is named in Latin letters": "имя собака hosttest",
    "spelt out in Russian": "a собака b точка test",
    "name in a network": "@example_name",
    "address of a network": "t.me/example",
    "link to a network": "[us](https://wa.me/000)",
    "two lines": "+44 20\n7946 0958",
    "title of a link": '[us](../method.md "+44 20 7946 0958")',
    "heading": "## +44 20 7946 0958 {#x}",
    "table": "| a | b |\n|---|---|\n| x | +44 20 7946 0958 |",
}
HARMLESS = (
    *("154-VII", "Z050000091_", "K1400000226", "2022-01-19", "19.01.2022", "9.00–18.00", "8 000 000 000 tenge"),
    *("CAT/C/KAZ/CO/2", "A/HRC/59/51", "articles 7, 8, 10, 12, 146 and 187", "2019–2021, 2022-2023", "102, 111, 112"),
    *("1. 2. 3. 4. 5. 6. 7. 8.", "24 (17, 5, 2)", "https://example.org/a/2022/87001112233", "No. 12-01-77/88", "50 %"),
    *(
        "at 9 a.m.",
        "24          26          31          2022          8 000",
        "x² + y³, ½, №① and ②",
        "e.g. [method](method.md)",
        "{{ figure(reports) }} of {{ count(reports) }}",
        "ISO 3166-2:KZ",
        "71,234,567,890 tenge",
        "8, 12, 14, 16, 20, 25, 31",
        "8,12,14,16,20,25,31",
        "7, 701, 123, 45, 67",
        "published at example.org and at the office",
        "служебная собака кусала его, собака. Потом",
        "12:30, 8:45, 19:00, 7:15, 18:20",
        "№ 15",
    ),
)


@pytest.mark.parametrize("words", SPELLINGS.values(), ids=SPELLINGS)
def test_a_contact_in_words_is_found_however_it_is_spelt(words: str) -> None:
    """Whatever a reader could dial, write to or tap is found, and the line on which it stands."""
    found_on = lines_with_contacts(f"Example words.\n\n{words}\n\nMore words.\n")
    assert found_on
    assert found_on <= set(range(2, 3 + words.count("\n")))


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_contact_is_left_alone(text: str) -> None:
    """Dates, articles, numbers of laws, sums and figures are no contacts, neither in data nor in words."""
    assert not contacts_in(text)
    assert not lines_with_contacts(f"Words, {text}, and words.\n\n- {text}\n")


CHOICES = ("review", "wording", "forms")
"""Fields whose values are words of the program, and one whose texts lie deeper."""


@pytest.mark.parametrize("contact", ["+44 20 7946 0958", "a&commat;b.test", "@example_name", "tel:000", "t.me/example"])
def test_no_text_of_data_hides_a_contact(contact: str) -> None:
    """Each text of vocabulary, law, ledger and organisations is looked at, whatever it is for."""
    missed = []
    for way in (way for way in TEXTS if not set(CHOICES) & set(way)):
        data = plain()
        inside, last = found(data, list(way))
        inside[last] = f"Words {contact}"
        problems = [(problem.fault, problem.field[-1]) for problem in contacts_are_channels(built(data))]
        missed += [] if problems == [(STRAY, way[-1])] else [way]
    data = plain()
    data["vocabulary"]["units"]["report"]["forms"]["ru"]["few"] = f"words {contact}"
    assert [problem.field[-1] for problem in contacts_are_channels(built(data))] == ["few"]
    assert missed == []


@pytest.mark.parametrize("field", ["title", "description", "menu"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_front_matter_hides_a_contact(field: str, language: str) -> None:
    """What a page says of itself is data."""
    data = plain()
    data["words"][f"content/{language}/method.md"]["about"][field] = "Words, and +44 20 7946 0958 in them."
    assert [problem.field for problem in contacts_are_channels(built(data))] == [(field,)]


def test_a_name_of_a_page_and_a_key_hide_no_contact() -> None:
    """The address of a page and the code of a figure can be read too; the sentence does not repeat them."""
    data = plain()
    for language in LANGUAGES:
        data["words"][f"content/{language}/87001112233.md"] = data["words"][f"content/{language}/method.md"]
    [ledger] = data["ledgers"].values()
    ledger["figures"]["87001112233"] = {"value": 1, "label": dict.fromkeys(LANGUAGES, "x")}
    site = built(data)
    problems = [*words_hold_no_contacts(site), *contacts_are_channels(site)]
    assert [problem.path for problem in problems] == [*(f"content/{code}" for code in LANGUAGES), *data["ledgers"]]
    assert not [problem for problem in problems if "8700" in str(problem)]


def test_a_catalogue_and_a_description_are_looked_at() -> None:
    """A word of the menu and the story of a case hide no contact either."""
    [in_catalogue] = catalogues_hold_no_contacts(with_contact_in_a_catalogue())
    assert (in_catalogue.path, in_catalogue.line) == ("site_src/locales/interface.ru.po", 2)
    data = plain()
    data["cases"]["cases_public/examples/0004.yml"]["summary"]["en"] = "Write to a@b.test."
    assert [problem.field for problem in cases_hold_no_contacts(built(data))] == [("summary", "en")]


@pytest.mark.parametrize("line", ['"Last-Translator: Example <a@b.test>\\n"', "# Example <a@b.test>, 2026"])
@pytest.mark.parametrize("domain", ["interface", "problems"])
def test_a_catalogue_names_no_translator(domain: str, line: str) -> None:
    """Who translates is told to delete the own address, and never to publish it as a contact."""
    site = dataclasses.replace(built(plain()), catalogues={(domain, "ru"): f'msgid ""\nmsgstr ""\n{line}\n'})
    [problem] = catalogues_hold_no_contacts(site)
    assert (problem.line, problem.fault) == (3, OF_A_PERSON)


def test_our_own_content_holds_no_contact() -> None:
    """What is published now passes, with all its dates, articles and figures."""
    site, _ = content.read(ROOT, ROOT / "site_src")
    rules = (contacts_are_channels, cases_hold_no_contacts, words_hold_no_contacts, catalogues_hold_no_contacts)
    assert [problem for rule in rules for problem in rule(site)] == []


BETWEEN = st.text(st.sampled_from(" \u00a0-.()*_`\u200b\u00ad"), max_size=2)


@given(st.lists(BETWEEN, min_size=11, max_size=11))
def test_a_number_is_found_whatever_marks_stand_in_it(marks: list[str]) -> None:
    """Spaces, stresses and unseen signs between the digits of a number of zeros hide it from no rule."""
    digits = "".join(digit + mark for digit, mark in zip("80000000000", marks, strict=True))
    assert 2 in lines_with_contacts(f"Words.\n\nCall {digits} now.\n")


HOW = [*"@.a1é%&\n\t\r\x0b\x85\u0345\u2028\u3002", " ", "&nbsp;", "&#10;", "&NewLine;", "\u00ad"]
TEXT = st.lists(st.sampled_from(HOW), max_size=12).map("".join)


@given(st.from_regex(EMAIL), st.from_regex(HANDLE), st.from_regex(CALL))
def test_no_contact_is_passed_over_quickly(mail: str, handle: str, call: str) -> None:
    """Whatever the pattern of a kind of contact finds, the quick look before it lets through."""
    assert has_mail(mail)
    assert has_handle(handle)
    assert CALLED.search(call)


@given(TEXT)
def test_spaces_are_single_and_plain(text: str) -> None:
    """Whatever spaces a text has, a reader sees one between two words."""
    assert as_read(text) == re.sub(r"[^\S\n]+", " ", as_read(text))


@given(TEXT)
def test_a_text_is_read_line_by_line(text: str) -> None:
    """However its lines are spelt, each is read by itself, and none runs into the next."""
    assert as_read(text) == "\n".join(as_read(f"{BREAK.sub(' ', unescape(line))}") for line in text.split("\n"))
