"""The endings of Kazakh, Russian and English words, so that a word is known in every form of it.

Out: sets of endings as they are written with Russian letters, and of their skeletons.
"""

from collections.abc import Iterable
from itertools import product

from build_tools.personal_data.skeleton import folded, skeletons
from build_tools.personal_data.table import words


def endings(name: str) -> tuple[str, ...]:
    """Return the endings of a list of the table, in which - stands for none."""
    return tuple(one.strip("-") for one in words(name))


def every_ending(*parts: Iterable[str]) -> frozenset[str]:
    """Return every ending that parts make one after the other; they are folded before they become many."""
    return frozenset(map("".join, product(*({folded(one) for one in part} for part in parts))))


PLURAL, CASES, RUSSIAN = endings("endings_plural"), endings("endings_cases"), endings("endings_russian")
_LIVES = endings("endings_of_who_lives_there")
_OF_PLACES = tuple(
    f"{case}{after}"
    for case, after in product(CASES, endings("endings_after_cases"))
    if case.endswith(("да", "де", "та", "те"))
)
KAZAKH = (
    every_ending(PLURAL, endings("endings_owned"), (*CASES, *_OF_PLACES))
    | every_ending(_LIVES, PLURAL, CASES)
    | every_ending(endings("endings_more_kazakh"))
)
PROPER = KAZAKH | every_ending(RUSSIAN) | {"s", "es", "'s", ""}
"""After a name of a place or a person."""

OF_COMMON_WORDS = PROPER | {"ed", "ing", "er", "ly"}
"""After an ordinary word. The Russian genitive of many is left out, for so surnames end."""

LONGEST_ENDING = max(map(len, OF_COMMON_WORDS))
OF_CUT = every_ending(RUSSIAN)
"""After a word that has lost its last vowel."""

OF_NAMES = skeletons(PROPER) | {"ar", "er", "an", "en", "am", "s"}
"""Skeletons of the endings of a person's name; those that lose a letter to a doubled one too."""

OF_FEMALE = frozenset(endings("endings_of_female_names"))
"""Skeletons of what stands in the place of the last vowel of a name."""


def stems(word: str, endings: frozenset[str], least: int = 3) -> list[str]:
    """Return what a word can be an ending of, from the longest."""
    lengths = range(len(word), max(least, len(word) - LONGEST_ENDING) - 1, -1)
    return [word[:length] for length in lengths if word[length:] in endings]


_BEGINNING = 4


def beginnings_of(words: Iterable[str]) -> frozenset[str]:
    """Return how words begin: their first letters, or all of a shorter one."""
    return frozenset(word[:_BEGINNING] for word in words)


def begins_like(word: str, beginnings: frozenset[str]) -> bool:
    """Tell quickly of most words that they are no form of any word that begins so, which has two letters or more."""
    return word[:2] in beginnings or word[:3] in beginnings or word[:_BEGINNING] in beginnings
