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

_HEADING = re.compile(r" {0,3}(#+)")
_HEADING_IN_HTML = re.compile(r"<h([1-6])([^<>]*)>")
_HEADING_WITHIN = re.compile(r"^(?: {4}| *[>*+\-0-9])[ >*+\-0-9.)]*#", re.MULTILINE)
_LINE_BELOW = re.compile(r" {0,3}(=+|-+) *")
_PARAGRAPH = re.compile(r" {0,3}[^\s>#|-]")
_MISPLACED = Fault(
    "markup.data_misplaced", "places the data a second time, or on a page that has none; delete the line"
)
_HEADING_FAULT = Fault(
    "markup.heading",
    "has a heading that begins no section: begin it with ##, for # is the title of the page, and end it with an id, "
    "the same in all languages: ## Heading {{#id}}",
)


def data_has_one_place(site: Site) -> Iterator[Problem]:
    """The line that places the data stands at most once, on a page that has data."""
    with_data = {*GENERATED, *(BRIEFINGS + briefing for briefing in ledgers_by_id(site))}
    doubtful = BRIEFINGS if site.hides_in(FIGURES) else ()
    for words in site.words.values():
        for position, line in enumerate(DATA_LINE.finditer(words.text)):
            shows_data = words.name in with_data or words.name.startswith(doubtful) or SITUATION.fullmatch(words.name)
            if position or not shows_data:
                yield body(words).problem(line.start(), _MISPLACED)


def headings_are_sections(site: Site) -> Iterator[Problem]:
    """Headings are of the second level or below, begin with ``##`` and carry an id."""
    for words in site.words.values():
        lines = enumerate(pairwise([*words.text.split("\n"), ""]), words.first_line)
        wrong = [number for number, (line, below) in lines if _is_no_section(line, below)]
        yield from (Problem(words.path, _HEADING_FAULT, line=number) for number in wrong)
        if not wrong and (within := next(starts(_HEADING_WITHIN, words.text), None)) is not None:
            yield from (body(words).problem(within, _HEADING_FAULT) for _ in _headings_without_section(words)[:1])


def _headings_without_section(words: Words) -> list[str]:
    """Return the headings that Markdown makes, also within a list or a quotation, of the first level or without id."""
    headings: list[tuple[str, str]] = _HEADING_IN_HTML.findall(html_of(words.text))
    return [level for level, attributes in headings if level == "1" or ' id="' not in attributes]


def _is_no_section(line: str, below: str) -> bool:
    """Whether a line is a heading that begins no section, given the line below it; most lines are no heading."""
    signs, under = _HEADING.match(line), _LINE_BELOW.fullmatch(below)
    if (
        (signs and len(signs[1]) == 1)
        or (under and "=" in below and line.strip())
        or (under and _PARAGRAPH.match(line))
    ):
        return True
    named = any(ANCHOR.search(mark) for mark in ATTRIBUTES.findall(line))
    # Braces that are no id are said by the rule for braces.
    return bool(signs) and not named and "{" not in PERIOD.sub("", FIGURE.sub("", line))
