"""What a story says beyond its codes is found in each language, in whatever form, and plain stories are let through."""

import datetime
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

import pytest
import yaml

from build_tools import models
from build_tools.gate.approval import unneeded
from build_tools.gate.hooks import GateFinding, gate_report
from build_tools.models import AllowedFinding, Approvals, Case, Period, fact_fields
from build_tools.personal_data.place_names import PlaceNames
from build_tools.personal_data.stories import ASKED, REFUSED_KINDS, details_in
from build_tools.personal_data.story_words import ANSWERS, words_of
from build_tools.validate.stories import FINER, STORY_FORMS, story_problems
from tests.disclosure.reports import vocabulary

TEXTS, ANSWERING = (
    yaml.load(Path(__file__).parents[1].joinpath("personal_data", name).read_text("utf-8"), yaml.CSafeLoader)
    for name in ("story_words.yml", "story_codes.yml")
)
SAID = ((language, *line.split(" | ", 1)) for language, lines in TEXTS["bad"].items() for line in lines)
BAD = [(language, kinds, text.replace("|", "")) for language, kinds, text in SAID]
HARMLESS = TEXTS["harmless"]
VOCABULARY = vocabulary()
NAMES = cache(partial(PlaceNames, VOCABULARY))
CODES = {"period": "2022", "place": "KZ-35", "age_band": "adult"}
KINDS = {form: kind for kind, form in STORY_FORMS.items()}
NOBODY_EXCUSES = {*REFUSED_KINDS, "place", "capital"}
JOINT = ("access_lawyer", "access_doctor", "access_family", "complaint", "assistance")
"""Fields that words of helping kinds tell."""

PATH = "cases_public/2000-1/0B6TM.yml"


def found(text: str, language: str, codes: Mapping[str, str] = CODES, *excused: AllowedFinding) -> set[str]:
    """Return what kinds of words are found in a story, except coded answers."""
    told = {"place": codes["place"], "age_band": codes["age_band"], "period": Period(codes["period"])}
    story = Case.model_construct(**told, summary={language: text})
    problems = story_problems(PATH, story, VOCABULARY, NAMES, Approvals(exceptions=excused))
    forms = [str(one.values.get("form")) for one in problems]
    return {KINDS.get(form, "capital") for form in forms if form.partition(":")[0] not in ANSWERS}


@pytest.mark.parametrize(("language", "kinds", "text"), BAD)
def test_what_says_too_much_is_found(language: str, kinds: str, text: str) -> None:
    """Each kind that is named before the text is among the problems of its story."""
    assert set(kinds.split()) <= found(text, language)


@pytest.mark.parametrize("language", HARMLESS)
def test_plain_stories_are_let_through(language: str) -> None:
    """None is refused, and of a hundred at most seven wait for a second reader."""
    kinds = [found(text, language) for text in HARMLESS[language]]
    assert [text for text, of in zip(HARMLESS[language], kinds, strict=True) if of & NOBODY_EXCUSES] == []
    assert len(list(filter(None, kinds))) <= 0.07 * len(kinds)


@pytest.mark.parametrize("field", ["period", "place", "age_band"])
def test_what_no_code_tells_no_word_may_tell(field: str) -> None:
    """A story that tells no time, place or age is refused for that of which another has the code; a quarter tells no
    month, and the code of a month no day of it."""
    codes = {**CODES, "age_band": "minor", "period": "2022-01"}
    text = "The girl was detained in January 2022 in the Karaganda region."
    assert found(text, "en", codes) == set()
    kind = {"period": "time", "place": "place", "age_band": "age"}[field]
    assert found(text, "en", {**codes, field: "not_stated"}) == {kind}
    for words, code in (("в январе", "2022-Q1"), ("пятого января", "2022-01")):
        assert found(f"Его задержали {words}.", "ru", {**CODES, "period": code}) == {"time"}


def test_two_people_excuse_what_may_mark_somebody_out_and_nothing_else() -> None:
    """An entry excuses the words that it has, in its field; a time beside them is refused all the same."""
    text, file = "Ударил полковник, это было в среду.", {"file": PATH, "field": "summary.ru"}
    about = {"lang": "ru", "category": "STORY", "reason": "There are many of this rank there."}
    people = {"reviewer": "editor", "second_reviewer": "lawyer", "date": "2000-01-01", "expires": "2000-12-01"}
    entries = [AllowedFinding.model_validate({**file, **about, **people, "text": said}) for said in (text, "Ударил")]
    assert found(text, "ru") == {"office", "time"}
    assert found(text, "ru", CODES, entries[0]) == {"time"}
    assert found(text, "ru", CODES, entries[1]) == {"office", "time"}
    assert found(text, "ru", CODES, entries[0].model_copy(update={"field": "summary.en"})) == {"office", "time"}


def test_an_entry_is_needed_as_long_as_its_words_stand_there() -> None:
    """Once the words of the story are others, the entry waits for something that comes later, and has to go."""
    old = datetime.date(2000, 1, 1)
    entry = AllowedFinding.model_construct(
        file=PATH, category="STORY", text="the only witness", field="summary", date=old
    )
    entries = Approvals.model_construct(exceptions=(entry,))
    day = old + datetime.timedelta(days=31)
    assert list(unneeded(entries, {PATH: "summary:\n  en: Here the only\n    witness spoke.\n"}, day)) == []
    assert len(list(unneeded(entries, {PATH: "summary:\n  en: Nobody spoke.\n"}, day))) == 1


@pytest.mark.parametrize("text", ["Оны в понедельник ұстады.", "Оны три часа ұрды.", "Оны в январе алып кетті."])
def test_russian_words_in_a_kazakh_story_count(text: str) -> None:
    """Whoever writes Kazakh with Russian words in it tells as much."""
    assert found(text, "kk")
    assert found(text, "xx"), "a language without a line in the table"


def test_the_table_knows_each_kind_in_each_language_and_codes_that_exist() -> None:
    """No kind lacks a language, and a word that a code allows names one of the codebook or a part of a year."""
    entries = {language: [one for some in words_of(language).values() for one in some] for language in TEXTS["bad"]}
    for language, some in entries.items():
        kinds = {*REFUSED_KINDS, *ASKED, *ANSWERS} - {"count", *JOINT}
        assert {one.kind for one in some} >= kinds, language
    lists = [(field, VOCABULARY.labels(codes)) for field, codes in fact_fields().items() if field in ANSWERS]
    known = {*VOCABULARY.age_bands, *(f"{month:02}" for month in range(1, 13)), "Q1", "Q2", "Q3", "Q4"}
    known |= {f"{field}={code}" for field, codes in lists for code in codes}
    assert {code for some in entries.values() for one in some for code in one.codes} <= known


def test_the_gate_says_what_was_said_in_the_language_that_is_asked_for() -> None:
    """The kind is translated as the sentence around it is."""
    words = (Path(__file__).parents[2] / "site_src" / "locales" / "problems.ru.po").read_text("utf-8")
    found = GateFinding(FINER.filled(number=1, form=STORY_FORMS["age"]), PATH)
    [line] = gate_report([found], models.read_catalogue("ru", words).translate)
    assert STORY_FORMS["age"] not in line
    assert "возраст" in line


# --- coded answers ----------------------------------------------------------------------------------------------


def answers_in(text: str, language: str, codes: frozenset[str] = frozenset()) -> set[str]:
    """Return the coded fields of which a text tells more than some codes do; ages have a kind of their own."""
    found = {one.kind for one in details_in(text, language, codes)}
    return {"age_band" if kind == "age" else kind for kind in found if kind in (*ANSWERS, "age")}


def told(line: str) -> tuple[str, dict[str, str], frozenset[str]]:
    """Return the text of a line, what it tells by field, and that as the codes of a story."""
    labels, _, text = line.partition(" | ")
    codes = dict(label.split("=") for label in labels.split())
    own = (code if field == "age_band" else f"{field}={code}" for field, code in codes.items())
    return text, codes, frozenset(own)


@pytest.mark.parametrize("language", ANSWERING["told"])
def test_words_that_tell_an_answer_need_its_code(language: str) -> None:
    """Nearly all are found where the file has no code, and none where it has all that the sentence tells."""
    lines = [told(line) for line in ANSWERING["told"][language]]
    missed = [text for text, codes, _ in lines if not codes.keys() <= answers_in(text, language)]
    assert len(missed) <= 0.05 * len(lines), missed
    assert [text for text, _, codes in lines if answers_in(text, language, codes)] == []


@pytest.mark.parametrize("language", ANSWERING["harmless"])
def test_words_that_tell_no_answer_need_no_code(language: str) -> None:
    """Of a hundred plain sentences at most three are refused."""
    texts = ANSWERING["harmless"][language]
    refused = [text for text in texts if answers_in(text, language)]
    assert len(refused) <= 0.03 * len(texts), refused
