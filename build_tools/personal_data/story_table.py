"""The table of words by which a story says more than its codes: what each word of a text may begin.

In: `data/story_words.txt`. Out: entries by language. Judges nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from build_tools.personal_data.skeleton import RUSSIAN
from build_tools.personal_data.table import lines

_LANGUAGES = ("kk", "ru", "en")
_ALSO = {"kk": ("kk", "ru"), "ru": ("ru",), "en": ("en",)}
"""Kazakh is often written with Russian words in it; a language that the table does not have is held against all."""

_OF_THE_OTHER = frozenset(
    ("time", "season", "month", "cardinal", "ordinal", "one", "unit", "collective", "number", "year", "none")
)
"""The kinds for which Russian words count in Kazakh too: the others have words that look like Kazakh ones."""

_BEGINNING = 3
_ONES = 8
"""The first of the numbers that a Russian word is joined with are two to nine."""


class StoryWord(NamedTuple):
    """One or more words of a kind; ``codes`` are those with which a story may say it, ``key`` is the place of the
    longest word, by which it is looked for; one ``alone`` is a word however it is written."""

    words: tuple[str, ...]
    kind: str
    codes: frozenset[str]
    key: int = 0
    alone: bool = False


@lru_cache(maxsize=32768)
def compared(word: str) -> str:
    """Return a word in small letters, those of Kazakh as people write them who have only Russian ones."""
    return word.lower().translate(RUSSIAN).replace("’", "'")


def is_form(word: str, of: str) -> bool:
    """Tell whether a word is a form of one in the table."""
    return word.startswith(of[:-1]) if of.endswith("~") else word == of


_DIGITS = (StoryWord(("",), "digit", frozenset(), 0, alone=True),)
"""What any number in digits is."""


class Table(dict[str, tuple[StoryWord, ...]]):
    """By each word of texts the entries of which it may be the longest word."""

    def __init__(self, entries: Iterable[StoryWord]):
        super().__init__()
        self.by_beginning: dict[str, list[StoryWord]] = {}
        for entry in entries:
            beginning = entry.words[entry.key].rstrip("~").lower()[:_BEGINNING]
            self.by_beginning.setdefault(beginning, []).append(entry)

    def __missing__(self, word: str) -> tuple[StoryWord, ...]:
        if word[0].isdigit():
            return _DIGITS
        like = compared(word)
        near = (self.by_beginning.get(like[:length], ()) for length in range(1, _BEGINNING + 1))
        found = {entry: None for some in near for entry in some if is_form(like, entry.words[entry.key].lower())}
        self[word] = tuple(found)
        return self[word]


@cache
def table_of(language: str) -> Table:
    """Return what the words of a language may say."""
    own = _ALSO.get(language, _LANGUAGES)
    return Table(
        entry
        for of, entry in _entries()
        if of in own and (of == own[0] or language not in _ALSO or entry.kind in _OF_THE_OTHER)
    )


@cache
def _entries() -> tuple[tuple[str, StoryWord], ...]:
    return tuple(_read(lines("story_words")))


def _read(table: Sequence[str]) -> Iterator[tuple[str, StoryWord]]:
    parts = dict[str, list[str]]()
    for line in table:
        head, _, said = line.partition(": ")
        kind, *codes, language = head.split()
        words = said.split(", ")
        if kind in ("joined", "joins", "tens"):
            parts[kind] = words
            continue
        yield from ((language, _entry(one, kind, codes)) for one in words)
    tens = (ten + one for ten in parts["tens"] for one in parts["joined"][:_ONES])
    for first in (*parts["joined"], *tens):
        yield from (("ru", StoryWord((first + last,), "joined", frozenset(), 0, True)) for last in parts["joins"])


def _entry(written: str, kind: str, codes: Sequence[str]) -> StoryWord:
    words = tuple(word.replace("’", "'") if word[0].isupper() else compared(word) for word in written.split())
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    alone = written[0].islower() and len(words) == 1
    return StoryWord(words, kind, frozenset(code[1:] for code in codes), longest, alone)
