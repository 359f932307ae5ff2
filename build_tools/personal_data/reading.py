"""A text made ready for the rules: plain, in small letters, with digits for letters that stand for some, in words.

All of these are the same sign for sign, so that a place in one is a place in each.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from build_tools.personal_data.normalise import Plain, plain
from build_tools.personal_data.vocabulary import Vocabulary
from build_tools.personal_data.words import Word, headings_of, words_of

Form = Literal["original", "text", "low", "figures"]

_LIKE_DIGITS = {"0": "OoОоΟοDQ", "1": "lIІі|", "3": "Зз", "6": "Бб"}
_AS_DIGITS = str.maketrans({letter: digit for digit, letters in _LIKE_DIGITS.items() for letter in letters})
_DIGIT_LIKE = "0-9" + "".join(_LIKE_DIGITS.values())
_FIGURES = re.compile(rf"[{_DIGIT_LIKE}]{{0,20}}\d[{_DIGIT_LIKE}]*|(?<=[\d ().-])[OoОо]{{1,4}}(?!\w)")
"""Digits among which letters may stand that look like some."""

_NEAR = re.compile(r"\d[OoОо]{0,4}(?:[ ().-]{1,3}[OoОо]{1,4}){0,3}[ ().-]{0,3}$")
_NEAR_REACH = 24
_ZEROS = re.compile(r"[OoОо]{1,4}")
_DIGIT = re.compile(r"\d")
_SHORTEST_NAME = 4
_REST_OF_CLAUSE = re.compile(r"[^\n.;!?\d]*")


@dataclass(frozen=True)
class Reading:
    """A text as the rules read it, and the words that a vocabulary approves."""

    original: str
    vocabulary: Vocabulary

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
    def spaced(self) -> str:
        """The plain text in small letters, with a space before each word that a sign or a line begins."""
        return " " + self.low.replace("\n", " ").replace("(", " ").replace("«", " ").replace('"', " ")

    @cached_property
    def figures(self) -> str:
        """The plain text with digits for the letters within numbers."""
        return _FIGURES.sub(_as_digits, self.text) if _DIGIT.search(self.text) else self.text

    @cached_property
    def digits(self) -> int:
        """How many digits there are."""
        return len(_DIGIT.findall(self.figures))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the plain text."""
        return words_of(self.text, self.vocabulary)

    @cached_property
    def capitals(self) -> tuple[Word, ...]:
        """The words with a capital letter."""
        return tuple(word for word in self.words if word.capital)

    @cached_property
    def small_names(self) -> tuple[int, ...]:
        """The numbers of the words in small letters that look like a name."""
        small = ((number, word) for number, word in enumerate(self.words) if not word.capital)
        return tuple(number for number, word in small if len(word.text) >= _SHORTEST_NAME and word.likeness)

    @cached_property
    def headings(self) -> tuple[tuple[int, int], ...]:
        """Where the lines lie that are headings with capitals."""
        return tuple(headings_of(self.text, self.words))

    @cached_property
    def lines_with_digits(self) -> list[tuple[int, int]]:
        """Where the lines lie that hold a digit: few of most texts."""
        return list(lines_with(_DIGIT, self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def form(self, name: Form) -> str:
        """Return one form of the text."""
        return str(getattr(self, name))

    def in_numbered(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Yield what a pattern finds in such lines of a form of the text: it wants a digit, and never goes over the end
        of a line."""
        return (found for start, end in self.lines_with_digits for found in pattern.finditer(text, start, end))

    def word_before(self, place: int) -> Word | None:
        """Return the last word that begins before a place."""
        number = bisect_left(self._starts, place)
        return self.words[number - 1] if number else None

    def word_after(self, place: int) -> Word | None:
        """Return the first word that begins at a place or after it."""
        number = bisect_left(self._starts, place)
        return self.words[number] if number < len(self.words) else None

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that begin in a stretch."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def word_at(self, place: int) -> Word | None:
        """Return the word that holds a place."""
        number = bisect_right(self._starts, place)
        return self.words[number - 1] if number else None


def _as_digits(found: re.Match[str]) -> str:
    """Return digits, but for those in a word; zeros that are all letters count beside a number, for ООО is a firm."""
    signs, text, start, end = found[0], found.string, found.start(), found.end()
    if signs.isdecimal() or text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
        return signs
    if _DIGIT.search(signs) or (_ZEROS.fullmatch(signs) and _NEAR.search(text[max(0, start - _NEAR_REACH) : start])):
        return signs.translate(_AS_DIGITS)
    return signs


def lines_with(sign: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text lie, without their ends, in which a sign stands."""
    found = sign.search(text)
    while found:
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
        end = len(text) if end < 0 else end
        yield start, end
        found = sign.search(text, end)


def is_in_clause_before(pattern: re.Pattern[str], text: str, place: int, reach: int) -> bool:
    """Tell whether a pattern finds something near before a place, in the same clause."""
    found = pattern.finditer(text, max(0, place - reach), place)
    return any(_REST_OF_CLAUSE.fullmatch(text, one.end(), place) for one in found)
