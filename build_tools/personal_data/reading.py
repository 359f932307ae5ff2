"""A text made ready for the rules: plain, once more with digits for letters that stand for digits, and in words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.normalise import Plain, plain, signs_of
from build_tools.personal_data.vocabulary import Vocabulary
from build_tools.personal_data.words import Word, headings_of, words_of

LIKE_DIGITS = {"0": "OoОоΟοDQ", "1": "lIІі|", "3": "Зз", "6": "Бб"}
AS_DIGITS = str.maketrans({letter: digit for digit, letters in LIKE_DIGITS.items() for letter in letters})
DIGIT_LIKE = "0-9" + "".join(LIKE_DIGITS.values())
FIGURES = re.compile(rf"[{DIGIT_LIKE}]{{0,20}}\d[{DIGIT_LIKE}]*|(?<=[\d ().-])[OoОо]{{1,4}}(?!\w)")
"""Digits among which letters may stand that look like some."""

LETTERS_LIKE = "".join(LIKE_DIGITS.values())
LETTER_AT_DIGIT = re.compile(rf"\d(?:[{LETTERS_LIKE}]|[ ().-]{{0,3}}[OoОо]|(?<=[{LETTERS_LIKE}]\d))")
"""What a text has in which a letter may stand for a digit."""

NEAR = re.compile(r"\d[OoОо]{0,4}(?:[ ().-]{1,3}[OoОо]{1,4}){0,3}[ ().-]{0,3}$")
NEAR_REACH = 24
ZEROS = re.compile(r"[OoОо]{1,4}")
HAS_DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"\d+")
BESIDE = 24
SHORTEST_NAME = 4
SPACED = str.maketrans('\n(«"“|[*', " " * 8)


@dataclass(frozen=True)
class Reading:
    """A text as the rules read it: ``plain``, ``low`` in small letters, and in ``figures`` with digits for the letters
    within numbers, all sign for sign. ``digits`` says how many there are, ``capitals`` are the words that have one."""

    plain: Plain
    text: str
    low: str
    figures: str
    digits: int
    vocabulary: Vocabulary
    words: tuple[Word, ...]
    capitals: tuple[Word, ...]

    def mentions(self, hints: tuple[str, ...], *, beside: bool = False) -> bool:
        """Tell whether any of some beginnings of words stands in the text, or beside a digit."""
        return any(map((self.beside if beside else self.spaced).__contains__, hints))

    @cached_property
    def numbered(self) -> tuple[tuple[int, int], ...]:
        """Where the lines lie that hold a digit: few of most texts."""
        return tuple(lines_with(HAS_DIGIT, self.text))

    @cached_property
    def small_names(self) -> tuple[int, ...]:
        """The numbers of the words in small letters that look like a name."""
        long = (
            number for number, word in enumerate(self.words) if not word.capital and len(word.text) >= SHORTEST_NAME
        )
        return tuple(number for number in long if likeness(self.words[number].text))

    @cached_property
    def spaced(self) -> str:
        """The text in small letters, with a space before each word that a sign or a line begins."""
        return " " + self.low.replace("\n", " ").replace("(", " ").replace("«", " ").replace('"', " ")

    @cached_property
    def beside(self) -> str:
        """What stands beside digits, in small letters."""
        places = (found.span() for found in DIGITS.finditer(self.spaced))
        return "\n".join(self.spaced[max(0, start - BESIDE) : end + BESIDE] for start, end in places)

    def in_numbered(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Yield what a pattern finds in such lines of the plain text, or of one that is the same sign for sign. The
        pattern wants a digit, and never goes over the end of a line."""
        return in_lines(self.numbered, pattern, text)

    @cached_property
    def headings(self) -> tuple[tuple[int, int], ...]:
        """Where the lines lie that are headings with capitals."""
        return tuple(headings_of(self.text, self.words))

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

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
    if HAS_DIGIT.search(signs) or (ZEROS.fullmatch(signs) and NEAR.search(text[max(0, start - NEAR_REACH) : start])):
        return signs.translate(AS_DIGITS)
    return signs


def lines_with(sign: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text lie, without their ends, in which a sign stands."""
    found = sign.search(text)
    while found:
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
        end = len(text) if end < 0 else end
        yield start, end
        found = sign.search(text, end)


def in_lines(lines: Iterable[tuple[int, int]], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds in some lines of a text; it never goes over the end of a line."""
    return (found for start, end in lines for found in pattern.finditer(text, start, end))


ONE_CLAUSE = re.compile(r"[^\n.;!?\d]*")


def is_said_before(pattern: re.Pattern[str], text: str, place: int, reach: int) -> bool:
    """Tell whether a pattern finds something near before a place, in the same clause."""
    found = pattern.finditer(text, max(0, place - reach), place)
    return any(ONE_CLAUSE.fullmatch(text, one.end(), place) for one in found)


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """Return a text made ready."""
    read = plain(text)
    text = read.text
    figures = FIGURES.sub(_as_digits, text) if LETTER_AT_DIGIT.search(text) else text
    digits = len(HAS_DIGIT.findall(figures)) if HAS_DIGIT.search(signs_of(text)) else 0
    words = words_of(text, vocabulary)
    capitals = tuple([word for word in words if word.capital])
    return Reading(read, text, in_small_letters(text), figures, digits, vocabulary, words, capitals)


def in_small_letters(text: str) -> str:
    """Return a text in small letters, sign for sign."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower()[:1] for sign in text)
