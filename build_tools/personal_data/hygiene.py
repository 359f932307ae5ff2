"""Spellings that hide what a text says, refused for themselves; most of them are rows of the table of patterns.

In: a text made ready. Out: findings in the original text.
"""

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.normalise import LETTER, MIXED, WORD
from build_tools.personal_data.reading import Reading

_ACCENT = re.compile(f"{LETTER}[\u0300-\u036f]{{1,8}}")
_ROMAN = re.compile("[IVXLCІХС]+")
"""Roman figures, which laws often write with letters of both."""


def accented(reading: Reading) -> Iterator[Finding]:
    """Yield letters with a sign above them that makes no letter of its own."""
    for found in _ACCENT.finditer(reading.original):
        if any(combining(sign) for sign in normalize("NFC", found[0])):
            yield Finding(*found.span(), "HYGIENE", "block")


def mixed(reading: Reading) -> Iterator[Finding]:
    """Yield words that hold letters of two alphabets."""
    for word in WORD.finditer(reading.original) if MIXED.search(reading.original) else ():
        if MIXED.search(word[0]) and not _ROMAN.fullmatch(word[0]):
            yield Finding(*word.span(), "HYGIENE", "block")
