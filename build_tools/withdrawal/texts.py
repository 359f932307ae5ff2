"""What names a case in texts of people, and the same texts without it: words, links, reviewed exceptions.

In: the text of a page or of ``content/reviewed.yml``, ids, files of cases. Out: texts, lines, verdicts. Reads no file.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from build_tools.load.strict_yaml import lines_of, parse

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\(<?(?P<to>[^\s()<>]*)>?(?:\s+\"[^\"]*\")?\)")
_BARE = re.compile(r" ?<(?P<to>https://[^\s<>]*)>")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def names_case(text: str, case: str) -> bool:
    """Tell whether a text names a case. An id of digits alone may be a year, and counts as a part of an address."""
    before, after = (r"(?<=cases/)", r"(?=\.)") if case.isdigit() else (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])")
    return re.search(f"{before}{case}{after}", text) is not None


def lines_naming(text: str, case: str) -> list[int]:
    """Return the lines, from 1, in which a case is named."""
    return [number for number, line in enumerate(text.split("\n"), 1) if names_case(line, case)]


def without_links(text: str, case: str) -> str:
    """Return a text in which each link to a case is its words alone, and an address in pointed brackets is gone."""
    text = _LINK.sub(lambda found: found["words"] if names_case(found["to"], case) else found[0], text)
    return _BARE.sub(lambda found: "" if names_case(found["to"], case) else found[0], text)


def only_shorter(old: str, new: str, cases: Iterable[str]) -> bool:
    """Tell whether a page named one of the cases, and nothing was done to it but taking words out."""
    left = iter(_TOKEN.findall(old))
    return any(names_case(old, case) for case in cases) and all(token in left for token in _TOKEN.findall(new))


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
