"""A quick look before a slow pattern misses nothing that the pattern finds."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools import reachable
from build_tools.personal_data import (
    ROWS,
    births,
    contacts,
    documents,
    hygiene,
    interrupted,
    name_forms,
    names,
    normalise,
    number_words,
    places,
    reading,
    shipped,
    titles,
    vocabulary,
)
from build_tools.personal_data.endings import COMMON, OF_NAMES, PROPER, stems
from build_tools.personal_data.lists import lines
from build_tools.personal_data.reading import read
from build_tools.personal_data.skeleton import folded, skeleton
from build_tools.personal_data.words import WORD
from tests.personal_data.tables import sentences

TEXTS = [sentence.text for sentence in sentences()]
PIECES = st.sampled_from([piece for text in TEXTS for piece in re.findall(r"\S+|\s", text)])
MIXTURES = st.lists(PIECES, max_size=12).map("".join)


def overlooked(text: str) -> list[str]:
    """Return the patterns that find something in a text although no hint of theirs stands in it."""
    plain = read(text, shipped())
    rows = [row for group in ROWS for row in group]
    by_hints = [(row.hints, row.pattern, getattr(plain, row.on), row.beside) for row in rows]
    by_hints.append((births.HINTS, births.BIRTH, plain.low, False))
    found = [
        one.pattern
        for hints, one, form, beside in by_hints
        if one.search(form) and not plain.mentions(hints, beside=beside)
    ]
    apart = [hygiene.APART, normalise.SPACED]
    found += [one.pattern for one in apart if one.search(text) and not normalise.LETTERS_APART.search(text)]
    signs = normalise.signs_of(text)
    steps = ((calls, pattern) for calls, pattern, _ in normalise.STEPS)
    by_signs = (*hygiene.PATTERNS, (hygiene.FOREIGN, hygiene.RUN), *steps)
    found += [one.pattern for calls, one in by_signs if one.search(text) and not calls.search(signs)]
    return found + [one.pattern for one, is_called in looks(plain) if not is_called and one.search(plain.text)]


def looks(one: reading.Reading) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Yield patterns that search a plain text, and whether the quick look before each has something to show."""
    text = one.text
    yield normalise.MIXED, normalise.is_mixed(text)
    yield documents.ACCOUNT, one.digits >= documents.ACCOUNT_LEAST and bool(documents.ACCOUNT_DIGITS.search(text))
    yield documents.PAPER, one.digits >= documents.PAPER_LEAST
    yield from ((pattern, bool(names.INITIAL.search(text))) for pattern in names.INITIALS)
    yield births.DATE, births.has_date(one)
    yield reachable.EMAIL, reachable.has_mail(text)
    yield reachable.HANDLE, reachable.has_handle(text)
    yield reachable.CALL, bool(reachable.CALLED.search(text))


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_no_sentence_of_the_tables_is_overlooked(text: str) -> None:
    """Whatever a pattern finds in a sentence, its hint stands there."""
    assert overlooked(text) == []


@given(MIXTURES)
@settings(deadline=None)
def test_no_mixture_of_them_is_overlooked(text: str) -> None:
    """Nor in pieces of sentences set together anyhow."""
    assert overlooked(text) == []


@given(MIXTURES)
@settings(deadline=None)
def test_no_quick_look_at_a_mixture_hides_what_a_rule_would_say(text: str) -> None:
    """Letters that stand for digits, rows of numbers in words."""
    one = read(text, shipped())
    assert one.figures == reading.FIGURES.sub(reading._as_digits, one.text)
    rows = [row for row in number_words.chains(one.text) if sum(not part[0].isdigit() for part in row) >= 3]
    number = sum(number_words.is_number_word(word.text) for word in one.words)
    assert number_words.has_row(one, number) or not rows


LINES = st.lists(st.one_of(PIECES, st.just("\n")), max_size=16).map("".join)


def by_lines(one: reading.Reading) -> Iterator[tuple[re.Pattern[str], str, Iterator[re.Match[str]]]]:
    """Yield the patterns that search some lines alone, the text, and what they find so."""
    numbered = [interrupted.PREFIX, documents.PAPER, documents.ACCOUNT, documents.NEAR_A_CAR, places.STREET]
    numbered += [row.pattern for group in ROWS for row in group if row.digits]
    for pattern in numbered:
        for text in dict.fromkeys((one.text, one.low, one.figures)):
            yield pattern, text, one.in_numbered(pattern, text)
    for sign, pattern in ((contacts.LOW_LINE, contacts.JOINED),):
        yield pattern, one.text, reading.in_lines(reading.lines_with(sign, one.text), pattern, one.text)


@given(LINES)
@example("\n".join(TEXTS))
@settings(deadline=None)
def test_patterns_that_search_some_lines_alone_find_what_they_find_in_the_whole_text(text: str) -> None:
    """None goes over the end of a line, and each wants the sign that the lines have."""
    for pattern, whole, found in by_lines(read(text, shipped())):
        assert [one.span() for one in found] == [one.span() for one in pattern.finditer(whole)], pattern.pattern


def test_quick_looks_for_numbers_miss_none() -> None:
    """A paper has five digits, wherever its pattern finds them."""
    for text in TEXTS:
        figures = read(text, shipped()).figures
        assert bool(documents.LONG_NUMBER.search(figures)) >= bool(documents.PAPER.search(figures))


def test_a_quick_look_at_a_word_misses_no_likeness() -> None:
    """Whatever a word ends like, in any sentence or list, is told from the word at once."""
    words = {word for text in [*TEXTS, *lines("given_names"), *lines("surnames")] for word in WORD.findall(text)}
    words |= {f"{word}{ending}" for word in words for ending in ("ов", "евой", "ұлы", "қызының", "ович", "enko", "ova")}
    for word in words:
        forms = stems(folded(word), PROPER, 4)
        ends = (name_forms.SURNAME, name_forms.KAZAKH_PART, name_forms.PATRONYMIC)
        if any(pattern.fullmatch(form) for pattern in ends for form in forms):
            assert name_forms.LIKELY.search(folded(word)), len(word)


def test_a_quick_look_at_how_a_word_begins_misses_no_name() -> None:
    """A form of a name of the list begins like one, in either alphabet and with any ending."""
    found = name_forms.given_names()
    listed = [name.rstrip("*") for name in (*lines("given_names"), *lines("surnames"))]
    for word in [f"{name}{ending}" for name in listed for ending in ("", "ға", "ой", "ның", "ами", "s")]:
        bones = skeleton(word)
        latin = {*name_forms.latin_forms(bones), *name_forms.latin_forms(bones.replace("ng", "n"))} & found.every
        other = {stem for stem in stems(bones, OF_NAMES, 3) if name_forms.fits(stem, bones)} & found.cyrillic
        assert name_forms.of_list(word) or not (latin if word.isascii() else other), len(word)


def test_a_quick_look_at_how_a_word_begins_misses_no_word_of_the_vocabulary() -> None:
    """Nor a title: whatever a form of a word can be is looked for, in everything that the program ships with."""
    approved = shipped()
    lists = ("words_kk", "words_ru", "words_en", "places", "terms")
    listed = {word for name in lists for line in lines(name) for word in WORD.findall(line)}
    for word in [f"{one}{ending}" for one in sorted(listed) for ending in ("", "ның", "ами", "s")]:
        forms = vocabulary.keys_of(folded(word), COMMON, 3)
        assert approved.is_ordinary(word) or approved.ordinary.isdisjoint(forms), word
        assert approved.has_term(word) or approved.terms.isdisjoint(vocabulary.forms_of(word)), word
        assert titles.is_title(word) or titles.titles().isdisjoint(stems(folded(word), PROPER, 2)), word
