"""The rules for the whole content, held against rules/validate_*.yml and against sites broken at random."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from build_tools.models import OTHER_WORDS, Site
from build_tools.problems import allowed, fill
from build_tools.validate import MORE, validate
from build_tools.validate.law import hours
from build_tools.validate.words.wording import percentages
from tests.site_builder import (
    LANGUAGES,
    LEDGER,
    Plain,
    built,
    plain,
    whole_sentence,
)

RULE_FILES = sorted(Path(__file__).with_name("rules").glob("validate_*.yml"))
CASES = {
    name: case for file in RULE_FILES for name, case in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader).items()
}
CANARY = "zq_canary_zq"
REMOVED = object()
REPLACEMENTS = [
    REMOVED,
    REMOVED,
    CANARY,
    [CANARY],
    7,
    None,
    {CANARY: CANARY},
    f"{CANARY}\n{{{{ <a>](/",
    f"[x]({CANARY}.md#{CANARY})",
]
unhurried = settings(deadline=None, max_examples=25)


def changed(case: Plain) -> Site:
    """Make the minimal site with the changes of one case."""
    data = plain()
    change(data, case)
    return built(data)


def change(data: Plain, case: Plain) -> None:
    """Make the changes of one case in plain data."""
    for way, value in case.get("set", {}).items():
        inside, last = found(data, way.split(" > "))
        inside[last] = value
    for way, value in case.get("append", {}).items():
        inside, last = found(data, way.split(" > "))
        inside[last] = inside[last] + value
    for way in case.get("remove", []):
        inside, last = found(data, way.split(" > "))
        del inside[last]


def found(data: Any, way: list[Any]) -> tuple[Any, Any]:
    """Follow a way from the outside in; return the group that holds the last step, and that step."""
    for step in way[:-1]:
        data = data[int(step) if isinstance(data, list) else step]
    return data, int(way[-1]) if isinstance(data, list) else way[-1]


def said(site: Site) -> list[str]:
    """Return the sentences of all problems, but not that more may follow."""
    return [whole_sentence(problem) for problem in validate(site) if problem.fault != MORE]


def ways(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value of plain data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield (*way, step)
        yield from ways(value, (*way, step))


DOCUMENTS = ("vocabulary", "law", "ledgers", "statements", "organisations")
TEXTS = [
    way
    for way in ways({name: plain()[name] for name in DOCUMENTS})
    if way[-1] in LANGUAGES and set(found(plain(), list(way))[0]) == set(LANGUAGES)
]
DEFINES_A_CODE = ("vocabulary", "divisions")
"""Messages may name the codes of the vocabulary, so what defines one is no secret value."""

WAYS = [list(way) for way in ways(plain()) if not (tuple(way[:2]) == DEFINES_A_CODE and way[-1] == "id")]


@pytest.mark.parametrize("name", CASES)
def test_rule(name: str) -> None:
    """The sentence is true: the change gives exactly the problems that are listed, and no others."""
    assert said(changed(CASES[name])) == CASES[name]["says"]


READ = {"state": "reviewed", "reviewed_by": "editor", "reviewed_on": "2000-07-01", "reviewed_version": None}


def records(data: Plain) -> dict[str, Plain]:
    """Return what files say of themselves: data files and cases whole, of words the front matter."""
    files = {"content/vocabulary.yml": data["vocabulary"], "content/law.yml": data["law"]}
    about = {path: words["about"] for path, words in data["words"].items()}
    return {**files, **data["ledgers"], **data["statements"], **data["organisations"], **data["cases"], **about}


@cache
def reviewed() -> str:
    """Return the minimal site, as JSON, after a review of all Russian words: with the versions that the check named."""
    data = plain()
    for path, record in records(data).items():
        if "review" in record:
            record["review"]["ru"] = dict(READ)
        elif path.startswith("content/ru/"):
            record |= READ
    named = [problem for problem in validate(built(data)) if problem.fault == OTHER_WORDS]
    assert {problem.path for problem in named} >= {LEDGER, "content/law.yml", "content/ru/index.md"}
    for problem in named:
        inside, last = found(records(data)[problem.path], list(problem.field))
        inside[last] = problem.all_values["version"]
    assert said(built(data)) == []
    return json.dumps(data)


@unhurried
@given(st.sampled_from([way for way in TEXTS if "review" not in way]), st.sampled_from(LANGUAGES))
def test_a_reviewed_text_of_a_data_file_that_is_edited_is_not_reviewed(way: tuple[Any, ...], language: str) -> None:
    """Whichever text is edited, in the language that was reviewed or in its source, the review of the file is void."""
    data = json.loads(reviewed())
    inside, _ = found(data, list(way))
    inside[language] = edited(inside[language])
    void = [problem for problem in validate(built(data)) if problem.fault == OTHER_WORDS]
    assert [problem.field for problem in void] == ([("review", "ru", "reviewed_version")] if language != "kk" else [])


def edited(value: Any) -> Any:
    """Return another value of the same kind: a text with a word more, the forms of a unit with one changed."""
    if isinstance(value, dict):
        return {**value, "other": f"{value['other']}x"}
    return "quoted" if value == "summarised" else f"{value} x"


def test_at_most_twelve_allowed_values_are_listed_the_closest_first() -> None:
    """A long list of codes does not fill the screen."""
    codes = [f"code_{letter}" for letter in "abcdefghijklmnop"]
    listed = allowed(codes, "code_pp")
    assert listed == "code_p, " + ", ".join(codes[:11]) + ", …"
    assert allowed([]) == "–"


@unhurried
@given(st.sampled_from(TEXTS))
def test_no_text_can_lose_a_language(way: tuple[Any, ...]) -> None:
    """Without one language, the text where it lacks is named."""
    data = plain()
    inside, language = found(data, list(way))
    del inside[language]
    assert [problem.field[-1] for problem in validate(built(data))] == [language]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(WAYS), st.sampled_from(REPLACEMENTS)), min_size=1, max_size=4))
def test_no_broken_site_breaks_the_rules(changes: list[tuple[Any, Any]]) -> None:
    """Whatever is deleted or replaced, rules name problems; they never fail, nor repeat the value, except an id that
    they offer."""
    data = plain()
    for way, value in changes:
        data = broken(data, way, value)
    messages = [fill(problem.fault.message, **problem.all_values) for problem in validate(built(data))]
    assert not [message for message in messages if CANARY in message.partition("use one of:")[0]]


def broken(data: Plain, way: list[Any], value: Any) -> Plain:
    """Return the data with one value deleted or replaced, or as they are where the models refuse that."""
    new = json.loads(json.dumps(data))
    try:
        inside, last = found(new, way)
        if value is REMOVED:
            del inside[last]
        else:
            inside[last] = value
        return new if all(isinstance(words.text, str) for words in built(new).words.values()) else data
    except (ValidationError, LookupError, TypeError, ValueError, AttributeError):
        return data


NUMERALS = ("48", "двадцати четырёх", "трёх", "сорока восьми", "forty-eight", "twelve", "қырық сегіз", "он екі", "3")
NOUNS = ("часов", "часа", "часам", "суток", "hours", "сағат", "сағаттан", "тәулікке")
BETWEEN = (" ", "\N{NO-BREAK SPACE}", "\n", "-", "** ", " *", "\N{NARROW NO-BREAK SPACE}", "&nbsp;")


@given(st.sampled_from(NUMERALS), st.sampled_from(BETWEEN), st.sampled_from(NOUNS), st.text("ab, \n", max_size=9))
def test_a_number_of_hours_is_found_wherever_it_stands(number: str, between: str, noun: str, around: str) -> None:
    """Each way to write the number, the noun and what joins them is seen, and is seen as one place."""
    [(start, end)] = hours(f"{around} {number}{between}{noun} {around}")
    assert start <= len(around) + 1 + number.rfind(" ") + 1
    assert end == len(around) + 1 + len(number) + len(between) + len(noun)


PERCENTAGES = (
    "4.2 %|4,2%|4,2 пайыз|4,2 пайызы|4,2%-ы|4.2 per cent|4.2 percent|4,2 процента|42 ‰|4-5 %|от 4 до 5 процентов|4-%"
)
NO_PERCENTAGES = "4.2|a/4%20b|4 percentage points|4 процентных пункта|4 persons|Уголовно-процессуальный кодекс, глава 4"


def test_each_way_of_writing_a_percentage_is_read() -> None:
    """Signs and words of three languages, with their endings, however they are spaced, set off or hidden by marks."""
    for text in PERCENTAGES.split("|"):
        for one in (text, text.replace(" ", "\n"), text.replace(" ", "\N{NO-BREAK SPACE}"), f"Процесс: {text}"):
            assert any(True for _ in percentages(one)), one
    assert [text for text in NO_PERCENTAGES.split("|") if any(True for _ in percentages(text))] == []
