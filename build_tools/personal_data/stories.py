"""What the words of a story say beyond its codes: a time, an age, a number, a name, or what marks somebody out.

In: a text, its language, and the codes of time and age that the story has; `data/story_words.txt`. Out: stretches of
the text with their kind; of a kind in ``REFUSED_KINDS`` nothing may be said, any other is for a second reader.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from build_tools.personal_data.normalise import begins_sentence
from build_tools.personal_data.table import lines
from build_tools.personal_data.word_forms import folded

REFUSED_KINDS = ("time", "count", "age", "number")
ASKED = ("unique", "kin", "office", "profession", "nation", "faith", "illness", "family", "media", "landmark")
_NOTHING, _CODED = "none", "coded"
"""The kinds of what says nothing, and of what a code of the story tells."""

_ALONE = {**{kind: kind for kind in (*REFUSED_KINDS, *ASKED)}, **dict.fromkeys(("month", "season", "year"), "time")}
_ALONE |= {"digit": "number", "joined": "count", "decade": "age"}
"""What says something alone, and of which kind that is."""

_TOKEN = re.compile(r"[^\W\d_]++(?:'[^\W\d_]++)*+|\d(?:[\w.:/-]*\w)?|[.!?…;:№§()]")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.:/-])")
END = re.compile(r"[.!?…]\s+")

_NUMBER = "cardinal one collective digit"
_COUNTED = f"{_NUMBER} ordinal"
_TOGETHER = (
    ("count", _COUNTED, "unit"),
    ("count", _NUMBER, "between", "unit"),
    ("count", "half", "unit"),
    ("count", "hour", "cardinal hourly"),
    ("time", _COUNTED, "daypart"),
    ("time", "morning", "cardinal hourly one"),
    ("time", "onthe", "ordinal", "stop"),
    ("time", "at", "cardinal", "stop"),
    ("time", "halfpast", "ordinal"),
    ("time", "cardinal hourly", "halfpast"),
    ("time", _COUNTED, "month monthday"),
    ("time", "month", "cardinal digit ordinal"),
    ("time", "edge", "year"),
    ("time", "year", "unit", "edge"),
    ("age", "being", "cardinal"),
    ("age", "ages", "cardinal", "stop"),
    ("age", "cardinal", "reached"),
    ("age", "cardinal", "between", "reached"),
    ("number", "ordinal", "room"),
    ("number", "ordinal", "roomadj", "room"),
    ("number", "room file", "cardinal digit"),
    ("number", "room file", "one", "cardinal digit"),
    ("number", "sign", _COUNTED),
    (_NOTHING, _NUMBER, "counted"),
    (_NOTHING, _NUMBER, f"{_NUMBER} between", "counted"),
)
_SEQUENCES = {
    first: [(kind, [step.split() for step in steps]) for kind, begins, *steps in _TOGETHER if first in begins.split()]
    for first in {one for _, begins, *_ in _TOGETHER for one in begins.split()}
}
"""Kinds of words that say something together, one after the other; or nothing, as people and blows that are counted."""

_CAPITAL = re.compile("[A-ZА-ЯЁӘҒҚҢӨҮҰҺІ]\\w*")
_BEGINS_SPEECH = re.compile(r"(?:[,:]\s[«“\"]|[:.!?…]\s[–—-]\s|\b[яi]\.\s)$", re.IGNORECASE)
"""What stands before what somebody says; and a word of one letter that is no initial before a sentence."""

_BACK = 4
_LIKE_I = frozenset(("I", "Я"))
_CLOSING = tuple('»”"')

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
    codes: frozenset[str] = frozenset()
    longest: int = 0


_DIGITS = [StoryWord(("~",), "digit")]
"""What any number in digits is."""


class Detail(NamedTuple):
    """A stretch of a text and what it says."""

    start: int
    end: int
    kind: str


class _Mark(NamedTuple):
    """What some words of a sentence are: a kind, the numbers of the first word and after the last, and the kind that
    they say alone, if they do."""

    kind: str
    start: int
    end: int
    alone: str = ""


@cache
def words_of(language: str) -> Mapping[str, list[StoryWord]]:
    """Return what the words of a language may say, by how the longest of them begins: short ones stand everywhere."""
    own, found = _ALSO.get(language, tuple(_ALSO)), defaultdict[str, list[StoryWord]](list)
    for of, entry in _entries():
        if of in own and (of == own[0] or language not in _ALSO or entry.kind in _OF_THE_OTHER):
            found[entry.words[entry.longest].rstrip("~").lower()[:_BEGINNING]].append(entry)
    return found


@lru_cache(maxsize=32768)
def _entries_with(word: str, language: str) -> list[StoryWord]:
    """Return the entries of which a word may be the longest."""
    if word[0].isdigit():
        return _DIGITS
    beginnings = {folded(word)[:length] for length in range(1, _BEGINNING + 1)}
    near = chain.from_iterable(words_of(language).get(one, ()) for one in beginnings)
    return [entry for entry in near if _is_written(word, entry.words[entry.longest])]


@cache
def _entries() -> tuple[tuple[str, StoryWord], ...]:
    """Return the words of the table, each with its language."""
    entries, parts = list[tuple[str, StoryWord]](), dict[str, list[str]]()
    for line in lines("story_words"):
        head, _, said = line.partition(": ")
        kind, *codes, language = head.replace("@", "").split()
        parts[kind] = said.replace("’", "'").split(", ")
        written = [tuple(word if word[0].isupper() else folded(word) for word in one.split()) for one in parts[kind]]
        if kind not in _PARTS:
            said_with = frozenset(codes)
            entries += [(language, StoryWord(one, kind, said_with, one.index(max(one, key=len)))) for one in written]
    tens = (ten + one for ten in parts["tens"] for one in parts["joined"][:_ONES])
    joined = (first + last for first in (*parts["joined"], *tens) for last in parts["joins"])
    return (*entries, *(("ru", StoryWord((folded(word),), "joined")) for word in joined))


def details_in(text: str, language: str, codes: frozenset[str]) -> Iterator[Detail]:
    """Yield what a text says, without names; ``codes`` are such as ``2022``, ``Q1``, ``01``, ``minor``."""
    text, start = text.replace("’", "'"), 0
    for end in (*(found.end() for found in END.finditer(text)), len(text)):
        if written := _written_in(text[start:end], language):
            for one in _details_in(text[start:end], [_mark(*entry, codes) for entry in written]):
                yield Detail(start + one.start, start + one.end, one.kind)
        start = end


def _details_in(sentence: str, marks: list[_Mark]) -> list[Detail]:
    together = list(_sequences(marks))
    if nothing := [one for one in (*marks, *together) if one.kind == _NOTHING]:
        covered = {number for one in nothing for number in range(one.start, one.end)}
        marks = [one for one in marks if not covered.issuperset(range(one.start, one.end))]
        together = list(_sequences(marks))
    found = {(one.start, one.end, one.alone) for one in marks if one.alone}
    found |= {(one.start, one.end, one.kind) for one in together if one.kind != _NOTHING}
    spans = [one.span() for one in _TOKEN.finditer(sentence)] if found else []
    return sorted(Detail(spans[start][0], spans[end - 1][1], kind) for start, end, kind in found)


# Plain sentences come again in the stories of others.
@lru_cache(maxsize=16384)
def _written_in(sentence: str, language: str) -> list[tuple[StoryWord, str, int]]:
    """Return what stands in a sentence of the table, with its last word there and the place of its first; nothing where
    that says nothing, alone or together."""
    written, found = _TOKEN.findall(sentence), list[tuple[StoryWord, str, int]]()
    for place, word in enumerate(written):
        for entry in _entries_with(word, language):
            start, end = place - entry.longest, place - entry.longest + len(entry.words)
            if start >= 0 and end <= len(written) and all(map(_is_written, written[start:end], entry.words)):
                found.append((entry, written[end - 1], start))
    ends = {start + len(entry.words) for entry, _, start in found if entry.kind in _SEQUENCES}
    return found if any(entry.kind in _ALONE or start in ends for entry, _, start in found) else []


def _is_written(word: str, of: str) -> bool:
    """Tell whether a word is a form of one in the table, where a capital letter stands for itself."""
    fits, known = (str.startswith, of[:-1]) if of.endswith("~") else (str.__eq__, of)
    return fits(folded(word), known.lower()) and (not known.istitle() or fits(word, known))


def _mark(entry: StoryWord, word: str, start: int, codes: frozenset[str]) -> _Mark:
    """Return what stands there, and which kind it says alone; what a code of the story tells says nothing more."""
    kind, is_coded = entry.kind, not entry.codes.isdisjoint(codes)
    if kind == "digit" and _YEAR.match(word):
        kind, is_coded = "year", word[:4] in codes
    elif kind == _NOTHING and entry.codes and not is_coded:
        kind = ""
    elif kind == "age" and is_coded:
        kind = _NOTHING
    alone = (_CODED if is_coded else _ALONE[kind]) if kind in _ALONE else ""
    return _Mark(kind, start, start + len(entry.words), alone)


def _sequences(marks: list[_Mark]) -> Iterator[_Mark]:
    """Yield what words are that stand one after the other, of kinds that say something together."""
    after = defaultdict[int, list[_Mark]](list)
    for one in marks:
        after[one.start].append(one)
    for first in (one for one in marks if one.end in after):
        for kind, steps in _SEQUENCES.get(first.kind, ()):
            ends = [first.end]
            for step in steps:
                ends = [one.end for end in ends for one in after.get(end, ()) if one.kind in step]
            yield from (_Mark(kind, first.start, end) for end in ends)


def capitals_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words with a capital letter that begins no sentence and nothing that somebody says, and initials."""
    for found in _CAPITAL.finditer(text):
        start, end = found.span()
        before, after = text[max(0, start - _BACK) : start], text[end : end + 1]
        begins = begins_sentence(text, start) or _BEGINS_SPEECH.search(before)
        is_name = (before[-3:-2] == "," and after in _CLOSING) or (end - start == 1 and after == ".")
        if found[0] not in _LIKE_I and (is_name or not begins):
            yield start, end
