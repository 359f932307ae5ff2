"""The approved vocabulary: the words that may be written with a capital letter and are no names.

In: terms and ordinary words. Out: whether a word, or the words around it as a whole, is approved in some form of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from build_tools.personal_data.endings import LONGEST_ENDING, OF_COMMON_WORDS, OF_CUT, PROPER, stems
from build_tools.personal_data.skeleton import KAZAKH_LETTER, folded
from build_tools.personal_data.table import lines

PART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LAST_VOWEL = re.compile(r"(?:[аяыи][яй]|[ои]е|[аяоеиыьй])$")
"""What the form in a list may lose before another ending."""

_SOFT = tuple("аяоеиыьй")
_VOWELS = "аяоеёуюыиэ~"
SHORTEST_STEM = 4
"""So many letters of a term have to be left when an ending is taken away."""

_OF_A_NAME = re.compile(
    r"(?:[чк]?ин(?:а|ы|у|е|ым|ой)?|(?:ов|ев)(?:а|ы|у|е|ым|ой|ых)|цов(?:а|ы|у|е|ым|ой)?|[чщ]?енко|[чщ]ук|юк|ян|швили)"
)
"""What makes a surname of an ordinary word."""

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
        return _has_term(self, word)

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word is an ordinary one, in some form."""
        return _is_ordinary(self, word)

    def holds(self, word: str) -> bool:
        """Tell whether a word stands in the vocabulary as it is written."""
        plain = folded(word)
        return plain in self.terms or plain in self.ordinary

    def phrase_at(self, words: Sequence[str], number: int) -> range:
        """Return the numbers of the words of the longest term of several words that a word is part of."""
        found = (
            range(number - place, number - place + len(phrase))
            for phrase, place in _phrases_with(self, words[number])
            if is_whole(words, number - place, phrase)
        )
        return max(found, key=len, default=range(0))


def is_whole(words: Sequence[str], first: int, phrase: Phrase) -> bool:
    """Tell whether a term of several words stands in a text from a word on."""
    inside = words[first : first + len(phrase)] if first >= 0 else ()
    return len(inside) == len(phrase) and all(map(_is_form, inside, phrase))


@lru_cache(maxsize=16384)
def _forms_of(word: str) -> tuple[str, ...]:
    """Return the keys of a proper noun: what a word of a list may be, of which it is a form."""
    plain = folded(word)
    return (*stems(plain, PROPER, 2), *(f"{stem}{CUT}" for stem in stems(plain, OF_CUT, SHORTEST_STEM)))


@lru_cache(maxsize=16384)
def _phrases_with(vocabulary: Vocabulary, word: str) -> tuple[tuple[Phrase, int], ...]:
    return tuple(found for form in _forms_of(word) for found in vocabulary.phrases.get(form, ()))


@lru_cache(maxsize=16384)
def _has_term(vocabulary: Vocabulary, word: str) -> bool:
    plain = folded(word)
    return _is_inflected(plain, vocabulary.terms, PROPER, 2) or _begins(vocabulary.adjectives, word, plain)


@lru_cache(maxsize=16384)
def _is_ordinary(vocabulary: Vocabulary, word: str) -> bool:
    plain = folded(word)
    if plain in vocabulary.ordinary or _is_inflected(plain, vocabulary.ordinary, OF_COMMON_WORDS, SHORTEST_STEM - 1):
        return True
    return _begins(vocabulary.beginnings, word, plain)


def _is_inflected(plain: str, listed: frozenset[str], endings: frozenset[str], least: int) -> bool:
    """Tell whether a word is a form of a word of a list: with its last vowel or without."""
    for length in range(len(plain), max(least, len(plain) - LONGEST_ENDING) - 1, -1):
        stem, ending = plain[:length], plain[length:]
        if ending in endings and stem in listed:
            return True
        if length >= SHORTEST_STEM and ending in OF_CUT and f"{stem}{CUT}" in listed:
            return True
    return False


def _begins(beginnings: frozenset[str], word: str, plain: str) -> bool:
    """Whether a word goes on from one of the beginnings, and not as a Russian surname does."""
    for length in range(len(plain), SHORTEST_STEM - 1, -1):
        if plain[:length] in beginnings:
            is_surname = _OF_A_NAME.fullmatch(plain, length) and not KAZAKH_LETTER.search(word.lower())
            if not is_surname:
                return True
    return False


def _is_form(word: str, of: str) -> bool:
    """Tell whether a word is a form of a word of a term."""
    return not set(keys(of)).isdisjoint(_forms_of(word))


@cache
def keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word of a list."""
    plain = folded(word)
    shorter = {_LAST_VOWEL.sub("", plain), plain[:-1] if plain[-1:] in _SOFT else plain}
    return (plain, *sorted(f"{one}{CUT}" for one in shorter if len(one) >= SHORTEST_STEM and one != plain))


def vocabulary(terms: Iterable[str], ordinary: Iterable[str] = ()) -> Vocabulary:
    """Return the vocabulary of terms, of one word or of several, and of ordinary words; ``~`` is any ending."""
    singles, adjectives, beginnings, whole = set[str](), set[str](), set[str](), set[str]()
    phrases: dict[str, list[tuple[Phrase, int]]] = {}
    for term in terms:
        parts = tuple(PART.findall(term.replace("’", "'")))
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
def shipped() -> Vocabulary:
    """Return the vocabulary that the program ships with."""
    ordinary = [word for language in ("kk", "ru", "en") for word in lines(f"words_{language}")]
    ordinary += [f"{word}{many}" for word in lines("words_ru") if word[-1] not in _VOWELS for many in ("ов", "ев")]
    return vocabulary([*lines("places"), *lines("terms")], ordinary)


@cache
def common() -> Vocabulary:
    """Return more words of everyday: the first word of a sentence may be one of them."""
    return vocabulary((), (*lines("words_common"), *lines("words_first")))


def is_known(word: str) -> bool:
    """Tell whether a word, or each part of it between hyphens, stands in one of our lists; in small letters."""
    known = (shipped(), common())
    return word == word.lower() and all(
        part.isdecimal() or any(one.is_ordinary(part) or one.has_term(part) for one in known)
        for part in word.split("-")
    )


def with_more(first: Vocabulary, second: Vocabulary) -> Vocabulary:
    """Return what either of two vocabularies approves."""
    keys = {**first.phrases, **second.phrases}
    return Vocabulary(
        first.terms | second.terms,
        {key: (*first.phrases.get(key, ()), *second.phrases.get(key, ())) for key in keys},
        first.ordinary | second.ordinary,
        first.adjectives | second.adjectives,
        first.beginnings | second.beginnings,
    )
