"""Words compared whatever alphabet and spelling they are in: with Kazakh letters, with Russian ones, in Latin ones.

In: a word. Out: small Latin letters. Never tells words apart that only spelling does.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import eq
from unicodedata import combining, normalize

LONGEST = 48
"""A longer word is no name."""

KAZAKH_LETTER = re.compile("[әғқңөүұһі]")
RUSSIAN = str.maketrans("әғқңөүұһіё", "агкноуухие")
"""Kazakh letters as those write who have only Russian ones."""

NOT_RUSSIAN = re.compile("[әғқңөүұһіё]")

LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыіц", "abvgdeziiklmnoprstufhiic", strict=True)),
        "ё": "e",
        "ж": "j",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ъ": "",
        "ь": "",
        "э": "e",
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
PAIRS = re.compile(r"shch|tsch|sch|dzh|dj|zh|kh|gh|ph|ts|x|ie(?:(?<=^ie)|(?<=[aeiou]ie))", re.MULTILINE)
FOR_PAIRS = {
    "shch": "sh",
    "tsch": "ch",
    "sch": "sh",
    "dzh": "j",
    "dj": "j",
    "zh": "j",
    "kh": "h",
    "gh": "g",
    "ph": "f",
    "ck": "k",
    "ts": "c",
    "ng": "n",
    "x": "ks",
    "ie": "e",
}
DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Return how a word is compared."""
    return _compared(word[:LONGEST])


def skeletons(words: Iterable[str]) -> frozenset[str]:
    """Return how the words of a list are compared, each of which is a line: all at once, for lists are long."""
    return frozenset(_compared("\n".join(words)).split("\n"))


def _compared(text: str) -> str:
    plain = text.lower().replace("ье", "ие").translate(LETTERS)
    if not plain.isascii():
        plain = "".join(sign for sign in normalize("NFD", plain) if not combining(sign))
    plain = PAIRS.sub(lambda pair: FOR_PAIRS[pair[0]], plain)
    return DOUBLE.sub(r"\1", plain) if True in map(eq, plain, plain[1:]) else plain


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """Return a word in small letters, with Russian ones for those that only Kazakh has."""
    plain = word[:LONGEST].lower()
    return plain.translate(RUSSIAN) if NOT_RUSSIAN.search(plain) else plain
