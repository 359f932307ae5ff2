"""Files, names and commits come in; what may be personal in them and nobody approved goes out.

The check, the hooks of git and the finished site are judged in one way. Here: where in its lines a finding stands,
whether they stood there before, and whether they hold a story or rows of the register, pasted into words. Files of
records are refused by their place, and read by their models.
"""

import re
from collections.abc import Callable, Iterator

from build_tools.personal_data import Finding
from build_tools.problems import Fault

Finder = Callable[[str], list[Finding]]

_BREAK = re.compile("[\r\n]")


def without_doubles(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings without those long numbers that are found as something more exact as well."""
    exact = [one for one in found if one.category != "NUMBER"]
    for one in found:
        if one.category != "NUMBER" or not any(one.start < other.end and other.start < one.end for other in exact):
            yield one


def with_plain_ends(text: str) -> str:
    """Return a text of the same lines, which end as Python writes them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place_of(text: str, start: int) -> tuple[int, int]:
    """Return the line and the column of a place, from 1, whatever ends the lines."""
    before = with_plain_ends(text[:start])
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def lines_in(text: str) -> str:
    """Return the lines of a text as they are compared, each between two breaks."""
    return "\n".join(("", *(line.rstrip() for line in with_plain_ends(text).split("\n")), ""))


def lines_around(text: str, one: Finding) -> str:
    """Return the lines that a finding touches, as they are compared."""
    start = max(text.rfind("\n", 0, one.start), text.rfind("\r", 0, one.start)) + 1
    last = _BREAK.search(text, one.end - 1)
    return lines_in(text[start : last.start() if last else len(text)])


ELSEWHERE = Fault(
    "protect.record_elsewhere",
    "holds the record of a case, where none may lie; take it out of the commit that brings it: a later commit that "
    "takes it away leaves it in the history; if it is invented, let it say so: invented: true",
)

FIELDS = (
    *("period", "place", "gender", "age_band", "detention_place", "authority", "treatment", "access_lawyer"),
    *("access_doctor", "access_family", "complaint", "assistance"),
)
"""The fields that state facts of a report: those of ``models.fact_fields``, without loading a model."""

_OF_STORIES = ("free_to_speak", "alike", "consent", "confirmed", "summary")
"""What a story has besides."""

_ENOUGH = 4
"""Fields that no other text has together."""

_LINE = re.compile(
    rf"^[\W\d]{{0,20}}({'|'.join((*FIELDS, *_OF_STORIES))})[\"'* \t`]*[:=|]", re.MULTILINE | re.IGNORECASE
)
_INVENTED = re.compile(
    r"^[^\w\n]{0,20}[0-9]{0,4}[^\w\n]{0,4}(?:invented[\"']?\s*:\s*true|release[\"']?\s*:\s*[\"']?examples)\b",
    re.MULTILINE,
)
_REMARK = re.compile(r"^[ \t]*#.*$", re.MULTILINE)

_NAME, _LETTER = re.compile(r"[a-z_]+"), re.compile(r"[^\W\d_]")
_PARTING = ",;\t|"
"""The signs that part the cells of a row."""


def tells_a_story(path: str, text: str) -> bool:
    """Whether words, or the remarks of a file of data, hold a story that does not say that it is invented."""
    if path.endswith(".yml"):
        text = "\n".join(_REMARK.findall(text))
    fields = {found[1].lower() for found in _LINE.finditer(text)}
    return (len(fields) >= _ENOUGH or _has_rows(text)) and not _INVENTED.search(text)


def _has_rows(text: str) -> bool:
    """Whether a line names fields of the register as cells, and one of the next two with words has as many."""
    lines = text.split("\n")
    named = (number for number, line in enumerate(lines) if len({*_NAME.findall(line.lower())} & {*FIELDS}) >= _ENOUGH)
    heads = (number for number in named if _cells(lines[number]))
    return any(_cells(lines[head]) in map(_cells, filter(_LETTER.search, lines[head + 1 : head + 3])) for head in heads)


def _cells(line: str) -> tuple[int, ...]:
    """Return how many of each sign part the cells of a line, if it has enough for a row."""
    found = tuple(line.count(sign) for sign in _PARTING)
    return found if max(found) >= _ENOUGH - 1 else ()
