"""Split text messages into the parts that a phone sends, write short codes that two people compare aloud, and find ids
in their alphabet that somebody counted up.

In: a text, bytes or ids. Out: parts, or groups of signs that are easy to read and hear. One letter outside the old
alphabet of phones (GSM-7) makes a whole text UCS-2, with half the room. Parts that are joined are the text.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

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


_IN_BASE_32 = str.maketrans(CROCKFORD, "0123456789abcdefghijklmnopqrstuv")

_RUNS = ((5, 3), (10, 4))
"""So many bits at the end may differ, and so many ids at one distance are too many: three that share all but their last
digit, four that share all but their last two."""


def counted(ids: Collection[str]) -> list[str]:
    """Return the first ids of one length that follow each other, or none."""
    for length in sorted({*map(len, ids)}):
        known = {id_as_number(one): one for one in sorted(ids) if len(one) == length}
        if run := next(_runs(known), None):
            return [known[number] for number in run]
    return []


def id_as_number(id_: str) -> int:
    """Return an id as a number."""
    return int(id_.translate(_IN_BASE_32), 32)


def _runs(known: Mapping[int, str]) -> Iterator[range]:
    yield from (range(first, first + 3) for first in known if first + 1 in known and first + 2 in known)
    for bits, size in _RUNS:
        alike = defaultdict[int, list[int]](list)
        for number in known:
            alike[number >> bits].append(number)
        for block in alike.values():
            for first, second in combinations(block, 2):
                run = range(first, first + (second - first) * size, second - first)
                if run[-1] >> bits == first >> bits and all(number in known for number in run):
                    yield run
