"""Which places of the vocabulary a text names, in whichever form: the longest name that fits wins.

In: a text in its plain form, its language and the vocabulary. Out: codes, with where they are named. A name that
several places bear gives the codes of all of them: Almaty is a city and a region.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from build_tools.models import Vocabulary
from build_tools.personal_data.sentences import begins_sentence
from build_tools.said_places.forms import BEFORE, bases, is_suffix, is_there
from build_tools.said_places.gazetteer import GENERIC, PlaceName, gazetteer

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_GAP = re.compile(r"[\s\-«»\"“”]{0,3}")
"""What may stand between the words of a name."""

_TOWN_BEFORE = re.compile(
    r"(?<!\w)(?:город\w{0,3}|г\.|гор\.|посёлк\w{0,3}|поселк\w{0,3}|қаласы\w{0,4}|city of|town of)\s?[«\"“]?$",
    re.IGNORECASE,
)
_TOWN_AFTER = re.compile(r"[»\"”]?\s(?:қала|қ\.|ауыл|аудан|city\b|town\b|district\b|район)", re.IGNORECASE)


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


def places_in(text: str, language: str, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield each place that a text names: its codes, and where it stands."""
    names = gazetteer(vocabulary, language)
    if not any(map(names.__getitem__, _WORD.findall(text))):
        return  # as most texts, which name no place
    tokens = [Token(one[0], *one.span(), bases(one[0], language)) for one in _WORD.finditer(text)]
    done = 0
    for number, token in enumerate(tokens):
        fitting = [one for one in names[token.text] if _fits(one, number, tokens, text)] if number >= done else ()
        if fitting:
            length = max(len(one.words) for one in fitting)
            done = number + length
            codes = frozenset[str]().union(*(one.codes for one in fitting if len(one.words) == length))
            yield Mention(token.start, tokens[done - 1].end, codes)


def _fits(phrase: PlaceName, number: int, tokens: Sequence[Token], text: str) -> bool:
    """Whether all words of a name stand here, one after the other, and mean a place."""
    there = tokens[number : number + len(phrase.words)]
    if len(there) < len(phrase.words) or not all(map(_is_form, phrase.words, there)):
        return False
    gaps = (text[one.end : other.start] for one, other in pairwise(there))
    return all(map(_GAP.fullmatch, gaps)) and (not phrase.wary or _is_meant(phrase, there[0], text))


def _is_form(word: frozenset[str] | None, token: Token) -> bool:
    if word is None:
        return bool(GENERIC.fullmatch(token.text))
    return not word.isdisjoint(token.bases)


def _is_meant(phrase: PlaceName, token: Token, text: str) -> bool:
    """Whether a word that has another meaning too names a place here."""
    rests = [(base, rest) for base, rest in token.bases.items() if base in (phrase.words[0] or ())]
    if all(base.endswith(BEFORE) for base, _ in rests):
        return any(is_suffix(rest) for _, rest in rests)
    if _TOWN_BEFORE.search(text, max(0, token.start - 12), token.start) or _TOWN_AFTER.match(text, token.end):
        return True
    if not token.text[0].isupper():
        return False
    if phrase.at_start or not begins_sentence(text, token.start):
        return True
    return not phrase.thing and any(is_there(rest) for _, rest in rests)
