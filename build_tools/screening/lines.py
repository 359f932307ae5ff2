"""The lines of a text, and whether others stood there before.

In: texts. Out: lines, by their numbers or their places. Judges nothing.
"""

import re
from bisect import bisect_right
from functools import cached_property

from build_tools.personal_data import Finding

_BREAK = re.compile("\r\n|\r|\n")


def with_plain_ends(text: str) -> str:
    """Return a text of the same lines, which end as Python writes them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Lines:
    """The lines of a text, whatever ends them."""

    def __init__(self, text: str):
        ends = [0, *(found.end() for found in _BREAK.finditer(text))]
        self.starts = ends
        self.lines = [line.rstrip() for line in _BREAK.split(text)]

    def at(self, place: int) -> tuple[int, int]:
        """Return the line and the column of a place, from 1."""
        number = self._number(place)
        return number + 1, place - self.starts[number] + 1

    def touched(self, one: Finding) -> list[str]:
        """Return the lines that a finding touches."""
        return self.lines[self._number(one.start) : self._number(one.end - 1) + 1]

    def _number(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def hold(self, lines: list[str]) -> bool:
        """Whether these lines stand here, one after the other."""
        size = len(lines)
        return any(self.lines[number : number + size] == lines for number in self._numbers.get(lines[0], ()))

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            numbers.setdefault(line, []).append(number)
        return numbers
