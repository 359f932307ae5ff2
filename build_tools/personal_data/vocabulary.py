"""The approved vocabulary: the words that may be written with a capital letter and are no names.

In: terms and ordinary words. Out: whether a word, or the words around it as a whole, is approved in some form of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.personal_data.endings import COMMON, PROPER, stems
from build_tools.personal_data.lists import lines
from build_tools.personal_data.skeleton import folded

PART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
LAST_VOWEL = re.compile(r"(?:[аяыи][яй]|[ои]е|[аяоеиыьй])$")
"""What the form in a list may lose before another ending."""

SOFT = tuple("аяоеиыьй")
VOWELS = "аяоеёуюыиэ~"
LEAST = 4
"""So many letters of a term have to be left when an ending is taken away."""


@dataclass(frozen=True)
class Vocabulary:
    """``terms`` are proper nouns of one word, ``phrases`` those of several by each of their words, ``ordinary`` are
    words with any ending of their language, ``beginnings`` those that may go on in any way."""

    terms: frozenset[str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    ordinary: frozenset[str]
    beginnings: frozenset[str]

    def has_term(self, word: str) -> bool:
        """Tell whether a word is a proper noun of the vocabulary."""
        plain = folded(word)
        return any(stem in self.terms for stem in stems(plain, PROPER, 2)) or self._begins(plain)

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word is an ordinary one."""
        plain = folded(word)
        return any(stem in self.ordinary for stem in (plain, *stems(plain, COMMON))) or self._begins(plain)

    def _begins(self, plain: str) -> bool:
        return any(plain[:length] in self.beginnings for length in range(len(plain), LEAST - 1, -1))

    def phrase_at(self, words: Sequence[str], number: int) -> tuple[int, int] | None:
        """Return the first and last word of a term of several words that a word is part of, where it is whole."""
        longest: tuple[int, int] | None = None
        for stem in stems(folded(words[number]), PROPER, 2):
            for phrase, place in self.phrases.get(stem, ()):
                first = number - place
                inside = words[first : first + len(phrase)] if first >= 0 else ()
                if len(inside) == len(phrase) and all(map(is_form, inside, phrase)):
                    longest = max(
                        longest or (0, -1), (first, first + len(phrase) - 1), key=lambda ends: ends[1] - ends[0]
                    )
        return longest


def is_form(word: str, of: str) -> bool:
    """Tell whether a word is a form of a word of a term."""
    plain = folded(word)
    return any(plain.startswith(key) and plain[len(key) :] in PROPER for key in keys(of))


@cache
def keys(word: str) -> tuple[str, ...]:
    """Return what the forms of a word of a list begin with."""
    plain = folded(word)
    shorter = {LAST_VOWEL.sub("", plain), plain[:-1] if plain[-1:] in SOFT else plain}
    return (plain, *sorted(one for one in shorter if len(one) >= LEAST and one != plain))


def vocabulary(terms: Iterable[str], ordinary: Iterable[str] = ()) -> Vocabulary:
    """Return the vocabulary of terms, of one word or of several, and of ordinary words; ``~`` is any ending."""
    singles: set[str] = set()
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    beginnings: set[str] = set()
    whole: set[str] = set()
    for term in terms:
        parts = tuple(PART.findall(term.replace("’", "'")))
        if term.endswith("~"):
            beginnings.update(folded(part) for part in parts[-1:])
        elif len(parts) == 1:
            singles.update(keys(parts[0]))
        for place, part in enumerate(parts if len(parts) > 1 else ()):
            for key in keys(part):
                phrases.setdefault(key, []).append((parts, place))
    for word in ordinary:
        (beginnings if word.endswith("~") else whole).update((folded(word[:-1]),) if word.endswith("~") else keys(word))
    return Vocabulary(
        frozenset(singles),
        {key: tuple(found) for key, found in phrases.items()},
        frozenset(whole),
        frozenset(beginnings),
    )


@cache
def shipped() -> Vocabulary:
    """Return the vocabulary that the program ships with."""
    ordinary = [word for language in ("kk", "ru", "en") for word in lines(f"words_{language}")]
    ordinary += [f"{word}{many}" for word in lines("words_ru") if word[-1] not in VOWELS for many in ("ов", "ев")]
    return vocabulary([*lines("places"), *lines("terms")], ordinary)
