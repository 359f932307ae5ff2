"""The catalogues, held against the messages that program and templates use, and the check of catalogues itself."""

import ast
import datetime
import gettext
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.ext import babel_extract

from build_tools import models, render
from build_tools.build import pipeline
from build_tools.load.messages import problem_report, sentence
from build_tools.load.text import catalogue_text
from build_tools.localize import ALPHABET, plural_categories, plural_category
from build_tools.models.catalogue import HEADER as HEADER_FAULT
from build_tools.models.catalogue import NO_REVIEW, UNREADABLE_LINE, WRONG_ENTRY
from build_tools.problems import Fault, Problem, Refused, fill
from build_tools.text.markdown import capital, small
from build_tools.validate import MORE
from build_tools.validate.law import hours

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "site_src" / "locales"
OF_READERS = (
    "build_tools/render",
    "build_tools/localize/__init__.py",
    "build_tools/disclosure/columns.py",
)
"""Where the program speaks to readers of the site, and to staff in their spreadsheet; elsewhere to maintainers."""

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


def in_program(path: Path, domain: str) -> Iterator[str]:
    """Yield the messages of a domain that a module marks; one that is not written out fails. A fault is for
    maintainers."""
    marks = {"Fault"} if domain == "problems" else set()
    for_readers = path.relative_to(ROOT).as_posix().startswith(OF_READERS)
    marks |= {"N_"} if for_readers == (domain == "interface") else set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks:
            *code, message = node.args[:2]
            assert len(code) == (node.func.id == "Fault")
            yield ast.literal_eval(message)


def in_template(path: Path) -> Iterator[str]:
    """Yield the messages that a template translates; of a variable, who hands it over marks the message."""
    for _, _, message, _ in babel_extract(io.BytesIO(path.read_bytes()), ["_"], [], {}):
        yield from [message] if message else []


@cache
def used(domain: str) -> frozenset[str]:
    """Return the messages that a domain needs."""
    found = set()
    for path in (ROOT / "build_tools").rglob("*.py"):
        found.update(in_program(path, domain))
    if domain == "interface":
        for path in (ROOT / "site_src").rglob("*.*ml"):
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


def test_the_list_of_messages_is_that_of_program_and_templates() -> None:
    """What `check` asks of the catalogues is what pages are made with, message by message."""
    listed = (ROOT / "build_tools/localize/messages.txt").read_text("utf-8").splitlines()
    assert listed == [json.dumps(message, ensure_ascii=False) for message in sorted(used("interface"))]


@each_catalogue
def test_a_catalogue_holds_exactly_the_messages_in_use(domain: str, language: str) -> None:
    """No message lacks its translation and none is left over from an earlier program; they stand in alphabetical order,
    each once, and nothing is empty, doubtful or struck out."""
    assert len(used(domain)) > 100
    assert list(entries(domain, language)) == sorted(used(domain))
    assert models.read_catalogue(language, (LOCALES / f"{domain}.{language}.po").read_text("utf-8")).faults == ()


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


STATE = '"X-Review-State: machine-translated\\n"\n'
REVIEWED = (
    '"X-Review-State: reviewed\\n"\n"X-Reviewed-By: editor\\n"\n"X-Reviewed-On: 2000-01-02\\n"\n'
    '"X-Reviewed-Version: {}\\n"\n'
)


@each_catalogue
def test_a_catalogue_counts_as_reviewed_with_the_words_that_were_read(domain: str, language: str) -> None:
    """Only the header says so, with role, day and version; a word that is edited makes another version of it."""
    text = (LOCALES / f"{domain}.{language}.po").read_text("utf-8")
    elsewhere = f'{text}\n# {STATE}msgid "a"\nmsgstr ""\n{STATE.replace("machine-translated", "reviewed")}'
    for unread in (text, text.replace(STATE, ""), elsewhere):
        assert models.read_catalogue(language, unread).reviewed.state == "machine-translated"
    version = models.read_catalogue(language, text).version
    read = models.read_catalogue(language, text.replace(STATE, REVIEWED.format(version)))
    assert (read.reviewed.state, read.reviewed.reviewed_version, read.version) == ("reviewed", version, version)
    [*_, (message, last)] = entries(domain, language).items()
    assert models.read_catalogue(language, text.replace(last, f"{last}!")).version != version, message


@each_catalogue
def test_placeholders_and_code_words_stay_as_they_are(domain: str, language: str) -> None:
    """A translation has the braces of its message, and every name of a file, field or element in it; one that begins
    with such a name keeps it where the program begins a sentence with it."""
    for message, text in entries(domain, language).items():
        assert sorted(BRACES.findall(text)) == sorted(BRACES.findall(message)), message
        assert [code for code in CODE.findall(message) if code not in text] == [], message
        assert not CODE.match(text) or capital(text) == text, message


@pytest.mark.parametrize("begin", [capital, small])
@pytest.mark.parametrize("exact", ["content/decisions.yml", "a@b.org", "k/1", "valid_on", "gov.kz", "БҰҰ", "`on`"])
def test_a_name_is_not_changed_where_a_sentence_begins(begin: Callable[[str], str], exact: str) -> None:
    """A path, an address, a code and an abbreviation keep their letters where a text gets another first letter."""
    assert begin(f"{exact}, and more") == f"{exact}, and more"
    assert {begin("words, and more"), begin("Words, and more")} in ({"words, and more"}, {"Words, and more"})


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

    What is said of the work of a command, or of a whole run, is a sentence of its own, in each language.
    """
    program = ROOT / "build_tools"
    speaking = (
        *(program / "command_line").glob("*.py"),
        program / "load" / "messages.py",
        program / "build" / "preview.py",
    )
    commands = {text for path in speaking for text in in_program(path, "problems")}
    catalogue = models.read_catalogue(language, (LOCALES / f"problems.{language}.po").read_text("utf-8"))
    for message in used("problems"):
        values = {name.strip("{}"): 7 for name in BRACES.findall(message) if not name.startswith("{{")}
        said = sentence(Problem("a.yml", Fault("test.any", message), ("unit",), values, 3), catalogue.translate)
        place, _, text = said.partition(": unit: ")
        assert place == "a.yml:3"
        assert "\n" not in text
        own = message in {*commands, MORE.message} and message[0].isupper()
        assert own or not message.endswith(".")
        assert text.endswith(".") == message.endswith(".")
        assert own or not text[0].isupper() or text[0] < "\u0250", said


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_problems_are_said_in_the_language_that_is_asked_for(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment chooses the catalogue of a report, also for a value that is a message itself."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", f"{language}_KZ.UTF-8")
    form = "an address that begins with https:// or mailto:, of Latin letters, without spaces and quotes"
    message, within = "is given twice; keep one of the two", "has the wrong form; right is {form}"
    twice = Problem("a.yml", Fault("test.wrong", message))
    assert problem_report([twice], ROOT / "site_src") == f"a.yml: {entries('problems', language)[message]}"
    problem = Problem("a.yml", Fault("test.wrong", within), values={"form": form})
    said = problem_report([problem], ROOT / "site_src").removeprefix("a.yml: ")
    assert words_in(said, "Latin") == {"https", "mailto"}


MADE = datetime.datetime(2000, 6, 30, tzinfo=datetime.UTC)


def catalogue(language: str, messages: Mapping[str, str]) -> str:
    """Write a catalogue as its editors do."""
    made, file = Catalog(locale=language, creation_date=MADE), io.BytesIO()
    for message, text in messages.items():
        made.add(message, text)
    write_po(file, made, width=0)
    return file.getvalue().decode()


WHOLE = {"One example": "1", "is {value}": "{value}"}


def test_a_template_that_cannot_be_read_is_named_in_one_line(tmp_path: Path) -> None:
    """A template with an open bracket, or that is not UTF-8, stops each page that it is for, with its name."""
    env = render.templates(tmp_path)
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet" / "help.html").write_text("<p>\n{{ title\n", "utf-8")
    (tmp_path / "quiet" / "old.html").write_bytes("ү".encode("utf-16"))
    for name, said in (("help.html", "help.html, line 2: "), ("old.html", "codec")):
        with pytest.raises(Refused) as refused, pipeline.made_whole("en/k/1.html"):
            render.rendered(name, {}, env)
        [problem] = refused.value.problems
        assert said in str(problem.values["error"])
        assert "\n" not in sentence(problem)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        *((message, text) for message in ["is {value}"] for text in [
            "{values}", "value", "{value} {value}", "{value", "value}", "{value} {", "{value} }", "{value} {}",
            "{value} {0}", "{value} {value.__class__}", "{value} {value[0]}", "{value} {value!r}", "{value:>300000000}",
            "{value} {value:{value}}", "{value} {{", "{{value}}", "{ value }", "{value }", "{Value}", "{знач}",
        ]),
        ("One example", "1 {value}"), ("One example", "1 {"), ("One example", "1 {{"),
        ("{value.__class__}", "{value.__class__}"), ("1 {", "1 {"),
    ],
)  # fmt: skip
def test_a_placeholder_is_a_name_and_nothing_else(message: str, text: str) -> None:
    """What is not exactly the names of the message is refused at its line, and neither is repeated."""
    wrong = catalogue("kk", {**WHOLE, message: text})
    read = models.read_catalogue("kk", wrong)
    assert read.faults == ((WRONG_ENTRY, wrong.split("\n").index(f'msgid "{message}"') + 1),)
    assert read.messages.keys() <= WHOLE.keys() - {message}


def test_a_doubled_brace_is_a_brace_and_a_value_is_never_read_again() -> None:
    """Filling in a message knows names and doubled braces; what a value or anything else holds stays as it is."""
    assert fill("{{#id}} {value} {{value}} {value.x} {value:>9}", value="{other}") == (
        "{#id} {other} {value} {value.x} {value:>9}"
    )
    with pytest.raises(KeyError):
        fill("{other}", value=1)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("text", ["{place.__class__}", "{place} {place:>300000000}", "{place"])
def test_the_report_itself_uses_no_faulty_translation(
    language: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report about a catalogue is written with that catalogue, but never with an entry that is wrong."""
    message = "lacks a translation of what {place} translates"
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / f"problems.{language}.po").write_text(catalogue(language, {message: text}), "utf-8")
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
    problem = Problem("a.po", Fault("test.any", message), values={"place": "b.po:1"})
    assert problem_report([problem], tmp_path) == "a.po: lacks a translation of what b.po:1 translates"


def formatted(path: Path) -> Iterator[str]:
    """Yield where a module formats a text that is no constant of its own."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=template, attr="format" | "format_map" | "substitute")):
                pass
            case ast.BinOp(op=ast.Mod(), left=template, right=right) if not isinstance(right, ast.Constant):
                pass
            case _:
                continue
        if not isinstance(template, ast.Constant) and not getattr(template, "id", "").isupper():
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_no_text_from_elsewhere_is_formatted() -> None:
    """Python's own formatting, which reaches attributes and sets widths, is used on constants of a module alone."""
    assert [place for path in sorted((ROOT / "build_tools").rglob("*.py")) for place in formatted(path)] == []
    templates = [path for path in (ROOT / "site_src").rglob("*.html") if ".format(" in path.read_text("utf-8")]
    assert templates == []


HEADER = catalogue("ru", {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr ""\n', 'msgstr ""\n"POT-Creation-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'),
        ('msgstr ""\n', 'msgstr ""\n"PO-Revision-Date: 2000-06-30 05:52:10+0000\\n"\n'),
        ('msgstr ""\n', 'msgstr ""\n"PO-Revision-Date: tomorrow\\n"\n'),
        ('msgstr ""\n', 'msgstr ""\n"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'),
        ("utf-8", "UTF-8"),
        ("\n", "\r\n"),
    ],
)
def test_a_header_as_tools_write_it_is_no_problem(old: str, new: str, tmp_path: Path) -> None:
    """Fields that the program does not need may hold what `msginit` and editors leave there."""
    file = tmp_path / "problems.ru.po"
    file.write_text(catalogue("ru", WHOLE).replace(old, new), "utf-8", newline="")
    text = catalogue_text(tmp_path, "problems", "ru")
    assert text is not None
    assert models.read_catalogue("ru", text).faults == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('"Language: ru\\n"\n', "", "header", HEADER_FAULT),
        ("Language: ru", "Language: ", "header", HEADER_FAULT),
        ("utf-8", "CHARSET", "header", HEADER_FAULT),
        ('"Content-Type', 2 * '"X-Review-State: outdated\\n"\n' + '"Content-Type', "header", NO_REVIEW),
        (HEADER, "", 1, HEADER_FAULT),
        ('msgstr "1"', 'msgstr " "', "msgid", WRONG_ENTRY),
        ('msgstr "1"', 'msgstr "1"\nmsgstr "2"', 'msgstr "2"', UNREADABLE_LINE),
        ('msgid "One example"\n', "", 'msgstr "1"', UNREADABLE_LINE),
        ('msgstr "1"', 'msgstr "1', "msgid", UNREADABLE_LINE),
        ('msgstr "1"', 'msgstr "1" 2"', "msgid", UNREADABLE_LINE),
        ('msgstr "1"', r'msgstr "\x41"', "msgid", UNREADABLE_LINE),
        ('msgstr "1"', "msgstr 1", "msgid", UNREADABLE_LINE),
        ('msgstr "1"', "<<<<<<< HEAD", "msgid", UNREADABLE_LINE),
    ],
)  # fmt: skip
def test_each_way_to_be_wrong_is_one_sentence_at_its_line(old: str, new: str, line: str | int, says: Fault) -> None:
    """A fault of a catalogue is said where it stands, beside those of which tests/rules has an example."""
    wrong = catalogue("ru", {"One example": "1"}).replace(old, new, 1)
    place = {"header": 'msgid ""', "msgid": 'msgid "One example"'}.get(str(line), line)
    lines = ["", *wrong.split("\n")]
    [(fault, number)] = models.read_catalogue("ru", wrong).faults
    assert (fault.code, number) == (says.code, lines.index(place) if line != 1 else 1)


@settings(deadline=None)
@given(st.text('mM#~",gidstrcxt_plu\\{}[0]n: \n', max_size=60), st.integers(0, 400))
def test_no_text_of_a_catalogue_is_a_failure_of_the_program(noise: str, place: int) -> None:
    """Whatever is written anywhere into a catalogue, the check ends with sentences, each at a line of the file."""
    right = catalogue("ru", WHOLE)
    wrong = right[:place] + noise + right[place:]
    read = models.read_catalogue("ru", wrong)
    assert all(1 <= line <= wrong.count("\n") + 1 for _, line in read.faults)
    assert read.faults or read.messages == WHOLE or read.messages.keys() - WHOLE.keys() or noise


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_interface_names_no_hours(language: str) -> None:
    """A number of hours is bound to the law it is of, which the words of the interface cannot call."""
    assert [text for pair in entries("interface", language).items() for text in pair if any(hours(text))] == []
