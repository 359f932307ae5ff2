"""Signs that may not stand in words: what Markdown would make of them is not published, or is not what was meant; the
line that places data, and headings.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import CALLS, FIGURE, GENERATED, KIT, PAPER, PERIOD, PLACE_OF_DATA, SITUATION, Site
from build_tools.paths import BRIEFINGS, FIGURES, HOURS, STATEMENTS, VOCABULARY
from build_tools.pdf import UNPRINTED
from build_tools.problems import Fault, Problem
from build_tools.validate.published import ledgers_by_id
from build_tools.validate.walk import data_files, descriptions, walk
from build_tools.validate.words.reading import (
    AUTOLINK,
    LINK,
    Passage,
    anchors_in,
    blanked,
    body,
    hidden,
    is_section,
    passages_of_words,
    starts,
)

_DATA_LINE = re.compile(rf"^{re.escape(PLACE_OF_DATA)}[ ]*$", re.MULTILINE)
_ALLOWED = re.compile(rf"{_DATA_LINE.pattern}|{AUTOLINK.pattern}", re.MULTILINE)
NOT_PLAIN = (
    ("<", re.compile(r"<(?=[A-Za-z/!?])")),
    ("•", re.compile(r"^ *(?:[•●▪◦‣∙·]|[0-9]{1,2}\)) *(?=\S)", re.MULTILINE)),
    ("![", re.compile(r"!\[")),
    ("]:", re.compile(r"\]:")),
    ("](", re.compile(rf"(?!{LINK.pattern})\]\(")),
    ("] (", re.compile(r"\][ \t]+\((?:https?://[^()\s]*|[^()\s]*\.md(?:#[^()\s]*)?)\)")),
)
"""Signs of which no page makes what was meant, each as it is called and as it is found: HTML, entries as word
processors begin them, images, addresses of links apart from the words, beside more than a title, or behind a space."""

_CALLS = re.compile("|".join(one.pattern for one in (FIGURE, PERIOD)))
_CALLS_IN_TEXT = re.compile("|".join(one.pattern for one in CALLS))
_BRACE = re.compile(r"\{|\}\}")
_BRACED = re.compile(r"\{[^{}\n]*\}")
"""Calls and ids, of which another rule says what is wrong."""

_MIXED = re.compile("[A-Za-z](?:(?=[\u0400-\u052f])|(?<=[\u0400-\u052f].))")
"""A Latin letter beside a Cyrillic one, most often one that looks the same."""

_ANY_HEADING = re.compile(r" *(?:(?:[>*+-]|\d{1,9}[.)]) *)*#")
_LINE_BELOW = re.compile(r"[ >]*(?:=+|-+) *")
_WITH_DATA = re.compile(rf"{SITUATION.pattern}|{PAPER.pattern}")
_ON_PAPER = re.compile(rf"{re.escape(KIT[0])}|k/hours|k/phone|{_WITH_DATA.pattern}|{BRIEFINGS}[0-9-]+")
_DRAWN_DATA = (HOURS, VOCABULARY, FIGURES, STATEMENTS)

_NOT_PLAIN = Fault(
    "words.not_plain",
    "has {sign}, of which no page makes what you mean; write plain Markdown: - or 1. and a space before an entry, "
    "[words](address) for a link, &lt; for the sign itself, <!-- data --> on a line of its own where the data stand; "
    "images are not published",
)
UNKNOWN_BRACES = Fault(
    "words.unknown_braces",
    "has braces that call nothing; write {{{{ figure(name) }}}} or {{{{ count(name) }}}} for a figure, "
    "{{{{ period(provision.name) }}}} for a period of content/law.yml, {{#id}} at the end of a heading",
)
_UNPRINTABLE = Fault(
    "kit.unprintable_sign",
    "has a sign that papers and pictures cannot show, at character {column}; use letters, digits and punctuation",
)
_TWO_ALPHABETS = Fault(
    "language.two_alphabets",
    "mixes Latin and Cyrillic letters in one word, at character {column}; type the word again in one alphabet",
)
_MISPLACED = Fault(
    "markup.data_misplaced", "places the data a second time, or on a page that has none; delete the line"
)
_NO_SECTION = Fault(
    "markup.heading",
    "has a heading that begins no section: begin it with ##, for # is the title of the page, and end it with an id, "
    "the same in all languages: ## Heading {{#id}}",
)


def words_are_plain(site: Site) -> Iterator[Problem]:
    """No words hold a sign of which no page makes what was meant, nor braces that call nothing."""
    for passage in passages_of_words(site):
        if "{" in passage.text or "}" in passage.text:
            marks = () if passage.field else anchors_in(passage.text)
            text = hidden(passage.text, _CALLS if passage.field else _CALLS_IN_TEXT)
            text = blanked(text, (mark.span() for mark in marks))
            yield from passage.once_a_line(starts(_BRACE, text), UNKNOWN_BRACES)
        text = "" if passage.field else hidden(passage.text, _ALLOWED)
        for sign, pattern in NOT_PLAIN:
            yield from passage.once_a_line(starts(pattern, text), _NOT_PLAIN, {"sign": sign})


def letters_are_of_one_alphabet(site: Site) -> Iterator[Problem]:
    """No word mixes alphabets, and what is drawn can be: pages of help, briefings with their figures, and what
    organisations say of themselves, but for a value to dial or to open, which has a form of its own."""
    for passage in passages_of_words(site):
        if _MIXED.search(passage.text):
            yield from passage.once_a_line(starts(_MIXED, hidden(passage.text, _BRACED)), _TWO_ALPHABETS)
        if passage.field in ((), ("title",)) and passage.words and _ON_PAPER.fullmatch(passage.words.name):
            yield from passage.once_a_line(starts(UNPRINTED, passage.text), _UNPRINTABLE)
    for passage in _passages_of_records(site):
        yield from list(passage.once_a_line(starts(_MIXED, passage.text), _TWO_ALPHABETS))[:1]
        if passage.path.startswith((*_DRAWN_DATA, *site.organisations)) and passage.field[-1] != "value":
            yield from list(passage.once_a_line(starts(UNPRINTED, passage.text), _UNPRINTABLE))[:1]


def _passages_of_records(site: Site) -> Iterator[Passage]:
    for path, record in data_files(site).items():
        yield from (Passage(path, place, "", text) for place, _, text in walk(record) if isinstance(text, str))
    yield from (Passage(path, place, "", text) for path, place, text in descriptions(site))


def data_has_one_place(site: Site) -> Iterator[Problem]:
    """The line that places the data stands at most once, on a page that has data."""
    with_data = {*GENERATED, *(BRIEFINGS + briefing for briefing in ledgers_by_id(site))}
    doubtful = BRIEFINGS if site.hides_in(FIGURES) else ()
    for words in site.words.values():
        for position, line in enumerate(_DATA_LINE.finditer(words.text)):
            shows_data = words.name in with_data or words.name.startswith(doubtful) or _WITH_DATA.fullmatch(words.name)
            if position or not shows_data:
                yield body(words).problem(_MISPLACED, line.start())


def headings_are_sections(site: Site) -> Iterator[Problem]:
    """Headings are of the second level or below, begin their line with ``##`` and end it with an id."""
    for words in site.words.values():
        lines = enumerate(pairwise([*words.text.split("\n"), ""]), words.first_line)
        for number, (line, below) in lines:
            fits = not _ANY_HEADING.match(line) or is_section(line)
            if not fits or (line.strip() and _LINE_BELOW.fullmatch(below)):
                yield Problem(words.path, _NO_SECTION, line=number)
