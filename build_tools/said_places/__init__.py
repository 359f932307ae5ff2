"""Which places of the vocabulary a text names, in whichever form: the longest name that fits wins.

In: a text in its plain form, its language and the vocabulary. Out: codes, with where they are named. A name that
several places bear gives the codes of all of them: Almaty is a city and a region.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from build_tools.models import NOT_STATED, Vocabulary
from build_tools.personal_data.normalise import begins_sentence
from build_tools.said_places.forms import BEFORE, SHORTEST_NAME, bases, is_suffix, is_there, key, keys_of

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_BETWEEN_WORDS = re.compile(r"[\s\-«»\"“”]{0,3}")
"""What may stand between the words of a name."""

_TOWN_BEFORE = re.compile(
    r"(?<!\w)(?:город\w{0,3}|г\.|гор\.|посёлк\w{0,3}|поселк\w{0,3}|қаласы\w{0,4}|city of|town of)\s?[«\"“]?$",
    re.IGNORECASE,
)
_TOWN_AFTER = re.compile(r"[»\"”]?\s(?:қала|қ\.|ауыл|аудан|city\b|town\b|district\b|район)", re.IGNORECASE)
_GENERIC = re.compile(r"облыс.*|област.*|обл|regions?|oblasts?|provinces?", re.IGNORECASE)
"""The word *region* and its forms, in each language."""

_PART = re.compile(r"[^\W\d_]+|\d+")
_ASIDE = re.compile(r"\(([^()]*)\)")
_ADJECTIVE = re.compile(r"^(\w+?)н?о-(\w+)ская \w+$")
"""How Russian makes the names of *West Kazakhstan* and its like."""

NAMES_THAT_ARE_WORDS = {
    "kk": (
        "орал шар жем шу чу темир есик алга арал абай саран актау караганды караганда атырау тараз казалы шалкар "
        "аркалык косшы тайынша есил",
        "шар жем шу темир есик алга арал абай саран актау караганда тараз казалы",
        "есик темир жем шар",
    ),
    "ru": ("орал семей шар шу чу жем рудный степняк", "орал шар шу чу", "шар"),
    "en": ("oral alga shar saran", "oral", ""),
}
"""Names that are ordinary words too: in small letters they name nothing. Of these the words that may begin a sentence:
there their capital letter says nothing. Of these the words for what things are in, on and from, such as a door: their
endings of a place say nothing either."""

_A_WORD, _A_FIRST_WORD, _A_THING = 1, 2, 3


class PlaceName(NamedTuple):
    """One name: the keys of its words, where None stands for the word *region*, what it names, and how far it is an
    ordinary word: not at all, or up to the list of ``NAMES_THAT_ARE_WORDS`` that has it."""

    words: tuple[frozenset[str] | None, ...]
    codes: frozenset[str]
    ordinary: int = 0


class Token(NamedTuple):
    """A word of a text, where it stands, and of which keys it can be a form."""

    text: str
    start: int
    end: int
    bases: Mapping[str, str]


class Mention(NamedTuple):
    """A stretch of a text, and the codes of the places that it may mean."""

    start: int
    end: int
    codes: frozenset[str]


class PlaceNames:
    """The names of all places of a vocabulary, looked for in texts of one language."""

    def __init__(self, vocabulary: Vocabulary, language: str):
        self.language = language
        self.by_key = defaultdict[str, list[PlaceName]](list)
        for name in _names(vocabulary, language):
            for one in name.words[0] or ("",):
                self.by_key[one].append(name)
        self.beginning = cache(self._beginning)

    def _beginning(self, word: str) -> tuple[PlaceName, ...]:
        """Return the names that may begin with a word of a text; the word *region* has no key."""
        keys = (*bases(word, self.language), *([""] if _GENERIC.fullmatch(word) else ()))
        return tuple(name for one in keys for name in self.by_key.get(one, ()))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield each place that a text names: its codes, and where it stands."""
        if not any(map(self.beginning, _WORD.findall(text))):
            return  # as most texts, which name no place
        tokens = [Token(one[0], *one.span(), bases(one[0], self.language)) for one in _WORD.finditer(text)]
        done = 0
        for number, token in enumerate(tokens):
            names = self.beginning(token.text) if number >= done else ()
            if fitting := [one for one in names if _fits(one, number, tokens, text)]:
                length = max(len(one.words) for one in fitting)
                done = number + length
                codes = frozenset[str]().union(*(one.codes for one in fitting if len(one.words) == length))
                yield Mention(token.start, tokens[done - 1].end, codes)


def _fits(name: PlaceName, number: int, tokens: Sequence[Token], text: str) -> bool:
    """Whether all words of a name stand here, one after the other, and mean a place."""
    there = tokens[number : number + len(name.words)]
    if len(there) < len(name.words) or not all(map(_is_form, name.words, there)):
        return False
    between = (text[one.end : other.start] for one, other in pairwise(there))
    return all(map(_BETWEEN_WORDS.fullmatch, between)) and (not name.ordinary or _is_meant(name, there[0], text))


def _is_form(word: frozenset[str] | None, token: Token) -> bool:
    if word is None:
        return bool(_GENERIC.fullmatch(token.text))
    return not word.isdisjoint(token.bases)


def _is_meant(name: PlaceName, token: Token, text: str) -> bool:
    """Whether a word that has another meaning too names a place here."""
    rests = [(base, rest) for base, rest in token.bases.items() if base in (name.words[0] or ())]
    if all(base.endswith(BEFORE) for base, _ in rests):
        return any(is_suffix(rest) for _, rest in rests)
    if _TOWN_BEFORE.search(text, max(0, token.start - 12), token.start) or _TOWN_AFTER.match(text, token.end):
        return True
    if not token.text[0].isupper():
        return False
    if name.ordinary < _A_FIRST_WORD or not begins_sentence(text, token.start):
        return True
    return name.ordinary < _A_THING and any(is_there(rest) for _, rest in rests)


def _names(vocabulary: Vocabulary, language: str) -> Iterator[PlaceName]:
    """Yield all names of places as a text of a language may have them."""
    named, cores = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for name, code in (*_settlements(vocabulary), *_regions(vocabulary), *_parts(vocabulary, language)):
        named[name].add(code)
    for name, code in _regions(vocabulary):
        words = _PART.findall(name)
        cores[" ".join(word for word in words if not _GENERIC.fullmatch(word))].add(code)
        if len(words) > 2:
            initials = key("".join(word[0] for word in words))
            yield PlaceName((frozenset((initials,)),), frozenset((code,)), _A_WORD)
    whole = [one for name, codes in named.items() for one in _with_region(name, codes, language)]
    known = {one for name in whole if len(name.words) == 1 for one in name.words[0] or ()}
    yield from whole
    for core, codes in cores.items():
        if core not in named and _is_new(core, known):
            parts = tuple(keys_of(word) for word in _PART.findall(core))
            yield PlaceName(parts, frozenset(codes), _A_WORD if len(parts) == 1 else 0)


def _is_new(core: str, known: set[str]) -> bool:
    """Whether the name of a region without that word is a name, and not also that of a city or an adjective of it."""
    forms = keys_of(core) | bases(core, "ru").keys() | bases(core, "kk").keys()
    return " " in core or (len(core) > SHORTEST_NAME and forms.isdisjoint(known))


def _settlements(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield each name of a city or town and, where another stands beside it in brackets, each by itself."""
    for code, city in vocabulary.settlements.items():
        for name in (*city.name.values(), *city.aliases, *city.former):
            yield _ASIDE.sub("", name).strip(), code
            yield from ((aside, code) for aside in _ASIDE.findall(name) if aside[:1].isupper())


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


def _with_region(name: str, codes: Iterable[str], language: str) -> Iterator[PlaceName]:
    """Yield a name, and one with the word *region* as people put it before or after the others."""
    words, places = _PART.findall(name), frozenset(codes)
    parts = tuple(None if _GENERIC.fullmatch(word) else keys_of(word) for word in words)
    others = tuple(part for part in parts if part)
    if others:
        lists = NAMES_THAT_ARE_WORDS.get(language, ()) if len(words) == 1 else ()
        yield PlaceName(parts, places, sum(key(words[0]) in one.split() for one in lists))
    if others and None in parts:
        for form in ((None, *others), (None, keys_of("of"), *others), (*others, None)):
            yield PlaceName(form, places)
