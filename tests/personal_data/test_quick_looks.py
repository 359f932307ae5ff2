"""Only what a line calls for is asked of it, and nothing is missed by that."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.personal_data import calls_of, find, rules, shipped
from build_tools.personal_data.calls import NAMES
from build_tools.personal_data.finding import Finding, merged
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.spelling import decoded, spellings
from build_tools.personal_data.table import lines
from tests.personal_data.tables import sentences

TEXTS = [sentence.text for sentence in sentences()]
LEGAL = [sentence.text for sentence in sentences() if not sentence.category]
PIECES = st.sampled_from([piece for text in TEXTS for piece in re.findall(r"\S+|\s", text)])
GAPS = st.sampled_from([" ", "\n", ". ", " – ", ", ", "! ", ": ", "\n\n", " («"])
SPACED = st.tuples(PIECES, st.sampled_from((" ", "\n"))).map("".join)
MIXTURES = st.lists(st.one_of(SPACED, SPACED, GAPS), max_size=16).map("".join)
PARAGRAPHS = st.lists(st.one_of(st.sampled_from(LEGAL), st.sampled_from(TEXTS), GAPS), max_size=6).map(" ".join)


def found_by_all(text: str) -> list[Finding]:
    """Return what all rules find in all of a text, whatever calls for them."""
    reading = Reading(text, shipped())
    plain = [one for rule in rules() for line in lines_of(reading.text) for one in rule.find(reading, line)]
    return merged([*spellings(reading), *(one.at(*reading.plain.origin(one.start, one.end)) for one in plain)])


def lines_of(text: str) -> list[tuple[int, int]]:
    """Return where the lines of a text lie."""
    return [found.span() for found in re.finditer(".+", text)]


def is_whole(text: str) -> bool:
    """Tell whether nothing is left out that the rules find."""
    return decoded(text).text != text or find(text) == found_by_all(text)


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_no_sentence_of_the_tables_is_overlooked(text: str) -> None:
    """Alone, and among words of everyday on the same line and on others."""
    assert is_whole(text)
    assert is_whole(f"Бұл туралы ештеңе белгісіз. {text}\nОб этом больше ничего не известно.")


SHORT_WORDS = [word for name in ("given_names", "surnames", "words_en", "words_ru", "words_kk") for word in lines(name)]
FRAMES = ("Он видел, как {} сказал", "his {} came in", "капитан {} бил", "Judge {}.", "олар {} деді")


@pytest.mark.parametrize("frame", FRAMES)
def test_no_short_name_is_overlooked(frame: str) -> None:
    """Nor one of two or three letters that is a word too, within a sentence or after a title."""
    texts = (frame.format(word.strip("~*").capitalize()) for word in SHORT_WORDS if len(word) <= 4)
    assert [text for text in texts if not is_whole(text)] == []
    assert all(map(find, ("Он видел, как Ли сказал", "Следователь Ли бил его.")))


@given(st.one_of(MIXTURES, PARAGRAPHS))
@settings(deadline=None, max_examples=1000)
def test_no_mixture_of_them_is_overlooked(text: str) -> None:
    """Nor in pieces of sentences set together anyhow, and in paragraphs of them."""
    assert is_whole(text)


STORIES = yaml.safe_load(Path(__file__).with_name("story_words.yml").read_text("utf-8"))["harmless"]


@pytest.mark.parametrize("language", STORIES)
def test_of_plain_stories_the_rules_see_at_most_a_tenth(language: str) -> None:
    """Of most stories no rule is asked but that for names, and it sees few words; nothing depends on a clock."""
    called = [rule for text in STORIES[language] for _, some in calls_of(shipped()).lines(text) for rule in some]
    others = [rule for rule in called if NAMES not in rule.hints]
    readings = [Reading(text, shipped()) for text in STORIES[language]]
    seen = sum(len(list(reading.candidates((0, len(reading.text))))) for reading in readings)
    assert len(others) <= 2 * len(readings)
    assert seen * 10 <= sum(len(reading.words) for reading in readings)
