"""A text made ready for the rules: plain, in small letters, with digits for letters that stand for some, in words.

All of these are the same sign for sign, so that a place in one is a place in each. What no rule asks for is not made.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.personal_data.normalise import Plain, plain
from build_tools.personal_data.table import Form
from build_tools.personal_data.vocabulary import Vocabulary
from build_tools.personal_data.words import WORD, Word, may_be_name

Span = tuple[int, int]

_LIKE_DIGITS = {"0": "OoОоΟοDQ", "1": "lIІі|", "3": "Зз", "6": "Бб"}
_AS_DIGITS = str.maketrans({letter: digit for digit, letters in _LIKE_DIGITS.items() for letter in letters})
_DIGIT_LIKE = "0-9" + "".join(_LIKE_DIGITS.values())
_FIGURES = re.compile(rf"[{_DIGIT_LIKE}]{{0,20}}\d[{_DIGIT_LIKE}]*|(?<=[\d ().-])[OoОо]{{1,4}}(?!\w)")
"""Digits among which letters may stand that look like some."""

_NEAR = re.compile(r"\d[OoОо]{0,4}(?:[ ().-]{1,3}[OoОо]{1,4}){0,3}[ ().-]{0,3}$")
_NEAR_REACH = 24
_MINOR_WORD, _FEWEST_WORDS = 3, 2
_ZEROS = re.compile(r"[OoОо]{1,4}")
_DIGIT = re.compile(r"\d")
_REST_OF_CLAUSE = re.compile(r"[^\n.;!?\d]*")


@dataclass(frozen=True)
class Reading:
    """A text as the rules read it, and the words that a vocabulary approves; ``without`` a rule, for tests."""

    original: str
    vocabulary: Vocabulary
    without: str = ""

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

    def form(self, name: Form) -> str:
        """Return one form of the text."""
        return str(getattr(self, name))

    def digits_in(self, line: Span) -> int:
        """Return how many digits a line has."""
        return len(_DIGIT.findall(self.figures, *line)) if _DIGIT.search(self.text, *line) else 0

    @cached_property
    def words(self) -> list[str]:
        """The words of the plain text."""
        return WORD.findall(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start() for word in WORD.finditer(self.text)]

    @cached_property
    def _made(self) -> dict[int, Word]:
        return {}

    def _word(self, number: int) -> Word:
        if number not in self._made:
            text = self.words[number]
            place = number, self._starts[number], self.text, self.words, self.vocabulary
            self._made[number] = Word(text, text[0].isupper(), *place)
        return self._made[number]

    def word_before(self, place: int) -> Word | None:
        """Return the last word that begins before a place."""
        number = bisect_left(self._starts, place)
        return self._word(number - 1) if number else None

    def word_after(self, place: int) -> Word | None:
        """Return the first word that begins at a place or after it."""
        number = bisect_left(self._starts, place)
        return self._word(number) if number < len(self._starts) else None

    def candidates(self, line: Span) -> Iterator[Word]:
        """Yield the words of a line that may be names."""
        for number in self._numbers_in(*line):
            if may_be_name(self.words[number], self.vocabulary):
                yield self._word(number)

    def words_in(self, start: int, end: int) -> list[Word]:
        """Return the words that begin in a stretch."""
        return list(map(self._word, self._numbers_in(start, end)))

    def _numbers_in(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def word_at(self, place: int) -> Word | None:
        """Return the word that holds a place."""
        number = bisect_right(self._starts, place)
        return self._word(number - 1) if number else None

    def line_of(self, place: int) -> Span:
        """Return where the line lies that holds a place."""
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, end if end >= 0 else len(self.text)

    def in_heading(self, word: Word) -> bool:
        """Tell whether a word stands in a heading with a capital at each word that counts, of which lists know half."""
        line = self.line_of(word.start)
        if line not in self._headings:
            inside = [one for one in self.words_in(*line) if len(one.text) > _MINOR_WORD]
            is_capital = len(inside) >= _FEWEST_WORDS and all(one.capital for one in inside)
            self._headings[line] = is_capital and sum(one.ordinary or one.approved for one in inside) * 2 >= len(inside)
        return self._headings[line]

    @cached_property
    def _headings(self) -> dict[Span, bool]:
        return {}

    def with_neighbours(self, line: Span) -> Span:
        """Return where a line lies with those before and after it."""
        return self.line_of(max(0, line[0] - 1))[0], self.line_of(min(len(self.text), line[1] + 1))[1]


def _as_digits(found: re.Match[str]) -> str:
    """Return digits, but for those in a word; zeros that are all letters count beside a number, for ООО is a firm."""
    signs, text, start, end = found[0], found.string, found.start(), found.end()
    if signs.isdecimal() or text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
        return signs
    if _DIGIT.search(signs) or (_ZEROS.fullmatch(signs) and _NEAR.search(text[max(0, start - _NEAR_REACH) : start])):
        return signs.translate(_AS_DIGITS)
    return signs


def is_in_clause_before(pattern: re.Pattern[str], text: str, place: int, reach: int) -> bool:
    """Tell whether a pattern finds something near before a place, in the same clause."""
    found = pattern.finditer(text, max(0, place - reach), place)
    return any(_REST_OF_CLAUSE.fullmatch(text, one.end(), place) for one in found)
