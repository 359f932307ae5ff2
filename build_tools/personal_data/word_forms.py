"""How words are compared whatever form, alphabet and spelling they are in: without the endings of Kazakh, Russian and
English words, with Russian letters for Kazakh ones, or in Latin letters.

In: a word. Out: small letters, beginnings of the word. Never tells words apart that only spelling does.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from unicodedata import combining, normalize

from build_tools.personal_data.table import words

_LONGEST_WORD = 48
"""A longer word is no name."""

KAZAKH_LETTER = re.compile("[әғқңөүұһі]")
RUSSIAN_LETTERS = str.maketrans("әғқңөүұһіё", "агкноуухие")
"""Kazakh letters as those write who have only Russian ones."""

_LATIN_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфхыіцэ", "abvgdeeziiklmnoprstufhiice", strict=True)),
        **dict(zip("жєїґўђџјҗөүұәғқңһığəøwqßy", "jeigudjjjouuagknhigaovksi", strict=True)),
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ş": "sh",
        "ç": "ch",
        "ю": "iu",
        "я": "ia",
        **dict.fromkeys("ъь'-", ""),
    }
)
_PAIRS = re.compile(r"shch|tsch|sch|dzh|dj|zh|kh|gh|ph|ts|x|ie(?:(?<=^ie)|(?<=[aeiou]ie))", re.MULTILINE)
_ONE_FOR_PAIR = {"shch": "sh", "tsch": "ch", "sch": "sh", "dzh": "j", "dj": "j", "zh": "j", "kh": "h", "gh": "g"}
_ONE_FOR_PAIR |= {"ph": "f", "ts": "c", "x": "ks", "ie": "e"}
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Return the Latin letters by which a word is compared."""
    return _compared(word[:_LONGEST_WORD])


def skeletons(words: Iterable[str]) -> frozenset[str]:
    """Return the same of the words of a list, each of which is a line: all at once, for lists are long."""
    return frozenset(_compared("\n".join(words)).split("\n"))


def _compared(text: str) -> str:
    plain = text.lower().replace("ье", "ие").translate(_LATIN_LETTERS)
    if not plain.isascii():
        plain = "".join(sign for sign in normalize("NFD", plain) if not combining(sign))
    return _DOUBLE.sub(r"\1", _PAIRS.sub(lambda pair: _ONE_FOR_PAIR[pair[0]], plain))


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """Return a word in small letters, with Russian ones for those that only Kazakh has."""
    return word[:_LONGEST_WORD].lower().translate(RUSSIAN_LETTERS)


def every_ending(*parts: Iterable[str]) -> frozenset[str]:
    """Return every ending that parts make one after the other; they are folded before they become many."""
    return frozenset(map("".join, product(*({folded(one) for one in part} for part in parts))))


def _endings(name: str) -> tuple[str, ...]:
    """Return the endings of a list of the table, in which - stands for none."""
    return tuple(one.strip("-") for one in words(f"endings_{name}"))


PLURAL, CASES, RUSSIAN = _endings("plural"), _endings("cases"), _endings("russian")
_PLACES = (case for case in CASES if case.endswith(("да", "де", "та", "те")))
_OF_PLACES = tuple(map("".join, product(_PLACES, _endings("after_cases"))))
KAZAKH = (
    every_ending(PLURAL, _endings("owned"), (*CASES, *_OF_PLACES))
    | every_ending(_endings("of_who_lives_there"), PLURAL, CASES)
    | every_ending(_endings("more_kazakh"))
)
PROPER = KAZAKH | every_ending(RUSSIAN) | {"s", "es", "'s", ""}
"""After a name of a place or a person."""

OF_COMMON_WORDS = PROPER | {"ed", "ing", "er", "ly"}
"""After an ordinary word. The Russian genitive of many is left out, for so surnames end."""

OF_CUT = every_ending(RUSSIAN)
"""After a word that has lost its last vowel."""

OF_NAMES = skeletons(PROPER) | {"ar", "er", "an", "en", "am", "s"}
"""Skeletons of the endings of a person's name; those that lose a letter to a doubled one too."""

OF_FEMALE = frozenset(_endings("of_female_names"))
"""Skeletons of what stands in the place of the last vowel of a name."""

_LONGEST_ENDING = max(map(len, OF_COMMON_WORDS))


def stems(word: str, endings: frozenset[str], least: int = 3) -> list[str]:
    """Return what a word can be an ending of, from the longest."""
    lengths = range(len(word), max(least, len(word) - _LONGEST_ENDING) - 1, -1)
    return [word[:length] for length in lengths if word[length:] in endings]
