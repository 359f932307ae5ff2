"""A text made ready for the rules: plain, in small letters, with digits for letters that stand for some; and its words.

All forms are the same sign for sign, so that a place in one is a place in each. What no rule asks for is not made.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from build_tools.personal_data import word_forms
from build_tools.personal_data.normalise import Plain, Span, begins_sentence, line_around, plain
from build_tools.personal_data.vocabulary import WORD, Vocabulary, common

_LIKE_DIGITS = {"0": "OoОоΟοDQ", "1": "lIІі|", "3": "Зз", "6": "Бб"}
_AS_DIGITS = str.maketrans({letter: digit for digit, letters in _LIKE_DIGITS.items() for letter in letters})
_DIGIT_LIKE = "[0-9" + "".join(_LIKE_DIGITS.values()) + "]"
_FIGURES = re.compile(
    rf"{_DIGIT_LIKE}(?:(?:(?<=\d)|{_DIGIT_LIKE}{{0,19}}\d){_DIGIT_LIKE}*|(?<=[\d ().-][OoОо])[OoОо]{{0,3}}(?!\w))"
)
"""Digits among which letters may stand that look like some."""

_NEAR = re.compile(r"\d[OoОо]{0,4}(?:[ ().-]{1,3}[OoОо]{1,4}){0,3}[ ().-]{0,3}$")
_NEAR_REACH = 24
_ZEROS = re.compile(r"[OoОо]{1,4}")
_DIGIT = re.compile(r"\d")

_SMALL_NAME = 4
_MINOR_WORD, _FEWEST_WORDS = 3, 2
"""Letters of the words that do not count in a heading, and so many that do it has at least."""


@dataclass(eq=False)
class Word:
    """A word of a text, where it begins, and its number among the words."""

    text: str
    start: int
    number: int
    reading: "Reading"

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @cached_property
    def begins(self) -> bool:
        """Whether it has a capital letter that a sentence, a line or a cell may begin with."""
        return self.capital and begins_sentence(self.reading.text, self.start)

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals alone, as names of bodies are."""
        return len(self.text) > 1 and self.text.isupper()

    @cached_property
    def covered(self) -> bool:
        """Whether it is part of an approved term of several words, which has a capital letter."""
        words, vocabulary = self.reading.words, self.reading.vocabulary
        term = vocabulary.phrase_at(words, self.number)
        is_term = any(words[number][0].isupper() for number in term)
        return is_term or (self.capital and vocabulary.is_among_places(words, self.number))

    @cached_property
    def approved(self) -> bool:
        """Whether it is a proper noun of the vocabulary, which has a capital letter."""
        return (self.capital and self.reading.vocabulary.has_term(self.text)) or self.covered

    @cached_property
    def ordinary(self) -> bool:
        """Whether a word with a capital letter is a word of everyday."""
        return self.capital and self.reading.vocabulary.is_ordinary(self.text)

    @property
    def known(self) -> bool:
        """Whether it is a word of the vocabulary, whatever its first letter."""
        return self.reading.vocabulary.knows(self.text)

    @property
    def common(self) -> bool:
        """Whether it is one of the words of everyday with which a sentence may begin."""
        return common().is_ordinary(self.text)

    @property
    def likeness(self) -> word_forms.Likeness:
        """What it looks like by itself."""
        return word_forms.likeness(self.text)

    @property
    def nominative(self) -> bool:
        """Whether it is a name of the list as it stands there."""
        return word_forms.is_nominative(self.text)


@dataclass(eq=False)
class Reading:
    """A text as the rules read it, and the words that a vocabulary approves."""

    original: str
    vocabulary: Vocabulary
    _headings: dict[Span, bool] = field(default_factory=dict)
    _candidates: dict[Span, list[Word]] = field(default_factory=dict)
    _made: dict[int, Word] = field(default_factory=dict)

    @cached_property
    def plain(self) -> Plain:
        """The text as a reader takes it, with the way back to the original."""
        return plain(self.original)

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return self.plain.text

    @cached_property
    def low(self) -> str:
        """The plain text in small letters."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(sign.lower()[:1] for sign in self.text)

    @cached_property
    def figures(self) -> str:
        """The plain text with digits for the letters within numbers."""
        return _FIGURES.sub(_as_digits, self.text)

    def digits_in(self, line: Span) -> int:
        """Return how many digits a line has."""
        return len(_DIGIT.findall(self.figures, *line)) if _DIGIT.search(self.text, *line) else 0

    @cached_property
    def words(self) -> list[str]:
        """The words of the plain text."""
        return WORD.findall(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return list(map(re.Match.start, WORD.finditer(self.text)))

    def _word(self, number: int) -> Word:
        """Return a word, made when a rule first asks for it: most words of a text are asked of no rule."""
        if number not in self._made:
            self._made[number] = Word(self.words[number], self._starts[number], number, self)
        return self._made[number]

    def word_before(self, place: int) -> Word | None:
        """Return the last word that begins before a place."""
        number = bisect_left(self._starts, place)
        return self._word(number - 1) if number else None

    def word_after(self, place: int) -> Word | None:
        """Return the first word that begins at a place or after it."""
        number = bisect_left(self._starts, place)
        return self._word(number) if number < len(self._starts) else None

    def words_in(self, start: int, end: int) -> list[Word]:
        """Return the words that begin in a stretch."""
        return list(map(self._word, self._numbers_in(start, end)))

    def candidates(self, line: Span) -> list[Word]:
        """Return the words of a line that may be names."""
        if line not in self._candidates:
            names = (one for one in self._numbers_in(*line) if may_be_name(self.words[one], self.vocabulary))
            self._candidates[line] = list(map(self._word, names))
        return self._candidates[line]

    def _numbers_in(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def in_heading(self, word: Word) -> bool:
        """Tell whether a word stands in a heading with a capital at each word that counts, of which lists know half."""
        line = line_around(self.text, word.start)
        if line not in self._headings:
            inside = [one for one in self.words_in(*line) if len(one.text) > _MINOR_WORD]
            is_capital = len(inside) >= _FEWEST_WORDS and all(one.capital for one in inside)
            self._headings[line] = is_capital and sum(one.ordinary or one.approved for one in inside) * 2 >= len(inside)
        return self._headings[line]


def _as_digits(found: re.Match[str]) -> str:
    """Return digits, but for those in a word; zeros that are all letters count beside a number, for ООО is a firm."""
    signs, text, start, end = found[0], found.string, found.start(), found.end()
    if signs.isdecimal() or text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
        return signs
    if _DIGIT.search(signs) or (_ZEROS.fullmatch(signs) and _NEAR.search(text[max(0, start - _NEAR_REACH) : start])):
        return signs.translate(_AS_DIGITS)
    return signs


@lru_cache(maxsize=65536)
def may_be_name(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a rule may take a word for a name, whatever stands around it."""
    if not word[0].isupper():
        return len(word) >= _SMALL_NAME and bool(word_forms.likeness(word)) and not vocabulary.knows(word)
    if len(word) == 1:
        return False
    if not (word[1:].islower() or word.isupper()) or not vocabulary.knows(word):
        return True
    return bool(word_forms.likeness(word)) or word_forms.is_nominative(word) or word_forms.is_surname_too(word)
