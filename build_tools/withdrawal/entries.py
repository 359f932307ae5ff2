"""The reviewed exceptions of a case, which go with it.

In: the text of ``content/reviewed.yml`` and files of cases. Out: the same without their entries and what is remarked
above them. Reads no file.
"""

from collections.abc import Collection
from typing import Any

from build_tools.load.strict_yaml import parse
from build_tools.load.yaml_lines import lines_of

_EXCEPTIONS, _FILE = "exceptions", "file"
NO_EXCEPTIONS = f"{_EXCEPTIONS}: []\n"
"""What stays where the last exception goes."""


def without_entries(text: str, files: Collection[str]) -> str | None:
    """Return the text without the entries of some files, or nothing where it is not read as it would have to be."""
    if (wanted := _left(text, files)) is None:
        return None
    lines = text.splitlines(keepends=True)
    entries = _read(text).get(_EXCEPTIONS) or []
    for number in reversed([number for number, entry in enumerate(entries) if _is_of(entry, files)]):
        place = lines_of(text, (_EXCEPTIONS, number))
        del lines[_above(lines, place.start - 1) : _above(lines, place.stop - 1)]
    if not wanted[_EXCEPTIONS]:
        lines = [NO_EXCEPTIONS if line.startswith(f"{_EXCEPTIONS}:") else line for line in lines]
    made = "".join(lines)
    return made if _left(made, ()) == wanted else None


def _left(text: str, files: Collection[str]) -> dict[str, Any] | None:
    """Return what stays of the data, or nothing where it cannot be read."""
    data = _read(text)
    entries = data.get(_EXCEPTIONS, [])
    if not data or not isinstance(entries, list):
        return None
    return {**data, _EXCEPTIONS: [one for one in entries if not _is_of(one, files)]}


def _read(text: str) -> dict[str, Any]:
    return parse(text, "")[0] or {}


def _is_of(entry: object, files: Collection[str]) -> bool:
    return isinstance(entry, dict) and entry.get(_FILE) in files


def _above(lines: list[str], start: int) -> int:
    """Return where the remarks above a line begin."""
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start
