"""Text messages: in comes a text, out come the parts that a phone sends, and how long each is.

One letter outside the old alphabet of phones (GSM-7) makes the whole text UCS-2, with half the room.
Nothing is lost, added or changed: the parts joined are the text.
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
    found: list[list[str]] = [[]]
    for piece in _pieces(text, room_of_text):
        if size("".join(found[-1]) + piece, room_of_text) > room_of_text.joined:
            found[-1:] = _cut(found[-1], piece, room_of_text)
        found[-1].append(piece)
    return tuple("".join(part) for part in found)


def _cut(part: list[str], piece: str, room_of_text: Room) -> list[list[str]]:
    """Divide a full part after its last space, or at its end where the rest would not fit before the next piece."""
    spaces = [at for at, sign in enumerate(part, 1) if sign.isspace()]
    for at in spaces[-1:]:
        if size("".join(part[at:]) + piece, room_of_text) <= room_of_text.joined:
            return [part[:at], part[at:]]
    return [part, []]


def _pieces(text: str, room_of_text: Room) -> Iterator[str]:
    """Yield what may not be cut: telephone numbers that fit into a part, and every other sign by itself."""
    end = 0
    for number in PHONE.finditer(text):
        yield from text[end : number.start()]
        yield from [number[0]] if size(number[0], room_of_text) <= room_of_text.joined else number[0]
        end = number.end()
    yield from text[end:]
