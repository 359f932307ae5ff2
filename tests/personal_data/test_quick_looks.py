"""A quick look before the rules misses nothing that they find."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.personal_data import find, found_by_all, shipped
from build_tools.personal_data.finding import merged
from build_tools.personal_data.lists import lines
from build_tools.personal_data.quick import doubtful
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.rows import found_by_row, rows
from tests.personal_data.tables import sentences

TEXTS = [sentence.text for sentence in sentences()]
LEGAL = [sentence.text for sentence in sentences() if not sentence.category]
PIECES = st.sampled_from([piece for text in TEXTS for piece in re.findall(r"\S+|\s", text)])
GAPS = st.sampled_from([" ", "\n", ". ", " – ", ", ", "! ", ": ", "\n\n", " («"])
MIXTURES = st.lists(st.one_of(PIECES, PIECES, GAPS), max_size=16).map("".join)
PARAGRAPHS = st.lists(st.one_of(st.sampled_from(LEGAL), st.sampled_from(TEXTS), GAPS), max_size=6).map(" ".join)


def is_whole(text: str) -> bool:
    """Tell whether a quick look leaves out nothing that the rules find in all of a text."""
    return find(text) == merged(found_by_all(text, shipped()))


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


def test_plain_sentences_are_left_out() -> None:
    """Words of everyday alone are not shown to the rules, and what is beside them is."""
    plain = "Они долго ждали ответа, но ничего не услышали. "
    assert doubtful(plain * 40, shipped()) == []
    [(start, end)] = doubtful(f"{plain * 20}Позвоните 12-34. {plain * 20}", shipped())
    assert end - start < 6 * len(plain)


STORIES = yaml.safe_load(Path(__file__).with_name("story_words.yml").read_text("utf-8"))["harmless"]


@pytest.mark.parametrize("language", STORIES)
def test_of_plain_stories_the_rules_see_at_most_a_fifth(language: str) -> None:
    """Counted in signs, so that a busy machine changes nothing."""
    texts = STORIES[language]
    seen = sum(end - start for text in texts for start, end in doubtful(text, shipped()))
    assert seen * 5 <= sum(map(len, texts))


@given(st.one_of(MIXTURES, st.sampled_from(TEXTS)))
@settings(deadline=None, max_examples=500)
def test_no_row_finds_anything_without_one_of_its_hints(text: str) -> None:
    """Whatever a pattern finds, a hint of its row stands there."""
    reading = Reading(text, shipped())
    for (form, _), some in rows().items():
        for row in some:
            is_called, whole = any(hint in reading.spaced for hint in row.hints), reading.form(form)
            assert is_called or not any(found_by_row(row, reading, whole, [(0, len(whole))], "")), row.name


@given(st.lists(st.one_of(PIECES, st.just("\n")), max_size=16).map("".join))
@settings(deadline=None)
def test_rows_that_want_a_digit_stay_within_a_line(text: str) -> None:
    """What they find in the lines with digits they find in the whole text."""
    reading = Reading(text, shipped())
    for (form, in_every_line), some in rows().items():
        for pattern in () if in_every_line else [pattern for row in some for pattern in row.patterns]:
            found = [one.span() for one in reading.in_numbered(pattern, reading.form(form))]
            assert found == [one.span() for one in pattern.finditer(reading.form(form))], pattern.pattern
