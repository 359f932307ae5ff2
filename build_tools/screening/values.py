"""What a file of data says: its keys and values, each by itself, for only these are words.

In: YAML, or a page with front matter. Out: the same signs at the same places, without those of YAML; codes apart.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.personal_data import Finding
from build_tools.problems import Field
from build_tools.screening.finder import Finder, lines_with_findings

if TYPE_CHECKING:
    from build_tools.load.strict_yaml import Scalar

_FRONT = re.compile(r"\A---[ ]*\n(?:(?!---[ ]*$).*\n)*", re.MULTILINE)
_SIGNS = re.compile(r"[\s,:\[\]{}|>+?-]*")
"""What stands between two values and is no remark."""

_AS_IN_WORDS = str.maketrans("[]{}|>+?-,", "         .")
"""A colon and a full stop part values as they part sentences, so that no number goes on in the next."""

_HEADER = re.compile(r"[|>][+-]?")
_ESCAPED = re.compile(r"\\[nt]|\\(?=[\"/\\])")
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
"""A code of a closed list, or the name of a field. One that is a word alone is read as a word."""


class Values:
    """The keys, values and entries of data, as far as it can be read."""

    def __init__(self, data: str):
        from build_tools.load import strict_yaml  # takes long to load, and most files hold no data

        self.every = strict_yaml.scalars(data)
        self.by_field = {one.field: one.value for one in self.every}
        self._starts = [one.start for one in self.every]

    def around(self, one: Finding) -> "Scalar | None":
        """Return that in which a finding lies."""
        number = bisect_right(self._starts, one.start) - 1
        return self.every[number] if number >= 0 and one.end <= self.every[number].end else None


# Of one file much is asked.
values_of = lru_cache(maxsize=4)(Values)


def data_of(path: str, text: str) -> str:
    """Return the data with which a text begins: all of a YAML file, the front matter of a page, or nothing."""
    if path.endswith(".yml"):
        return text
    found = _FRONT.match(text.replace("\r\n", " \n").replace("\r", "\n"))
    return text[: found.end()] if found else ""


def apart(data: str) -> str:
    """Return data in which each key and value stands on a line of its own; from where it cannot be read on, as it is
    written."""
    parts, end = list[str](), 0
    for one in values_of(data).every:
        parts += (_between(data[end : one.start]), _said(data[one.start : one.end]))
        end = one.end
    rest = data[end:]
    return "".join((*parts, _between(rest) if _SIGNS.fullmatch(rest) else rest))


def _between(text: str) -> str:
    """Return what stands before a value, without the signs of YAML, at the end of a line."""
    lines = (line if "#" in line else _without_signs(line) for line in text.split("\n"))
    text = "\n".join(lines)
    return f"{text[:-1]}\n" if text.endswith(" ") else text


def _without_signs(line: str) -> str:
    return line.translate(_AS_IN_WORDS) if _SIGNS.fullmatch(line) else line


def _said(value: str) -> str:
    """Return a value as it is written, without its quotes and the sign with which a longer text begins; no code."""
    if value[:1] in "\"'" and value[-1:] == value[:1]:
        value = f" {value[1:-1]}."
        value = _ESCAPED.sub(lambda found: " " * len(found[0]), value)
    elif value[:1] in "|>":
        value = _HEADER.sub(lambda found: " " * len(found[0]), value, count=1)
    return " " * len(value) if _CODE.fullmatch(value.strip()) else value


def is_within(one: Finding, data: str, field: Field) -> bool:
    """Tell whether a finding lies within a field of data."""
    value = values_of(data).around(one) if field else None
    return value is not None and value.field[: len(field)] == field


def found_in_codes(data: str, look: Finder) -> Iterator[Finding]:
    """Yield the codes of data in which something may be personal. What looks like a name in a network, as codes do,
    counts where the code read as words names somebody."""
    codes = [one for one in values_of(data).every if _CODE.fullmatch(one.value)] if data else []
    doubtful = lines_with_findings({f"{one.value}:" for one in codes}, look)
    found = {line: one for line in doubtful for one in look(line) if one.category != "HANDLE" or _names(line, look)}
    for one in codes:
        if what := found.get(f"{one.value}:"):
            yield what.at(one.start, one.end)


def _names(code: str, look: Finder) -> bool:
    return any(found.severity == "block" for found in look(code.replace("_", " ").title()))
