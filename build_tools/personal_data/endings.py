"""The endings of Kazakh, Russian and English words, so that a word is known in every form of it.

Out: two sets, one of endings as they are written with Russian letters, one of their skeletons.
"""

from collections.abc import Iterable
from itertools import product

from build_tools.personal_data.lists import words
from build_tools.personal_data.skeleton import folded, skeletons


def endings(text: str) -> tuple[str, ...]:
    """Return the endings of a list, in which - stands for none."""
    return tuple(one.strip("-") for one in words(text))


PLURAL = endings("- лар лер дар дер тар тер")
OWNED = endings("- ы і сы сі ым ім м ың ің ң ымыз іміз ыңыз іңіз")
CASES = endings(
    "- ның нің дың дің тың тің ға ге қа ке на не а е ны ні ды ді ты ті н да де та те нда нде дан ден тан "
    "тен нан нен мен бен пен"
)
AFTER_CASES = endings("- ғы гі қы кі")
MORE_KAZAKH = endings("дағы дегі тағы тегі ндағы ндегі лық лік дық дік тық тік дай дей тай тей")
LIVES = endings("лық лік дық дік тық тік")
RUSSIAN = endings(
    "а у ом ем ём е ы и ей ам ям ами ями ах ях ой ою ую ая яя ое ее ого его ому ему ым им ых их ыми ими "
    "ый ий ю я ью о ь ию ия ии ий ием иям иями иях иею ие ье ья ьям ьями ею й"
)
ENGLISH = ("s", "es", "'s")


def together(*parts: Iterable[str]) -> frozenset[str]:
    """Return every ending that parts make one after the other; they are folded before they become many."""
    return frozenset(map("".join, product(*({folded(one) for one in part} for part in parts))))


OF_PLACES = tuple(
    f"{case}{after}" for case, after in product(CASES, AFTER_CASES) if case.endswith(("да", "де", "та", "те"))
)
KAZAKH = together(PLURAL, OWNED, (*CASES, *OF_PLACES)) | together(LIVES, PLURAL, CASES) | together(MORE_KAZAKH)
PROPER = KAZAKH | together(RUSSIAN) | frozenset(ENGLISH) | {""}
"""After a name of a place or a person."""

COMMON = PROPER | frozenset(("ed", "ing", "er", "ly"))
"""After an ordinary word. The Russian genitive of many is left out, for so surnames end."""

BEGINNING = 4
LONGEST = max(map(len, COMMON))
OF_CUT = together(RUSSIAN)
"""After a word that has lost its last vowel."""

OF_NAMES = skeletons(PROPER) | frozenset(("ar", "er", "an", "en", "am", "s"))
"""Skeletons of the endings of a person's name; those that lose a letter to a doubled one too."""


def stems(word: str, endings: frozenset[str], least: int = 3) -> list[str]:
    """Return what a word can be an ending of, from the longest."""
    lengths = range(len(word), max(least, len(word) - LONGEST) - 1, -1)
    return [word[:length] for length in lengths if word[length:] in endings]


def beginnings_of(words: Iterable[str]) -> frozenset[str]:
    """Return how words begin: their first letters, or all of a shorter one."""
    return frozenset(word[:BEGINNING] for word in words)


def begins_like(word: str, beginnings: frozenset[str]) -> bool:
    """Tell quickly of most words that they are no form of any word that begins so, which has two letters or more."""
    return not beginnings.isdisjoint((word[:2], word[:3], word[:BEGINNING]))


OF_FEMALE = frozenset(endings("- u e i oi oiu ei eiu am ami ah"))
"""Skeletons of what stands in the place of the last vowel of a name."""
