"""What is found in words: their pieces, marks and anchors, and the same words in every language.

In: words as they were read. Out: matches, spans and problems with the line where something stands.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from build_tools.models import Site, Words
from build_tools.paths import words_file
from build_tools.plain_words import html_of
from build_tools.problems import Fault, Field, Problem

ATTRIBUTES = re.compile(r"\{:? *#[A-Za-z][A-Za-z0-9_-]* *\}")
"""``{#id}``, ``{: #id }``: an anchor and nothing else. A class would make any link look like the way out."""

_ID_IN_HTML = re.compile(r'<[a-z][a-z0-9]*\b[^<>]* id="([^"]*)"')
_ITEM_IN_HTML = re.compile(r'<li id="([^"]*)"')
_VISIBLE = re.compile(r"[^\n]")
ANCHOR = re.compile(r"#([A-Za-z][A-Za-z0-9_-]*)")
TARGET = re.compile(r"\]\(\s*(<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)")
"""The address of a link ``[words](address)`` or of an image; the words and the title stay outside."""

AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
"""An address that stands for itself, ``<https://…>``."""

Versions = Mapping[str, Words]
"""The same words by language, in the order of the site's languages."""


class Piece(NamedTuple):
    """A part of words that readers see: where it stands in the file, and the text."""

    words: Words
    field: Field
    text: str

    def problem(self, offset: int, fault: Fault, values: Mapping[str, object] | None = None) -> Problem:
        """Return a problem at a position of the text; front matter gets its line when it is printed."""
        line = None if self.field else self.words.first_line + bisect_left(_line_ends(self.text), offset)
        return Problem(self.words.path, fault, self.field, values or {}, line)

    def once_a_line(self, offsets: Iterable[int], fault: Fault) -> Iterator[Problem]:
        """Yield one problem for each line on which one of the positions lies, with its ``column``; they ascend."""
        text, end = self.text + "\n", -1
        for offset in offsets:
            if offset > end:
                yield self.problem(offset, fault, {"column": offset - text.rfind("\n", 0, offset)})
                end = text.index("\n", offset)


@lru_cache(maxsize=8)
def _line_ends(text: str) -> list[int]:
    """Return where the lines of a text end, so that many problems of one text count them once."""
    return [place for place, sign in enumerate(text) if sign == "\n"]


def pieces(words: Words) -> Iterator[Piece]:
    """Yield body, title, description and menu entry: first what is always there."""
    yield body(words)
    for name in ("title", "headline", "highlight", "description", "menu"):
        if text := getattr(words.about, name):
            yield Piece(words, (name,), text)


def starts(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Yield where the matches of a pattern begin."""
    return (match.start() for match in pattern.finditer(text))


def body(words: Words) -> Piece:
    """Return the Markdown text."""
    return Piece(words, (), words.text)


def hidden(text: str, pattern: re.Pattern[str], group: int = 0) -> str:
    """Blank what a group of the pattern matches; line ends and all other characters keep their place."""
    return blanked(text, (match.span(group) for match in pattern.finditer(text)))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Blank the characters between pairs of positions, line ends kept; the pairs may overlap."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        parts += text[done:start], _VISIBLE.sub("\0", text[max(start, done) : end])
        done = max(done, end)
    return "".join([*parts, text[done:]])


def written_anchors(words: Words) -> list[str]:
    """Return the ids that the words write, in their order, whether or not Markdown makes anchors of them."""
    return [anchor for mark in ATTRIBUTES.finditer(words.text) for anchor in ANCHOR.findall(mark[0])]


def anchors(words: Words) -> list[str]:
    """Return the ids of headings and items that Markdown makes of the words, in their order."""
    return _ID_IN_HTML.findall(html_of(words.text))


def by_name(site: Site) -> dict[str, Versions]:
    """Return the words of the site's languages by name; without those of which a language could not be read."""
    codes = site.settings.codes
    names = sorted({name for _, name in site.words})
    names = [name for name in names if not any(site.hides(words_file(code, name)) for code in codes)]
    return {name: {code: site.words[code, name] for code in codes if (code, name) in site.words} for name in names}


def original(versions: Versions) -> Words:
    """Return the words that the others are compared with: the source, or the first where none says so."""
    every = list(versions.values())
    return next((words for words in every if words.about.state == "source"), every[0])


_ITEM = re.compile(r" {0,3}\d{1,3}(?:\.|\)) {1,3}")
"""How an item of a numbered list begins."""

_ITEM_ANCHOR = re.compile(r" {1,8}\{: {0,3}#([a-z0-9-]{1,80}) {0,3}\} {0,3}")
"""The line by which it ends that gives it an anchor of its own."""


@lru_cache(maxsize=512)
def items(text: str) -> Mapping[str, str]:
    """Return the words of the numbered items of Markdown that have an anchor, by that, with one space between words."""
    found: dict[str, str] = {}
    lines: list[str] | None = None
    for line in text.split("\n"):
        if begins := _ITEM.match(line):
            lines = [line[begins.end() :]]
        elif lines is not None and (ends := _ITEM_ANCHOR.fullmatch(line)):
            found[ends[1]] = " ".join(" ".join(lines).split())
            lines = None
        elif lines is not None:
            lines.append(line)
    made = _ITEM_IN_HTML.findall(html_of(text)) if found else ()
    return {anchor: words for anchor, words in found.items() if anchor in made}
