"""How words are compared whatever form, alphabet and spelling they are in, and which look like names by themselves: in
the list, as a patronymic, by how surnames end, by what Kazakh names are made of; titles, and names that places bear.

In: a word. Out: small letters, beginnings of the word; how sure it is that it names a person. Never tells words apart
that only spelling does.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Literal, NamedTuple
from unicodedata import combining, normalize

from build_tools.personal_data.table import lines, pattern, words

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
_DOUBLE = re.compile(r"(.)(?=\1)")


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
    return _DOUBLE.sub("", _PAIRS.sub(lambda pair: _ONE_FOR_PAIR[pair[0]], plain))


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

OF_NAMES = skeletons((*PROPER, *_endings("pet_names"))) | {"ar", "er", "an", "en", "am", "s"}
"""Skeletons of the endings of a person's name; those that lose a letter to a doubled one too."""

OF_FEMALE = frozenset(_endings("of_female_names"))
"""Skeletons of what stands in the place of the last vowel of a name."""

_LONGEST_ENDING = max(map(len, OF_COMMON_WORDS))


def stems(word: str, endings: frozenset[str], least: int = 3) -> list[str]:
    """Return what a word can be an ending of, from the longest."""
    lengths = range(len(word), max(least, len(word) - _LONGEST_ENDING) - 1, -1)
    return [word[:length] for length in lengths if word[length:] in endings]


Likeness = Literal["given", "word", "patronymic", "surname", "part", ""]
"""A given name, one that is a word as well, a patronymic, an ending of surnames, parts of Kazakh names, or nothing."""

_SHORTEST_NAME, _LONG_NAME, _BORNE_NAME = 3, 6, 4
_BEGINNING = 4
"""Letters by which most words are known to be none of a list."""

_DAUGHTERS = ("овны", "евны", "овне", "евне", "овну", "евну", "овной", "евной")


class _Names(NamedTuple):
    """Skeletons of the given names of the list: of those in Cyrillic letters, of all, of those that are words too, and
    how names begin."""

    cyrillic: frozenset[str]
    every: frozenset[str]
    words: frozenset[str]
    beginnings: frozenset[str]


@cache
def _given_names() -> _Names:
    """Return the given names."""
    names = (*lines("given_names"), *lines("surnames"))
    plain = [name.rstrip("*") for name in names]
    words = skeletons(name[:-1] for name in names if name.endswith("*"))
    cyrillic, every = skeletons(name for name in plain if not name.isascii()), skeletons(plain)
    return _Names(cyrillic, every, words, frozenset(name[:_BEGINNING] for name in every))


@lru_cache(maxsize=32768)
def likeness(word: str) -> Likeness:
    """Return what a word looks like, whatever its first letter."""
    listed, plain = of_list(word), folded(word)
    if listed == "given" or not pattern("LIKELY").search(plain):
        return listed
    if _is_patronymic(word.lower(), plain):
        return "patronymic"
    forms = stems(plain, PROPER, _SHORTEST_NAME + 1)
    if is_adjective(word) or any(map(pattern("SURNAME").fullmatch, forms)):
        return "surname"
    if len(plain) >= _LONG_NAME and any(map(pattern("KAZAKH_PART").fullmatch, forms)):
        return "part"
    return listed


def _is_patronymic(small: str, plain: str) -> bool:
    """Tell whether a word ends like a patronymic; -улы with another Kazakh letter before it is an ordinary word."""
    if len(plain) < _LONG_NAME:
        return False
    if pattern("OF_A_DAUGHTER").fullmatch(plain) and plain.endswith(_DAUGHTERS):
        return True
    kazakh = KAZAKH_LETTER.search(small)
    forms = stems(small if kazakh else plain, PROPER, _LONG_NAME)
    return any(pattern("PATRONYMIC").fullmatch(form) and not (kazakh and form.endswith("улы")) for form in forms)


@lru_cache(maxsize=32768)
def of_list(word: str) -> Likeness:
    """Return whether a word is a given name of the list, in some form of it, or also a word."""
    names, bones = _given_names(), skeleton(word)
    if "ng" not in bones and names.beginnings.isdisjoint((bones[:2], bones[:3], bones[:_BEGINNING])):
        return ""
    if word.isascii():
        found = {*_latin_forms(bones), *_latin_forms(bones.replace("ng", "n"))} & names.every
    else:
        found = {stem for stem in stems(bones, OF_NAMES) if stem in names.cyrillic and _fits(stem, bones)}
        lost = (stem for stem in stems(bones, OF_FEMALE) if _ends_so(stem, bones))
        found |= {f"{stem}a" for stem in lost} & names.cyrillic
    return "given" if found - names.words else "word" if found else ""


def _latin_forms(bones: str) -> list[str]:
    """Return what a word in Latin letters can be a form of: itself, with an s, or with an ending of two letters."""
    long = [stem for stem in stems(bones, OF_NAMES, _LONG_NAME - 1) if len(bones) - len(stem) > 1]
    return [bones, bones.removesuffix("s"), *long]


def _fits(name: str, bones: str) -> bool:
    """Tell whether a name is long enough for the ending that it has here: short ones take one letter alone."""
    return len(name) > _SHORTEST_NAME or len(bones) - len(name) <= 1


def _ends_so(stem: str, bones: str) -> bool:
    """Tell whether a name that has lost its last vowel has another ending, or an i that stands for two."""
    return len(stem) > _SHORTEST_NAME and (bones != stem or stem.endswith("i"))


@lru_cache(maxsize=16384)
def is_nominative(word: str) -> bool:
    """Tell whether a word is a name of the list as it stands there."""
    return skeleton(word) in _given_names().every


def is_word_by_shape(word: str) -> bool:
    """Tell whether a word ends like an ordinary one, and not like a name."""
    forms = stems(folded(word), PROPER, _SHORTEST_NAME + 1)
    return bool(pattern("WORD_SHAPE").fullmatch(word.lower())) and not any(map(pattern("GIVEN_PART").fullmatch, forms))


def is_adjective(word: str) -> bool:
    """Tell whether a word may be the Russian adjective of a place."""
    return bool(pattern("ADJECTIVE").fullmatch(folded(word)))


@cache
def _words_listed(name: str) -> frozenset[str]:
    """Return the words of a list, as they are compared."""
    return frozenset(folded(word.rstrip("~")) for word in lines(name))


@lru_cache(maxsize=16384)
def is_title(word: str) -> bool:
    """Tell whether a word is a title or a role, in any form."""
    return folded(word) not in words("no_titles") and not _words_listed("titles").isdisjoint(
        stems(folded(word), PROPER, 2)
    )


@lru_cache(maxsize=16384)
def is_surname_too(word: str) -> bool:
    """Tell whether a word is a form of one of the ordinary words that are surnames right after a title."""
    return not _words_listed("word_surnames").isdisjoint(stems(folded(word), PROPER))


@cache
def _namesakes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that places bear, and those of towns, which are written without a word of theirs."""
    names = lines("namesakes")
    return skeletons(name.rstrip("*") for name in names), skeletons(name[:-1] for name in names if name.endswith("*"))


def is_namesake(word: str, *, alone: bool = False) -> bool:
    """Tell whether a word is a form of such a name."""
    return not _namesakes()[alone].isdisjoint(stems(skeleton(word), OF_NAMES, _BORNE_NAME))
