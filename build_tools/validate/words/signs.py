"""Signs that may not stand in words, for what Markdown would make of them is not published or not what was meant; the
line that places data, and headings.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator

from build_tools.files.paths import BRIEFINGS, FIGURES, HOURS, STATEMENTS, VOCABULARY
from build_tools.models import GENERATED, KIT, PAPER, PLACE_OF_DATA, SITUATION, Site
from build_tools.problems import N_, Fault, Problem, one_of_missing, wrong_form
from build_tools.text.markdown import sections
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
_SMS = KIT[1]
_PRINTABLE = N_("letters, digits and punctuation, for papers and pictures cannot show the sign at character {column}")
_ONE_ALPHABET = N_("one alphabet for the word at character {column}, in which Latin and Cyrillic letters are mixed")


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


def _parts_are_there(site: Site) -> Iterator[Problem]:
    """Each message has a heading, and each page of help the line that places its contacts."""
    for words in site.words.values():
        if words.name == _SMS and not all(section.title for section in sections(words.text)):
            yield Problem(words.path, one_of_missing("## Heading {#id}"), line=words.first_line)
        if SITUATION.fullmatch(words.name) and PLACE_OF_DATA not in words.text:
            yield Problem(words.path, one_of_missing(PLACE_OF_DATA), line=words.first_line)


RULES = (words_are_plain, braces_call_something, letters_are_of_one_alphabet, _data_has_one_place, _parts_are_there)
