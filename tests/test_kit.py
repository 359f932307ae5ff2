"""The kit: the same facts as the pages of help, whole in each form, with the code of its edition, never an example.

The example site and the minimal site are made as of fixed days. PDFs are read here without a PDF library.
"""

import datetime
import re
import textwrap
import zlib
from difflib import unified_diff
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.build.pipeline import Output, build_pages
from build_tools.models import PAPER, QUIET, RISK, TIMETABLE
from build_tools.render import COALITION
from build_tools.render.drawn import typeset
from build_tools.render.help.copies import WAYS, WIDTH, _wrapped, check_code, copied_words, edition
from build_tools.render.help.paper import back_contacts, card_sides, first_steps
from build_tools.text.markdown import blocks
from build_tools.text.phone_text import CROCKFORD
from build_tools.validate.words.signs import UNPRINTED
from tests.help_builder import ROOT, SITE_SRC, Kit, channel, context_of, kit_of, organisation, with_help, with_one
from tests.pages import html_at
from tests.site_builder import LANGUAGES, ORGANISATIONS, Plain, texts

EXAMPLE = ROOT / "tests" / "example"
KEPT = ROOT / "tests" / "kit"
DAY = datetime.date(2001, 1, 1)
TEXTS = [f"{prefix}{language}.txt" for language in LANGUAGES for prefix in ("", "sms-")]
PAPERS = [f"kit/{kind}-{language}.pdf" for language in LANGUAGES for kind in ("card", "sheet")]
RENEW = "If this is right, keep it with: make test ARGS=--renew-golden"

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SHAPE = re.compile(r"<[0-9A-F]{4}> <((?:[0-9A-F]{4})+)>")
PAGE = re.compile(rb"/Type\s*/Page\b")
CODE = re.compile(rf"[{CROCKFORD}]{{4}}-[{CROCKFORD}]{{4}}")
LEADS_AWAY = re.compile(rb"/(?:URI|Annots|JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile|ObjStm)\b")
"""What a PDF has that opens, runs or carries something; Typst makes a link of a bare address too."""


def letters(data: bytes) -> set[str]:
    """Return the letters that the fonts in a PDF map back to text, which readers and search need."""
    maps = [zlib.decompressobj().decompress(stream[1]) for stream in STREAM.finditer(data) if stream[1][:1] == b"x"]
    shapes = [shape for text in maps if b"beginbfchar" in text for shape in SHAPE.findall(text.decode("latin-1"))]
    return set("".join(bytes.fromhex(shape).decode("utf-16-be") for shape in shapes))


@pytest.fixture(scope="module")
def example_kit() -> Kit:
    """The kit of the example site on a fixed day."""
    return Kit(build_pages(EXAMPLE, SITE_SRC, day=DAY).downloads)


@pytest.fixture(scope="module")
def real_kit(real: Output) -> Kit:
    """The kit of the real site."""
    return Kit(real.downloads)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_as_it_was_last_looked_at(name: str, example_kit: Kit, request: pytest.FixtureRequest) -> None:
    """Plain text and messages of the example are the same line by line until somebody keeps a change on purpose."""
    text, kept = example_kit[f"kit/{name}"].decode(), KEPT / name
    if request.config.getoption("--renew-golden"):
        kept.write_text(text, "utf-8", newline="\n")
    lines = kept.read_text("utf-8").splitlines()
    diff = "\n".join(unified_diff(lines, text.splitlines(), f"kept {name}", f"made {name}", lineterm="", n=1))
    if diff:
        pytest.fail(f"{diff}\n{RENEW}", pytrace=False)


def papers_of(real: Output) -> list[tuple[str, str]]:
    """Return language and name of each paper to hand in."""
    return [key for key in real.site.words if PAPER.fullmatch(key[1])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_there_and_says_which_edition_it_is(real: Output, real_kit: Kit, language: str) -> None:
    """Version and code are the same in plain text, messages, the one file and on the page that names all files with
    their sizes."""
    to_hand_in = {f"kit/{name.replace('papers/', 'paper-')}-{code}.pdf" for code, name in papers_of(real)}
    assert set(real_kit) == {"kit/all.html", *PAPERS, *to_hand_in, *(f"kit/{name}" for name in TEXTS)}
    shown = unescape(html_at(real, f"{language}/k/copies.html"))
    [mark] = set(CODE.findall(shown))
    for path in (f"kit/{language}.txt", f"kit/sms-{language}.txt", "kit/all.html"):
        text = unescape(real_kit.text(path))
        assert mark in text
        assert real.site.day.isoformat() in text
    own = [path for path in real_kit if path == "kit/all.html" or language in re.split(r"[-/.]", path)]
    assert len(own) == 5 + len(to_hand_in) / len(LANGUAGES)
    for path in own:
        size = real.locales[language].number(-(-len(real_kit[path]) // 1024))
        assert re.search(rf'href="../../{re.escape(path)}" download>[^<]*, {size} ', shown), path


def test_the_real_words_are_all_there(real: Output, real_kit: Kit) -> None:
    """Nothing of a situation or of whom to turn to is lost in the plain text or in the one file."""
    whole = " ".join(re.sub(r"<[^>]+>", "", unescape(real_kit.text("kit/all.html"))).split())
    for language in LANGUAGES:
        text = " ".join(real_kit.text(f"kit/{language}.txt").split())
        for (code, name), words in real.site.words.items():
            if code == language and (name in QUIET[:3] or re.fullmatch(r"k/\d+", name)):
                said = TIMETABLE.sub("", RISK.sub("", words.text))
                assert [block.text for block in blocks(said) if block.text not in whole] == []
                assert [block.text for block in blocks(WAYS.sub("", said)) if block.text not in text] == []
        for found in real.site.organisations[ORGANISATIONS].organisations:
            assert found.name[language] in text
        for block in (one for blocks_of_one in real.site.hours.timetables.values() for one in blocks_of_one):
            assert block.must[language] in text
            assert block.must[language] in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_plain_text_are_short(real_kit: Kit, language: str) -> None:
    """Plain text fits any screen."""
    lines = real_kit[f"kit/{language}.txt"].decode().splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line for line in lines if line != line.rstrip()] == []


_PARTS = st.sampled_from(
    ["word", "a word ", " ", "  ", "\t", "\n", "\u00a0", " \u2003 ", "x" * WIDTH, "y" * (WIDTH - 3)]
)


@given(st.lists(_PARTS, max_size=40).map("".join), st.sampled_from(["", "- ", "12. "]))
def test_lines_are_broken_as_textwrap_breaks_them(text: str, mark: str) -> None:
    """Also where a space at which no line breaks stands alone between others: it neither begins nor ends a line."""
    form = {"initial_indent": mark, "subsequent_indent": " " * len(mark)}
    wrapper = textwrap.TextWrapper(WIDTH, **form, break_long_words=False, break_on_hyphens=False)
    assert _wrapped(text, mark) == wrapper.wrap(text)


def test_a_paper_to_hand_in_says_the_same_on_its_page_and_drawn(real: Output, real_kit: Kit) -> None:
    """Each word of its sheet stands in both, with a receipt that repeats its title; it has one side, and its name says
    nothing; nothing on it names the site."""
    for language, name in papers_of(real):
        path = f"kit/{name.replace('papers/', 'paper-')}-{language}.pdf"
        shown = unescape(html_at(real, f"{language}/{name}.html")).partition("<article")[2].partition("</article>")[0]
        for line in real.drawn[path].split("\n"):
            assert line in ("text", "entry", "step") or line in shown, (path, line)
        assert shown.count(real.site.words[language, name].about.title) == 2, path
        assert len(PAGE.findall(real_kit[path])) == 1, path
        assert real.locales[language].translate(COALITION) not in shown + real.drawn[path]


def test_a_paper_is_tagged_speaks_its_language_has_every_letter_and_leads_nowhere(real: Output, real_kit: Kit) -> None:
    """A screen reader learns structure, language and a neutral title; fonts inside the file carry all letters, the
    Kazakh ones too, and map them back to text; card and sheet have two sides. No bookmark says what a paper is about,
    nothing opens, runs or is carried: what Typst draws has links and files only where a template says so."""
    for path, data in real_kit.items():
        if path.endswith(".pdf"):
            assert f"/Lang({path[-6:-4]})".encode() in data
            assert b"<</Type/Outlines>>" in data
            assert not LEADS_AWAY.search(data)
    for path in PAPERS:
        data, language = real_kit[path], path[-6:-4]
        marks = (b"%PDF-1.7", b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid:part")
        assert all(mark in data for mark in marks), path
        title = {"kk": "Анықтама", "ru": "Справка", "en": "Information"}[language].encode("utf-16-be")
        assert b"/Title<FEFF" + title.hex().upper().encode() + b">/Creator" in data or b"(Information)" in data
        assert len(PAGE.findall(data)) == 2
        assert b"/Subtype/Image" not in data
        found, words = letters(data), real.site.words[language, "kit/card"]
        assert {sign for block in blocks(words.text) for sign in block.text if sign.isalpha()} <= found
        assert "\ufffd" not in found
        assert data.count(b"/FontFile") >= 2
    sources = [path.read_text("utf-8") for path in SITE_SRC.rglob("*.typ")]
    assert len(sources) >= 9
    assert [source for source in sources if re.search(r"\blink\(|\bpdf\.|\bread\(|\bplugin\(|@preview", source)] == []


def test_every_sign_that_check_lets_through_can_be_printed(tmp_path: Path) -> None:
    """The font has each sign that the rule for papers accepts; an emoji, which it refuses, the font has not."""
    template = tmp_path / "signs.typ"
    template.write_text(
        '#set document(title: "t")\n#set text(font: "Libertinus Serif")\n#json(bytes(sys.inputs.data)).text'
    )
    accepted = "".join(sign for sign in map(chr, range(0x10000)) if not UNPRINTED.match(sign))
    assert typeset(template, {"text": accepted})
    assert UNPRINTED.match("😀")
    with pytest.raises(ValueError, match=r"signs\.typ"):
        typeset(template, {"text": "😀"})


CUT = re.compile(r"\n\[\d+/\d+: \d+\]\n")
PAGES, MESSAGES = ("kit/all.html", "kit/ru.txt"), "kit/sms-ru.txt"
SITES: dict[str, tuple[Plain, tuple[str, ...], str, str]] = {
    "a number": (with_one(channel()), (*PAGES, MESSAGES), "000-00-00", "Ни один номер"),
    "its check": (with_one(channel()), (*PAGES, MESSAGES), "1 июня 2000", "Не подтверждено с"),
    "no number": (with_one(), PAGES, "No contact yet (пример)", "000-00-00"),
    "no number in messages": (with_one(), (MESSAGES,), "Ни один номер телефона ещё не подтверждён.", "000-00-00"),
    "no check": (with_one(), ("kit/ru.txt",), "Ни один контакт ещё не проверен.", "Проверен"),
    "an old check": (with_one(channel(valid_days=10)), (*PAGES, MESSAGES), "Не подтверждено с", "Действует до"),
    "a place": (with_one(channel(), places=["XX-1"]), (*PAGES, MESSAGES), "Region A", "Region B (пример)."),
    "an age": (with_one(channel(), ages=["minor"]), (*PAGES, MESSAGES), "minor (пример)", "adult (пример)"),
}
"""A site, the files that show it, what they say, and what none of them says."""


@pytest.mark.parametrize("name", SITES)
def test_every_form_says_of_a_contact_what_a_caller_must_know(name: str) -> None:
    """A number stands in every form with the day of its check, and where and for whom it is; a gap is said in words,
    and an old check does not look fresh."""
    data, paths, there, never = SITES[name]
    kit = kit_of(data, "ru")
    said = {path: CUT.sub("", kit.text(path)) for path in paths}
    assert [path for path, text in said.items() if there not in text or never in text] == []
    if name == "a number":
        assert 'href="tel:0000000"' in kit.text("kit/all.html")
        assert set("0-") <= letters(kit["kit/card-ru.pdf"])


def test_the_risk_stands_before_every_number() -> None:
    """Whoever reads a number has read what a call may cost, and when somebody answers, wherever it stands."""
    kit = kit_of(with_one(channel(hours=texts("Every day")), anonymous="not_possible"))
    entries = kit.text("kit/all.html").split("<h4>")[1:]
    assert len(entries) == 5, "situation, contacts, everywhere, and two regions that nobody serves"
    for entry in entries:
        before, _, after = entry.partition('href="tel:0000000"')
        assert '<p class="risk">A risk. (example)</p>' in before
        assert "Your name is needed." in before
        assert "· Every day (example)" in after
    for path in ("kit/en.txt", "kit/sms-en.txt"):
        assert re.search(r"A risk\..*000-00-00.*Every day", kit.text(path), re.DOTALL)


def of_organisations(*changes: Plain) -> Plain:
    """Return the minimal site with organisations that differ in these facts, each with a number of its own."""
    made = [
        organisation(at, *change.pop("channels", [channel(f"000-00-1{at}")]), **change)
        for at, change in enumerate(dict(change) for change in changes)
    ]
    return with_help(*(made or [organisation(0)]))


OLD = {"channels": [channel("000-00-09", valid_days=10)]}
CARDS: dict[str, tuple[list[Plain], list[tuple[str, str]]]] = {
    "an old number after all others": (
        [OLD, {"ages": ["minor"]}, {"places": ["XX-1"]}, {"kind": "state"}, {"kind": "international"}, {}],
        [("N5", "15"), ("N1", "11"), ("N2", "12"), ("N4", "14"), ("N0", "09")],
    ),
    "of two numbers the good one": ([{"channels": [*OLD["channels"], channel()]}], [("N0", "00")]),
    "a number once, however it is written": (
        [{"channels": [channel(number)]} for number in ("000-00-01", "000 0001", "000-00-02")],
        [("N0", "01"), ("N2", "02")],
    ),
    "no state body, even if there is no other": ([{"kind": "state"}], []),
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_has_the_most_useful_numbers_first(name: str) -> None:
    """Numbers whose check counts come first, then those for all places, then for all ages; a card is found in a pocket
    in a police station, so no state body; the lines to write on remain."""
    changes, wanted = CARDS[name]
    context = context_of(of_organisations(*changes))
    found = [(one["name"].split(" ")[0], one["phones"][0]["value"][-2:]) for one in back_contacts(context)]
    assert found == wanted
    assert len(card_sides(context)["back"]["own"]) == 2
    assert {one["risk"] for one in back_contacts(context)} <= {"A risk. (example)"}


@pytest.mark.parametrize(("language", "country"), [("kk", "Қазақстан"), ("ru", "Казахстан"), ("en", "Kazakhstan")])
def test_a_short_number_says_before_it_where_alone_it_works(language: str, country: str) -> None:
    """Wherever a copy shows a short number, it says that the number works in its country only."""
    data = with_one(channel("000", country="KZ"))
    kit, context = kit_of(data, language), context_of(data, language)
    limit = context.say("works only in this country: {country}", country=country)
    whole = kit["kit/all.html"].decode()
    assert whole.count(f'({limit}): <a class="call" href="tel:000">000</a>') == whole.count("tel:000") > 1
    for name in (f"{language}.txt", f"sms-{language}.txt"):
        text = re.sub(r"\[\d+/\d+:\d+\]", "", "".join(kit[f"kit/{name}"].decode().split()))
        assert "".join(f"({limit}): 000".split()) in text
    assert back_contacts(context)[0]["phones"][0]["within"] == limit


def test_who_helps_minors_alone_is_in_every_copy_of_their_page() -> None:
    """The one file, the text and the sheet lead to them from the page about minors, and never to who helps adults."""
    data = of_organisations({"ages": ["minor"]}, {"ages": ["adult"]}, {})
    for language in LANGUAGES:
        about = data["words"][f"content/{language}/k/1.md"]
        about["about"]["ages"] = ["minor"]
        about["text"] = "## Now {#now}\n\n1. Call.\n\n<!-- data -->\n"
    kit = kit_of(data)
    page = kit.text("kit/all.html").partition('<section id="en-1">')[2].partition("</section>")[0]
    assert re.findall(r"<h4><a [^>]*>(N\d)", page) == ["N0"]
    assert re.findall(r"Whom to turn to: .*", kit.text("kit/en.txt")) == ["Whom to turn to: N0 (example)"]
    [steps] = first_steps(context_of(data))
    assert [block.text for block in steps.blocks] == ["Call.", "Whom to turn to: N0 (example)"]


_FIRST = ("organisations", ORGANISATIONS, "organisations", 0)
_CHANNEL, _TOWN = (*_FIRST, "channels", 0), ("vocabulary", "cities", "town_a")
_EXAMPLES = "content/organisations.examples.yml"
EDITIONS: dict[str, tuple[tuple[Any, ...], tuple[str, ...]]] = {
    "value": ((*_CHANNEL, "value", "000-00-01"), LANGUAGES),
    "check": ((*_CHANNEL, "checked_on", "2000-06-02"), LANGUAGES),
    "hours": ((*_CHANNEL, "hours", texts("Every day")), LANGUAGES),
    "name of a town": ((*_TOWN, "name", texts("Town C")), LANGUAGES),
    "region of a town": ((*_TOWN, "regions", {"old": "XX-OLD", "new": "XX-2"}), LANGUAGES),
    "old name of a town": ((*_TOWN, "former", ["Town F"]), LANGUAGES),
    "whom a situation leads to": ((*_FIRST[:2], "situations", 0, "turn_to", 0, "who", "o_1"), LANGUAGES),
    "a risk": ((*_FIRST, "risk", "ru", "Другой"), LANGUAGES),
    "words of one language": (("words", "content/ru/k/1.md", "text", "New.\n"), ("ru",)),
    "words of another page": (("words", "content/ru/method.md", "text", "New.\n"), ()),
    "the source of a check": ((*_CHANNEL, "source", "https://example.org/other"), ()),
    "who checked": ((*_CHANNEL, "checked_by", "other"), ()),
    "an invented contact": (("organisations", _EXAMPLES, "organisations", []), ()),
}
"""Where something is changed, what stands there then, and the languages whose edition is another."""


@pytest.mark.parametrize("name", EDITIONS)
def test_the_code_changes_with_what_the_kit_says(name: str) -> None:
    """Whatever changes in a contact, in places, in words or in whom a page leads to makes another code; other pages
    and remarks for maintainers are no part of an edition, which names its day and the newest check."""
    (*steps, key, value), languages = EDITIONS[name]
    before, after = (with_help(organisation(0, channel()), organisation(1, channel("000-00-05"))) for _ in range(2))
    inside: Any = after
    for step in steps:
        inside = inside[step]
    inside[key] = value
    codes = {one: [check_code(context_of(data, one)) for data in (before, after)] for one in LANGUAGES}
    assert all(CODE.fullmatch(code) for pair in codes.values() for code in pair)
    assert len({old for old, _ in codes.values()}) == len(LANGUAGES)
    assert {language for language, (old, new) in codes.items() if old != new} == set(languages)
    lines = edition(context_of(with_one(channel(), channel("000-00-01", age=61))))
    assert (lines[0], lines[2]) == ("Version: 2000-07-01", "Newest check of a contact: 1 June 2000")


def test_words_that_are_too_long_for_a_card_go_on_to_another_side() -> None:
    """A card with more words than a side has room for is made, and loses none of them."""
    data = with_one()
    data["words"]["content/ru/kit/card.md"]["text"] = "\n\n".join(f"- ШЩЖЮ {number}" for number in range(40))
    made = kit_of(data, "ru")["kit/card-ru.pdf"]
    assert len(PAGE.findall(made)) > 2


LONG = dict.fromkeys(LANGUAGES, ("Ѣ" * 110 + " ") * 5)


@pytest.mark.parametrize(
    ("letters_of", "stand"), [("Ω", "Ω"), ("ΩΨΦΣ", "ΩΨ"), ("ѢΩΨ", "ΩΨ"), ("ΩѢΨ", "ΩΨ"), ("ѢѢ", ""), ("ѢΩ", "Ω")]
)
@pytest.mark.parametrize("long_field", ["name", "risk"])
def test_the_card_is_filled_with_what_fits(letters_of: str, stand: str, long_field: str) -> None:
    """The most useful numbers for which there is room stand on a card; one whose name or risk is too long leaves it to
    the next and to the other copies, and stops nothing."""
    changes = [
        {
            "name": texts(letter if letter != "Ѣ" else "x"),
            "risk": texts("x"),
            **({long_field: LONG} if letter == "Ѣ" else {}),
            "channels": [channel(f"000-00-{at:02}")],
        }
        for at, letter in enumerate(letters_of)
    ]
    data = kit_of(of_organisations(*changes), "kk")["kit/card-kk.pdf"]
    assert letters(data) & set("ΩΨΦΣѢ") == set(stand)
    assert len(PAGE.findall(data)) == 2


GREEK = "αβγδεζηθικλμνξοπρστυφχψωΩ"
TALKATIVE = {
    "does": texts("Выслушает, объяснит, что делать, найдёт адвоката и врача, поможет написать заявление."),
    "risk": texts("Звонок остаётся в списке телефона; оператор связи знает, кому вы звоните."),
    "cannot": texts("Не ведёт расследование и не может никого наказать."),
    "cost": texts("бесплатно"),
    "channels": [channel("999-99-99", hours=texts("каждый день с 9 до 18")), channel("999-99-98", valid_days=10)],
}


@pytest.mark.parametrize(("number", "fewest", "most"), [(0, 1, 2), (7, 1, 2), (25, 3, 6), (1, 3, 9)])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_sheet_grows_with_its_contacts(number: int, fewest: int, most: int, language: str) -> None:
    """A number more never stops the site: all stand on the sheet, on two pages if they fit, else on more; a contact of
    any length is set, over several columns if it must be."""
    people = [{**TALKATIVE, "name": texts(f"Организация {letter}, ұйым")} for letter in GREEK[:number]]
    if number == 1:
        people[0]["risk"] = dict.fromkeys(LANGUAGES, ("Ш" * 110 + " ") * 80)
    data = kit_of(of_organisations(*people), language)[f"kit/sheet-{language}.pdf"]
    assert fewest <= len(PAGE.findall(data)) <= most
    assert set(GREEK) & letters(data) == set(GREEK[:number])


def test_words_are_never_read_as_typst() -> None:
    """Signs that mean something to it are words."""
    data = with_one()
    data["words"]["content/ru/kit/card.md"]["text"] = '- #panic("Ж") $x$ <label> @nobody [b] \\`c\\`\n'
    assert set("#$<>@[]`Ж") <= letters(kit_of(data, "ru")["kit/card-ru.pdf"])


def test_the_one_file_leads_only_into_itself(real_kit: Kit) -> None:
    """Every link finds its place in the file, each id is there once, nothing leads out: where would it, offline?"""
    html = real_kit["kit/all.html"].decode()
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for address in re.findall(r'href="([^"]*)"', html):
        assert address.removeprefix("#") in ids or address in ("data:,", "tel:103")
    assert "<script" not in html


def test_no_copy_speaks_of_the_link_that_it_lacks(real: Output, real_kit: Kit) -> None:
    """The site explains its exit; copies have none, and their words do not promise one: an entry goes with all its
    lines, also where the name of the link is broken; its neighbours stay."""
    copies = {path: " ".join(data.decode().split()) for path, data in real_kit.items() if not path.endswith(".pdf")}
    for link in ("Сайттан шығу", "Покинуть сайт", "Leave this site"):
        assert [words for (_, name), words in real.site.words.items() if name == QUIET[4] and link in words.text]
        assert [path for path, text in copies.items() if link in text] == []
    data = with_one()
    words = data["words"]["content/en/k/phone.md"]
    words["text"] = (
        "- One.\n- “Leave\n  this site” hides\n  nothing.\n- Two.\n\n## Exit {#exit}\n\nAll.\n\n## More {#m}\n\nX.\n"
    )
    assert copied_words("k/phone", context_of(data)) == "- One.\n- Two.\n\n## More {#m}\n\nX."


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Further down: [do not](#not), [keep](#keep), [the law](#law).", False),
        ("All: [whom to turn to](contacts.md). Near you: [by region](places.md).", False),
        ("Before you read on: [who can see this](phone.md)", False),
        ("Nothing fits? Here is [whom to turn to](contacts.md). Nothing can be sent.", True),
        ("Below: [do not](#not) wait.", True),
        ("Source: [the law](https://example.org/law).", True),
        ("- Below: [do not](#not).", True),
        ("Call first: now.", True),
    ],
)
def test_a_line_that_says_something_stays(line: str, stays: bool) -> None:
    """Only a line of which nothing but links to places of this site remains is dropped."""
    assert WAYS.sub("", f"A.\n\n{line}\n\nB.\n") == (f"A.\n\n{line}\n\nB.\n" if stays else "A.\n\n\nB.\n")
