"""What looks through a text, and the lines of a text: where a finding stands, and whether its lines stood there before.

In: texts and findings. Out: lines, by number or as they are written.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from build_tools.personal_data import Finding

Finder = Callable[[str], list[Finding]]

BETWEEN_LINES = "\n|\n"
"""What keeps two lines from being read as one."""

_BREAK = re.compile("[\r\n]")


def without_doubles(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings without those long numbers that are found as something more exact as well."""
    exact = [one for one in found if one.category != "NUMBER"]
    for one in found:
        if one.category != "NUMBER" or not any(one.start < other.end and other.start < one.end for other in exact):
            yield one


def lines_with_findings(lines: Iterable[str], look: Finder) -> set[str]:
    """Return the lines, each read by itself, in which something is found."""
    lines = [*lines]
    starts = list(accumulate((len(line) + len(BETWEEN_LINES) for line in lines), initial=0))
    places = (place for one in look(BETWEEN_LINES.join(lines)) for place in (one.start, one.end - 1))
    return {lines[bisect_right(starts, place) - 1] for place in places}


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
