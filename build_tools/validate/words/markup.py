"""What Markdown may hold: no HTML, one place for data, headings that begin at the second level, no images."""

import re
from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import FIGURE, GENERATED, PERIOD, PLACE_OF_DATA, SITUATION, Site, Words
from build_tools.paths import BRIEFINGS, FIGURES
from build_tools.plain_words import html_of
from build_tools.problems import Fault, Problem
from build_tools.validate.published import ledgers_by_id
from build_tools.validate.words.reading import ANCHOR, ATTRIBUTES, AUTOLINK, body, hidden, starts

DATA_LINE = re.compile(rf"^{re.escape(PLACE_OF_DATA)}[ ]*$", re.MULTILINE)
MEANT = re.compile(r"<!-*\s*(data|данные|деректер)\s*-*>", re.IGNORECASE)
TAG = re.compile(r"<(?=[A-Za-z/!?])")
HEADING = re.compile(r" {0,3}(#+)")
HEADING_IN_HTML = re.compile(r"<h([1-6])([^<>]*)>")
HEADING_WITHIN = re.compile(r"^(?: {4}| *[>*+\-0-9])[ >*+\-0-9.)]*#", re.MULTILINE)
LINE_BELOW = re.compile(r" {0,3}(=+|-+) *")
PARAGRAPH = re.compile(r" {0,3}[^\s>#|-]")
OTHER_ENTRY = re.compile(r"^ *(?:[•●▪◦‣∙·]|[0-9]{1,2}\)) *(?=\S)", re.MULTILINE)
"""What word processors write at the beginning of an entry of a list."""

IMAGE = re.compile(r"!\[")

HTML = Fault("markup.html", "has HTML; write Markdown, and &lt; for the sign itself")
OTHERWISE = Fault(
    "markup.data_line_misspelt",
    "seems to place the data; write exactly <!-- data --> on a line of its own, without spaces before it",
)
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
NO_LIST = Fault(
    "markup.not_a_list",
    "begins with a sign that makes no list here; begin entries with a hyphen and a space, or with 1. and a space",
)
PICTURE = Fault("markup.image", "has an image; no images are published yet, say it in words")


def no_html(site: Site) -> Iterator[Problem]:
    """No tags, comments or declarations, but for the line that places the data."""
    for words in site.words.values():
        text = hidden(hidden(words.text, DATA_LINE), AUTOLINK)
        meant = list(starts(MEANT, text))
        yield from body(words).once_a_line(meant, OTHERWISE)
        yield from body(words).once_a_line((start for start in starts(TAG, text) if start not in meant), HTML)


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


def lists_are_markdown(site: Site) -> Iterator[Problem]:
    """Entries of lists begin as Markdown knows them, or they would run into one paragraph."""
    for words in site.words.values():
        yield from body(words).once_a_line(starts(OTHER_ENTRY, words.text), NO_LIST)


def no_images(site: Site) -> Iterator[Problem]:
    """No images; what they show and whom, nobody has checked."""
    for words in site.words.values():
        yield from body(words).once_a_line(starts(IMAGE, words.text), PICTURE)
