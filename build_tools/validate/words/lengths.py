"""How long words may be where a phone, a card or a message has little room: in comes a site, out come problems.

The card and the finished pages are measured when they are made; this says sooner, and where.
"""

import re
from collections.abc import Iterator

from build_tools import sms
from build_tools.models import FIGURE, KIT, PLACE_OF_DATA, RISK, SITUATION, TIMETABLE, Site, Words
from build_tools.plain_words import blocks, sections
from build_tools.problems import N_, Fault, Problem

_CARD, _SMS = KIT
_LINE, _SIDE, PARTS = 130, 640, 3
"""Characters of a line and of a side of the card; parts of a message."""

_LONGEST = 80
"""So many characters stand above a page in at most three lines on a desktop and five on a phone."""

MOST_WORDS = 125
"""How many words an author may write before the contacts on a page of help. With emergency number, heading, name and
all risks no more than 290 shall stand before a contact: the finished page is measured too."""

_CALLS = re.compile(f"{RISK.pattern}|{TIMETABLE.pattern}")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_TOO_LONG = Fault("words.too_long", "is too long: {number} {form}, and there is room for {most}; write less")
_NO_PLACE = Fault(
    "help.place_of_contacts_missing",
    "does not say where the contacts stand; write a line with <!-- data --> after what to do now",
)
_NO_TITLE = Fault(
    "kit.message_without_heading", "has words before the first heading; begin each message with ## Heading {{#id}}"
)
_ABOVE = N_("characters above a page (a short one goes into headline:, the title stays in the text)")
_IN_LINE = N_("characters in one line of the card")
_ON_SIDE = N_("characters on one side of the card")
_IN_MESSAGE = N_("SMS for one message")
_BEFORE_CONTACTS = N_("words before the contacts")


def words_are_short(site: Site) -> Iterator[Problem]:
    """What stands above a page and before the contacts of help, on the card and in a message is short."""
    for words in site.words.values():
        field = "title" if words.about.headline is None else "headline"
        length = len(FIGURE.sub("24 reports", getattr(words.about, field)))
        if length > _LONGEST and words.name not in KIT:
            values = {"number": length, "form": _ABOVE, "most": _LONGEST}
            yield Problem(words.path, _TOO_LONG, (field,), values)
    for words in site.words_with_periods(lambda name: name in KIT or SITUATION.fullmatch(name)):
        measure = _card if words.name == _CARD else _messages if words.name == _SMS else _before_contacts
        yield from measure(words)


def _card(words: Words) -> Iterator[Problem]:
    found = list(blocks(words.text))
    for block in found:
        yield from _too_long(words, len(block.text), _IN_LINE, _LINE, block.line)
    yield from _too_long(words, sum(len(block.text) for block in found), _ON_SIDE, _SIDE)


def _messages(words: Words) -> Iterator[Problem]:
    headings = {block.id: block.line for block in blocks(words.text) if block.kind == "heading"}
    for section in sections(words.text):
        number = len(sms.parts(" ".join(block.text for block in section.blocks)))
        if not section.title:
            yield Problem(words.path, _NO_TITLE, line=words.first_line)
        else:
            yield from _too_long(words, number, _IN_MESSAGE, PARTS, headings.get(section.id, 0))


def _before_contacts(words: Words) -> Iterator[Problem]:
    before, mark, _ = words.text.partition(PLACE_OF_DATA)
    if mark:
        yield from _too_long(words, len(_WORD.findall(_CALLS.sub("", before))), _BEFORE_CONTACTS, MOST_WORDS)
    else:
        yield Problem(words.path, _NO_PLACE, line=words.first_line)


def _too_long(words: Words, number: int, form: str, most: int, line: int = 0) -> Iterator[Problem]:
    if number > most:
        values = {"number": number, "form": form, "most": most}
        yield Problem(words.path, _TOO_LONG, values=values, line=words.first_line + line)
