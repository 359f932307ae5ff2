"""Markdown as the words of pages are written: in comes a text, out come its HTML, or its blocks as plain text.

The blocks are for what is no page: paper, text files, messages. They know headings, lists and paragraphs; of links the
words remain. Also what a file of the site says, line by line; the first letter of a text, large or small; sentences.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import unescape
from io import StringIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from markdown import Markdown

EXTENSIONS = ("attr_list", "tables", "sane_lists")
Kind = Literal["heading", "entry", "step", "text"]

_BEGINNING = re.compile(r" *(?:(?P<heading>#+)|(?P<entry>[-*+])|(?P<step>\d+)\.) +(?=\S)")
_ID = re.compile(r"(?<! ) *\{:? *#([A-Za-z][A-Za-z0-9_-]*+)[^{}]*\} *$")
_ATTRIBUTES = re.compile(r"(?<! ) *\{:?[^{}]*\}")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_STRESS = re.compile(r"(?<![\\\w])(\*\*|__|\*|_)(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|b|code|em|i|span|strong)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r'\s[a-z-]+="([^"]*)"')
_SILENT = re.compile(r"<(style|script)>[^<]*</\1>")
_DATA = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_NAME = re.compile(r'"@?[A-Za-z]+":')
_MARKS = re.compile('[<>"]')
_SIGNS = re.compile(r"""[!"#$&()*+:;<=>?@[\\\]^_`{|}~]""")
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


@cache
def _converter() -> "Markdown":
    """Return the one converter: to make it takes a fifth of the time that it needs for a page."""
    from markdown import Markdown  # loaded where no build has made the page before

    return Markdown(extensions=list(EXTENSIONS), output_format="html")


def html_of(text: str) -> str:
    """Return Markdown as HTML."""
    return _converter().reset().convert(text.strip("\n"))


def all_text(html: str) -> str:
    """Return all that HTML tells: its text, of which only blocks begin lines, and below it the values of attributes.

    A line with | parts what a reader does not read as one, such as the cells of a table.
    """
    values = [value for tag in _TAG.findall(html) for value in _VALUE.findall(tag)]
    text = _TAG.sub("\n|\n", _WITHIN_A_LINE.sub("", html).replace("<br>", "\n"))
    return "\n|\n".join([text, *values])


def lines_of(path: str, text: str) -> str:
    """Return what the file of a site at ``path`` says, line by line: each cell, each text of JSON, each text and
    attribute of markup. Of a file that is drawn, or only for machines, nothing."""
    match PurePosixPath(path).suffix:
        case ".html":
            # The names of schema.org are no words of ours.
            data = _DATA.sub(lambda block: _STRING.sub(r"\n\1\n", _NAME.sub("", block[1])), _SILENT.sub("", text))
            return all_text(data)
        case ".csv":
            return _cells(text.removeprefix("\ufeff"))
        case ".json":
            return _STRING.sub(r"\n\1\n", text)
        case ".xml":
            return _MARKS.sub("\n", text)
        case ".txt":
            return text
    return ""


def _cells(text: str) -> str:
    """Return each cell on a line of its own, by whatever sign they are parted; what is no CSV stays as it is."""
    separator = max(",;", key=text.partition("\n")[0].count)
    try:
        return "\n".join(cell for row in csv.reader(StringIO(text, newline=""), delimiter=separator) for cell in row)
    except csv.Error:
        return text


def literal(text: str) -> str:
    """Return Markdown that reads as this plain text: no sign of it is a mark, and it begins no line."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", on_one_line(text))


def on_one_line(text: str) -> str:
    """Return a text without breaks of lines."""
    return _BREAKS.sub(" ", text)


class Block(NamedTuple):
    """A heading, an entry of a list, a step of a numbered list, or a paragraph; ``line`` counts from 0."""

    kind: Kind
    text: str
    line: int
    id: str = ""


def blocks(markdown: str) -> Iterator[Block]:
    """Yield the blocks of a text, without marks, each on one line."""
    kind: Kind = "text"
    start, lines = 0, [""][:0]
    for number, line in enumerate([*_COMMENT.sub("", markdown).split("\n"), ""]):
        begins = _BEGINNING.match(line)
        if (begins or not line.strip()) and lines:
            yield block(kind, " ".join(lines), start)
            lines = []
        if begins or (line.strip() and not lines):
            kind, start = _kind_of(begins), number
        if line.strip():
            lines.append(line[begins.end() if begins else 0 :].strip())
        if kind == "heading" and lines:
            yield block(kind, lines.pop(), start)


def _kind_of(begins: re.Match[str] | None) -> Kind:
    """Return what a line begins."""
    return begins.lastgroup if begins else "text"  # type: ignore[return-value]


def block(kind: Kind, text: str, line: int) -> Block:
    """Return a block without marks."""
    named = _ID.search(text) if "{" in text else None
    return Block(kind, _plain(text), line, named[1] if named else "")


def _plain(text: str) -> str:
    """Return a piece of Markdown as it reads: the words of links, no stars, no braces, no references."""
    text = _LINK.sub(r"\1", _ATTRIBUTES.sub("", text) if "{" in text else text)
    for _ in range(2 if "*" in text or "_" in text else 0):  # a strong word may hold an emphasised one
        text = _STRESS.sub(r"\2", text)
    return unescape(_ESCAPE.sub(r"\1", text)).strip()


class Section(NamedTuple):
    """A heading with what stands below it; before the first heading there may be one without."""

    title: str
    id: str
    blocks: tuple[Block, ...]


# Paper, texts and messages are made of the same words of help.
@lru_cache(maxsize=512)
def sections(markdown: str) -> tuple[Section, ...]:
    """Return the sections of a text; of headings below another heading each begins one too."""
    found: list[Section] = []
    for piece in blocks(markdown):
        if piece.kind == "heading":
            found.append(Section(piece.text, piece.id, ()))
        elif found:
            found[-1] = found[-1]._replace(blocks=(*found[-1].blocks, piece))
        else:
            found.append(Section("", "", (piece,)))
    return tuple(found)


def around_number(number: str, text: str) -> tuple[str, str, str]:
    """Return what stands before a number in a text, the number, and what stands after it; where it does not stand
    there, or only as a part of another number, the text and nothing. No number stands nowhere."""
    found = re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) if number else None
    return (text[: found.start()], number, text[found.end() :]) if found else (text, "", "")


def capital(text: str) -> str:
    """Begin a text with a large letter, unless its first word must be written exactly as it is."""
    return text if _is_exact(text) else text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Begin a text with a small letter, unless its first word must be written exactly as it is."""
    return text if _is_exact(text) else text[:1].lower() + text[1:]


def sentences(parts: Iterable[str]) -> str:
    """Return what is said, each part as a sentence."""
    # A Russian date ends with a full stop of its own, and a title may be a question.
    return " ".join(part if part.endswith(("?", "!", "…")) else f"{part.rstrip('.')}." for part in parts if part)


def _is_exact(text: str) -> bool:
    """Whether a text begins with a path, an address, a code or an abbreviation, which another letter would break."""
    first = (text.split() or [""])[0].strip(".,:;!?…()«»“”\"'")
    return any(sign in "/\\._@:`{" for sign in first) or any(c.isdigit() or c.isupper() for c in first[1:])
