"""What no text of people exceeds: its size, its words, lines and paragraphs, and what stands open in it.

In: the path of a text and the text. Out: what is too much and on which line. Asked before any pattern or parser reads
the text, so that none of them takes much longer than the text is long; takes one pass itself.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from build_tools.problems import N_, Fault

_SIZE, _PAGE = 524_288, 65_536
"""Bytes of a file that people write, and of a page, which takes Markdown ten times as long. The law has 256 KB now."""

WORD, LINE = 500, 5_000
"""Characters of a word and of a line: more than anybody writes, and so little that no rule takes long over it."""

LINES, _OPEN = 200, 20
"""Lines of a paragraph, each of which Markdown may take for a heading and read all the others again; and signs that
stand open at once, for each of which it reads all that follows."""

PAGE_LINES = 5_000
"""Lines of a page: what Markdown does with each paragraph takes longer than what it does with its words."""

_DEEP = re.compile(r"^(?: {4}|\t| {0,3}(?:>|(?:[-*+]|\d{1,9}\.) )){13}", re.MULTILINE)
"""A line within thirteen quotations and lists."""

_PAIRS = (("[", "]"), ("(", ")"), ("<", ">"))
TOO_LARGE = Fault("files.too_large", "is larger than {limit} KB; shorten it or divide it")
_TOO_LONG = Fault("files.too_long", "is longer than anybody reads; {form}")
LONG_WORD = _TOO_LONG.said(form=N_("divide a word or an address of more than 500 characters"))
_LONG_LINE = _TOO_LONG.said(form=N_("divide a line of more than 5,000 characters"))
_LONG_PARAGRAPH = _TOO_LONG.said(form=N_("divide a paragraph of more than 5,000 characters or 200 lines"))
_MANY_LINES = _TOO_LONG.said(form=N_("divide a page of more than 5,000 lines"))
_OPEN_SIGNS = Fault(
    "files.open_brackets",
    "has more than 20 signs {sign} that nothing closes; write what closes each of them, or delete them",
)

NESTED = Fault("files.nested", "is nested too deeply; use at most 12 levels")


def most_of(path: str) -> int:
    """Return how many bytes a file of people may have."""
    return _PAGE if path.endswith(".md") else _SIZE


def excesses(path: str, text: str) -> Iterator[tuple[Fault, int]]:
    """Yield what is too much in a text, with its line: each line that is too long or holds a word that is, and of
    Markdown each such paragraph, each kind of bracket of which too many stand open, the first line that lies too
    deep, and the first line too many."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE:
            yield _LONG_LINE, number
        elif has_long_word(line):
            yield LONG_WORD, number
    if path.endswith(".md"):
        yield from _long_paragraphs(text)
        yield from _open_signs(text)
        if found := _DEEP.search(text):
            yield NESTED, text.count("\n", 0, found.start()) + 1
        if text.count("\n") > PAGE_LINES:
            yield _MANY_LINES, PAGE_LINES + 1


def has_long_word(text: str) -> bool:
    """Tell whether a word of the text is longer than anybody writes."""
    return len(text) > WORD and any(len(word) > WORD for word in text.split())


def _long_paragraphs(text: str) -> Iterator[tuple[Fault, int]]:
    paragraphs = text.split("\n\n")
    firsts = accumulate((part.count("\n") + 2 for part in paragraphs), initial=1)
    for first, paragraph in zip(firsts, paragraphs, strict=False):
        is_long = len(paragraph) > LINE >= max(map(len, paragraph.split("\n")))
        if is_long or paragraph.rstrip("\n").count("\n") >= LINES:
            yield _LONG_PARAGRAPH, first


def _open_signs(text: str) -> Iterator[tuple[Fault, int]]:
    """Yield each kind of bracket of which too many stand open, at the line of the first one too many."""
    for opening, closing in _PAIRS:
        depth = 0
        for found in re.finditer(f"[{re.escape(opening + closing)}]", text):
            depth = depth + 1 if found[0] == opening else max(depth - 1, 0)
            if depth > _OPEN:
                yield _OPEN_SIGNS.said(sign=opening), text.count("\n", 0, found.start()) + 1
                break
