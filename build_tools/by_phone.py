"""What goes by telephone: text messages in the parts that a phone sends, and short codes that two people compare aloud.

In: a text, or bytes. Out: parts, or groups of signs that are easy to read and hear. One letter outside the old alphabet
of phones (GSM-7) makes a whole text UCS-2, with half the room. Parts that are joined are the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED = frozenset("^{}\\[~]|€\f")
"""They are sent as two signs."""

PHONE = re.compile(r"\+?\d(?:[ \u00a0().-]{0,2}\d){4,}")
"""A run of at least five digits, with what stands between the groups of a telephone number."""

_WORDS = re.compile(rf"(?:{PHONE.pattern}|\S)++\s*|\s+")


class Room(NamedTuple):
    """How much one part holds: alone, and as one of several that a phone joins."""

    alone: int
    joined: int


ROOM_GSM, ROOM_UCS = Room(160, 153), Room(70, 67)


def room(text: str) -> Room:
    """Return how much a part of this text holds, in septets (GSM-7) or UTF-16 units (UCS-2)."""
    return ROOM_GSM if set(text) <= GSM | GSM_EXTENDED else ROOM_UCS


def size(text: str, room: Room) -> int:
    """Return how much of the room a text takes."""
    if room is ROOM_GSM:
        return len(text) + sum(sign in GSM_EXTENDED for sign in text)
    return len(text) + sum(sign > "\uffff" for sign in text)


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a text: one that fits alone, or several that fit when joined.

    A part ends after a space where there is one. A telephone number stays whole if it fits into a part at all.
    """
    room_of_text = room(text)
    if size(text, room_of_text) <= room_of_text.alone:
        return (text,)
    found = [""]
    for piece in _pieces(text, room_of_text):
        if size(found[-1] + piece, room_of_text) > room_of_text.joined:
            found.append("")
        found[-1] += piece
    return tuple(found)


def _pieces(text: str, room_of_text: Room) -> Iterator[str]:
    """Yield words and telephone numbers with the spaces after them; of what fits into no part, each sign."""
    for piece in _WORDS.findall(text):
        yield from [piece] if size(piece, room_of_text) <= room_of_text.joined else piece


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U, which are taken for other signs when they are read aloud or written by hand. Hexadecimal digits
are a part of it."""

_GROUP = 4


def crockford(data: bytes, signs: int) -> str:
    """Return the first bits of ``data`` in that alphabet, five for each sign."""
    number = int.from_bytes(data) >> 8 * len(data) - 5 * signs
    return "".join(CROCKFORD[number >> 5 * at & 31] for at in reversed(range(signs)))


def grouped(signs: str) -> str:
    """Return signs in groups of four: ``7Q4K-0B6T``."""
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
