"""What Markdown makes of words: one place for data, headings that begin at the second level."""

import re
from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import FIGURE, GENERATED, PERIOD, SITUATION, Site, Words
from build_tools.paths import BRIEFINGS, FIGURES
from build_tools.plain_words import html_of
from build_tools.problems import Fault, Problem
from build_tools.validate.published import ledgers_by_id
from build_tools.validate.words.reading import ANCHOR, ATTRIBUTES, body, starts
from build_tools.validate.words.signs import DATA_LINE

HEADING = re.compile(r" {0,3}(#+)")
HEADING_IN_HTML = re.compile(r"<h([1-6])([^<>]*)>")
HEADING_WITHIN = re.compile(r"^(?: {4}| *[>*+\-0-9])[ >*+\-0-9.)]*#", re.MULTILINE)
LINE_BELOW = re.compile(r" {0,3}(=+|-+) *")
PARAGRAPH = re.compile(r" {0,3}[^\s>#|-]")
TWICE = Fault("markup.data_twice", "places the data a second time; keep one such line")
NO_DATA = Fault("markup.no_data_here", "places data on a page that has none; delete the line")
TOO_HIGH = Fault(
    "markup.heading_too_high",
    "has a heading of the first level, which is the title of the page; begin sections with ##",
)
BY_LINE = Fault(
    "markup.heading_underlined", "underlines a heading; begin it with ## and end it with an id: ## Heading {{#id}}"
)
NO_ID = Fault(
    "markup.heading_without_id",
    "has a heading without an id; end it with one, the same in all languages: ## Heading {{#id}}",
)


def data_has_one_place(site: Site) -> Iterator[Problem]:
    """The line that places the data stands at most once, on a page that has data."""
    with_data = {*GENERATED, *(BRIEFINGS + briefing for briefing in ledgers_by_id(site))}
    doubtful = BRIEFINGS if site.hides_in(FIGURES) else ()
    for words in site.words.values():
        for position, line in enumerate(DATA_LINE.finditer(words.text)):
            shows_data = words.name in with_data or words.name.startswith(doubtful) or SITUATION.fullmatch(words.name)
            if not shows_data:
                yield body(words).problem(line.start(), NO_DATA)
            elif position:
                yield body(words).problem(line.start(), TWICE)


def headings_are_sections(site: Site) -> Iterator[Problem]:
    """Headings are of the second level or below, begin with ``##`` and carry an id."""
    for words in site.words.values():
        lines = enumerate(pairwise([*words.text.split("\n"), ""]), words.first_line)
        faults = ((number, _heading_fault(line, below)) for number, (line, below) in lines)
        problems = [Problem(words.path, fault, line=number) for number, fault in faults if fault]
        yield from problems or _headings_within(words)


def _headings_within(words: Words) -> Iterator[Problem]:
    """Yield a problem of the first heading that Markdown makes within a list or a quotation."""
    start = next(starts(HEADING_WITHIN, words.text), None)
    if start is None:
        return
    for level, attributes in HEADING_IN_HTML.findall(html_of(words.text)):
        if level == "1" or ' id="' not in attributes:
            yield body(words).problem(start, TOO_HIGH if level == "1" else NO_ID)
            return


def _heading_fault(line: str, below: str) -> Fault | None:
    """What is wrong with a line as a heading, given the line below it; most lines are no heading."""
    signs, under = HEADING.match(line), LINE_BELOW.fullmatch(below)
    if (signs and len(signs[1]) == 1) or (under and "=" in below and line.strip()):
        return TOO_HIGH
    if under and PARAGRAPH.match(line):
        return BY_LINE
    named = any(ANCHOR.search(mark) for mark in ATTRIBUTES.findall(line))
    # Braces that are no id are said by the rule for braces.
    return NO_ID if signs and not named and "{" not in PERIOD.sub("", FIGURE.sub("", line)) else None
