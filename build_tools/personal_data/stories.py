"""Find what the words of a story say beyond its codes: an answer without its code, a time, a number, a name, or what
marks somebody out.

In: a text, its language, and the codes that the story has; `data/story_words.txt`. Out: stretches of the text with
their kind and the code they tell; of a kind in ``REFUSED_KINDS`` nothing may be said, others are for a second reader.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from build_tools.personal_data.normalise import begins_sentence
from build_tools.personal_data.story_words import (
    AFTER,
    ANSWERS,
    NEAR,
    TOGETHER,
    WHERE,
    Relation,
    StoryWord,
    entries_with,
    is_written,
    relations_of,
)

REFUSED_KINDS = ("time", "count", "age", "number")
ASKED = ("unique", "kin", "office", "profession", "nation", "faith", "illness", "family", "media", "landmark")
_NOTHING, _CODED = "none", "coded"
"""The kinds of what says nothing, and of what a code of the story tells."""

_ALONE = {**{kind: kind for kind in (*REFUSED_KINDS, *ASKED)}, **dict.fromkeys(("month", "season", "year"), "time")}
_ALONE |= {"digit": "number", "joined": "count", "decade": "age", **{kind: kind for kind in ANSWERS}}
_ALONE |= dict.fromkeys(("she", "her", "he", "him"), "gender")
"""What says something alone, and of which kind that is."""

_SILENCED = {**dict.fromkeys(("she", "her"), ("narrator",)), **dict.fromkeys(("he", "him"), ("narrator", "somebody"))}
"""Kinds that say nothing of the person in a text that has a word of another kind, such as *he* where *I* speaks."""

_TOKEN = re.compile(r"[^\W\d_]++(?:'[^\W\d_]++)*+|\d(?:[\w.:/-]*\w)?|[.!?…;:№§()]")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.:/-])")
END = re.compile(r"[.!?…]\s+")
_QUOTED = re.compile('[«“„][^«“„»”]*[»”]|"[^"]*"')
_PAUSE = re.compile("[,;:–—]")

_ACTS = ("beat_act", "rape_act", "torment_act")
"""Kinds of words for what somebody does, or only threatens to do."""

_OF_ONE_ANSWER = ("access_lawyer", "access_doctor", "access_family", "complaint")

_CAPITAL = re.compile("[A-ZА-ЯЁӘҒҚҢӨҮҰҺІ]\\w*")
_BEGINS_SPEECH = re.compile(r"(?:[,:]\s[«“\"]|[:.!?…]\s[–—-]\s|\b[яi]\.\s)$", re.IGNORECASE)
"""What stands before what somebody says; and a word of one letter that is no initial before a sentence."""

_BACK = 4
_LIKE_I = frozenset(("I", "Я"))
_CLOSING = tuple('»”"')


class Detail(NamedTuple):
    """A stretch of a text and what it says: ``code`` is the code that may be added, such as ``gender: woman``."""

    start: int
    end: int
    kind: str
    code: str = ""


class _Mark(NamedTuple):
    """What some words of a sentence are: a kind, the numbers of the first word and after the last, and the kind that
    they say alone, if they do."""

    kind: str
    start: int
    end: int
    alone: str = ""
    code: str = ""


_BEGINNING_OF_ALL = _Mark("begin", 0, 0)
"""What stands before the first word of a sentence."""


def details_in(text: str, language: str, codes: frozenset[str]) -> Iterator[Detail]:
    """Yield what a text says, without names; ``codes`` are such as ``2022``, ``Q1``, ``minor``, ``gender=woman``."""
    text, start = text.replace("’", "'"), 0
    words = _TOKEN.findall(_QUOTED.sub(" ", text))
    kinds = {entry.kind for word in words for entry in entries_with(word, language) if len(entry.words) == 1}
    silent = {kind for kind, others in _SILENCED.items() if not kinds.isdisjoint(others)}
    for end in (*(found.end() for found in END.finditer(text)), len(text)):
        written = [one for one in _written_in(text[start:end], language) if one[0].kind not in silent]
        for one in _details_in(text[start:end], [_mark(*entry, codes) for entry in written], codes) if written else ():
            yield one._replace(start=start + one.start, end=start + one.end)
        start = end


def _details_in(sentence: str, marks: list[_Mark], codes: frozenset[str]) -> list[Detail]:
    together = list(_sequences(marks))
    if nothing := [one for one in (*marks, *together) if one.kind == _NOTHING]:
        covered = {number for one in nothing for number in range(one.start, one.end - (one in together))}
        marks = [one for one in marks if not covered.issuperset(range(one.start, one.end))]
        together = list(_sequences(marks))
    wider = [one for one in marks if (one.kind in ANSWERS or one.kind in _ACTS) and one.end - one.start > 1]
    marks = [one for one in marks if not any(_is_inside(one, other) for other in wider)]
    spans = [one.span() for one in _TOKEN.finditer(sentence)]
    pairs = list(_pairs_in(marks, sentence, spans))
    silent = {other for relation, _, other in pairs if relation.kind == _NOTHING}
    found = {(one.start, one.end, one.alone, one.code) for one in marks if one.alone and one not in silent}
    found |= {(one.start, one.end, one.kind, "") for one in together if one.kind != _NOTHING}
    told = [one for one in pairs if one[0].kind != _NOTHING and silent.isdisjoint(one[1:])]
    found |= {(one.start, one.end, relation.kind, code) for relation, one, code in _untold(told, codes)}
    return sorted(Detail(spans[start][0], spans[end - 1][1], kind, code) for start, end, kind, code in found)


def _is_inside(one: _Mark, other: _Mark) -> bool:
    """Whether words are part of more words that tell something, as *police* in *police station*."""
    inside = other.start <= one.start and one.end <= other.end
    return inside and one.kind in ANSWERS and one[1:3] != other[1:3]


def _untold(told: list[tuple[Relation, _Mark, _Mark]], codes: frozenset[str]) -> Iterator[tuple[Relation, _Mark, str]]:
    """Yield what words tell together and no code of the story tells. Of a field of one answer any of the codes will do
    that words of one sentence tell; what a word tells alone counts where no others do."""
    joint = {relation.kind for relation, *_ in told if relation.word != WHERE}
    fields = defaultdict[object, list[tuple[Relation, _Mark]]](list)
    for relation, one, other in told:
        if relation.word != WHERE or relation.kind not in joint:
            fields[relation.kind if relation.kind in _OF_ONE_ANSWER else (one, other)].append((relation, one))
    for some in fields.values():
        if codes.isdisjoint(code for relation, _ in some for code in relation.codes):
            relation, one = some[0]
            yield relation, one, _choice(relation.kind, relation.codes)


def _pairs_in(
    marks: list[_Mark], sentence: str, spans: list[tuple[int, int]]
) -> Iterator[tuple[Relation, _Mark, _Mark]]:
    """Yield the words that tell something near each other in a sentence, or alone."""
    by_kind = defaultdict[str, list[_Mark]](list)
    for one in (_BEGINNING_OF_ALL, *marks):
        by_kind[one.kind].append(one)
    for kind, some in by_kind.items():
        for relation, rest in relations_of(kind):
            if relation.word == WHERE:
                yield from ((relation, one, one) for one in some)
            elif relation.word != TOGETHER:
                others = [one for step in rest[0] for one in by_kind.get(step, ())]
                yield from (
                    (relation, one, other)
                    for one in some
                    for other in others
                    if _is_near(relation, one, other, sentence, spans)
                )


def _is_near(relation: Relation, one: _Mark, other: _Mark, sentence: str, spans: list[tuple[int, int]]) -> bool:
    """Whether few words stand between two, in the order and without the pause that a relation asks for."""
    first, last = (other, one) if relation.word == NEAR and other.start < one.start else (one, other)
    if not 0 <= last.start - first.end <= relation.gap:
        return False
    between = sentence[spans[first.end - 1][1] if first.end else 0 : spans[last.start][0]]
    return relation.word != AFTER or not _PAUSE.search(between)


# Plain sentences come again in the stories of others.
@lru_cache(maxsize=16384)
def _written_in(sentence: str, language: str) -> list[tuple[StoryWord, str, int]]:
    """Return what stands in a sentence of the table, with its last word there and the place of its first; nothing where
    that says nothing, alone or together."""
    written, found = _TOKEN.findall(sentence), list[tuple[StoryWord, str, int]]()
    for place, word in enumerate(written):
        for entry in entries_with(word, language):
            start, end = place - entry.longest, place - entry.longest + len(entry.words)
            if start >= 0 and end <= len(written) and all(map(is_written, written[start:end], entry.words)):
                found.append((entry, written[end - 1], start))
    return found if any(entry.kind in _ALONE or relations_of(entry.kind) for entry, *_ in found) else []


def _mark(entry: StoryWord, word: str, start: int, codes: frozenset[str]) -> _Mark:
    """Return what stands there, and which kind it says alone; what a code of the story tells says nothing more."""
    kind, is_coded = entry.kind, not codes.isdisjoint(entry.codes)
    if kind == "digit" and _YEAR.match(word):
        kind, is_coded = "year", word[:4] in codes
    elif kind == _NOTHING and entry.codes and not is_coded:
        kind = ""
    elif kind == "age" and is_coded:
        kind = _NOTHING
    alone = (_CODED if is_coded else _ALONE[kind]) if kind in _ALONE else ""
    return _Mark(kind, start, start + len(entry.words), alone, _choice(alone, entry.codes))


def _choice(field: str, codes: Iterable[str]) -> str:
    """Return the codes of a field that words may mean, as a file may have one of them."""
    own = [code.partition("=")[2] for code in codes if code.startswith(f"{field}=")]
    return f"{field}: {' | '.join(own)}" if own else ""


def _sequences(marks: list[_Mark]) -> Iterator[_Mark]:
    """Yield what words are that stand one after the other, of kinds that say something together."""
    after = defaultdict[int, list[_Mark]](list)
    for one in marks:
        after[one.start].append(one)
    for first in (one for one in marks if one.end in after):
        for relation, steps in relations_of(first.kind):
            ends = [first.end] if relation.word == TOGETHER else []
            for step in steps if ends else ():
                ends = [one.end for end in ends for one in after.get(end, ()) if one.kind in step]
            yield from (_Mark(relation.kind, first.start, end) for end in ends)


def capitals_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words with a capital letter that begins no sentence and nothing that somebody says, and initials."""
    for found in _CAPITAL.finditer(text):
        start, end = found.span()
        before, after = text[max(0, start - _BACK) : start], text[end : end + 1]
        begins = begins_sentence(text, start) or _BEGINS_SPEECH.search(before)
        is_name = (before[-3:-2] == "," and after in _CLOSING) or (end - start == 1 and after == ".")
        if found[0] not in _LIKE_I and (is_name or not begins):
            yield start, end
