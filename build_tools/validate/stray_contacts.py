"""Contacts stand in the channels of organisations alone, where each has a source, a check and an end.

In: a site. Out: problems for what could reach somebody in any other text: data, keys, names of pages, catalogues, and
words as they are written and as a page shows them. Never repeats what it found.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from build_tools import paths
from build_tools.models import IN_WORDS, Site
from build_tools.plain_words import html_of, told
from build_tools.problems import Fault, Field, Problem
from build_tools.reachable import contacts_in
from build_tools.validate.organisations import every_channel
from build_tools.validate.walk import descriptions, documents, walk

MARKS = re.compile(r"[*`\\]|(?<!\w)_|_(?!\w)")
"""Marks of Markdown that can stand inside a number or an address without being seen."""

CALL = re.compile(r"\{\{[^{}\n]*\}\}")
VERSION = re.compile(r"[0-9a-f]{12}")
MESSAGE = re.compile(r'^(?:msgstr(?:\[\d\])? )?"(.*)"$')
ABOUT = re.compile(r'^(?:#(?![,:.|~])|"[A-Z][A-Za-z-]*:)(.*)$')
"""A line of a catalogue about the file: a remark of a translator, or a line of the header."""

SOURCES = ("source", "sources", "exit_address")
"""Pages do not show where a contact was found, and it may have been on any host; an exit leads to any site."""

HERE_BY_RIGHT = (("signing_key",), ("security", "contact"))
"""Settings that are a key, and the contact for weaknesses of the site, which has an end of its own."""

ROUNDS = 5

STRAY = Fault(
    "contacts.stray",
    "has a telephone number, an e-mail address or a name in a network; write it as a channel in "
    "content/organisations.yml, where it has a source and a check, and refer to it in words",
)
OF_A_PERSON = Fault(
    "contacts.of_a_person",
    "has an address or a number of a person; delete it: a public file names whoever translates by a role",
)
STRAY_NAME = Fault(
    "contacts.in_a_page_name",
    "holds a page whose name has a telephone number, an e-mail address or a name in a network; rename it",
)


def contacts_are_channels(site: Site) -> Iterator[Problem]:
    """No data hold a contact, but for the value of a channel that is no words for people."""
    channels = {(path, *place, "value") for path, place, one in every_channel(site) if one.kind not in IN_WORDS}
    for path, record in documents(site).items():
        for place, _, value in walk(record):
            if (path, *place) in channels or (path == paths.SETTINGS and is_here_by_right(place)):
                continue
            texts = value if isinstance(value, Mapping) else [value] if isinstance(value, str) else []
            source = any(step in SOURCES for step in place[-2:])
            if any(holds_contact(text, skip_web_addresses=source) for text in texts):
                yield Problem(path, STRAY, place)


def is_here_by_right(place: Field) -> bool:
    """Whether a setting may hold what looks like a contact."""
    return any(place[: len(right)] == right for right in HERE_BY_RIGHT)


def holds_contact(text: str, *, skip_web_addresses: bool = False) -> bool:
    """Tell whether a text holds a contact; the addresses in a source may lead to any host."""
    return not VERSION.fullmatch(text) and bool(contacts_in(text, skip_web_addresses=skip_web_addresses))


def cases_hold_no_contacts(site: Site) -> Iterator[Problem]:
    """No description of a case holds a contact, which would be somebody's in the case."""
    for path, place, text in descriptions(site):
        if holds_contact(text):
            yield Problem(path, STRAY, place)


def words_hold_no_contacts(site: Site) -> Iterator[Problem]:
    """No words hold a contact, neither as they are written nor as a page shows them; what they say of themselves is
    data."""
    for words in site.words.values():
        if holds_contact(words.name):
            yield Problem(paths.words_folder(words.language), STRAY_NAME)
        for line in sorted(lines_with_contacts(words.text)):
            yield Problem(words.path, STRAY, line=words.first_line + line)


@lru_cache(maxsize=512)
def lines_with_contacts(text: str) -> frozenset[int]:
    """Return the lines of Markdown, from 0, in which a contact stands, or with which one is complete on the page."""
    found = set(contacts_in(MARKS.sub("", CALL.sub("|", text))))
    lines = ["" if number in found else line for number, line in enumerate(text.split("\n"))]
    for _ in range(ROUNDS):
        if not shows_contact(lines):
            break
        last = first_showing(lines)
        found.add(last)
        lines[last] = ""
    return frozenset(found)


def first_showing(lines: list[str]) -> int:
    """Return the first line with which the lines up to it show a contact."""
    fewer, enough = 0, len(lines)
    while enough - fewer > 1:
        middle = (fewer + enough) // 2
        fewer, enough = (fewer, middle) if shows_contact(lines[:middle]) else (middle, enough)
    return enough - 1


def shows_contact(lines: list[str]) -> bool:
    """Tell whether a page made of these lines shows a contact, in its text or in an attribute."""
    return bool(contacts_in(told(html_of(CALL.sub("|", "\n".join(lines))))))


def catalogues_hold_no_contacts(site: Site) -> Iterator[Problem]:
    """No message of pages is translated by a contact, and no catalogue names whoever translated it."""
    for (domain, language), text in site.catalogues.items():
        for number, line in enumerate(text.split("\n"), 1):
            about, message = ABOUT.match(line), MESSAGE.match(line) if domain == "interface" else None
            found = about or message
            if found and holds_contact(found[1]):
                yield Problem(paths.catalogue_file(domain, language), OF_A_PERSON if about else STRAY, line=number)
