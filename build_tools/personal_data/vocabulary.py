"""The approved vocabulary: the words that may be written with a capital letter and are no names.

In: the lists that ship with the program, and terms that people have approved. Out: whether a word, or the words around
it as a whole, is approved in some form of it. A name of one person is no term, also where a town bears it: then only
the town together with its word, such as город, is one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from build_tools.personal_data.table import lines, pattern
from build_tools.personal_data.table import words as listed
from build_tools.personal_data.word_forms import (
    KAZAKH_LETTER,
    OF_COMMON_WORDS,
    OF_CUT,
    PROPER,
    folded,
    is_namesake,
    likeness,
    stems,
)

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LAST_VOWEL = re.compile(r"(?:[аяыи][яй]|[ои]е|[аяоеиыьй])$")
"""What the form in a list may lose before another ending."""

_SOFT = tuple("аяоеиыьй")
_VOWELS = "аяоеёуюыиэ~"
SHORTEST_STEM, LONGEST_TERM = 4, 8
"""So many letters of a term have to be left when an ending is taken away; and a term of more words is a sentence."""

_PAIR, _KIND, _FAR = 2, 3, 9
"""Words of a place and its kind, letters that the forms of a kind share, and how far a plural may be."""

_OF_A_NAME = re.compile(
    r"(?:[чк]?ин(?:а|ы|у|е|ым|ой)?|(?:ов|ев)(?:а|ы|у|е|ым|ой|ых)|цов(?:а|ы|у|е|ым|ой)?|[чщ]?енко|[чщ]ук|юк|ян|швили)"
)
"""What makes a surname of an ordinary word."""

_WITH_THE_WORD_OF_A_TOWN = ("* қаласы", "город *", "* city", "town of *")
_COUNTRY = (
    *("Қазақстан", "Казахстан", "Kazakhstan"),
    *("Қазақстан Республикасы", "Республика Казахстан", "Republic of Kazakhstan"),
)
CUT = "-"
"""Ends a key of which the last vowel was taken away: another Russian vowel has to follow it."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Keys of words: ``terms`` of proper nouns, ``phrases`` of those of several words by each of them, ``ordinary`` of
    words with any ending of their language; ``adjectives`` of places and ``beginnings`` of words go on in any way."""

    terms: frozenset[str]
    phrases: Mapping[str, tuple[tuple[Phrase, int], ...]]
    ordinary: frozenset[str]
    adjectives: frozenset[str]
    beginnings: frozenset[str]

    def has_term(self, word: str) -> bool:
        """Tell whether a word is a proper noun of the vocabulary, in some form."""
        return not self.terms.isdisjoint(_forms_of(word)) or _goes_on(word, self.adjectives)

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word is an ordinary one, in some form."""
        return not self.ordinary.isdisjoint(_common_forms_of(word)) or _goes_on(word, self.beginnings)

    def knows(self, word: str) -> bool:
        """Tell whether a word is either."""
        return self.is_ordinary(word) or self.has_term(word)

    def holds(self, word: str) -> bool:
        """Tell whether a word stands in the vocabulary as it is written."""
        return folded(word) in self.terms or folded(word) in self.ordinary

    def phrase_at(self, words: Sequence[str], number: int) -> range:
        """Return the numbers of the words of the longest term of several words that a word is part of."""
        phrases = (found for form in _forms_of(words[number]) for found in self.phrases.get(form, ()))
        found = (
            range(number - place, number - place + len(phrase))
            for phrase, place in phrases
            if is_whole(words, number - place, phrase)
        )
        return max(found, key=len, default=range(0))

    def is_among_places(self, words: Sequence[str], number: int) -> bool:
        """Tell whether a word and other places lead to a plural that a term has: *Жетісу мен Абай облыстары*."""
        phrases = {phrase for form in _forms_of(words[number]) for phrase, _ in self.phrases.get(form, ())}
        kinds = {part[:_KIND].lower() for phrase in phrases if len(phrase) == _PAIR for part in phrase}
        after, before = words[number + 1 : number + _FAR], words[max(0, number - _FAR) : number][::-1]
        others = (one for way in (after, before) if kinds for one in _first_plain(way))
        return any(one[:_KIND] in kinds and pattern("MANY_PLACES").fullmatch(one) for one in others)


def _first_plain(words: Sequence[str]) -> list[str]:
    """Return the first word in small letters that is no *and*, if there is one."""
    return [one for one in words if one.islower() and one not in listed("and")][:1]


def is_whole(words: Sequence[str], first: int, phrase: Phrase) -> bool:
    """Tell whether a term of several words stands in a text from a word on, in some form."""
    inside = words[first : first + len(phrase)] if first >= 0 else ()
    return len(inside) == len(phrase) and not any(
        set(keys(of)).isdisjoint(_forms_of(word)) for word, of in zip(inside, phrase, strict=True)
    )


@lru_cache(maxsize=16384)
def _forms_of(word: str) -> tuple[str, ...]:
    """Return the keys of a proper noun of which a word may be a form: with its last vowel or without."""
    return (*stems(folded(word), PROPER, 2), *_cut_forms_of(word))


@lru_cache(maxsize=16384)
def _common_forms_of(word: str) -> tuple[str, ...]:
    """Return the keys of an ordinary word of which a word may be a form."""
    return (folded(word), *stems(folded(word), OF_COMMON_WORDS), *_cut_forms_of(word))


def _cut_forms_of(word: str) -> Iterator[str]:
    return (f"{stem}{CUT}" for stem in stems(folded(word), OF_CUT, SHORTEST_STEM))


def _goes_on(word: str, beginnings: frozenset[str]) -> bool:
    """Tell whether a word goes on from one of some beginnings, and not as a Russian surname does."""
    plain = folded(word)
    found = (end for end in range(len(plain), SHORTEST_STEM - 1, -1) if plain[:end] in beginnings)
    return any(KAZAKH_LETTER.search(word.lower()) or not _OF_A_NAME.fullmatch(plain, end) for end in found)


@cache
def keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word of a list."""
    plain = folded(word)
    shorter = {_LAST_VOWEL.sub("", plain), plain[:-1] if plain[-1:] in _SOFT else plain}
    return (plain, *sorted(f"{one}{CUT}" for one in shorter if len(one) >= SHORTEST_STEM and one != plain))


def _vocabulary(terms: Iterable[str], ordinary: Iterable[str] = ()) -> Vocabulary:
    """Return the vocabulary of terms, of one word or of several, and of ordinary words; ``~`` is any ending."""
    singles, adjectives, beginnings, whole = set[str](), set[str](), set[str](), set[str]()
    phrases: dict[str, list[tuple[Phrase, int]]] = {}
    for term in terms:
        parts = tuple(WORD.findall(term.replace("’", "'")))
        if term.endswith("~"):
            adjectives.update(folded(part) for part in parts[-1:])
        elif len(parts) == 1:
            singles.update(keys(parts[0]))
        for place, part in enumerate(parts if len(parts) > 1 else ()):
            for key in keys(part):
                phrases.setdefault(key, []).append((parts, place))
    for word in ordinary:
        (beginnings if word.endswith("~") else whole).update((folded(word[:-1]),) if word.endswith("~") else keys(word))
    by_key = {key: tuple(found) for key, found in phrases.items()}
    return Vocabulary(frozenset(singles), by_key, frozenset(whole), frozenset(adjectives), frozenset(beginnings))


@cache
def _shipped_ordinary() -> tuple[str, ...]:
    """Return the ordinary words that ship with the program."""
    ordinary = [word for language in ("kk", "ru", "en") for word in lines(f"words_{language}")]
    many = (f"{word}{many}" for word in lines("words_ru") if word[-1] not in _VOWELS for many in ("ов", "ев"))
    return (*ordinary, *many)


@lru_cache(maxsize=16)
def with_terms(terms: frozenset[str] = frozenset()) -> Vocabulary:
    """Return the vocabulary that the program ships with, and these terms."""
    return _vocabulary([*lines("places"), *lines("terms"), *sorted(safe(terms))], _shipped_ordinary())


def shipped() -> Vocabulary:
    """Return the vocabulary that the program ships with."""
    return with_terms()


@lru_cache(maxsize=16)
def public_terms(terms: frozenset[str]) -> Vocabulary:
    """Return the bodies, laws and other terms that ship with the program, the country, and these terms: of places a
    story may name no other but that of its code."""
    return _vocabulary([*lines("terms"), *_COUNTRY, *sorted(safe(terms))])


@cache
def common() -> Vocabulary:
    """Return more words of everyday: the first word of a sentence may be one of them."""
    return _vocabulary((), (*lines("words_common"), *lines("words_first")))


def is_known(word: str) -> bool:
    """Tell whether a word, or each part of it between hyphens, stands in one of our lists; in small letters."""
    known = (shipped(), common())
    return word == word.lower() and all(
        part.isdecimal() or any(one.knows(part) for one in known) for part in word.split("-")
    )


def surname_in_name(words: Sequence[str]) -> bool:
    """Tell whether a word of the name of a file or branch ends like a surname, and is no town and no form of a word."""
    found = (number for number, word in enumerate(words) if pattern("SURNAME_IN_A_NAME").fullmatch(folded(word)))
    return any(not (shipped().phrase_at(words, number) or _is_no_surname(words[number])) for number in found)


def _is_no_surname(word: str) -> bool:
    """Tell whether a word that ends like a surname is a town, or a form of a word of our lists such as *слов*."""
    forms = {word.lower(), pattern("OF_MANY").sub("", word.lower())}
    return is_namesake(word, alone=True) or any(one.knows(form) for form in forms for one in (shipped(), common()))


def safe(terms: Iterable[str]) -> Iterator[str]:
    """Yield the terms, and in place of one that is also a person's name the phrases that make a place of it."""
    for term in terms:
        words = term.split()
        if len(words) == 1 and likeness(term.strip("()")):
            yield from (place.replace("*", term) for place in _WITH_THE_WORD_OF_A_TOWN)
        elif len(words) <= LONGEST_TERM:
            yield term
