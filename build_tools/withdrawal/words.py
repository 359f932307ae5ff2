"""Words that name a case: where they do, the same without links to it, and whether nothing else was changed in them.

In: the text of a page of words, and ids. Out: texts, lines, verdicts. Reads no file.
"""

import re
from collections.abc import Iterable, Sequence

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\(<?(?P<to>[^\s()<>]*)>?(?:\s+\"[^\"]*\")?\)")
_BARE = re.compile(r" ?<(?P<to>https://[^\s<>]*)>")
_STAMP = re.compile(r"(?<=version: )([\"']?)[0-9a-f]{12}\1")
"""The fingerprint of words, which follows them."""

_GAP = re.compile(r"\n[ \t]*\n\s*")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def names(text: str, case: str) -> bool:
    """Tell whether a text names a case. An id of digits alone may be a year, and counts as a part of an address."""
    before, after = (r"(?<=cases/)", r"(?=\.)") if case.isdigit() else (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])")
    return re.search(f"{before}{case}{after}", text) is not None


def lines_naming(text: str, case: str) -> list[int]:
    """Return the lines, from 1, in which a case is named."""
    return [number for number, line in enumerate(text.split("\n"), 1) if names(line, case)]


def without_links(text: str, case: str) -> str:
    """Return a text in which each link to a case is its words alone, and an address in pointed brackets is gone."""
    text = _LINK.sub(lambda found: found["words"] if names(found["to"], case) else found[0], text)
    return _BARE.sub(lambda found: "" if names(found["to"], case) else found[0], text)


def only_shorter(old: str, new: str, cases: Iterable[str]) -> bool:
    """Tell whether nothing was done to a page but taking words out of paragraphs that name one of the cases, and
    writing the fingerprints that belong to the shorter words."""
    wanted, paragraphs = tuple(cases), [part.strip() for part in _GAP.split(_unstamped(new).strip())]
    ends = {0}
    for part in (part.strip() for part in _GAP.split(_unstamped(old).strip())):
        naming = any(names(part, case) for case in wanted)
        ends = {end for place in ends for end in _next(part, paragraphs, place, naming)}
    return len(paragraphs) in ends


def _next(part: str, paragraphs: Sequence[str], place: int, naming: bool) -> Iterable[int]:
    """Yield after which of the new paragraphs an old one can end: it is the next, less of it is, or it is gone."""
    if naming:
        yield place
    if place < len(paragraphs) and (paragraphs[place] == part or (naming and _is_within(paragraphs[place], part))):
        yield place + 1


def _is_within(less: str, more: str) -> bool:
    """Tell whether a text is another one of which some words and signs were taken out."""
    left = iter(_TOKEN.findall(more))
    return all(token in left for token in _TOKEN.findall(less))


def _unstamped(text: str) -> str:
    """Return a text without fingerprints of words."""
    return _STAMP.sub("", text)
