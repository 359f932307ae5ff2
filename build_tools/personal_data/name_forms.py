"""What words look like names by themselves: in the list, as a patronymic, by how surnames end, by what Kazakh names are
made of; and the lists of titles and of names that places bear.

In: one word. Out: how sure it is that it names a person. In every case form, alphabet and spelling.
"""

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from build_tools.personal_data.table import lines, pattern
from build_tools.personal_data.word_forms import (
    KAZAKH_LETTER,
    OF_FEMALE,
    OF_NAMES,
    PROPER,
    folded,
    skeleton,
    skeletons,
    stems,
)

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
    if "ng" not in bones and names.beginnings.isdisjoint(bones[:length] for length in range(2, _BEGINNING + 1)):
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
    return not _words_listed("titles").isdisjoint(stems(folded(word), PROPER, 2))


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
