"""Of which names a word can be a form: in all Kazakh and Russian cases, as an adjective, as what its people are called.

In: a word in small letters. Out: the beginnings that are compared with names, never a name itself.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.personal_data.word_forms import (
    CASES,
    KAZAKH,
    OF_NAMES,
    PLURAL,
    RUSSIAN,
    every_ending,
    folded,
    skeleton,
    skeletons,
    stems,
)

_OF_A_PLACE = every_ending(("дағы", "дегі", "тағы", "тегі"), PLURAL, CASES)
_ENDINGS = {"kk": KAZAKH | _OF_A_PLACE | {""}, "ru": every_ending(RUSSIAN) | {""}}
_EVERY = frozenset().union(*_ENDINGS.values())
_ENGLISH = skeletons(("s", "an", "ans", "ian", "ians", "er", "ers", "ite", "ites")) | {""}
_LATIN = OF_NAMES | _ENGLISH
_THERE = re.compile(r".*?(?:[дт][ае]|[дтн][ае]н|[дт][ае]г[ыи].*|[лдт][ыи]к.*)")
"""Folded endings of being in a place, coming from it, living there."""

_ADJECTIVE = re.compile(
    r"(?:и|ин|ий|ов|ев|ен|ан|ь|й)?ск(?:ий|ого|ому|им|ом|ая|ой|ою|ую|ое|ие|их|ими|и)|"
    r"(?:ин|ов|ен|и|с|ь)?чан(?:е|ам|ами|ах|ин[а-я]{0,2}|к[а-я]{1,3})?"
)
_PEOPLE = re.compile(r"(?:ин|ов|ен|с|ь)?(?:ец|ц(?:а|у|ем|ом|е|ы|ев|ов|ам|ами|ах)|к(?:а|и|е|у|ой|ою|ам|ами|ах))")
"""What stands after a name in Russian: of a place, and of those who live there."""

_NOT_OF_A_PLACE = re.compile("(?:октябрь|красноармей)ск(?:ий|ого|ому|им|ая|ой|ую|ое|ие|их|ими)|акт(?:а|у|ом|е|ы)")
"""Words that look so too, but everybody takes them for a month, an army, an act."""

_VOWELS = "аеиоуыэюяйь"
_OF_ADJECTIVES = ("ая", "яя", "ый", "ий", "ой", "ое", "ее")
_SOFTENED = {"г": "к", "б": "п"}
SHORTEST_NAME = 2
_CYRILLIC = re.compile("[а-яё]")
_OF_SOMEBODY = re.compile("'s?$")


def key(word: str) -> str:
    """Return how a word of a name is compared: in its alphabet, in small letters."""
    return folded(word) if _CYRILLIC.search(word.lower()) else skeleton(_OF_SOMEBODY.sub("", word))


def keys_of(word: str) -> frozenset[str]:
    """Return the beginnings by which forms of a word of a name are known: whole, without its last vowel or ending."""
    whole = key(word)
    if not _CYRILLIC.search(whole):
        return frozenset((whole,))
    found = {whole, *(base + BEFORE for base in _before_suffix(whole))}
    found |= {whole[:-1] + _CUT} if whole[-1] in _VOWELS and len(whole) > SHORTEST_NAME else set()
    found |= {whole[:-2] + _CUT} if whole.endswith(_OF_ADJECTIVES) and len(whole) > SHORTEST_NAME + 2 else set()
    return frozenset(found)


_CUT, BEFORE = "-", "="
"""Marks what is left of a word without its end, and what stands before a suffix."""


def _before_suffix(whole: str) -> Iterator[str]:
    yield whole
    shorter = re.sub("(?:ск|ка|ый)$", "", whole)
    for base in {whole, shorter}:
        if len(base) > SHORTEST_NAME and base[-1] in _VOWELS:
            yield base[:-1]
    if len(shorter) > SHORTEST_NAME:
        yield shorter


@lru_cache(maxsize=32768)
def bases(word: str, language: str) -> dict[str, str]:
    """Return of which keys a word can be a form, each with what stands after it."""
    whole = key(word)
    if len(whole) < SHORTEST_NAME:
        return {whole: ""}
    if _NOT_OF_A_PLACE.fullmatch(whole):
        return {}
    if not _CYRILLIC.search(whole):
        endings = _ENGLISH if language not in _ENDINGS else _LATIN
        return {stem: whole[len(stem) :] for stem in stems(whole, endings, SHORTEST_NAME)}
    found = {stem: whole[len(stem) :] for stem in stems(whole, _ENDINGS.get(language, _EVERY), SHORTEST_NAME)}
    found |= {stem[:-1] + _SOFTENED[stem[-1]]: rest for stem, rest in found.items() if rest and stem[-1] in _SOFTENED}
    if language != "kk":
        found |= {stem + _CUT: whole[len(stem) :] for stem in stems(whole, _ENDINGS["ru"], SHORTEST_NAME)}
        found |= {base + BEFORE: rest for base, rest in _suffixed(whole)}
    return found


def _suffixed(whole: str) -> Iterator[tuple[str, str]]:
    for end in range(SHORTEST_NAME, len(whole) - 1):
        if _ADJECTIVE.fullmatch(whole, end) or _PEOPLE.fullmatch(whole, end):
            yield whole[:end], whole[end:]


def is_suffix(rest: str) -> bool:
    """Tell whether what stands after a name makes another word of it, which nothing but a place explains."""
    return bool(_ADJECTIVE.fullmatch(rest))


def is_there(rest: str) -> bool:
    """Tell whether an ending speaks of being in a place, coming from it or living there."""
    return bool(_THERE.fullmatch(rest))
