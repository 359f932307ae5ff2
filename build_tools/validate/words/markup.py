"""What Markdown may hold: no HTML, one place for data, headings that begin at the second level, no images."""

import re
from collections.abc import Iterator

from build_tools.models import GENERATED, PLACE_OF_DATA, Site
from build_tools.problems import N_, Problem
from build_tools.validate.files import ledgers_by_id
from build_tools.validate.words.completeness import FOLDER
from build_tools.validate.words.reading import ANCHOR, ATTRIBUTES, AUTOLINK, body, hidden

DATA_LINE = re.compile(rf"^{re.escape(PLACE_OF_DATA)}[ ]*$", re.MULTILINE)
TAG = re.compile(r"<(?=[A-Za-z/!?])")
FIRST_LEVEL = re.compile(r"^ {0,3}#(?!#)|^.*\S.*\n {0,3}=+[ ]*$", re.MULTILINE)
UNDERLINED = re.compile(r"^ {0,3}[^\s>#|-].*\n {0,3}-+[ ]*$", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}##.*$", re.MULTILINE)
IMAGE = re.compile(r"!\[")

HTML = N_("has HTML; write Markdown, and &lt; for the sign itself")
TWICE = N_("places the data a second time; keep one such line")
NO_DATA = N_("places data on a page that has none; delete the line")
TOO_HIGH = N_("has a heading of the first level, which is the title of the page; begin sections with ##")
BY_LINE = N_("underlines a heading; begin it with ## and end it with an id: ## Heading {{#id}}")
NO_ID = N_("has a heading without an id; end it with one, the same in all languages: ## Heading {{#id}}")
PICTURE = N_("has an image; no images are published yet, say it in words")


def no_html(site: Site) -> Iterator[Problem]:
    """No tags, comments or declarations, but for the line that places the data."""
    for words in site.words.values():
        text = hidden(hidden(words.text, DATA_LINE), AUTOLINK)
        for tag in TAG.finditer(text):
            yield body(words).problem(tag.start(), HTML)


def data_has_one_place(site: Site) -> Iterator[Problem]:
    """The line that places the data stands at most once, on a page that has data."""
    with_data = {*GENERATED, *(FOLDER + briefing for briefing in ledgers_by_id(site))}
    for words in site.words.values():
        for position, line in enumerate(DATA_LINE.finditer(words.text)):
            if words.name not in with_data:
                yield body(words).problem(line.start(), NO_DATA)
            elif position:
                yield body(words).problem(line.start(), TWICE)


def headings_are_sections(site: Site) -> Iterator[Problem]:
    """Headings are of the second level or below, begin with ``##`` and carry an id."""
    for words in site.words.values():
        for pattern, message in ((FIRST_LEVEL, TOO_HIGH), (UNDERLINED, BY_LINE)):
            for heading in pattern.finditer(words.text):
                yield body(words).problem(heading.start(), message)
        for heading in HEADING.finditer(words.text):
            if not any(ANCHOR.search(mark) for mark in ATTRIBUTES.findall(heading[0])):
                yield body(words).problem(heading.start(), NO_ID)


def no_images(site: Site) -> Iterator[Problem]:
    """No images; what they show and whom, nobody has checked."""
    for words in site.words.values():
        for image in IMAGE.finditer(words.text):
            yield body(words).problem(image.start(), PICTURE)
