"""Words that people write: the passages that readers see, each in one language and with its place, and what of a
passage they read as text; the rules for them are in this room.

In: a site, or words. Out: passages, spans in them, and problems with the line where something stands. Never converts
Markdown: what cannot be told from the text alone is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from build_tools.files.paths import BRIEFINGS
from build_tools.models import CALLS, FIGURE, PERIOD, RECORD_KINDS, Provision, Site, Texts, Words
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.walk import Node, nodes

_ID = re.compile(r"\{:? *#([A-Za-z][A-Za-z0-9_-]*) *\}")
"""``{#id}``, ``{: #id }``, and nothing else: a class would make any link look like the way out."""

SECTION = rf"##.*[^\s#] +{_ID.pattern} *"
_SECTION = re.compile(SECTION)
_END_OF_LINE = re.compile(r" *(?:\n|\Z)")
_END_OF_ITEM = re.compile(r" *(?:\n *(?:[-*+] |[0-9]+[.)] |\n)|\n*\Z)")

_ADDRESS = r"(?:[^\s()<>\[\]`'\"]|\([^\s()<>\[\]`'\"]*\))*"
IN_LINK = rf" *+({_ADDRESS})(?: ++(?:\"[^\"\n]*\"|'[^'\n]*'))? *+\)"
LINK = re.compile(rf"\]\({IN_LINK}")
"""How the link ``[words](address "title")`` ends; the words and the title are read."""

AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
"""An address that stands for itself, ``<https://…>``."""

OUTSIDE = re.compile(r"https://(?![^/?#:]*\.onion\b)[A-Za-z0-9.-]+(:\d+)?([/?#][^\s\\]*)?")
_NOT_READ = re.compile("|".join([*(one.pattern for one in (*CALLS, AUTOLINK, _ID)), rf"\]\( *{_ADDRESS}"]))
NO_CALLS = re.compile("(?!)")
_IN_TEXT = re.compile("|".join(one.pattern for one in CALLS))
_IN_FIELD = re.compile("|".join(one.pattern for one in (FIGURE, PERIOD)))
"""What the text of words, and a field of their front matter, may call."""

_VISIBLE = re.compile(r"[^\n]")
_BLOCK = re.compile(r"\n(?=[ ]*(?:\n|[-*+][ ]|\d+[.)][ ]))")
"""Where a paragraph, an entry or a step ends."""

_BRIEFING = re.compile(rf"{BRIEFINGS}[0-9-]+")
_FIELDS = ("title", "headline", "highlight", "description", "menu")


class Passage(NamedTuple):
    """A text in one language, with what it may call: words or another file from its ``first_line`` on, a field of front
    matter, or a text of data."""

    path: str
    field: Field
    language: str
    text: str
    calls: re.Pattern[str] = NO_CALLS
    words: Words | None = None
    first_line: int | None = None

    def problem(self, fault: Fault, offset: int = 0, values: Mapping[str, object] | None = None) -> Problem:
        """Return a problem at a position of the text; a field gets its line when the problem is printed."""
        line = None if self.first_line is None else self.first_line + self.text.count("\n", 0, offset)
        return Problem(self.path, fault, self.field, values or {}, line)

    def once_a_line(self, offsets: Iterable[int], fault: Fault, **values: object) -> Iterator[Problem]:
        """Yield one problem for each line on which one of the positions lies, with its ``column``, or for a field as a
        whole; they ascend."""
        end = -1
        for offset in offsets:
            if offset > end:
                text = self.text + "\n"
                column = offset - text.rfind("\n", 0, offset)
                yield self.problem(fault, offset, {"column": column, **values})
                end = len(text) if self.first_line is None else text.index("\n", offset)


def body(words: Words) -> Passage:
    """Return the Markdown text of words."""
    return Passage(words.path, (), words.language, words.text, _IN_TEXT, words, words.first_line)


def passages_of(words: Words) -> Iterator[Passage]:
    """Yield body, title, description and menu entry: first what is always there."""
    yield body(words)
    for name in _FIELDS:
        if text := getattr(words.about, name):
            yield Passage(words.path, (name,), words.language, text, _IN_FIELD, words)


@lru_cache(maxsize=1)
def passages(site: Site) -> list[Passage]:
    """Return every text that people wrote but for catalogues: words with their sources, data and stories."""
    found = [passage for words in site.words.values() for passage in passages_of(words)]
    for words in site.words.values():
        for number, source in enumerate(words.about.sources):
            found.append(Passage(words.path, ("sources", number), words.language, source, words=words))
    for path, case in site.cases.items():
        found += [Passage(path, ("summary", code), code, text) for code, text in case.summary.items()]
    return [*found, *passages_of_records(site)]


@lru_cache(maxsize=1)
def passages_of_records(site: Site) -> list[Passage]:
    """Return every text of the data, whatever it is, but for stories; only a text in languages has one, and may call
    periods, unless it quotes the law, says when a door is open or is of its own day."""
    found, within = list[Passage](), None
    with_periods = {path for kind in RECORD_KINDS if kind.calls_periods for path in site.records(kind)}
    for path, node in nodes(site):
        if isinstance(node.value, dict):
            within = node.place if node.kind == Texts else within
        elif isinstance(node.value, str):
            language = str(node.place[-1]) if node.place[:-1] == within else ""
            is_bound = language and path in with_periods and node.place[-2] != "hours" and not _is_quoted(node)
            found.append(Passage(path, node.place, language, node.value, PERIOD if is_bound else NO_CALLS))
    return found


def _is_quoted(node: Node) -> bool:
    match node.around[0], node.place[-2:]:
        case Provision() as provision, ("text", language):
            return provision.wording.get(str(language)) == "quoted"
    return False


def passages_of_law(site: Site) -> Iterator[Passage]:
    """Yield what may speak of the law: data that may call periods, and words with their sources but for briefings,
    which stay as they are."""
    for one in passages(site):
        if not _BRIEFING.fullmatch(one.words.name) if one.words else one.calls is PERIOD:
            yield one


def is_section(line: str) -> bool:
    """Whether a line is a heading of the second level or below that ends with an id."""
    return _SECTION.fullmatch(line) is not None


def starts(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Yield where the matches of a pattern begin."""
    return (match.start() for match in pattern.finditer(text))


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """Return a text in which calls, addresses and anchors are blank, which nobody reads; each sign keeps its place."""
    return hidden(text, _NOT_READ)


def lowered(text: str) -> str:
    """Return a text in small letters, each in its place: patterns that need not compare large ones are fast."""
    return text.replace("\u0130", "I").lower()


def hidden(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text in which is blank what a pattern matches; line ends and all other characters keep their place."""
    return pattern.sub(lambda match: _VISIBLE.sub("\0", match[0]), text)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text that is blank between pairs of positions, line ends kept; the pairs may overlap."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        parts += text[done:start], _VISIBLE.sub("\0", text[max(start, done) : end])
        done = max(done, end)
    return "".join([*parts, text[done:]])


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs, entries and steps of a text, each with where it begins."""
    ends = [0, *(match.end() for match in _BLOCK.finditer(text)), len(text)]
    return ((start, text[start:end]) for start, end in pairwise(ends))


def anchors(words: Words) -> list[str]:
    """Return the ids of the headings and items of words, in their order."""
    return [mark[1] for mark in anchors_in(words.text)]


def anchors_in(text: str) -> Iterator[re.Match[str]]:
    """Yield each id of which Markdown makes an anchor: at the end of a heading, or as the last line of an item."""
    for mark in _ID.finditer(text):
        start = text.rfind("\n", 0, mark.start()) + 1
        before = text[start : mark.start()]
        ends_heading = before.strip() and _END_OF_LINE.match(text, mark.end()) and is_section(before + mark[0])
        is_below = before and before in " " * 8 and text[max(start - 2, 0)] not in " \t\n>*+-"
        if ends_heading or (is_below and _END_OF_ITEM.match(text, mark.end())):
            yield mark


def addresses_in(words: Words) -> Iterator[str]:
    """Yield the addresses outside the site to which words lead."""
    return (unescape(address) for _, address in addresses(words) if OUTSIDE.fullmatch(address))


def addresses(words: Words) -> Iterator[tuple[int, str]]:
    """Yield the address of each link with its place."""
    return ((match.start(1), match[1]) for way in (LINK, AUTOLINK) for match in way.finditer(words.text))
