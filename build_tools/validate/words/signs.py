"""Signs that may not stand in words, for what Markdown would make of them is not published or not what was meant; the
line that places data, headings; and how long words may be where a phone, a card or a message has little room.

In: a site. Out: problems. The card and the finished pages are measured when they are made; this says sooner, and where.
"""

import re
from collections.abc import Iterator

from build_tools import by_phone
from build_tools.models import FIGURE, GENERATED, KIT, PAPER, PLACE_OF_DATA, RISK, SITUATION, TIMETABLE, Site, Words
from build_tools.paths import BRIEFINGS, FIGURES, HOURS, STATEMENTS, VOCABULARY
from build_tools.plain_words import blocks, sections
from build_tools.problems import N_, TOO_LONG, Fault, Problem, one_of_missing, wrong_form
from build_tools.validate.walk import ledgers_by_id
from build_tools.validate.words import AUTOLINK, IN_LINK, SECTION, anchors_in, blanked, body, hidden, passages, starts

_DATA_LINE = re.compile(rf"^{re.escape(PLACE_OF_DATA)}[ ]*$", re.MULTILINE)
_ALLOWED = re.compile(rf"{_DATA_LINE.pattern}|{AUTOLINK.pattern}", re.MULTILINE)
NOT_PLAIN = (
    ("<", re.compile(r"<(?=[A-Za-z/!?])")),
    ("•", re.compile(r"^ *(?:[•●▪◦‣∙·]|[0-9]{1,2}\)) *(?=\S)", re.MULTILINE)),
    ("![", re.compile(r"!\[")),
    ("]:", re.compile(r"\]:")),
    ("](", re.compile(rf"\]\((?!{IN_LINK})")),
    ("] (", re.compile(r"\][ \t]+\((?:https?://[^()\s]*|[^()\s]*\.md(?:#[^()\s]*)?)\)")),
    ("#", re.compile(rf"^(?!{SECTION}$) *(?:(?:[>*+-]|\d{{1,9}}[.)]) *)*#", re.MULTILINE)),
    ("#", re.compile(r"^(?=.*\S).*\n[ >]*(?:=+|-+) *$", re.MULTILINE)),
)
"""Signs of which no page makes what was meant, each as it is called and as it is found: HTML, entries as word
processors begin them, images, addresses of links apart from the words, beside more than a title, or behind a space;
headings that are no sections, and those that a line below makes."""

_BRACE = re.compile(r"\{|\}\}")
_BRACED = re.compile(r"\{[^{}\n]*\}")
"""Calls and ids, of which another rule says what is wrong."""

_CYRILLIC = re.compile("[\u0400-\u052f]")
_MIXED = re.compile(f"[A-Za-z](?:(?={_CYRILLIC.pattern})|(?<={_CYRILLIC.pattern}.))")
"""A Latin letter beside a Cyrillic one, most often one that looks the same."""

UNPRINTED = re.compile(
    "[^\t\n -~\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2040\u20a0-\u20bf\u2116\u2190-\u2193\u2212\u2264\u2265]"
)
"""A sign that the font of Typst may not have: all but letters, digits, punctuation, signs of money, plain arrows."""

_WITH_DATA = re.compile(rf"{SITUATION.pattern}|{PAPER.pattern}")
_ON_PAPER = re.compile(rf"{re.escape(KIT[0])}|k/hours|k/phone|{_WITH_DATA.pattern}|{BRIEFINGS}[0-9-]+")
_DRAWN_DATA = (HOURS, VOCABULARY, FIGURES, STATEMENTS)

_NOT_PLAIN = Fault(
    "words.not_plain",
    "has {sign}, of which no page makes what you mean; write plain Markdown: - or 1. and a space before an entry, "
    "[words](address) for a link, ## Heading {{#id}} for a section, with the same id in all languages, &lt; for the "
    "sign itself, <!-- data --> on a line of its own, once, on a page that has data; images are not published",
)
_KNOWN_BRACES = N_(
    "{{{{ figure(name) }}}} or {{{{ count(name) }}}} for a figure, {{{{ period(provision.name) }}}} for a period of "
    "content/law.yml, {{#id}} at the end of a heading; other braces call nothing"
)
_PRINTABLE = N_("letters, digits and punctuation, for papers and pictures cannot show the sign at character {column}")
_ONE_ALPHABET = N_("one alphabet for the word at character {column}, in which Latin and Cyrillic letters are mixed")

_SMS, _PARTS = KIT[1], 3
"""The words of messages, each of which has at most so many parts."""

_LONGEST = 80
"""So many characters stand above a page in at most three lines on a desktop and five on a phone."""

MOST_WORDS = 125
"""How many words an author may write before the contacts on a page of help. With emergency number, heading, name and
all risks no more than 290 shall stand before a contact: the finished page is measured too."""

_CALLS_OF_HELP = re.compile(f"{RISK.pattern}|{TIMETABLE.pattern}")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_ABOVE = N_("characters above a page (a short one goes into headline:, the title stays in the text)")


def words_are_plain(site: Site) -> Iterator[Problem]:
    """No words hold a sign of which no page makes what was meant."""
    for passage in map(body, site.words.values()):
        text = hidden(passage.text, _ALLOWED)
        for sign, pattern in NOT_PLAIN:
            yield from passage.once_a_line(starts(pattern, text), _NOT_PLAIN, sign=sign)


def braces_call_something(site: Site) -> Iterator[Problem]:
    """No braces stand in words, data, stories or sources but calls that are answered there, and anchors: a page would
    show any other."""
    for passage in passages(site):
        if passage.language and ("{" in passage.text or "}" in passage.text):
            marks = () if passage.field else anchors_in(passage.text)
            text = blanked(hidden(passage.text, passage.calls), (mark.span() for mark in marks))
            yield from passage.once_a_line(starts(_BRACE, text), wrong_form(_KNOWN_BRACES))


def letters_are_of_one_alphabet(site: Site) -> Iterator[Problem]:
    """No word mixes alphabets, and what is drawn can be: pages of help, briefings with their figures, and what
    organisations say of themselves, but for a value to dial or to open, which has a form of its own."""
    drawn_data = (*_DRAWN_DATA, *site.organisations)
    mixed, unprinted = wrong_form(_ONE_ALPHABET), wrong_form(_PRINTABLE)
    for passage in passages(site):
        if not passage.text.isascii() and _CYRILLIC.search(passage.text):
            text = hidden(passage.text, _BRACED) if passage.words else passage.text
            yield from passage.once_a_line(starts(_MIXED, text), mixed)
        on_paper = passage.words and passage.field in ((), ("title",)) and _ON_PAPER.fullmatch(passage.words.name)
        if on_paper or (passage.path.startswith(drawn_data) and passage.field[-1] != "value"):
            yield from passage.once_a_line(starts(UNPRINTED, passage.text), unprinted)


def _data_has_one_place(site: Site) -> Iterator[Problem]:
    """The line that places the data stands at most once, on a page that has data."""
    with_data = {*GENERATED, *(BRIEFINGS + briefing for briefing in ledgers_by_id(site))}
    for words in site.words.values():
        for position, line in enumerate(_DATA_LINE.finditer(words.text)):
            shows_data = words.name in with_data or _WITH_DATA.fullmatch(words.name)
            if position or not shows_data:
                yield body(words).problem(_NOT_PLAIN, line.start(), {"sign": PLACE_OF_DATA})


def _words_are_short(site: Site) -> Iterator[Problem]:
    """What stands above a page, before the contacts of help, and in a message is short."""
    for words in site.words.values():
        field = "title" if words.about.headline is None else "headline"
        length = len(FIGURE.sub("24 reports", getattr(words.about, field)))
        if length > _LONGEST and words.name not in KIT:
            values = {"number": length, "form": _ABOVE, "most": _LONGEST}
            yield Problem(words.path, TOO_LONG, (field,), values)
    for words in site.words_with_periods(lambda name: name == _SMS or SITUATION.fullmatch(name)):
        yield from _messages(words) if words.name == _SMS else _before_contacts(words)


def _messages(words: Words) -> Iterator[Problem]:
    headings = {block.id: block.line for block in blocks(words.text) if block.kind == "heading"}
    for section in sections(words.text):
        number = len(by_phone.parts(" ".join(block.text for block in section.blocks)))
        if not section.title:
            yield Problem(words.path, one_of_missing("## Heading {#id}"), line=words.first_line)
        else:
            yield from _too_long(words, number, N_("SMS for one message"), _PARTS, headings.get(section.id, 0))


def _before_contacts(words: Words) -> Iterator[Problem]:
    before, mark, _ = words.text.partition(PLACE_OF_DATA)
    number = len(_WORD.findall(_CALLS_OF_HELP.sub("", before)))
    if mark:
        yield from _too_long(words, number, N_("words before the contacts"), MOST_WORDS)
    else:
        yield Problem(words.path, one_of_missing(PLACE_OF_DATA), line=words.first_line)


def _too_long(words: Words, number: int, form: str, most: int, line: int = 0) -> Iterator[Problem]:
    if number > most:
        values = {"number": number, "form": form, "most": most}
        yield Problem(words.path, TOO_LONG, values=values, line=words.first_line + line)


RULES = (words_are_plain, braces_call_something, letters_are_of_one_alphabet, _data_has_one_place, _words_are_short)
