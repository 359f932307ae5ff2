"""The catalogues, held against the messages that program and templates use, and the check of catalogues itself."""

import ast
import gettext
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.ext import babel_extract

from build_tools import localize, pipeline, render
from build_tools.localize.locale import ALPHABET, plural_categories, plural_category
from build_tools.plain_words import capital, small
from build_tools.problems import Problem, sentence
from build_tools.render.messages import FOR_READERS
from tests.site_builder import built, plain

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "site_src" / "locales"
OF_READERS = tuple(f"build_tools/{name}" for name in FOR_READERS)
CATALOGUES = [(domain, language) for domain in ("interface", "problems") for language in ("kk", "ru")]
ALPHABETS = {"kk": set(ALPHABET), "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")}
BRACES = re.compile(r"\{+[^{}]*\}+")
WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(
    r"`[^`]+`|<[^<>]+>|&\w+;|[a-z]+(?:_[a-z]+)+|\w+(?:/\w+)+(?:\.\w+)?|\b[a-z]\w*: source|'\w+'|https://|---|##"
)
"""What must stand in a translation as it is: names of files and fields, elements, what is to be typed."""

ALWAYS_LATIN = {"SMS"}
"""What Russian and Kazakh write in Latin letters too."""

each_catalogue = pytest.mark.parametrize(("domain", "language"), CATALOGUES)


def in_program(path: Path) -> Iterator[str]:
    """Yield the messages that a module marks; one that is not written out fails."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
            [message] = node.args
            yield ast.literal_eval(message)


def in_template(path: Path) -> Iterator[str]:
    """Yield the messages that a template translates."""
    for _, _, message, _ in babel_extract(io.BytesIO(path.read_bytes()), ["_"], [], {}):
        yield message


@cache
def used(domain: str) -> frozenset[str]:
    """Return the messages that a domain needs."""
    found = set()
    for path in (ROOT / "build_tools").rglob("*.py"):
        for_readers = path.relative_to(ROOT).as_posix().startswith(OF_READERS)
        if for_readers == (domain == "interface"):
            found.update(in_program(path))
    if domain == "interface":
        for path in (ROOT / "site_src").rglob("*.html"):
            found.update(in_template(path))
    return frozenset(found)


@cache
def read(domain: str, language: str) -> Catalog:
    """Parse a catalogue of the project; it says itself which language it is in."""
    text = (LOCALES / f"{domain}.{language}.po").read_text("utf-8")
    return read_po(io.StringIO(text), abort_invalid=True)


def entries(domain: str, language: str) -> dict[str, str]:
    """Return the translations by English message, without the header."""
    return {str(entry.id): str(entry.string) for entry in read(domain, language) if entry.id}


def scripts(word: str) -> set[str]:
    """Return which of Latin and Cyrillic a word has letters of."""
    return {"Latin" if letter < "\u0250" else "Cyrillic" for letter in word}


def words_in(text: str, script: str) -> set[str]:
    """Return the words of a text that are written in one script, placeholders left out."""
    return {word for word in WORD.findall(BRACES.sub(" ", text)) if scripts(word) == {script}}


def test_messages_are_found_in_program_and_templates() -> None:
    """The search for messages sees each kind of place, so that the tests below are not empty."""
    assert "Total" in used("interface")
    assert "Skip to content" in used("interface")
    assert "is missing; add it" in used("problems")
    assert not used("interface") & used("problems")


@each_catalogue
def test_a_catalogue_holds_exactly_the_messages_in_use(domain: str, language: str) -> None:
    """No message lacks its translation, and none is left over from an earlier program."""
    found = entries(domain, language)
    assert sorted(used(domain) - found.keys()) == [], "messages without translation"
    assert sorted(found.keys() - used(domain)) == [], "translations of messages that nobody uses"
    assert [message for message, text in found.items() if not text.strip()] == []


@each_catalogue
def test_a_catalogue_is_tidy(domain: str, language: str) -> None:
    """Each message stands once, in alphabetical order, and nothing is doubtful or struck out."""
    catalogue = read(domain, language)
    text = (LOCALES / f"{domain}.{language}.po").read_text("utf-8")
    messages = list(entries(domain, language))
    assert messages == sorted(messages)
    assert text.count("\nmsgid ") == len(messages) + 1
    assert not catalogue.obsolete
    assert not [entry.id for entry in catalogue if entry.id and entry.fuzzy]


@each_catalogue
def test_a_header_declares_language_plurals_and_review(domain: str, language: str) -> None:
    """The header names the language of the file, its plural forms as CLDR has them, and who has read the words."""
    catalogue = read(domain, language)
    headers = dict(catalogue.mime_headers)
    assert catalogue.locale_identifier == language
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    form = gettext.c2py(catalogue.plural_expr)
    pairs = {(plural_category(language, number), form(number)) for number in range(200)}
    assert len(pairs) == catalogue.num_plurals == len(plural_categories(language))


@each_catalogue
def test_the_review_of_a_catalogue_is_known(domain: str, language: str) -> None:
    """Pages show the state that the header of the catalogue declares, and follow when a person has reviewed it."""
    text = (LOCALES / f"{domain}.{language}.po").read_text("utf-8")
    assert localize.read_catalogue(language, text).state == "machine-translated"
    reviewed = text.replace("X-Review-State: machine-translated", "X-Review-State: reviewed")
    assert localize.read_catalogue(language, reviewed).state == "reviewed"


@each_catalogue
def test_placeholders_and_code_words_stay_as_they_are(domain: str, language: str) -> None:
    """A translation has the braces of its message, and every name of a file, field or element in it."""
    for message, text in entries(domain, language).items():
        assert sorted(BRACES.findall(text)) == sorted(BRACES.findall(message)), message
        assert [code for code in CODE.findall(message) if code not in text] == [], message


@pytest.mark.parametrize("begin", [capital, small])
@pytest.mark.parametrize("exact", ["content/decisions.yml", "a@b.org", "k/1", "valid_on", "gov.kz", "БҰҰ", "`on`"])
def test_a_name_is_not_changed_where_a_sentence_begins(begin: Callable[[str], str], exact: str) -> None:
    """A path, an address, a code and an abbreviation keep their letters where a text gets another first letter."""
    assert begin(f"{exact}, and more") == f"{exact}, and more"
    assert {begin("words, and more"), begin("Words, and more")} in ({"words, and more"}, {"Words, and more"})


@each_catalogue
def test_no_sentence_of_a_catalogue_breaks_the_name_it_begins_with(domain: str, language: str) -> None:
    """Whatever message the program begins with a capital, in any language, names files and fields as they are."""
    begun = {capital(text) for text in entries(domain, language).values() if CODE.match(text)}
    assert begun <= set(entries(domain, language).values())


@each_catalogue
def test_no_letter_only_looks_right(domain: str, language: str) -> None:
    """No word mixes scripts, Cyrillic words use the letters of the language, and Latin words are of the message.

    So a Latin i, o or c can hide neither inside a Kazakh or Russian word nor as a word of its own.
    """
    for message, text in entries(domain, language).items():
        words = WORD.findall(BRACES.sub(" ", text))
        assert [word for word in words if len(scripts(word)) > 1] == [], message
        cyrillic = "".join(words_in(text, "Cyrillic")).lower()
        assert set(cyrillic) <= ALPHABETS[language], message
        assert words_in(text, "Latin") <= words_in(message, "Latin") | ALWAYS_LATIN, message


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_problem_reads_on_after_its_place(language: str) -> None:
    """Said in either language, a problem is one line that goes on in lower case and ends without a full stop.

    What a command says of its own work is a sentence of its own, in each language.
    """
    commands = {text for path in (ROOT / "build_tools" / "command_line").glob("*.py") for text in in_program(path)}
    catalogue = localize.read_catalogue(language, (LOCALES / f"problems.{language}.po").read_text("utf-8"))
    for message in used("problems"):
        values = {name.strip("{}"): 7 for name in BRACES.findall(message) if not name.startswith("{{")}
        said = sentence(Problem("a.yml", message, ("b",), values, 3), catalogue.translate)
        place, _, text = said.partition(": b: ")
        assert place == "a.yml:3"
        assert "\n" not in text
        own = message in commands and message[0].isupper()
        assert own or not message.endswith(".")
        assert text.endswith(".") == message.endswith(".")
        assert own or not text[0].isupper() or text[0] < "\u0250", said


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_problems_are_said_in_the_language_that_is_asked_for(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment chooses the catalogue in which a report is written."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", f"{language}_KZ.UTF-8")
    text = entries("problems", language)["is missing; add it"]
    assert pipeline.report([Problem("a.yml", "is missing; add it")], ROOT / "site_src") == f"a.yml: {text}"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_form_that_is_wanted_is_said_in_the_same_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence whose value is a message itself has no English part left."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
    form = "an address that begins with https://"
    problem = Problem("a.yml", "has the wrong form; right is {form}", values={"form": form})
    said = pipeline.report([problem], ROOT / "site_src").removeprefix("a.yml: ")
    assert words_in(said, "Latin") == {"https"}


def catalogue(language: str, messages: Mapping[str, str]) -> str:
    """Write a catalogue as its editors do."""
    made, file = Catalog(locale=language), io.BytesIO()
    for message, text in messages.items():
        made.add(message, text)
    write_po(file, made, width=0)
    return file.getvalue().decode()


WHOLE = {"One example": "1", "is {value}": "{value}"}


def texts_of_catalogues() -> dict[tuple[str, str], str]:
    """Return small catalogues without a fault."""
    return {(domain, language): catalogue(language, WHOLE) for domain, language in CATALOGUES}


def checked(
    catalogues: Mapping[tuple[str, str], str], data: dict[str, Any] | None = None, shown: Collection[str] = ()
) -> list[str]:
    """Return what the check says of a site with these catalogues, whose pages show these messages."""
    site = built({**(data or plain()), "catalogues": dict(catalogues)})
    return [sentence(problem) for problem in localize.check(site, shown)]


def with_fault(domain: str, language: str, text: str) -> list[str]:
    """Return what the check says when one catalogue is replaced."""
    return checked(texts_of_catalogues() | {(domain, language): text})


def test_whole_catalogues_are_no_problem() -> None:
    """What is right is not refused."""
    assert checked(texts_of_catalogues()) == []


@pytest.mark.parametrize("messages", [{"is {value}": "{value}"}, {**WHOLE, "One example": ""}])
def test_a_message_that_lacks_is_named(messages: dict[str, str]) -> None:
    """A message that is not there, or not translated, in one language only, is a problem of that language."""
    assert with_fault("interface", "ru", catalogue("ru", messages)) == [
        "site_src/locales/interface.ru.po: lacks a translation of “One example”"
    ]


def test_a_message_that_pages_show_is_missed_in_every_language() -> None:
    """A new message of the program, such as the title of a statistic, is asked for once in each catalogue."""
    assert checked(texts_of_catalogues(), shown={*WHOLE, "Cases by weekday"}) == [
        f"site_src/locales/interface.{language}.po: lacks a translation of “Cases by weekday”"
        for language in ("kk", "ru")
    ]


def test_the_program_finds_the_messages_that_pages_show() -> None:
    """The search that `check` makes sees every message for readers, in modules and templates, and no other."""
    assert render.messages(ROOT / "site_src") == (used("interface"), {})


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A template with an open bracket, or that is not UTF-8, is found with its line, before anything is rendered."""
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet" / "help.html").write_text("<p>\n{{ title\n", "utf-8")
    (tmp_path / "quiet" / "old.html").write_bytes("ү".encode("utf-16"))
    _, broken = render.messages(tmp_path)
    assert broken == {"quiet/help.html": 2, "quiet/old.html": None}


@pytest.mark.parametrize("text", ["{values}", "value", "{value} {value}"])
def test_a_wrong_placeholder_is_named_with_the_right_one(text: str) -> None:
    """A placeholder that is spelt otherwise, lost or doubled is a problem that shows which there must be."""
    assert with_fault("problems", "kk", catalogue("kk", {**WHOLE, "is {value}": text})) == [
        "site_src/locales/problems.kk.po: the translation of “is {value}” must hold exactly these words in braces: "
        "{value}"
    ]


def test_a_placeholder_where_there_is_none_is_named() -> None:
    """A message without placeholders may not gain one."""
    assert with_fault("problems", "ru", catalogue("ru", {**WHOLE, "One example": "{value}"})) == [
        "site_src/locales/problems.ru.po: the translation of “One example” must hold exactly these words in braces: –"
    ]


@pytest.mark.parametrize("fault", ['msgid "never closed\n', "<<<<<<< HEAD\n", "Words of no form.\n"])
def test_an_unreadable_catalogue_is_named(fault: str) -> None:
    """What is not gettext is one problem with a line of the file, never a failure of the program."""
    text = catalogue("kk", WHOLE) + fault
    [said] = with_fault("interface", "kk", text)
    found = re.fullmatch(
        r"site_src/locales/interface\.kk\.po:(\d+): is not a gettext catalogue; "
        r"compare it with the catalogue of another language",
        said,
    )
    assert found is not None
    assert 1 <= int(found[1]) <= text.count("\n") + 1


def test_a_missing_catalogue_is_named() -> None:
    """A language of the site without one of its catalogues is a problem; English needs none."""
    left = {key: text for key, text in texts_of_catalogues().items() if key != ("problems", "ru")}
    assert checked(left) == [
        "site_src/locales/problems.ru.po: is missing; every language of the site but English needs one"
    ]


@pytest.mark.parametrize(("language", "form"), [("kk", "other"), ("ru", "few"), ("ru", "many"), ("en", "one")])
def test_a_missing_plural_form_is_named(language: str, form: str) -> None:
    """A unit without a form that whole numbers need in that language is a problem of the vocabulary."""
    data = plain()
    del data["vocabulary"]["units"]["report"]["forms"][language][form]
    assert checked(texts_of_catalogues(), data) == [
        f"content/vocabulary.yml: units.report.forms.{language}: lacks the plural form {form}; "
        "write the noun as it stands after such numbers"
    ]


NAMES = st.text('abcdefgh {}"\\%#~', min_size=1, max_size=12).filter(str.strip)


@settings(deadline=None)
@given(st.dictionaries(NAMES, st.just("a"), min_size=1, max_size=6), st.data())
def test_any_message_can_lack(messages: dict[str, str], data: st.DataObject) -> None:
    """Whatever the messages are, each one that one language lacks is said once, for that language."""
    messages = {message: message for message in messages}
    lost = data.draw(st.sets(st.sampled_from(sorted(messages))))
    left = {message: text for message, text in messages.items() if message not in lost}
    texts = {**texts_of_catalogues(), ("interface", "kk"): catalogue("kk", left)}
    said = checked({**texts, ("interface", "ru"): catalogue("ru", messages)})
    assert said == [f"site_src/locales/interface.kk.po: lacks a translation of “{message}”" for message in sorted(lost)]
