"""What goes by telephone: text messages in the parts that a phone sends, and short codes that two people compare aloud.

In: a text, or bytes. Out: parts, or groups of signs that are easy to read and hear. One letter outside the old alphabet
of phones (GSM-7) makes a whole text UCS-2, with half the room. Parts that are joined are the text.
"""

import re

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED = frozenset("^{}\\[~]|€\f")
"""They are sent as two signs."""

PHONE = re.compile(r"\+?\d(?:[ \u00a0().-]{0,2}\d){4,}")
"""A run of at least five digits, with what stands between the groups of a telephone number."""

_WORDS = re.compile(rf"(?:{PHONE.pattern}|\S)++\s*|\s+")


def parts(text: str) -> list[tuple[str, int]]:
    """Return the parts of a text, each with its size in septets (GSM-7) or UTF-16 units (UCS-2): one that fits alone,
    or several that fit when a phone joins them.

    A part ends after a space where there is one. A telephone number stays whole if it fits into a part at all.
    """
    old = set(text) <= GSM | GSM_EXTENDED
    alone, joined = (160, 153) if old else (70, 67)

    def size(piece: str) -> int:
        return len(piece) + sum(sign in GSM_EXTENDED if old else sign > "\uffff" for sign in piece)

    if size(text) <= alone:
        return [(text, size(text))]
    found = [""]
    for word in _WORDS.findall(text):
        for piece in [word] if size(word) <= joined else word:
            if size(found[-1] + piece) > joined:
                found.append("")
            found[-1] += piece
    return [(part, size(part)) for part in found]


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
