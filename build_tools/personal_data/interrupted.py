"""Numbers of persons and telephones among whose groups words or brackets stand, after a label or a prefix alone.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Category, Finding
from build_tools.personal_data.numbers import BIN_KEYWORD, KEYWORD, UNIT
from build_tools.personal_data.reading import Reading

GAP = rf"(?! ?-?{UNIT})[^\d\n]{{1,25}}"
PREFIX = re.compile(
    r"(?<![\w.,+])(?:(?:\+ ?7|8)[ ().-]{0,3}|(?P<said>(?:плюс|plus) (?:семь|жеті|жети|seven),? ))(?=7\d\d(?!\d))",
    re.IGNORECASE,
)
AFTER_LABEL = re.compile(r"[^\d\n]{0,30}(?=\d)")
GROUP = re.compile(rf"(?P<digits>\d{{1,8}})(?:{GAP}(?=\d))?", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
HINTS = ("иин", "жсн", "iin", "жcн", "ииh", "идентиф", "сәйкестен", "бин", "бсн", "bin")
MOST_GROUPS = 6
OF_A_PHONE, OF_A_PERSON = 10, 12
WITHIN = frozenset(((3, 3, 2, 2), (3, 3, 4), (3, 7), (3, 3, 1, 1, 1, 1), (3, 2, 2, 3), (3, 2, 5)))
"""How people group a number after an 8, so that none is made of several counts."""

WORD = re.compile(r"[^\W\d_]{2}")


def interrupted(reading: Reading) -> Iterator[Finding]:
    """Yield numbers that a word or a bracket parts, if all groups together have the length that is due."""
    if reading.digits < OF_A_PHONE:
        return
    text = reading.figures
    for prefix in reading.in_numbered(PREFIX, text):
        yield from whole(text, prefix.start(), prefix.end(), OF_A_PHONE, "PHONE", said=bool(prefix["said"]))
    for keyword, category in LABELS if reading.mentions(HINTS) else ():
        for label in reading.in_numbered(keyword, text):
            first = AFTER_LABEL.match(text, label.end())
            if first:
                yield from whole(text, first.end(), first.end(), OF_A_PERSON, category)


LABELS: tuple[tuple[re.Pattern[str], Category], ...] = ((KEYWORD, "IIN"), (BIN_KEYWORD, "BIN"))


def whole(
    text: str, start: int, first: int, length: int, category: Category, *, said: bool = False
) -> Iterator[Finding]:
    """Yield the groups of digits from a place on, if together they have a length and words stand between them, or have
    been ``said`` before them."""
    place, lengths = first, []
    for _ in range(MOST_GROUPS):
        group = GROUP.match(text, place)
        if not group or YEAR.fullmatch(group["digits"]):
            return
        lengths.append(len(group["digits"]))
        if sum(lengths) >= length:
            end = group.end("digits")
            fits = sum(lengths) == length and (category != "PHONE" or text[start] == "+" or tuple(lengths) in WITHIN)
            if fits and (said or WORD.search(text, first, end)) and not text[end : end + 1].isdigit():
                yield Finding(start, end, category, "block")
            return
        place = group.end()
