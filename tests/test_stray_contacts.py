"""What may be personal is found wherever in a project it stands, as it is written and as it is shown; what is harmless
or stands by right is left alone.

The telephone numbers here are kept for films and examples, and nobody's.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.build.content import checked, read
from build_tools.gate import place_of
from build_tools.gate.approval import NOTHING
from build_tools.gate.files import findings
from build_tools.gate.project import personal_problems
from build_tools.personal_data.table import FAULTS
from build_tools.problems import Refused
from build_tools.validate import MORE
from tests.personal_data.items import MADE, assembled
from tests.repositories import write

ROOT = Path(__file__).parents[1]
PAGE, ORGANISATIONS = "content/en/method.md", "content/organisations.yml"
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
    "a network and the name on the next line": "Пишите в телеграм, ник\nсобака пример, скоро.",
    "two lines": "+44 20\n7946 0958",
    "title of a link": '[us](../method.md "+44 20 7946 0958")',
    "heading": "## +44 20 7946 0958 {#x}",
    "table": "| a | b |\n|---|---|\n| x | +44 20 7946 0958 |",
}
HARMLESS = (
    *("154-VII", "Z050000091_", "K1400000226", "2022-01-19", "19.01.2022", "9.00–18.00", "8 000 000 000 tenge"),
    *("CAT/C/KAZ/CO/2", "A/HRC/59/51", "articles 7, 8, 10, 12, 146 and 187", "2019–2021, 2022-2023", "102, 111, 112"),
    *("1. 2. 3. 4. 5. 6. 7. 8.", "24 (17, 5, 2)", "No. 12-01-77/88", "50 %"),
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


def whole(text: str) -> str:
    """Return a text without the strokes that keep its items from being found here."""
    return text.replace("¦", "")


PHONE = " ".join(("+44", "20", "7946", "0958"))
MAIL, HANDLE_OF_NOBODY, STREET = map(whole, ("name@¦host.test", "@¦example_name", "15 Exam¦ple Str¦eet"))


def found(path: str, text: str) -> list[tuple[int, str]]:
    """Return the lines of a file, from 1, in which something may be personal, and of what kind it is."""
    return [(place_of(text, one.start)[0], one.category) for one in findings(path, text)]


@pytest.mark.parametrize("words", SPELLINGS.values(), ids=SPELLINGS)
def test_a_contact_in_words_is_found_however_it_is_spelt(words: str) -> None:
    """Whatever a reader could dial, write to or tap is found, and the line on which it stands."""
    places = found(PAGE, f"Example words.\n\n{words}\n\nMore words.\n")
    assert {"PHONE", "EMAIL", "HANDLE", "NUMBER"} & {kind for _, kind in places}
    assert {line for line, _ in places} <= set(range(3, 4 + words.count("\n")))


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_contact_is_left_alone(text: str) -> None:
    """Dates, articles, numbers of laws, sums and figures are no contacts, neither in data nor in words."""
    assert found(PAGE, f"Words, {text}, and words.\n\n- {text}\n") == []
    assert found(ORGANISATIONS, f"a: |\n  Words, {text}, and words.\n") == []


def test_values_beside_one_another_are_no_number() -> None:
    """Quotes and brackets of data part two values as words do, so that a list of releases is no account and no card; a
    code that begins with a town whose name persons bear too is no account either."""
    for code in ("pavlodar_lawyers", "satpayev_region"):
        assert found(ORGANISATIONS, f"id: {code}\nturn_to: [{code}]\n") == []
    releases = [f"{year}-{half}" for year in range(2000, 2006) for half in (1, 2)]
    quoted, plain, below = '", "'.join(releases), ", ".join(releases), "\n  - ".join(releases)
    for data in (f'["{quoted}"]', f"[{plain}]", f"\n  - {below}"):
        assert found("content/figures/2006-1.yml", f"apart: {data}\n") == []


def test_every_part_of_a_page_is_looked_at() -> None:
    """Front matter, a remark, the text and title of a link, and the words for a picture hide nothing."""
    item = MADE["iin"]()
    parts = {
        "front matter": f"---\ntitle: Words {item}\n---\nWords\n",
        "remark in it": f"---\n# {item}\ntitle: Words\n---\nWords\n",
        "remark": f"Words <!-- {item} -->\n",
        "title": f'[words](../method.md "{item}")\n',
        "picture": f"![{item}](../a.png)\n",
        "across a link": f"Words {item[:5]}[{item[5:]}](../method.md)\n",
    }
    kinds = {name: {kind for _, kind in found(PAGE, text)} for name, text in parts.items()}
    assert [name for name, here in kinds.items() if not {"IIN", "NUMBER"} & here] == []


CONTACTS = [PHONE, "a&com" + "mat;b.test", HANDLE_OF_NOBODY, whole("te¦l:000"), whole("t.me¦/example"), MAIL]
DATA = (*("site", "law", "vocabulary", "decisions", "organisations", "organisations.examples", "figures/2000-01-01"),)
WAYS = (
    "label: {{kk: x, ru: x, en: {0}}}",
    "a: x # {0}",
    "# {0}",
    "a:\n  - {0}",
    "{0}: x",
    "source: x, {0}",
    "gap: {0}",
)


@pytest.mark.parametrize("contact", CONTACTS)
def test_no_text_of_data_hides_a_contact(contact: str) -> None:
    """A value, a key, a remark and what is said of a source are looked at, in each file of data and in each case."""
    files = (*(f"content/{name}.yml" for name in DATA), "cases_public/2000-01/2M8VE.yml")
    missed = [(path, way) for path in files for way in WAYS if not found(path, f"a: x\n{way.format(repr(contact))}\n")]
    own = {"# {0}", "a: x # {0}"} if contact == MAIL else set()
    assert [way for _, way in missed if way not in own] == []


CHANNELS = """organisations:
  - id: a
    channels:
      - kind: phone
        value: "{phone}"
        source: "https://t.me¦/example/8000000¦0000"
      - kind: {kind}
        value: {value}
        hours: {{kk: x, ru: x, en: {hours}}}
"""


@pytest.mark.parametrize(
    ("kind", "value", "hours", "line"),
    [
        ("messenger", f'"Telegram: {HANDLE_OF_NOBODY}"', "x", None),
        ("email", f'"{MAIL}"', "x", None),
        ("phone", f'"{PHONE}"', f'"x, {PHONE}"', 9),
        ("visit", f'"Example words, {PHONE}"', "x", 8),
        ("visit", f'"{STREET}"', "x", None),
        ("phone", f'"{STREET}"', "x", 8),
        ("post", f'{{kk: x, ru: x, en: "x, {MAIL}"}}', "x", 8),
        ("post", f'{{kk: x, ru: x, en: "{STREET}"}}', "x", None),
    ],
)
def test_a_contact_stands_in_its_channel_alone(kind: str, value: str, hours: str, line: int | None) -> None:
    """What is dialled or opened stands as the value of such a channel, an address as the way to a place."""
    text = whole(CHANNELS).format(phone=PHONE, kind=kind, value=value, hours=hours)
    assert [here for here, _ in found(ORGANISATIONS, text)][:1] == ([] if line is None else [line])
    assert found("content/law.yml", text)
    assert found("content/en/method.md", text)


def test_a_source_may_be_on_any_host_and_holds_no_other_contact() -> None:
    """Where a datum was found is an address of the web; beside one, and where pages make links, nothing else passes."""
    right = whole('sources:\n  - "https://t.me¦/example"\n  - "https://facebook.com¦/example/8000000¦0000"\n')
    assert found("content/law.yml", right) == []
    assert found(PAGE, f"---\n{right}---\nWords\n") == []
    for stroked in ('url: "https://t.me¦/example"', 'source: "t.me¦/example"', f'sources: ["https://a.test, {PHONE}"]'):
        wrong = whole(stroked)
        assert found("content/law.yml", f"{wrong}\n")
        assert found(PAGE, f"---\n{wrong}\n---\nWords\n")


def test_what_cannot_be_read_may_hold_nothing() -> None:
    """Where YAML has a fault, nobody knows any more which field a number stands in; channels before it keep theirs."""
    right = f'organisations:\n  - channels:\n      - kind: phone\n        value: "{PHONE}"\n'
    assert found(ORGANISATIONS, right) == []
    assert {line for line, _ in found(ORGANISATIONS, f'{right}    name: [\n    value: "{PHONE}"\n')} == {6}


BROKEN = {
    "a wrong value": ("kk/method.md", "state: machine-translated", "state: zq"),
    "a missing value": ("kk/method.md", "title: ", "# "),
    "no front matter": ("kk/method.md", "---\n", ""),
    "front matter that does not end": ("kk/method.md", "\n---\n", "\nsources:\n"),
    "bad YAML": ("law.yml", "review:", "review: ["),
    "an unknown field": ("organisations.yml", "review:", "zq: zq\nreview:"),
    "another record": ("figures/2000-01-01.yml", "value: 612", 'value: "612"'),
    "the settings": ("site.yml", "languages:", "langauges:"),
    "what is approved": ("reviewed.yml", "", "zq:\n"),
}
"""Ways in which a file of the example cannot be read: what is put in the place of what."""


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_looked_through_to_its_end(case: tuple[str, str, str], example: Path) -> None:
    """Whatever keeps a file from being read, a number in it is found in the same run, in its own line; and no site is
    made of it."""
    path, old, new = case
    file = example / "content" / path
    text = (file.read_text("utf-8") if file.exists() else "").replace(old, new, 1)
    file.write_text(f"{text}\n# {PHONE}\n", "utf-8")
    site, problems = read(example, ROOT / "site_src")
    assert site is None
    line = text.count("\n") + 2
    assert [one.line for one in problems if one.fault == FAULTS["PHONE"]] == [line]
    assert MORE in {one.fault for one in problems}
    with pytest.raises(Refused):
        checked(example, ROOT / "site_src")


def test_what_waits_for_a_contact_is_announced(example: Path) -> None:
    """Of a page with a contact it is not said yet that its translations are of other words, but that more follows."""
    page = example / "content" / "en" / "method.md"
    page.write_text(f"{page.read_text('utf-8')}\n{MAIL}\n", "utf-8")
    _, problems = read(example, ROOT / "site_src")
    assert [one.fault for one in problems] == [FAULTS["EMAIL"], MORE]


@pytest.mark.parametrize("line", [f'"Last-Translator: Example <{MAIL}>\\n"', f"# Example <{MAIL}>, 2026"])
@pytest.mark.parametrize("domain", ["interface", "problems"])
def test_a_catalogue_names_no_translator(domain: str, line: str) -> None:
    """Who translates is known by a role; a message hides nothing either."""
    path = f"site_src/locales/{domain}.ru.po"
    assert (3, "EMAIL") in found(path, f'msgid ""\nmsgstr ""\n{line}\n')
    assert (2, "PHONE") in found(path, f'msgid "Words"\nmsgstr "Звоните: {PHONE}"\n')
    assert (2, "HANDLE") in found(path, 'msgid "Words"\nmsgstr "Пишите: @some_example"\n')
    assert (1, "PERSON") in found(path, '# Ахметов\nmsgid "Words"\nmsgstr "Слова"\n')


def test_a_project_is_looked_through_with_its_names(tmp_path: Path) -> None:
    """Each file that is published is read, whatever its name ends in; of a name that may be personal the folder is
    said, of bytes that are no text that nobody can look through them."""
    item = MADE["iin"]()
    write(tmp_path, "content/en/a.md", f"Words {item}\n")
    write(tmp_path, "content/en/b.yaml", f"a: {item}\n")
    write(tmp_path, f"content/kk/{'-'.join(item)}.md", "Words\n")
    write(tmp_path, "cases_public/2000-01/notes.txt", f"{item}\n")
    write(tmp_path, "site_src/locales/interface.kk.po", f"# {item}\n")
    write(tmp_path, "content/photo.jpg", "")
    (tmp_path / "content" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    write(tmp_path, "content/link.md", "")
    (tmp_path / "content" / "link.md").unlink()
    (tmp_path / "content" / "link.md").symlink_to("/dev/zero")
    found = personal_problems(tmp_path, tmp_path / "site_src", NOTHING)
    assert {(one.path, one.code) for one in found} == {
        ("content/en/a.md", "personal.iin"),
        ("content/en/b.yaml", "personal.iin"),
        ("content/kk", "protect.name"),
        ("cases_public/2000-01/notes.txt", "personal.iin"),
        ("site_src/locales/interface.kk.po", "personal.iin"),
        ("content/photo.jpg", "protect.not_text"),
    }


@pytest.mark.parametrize("spelling", ["\\u0421ерик", "\\x41", "Сер\\\n  ик", "\\U00000421ерик", "а\\_б"])
def test_no_sign_is_written_as_a_code(spelling: str) -> None:
    """What YAML would make of a code nobody reads in the file: data and front matter are typed plainly."""
    assert (2, "HYGIENE") in found("cases_public/2000-01/2M8VE.yml", f'ru:\n  "Слова {spelling}"\n')
    assert (2, "HYGIENE") in found(PAGE, f'---\ntitle: "Слова {spelling}"\n---\nСлова\n')
    assert found(PAGE, "---\ntitle: x\n---\nWords \\* and \\_ words\n") == []
    assert found("content/law.yml", 'en: "Words \\"in quotes\\" and\\nmore words"\n') == []


@pytest.mark.parametrize("case", [whole("111A¦B"), whole("777¦ABC"), whole("123A¦A02")])
def test_an_id_may_look_like_anything(case: str, tmp_path: Path) -> None:
    """Ids are drawn: one that reads like a number of a vehicle stands as the name of its file and as its id, and there
    alone."""
    path = f"cases_public/withdrawn/{case}.yml"
    write(tmp_path, path, f'id: "{case}"\nrelease: "2000-1"\n')
    assert list(personal_problems(tmp_path, tmp_path / "site_src", NOTHING)) == []
    assert found(path, f'id: "x"\nnote: "car {case}"\n')


IN_WORDS = assembled("{В|осемь с|емьсот о|дин н|оль н|оль н|оль о|диннадцать д|вадцать д|ва}")[0]


@pytest.mark.parametrize("around", ["Было две тысячи.\n\n{}.\n", "{}.\n\nБыло две тысячи.\n", "Статья 24\n\n{}\n"])
def test_a_number_in_words_is_found_whatever_numbers_stand_in_other_paragraphs(around: str) -> None:
    """No paragraph before or after makes a sum of the digits of a telephone."""
    assert "PHONE" in {kind for _, kind in found(PAGE, around.format(IN_WORDS))}


@pytest.mark.parametrize("path", sorted((ROOT / "site_src/locales").glob("*.po")), ids=lambda path: path.name)
def test_our_own_catalogues_hold_nothing_personal(path: Path) -> None:
    """Sentences for maintainers are words for people like those of pages."""
    assert found(f"site_src/locales/{path.name}", path.read_text("utf-8")) == []


BETWEEN = st.text(st.sampled_from(" \u00a0-.()*_`\u200b\u00ad"), max_size=2)


@given(st.lists(BETWEEN, min_size=11, max_size=11))
def test_a_number_is_found_whatever_marks_stand_in_it(marks: list[str]) -> None:
    """Spaces, stresses and unseen signs between the digits of a number hide it from no rule."""
    digits = "".join(digit + mark for digit, mark in zip("8" + "0" * 9 + "1", marks, strict=True))
    assert 3 in {line for line, _ in found(PAGE, f"Words.\n\nCall {digits} now.\n")}
