"""Where sentences and their clauses begin and end, as far as signs and capital letters tell.

In: a plain text and a place in it. Out: whether something begins there, or what lies around.
"""

import re

Span = tuple[int, int]

_BEGINS = re.compile(
    r"(?:\n[^\w\n]*(?:\d{1,3}[.)]? ?)?[^\w\n]*|[.!?][\"'»”)\]*_`]* +[«\"'“(\[*_`-]*|\| *[*_`]*|[.!?][^\S\n]*\n\W*)$"
)
_LOOK_BACK, _REACH = 24, 90
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\. ?[«\"'“(]?$")
ABBREVIATIONS = (
    *("г", "гор", "ул", "пр", "ст", "т", "им", "обл", "пос", "с", "п", "пп", "стр", "см", "ред", "тов", "гр", "қ", "ш"),
    *("м", "мкр", "д", "кв", "мл", "стар", "подполк", "полк", "кап", "mr", "mrs", "ms", "dr", "prof", "no", "art"),
)
"""Words after whose full stop a sentence goes on."""

_ENDS = re.compile(r"[!?\n]|(?<=\w{4})[.;](?= )")
_REST_OF_CLAUSE = re.compile(r"[^\n.;!?\d]*")


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence, a line or a cell of a table may begin at a place."""
    if text[place - 2 : place].rstrip(" ").isalpha():
        return False
    before = ("\n" if place <= _LOOK_BACK else "") + text[max(0, place - _LOOK_BACK) : place]
    if not _BEGINS.search(before):
        return False
    last = _LAST_WORD.search(before) if "." in before else None
    return not (last and (len(last[1]) == 1 or last[1].lower() in ABBREVIATIONS))


def sentence_around(text: str, start: int, end: int) -> Span:
    """Return where the sentence around a stretch lies, as far as it is near."""
    before = [found.end() for found in _ENDS.finditer(text, max(0, start - _REACH), start)]
    after = _ENDS.search(text, end, end + _REACH)
    return before[-1] if before else max(0, start - _REACH), after.start() if after else end + _REACH


def is_in_clause_before(pattern: re.Pattern[str], text: str, place: int, reach: int) -> bool:
    """Tell whether a pattern finds something near before a place, in the same clause."""
    found = pattern.finditer(text, max(0, place - reach), place)
    return any(_REST_OF_CLAUSE.fullmatch(text, one.end(), place) for one in found)


def line_around(text: str, place: int) -> Span:
    """Return where the line lies that holds a place."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def with_neighbours(text: str, line: Span) -> Span:
    """Return where a line lies with those before and after it."""
    return line_around(text, max(0, line[0] - 1))[0], line_around(text, min(len(text), line[1] + 1))[1]
