"""The table of words by which a story says more than its codes: what each word of a text may begin.

In: `data/story_words.txt`. Out: entries by language. Judges nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from build_tools.personal_data.table import lines
from build_tools.personal_data.word_forms import RUSSIAN_LETTERS

_ALSO = {"kk": ("kk", "ru"), "ru": ("ru",), "en": ("en",)}
"""Kazakh is often written with Russian words in it; a language that the table does not have is held against all."""

_OF_THE_OTHER = frozenset(
    ("time", "season", "month", "cardinal", "ordinal", "one", "unit", "collective", "number", "year", "none")
)
"""The kinds for which Russian words count in Kazakh too: the others have words that look like Kazakh ones."""

_BEGINNING = 3
_PARTS, _ONES = ("joined", "joins", "tens"), 8
"""What Russian words for a time are joined of; the first of the numbers among them are two to nine."""


class StoryWord(NamedTuple):
    """One or more words of a kind; ``codes`` are those with which a story may say it, ``key`` is the place of the
    longest word, by which it is looked for."""

    words: tuple[str, ...]
    kind: str
    codes: frozenset[str]
    key: int = 0


_DIGITS = (StoryWord(("~",), "digit", frozenset()),)
"""What any number in digits is."""


@lru_cache(maxsize=32768)
def compared(word: str) -> str:
    """Return a word in small letters, those of Kazakh as people write them who have only Russian ones."""
    return word.lower().translate(RUSSIAN_LETTERS).replace("’", "'")


def is_form(word: str, of: str) -> bool:
    """Tell whether a word is a form of one in the table."""
    return word.startswith(of[:-1]) if of.endswith("~") else word == of


class Table(dict[str, tuple[StoryWord, ...]]):
    """By each word of texts the entries of which it may be the longest word."""

    def __init__(self, entries: Iterable[StoryWord]):
        super().__init__()
        self.by_beginning = defaultdict[str, list[StoryWord]](list)
        for entry in entries:
            self.by_beginning[entry.words[entry.key].rstrip("~").lower()[:_BEGINNING]].append(entry)

    def __missing__(self, word: str) -> tuple[StoryWord, ...]:
        like = compared(word)
        near = (self.by_beginning.get(like[:length], ()) for length in range(1, _BEGINNING + 1))
        found = (entry for some in near for entry in some if is_form(like, entry.words[entry.key].lower()))
        self[word] = _DIGITS if word[0].isdigit() else tuple(dict.fromkeys(found))
        return self[word]


@cache
def table_of(language: str) -> Table:
    """Return what the words of a language may say."""
    own = _ALSO.get(language, tuple(_ALSO))
    return Table(
        entry
        for of, entry in _entries()
        if of in own and (of == own[0] or language not in _ALSO or entry.kind in _OF_THE_OTHER)
    )


@cache
def _entries() -> tuple[tuple[str, StoryWord], ...]:
    """Return the words of the table, each with its language."""
    entries, parts = list[tuple[str, StoryWord]](), dict[str, list[str]]()
    for line in lines("story_words"):
        head, _, said = line.partition(": ")
        kind, *codes, language = head.split()
        parts[kind] = said.split(", ")
        entries += [(language, _entry(one, kind, codes)) for one in parts[kind] if kind not in _PARTS]
    tens = (ten + one for ten in parts["tens"] for one in parts["joined"][:_ONES])
    joined = (first + last for first in (*parts["joined"], *tens) for last in parts["joins"])
    return (*entries, *(("ru", _entry(word, "joined", ())) for word in joined))


def _entry(written: str, kind: str, codes: Iterable[str]) -> StoryWord:
    words = tuple(word.replace("’", "'") if word[0].isupper() else compared(word) for word in written.split())
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    return StoryWord(words, kind, frozenset(code[1:] for code in codes), longest)
