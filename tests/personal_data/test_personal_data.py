"""What may be personal is found in three languages however it is spelt, whatever stands beside it; what every briefing
says, and what the project itself writes, is left alone. Only what a line calls for is asked of it."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import personal_data
from build_tools.gate.files import findings
from build_tools.personal_data import (
    HIDDEN_SPELLINGS,
    Calls,
    Category,
    Finding,
    Vocabulary,
    calls_of,
    canaries,
    find,
    hidden_words,
    missed,
    shipped,
    spellings,
)
from build_tools.personal_data.names import OF_WORDS
from build_tools.personal_data.normalise import decoded, plain
from build_tools.personal_data.numbers import is_checked
from build_tools.personal_data.persons import OF_LINES
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.rules import NAMES, Rule, every_rule
from build_tools.personal_data.table import lines, merged, rows
from build_tools.personal_data.vocabulary import with_terms
from build_tools.personal_data.word_forms import likeness, skeleton
from tests.personal_data.items import MADE, assembled

ROOT = Path(__file__).parents[2]
TABLES = sorted(Path(__file__).parent.glob("*.yml"))


@dataclass(frozen=True)
class Sentence:
    """A sentence of a table; without a category it is legal. ``severity`` says how sure a finding has to be, if that
    matters: ``block`` of what stops a text, ``review`` of what is to be looked at alone."""

    table: str
    language: str
    category: str
    written: str
    severity: str = ""

    def __str__(self) -> str:
        """The name of its test."""
        return f"{self.category or 'legal'} {self.language} {self.written}"

    @property
    def text(self) -> str:
        """The sentence with its items put together."""
        return assembled(self.written)[0]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where its items lie."""
        return assembled(self.written)[1]


def sentences() -> Iterator[Sentence]:
    """Yield every sentence of every table."""
    for path in TABLES:
        table = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for category, by_language in table.get("found", {}).items():
            for language, written in by_language.items():
                yield from (Sentence(path.stem, language, category, one) for one in written)
        for heading, severity in (("blocked", "block"), ("looked at", "review")):
            for category, by_language in table.get(heading, {}).items():
                for language, written in by_language.items():
                    yield from (Sentence(path.stem, language, category, one, severity) for one in written)
        for language, written in table.get("legal", {}).items():
            yield from (Sentence(path.stem, language, "", one) for one in written)


def not_found(sentence: Sentence, findings: list[Finding]) -> list[tuple[int, int]]:
    """Return the items of a sentence that no finding of its category touches."""
    same = [one for one in findings if one.category == sentence.category]
    same = [one for one in same if one.severity == sentence.severity] if sentence.severity else same
    return [span for span in sentence.spans if not any(one.start < span[1] and span[0] < one.end for one in same)]


def is_as_its_table_says(sentence: Sentence) -> bool:
    """Tell whether the gate says of a sentence what its table says."""
    findings = find(sentence.text)
    may_stop = sentence.category and sentence.severity != "review"
    stopped = any(one.severity == "block" for one in findings)
    return not (sentence.category and not_found(sentence, findings)) and (not stopped or bool(may_stop))


SENTENCES = list(sentences())
TEXTS = [one.text for one in SENTENCES]


@pytest.mark.parametrize("sentence", SENTENCES, ids=str)
def test_a_sentence_of_the_tables(sentence: Sentence) -> None:
    """Each item is found with its kind; a legal sentence is not stopped. Nothing is overlooked by asking only what a
    line calls for, alone and among words of everyday on the same line and on others."""
    assert is_as_its_table_says(sentence), [(one.category, one.severity) for one in find(sentence.text)]
    assert is_whole(sentence.text)
    assert is_whole(f"Бұл туралы ештеңе белгісіз. {sentence.text}\nОб этом больше ничего не известно.")


def is_whole(text: str) -> bool:
    """Tell whether nothing is left out that all rules find in all of a text, whatever calls for them."""
    reading = Reading(text, shipped())
    parts = [found.span() for found in re.finditer(".+", reading.text)]
    asked = [(rule, line) for rule in every_rule() for line in ([(0, len(reading.text))] if rule.whole else parts)]
    found = [*hidden_words(reading.text), *(one for rule, line in asked for one in rule.find(reading, line))]
    every = [*spellings(text), *(one.at(*reading.plain.origin(one.start, one.end)) for one in found)]
    return decoded(text).text != text or find(text) == merged(every)


# --- no rule is there for nothing ---------------------------------------------------------------------------------

CALLED: dict[str, list[Sentence]] = {}
"""By the name of a rule the sentences with an item that call it."""

for one in (one for one in SENTENCES if one.category):
    for name in {rule.name for rule, _ in calls_of(shipped()).lines(Reading(one.text, shipped()))}:
        CALLED.setdefault(name, []).append(one)

SPELT = [one for one in SENTENCES if one.category and one.table in ("hygiene", "escaped", "scripts")]
PATTERNS = [(row, number) for row in rows() for number in range(len(row.patterns))]
Patch = pytest.MonkeyPatch


def is_missed(some: list[Sentence]) -> bool:
    """Tell whether an item of some sentences is missed, or a legal one stopped."""
    return not all(map(is_as_its_table_says, some))


@pytest.mark.parametrize(("row", "number"), PATTERNS, ids=lambda part: getattr(part, "name", str(part)))
def test_no_pattern_can_be_left_out(row: object, number: int, monkeypatch: Patch) -> None:
    """Without any one pattern of the table some item is missed, so each is needed and a test would tell."""
    of = next(one for one in rows() if one is row)
    less = of._replace(patterns=(*of.patterns[:number], *of.patterns[number + 1 :]))
    some = tuple(less if one is row else one for one in rows())
    for module in ("build_tools.personal_data", "build_tools.personal_data.rules"):
        monkeypatch.setattr(f"{module}.rows", lambda: some)
    calls = Calls(every_rule.__wrapped__(), shipped())
    monkeypatch.setattr(personal_data, "calls_of", lambda _: calls)
    assert is_missed(SPELT if "original" in of.forms else CALLED[of.name])


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_no_rule_can_be_left_out(rule: Rule, monkeypatch: Patch) -> None:
    """Nor without any one rule for plain texts."""
    calls = Calls([one for one in every_rule() if one is not rule], shipped())
    monkeypatch.setattr(personal_data, "calls_of", lambda _: calls)
    assert is_missed(CALLED[rule.name])


@pytest.mark.parametrize("name", [*OF_WORDS, *OF_LINES])
def test_no_rule_for_names_can_be_left_out(name: str, monkeypatch: Patch) -> None:
    """Nor without any one of what makes a name of a word."""
    monkeypatch.delitem(OF_WORDS if name in OF_WORDS else OF_LINES, name)
    assert is_missed(CALLED["names"])


@pytest.mark.parametrize("number", range(len(HIDDEN_SPELLINGS) + 1))
def test_no_look_at_spellings_can_be_left_out(number: int, monkeypatch: Patch) -> None:
    """Nor without any one look for what hides a word, or for the codes of programs."""
    monkeypatch.setattr(
        "build_tools.personal_data.HIDDEN_SPELLINGS",
        HIDDEN_SPELLINGS[:number] + HIDDEN_SPELLINGS[number + 1 :],
    )
    if number == len(HIDDEN_SPELLINGS):
        monkeypatch.setattr("build_tools.personal_data.decoded", plain_of_codes)
    assert is_missed(SPELT)


def plain_of_codes(text: str) -> object:
    """Return a text whose codes stay."""
    return type(plain(""))(text)


# --- any text -----------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
@settings(deadline=None)
def test_any_text_has_an_answer_whose_places_lie_in_it(text: str) -> None:
    """Also half an emoji, unassigned signs, mixed ends of lines: each finding holds at least one sign of the text."""
    assert all(0 <= one.start < one.end <= len(text) for one in find(text))


SIGNS = "Ежрд ZHan 0123456789\u0301\u0306\u200b\u00ad&;shyacute#x*_`~-\u2013.<b>иеЁ\u00a0\uff11ﬁ\r\n…\ud83d"


@given(st.text(st.sampled_from(SIGNS), max_size=60))
@settings(deadline=None)
def test_each_sign_of_the_plain_text_knows_where_it_stands(text: str) -> None:
    """The way back leads to places in order, within the text, and to the sign itself where it is unchanged."""
    read = plain(text)
    places = [read.origin(number, number + 1) for number in range(len(read.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


def test_every_sign_of_unicode_has_an_answer() -> None:
    """In one text, with a word between them."""
    assert find(" ".join(chr(number) for number in range(0, sys.maxunicode, 17)))


SHORT_WORDS = [word for name in ("given_names", "surnames", "words_en", "words_ru", "words_kk") for word in lines(name)]


@pytest.mark.parametrize("frame", ["Он видел, как {} сказал", "his {} came in", "капитан {} бил", "олар {} деді"])
def test_no_short_name_is_overlooked(frame: str) -> None:
    """Nor one of two or three letters that is a word too, within a sentence or after a title."""
    texts = (frame.format(word.strip("~*").capitalize()) for word in SHORT_WORDS if len(word) <= 4)
    assert [text for text in texts if not is_whole(text)] == []
    assert all(map(find, ("Он видел, как Ли сказал", "Следователь Ли бил его.")))


PIECES = st.sampled_from([piece for text in TEXTS for piece in re.findall(r"\S+|\s", text)])
GAPS = st.sampled_from([" ", "\n", ". ", " – ", ", ", "! ", ": ", "\n\n", " («"])
SPACED = st.tuples(PIECES, st.sampled_from((" ", "\n"))).map("".join)
MIXTURES = st.lists(st.one_of(SPACED, SPACED, GAPS), max_size=16).map("".join)
PARAGRAPHS = st.lists(st.one_of(st.sampled_from(TEXTS), GAPS), max_size=6).map(" ".join)


@given(st.one_of(MIXTURES, PARAGRAPHS))
@settings(deadline=None, max_examples=400)
def test_no_mixture_of_them_is_overlooked(text: str) -> None:
    """Nor in pieces of sentences set together anyhow, and in paragraphs of them."""
    assert is_whole(text)


# --- numbers ------------------------------------------------------------------------------------------------------

SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u2013", " - ", "  ", "\u200b", "/"])


@given(st.dates(), st.integers(0, 6), st.integers(0, 9999), st.lists(SEPARATORS, min_size=11, max_size=11))
@settings(deadline=None)
def test_a_number_of_a_person_of_any_day_is_found_whatever_parts_its_digits(day, century, serial, signs) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Any date, any separators: the whole number is covered."""
    begin = f"{day:%y%m%d}{century}{serial:04}"
    for number in (begin + str(digit) for digit in range(10) if is_checked(begin + str(digit))):
        text = "".join(digit + sign for digit, sign in zip(number, [*signs, ""], strict=True))
        found = [one for one in find(f"№ {text} екен") if one.category == "IIN"]
        assert [(one.start, one.end) for one in found] == [(2, 2 + len(text))]


def test_a_check_digit_is_that_of_two_rows_of_weights() -> None:
    """A number whose first sum leaves ten takes the second row in its own order, which others have got wrong."""
    assert is_checked(MADE["iin2"]())
    assert not is_checked(MADE["wrong iin"]())


def test_findings_that_overlap_are_one() -> None:
    """Of one kind, and as severe as the severest; another kind beside it stays."""
    found = [Finding(2, 5, "PERSON", "review"), Finding(0, 3, "PERSON", "block"), Finding(1, 4, "DOC", "block")]
    assert merged(found) == [Finding(0, 5, "PERSON", "block"), Finding(1, 4, "DOC", "block")]


# --- names and the vocabulary -------------------------------------------------------------------------------------

LISTED = [name.capitalize() for name in lines("given_names") if not name.endswith("*")]


def named(text: str, approving: Vocabulary | None = None) -> bool:
    """Tell whether a person is found in a text."""
    return any(one.category == "PERSON" for one in find(text, approving))


def test_no_name_of_the_list_is_a_word_of_the_vocabulary() -> None:
    """A name that is no ordinary word is a person, wherever it stands in a sentence; in case forms nearly always."""
    assert [name for name in LISTED if not named(f"Кеше {name} келді.")] == []
    assert [name for name in LISTED if not named(f"{name} кеше келді.")] == []
    forms = [f"{name}{ending}" for name in LISTED[::4] if not name.isascii() for ending in ("ға", "ның")]
    assert sum(not named(f"Кеше {form} келді.") for form in forms) <= len(forms) // 100


HARD_NAMES = "Б|ауыржан С|әдуақас Г|ульнары К|удайбергенова Y|erlan S|eitzhanov М|агомедов Т|октасын".replace("|", "")
BEFORE = ("улица ", "город ", "область ", "село ", "проспект ", "– ", ": ", "Абай облысы, ", "г. Алматы, ")
BEFORE += ("", "«", "(", "**")
AFTER = (" көшесі", " ауданы", " облысы", " қаласы", " Street", " district", " район")
AFTER += ("»", ")", ",", ";", ":", "**", "!", "…", "-ға")


@pytest.mark.parametrize("name", HARD_NAMES.split())
def test_nothing_beside_a_name_silences_it(name: str) -> None:
    """Words of places and signs before or after a name leave it a name."""
    around = product(("Кеше ", "Then ", ""), BEFORE, AFTER)
    texts = (f"{begin}{before}{name}{after} болды." for begin, before, after in around)
    assert [text for text in texts if not named(text)] == []


def test_every_canary_is_found() -> None:
    """With the vocabulary of the program, in every kind."""
    assert missed(shipped()) == ()
    assert len(list(canaries())) > 55
    assert {category for category, *_ in canaries()} == set(get_args(Category))


def test_a_vocabulary_that_silences_a_name_is_told_by_a_canary() -> None:
    """Whoever approves a surname, alone, makes a canary sing; as a part of a longer term it does no harm."""
    surname = "Mand" + "ela"
    assert missed(with_terms(frozenset([surname]))) == ("PERSON",)
    assert missed(with_terms(frozenset([f"{surname} Rules"]))) == ()


def test_a_name_is_found_whole_where_it_begins_a_sentence() -> None:
    """Also with a given name that looks like a word, so that who may be quoted can be told by the whole name."""
    for name in ("Том М|ысалов", "Хью М|ысалов", "J|o M|ysalov"):
        whole = name.replace("|", "")
        assert [(one.start, one.end) for one in find(f"{whole} сказал это.")] == [(0, len(whole))]


def test_a_term_of_several_words_is_approved_as_a_whole() -> None:
    """In any case form, with letters of either alphabet; a part of it is not."""
    assert not find("Нельсон Мандела ережелеріне және Правилам Нельсона Манделы сай.")
    assert not find("Абай облысында, в области Абай, in Abai Region.")
    assert not find("Казакстан Республикасынын Конституциясы және Қарағандыда.")
    assert named("Ережелерді Мандела жазған.")
    assert named("Бұл туралы Абай айтты.")


def test_a_town_with_the_name_of_a_person_is_approved_with_its_word_alone() -> None:
    """Whoever approves the name of a town that a person bore approves the town, and no person of that name."""
    town = "".join(("Мыс", "алов"))
    approving = with_terms(frozenset([town]))
    assert not named(f"Осы {town} қаласында болды.", approving)
    assert named(f"Осы {town} деген болды.", approving)
    assert named(f"Осы {town} қаласында болды.")


@pytest.mark.parametrize("written", ["Н|ұрлан Н|урлан N|urlan N|URLAN", "Е|рлан Y|erlan E|rlan", "Ә|сел А|сель A|ssel"])
def test_spellings_of_a_name_are_compared_alike(written: str) -> None:
    """With Kazakh letters or without, doubled letters, in Latin letters."""
    forms = written.replace("|", "").split()
    assert len(set(map(skeleton, forms))) == 1
    assert set(map(likeness, forms)) == {"given"}


# --- what is left alone -------------------------------------------------------------------------------------------

STRUCTURED = ("content/vocabulary.yml", "content/site.yml")
"""Names of towns and an address, which are legal there by what they are."""


def test_what_the_project_writes_is_left_alone() -> None:
    """Pages, law, figures, cases, guides and catalogues are not stopped, and hardly ever to be looked at."""
    folders = ("content", "cases_public", "docs", "site_src/locales")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".yml", ".po")]
    read = ((path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in (ROOT / "README.md", *paths))
    texts = {name: text for name, text in read if name not in STRUCTURED}
    found = [(name, one.severity) for name, text in texts.items() for one in findings(name, text)]
    assert [name for name, severity in found if severity == "block"] == []
    assert len(found) * 10_000 <= sum(map(len, texts.values()))


def test_nothing_is_overlooked_on_the_pages_of_the_project() -> None:
    """What a line calls for is all that any rule finds in it, on each page as in the sentences of the tables."""
    pages = {path.relative_to(ROOT): path.read_text("utf-8") for path in ROOT.glob("content/**/*.md")}
    assert [path for path, text in pages.items() if not is_whole(text)] == []


def test_what_looks_like_a_code_and_stands_for_no_letter_is_left() -> None:
    """As n%10 in a rule of plurals, whose file would be read a second time; a code of letters is read."""
    assert (decoded("n%10==1").text, decoded("%41%42").text) == ("n%10==1", "AB")


STORIES = yaml.load(Path(__file__).with_name("story_words.yml").read_text("utf-8"), yaml.CSafeLoader)["harmless"]


@pytest.mark.parametrize("language", STORIES)
def test_of_plain_stories_the_rules_see_at_most_a_tenth(language: str) -> None:
    """Of most stories no rule is asked but that for names, and it sees few words; nothing depends on a clock."""
    readings = [Reading(text, shipped()) for text in STORIES[language]]
    called = [rule for reading in readings for rule, _ in calls_of(shipped()).lines(reading)]
    seen = sum(len(list(reading.candidates((0, len(reading.text))))) for reading in readings)
    assert len([rule for rule in called if NAMES not in rule.hints]) <= 2 * len(readings)
    assert seen * 10 <= sum(len(reading.words) for reading in readings)
