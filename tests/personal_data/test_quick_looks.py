"""A quick look before a slow pattern misses nothing that the pattern finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.personal_data import births, coordinates, documents, hygiene, name_forms, normalise, places, shipped
from build_tools.personal_data.endings import PROPER, stems
from build_tools.personal_data.lists import lines
from build_tools.personal_data.reading import read
from build_tools.personal_data.skeleton import folded
from build_tools.personal_data.words import WORD
from tests.personal_data.tables import sentences

TEXTS = [sentence.text for sentence in sentences()]
PIECES = st.sampled_from([piece for text in TEXTS for piece in re.findall(r"\S+|\s", text)])
MIXTURES = st.lists(PIECES, max_size=12).map("".join)


def overlooked(text: str) -> list[str]:
    """Return the patterns that find something in a text although no hint of theirs stands in it."""
    reading = read(text, shipped())
    by_hints = (
        *places.ADDRESSES,
        *coordinates.PLACES,
        *((places.ENGLISH_ROADS, pattern) for pattern in places.ENGLISH),
        (places.HOUSES, places.HOUSE_ALONE),
        (births.HINTS, births.BIRTH),
        (births.HINTS, births.YEAR_ALONE),
    )
    found = [one.pattern for hints, one in by_hints if one.search(reading.low) and not reading.mentions(hints)]
    apart = [hygiene.APART, normalise.SPACED]
    found += [one.pattern for one in apart if one.search(text) and not normalise.LETTERS_APART.search(text)]
    signs = normalise.signs_of(text)
    by_signs = (*hygiene.PATTERNS, *((calls, pattern) for calls, pattern, _ in normalise.STEPS))
    return found + [one.pattern for calls, one in by_signs if one.search(text) and not calls.search(signs)]


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_no_sentence_of_the_tables_is_overlooked(text: str) -> None:
    """Whatever a pattern finds in a sentence, its hint stands there."""
    assert overlooked(text) == []


@given(MIXTURES)
@settings(deadline=None)
def test_no_mixture_of_them_is_overlooked(text: str) -> None:
    """Nor in pieces of sentences set together anyhow."""
    assert overlooked(text) == []


def test_quick_looks_for_numbers_miss_none() -> None:
    """A paper has five digits and a car two letters after one, wherever their patterns find them."""
    for text in TEXTS:
        reading = read(text, shipped())
        assert bool(documents.LONG_NUMBER.search(reading.figures)) >= bool(documents.PAPER.search(reading.figures))
        assert bool(documents.PLATE_NUMBER.search(text)) >= bool(documents.PLATE.search(text))


def test_a_quick_look_at_a_word_misses_no_likeness() -> None:
    """Whatever a word ends like, in any sentence or list, is told from the word at once."""
    words = {word for text in [*TEXTS, *lines("given_names"), *lines("surnames")] for word in WORD.findall(text)}
    words |= {f"{word}{ending}" for word in words for ending in ("ов", "евой", "ұлы", "қызының", "ович", "enko", "ova")}
    for word in words:
        forms = stems(folded(word), PROPER, 4)
        ends = (name_forms.SURNAME, name_forms.KAZAKH_PART, name_forms.PATRONYMIC)
        if any(pattern.fullmatch(form) for pattern in ends for form in forms):
            assert name_forms.LIKELY.search(folded(word)), len(word)
