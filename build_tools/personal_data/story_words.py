"""Read the table of words by which a story says more than its codes, and what words tell together.

In: a word and its language; `data/story_words.txt`, whose head explains it. Out: entries and relations of the table.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from build_tools.personal_data.table import lines
from build_tools.personal_data.word_forms import folded

ANSWERS = (
    *("gender", "authority", "detention_place", "treatment"),
    *("access_lawyer", "access_doctor", "access_family", "complaint", "assistance"),
)
"""Coded fields whose answers words tell; those of period, place and age have other kinds."""

_RELATIONS = (TOGETHER, NEAR, AFTER, LATER, WHERE) = ("together", "near", "after", "later", "where")
"""How words tell something: one after the other; near each other; near, in this order and without a pause; near, in
this order; alone."""

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
    """One or more words of a kind; ``codes`` are those with which a story may say it, ``longest`` is a place."""

    words: tuple[str, ...]
    kind: str
    codes: tuple[str, ...] = ()
    longest: int = 0


class Relation(NamedTuple):
    """What words tell with others, at most ``gap`` words apart; of ``none`` the second of them tells nothing then."""

    word: str
    kind: str
    codes: tuple[str, ...]
    gap: int


_DIGITS = [StoryWord(("~",), "digit")]
"""What any number in digits is."""


@cache
def words_of(language: str) -> Mapping[str, list[StoryWord]]:
    """Return what the words of a language may say, by how the longest of them begins: short ones stand everywhere."""
    own, found = _ALSO.get(language, tuple(_ALSO)), defaultdict[str, list[StoryWord]](list)
    for of, entry in _entries():
        if of in own and (of == own[0] or language not in _ALSO or entry.kind in _OF_THE_OTHER):
            longest = entry.words[entry.longest].rstrip("~").lower()
            found[f"~{longest[-1]}" if longest[0] == "~" else longest[:_BEGINNING]].append(entry)
    return found


@lru_cache(maxsize=32768)
def entries_with(word: str, language: str) -> list[StoryWord]:
    """Return the entries of which a word may be the longest."""
    if word[0].isdigit():
        return _DIGITS
    beginnings = {folded(word)[:length] for length in range(1, _BEGINNING + 1)} | {f"~{folded(word)[-1]}"}
    near = chain.from_iterable(words_of(language).get(one, ()) for one in beginnings)
    return [entry for entry in near if is_written(word, entry.words[entry.longest])]


@cache
def _entries() -> tuple[tuple[str, StoryWord], ...]:
    """Return the words of the table, each with its language."""
    entries, parts = list[tuple[str, StoryWord]](), dict[str, list[str]]()
    for head, said in _lines_of(is_relation=False):
        kind, *codes, language = head
        parts[kind] = said.replace("’", "'").split(", ")
        written = [tuple(word if word[0].isupper() else folded(word) for word in one.split()) for one in parts[kind]]
        if kind not in _PARTS:
            with_ = _codes(kind, codes)
            entries += [(language, StoryWord(one, kind, with_, one.index(max(one, key=len)))) for one in written]
    tens = (ten + one for ten in parts["tens"] for one in parts["joined"][:_ONES])
    joined = (first + last for first in (*parts["joined"], *tens) for last in parts["joins"])
    return (*entries, *(("ru", StoryWord((folded(word),), "joined")) for word in joined))


def _lines_of(*, is_relation: bool) -> Iterator[tuple[list[str], str]]:
    for line in lines("story_words"):
        head, _, said = line.partition(": ")
        if (head.split()[0] in _RELATIONS) == is_relation:
            yield head.split(), said


def _codes(kind: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes as a story has them: those of an answer with its field."""
    names = (code.lstrip("@") for code in codes)
    return tuple(f"{kind}={name}" if kind in ANSWERS and "=" not in name else name for name in names)


@cache
def relations_of(kind: str) -> list[tuple[Relation, tuple[tuple[str, ...], ...]]]:
    """Return what a kind of words tells with others, and of which kinds these are."""
    found = list[tuple[Relation, tuple[tuple[str, ...], ...]]]()
    for (word, field, *codes), said in _lines_of(is_relation=True):
        gap = int(codes.pop()) if codes and codes[-1].isdigit() else 0
        relation = Relation(word, field, _codes(field, codes), gap)
        ways = (one.split(" > ") for one in said.split(", "))
        found += [
            (relation, tuple(tuple(step.split()) for step in rest)) for first, *rest in ways if kind in first.split()
        ]
    return found


def is_written(word: str, of: str) -> bool:
    """Tell whether a word is a form of one in the table, where a capital letter stands for itself."""
    if of[0] == "~" != of:
        return folded(word).endswith(of[1:])
    fits, known = (str.startswith, of[:-1]) if of.endswith("~") else (str.__eq__, of)
    return fits(folded(word), known.lower()) and (not known.istitle() or fits(word, known))
