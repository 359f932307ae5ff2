"""Telephone numbers, and contacts in messengers: in comes what a maintainer wrote, out comes the one way to show and
to dial it; and where in a text anything stands by which somebody could be reached.

A number is written with + and its country code, a short number with its country beside it; nothing is guessed or
repaired.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import shortnumberinfo

_WHOLE = re.compile(r"\+[0-9]{1,3}(?:[ -]?\([0-9]+\))?(?:[ .-]?[0-9])+")
"""A number with its country code; the digits of an area may stand in brackets. The library would also take letters
for digits and drop what it does not know, and so make another person's number of an unfinished one."""

_OF_HOME = re.compile(r"\+77(?:(?P<fixed>[12])[0-9]|[04-9][0-9])[0-9]{7}")
"""A number of Kazakhstan, of towns or not, whichever operator has it: the library knows some of them alone."""

_SHORT = re.compile(r"[0-9]+(?:[ -][0-9]+)*")
_HOME = "KZ"
"""In a text, a number without a country code is sought in the plan of this country."""

_BETWEEN = r"(?:_|[^\w,;:|]){0,5}"
"""What people write between the digits of a number."""

_AFTER_PLUS = r"(?:_|[^\w,;:|]|[,;:](?=\d)){0,5}"
"""After a +, also commas and colons, where a digit follows at once."""

_FROM_ABROAD = re.compile(rf"\+{_BETWEEN}\d(?:{_AFTER_PLUS}\d){{8,14}}(?!\d)")
"""With + and 9 to 15 digits."""

_FROM_WITHIN = re.compile(rf"(?<!\w)(?:00{_BETWEEN}[1-9](?:{_BETWEEN}\d){{8,14}}|[78](?:{_BETWEEN}\d){{10}})(?!\d)")
"""With 00 and 9 to 15 digits, or 11 digits from 7 or 8."""

_PARTED = re.compile(
    "|".join(
        rf"(?<![\w,;:])(?:(?:\+7|[78]){sign}\d{{3}}{sign}\d{{3}}{sign}\d\d{sign}?\d\d|[78](?:{sign}\d){{10}})(?![\w,;:])"
        rf"|\+7{sign} \d{{3}}{sign} \d{{3}}{sign} \d\d{sign} ?\d\d(?!\d)"
        for sign in ",:;"
    )
)
"""A number of 11 digits in the groups of a number, or digit by digit, between signs that part figures as well."""

_SHORTEST = 7
"""So few digits at least has a number without its country code."""

_TRIES = 500
"""How often the library looks again in one text; the patterns look on."""

_CLOCK = r"[0-2]?\d[.:][0-5]\d"
_DATE_OR_HOURS = re.compile(
    rf"(?<![\d.])(?:[0-3]?\d\.[01]?\d\.(?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d|{_CLOCK} ?[-–—] ?{_CLOCK})"
    r"(?![\d.]*\d)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+")
"""How sums of money are written, and numbers of so many digits never."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can exist: ``shown`` in international form and ``dialled`` as E.164, a short one as it is written.

    ``texts`` says whether it can receive text messages, as far as the plan tells.
    """

    shown: str
    dialled: str
    texts: bool


def phone(value: str, country: str | None = None) -> Phone | None:
    """Return the number, a short one where its country stands beside it; or nothing where it is not one number that can
    exist there.

    Which short numbers are in use no numbering plan tells wholly: helplines lack in those that the library knows.
    """
    if not (_SHORT if country else _WHOLE).fullmatch(value):
        return None
    digits = re.sub("[ ().-]", "", value)
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    if country:
        possible = shortnumberinfo.is_possible_short_number_for_region(number, country)
        return Phone(value, digits, texts=True) if possible else None
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    at_home = _OF_HOME.fullmatch(digits)
    # The library leaves out a 0 that is dialled inside the country only, as in +44 (0)20.
    is_whole = digits == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    is_fixed = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE
    texts = at_home["fixed"] is None if at_home else not is_fixed
    return Phone(shown, digits, texts) if is_whole and (at_home or phonenumbers.is_valid_number(number)) else None


_SIGNAL = "https://signal.me"
NUMBER_OPENS = {
    "WhatsApp": "https://wa.me/",
    "Telegram": "https://t.me/+",
    "Signal": f"{_SIGNAL}/#p/+",
    "Viber": "",
}
"""Messengers in which a telephone number is a contact, and how the address that opens it begins.

Viber has none for browsers."""

NAME_OPENS = {
    "Telegram": (re.compile(r"@([A-Za-z][A-Za-z0-9_]{4,31})"), "https://t.me/"),
    "Threema": (re.compile(r"([A-Z0-9]{8})"), "https://threema.id/"),
}
"""Messengers in which a name is a contact, how it is written, and how the address that opens it begins."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A contact in a messenger: ``shown`` with the name of the app; ``address`` opens it, empty where nothing does."""

    shown: str
    address: str


def chat(value: str) -> Chat | None:
    """Return the contact that ``App: +number`` or ``App: name`` holds, or nothing where it is none that can exist."""
    app, _, contact = value.replace(": ", " ", 1).partition(" ")
    if number := phone(contact) if app in NUMBER_OPENS else None:
        opens = NUMBER_OPENS[app]
        return Chat(f"{app}: {number.shown}", opens and opens + number.dialled.removeprefix("+"))
    pattern, address = NAME_OPENS.get(app, (None, ""))
    name = pattern.fullmatch(contact) if pattern else None
    return Chat(f"{app}: {contact}", address + name[1]) if name else None


def number_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where something begins and ends in a text that people could dial, or that looks like it.

    Dates and times are no numbers; nor are short numbers, which no plan tells from other figures.
    """
    without = _DATE_OR_HOURS.sub(lambda found: ":" * len(found[0]), text)
    if "+" not in text and sum(map(str.isdigit, without)) < _SHORTEST:
        return
    patterns = ((_FROM_ABROAD, text), (_FROM_WITHIN, without), (_PARTED, without))
    found = [(*match.span(), match[0]) for pattern, where in patterns for match in pattern.finditer(where)]
    found += [
        (found.start, found.end, found.raw_string)
        for found in phonenumbers.PhoneNumberMatcher(text, _HOME, max_tries=_TRIES)
    ]
    yield from ((start, end) for start, end, raw in found if not _THOUSANDS.fullmatch(raw))
