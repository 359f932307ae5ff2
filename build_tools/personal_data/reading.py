"""A text made ready for the rules: plain, and once more with digits for the letters that stand for digits."""

import re
from dataclasses import dataclass
from functools import cached_property

from build_tools.personal_data.normalise import Plain, plain

AS_DIGITS = str.maketrans("OoОоΟοDQlIІіЗзБб|", "0000000011113366" + "1")
DIGIT_LIKE = "0-9OoОоΟοDQlIІіЗзБб|"
FIGURES = re.compile(rf"[{DIGIT_LIKE}]+")
"""Digits among which letters may stand that look like some."""

NEAR = re.compile(r"\d[ ().-]{0,3}$")
ZEROS = re.compile(r"[OoОо]{1,4}")


@dataclass(frozen=True)
class Reading:
    """A text as the rules read it. ``figures`` is as long as ``text``, sign for sign."""

    plain: Plain

    @property
    def text(self) -> str:
        """The plain text."""
        return self.plain.text

    @cached_property
    def figures(self) -> str:
        """The plain text, in which letters within a number are the digits that they look like."""
        return FIGURES.sub(_as_digits, self.text) if HAS_DIGIT.search(self.text) else self.text


HAS_DIGIT = re.compile(r"\d")


def _as_digits(found: re.Match[str]) -> str:
    """Return digits, but for those in a word; zeros that are all letters count beside a number, for ООО is a firm."""
    signs, text, start, end = found[0], found.string, found.start(), found.end()
    if signs.isdecimal() or text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
        return signs
    if HAS_DIGIT.search(signs) or (ZEROS.fullmatch(signs) and NEAR.search(text[max(0, start - 4) : start])):
        return signs.translate(AS_DIGITS)
    return signs


def read(text: str) -> Reading:
    """Return a text made ready."""
    return Reading(plain(text))
