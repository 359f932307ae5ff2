"""Words compared whatever alphabet and spelling they are in: with Kazakh letters, with Russian ones, in Latin ones.

In: a word. Out: small letters. Never tells words apart that only spelling does.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

_LONGEST_WORD = 48
"""A longer word is no name."""

KAZAKH_LETTER = re.compile("[әғқңөүұһі]")
RUSSIAN = str.maketrans("әғқңөүұһіё", "агкноуухие")
"""Kazakh letters as those write who have only Russian ones."""

_LATIN_FOR = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфхыіцэ", "abvgdeeziiklmnoprstufhiice", strict=True)),
        "ж": "j",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ъ": "",
        "ь": "",
        "ю": "iu",
        "я": "ia",
        "є": "e",
        "ї": "i",
        "ґ": "g",
        "ў": "u",
        "ђ": "d",
        "џ": "j",
        "ј": "j",
        "җ": "j",
        "ө": "o",
        "ү": "u",
        "ұ": "u",
        "ә": "a",
        "ғ": "g",
        "қ": "k",
        "ң": "n",
        "һ": "h",
        "ı": "i",
        "ş": "sh",
        "ç": "ch",
        "ğ": "g",
        "ə": "a",
        "ø": "o",
        "w": "v",
        "q": "k",
        "'": "",
        "-": "",
        "ß": "s",
        "y": "i",
    }
)
_PAIRS = re.compile(r"shch|tsch|sch|dzh|dj|zh|kh|gh|ph|ts|x|ie(?:(?<=^ie)|(?<=[aeiou]ie))", re.MULTILINE)
_ONE_FOR_PAIR = {"shch": "sh", "tsch": "ch", "sch": "sh", "dzh": "j", "dj": "j", "zh": "j", "kh": "h", "gh": "g"}
_ONE_FOR_PAIR |= {"ph": "f", "ts": "c", "x": "ks", "ie": "e"}
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Return how a word is compared."""
    return _compared(word[:_LONGEST_WORD])


def skeletons(words: Iterable[str]) -> frozenset[str]:
    """Return how the words of a list are compared, each of which is a line: all at once, for lists are long."""
    return frozenset(_compared("\n".join(words)).split("\n"))


def _compared(text: str) -> str:
    plain = text.lower().replace("ье", "ие").translate(_LATIN_FOR)
    if not plain.isascii():
        plain = "".join(sign for sign in normalize("NFD", plain) if not combining(sign))
    return _DOUBLE.sub(r"\1", _PAIRS.sub(lambda pair: _ONE_FOR_PAIR[pair[0]], plain))


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """Return a word in small letters, with Russian ones for those that only Kazakh has."""
    return word[:_LONGEST_WORD].lower().translate(RUSSIAN)
