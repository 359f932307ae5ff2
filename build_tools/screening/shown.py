"""What a page shows and its Markdown does not say as it is written: a number across links, an address in code.

In: Markdown. Out: findings, each on the line of the Markdown with which it is complete.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from build_tools.personal_data import Finding
from build_tools.screening.finder import Finder
from build_tools.screening.masks import mask

_CALL = re.compile(r"\{\{[^{}\n]*\}\}")
_STRESS = re.compile(r"(?<![\w*])\*{1,3}(?=\w)|(?<=[\w.,:;!?)»”])\*{1,3}(?![\w*])")
_SPACES = re.compile(r"\s+")
_PART = "\n|\n"
_MOST = 5
"""Lines that are named; who mends them is told of the next."""


def shown(path: str, text: str, finder: Finder) -> Iterator[Finding]:
    """Yield what may be personal on the page that is made of a text, and not in the text as it is written."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for _ in range(_MOST):
        found = _found(path, lines, finder)
        if not found:
            return
        number = _completing(path, lines, finder)
        yield Finding(starts[number], starts[number] + len(lines[number]), found[0].category, found[0].severity)
        lines[number] = ""


def _completing(path: str, lines: list[str], finder: Finder) -> int:
    """Return the first line with which the lines up to it show something."""
    fewer, enough = 0, len(lines)
    while enough - fewer > 1:
        middle = (fewer + enough) // 2
        fewer, enough = (fewer, middle) if _found(path, lines[:middle], finder) else (middle, enough)
    return enough - 1


def _found(path: str, lines: list[str], finder: Finder) -> list[Finding]:
    anew = _PART.join(_told_anew("\n".join(lines)))
    return finder(mask(path, anew)) if anew else []


def _told_anew(text: str) -> Iterator[str]:
    """Yield each line that a page tells and that does not stand in the text as it is written."""
    from build_tools.plain_words import html_of, told  # loads Markdown, which most files have no use for

    text = _CALL.sub("|", text)
    written = _SPACES.sub(" ", _STRESS.sub("", text))
    for line in told(html_of(text)).split("\n"):
        said = _SPACES.sub(" ", line).strip()
        if said not in written:
            yield said
