"""The kit: the same facts as the pages of help, whole in each form, with the code of its edition, never an example.

The example site and the minimal site are made as of fixed days. PDFs are read here without a PDF library.
"""

import datetime
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from difflib import unified_diff
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import load, localize, render
from build_tools.models import QUIET, RISK, Site
from build_tools.pdf import UNPRINTED, Unset, pdf
from build_tools.pipeline import Output, build_pages
from build_tools.plain_words import blocks, plain
from build_tools.problems import Refused, sentence
from build_tools.render.help.kit.edition import WAYS, check_code, code_of_facts, copied_words, edition
from build_tools.render.help.kit.paper import back_contacts, card_organisations, card_sides, first_steps
from build_tools.render.help.kit.plain_text import WIDTH, block_lines
from build_tools.spoken_codes import CROCKFORD
from tests.publishing import PLAIN_LOCALE
from tests.site_builder import LANGUAGES, ORGANISATIONS, Plain, built, no_cases, texts, turn_to
from tests.site_builder import plain as plain_data

ROOT = Path(__file__).parents[1]
SITE_SRC = ROOT / "site_src"
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


def letters(data: bytes) -> set[str]:
    """Return the letters that the fonts in a PDF map back to text, which readers and search need."""
    maps = [zlib.decompressobj().decompress(stream[1]) for stream in STREAM.finditer(data) if stream[1][:1] == b"x"]
    shapes = [shape for text in maps if b"beginbfchar" in text for shape in SHAPE.findall(text.decode("latin-1"))]
    return set("".join(bytes.fromhex(shape).decode("utf-16-be") for shape in shapes))


@pytest.fixture(scope="module")
def example_kit() -> dict[str, bytes]:
    """The kit of the example site on a fixed day."""
    return kit_of(build_pages(EXAMPLE, SITE_SRC, day=DAY))


@pytest.fixture(scope="module")
def real() -> Output:
    """The real site."""
    return build_pages(ROOT, SITE_SRC)


@pytest.fixture(scope="module")
def real_kit(real: Output) -> dict[str, bytes]:
    """The kit of the real site."""
    return kit_of(real)


def kit_of(output: Output) -> dict[str, bytes]:
    """Return every file of the kit by its path."""
    return {file.path: file.data() for file in output.downloads if file.path.startswith("kit/")}


def with_contacts(*channels: Plain, **more: Any) -> Plain:
    """Return the minimal site whose one organisation can be reached in these ways."""
    data = plain_data()
    organisation = data["organisations"][ORGANISATIONS]["organisations"][0]
    organisation.pop("gap")
    organisation |= {"channels": list(channels), **more}
    return data


def channel(value: str = "000-00-00", **more: Any) -> Plain:
    """Return a telephone that was tried a month before the day of the minimal site."""
    facts = {"source": "https://example.org/", "checked_on": "2000-06-01", "checked_by": "editor"}
    return {"kind": "phone", "value": value, **facts, **more}


def context_of(data: Plain, language: str = "ru") -> render.Context:
    """Return one language of a site in memory."""
    site = in_memory(data)
    empty = no_cases()
    return render.Context(site, localize.locale_of(site, language), empty, empty, release=False)


def in_memory(data: Plain) -> Site:
    """Make a site with the real translations."""
    locales = SITE_SRC / "locales"
    catalogues = {("interface", code): load.catalogue_text(locales, "interface", code) for code in ("kk", "ru")}
    return built({**data, "catalogues": catalogues})


def made(data: Plain, language: str = "ru") -> dict[str, bytes]:
    """Return the kit of one language of a site in memory."""
    files = render.kit_files([context_of(data, language)], render.templates(SITE_SRC), SITE_SRC / "kit")
    return {file.path: file.data() for file in files}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_as_it_was_last_looked_at(
    name: str, example_kit: dict[str, bytes], request: pytest.FixtureRequest
) -> None:
    """Plain text and messages of the example are the same line by line until somebody keeps a change on purpose."""
    text, kept = example_kit[f"kit/{name}"].decode(), KEPT / name
    if request.config.getoption("--renew-golden"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, "utf-8", newline="\n")
    lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
    diff = "\n".join(unified_diff(lines, text.splitlines(), f"kept {name}", f"made {name}", lineterm="", n=1))
    if diff:
        pytest.fail(f"{diff}\n{RENEW}", pytrace=False)


def test_the_kit_has_every_form_in_every_language(real_kit: dict[str, bytes]) -> None:
    """One file of all languages, and four forms of each."""
    assert set(real_kit) == {"kit/all.html", *PAPERS, *(f"kit/{name}" for name in TEXTS)}
    assert all(real_kit.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_says_which_edition_it_is(real: Output, language: str) -> None:
    """Version and code are the same in plain text, messages, the one file and on the page that explains them."""
    files = kit_of(real)
    [page] = [page for page in real.pages if page.path == f"{language}/k/copies.html"]
    shown = unescape(real.view(page).content)
    [mark] = set(CODE.findall(shown))
    for path in (f"kit/{language}.txt", f"kit/sms-{language}.txt", "kit/all.html"):
        text = unescape(files[path].decode())
        assert mark in text
        assert real.site.day.isoformat() in text
    for path, data in files.items():
        if path == "kit/all.html" or language in path.replace("-", "/").replace(".", "/").split("/"):
            size = real.locales[language].number(-(-len(data) // 1024))
            assert re.search(rf'href="../../{re.escape(path)}" download>[^<]*, {size} ', shown), path


def test_the_real_words_are_all_there(real: Output, real_kit: dict[str, bytes]) -> None:
    """Nothing of a situation or of whom to turn to is lost in the plain text or in the one file."""
    whole = " ".join(re.sub(r"<[^>]+>", "", unescape(real_kit["kit/all.html"].decode())).replace("\u00a0", " ").split())
    for language in LANGUAGES:
        text = " ".join(real_kit[f"kit/{language}.txt"].decode().split())
        for (code_, name), words in real.site.words.items():
            if code_ == language and (name in QUIET[:2] or re.fullmatch(r"k/\d+", name)):
                said = RISK.sub("", words.text)
                for block in blocks(said):
                    assert block.text in whole
                for block in blocks(WAYS.sub("", said)):
                    assert block.text in text
        for organisation in real.site.organisations[ORGANISATIONS].organisations:
            assert organisation.name[language] in text


def test_lines_are_short(real_kit: dict[str, bytes]) -> None:
    """Plain text fits any screen and any printer."""
    for language in LANGUAGES:
        text = real_kit[f"kit/{language}.txt"].decode()
        assert max(map(len, text.splitlines())) <= WIDTH
        assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_no_part_of_a_message_is_too_long(real_kit: dict[str, bytes]) -> None:
    """Each part of the real messages fits: 70 units alone and 67 joined with Cyrillic letters, 160 and 153 without."""
    for language in LANGUAGES:
        lines = real_kit[f"kit/sms-{language}.txt"].decode().splitlines()
        parts = [(head, text) for head, text in pairwise(lines) if head.startswith("[")]
        assert len(parts) >= 4
        for head, text in parts:
            alone = head.split(":")[0].endswith("/1")
            assert len(text.encode("utf-16-le")) // 2 <= ((160 if alone else 153) if text.isascii() else 67 + 3 * alone)


@pytest.mark.parametrize("path", PAPERS)
def test_a_paper_is_tagged_and_speaks_its_language(path: str, real_kit: dict[str, bytes]) -> None:
    """A screen reader learns structure, language and a neutral title; a card has two sides, and the sheet too."""
    data, language = real_kit[path], path[-6:-4]
    assert data.startswith(b"%PDF-1.7")
    assert f"/Lang({language})".encode() in data
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid:part" in data
    title = {"kk": "Анықтама", "ru": "Справка", "en": "Information"}[language].encode("utf-16-be")
    assert b"/Title<FEFF" + title.hex().upper().encode() + b">/Creator" in data or b"(Information)" in data
    assert len(PAGE.findall(data)) == 2
    assert b"/Subtype/Image" not in data
    assert b"<</Type/Outlines>>" in data, "bookmarks would say what the file is about"


@pytest.mark.parametrize("path", PAPERS)
def test_every_letter_is_in_the_paper(path: str, real: Output, real_kit: dict[str, bytes]) -> None:
    """Fonts inside the file carry all letters of its language, the Kazakh ones too, and map them back to text."""
    words = real.site.words[path[-6:-4], "kit/card"]
    found = letters(real_kit[path])
    wanted = {sign for block in blocks(words.text) for sign in block.text if sign.isalpha()}
    assert wanted <= found
    assert "\ufffd" not in found
    assert real_kit[path].count(b"/FontFile") >= 2


def test_every_sign_that_check_lets_through_can_be_printed(tmp_path: Path) -> None:
    """The font has each sign that the rule for papers accepts; an emoji, which it refuses, the font has not."""
    template = tmp_path / "signs.typ"
    template.write_text(
        '#set document(title: "t")\n#set text(font: "Libertinus Serif")\n#json(bytes(sys.inputs.data)).text'
    )
    accepted = "".join(sign for sign in map(chr, range(0x10000)) if not UNPRINTED.match(sign))
    assert pdf(template, {"text": accepted})
    assert UNPRINTED.match("😀")
    with pytest.raises(Unset):
        pdf(template, {"text": "😀"})


def test_the_same_bytes_whatever_the_machine_is_set_to(tmp_path: Path) -> None:
    """Neither time zone, locale, hash seed, home nor fonts of the system leave a trace in any file of the kit."""
    program = (
        "import sys, datetime, hashlib; from pathlib import Path; from build_tools.pipeline import build_pages\n"
        f"made = build_pages(Path({str(EXAMPLE)!r}), Path({str(SITE_SRC)!r}), day={DAY!r})\n"
        "print([hashlib.sha256(f.data()).hexdigest() for f in made.downloads if f.path.startswith('kit/')])"
    )
    settings = [
        {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Almaty", "LC_ALL": PLAIN_LOCALE, "PYTHONHASHSEED": "2", "HOME": str(tmp_path), "PYTHONUTF8": "1"},
    ]
    said = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True
        )
        for own in settings
    ]
    assert said[0].stdout == said[1].stdout
    assert said[0].stdout.count("'") == 2 * (1 + 4 * len(LANGUAGES)), said[0].stderr


def test_an_invented_contact_never_enters_the_kit(real_kit: dict[str, bytes], example_kit: dict[str, bytes]) -> None:
    """Also in a preview: a copy outlives the ribbon that says that its contacts are examples."""
    for kit in (real_kit, example_kit):
        for path, data in kit.items():
            if not path.endswith(".pdf"):
                assert not re.search("МЫСАЛ:|ПРИМЕР:|EXAMPLE:|000 000", data.decode()), path
            else:
                assert "МЫСАЛ:" not in "".join(sorted(letters(data)))


def test_contacts_appear_when_they_are_supplied() -> None:
    """A telephone stands in every form, with the day of its check, and the sentence that none is known is gone."""
    files = made(with_contacts(channel()))
    for path in ("kit/all.html", "kit/ru.txt", "kit/sms-ru.txt"):
        text = files[path].decode()
        assert "000-00-00" in text
        assert "1 июня 2000" in text.replace("\u00a0", " ")
        assert "Ни один номер" not in text
    assert 'href="tel:0000000"' in files["kit/all.html"].decode()
    assert set("0-") <= letters(files["kit/card-ru.pdf"])


def test_where_no_contact_is_known_every_form_says_so() -> None:
    """Nothing is made up and nothing is passed over: the gap is said in words."""
    files = made(plain_data())
    for path in ("kit/all.html", "kit/ru.txt"):
        assert "The telephone number is not known yet. (пример)" in files[path].decode()
    assert "Ни один номер телефона ещё не подтверждён." in files["kit/sms-ru.txt"].decode()
    assert "Ни один контакт ещё не проверен." in files["kit/ru.txt"].decode()


def test_an_old_contact_says_since_when_it_is_not_confirmed() -> None:
    """A copy made today of a check that no longer counts does not look fresh."""
    files = made(with_contacts(channel(valid_days=10)))
    for path in ("kit/all.html", "kit/ru.txt", "kit/sms-ru.txt"):
        assert "Не подтверждено с" in files[path].decode()


def test_every_copy_says_in_its_language_where_to_go() -> None:
    """Words on a visit in each language stand in the text and in the one file, each where its language is read."""
    words = {"kk": "Қаланың алаңы", "ru": "Площадь города", "en": "Square of the town"}
    data = with_contacts(channel(kind="visit", value=words))
    files = made(data, "kk")
    assert words["kk"] in files["kit/kk.txt"].decode()
    assert words["kk"] in files["kit/all.html"].decode()
    assert set("Қңғ") <= letters(files["kit/sheet-kk.pdf"])
    for text in (words["ru"], words["en"]):
        assert text not in files["kit/kk.txt"].decode() + files["kit/all.html"].decode()


def test_the_code_changes_with_where_to_go_in_its_language_alone() -> None:
    """Russian words on a visit make another code of Russian and of no other language; one text is like three equal."""
    three = dict.fromkeys(LANGUAGES, "A")
    for language in LANGUAGES:
        before, russian, once = (
            check_code(context_of(with_contacts(channel(kind="visit", value=value)), language))
            for value in (three, {**three, "ru": "B"}, "A")
        )
        assert (russian != before) == (language == "ru")
        assert once == before


def test_an_organisation_of_one_place_says_so() -> None:
    """Nobody calls a number from the card that does not help where they are without having read so."""
    files = made(with_contacts(channel(), places=["XX-1"], ages=["minor"]), "en")
    for path in ("kit/all.html", "kit/en.txt", "kit/sms-en.txt"):
        assert "Works in: Region A" in files[path].decode()
        assert "Only for: minor" in files[path].decode()


def test_the_risk_stands_before_every_number() -> None:
    """Whoever reads a number has read what a call may cost, and when somebody answers, wherever it stands."""
    said = {"risk": texts("A risk."), "anonymous": "not_possible"}
    files = made(with_contacts(channel(hours=texts("Every day")), **said), "en")
    entries = files["kit/all.html"].decode().split("<h4>")[1:]
    assert len(entries) == 5, "situation, contacts, everywhere, and two regions that nobody serves"
    for entry in entries:
        before, _, after = entry.partition('href="tel:0000000"')
        assert '<p class="risk">A risk. (example)</p>' in before
        assert "Your name is needed." in before
        assert "· Every day (example)" in after
    for path in ("kit/en.txt", "kit/sms-en.txt"):
        assert re.search(r"A risk\..*000-00-00.*Every day", files[path].decode(), re.DOTALL)


def of_organisations(*changes: Plain) -> Plain:
    """Return the minimal site with organisations that differ from its first one in these facts."""
    data = with_contacts(channel())
    [first] = data["organisations"][ORGANISATIONS]["organisations"]
    others = [
        {**first, "channels": [channel(f"000-00-1{at}")], "id": f"o_{at}", "name": texts(f"N{at}"), **change}
        for at, change in enumerate(changes)
    ]
    data["organisations"][ORGANISATIONS]["organisations"] = others
    turn_to(data)
    return data


OLD = {"channels": [channel("000-00-09", valid_days=10)]}


def test_an_old_number_never_keeps_a_good_one_off_the_card() -> None:
    """Numbers whose check counts come first, then those for all places, then for all ages; no state body."""
    changes = [OLD, {"ages": ["minor"]}, {"places": ["XX-1"]}, {"kind": "state"}, {"kind": "international"}, {}]
    context = context_of(of_organisations(*changes), "en")
    names = [organisation.name["en"].split(" ")[0] for organisation in card_organisations(context)]
    assert names == ["N5", "N1", "N2", "N4", "N0"]


def test_of_two_numbers_the_good_one_stands_on_the_card() -> None:
    """An organisation is shown with a number whose check counts where it has one, and after its risk."""
    mixed = {"channels": [*OLD["channels"], channel()], "risk": texts("A risk.")}
    [contact] = back_contacts(context_of(of_organisations(mixed), "en"))
    assert [phone.value for phone in contact.phones] == ["000-00-00"]
    assert contact.risk == "A risk. (example)"
    files = made(of_organisations({**mixed, "risk": texts("ЩЮЖ")}))
    assert set("ЩЮЖ") <= letters(files["kit/card-ru.pdf"])


def test_a_card_holds_no_number_twice() -> None:
    """There is room for few numbers, so one that two organisations share takes one place, however it is written."""
    changes = [{"channels": [channel(number)]} for number in ("000-00-01", "000 0001", "000-00-02")]
    shown = back_contacts(context_of(of_organisations(*changes), "en"))
    assert [contact.phones[0].value for contact in shown] == ["000-00-01", "000-00-02"]


def test_a_card_names_no_state_body_even_if_there_is_no_other() -> None:
    """A card is found in a pocket in a police station; the lines to write on remain."""
    context = context_of(of_organisations({"kind": "state"}), "en")
    assert back_contacts(context) == []
    assert len(card_sides([], context)["back"]["own"]) == 2
    assert made(of_organisations({"kind": "state"}))["kit/card-ru.pdf"]


def test_a_short_number_says_before_it_where_alone_it_works() -> None:
    """Wherever a copy shows a short number, it says that the number works in its country only."""
    for language, country in (("kk", "Қазақстан"), ("ru", "Казахстан"), ("en", "Kazakhstan")):
        files = made(with_contacts(channel("000", country="KZ")), language)
        limit = context_of(plain_data(), language).locale.translate("works only in this country: {country}")
        said = f"({limit.format(country=country)}): "
        whole = files["kit/all.html"].decode()
        assert whole.count(f'{said}<a class="call" href="tel:000">000</a>') == whole.count("tel:000") > 1
        for name in (f"{language}.txt", f"sms-{language}.txt"):
            text = re.sub(r"\[\d+/\d+:\d+\]", "", "".join(files[f"kit/{name}"].decode().split()))
            assert "".join(f"{said}000".split()) in text
    [contact] = back_contacts(context_of(with_contacts(channel("000", country="KZ")), "en"))
    assert contact.phones[0].within == "works only in this country: Kazakhstan"


def test_who_helps_minors_alone_is_in_every_copy_of_their_page() -> None:
    """The one file, the text and the sheet lead to them from the page about minors, and never to who helps adults."""
    data = of_organisations({"ages": ["minor"]}, {"ages": ["adult"]}, {})
    for language in LANGUAGES:
        about = data["words"][f"content/{language}/k/1.md"]
        about["about"]["ages"] = ["minor"]
        about["text"] = "## Now {#now}\n\n1. Call.\n\n<!-- data -->\n"
    page = made(data, "en")["kit/all.html"].decode().partition('<section id="en-1">')[2].partition("</section>")[0]
    assert re.findall(r"<h4><a [^>]*>(N\d)", page) == ["N0"]
    text = made(data, "en")["kit/en.txt"].decode()
    assert re.findall(r"Whom to turn to: .*", text) == ["Whom to turn to: N0 (example)"]
    [steps] = first_steps(context_of(data, "en"))
    assert [block.text for block in steps.blocks] == ["Call.", "Whom to turn to: N0 (example)"]


def test_the_code_changes_with_whom_a_situation_leads_to() -> None:
    """Another organisation on the page of a situation is another edition."""
    data = with_contacts(channel())
    turn_to(data)
    assert check_code(context_of(data)) != check_code(context_of(with_contacts(channel())))


def regions_of(data: Plain) -> list[str]:
    """Return the regions of the one file in English, each from its name on."""
    html = made(data, "en")["kit/all.html"].decode()
    return re.split(r"<h3>(?=Region )", html)[1:]


def test_a_place_without_help_names_whom_to_call() -> None:
    """Where nobody is listed stands the first independent number for the whole country whose check counts."""
    changes = [{"kind": "state"}, OLD, {"places": ["XX-1"]}, {"ages": ["minor"]}, {}]
    served, unserved = regions_of(of_organisations(*changes))
    assert re.findall(r"<h4><a [^>]*>(N\d)", served) == ["N2"]
    assert re.findall(r"<h4><a [^>]*>(N\d)", unserved) == ["N4"]
    assert "No organisation is listed for this place." in unserved
    assert 'href="tel:0000014"' in unserved


def test_a_place_without_help_says_so_where_nobody_can_be_called() -> None:
    """An old number or a state body is not put in place of help; the reader is led to who serves all places."""
    for region in regions_of(of_organisations({"kind": "state"}, OLD)):
        assert "No organisation is listed for this place." in region
        assert "tel:" not in region
        assert 'href="#en-everywhere"' in region


@pytest.mark.parametrize(
    "change",
    [
        {"value": "000-00-01"},
        {"checked_on": "2000-06-02"},
        {"valid_days": 90},
        {"hours": texts("Every day")},
        {"country": "KZ"},
    ],
    ids=["value", "check", "validity", "hours", "country"],
)
def test_the_code_changes_with_a_contact(change: Plain) -> None:
    """Whatever changes in a contact makes another code, in every language."""
    for language in LANGUAGES:
        before = check_code(context_of(with_contacts(channel()), language))
        assert CODE.fullmatch(before)
        assert check_code(context_of(with_contacts(channel(**change)), language)) != before


def test_the_code_changes_with_the_words_of_its_language_alone() -> None:
    """A word of Russian help makes another code of Russian and of no other language."""
    data = with_contacts(channel())
    data["words"]["content/ru/k/1.md"]["text"] += "\nNew.\n"
    for language in LANGUAGES:
        before = check_code(context_of(with_contacts(channel()), language))
        assert (check_code(context_of(data, language)) != before) == (language == "ru")


def test_the_code_changes_with_the_names_of_places() -> None:
    """A town of another name, or in another region, is another edition of the list of places."""
    for change in ({"name": texts("Town C")}, {"regions": {"old": "XX-OLD", "new": "XX-2"}}, {"former": ["Town F"]}):
        data = plain_data()
        before = check_code(context_of(data))
        data["vocabulary"]["cities"]["town_a"] |= change
        assert check_code(context_of(data)) != before


def test_the_code_stays_where_the_kit_says_the_same() -> None:
    """Other pages, remarks for maintainers and invented contacts are no part of an edition."""
    data = with_contacts(channel(source="https://example.org/other", checked_by="other"), source="other")
    data["words"]["content/ru/method.md"]["text"] += "\nNew.\n"
    data["organisations"]["content/organisations.examples.yml"]["organisations"] = []
    assert check_code(context_of(data)) == check_code(context_of(with_contacts(channel())))


def test_the_code_of_known_facts_is_known() -> None:
    """The way from facts to code stays as it is documented, or editions could not be compared across versions."""
    assert code_of_facts({"b": ["ә"], "a": 1}) == code_of_facts({"a": 1, "b": ["ә"]}) == "1JNX-2T2N"


def test_the_edition_names_the_newest_check() -> None:
    """Readers see how old the newest contact is; the version is the day of the build."""
    lines = edition(context_of(with_contacts(channel(), channel("000-00-01", checked_on="2000-05-01")), "en"))
    assert lines[0] == "Version: 2000-07-01"
    assert lines[2] == "Newest check of a contact: 1 June 2000"


def said(problem: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Return the problems of a refusal as sentences."""
    return [sentence(found) for found in problem.value.problems]


def test_a_card_that_is_too_full_is_refused() -> None:
    """Words that cannot be read on the card are one problem of their file, never a third side."""
    data = plain_data()
    data["words"]["content/ru/kit/card.md"]["text"] = "\n\n".join(f"- ШЩЖЮ {number}" for number in range(40))
    with pytest.raises(Refused) as refused:
        made(data)
    [problem] = said(refused)
    assert problem.startswith("content/ru/kit/card.md: is too long for a card of 85.6 × 54 mm")


@pytest.mark.parametrize(
    ("letters_of", "stand"), [("Ω", "Ω"), ("ΩΨΦΣ", "ΩΨ"), ("ѢΩΨ", "ΩΨ"), ("ΩѢΨ", "ΩΨ"), ("ѢѢ", "")]
)
def test_the_card_is_filled_with_what_fits(letters_of: str, stand: str) -> None:
    """The most useful numbers for which there is room stand on a card; one that is too long leaves it to the next."""
    changes = [
        {
            "name": texts((letter * 110 + " ") * 5 if letter == "Ѣ" else letter),
            "risk": texts("x"),
            "channels": [channel(f"000-00-{at:02}")],
        }
        for at, letter in enumerate(letters_of)
    ]
    found = letters(made(of_organisations(*changes), "kk")["kit/card-kk.pdf"])
    assert found & set("ΩΨΦΣѢ") == set(stand)


def test_no_contact_stops_the_card() -> None:
    """What is too long, name or risk, is left to the other copies; the next one that fits stands on the card."""
    long = dict.fromkeys(LANGUAGES, ("Ѣ" * 110 + " ") * 5)
    for changes in ([{"name": long}], [{"risk": long}] * 5):
        data = made(of_organisations(*changes))["kit/card-ru.pdf"]
        assert len(PAGE.findall(data)) == 2
        assert "Ѣ" not in letters(data)
    found = letters(made(of_organisations({"name": long}, {"name": texts("Ω")}))["kit/card-ru.pdf"])
    assert "Ω" in found
    assert "Ѣ" not in found


@pytest.mark.parametrize(("number", "fewest", "most"), [(0, 1, 2), (7, 1, 2), (25, 3, 6)])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_sheet_grows_with_its_contacts(number: int, fewest: int, most: int, language: str) -> None:
    """A number more never stops the site: all stand on the sheet, on two pages if they fit, else on more."""
    data = made(of_organisations(*map(talkative, GREEK[:number])), language)[f"kit/sheet-{language}.pdf"]
    assert fewest <= len(PAGE.findall(data)) <= most
    assert set(GREEK) & letters(data) == set(GREEK[:number])


GREEK = "αβγδεζηθικλμνξοπρστυφχψωΩ"


def talkative(letter: str) -> Plain:
    """Return an organisation that has much to say, named by a letter that stands nowhere else."""
    return {**TALKATIVE, "name": texts(f"Организация {letter}, ұйым")}


TALKATIVE = {
    "does": texts("Выслушает, объяснит, что делать, найдёт адвоката и врача, поможет написать заявление."),
    "risk": texts("Звонок остаётся в списке телефона; оператор связи знает, кому вы звоните."),
    "cannot": texts("Не ведёт расследование и не может никого наказать."),
    "cost": texts("бесплатно"),
    "channels": [channel("999-99-99", hours=texts("каждый день с 9 до 18")), channel("999-99-98", valid_days=10)],
}


def test_a_full_sheet_is_whole() -> None:
    """Only the words may end the site: a contact of any length is set, over several columns if it must be."""
    longest = {**TALKATIVE, "risk": dict.fromkeys(LANGUAGES, ("Ш" * 110 + " ") * 80)}
    assert len(PAGE.findall(made(of_organisations(longest))["kit/sheet-ru.pdf"])) > 2


def test_a_broken_template_is_one_sentence(tmp_path: Path) -> None:
    """What Typst says of a template is one line, without a traceback."""
    template = tmp_path / "card.typ"
    template.write_text("#nothing-of-this-name\n", "utf-8")
    with pytest.raises(Unset) as unset:
        pdf(template, {})
    assert unset.value.message.code == "kit.cannot_be_typeset"
    assert "unknown variable" in str(unset.value)
    assert "\n" not in str(unset.value)


def test_words_are_never_read_as_typst() -> None:
    """Signs that mean something to Typst are words like all others."""
    data = plain_data()
    data["words"]["content/ru/kit/card.md"]["text"] = '- #panic("Ж") $x$ <label> @nobody [b] \\`c\\`\n'
    assert set("#$<>@[]`Ж") <= letters(made(data)["kit/card-ru.pdf"])


LINK = re.compile(r'href="([^"]*)"')


def test_the_one_file_leads_only_into_itself(real_kit: dict[str, bytes]) -> None:
    """Every link finds its place in the file, each id is there once, nothing leads out: where would it, offline?"""
    html = real_kit["kit/all.html"].decode()
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for address in LINK.findall(html):
        assert address.removeprefix("#") in ids or address in ("data:,", "tel:103")
    assert "<script" not in html


@pytest.mark.parametrize("link", ["Сайттан шығу", "Покинуть сайт", "Leave this site"])
def test_no_copy_speaks_of_the_link_that_it_lacks(link: str, real: Output, real_kit: dict[str, bytes]) -> None:
    """The site explains its exit; copies have none, and their words do not promise one."""
    assert [words for (_, name), words in real.site.words.items() if name == QUIET[3] and link in words.text]
    for path, data in real_kit.items():
        if not path.endswith(".pdf"):
            assert link not in " ".join(data.decode().split()), path


def test_an_entry_about_the_exit_is_dropped_whole() -> None:
    """An entry goes with all its lines, also where the name of the link is broken; its neighbours stay."""
    data = plain_data()
    words = data["words"]["content/en/k/phone.md"]
    words["text"] = (
        "- One.\n- “Leave\n  this site” hides\n  nothing.\n- Two.\n\n## Exit {#exit}\n\nAll.\n\n## More {#m}\n\nX.\n"
    )
    assert copied_words("k/phone", context_of(data, "en")) == "- One.\n- Two.\n\n## More {#m}\n\nX."


def wrapped_texts() -> Iterator[str]:
    """Yield pieces of Markdown with what they read as."""
    yield from ("**Bold** and *soft*", "[words](a.md#b)", "a \\* b", "snake_case_name", "&lt;b&gt;", "Text {#id}")


WAYS_IN = {
    "kk": ("Төменде:", "Толық тізім:", "Сізге жақыны:", "Әрі қарай оқымас бұрын:"),
    "ru": ("Ниже:", "Полный список:", "Рядом с вами:", "Прежде чем читать дальше:"),
    "en": ("Further down:", "Full list:", "Near you:", "Before you read on:"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_has_no_line_of_dead_links(language: str, real: Output, real_kit: dict[str, bytes]) -> None:
    """Words that lead somewhere when touched are left out where nothing can be touched, and nothing else is."""
    text = real_kit[f"kit/{language}.txt"].decode()
    on_screen = "".join(words.text for (code_, _), words in real.site.words.items() if code_ == language)
    for way in WAYS_IN[language]:
        assert way in on_screen
        assert way not in text


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


def test_marks_are_taken_off() -> None:
    """Stars, links, escapes and ids go; words stay."""
    assert [plain(text) for text in wrapped_texts()] == [
        *("Bold and soft", "words", "a * b", "snake_case_name", "<b>", "Text")
    ]


def test_blocks_are_told_apart() -> None:
    """Lists, steps, paragraphs over several lines and headings come out in their order."""
    text = "One\ntwo.\n\n<!-- data -->\n\n## Head {#id}\n- a\n  b\n- c\n\n1. d\n2. e\n"
    assert [(block.kind, block.text) for block in blocks(text)] == [
        *(("text", "One two."), ("heading", "Head"), ("entry", "a b"), ("entry", "c"), ("step", "d"), ("step", "e"))
    ]
    assert block_lines(block for block in blocks(text) if block.kind != "heading") == [
        *("One two.", "", "- a b", "- c", "", "1. d", "2. e")
    ]


@given(st.lists(st.text("абв ", min_size=1, max_size=60).filter(str.strip), max_size=8))
def test_no_word_is_lost_in_blocks(lines: list[str]) -> None:
    """Whatever the lines are, their words are in the blocks, in order."""
    text = "\n\n".join(lines)
    assert " ".join(block.text for block in blocks(text)).split() == text.split()
