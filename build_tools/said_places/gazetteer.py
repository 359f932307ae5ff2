"""The names of all places of a vocabulary as phrases that can be looked for.

In: a vocabulary. Out: for each beginning of a word the phrases that may begin there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_tools.models import NOT_STATED, Vocabulary
from build_tools.said_places.forms import SHORTEST_NAME, bases, key, keys_of

GENERIC = re.compile(r"облыс.*|област.*|обл|regions?|oblasts?|provinces?", re.IGNORECASE)
"""The word *region* and its forms, in each language."""

_PART = re.compile(r"[^\W\d_]+|\d+")
_ASIDE = re.compile(r"\(([^()]*)\)")

_ADJECTIVE = re.compile(r"^(\w+?)н?о-(\w+)ская \w+$")
"""How Russian makes the names of *West Kazakhstan* and its like."""

NAMES_THAT_ARE_WORDS = {
    "kk": re.compile(
        "орал|шар|жем|шу|чу|темир|есик|алга|арал|абай|саран|актау|караганды|караганда|атырау|тараз|казалы|шалкар|аркалык|"
        "косшы|тайынша|есил"
    ),
    "ru": re.compile("орал|семей|шар|шу|чу|жем|рудный|степняк"),
    "en": re.compile("oral|alga|shar|saran"),
}
"""Names that are ordinary words too: in small letters they name nothing."""

_AT_A_START = {
    "kk": re.compile("шар|жем|шу|темир|есик|алга|арал|абай|саран|актау|караганда|тараз|казалы"),
    "ru": re.compile("орал|шар|шу|чу"),
    "en": re.compile("oral"),
}
"""Of these the words that may begin a sentence: there their capital letter says nothing."""

_NO_WORD = re.compile("(?!)")
_OF_A_THING = re.compile("есик|темир|жем|шар")
"""Words for what things are in, on and from, such as a door: their endings of a place say nothing either."""


@dataclass(frozen=True)
class PlaceName:
    """One name: the keys of its words, and what it names. A ``wary`` one is a word, or part of a name."""

    words: tuple[frozenset[str] | None, ...]
    """None stands for the word *region*."""

    codes: frozenset[str]
    wary: bool = False
    at_start: bool = True
    """Whether a capital letter at the beginning of a sentence is enough."""

    thing: bool = False


class Gazetteer(dict[str, tuple[PlaceName, ...]]):
    """By each word of texts the names that may begin with it; those that begin with *region* have no key there."""

    def __init__(self, phrases: Iterable[PlaceName], language: str):
        super().__init__()
        self.language, self.by_key = language, defaultdict[str, list[PlaceName]](list)
        for phrase in phrases:
            for one in phrase.words[0] or ("",):
                self.by_key[one].append(phrase)

    def __missing__(self, word: str) -> tuple[PlaceName, ...]:
        keys_of_word = (*bases(word, self.language), *([""] if GENERIC.fullmatch(word) else ()))
        self[word] = tuple(phrase for one in keys_of_word for phrase in self.by_key.get(one, ()))
        return self[word]


class _Same:
    """Knows a vocabulary by its identity, for it has no hash."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.vocabulary is other.vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)


def gazetteer(vocabulary: Vocabulary, language: str) -> Gazetteer:
    """Return all names of places as a text of a language may have them."""
    return _made(_Same(vocabulary), language)


@lru_cache(maxsize=16)
def _made(same: _Same, language: str) -> Gazetteer:
    vocabulary = same.vocabulary
    named = defaultdict[str, set[str]](set)
    for name, code in (*_settlements(vocabulary), *_regions(vocabulary), *_parts(vocabulary, language)):
        named[name].add(code)
    found = [one for name, codes in named.items() for one in _phrases(name, codes, language)]
    known = {one for phrase in found if len(phrase.words) == 1 for one in phrase.words[0] or ()}
    cores = defaultdict[str, set[str]](set)
    for name, code in _regions(vocabulary):
        cores[" ".join(word for word in _PART.findall(name) if not GENERIC.fullmatch(word))].add(code)
    found += [_core(name, codes) for name, codes in cores.items() if name not in named and _new(name, known)]
    found += [_initials(name, code) for name, code in _regions(vocabulary) if len(_PART.findall(name)) > 2]
    return Gazetteer(found, language)


def _new(core: str, known: set[str]) -> bool:
    """Whether the name of a region without that word is a name, and not also that of a city or an adjective of it."""
    forms = keys_of(core) | bases(core, "ru").keys() | bases(core, "kk").keys()
    return " " in core or (len(core) > SHORTEST_NAME and forms.isdisjoint(known))


def _settlements(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for code, city in vocabulary.settlements.items():
        for name in (*city.name.values(), *city.aliases, *city.former):
            yield from ((one, code) for one in _written(name))


def _regions(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for code, region in vocabulary.regions.items():
        for name in region.name.values():
            plain = _ASIDE.sub("", name).strip()
            yield plain, code
            if _ADJECTIVE.search(plain):
                yield _ADJECTIVE.sub(r"\1ный \2", plain), code


def _parts(vocabulary: Vocabulary, language: str) -> Iterator[tuple[str, str]]:
    for code, part in vocabulary.parts.items():
        if code != NOT_STATED and language in part.label:
            yield part.label[language], code


def _written(name: str) -> Iterator[str]:
    """Yield a name and, where another stands beside it in brackets, each by itself."""
    yield _ASIDE.sub("", name).strip()
    yield from (aside for aside in _ASIDE.findall(name) if aside[:1].isupper())


def _phrases(name: str, codes: Iterable[str], language: str) -> Iterator[PlaceName]:
    words = _PART.findall(name)
    parts = tuple(None if GENERIC.fullmatch(word) else keys_of(word) for word in words)
    if not any(parts):
        return
    alone = key(words[0]) if len(words) == 1 else ""
    wary, at_start = (
        bool(words.get(language, _NO_WORD).fullmatch(alone)) for words in (NAMES_THAT_ARE_WORDS, _AT_A_START)
    )
    yield PlaceName(parts, frozenset(codes), wary, not at_start, bool(_OF_A_THING.fullmatch(alone)))
    if None in parts:
        others = tuple(part for part in parts if part)
        yield PlaceName((None, *others), frozenset(codes))
        yield PlaceName((None, keys_of("of"), *others), frozenset(codes))
        yield PlaceName((*others, None), frozenset(codes))


def _core(name: str, codes: Iterable[str]) -> PlaceName:
    """Return the name of a region without that word; alone it may be an ordinary word."""
    parts = tuple(keys_of(word) for word in _PART.findall(name))
    return PlaceName(parts, frozenset(codes), wary=len(parts) == 1)


def _initials(name: str, code: str) -> PlaceName:
    """Return the first letters of the name of a region, as people write them."""
    letters = "".join(word[0] for word in _PART.findall(name))
    return PlaceName((frozenset((key(letters),)),), frozenset((code,)), wary=True)
