"""Words that name a case: where they do, the same without links to it, and whether nothing but words was taken out.

In: the text of a page of words, and ids. Out: texts, lines, verdicts. Reads no file.
"""

import re
from collections.abc import Iterable

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\(<?(?P<to>[^\s()<>]*)>?(?:\s+\"[^\"]*\")?\)")
_BARE = re.compile(r" ?<(?P<to>https://[^\s<>]*)>")
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
    """Tell whether a page named one of the cases, and nothing was done to it but taking words out."""
    left = iter(_TOKEN.findall(old))
    return any(names(old, case) for case in cases) and all(token in left for token in _TOKEN.findall(new))
