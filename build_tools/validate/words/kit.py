"""The words of the kit: short enough for a card and for text messages.

In: a site. Out: problems. The card itself is measured when it is made; this says sooner, and where.
"""

from collections.abc import Iterator

from build_tools import sms
from build_tools.models import KIT, SITUATION, Site, Words
from build_tools.pdf import UNPRINTED
from build_tools.plain_words import blocks, sections
from build_tools.problems import Fault, Problem
from build_tools.validate.walk import walk

CARD, SMS = KIT
PHONE = "k/phone"
LINE, SIDE, PARTS = 130, 640, 3
"""Characters of a line and of a side of the card; parts of a message."""

LINE_LONG = Fault(
    "kit.card_line_too_long",
    "has {number} characters in one line of the card; at most {most}, so that it can be read at a glance",
)
SIDE_LONG = Fault(
    "kit.card_side_too_long",
    "has {number} characters on one side of the card; at most {most} can be read in that size",
)
MESSAGE_LONG = Fault(
    "kit.message_too_long",
    "makes a message of {number} SMS; at most {most}, so that it arrives when the network is weak",
)
UNPRINTABLE = Fault(
    "kit.unprintable_sign",
    "has a sign that the printed card and sheet cannot show, at character {column} of this line; use letters, "
    "digits and punctuation",
)
UNPRINTABLE_FIELD = Fault(
    "kit.unprintable_field",
    "has a sign that the printed card and sheet cannot show; use letters, digits and punctuation",
)
NO_TITLE = Fault(
    "kit.message_without_heading", "has words before the first heading; begin each message with ## Heading {{#id}}"
)


def card_is_short(site: Site) -> Iterator[Problem]:
    """No line and no side of the card is longer than what can be read on it."""
    for words in site.words_with_periods(CARD.__eq__):
        found = list(blocks(words.text))
        for block in found:
            if len(block.text) > LINE:
                yield _problem(words, LINE_LONG, len(block.text), LINE, block.line)
        side = sum(len(block.text) for block in found)
        if side > SIDE:
            yield _problem(words, SIDE_LONG, side, SIDE, 0)


def papers_can_be_printed(site: Site) -> Iterator[Problem]:
    """What goes on paper has no sign that the font lacks, such as an emoji, in words and in what organisations say of
    themselves; a value to dial or to open has a form of its own."""
    for words in site.words.values():
        if words.name in (CARD, PHONE) or SITUATION.fullmatch(words.name):
            yield from _unprintable(words)
    for path, file in site.organisations.items():
        for field, _, value in walk(file):
            if isinstance(value, str) and field[-1] != "value" and UNPRINTED.search(value):
                yield Problem(path, UNPRINTABLE_FIELD, field)


def _unprintable(words: Words) -> Iterator[Problem]:
    if UNPRINTED.search(words.about.title):
        yield Problem(words.path, UNPRINTABLE_FIELD, ("title",))
    for number, line in enumerate(words.text.split("\n"), words.first_line):
        if found := UNPRINTED.search(line):
            yield Problem(words.path, UNPRINTABLE, values={"column": found.start() + 1}, line=number)


def messages_are_short(site: Site) -> Iterator[Problem]:
    """Each message has a title and few parts."""
    for words in site.words_with_periods(SMS.__eq__):
        headings = {block.id: block.line for block in blocks(words.text) if block.kind == "heading"}
        for section in sections(words.text):
            number = len(sms.parts(" ".join(block.text for block in section.blocks)))
            if not section.title:
                yield Problem(words.path, NO_TITLE, line=words.first_line)
            elif number > PARTS:
                yield _problem(words, MESSAGE_LONG, number, PARTS, headings.get(section.id, 0))


def _problem(words: Words, fault: Fault, number: int, most: int, line: int) -> Problem:
    return Problem(words.path, fault, values={"number": number, "most": most}, line=words.first_line + line)
