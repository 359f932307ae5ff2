"""Contacts stand in the channels of organisations alone, where each has a source, a check and an end.

In: a site. Out: problems for numbers, e-mail addresses and names in messengers in all other texts about organisations
and in all words. Never repeats what it found.
"""

import re
from collections.abc import Iterator

from build_tools.models import IN_WORDS, Site
from build_tools.phones import numbers_in
from build_tools.problems import N_, Problem
from build_tools.validate.organisations import every_channel
from build_tools.validate.walk import walk
from build_tools.validate.words.numbers import readable
from build_tools.validate.words.reading import hidden, pieces, starts

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++@[\w-]+\.\w|[\[({]\s*(?:at|собака|ат)\s*[\])}]|\b(?:at|собака)\s+\w+\s+(?:dot|точка|нүкте)\s+\w",
    re.IGNORECASE,
)
"""Also as people spell it for people alone, with [at] or with *at … dot*."""

HANDLE = re.compile(
    r"(?<![\w.@])@\w{3}|\b(?:tg|viber|whatsapp|sgnl)://|"
    r"(?<![\w-])(?:t\.me|telegram\.me|wa\.me|whatsapp\.com|signal\.(?:me|group)|viber\.com|vk\.(?:com|me)|ok\.ru|"
    r"instagram\.com|facebook\.com|fb\.(?:com|me)|m\.me|tiktok\.com|x\.com|twitter\.com|youtube\.com|linkedin\.com|"
    r"threads\.(?:net|com))/\S",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>()]+")
VALUE = "value"
SOURCE = "source"
"""Pages do not show where a contact was found, and it may have been on any host."""

STRAY = N_(
    "has a telephone number, an e-mail address or a name in a network; write it as a channel in "
    "content/organisations.yml, where it has a source and a check, and refer to it in words"
)


def contacts_are_channels(site: Site) -> Iterator[Problem]:
    """No text about an organisation holds a contact, but for the value of a channel that is no words for people."""
    contacts = {(path, *place, VALUE) for path, place, channel in every_channel(site) if channel.kind not in IN_WORDS}
    for path, file in site.organisations.items():
        for place, _, value in walk(file):
            judged = isinstance(value, str) and (path, *place) not in contacts
            if judged and holds_contact(value, source=place[-1] == SOURCE):
                yield Problem(path, STRAY, place)


def words_hold_no_contacts(site: Site) -> Iterator[Problem]:
    """No words hold a contact, nor do the phrases that may have numbers, nor the names of sources."""
    for words in site.words.values():
        for piece in pieces(words):
            spots = [*_numbers_and_emails(readable(piece.text)), *starts(HANDLE, piece.text)]
            yield from piece.once_a_line(sorted(spots), STRAY)
        for position, phrase in enumerate(words.about.plain_numbers):
            if holds_contact(phrase):
                yield Problem(words.path, STRAY, ("plain_numbers", position))
        for position, text in enumerate(words.about.sources):
            if holds_contact(text, source=True):
                yield Problem(words.path, STRAY, ("sources", position))


def holds_contact(text: str, *, source: bool = False) -> bool:
    """Tell whether a text holds a contact; the addresses in a source may lead to any host."""
    without = hidden(text, ADDRESS)
    spots = (*_numbers_and_emails(without), *starts(HANDLE, without if source else text))
    return bool(spots)


def _numbers_and_emails(text: str) -> Iterator[int]:
    yield from numbers_in(text)
    yield from starts(EMAIL, text)
