"""What a page shows and its Markdown does not say as it is written: a number across links, an address in code.

In: Markdown. Out: findings, each on the line of the Markdown with which it is complete.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from build_tools.bounds import LINE
from build_tools.personal_data import Finding
from build_tools.screening.finder import Finder
from build_tools.screening.masks import mask

_CALL = re.compile(r"\{\{[^{}\n]*\}\}")
_STRESS = re.compile(r"(?<![\w*])\*{1,3}(?=\w)|(?<=[\w.,:;!?)»”])\*{1,3}(?![\w*])")
_FRONT = re.compile(r"---[ ]*\n(?:.*\n)*?---[ ]*\n")
"""The front matter of a page, which is no Markdown. What stands below is what rules and pages make into HTML too."""

_PARAGRAPH = re.compile(r"(?:(?!\r).+\n?)+")
_LINE = re.compile(r".+\n?")
_SPACES = re.compile(r"\s+")
_PART = "\n|\n"
_MOST = 5
"""Lines that are named; who mends them is told of the next."""


def shown(path: str, text: str, finder: Finder) -> Iterator[Finding]:
    """Yield what may be personal on the page that is made of a text, and not in the text as it is written. What no
    paragraph shows by itself is said of the whole page: to look for its line would take the page many times over."""
    front = _FRONT.match(text)
    first = front.end() if front else 0
    whole = _found(path, text[first:], finder)
    if not whole:
        return
    paragraphs = _PARAGRAPH.finditer(text, first)
    pairs = ((paragraph, _found(path, paragraph[0], finder)) for paragraph in paragraphs)
    named = list(islice((pair for pair in pairs if pair[1]), _MOST))
    for paragraph, found in named:
        start, end = _completing(path, paragraph[0], finder)
        yield replace(found[0], start=paragraph.start() + start, end=paragraph.start() + end)
    if not named:
        yield replace(whole[0], start=0, end=len(text))


def _completing(path: str, text: str, finder: Finder) -> tuple[int, int]:
    """Return where the first line lies with which the lines up to it show something; all of a text that is longer
    than a paragraph may be."""
    if len(text) > LINE:
        return 0, len(text)
    ends = [0, *(found.end() for found in _LINE.finditer(text))]
    number = bisect_left(range(1, len(ends) - 1), True, key=lambda upto: bool(_found(path, text[: ends[upto]], finder)))
    return ends[number], ends[number + 1]


def _found(path: str, text: str, finder: Finder) -> list[Finding]:
    anew = _PART.join(_told_anew(text))
    return finder(mask(path, anew)) if anew else []


def _told_anew(text: str) -> Iterator[str]:
    """Yield each line that a page tells and that does not stand in the text as it is written."""
    from build_tools.plain_words import all_text, html_of  # loads Markdown, which most files have no use for

    written = _SPACES.sub(" ", _STRESS.sub("", _CALL.sub("|", text)))
    for line in all_text(html_of(text)).split("\n"):
        said = _SPACES.sub(" ", _CALL.sub("|", line)).strip()
        if said not in written:
            yield said
