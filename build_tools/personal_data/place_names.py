"""Which places of the vocabulary a text names, in whichever form: the longest name that fits wins.

In: a text in its plain form, its language and the vocabulary. Out: codes, with where they are named. A name that
several places bear gives the codes of all of them: Almaty is a city and a region.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from build_tools.models import NOT_STATED, Vocabulary
from build_tools.personal_data import word_forms
from build_tools.personal_data.normalise import begins_sentence
from build_tools.personal_data.word_forms import folded, skeleton, skeletons, stems

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
_ADJECTIVE_NAME = re.compile(r"^(\w+?)н?о-(\w+)ская \w+$")
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

_OF_A_PLACE = word_forms.every_ending(("дағы", "дегі", "тағы", "тегі"), word_forms.PLURAL, word_forms.CASES)
_KAZAKH, _RUSSIAN = word_forms.KAZAKH | _OF_A_PLACE | {""}, word_forms.OF_CUT | {""}
_ENGLISH = skeletons(("s", "an", "ans", "ian", "ians", "er", "ers", "ite", "ites")) | {""}
_CYRILLIC_ENDINGS, _ANY = {"kk": _KAZAKH, "ru": _RUSSIAN}, _KAZAKH | _RUSSIAN
_LATIN_ENDINGS = dict.fromkeys(("kk", "ru"), word_forms.OF_NAMES | _ENGLISH)
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

_LOST = (re.compile("(?<=..)[аеиоуыэюяйь]$"), re.compile("(?<=...)(?:ая|яя|ый|ий|ой|ое|ее)$"))
"""What a name loses before an ending: its last vowel, or its ending of an adjective."""

_SOFTENED = {"г": "к", "б": "п"}
_SHORTEST_NAME = 2
_CYRILLIC = re.compile("[а-яё]")
_OF_SOMEBODY = re.compile("'s?$")
_CUT, _BEFORE = "-", "="
"""Marks what is left of a word without its end, and what stands before a suffix."""


class PlaceName(NamedTuple):
    """One name: the keys of its words, where None stands for the word *region*, what it names, and how far it is an
    ordinary word: not at all, or up to the list of ``NAMES_THAT_ARE_WORDS`` that has it."""

    words: tuple[frozenset[str] | None, ...]
    codes: frozenset[str]
    ordinary: int = 0


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

    def _beginning(self, word: str) -> list[PlaceName]:
        """Return the names that may begin with a word of a text; the word *region* has no key."""
        of_region = [""] if _GENERIC.fullmatch(word) else []
        return [name for one in (*_bases(word, self.language), *of_region) for name in self.by_key.get(one, ())]

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield each place that a text names: its codes, and where it stands."""
        if not any(map(self.beginning, _WORD.findall(text))):
            return  # as most texts, which name no place
        tokens = list(_WORD.finditer(text))
        done = 0
        for number, token in enumerate(tokens):
            names = self.beginning(token[0]) if number >= done else ()
            if fitting := [one for one in names if self._fits(one, tokens[number:], text)]:
                length = max(len(one.words) for one in fitting)
                done = number + length
                codes = frozenset[str]().union(*(one.codes for one in fitting if len(one.words) == length))
                yield Mention(token.start(), tokens[done - 1].end(), codes)

    def _fits(self, name: PlaceName, tokens: Sequence[re.Match[str]], text: str) -> bool:
        """Whether all words of a name stand at the beginning, one after the other, and mean a place."""
        there = tokens[: len(name.words)]
        if len(there) < len(name.words) or not all(map(self._is_form, name.words, there)):
            return False
        between = (text[one.end() : other.start()] for one, other in pairwise(there))
        return all(map(_BETWEEN_WORDS.fullmatch, between)) and (not name.ordinary or self._is_meant(name, there[0]))

    def _is_form(self, word: frozenset[str] | None, token: re.Match[str]) -> bool:
        return not word.isdisjoint(_bases(token[0], self.language)) if word else bool(_GENERIC.fullmatch(token[0]))

    def _is_meant(self, name: PlaceName, token: re.Match[str]) -> bool:
        """Whether a word that has another meaning too names a place here."""
        rests = {base: rest for base, rest in _bases(token[0], self.language).items() if base in (name.words[0] or ())}
        text, (start, end) = token.string, token.span()
        if all(base.endswith(_BEFORE) for base in rests):  # nothing but a place explains the adjective of one
            return any(map(_ADJECTIVE.fullmatch, rests.values()))
        if _TOWN_BEFORE.search(text, max(0, start - 12), start) or _TOWN_AFTER.match(text, end):
            return True
        if not text[start].isupper():
            return False
        if name.ordinary < _A_FIRST_WORD or not begins_sentence(text, start):
            return True
        return name.ordinary < _A_THING and any(map(_THERE.fullmatch, rests.values()))


def _names(vocabulary: Vocabulary, language: str) -> Iterator[PlaceName]:
    """Yield all names of places as a text of a language may have them; of a region also what stands beside that word,
    and its first letters."""
    named, cores = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for name, code in _named(vocabulary, language):
        named[name].add(code)
        words = _PART.findall(name) if code in vocabulary.regions else ()
        if words:
            cores[" ".join(word for word in words if not _GENERIC.fullmatch(word))].add(code)
        if len(words) > 2:
            yield PlaceName((frozenset((_key("".join(word[0] for word in words)),)),), frozenset((code,)), _A_WORD)
    whole = [one for name, codes in named.items() for one in _with_region(name, frozenset(codes), language)]
    known = {one for name in whole if len(name.words) == 1 for one in name.words[0] or ()}
    yield from whole
    for core, codes in cores.items():
        if core not in named and _is_new(core, known):
            parts = tuple(map(_keys_of, _PART.findall(core)))
            yield PlaceName(parts, frozenset(codes), _A_WORD if len(parts) == 1 else 0)


def _is_new(core: str, known: set[str]) -> bool:
    """Whether the name of a region without that word is a name, and not also that of a city or an adjective of it."""
    forms = _keys_of(core) | _bases(core, "ru").keys() | _bases(core, "kk").keys()
    return " " in core or (len(core) > _SHORTEST_NAME and forms.isdisjoint(known))


def _named(vocabulary: Vocabulary, language: str) -> Iterator[tuple[str, str]]:
    """Yield each name of a place with its code: of towns with what stands beside it in brackets by itself, of regions
    as adjectives of two words too, and of parts of the country in one language."""
    for code, city in vocabulary.settlements.items():
        for name in (*city.name.values(), *city.aliases, *city.former):
            yield _ASIDE.sub("", name).strip(), code
            yield from ((aside, code) for aside in _ASIDE.findall(name) if aside[:1].isupper())
    for code, region in vocabulary.regions.items():
        for name in region.name.values():
            plain = _ASIDE.sub("", name).strip()
            yield from ((form, code) for form in {plain, _ADJECTIVE_NAME.sub(r"\1ный \2", plain)})
    for code, part in vocabulary.parts.items():
        if code != NOT_STATED and language in part.label:
            yield part.label[language], code


def _with_region(name: str, places: frozenset[str], language: str) -> Iterator[PlaceName]:
    """Yield a name, and one with the word *region* as people put it before or after the others."""
    words = _PART.findall(name)
    parts = tuple(None if _GENERIC.fullmatch(word) else _keys_of(word) for word in words)
    others = tuple(part for part in parts if part)
    if others:
        lists = NAMES_THAT_ARE_WORDS.get(language, ()) if len(words) == 1 else ()
        yield PlaceName(parts, places, sum(_key(words[0]) in one.split() for one in lists))
    if others and None in parts:
        for form in ((None, *others), (None, _keys_of("of"), *others), (*others, None)):
            yield PlaceName(form, places)


def _key(word: str) -> str:
    """Return how a word of a name is compared: in its alphabet, in small letters."""
    return folded(word) if _CYRILLIC.search(word.lower()) else skeleton(_OF_SOMEBODY.sub("", word))


def _keys_of(word: str) -> frozenset[str]:
    """Return the beginnings by which forms of a word of a name are known: whole, without its last vowel or ending, and
    as it stands before a suffix."""
    whole = _key(word)
    if not _CYRILLIC.search(whole):
        return frozenset((whole,))
    cut = {f"{lost.sub('', whole)}{_CUT}" for lost in _LOST if lost.search(whole)}
    shorter = re.sub("(?:ск|ка|ый)$", "", whole)
    before = {whole, shorter, *(_LOST[0].sub("", one) for one in (whole, shorter))}
    return frozenset((whole, *cut, *(f"{one}{_BEFORE}" for one in before if len(one) >= _SHORTEST_NAME)))


@lru_cache(maxsize=32768)
def _bases(word: str, language: str) -> dict[str, str]:
    """Return of which keys a word can be a form, each with what stands after it."""
    whole = _key(word)
    if len(whole) < _SHORTEST_NAME or _NOT_OF_A_PLACE.fullmatch(whole):
        return {whole: ""} if whole.isdecimal() else {}
    is_cyrillic = _CYRILLIC.search(whole)
    endings = _CYRILLIC_ENDINGS.get(language, _ANY) if is_cyrillic else _LATIN_ENDINGS.get(language, _ENGLISH)
    found = {stem: whole[len(stem) :] for stem in stems(whole, endings, _SHORTEST_NAME)}
    if not is_cyrillic:
        return found
    found |= {stem[:-1] + _SOFTENED[stem[-1]]: rest for stem, rest in found.items() if rest and stem[-1] in _SOFTENED}
    if language != "kk":
        found |= {stem + _CUT: whole[len(stem) :] for stem in stems(whole, _RUSSIAN, _SHORTEST_NAME)}
        ends = range(_SHORTEST_NAME, len(whole) - 1)
        suffixed = (end for end in ends if _ADJECTIVE.fullmatch(whole, end) or _PEOPLE.fullmatch(whole, end))
        found |= {whole[:end] + _BEFORE: whole[end:] for end in suffixed}
    return found
