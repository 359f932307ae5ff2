"""What the words of a story say beyond its codes: a time, an age, a number, a name, or what marks somebody out.

In: a text, its language, and the codes of time and age that the story has. Out: stretches of the text with their kind;
of a kind in ``REFUSED_KINDS`` nothing may be said, any other is for a second reader.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from build_tools.personal_data.story_table import StoryWord, Table, compared, is_form, table_of
from build_tools.personal_data.words import ABBREVIATIONS

REFUSED_KINDS = ("time", "count", "age", "number")
ASKED = ("unique", "kin", "office", "profession", "nation", "faith", "illness", "family", "media", "landmark")
_TOLD = "told"
"""The kind of what a code of the story tells."""

_TOKEN = re.compile(r"\d(?:[\w.:/-]*\w)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[.!?…;:№§()]")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.:/-])")

_NUMBER = frozenset(("cardinal", "one", "collective", "digit"))
_ORDINAL, _UNIT = frozenset(("ordinal",)), frozenset(("unit",))
_CARDINAL = frozenset(("cardinal", "digit"))


def _one(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


_Sequences = tuple[tuple[str, tuple[frozenset[str], ...]], ...]

_SEQUENCES: _Sequences = (
    ("count", (_NUMBER | _ORDINAL, _UNIT)),
    ("count", (_NUMBER, _one("between"), _UNIT)),
    ("count", (_one("half"), _UNIT)),
    ("count", (_one("hour"), _one("cardinal", "hourly"))),
    ("count", (_one("joined"),)),
    ("time", (_NUMBER | _ORDINAL, _one("daypart"))),
    ("time", (_one("morning"), _one("cardinal", "hourly", "one"))),
    ("time", (_one("onthe"), _ORDINAL, _one("stop"))),
    ("time", (_one("at"), _one("cardinal"), _one("stop"))),
    ("time", (_one("halfpast"), _ORDINAL)),
    ("time", (_one("cardinal", "hourly"), _one("halfpast"))),
    ("time", (_NUMBER | _ORDINAL, _one("month", "monthday"))),
    ("time", (_one("month"), _CARDINAL | _ORDINAL)),
    ("time", (_one("edge"), _one("year"))),
    ("time", (_one("year"), _UNIT, _one("edge"))),
    ("age", (_one("being"), _one("cardinal"))),
    ("age", (_one("ages"), _one("cardinal"), _one("stop"))),
    ("age", (_one("cardinal"), _one("reached"))),
    ("age", (_one("cardinal"), _one("between"), _one("reached"))),
    ("age", (_one("decade"),)),
    ("number", (_ORDINAL, _one("room"))),
    ("number", (_ORDINAL, _one("roomadj"), _one("room"))),
    ("number", (_one("room", "file"), _CARDINAL)),
    ("number", (_one("room", "file"), _one("one"), _CARDINAL)),
    ("number", (_one("sign"), _NUMBER | _ORDINAL)),
)
"""Kinds of words that say something together, one after the other."""

_NOTHING: _Sequences = (
    ("none", (_NUMBER, _one("counted"))),
    ("none", (_NUMBER, _NUMBER | _one("between"), _one("counted"))),
)
"""What may be counted: people, blows, complaints."""

_PARTS = tuple(parts for _, parts in _SEQUENCES)
_SHORT = "".join(rf"(?<!\b{word})" for word in sorted({*ABBREVIATIONS} - {"с", "д"}))
_CAPITAL = re.compile("[A-ZА-ЯЁӘҒҚҢӨҮҰҺІ]\\w*")
_BEGINS = re.compile(
    rf"(?:(?:^|\n|(?:[!?…]|(?<!\b[^\W\dяi]){_SHORT}\.)[»”\")]?\s)(?:[–—-]\s?)?[«“\"(]?|[:,]\s[«“\"]|:\s[–—-]\s)$",
    re.IGNORECASE,
)
"""What stands before the beginning of a sentence, or of what somebody says."""

_BACK = 12
_LIKE_I = frozenset(("I", "Я"))


class Said(NamedTuple):
    """A stretch of a text and what it says."""

    start: int
    end: int
    kind: str


Marks = Mapping[int, list[tuple[str, int, bool]]]
"""By its number what a word begins: a kind, the number after its last word, and whether it says something alone."""


def said_in(text: str, language: str, codes: frozenset[str]) -> Iterator[Said]:
    """Yield what a text says, without names; ``codes`` are such as ``2022``, ``Q1``, ``01``, ``minor``."""
    start = 0
    for end in (*(found.end() for found in END.finditer(text)), len(text)):
        for one in _said(text[start:end], language, codes):
            yield Said(start + one.start, start + one.end, one.kind)
        start = end


END = re.compile(r"[.!?…]\s+")


# Plain sentences come again in the stories of others, and a preview that follows each change judges all of them.
@lru_cache(maxsize=16384)
def _said(sentence: str, language: str, codes: frozenset[str]) -> tuple[Said, ...]:
    marks = _marks(sentence, table_of(language), codes)
    if not _may_say(frozenset(kind for some in marks.values() for kind, _, _ in some)):
        return ()
    marks = _without_nothing(marks)
    every = ((start, *mark) for start, some in marks.items() for mark in some if mark[0] in _ALONE)
    alone = ((_ALONE[kind] if says else _TOLD, start, end) for start, kind, end, says in every)
    found = {*alone, *_sequences(_SEQUENCES, marks)}
    spans = [one.span() for one in _TOKEN.finditer(sentence)] if found else []
    return tuple(sorted(Said(spans[start][0], spans[end - 1][1], kind) for kind, start, end in found))


def capitals_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words with a capital letter that begins no sentence and nothing that somebody says, and initials."""
    for found in _CAPITAL.finditer(text):
        start, end = found.span()
        before, after = text[max(0, start - _BACK) : start], text[end : end + 1]
        plainly = end - start > 1 and (not start or (before[-2:] == ". " and before[-7:-2].isalpha()))
        if plainly or found[0] in _LIKE_I:
            continue
        begins = _BEGINS.search(before) if start > _BACK else _BEGINS.search("\n" + before)
        named = before[-3:-2] == "," and after in _CLOSING
        if not begins or named or (end - start == 1 and after == "."):
            yield start, end


_CLOSING = tuple('»”"')


@lru_cache(maxsize=1024)
def _may_say(kinds: frozenset[str]) -> bool:
    """Tell quickly of most sentences that they say nothing: no word does alone, and no sequence has all its parts."""
    return not _ALONE.keys().isdisjoint(kinds) or any(not any(map(kinds.isdisjoint, parts)) for parts in _PARTS)


def _marks(sentence: str, table: Table, codes: frozenset[str]) -> Marks:
    written = _TOKEN.findall(sentence)
    words, marks = list(map(str.lower, written)), dict[int, list[tuple[str, int, bool]]]()
    # Most words say nothing, and a call for each would take twice as long.
    for number, entries in enumerate(map(table.__getitem__, words)):
        for entry in entries:
            start = number - entry.key
            if entry.alone or (start >= 0 and _stands(entry.words, start, words, written)):
                kind, says = _kind_of(entry, words[number], codes)
                marks.setdefault(start, []).append((kind, start + len(entry.words), says))
    return marks


def _kind_of(entry: StoryWord, word: str, codes: frozenset[str]) -> tuple[str, bool]:
    """Return the kind of what stands there, and whether it says something alone, beyond the codes of the story."""
    if entry.kind == "digit" and _YEAR.match(word):
        return "year", word[:4] not in codes
    fits = not entry.codes.isdisjoint(codes)
    if entry.kind == "none":
        return ("none" if fits or not entry.codes else "", False)
    return ("none" if fits and entry.kind == "age" else entry.kind), entry.kind in _ALONE and not fits


def _stands(of: tuple[str, ...], start: int, words: list[str], written: list[str]) -> bool:
    """Whether the words of an entry stand here; a capital letter in the table stands for itself."""
    end = start + len(of)
    for word, one in zip(words[start:end], of, strict=False):
        if not is_form(compared(word), one.lower()):
            return False
    titled = (is_form(word, one) for word, one in zip(written[start:end], of, strict=False) if one.istitle())
    return end <= len(words) and all(titled)


_ALONE = {**{kind: kind for kind in (*REFUSED_KINDS, *ASKED)}, **dict.fromkeys(("month", "season", "year"), "time")}
_ALONE["digit"] = "number"
"""What says something alone, and of which kind that is."""


def _without_nothing(marks: Marks) -> Marks:
    """Return the marks without words that say nothing together."""
    free = [(start, end) for start, some in marks.items() for kind, end, _ in some if kind == "none"]
    free += [(start, end) for _, start, end in _sequences(_NOTHING, marks)]
    covered = {number for start, end in free for number in range(start, end)}
    return {
        start: [mark for mark in some if not covered.issuperset(range(start, mark[1]))] for start, some in marks.items()
    }


def _sequences(sequences: _Sequences, marks: Marks) -> Iterator[tuple[str, int, int]]:
    for start, some in marks.items():
        kinds = {kind for kind, _, _ in some}
        for kind, parts in sequences:
            if not parts[0].isdisjoint(kinds):
                yield from ((kind, start, end) for end in _ends(parts, start, marks))


def _ends(parts: tuple[frozenset[str], ...], start: int, marks: Marks) -> Iterator[int]:
    """Yield where kinds of words end that stand one after the other from a word on."""
    for kind, end, _ in marks.get(start, ()):
        if kind in parts[0]:
            if len(parts) == 1:
                yield end
            else:
                yield from _ends(parts[1:], end, marks)
