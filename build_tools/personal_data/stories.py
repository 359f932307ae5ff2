"""What the words of a story say beyond its codes: a time, an age, a number, a name, or what marks somebody out.

In: a text, its language, and the codes of time and age that the story has. Out: stretches of the text with their kind;
of a kind in ``REFUSED_KINDS`` nothing may be said, any other is for a second reader.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from build_tools.personal_data.normalise import begins_sentence
from build_tools.personal_data.story_words import StoryWord, Table, compared, is_form, table_of

REFUSED_KINDS = ("time", "count", "age", "number")
ASKED = ("unique", "kin", "office", "profession", "nation", "faith", "illness", "family", "media", "landmark")
_NOTHING, _CODED = "none", "coded"
"""The kinds of what says nothing, and of what a code of the story tells."""

_ALONE = {**{kind: kind for kind in (*REFUSED_KINDS, *ASKED)}, **dict.fromkeys(("month", "season", "year"), "time")}
_ALONE["digit"] = "number"
"""What says something alone, and of which kind that is."""

_TOKEN = re.compile(r"\d(?:[\w.:/-]*\w)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[.!?…;:№§()]")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.:/-])")
END = re.compile(r"[.!?…]\s+")

_NUMBER = frozenset(("cardinal", "one", "collective", "digit"))
_ORDINAL, _UNIT = frozenset(("ordinal",)), frozenset(("unit",))
_CARDINAL = frozenset(("cardinal", "digit"))


def _one(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


_SEQUENCES: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = (
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
    (_NOTHING, (_NUMBER, _one("counted"))),
    (_NOTHING, (_NUMBER, _NUMBER | _one("between"), _one("counted"))),
)
"""Kinds of words that say something together, one after the other; or nothing, as people and blows that are counted."""

_CAPITAL = re.compile("[A-ZА-ЯЁӘҒҚҢӨҮҰҺІ]\\w*")
_BEGINS_SPEECH = re.compile(r"(?:[,:]\s[«“\"]|[:.!?…]\s[–—-]\s|\b[яi]\.\s)$", re.IGNORECASE)
"""What stands before what somebody says; and a word of one letter that is no initial before a sentence."""

_BACK = 4
_LIKE_I = frozenset(("I", "Я"))
_CLOSING = tuple('»”"')


class Said(NamedTuple):
    """A stretch of a text and what it says."""

    start: int
    end: int
    kind: str


class _Mark(NamedTuple):
    """What a word begins: a kind, the number after its last word, and the kind that it says alone, if it does."""

    kind: str
    end: int
    alone: str


_Marks = Mapping[int, list[_Mark]]
"""By the number of a word what it begins."""


def said_in(text: str, language: str, codes: frozenset[str]) -> Iterator[Said]:
    """Yield what a text says, without names; ``codes`` are such as ``2022``, ``Q1``, ``01``, ``minor``."""
    start = 0
    for end in (*(found.end() for found in END.finditer(text)), len(text)):
        for one in _said_in_sentence(text[start:end], language, codes):
            yield Said(start + one.start, start + one.end, one.kind)
        start = end


# Plain sentences come again in the stories of others, and a preview that follows each change judges all of them.
@lru_cache(maxsize=16384)
def _said_in_sentence(sentence: str, language: str, codes: frozenset[str]) -> tuple[Said, ...]:
    marks = _without_nothing(_marks(sentence, table_of(language), codes))
    found = {(mark.alone, start, mark.end) for start, some in marks.items() for mark in some if mark.alone}
    found |= {one for one in _sequences(marks) if one[0] != _NOTHING}
    spans = [one.span() for one in _TOKEN.finditer(sentence)] if found else []
    return tuple(sorted(Said(spans[start][0], spans[end - 1][1], kind) for kind, start, end in found))


def _marks(sentence: str, table: Table, codes: frozenset[str]) -> _Marks:
    """Return what each word of a sentence begins."""
    written = _TOKEN.findall(sentence)
    marks = dict[int, list[_Mark]]()
    for number, word in enumerate(map(str.lower, written)):
        for entry in table[word]:
            start = number - entry.key
            end = start + len(entry.words)
            if start >= 0 and end <= len(written) and all(map(_is_written, written[start:end], entry.words)):
                marks.setdefault(start, []).append(_mark(entry, word, end, codes))
    return marks


def _is_written(word: str, of: str) -> bool:
    """Tell whether a word is a form of one in the table, where a capital letter stands for itself."""
    return is_form(compared(word), of.lower()) and (not of.istitle() or is_form(word, of))


def _mark(entry: StoryWord, word: str, end: int, codes: frozenset[str]) -> _Mark:
    """Return what stands there, and which kind it says alone; what a code of the story tells says nothing more."""
    kind, is_coded = entry.kind, not entry.codes.isdisjoint(codes)
    if kind == "digit" and _YEAR.match(word):
        kind, is_coded = "year", word[:4] in codes
    elif kind == _NOTHING and entry.codes and not is_coded:
        kind = ""
    elif kind == "age" and is_coded:
        kind = _NOTHING
    return _Mark(kind, end, (_CODED if is_coded else _ALONE[kind]) if kind in _ALONE else "")


def _without_nothing(marks: _Marks) -> _Marks:
    """Return the marks without those of words that say nothing, alone or together."""
    nothing = [(start, mark.end) for start, some in marks.items() for mark in some if mark.kind == _NOTHING]
    nothing += [(start, end) for kind, start, end in _sequences(marks) if kind == _NOTHING]
    covered = {number for start, end in nothing for number in range(start, end)}
    return {
        start: [mark for mark in some if not covered.issuperset(range(start, mark.end))]
        for start, some in marks.items()
    }


def _sequences(marks: _Marks) -> Iterator[tuple[str, int, int]]:
    """Yield the kinds of what words say together, with the numbers of the first word and after the last."""
    for start, some in marks.items():
        kinds = {mark.kind for mark in some}
        for kind, parts in _SEQUENCES:
            if not parts[0].isdisjoint(kinds):
                yield from ((kind, start, end) for end in _ends(parts, start, marks))


def _ends(parts: tuple[frozenset[str], ...], start: int, marks: _Marks) -> Iterator[int]:
    """Yield where kinds of words end that stand one after the other from a word on."""
    for end in (mark.end for mark in marks.get(start, ()) if mark.kind in parts[0]):
        if len(parts) == 1:
            yield end
        else:
            yield from _ends(parts[1:], end, marks)


def capitals_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words with a capital letter that begins no sentence and nothing that somebody says, and initials."""
    for found in _CAPITAL.finditer(text):
        start, end = found.span()
        before, after = text[max(0, start - _BACK) : start], text[end : end + 1]
        begins = begins_sentence(text, start) or _BEGINS_SPEECH.search(before)
        is_name = (before[-3:-2] == "," and after in _CLOSING) or (end - start == 1 and after == ".")
        if found[0] not in _LIKE_I and (is_name or not begins):
            yield start, end
