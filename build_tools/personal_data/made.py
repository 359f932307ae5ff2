"""Items that look personal, put together when they are needed: no file of the project holds one.

In: a sentence with its items in braces: `{iin}` is a made number, `{Xx|xx}` a name with a stroke in it, which is left
out. Out: the text, and where its items lie.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from build_tools.personal_data.numbers import is_checked, passes_luhn

_ITEM = re.compile(r"\{([^{}]*)\}")

Style = Callable[[str], str]
"""How a made number may be written."""

_MONTH = "13"
"""No person and no firm has a number that begins with it."""


def _first(digits: Iterator[str], fits: Callable[[str], bool]) -> str:
    """Return the first digits that fit."""
    return next(one for one in digits if fits(one))


def _iin() -> str:
    """Return a number of a person who cannot have been born, with its check digit."""
    return _first((f"88{_MONTH}105{serial:05}" for serial in count(17)), is_checked)


def _iin_by_second_weights() -> str:
    """Return one whose check digit only the second row of weights gives."""

    def needs_second(digits: str) -> bool:
        rest = sum(int(digit) * weight for digit, weight in zip(digits, range(1, 12), strict=False)) % 11
        return rest == 10 and is_checked(digits)

    return _first((f"88{_MONTH}105{serial:05}" for serial in count(17)), needs_second)


def _bin_number() -> str:
    """Return a number of a firm that cannot have been founded."""
    return _first((f"88{_MONTH}40{serial:06}" for serial in count(17)), is_checked)


def _card(length: int = 16) -> str:
    """Return a number of a card of no bank."""
    return _first((f"99{serial:0{length - 2}}" for serial in count(170)), passes_luhn)


MADE: dict[str, Callable[[], str]] = {
    "iin": _iin,
    "iin2": _iin_by_second_weights,
    "wrong iin": lambda: _iin()[:-1] + str((int(_iin()[-1]) + 1) % 10),
    "bin": _bin_number,
    "wrong bin": lambda: _bin_number()[:-1] + str((int(_bin_number()[-1]) + 1) % 10),
    "card": _card,
    "card with a year": lambda: _first((f"99{serial:010}1990" for serial in count(17)), passes_luhn),
    "card13": lambda: _card(13),
    "card19": lambda: _card(19),
    "phone": lambda: "8700" + "0" * 5 + "17",
    "other phone": lambda: "8703" + "0" * 5 + "17",
    "phone abroad": lambda: "+7700" + "0" * 5 + "17",
    "phone of another country": lambda: "+99" + "8" * 2 + "0" * 6 + "17",
    "said phone": lambda: " ".join(("плюс жеті", "7" + "00", "0" * 3, "00", "17")),
    "said phone by commas": lambda: ", ".join(("плюс семь", "7" + "00", "0" * 3, "00", "17")),
    "town phone": lambda: "-".join(("00", "00", "17")),
    "account": lambda: "KZ" + "00" * 9,
    "account with letters": lambda: "KZ" + "00" * 3 + "KZTA" + "0" * 8,
    "id card": lambda: "0" * 8 + "7",
    "badge": lambda: "0" * 5 + "7",
    "passport": lambda: "N" + "0" * 7 + "7",
    "old passport": lambda: "AN" + "0" * 6 + "7",
    "foreign passport": lambda: " ".join(("00", "00", "0" * 5 + "7")),
    "long": lambda: "3" + "0" * 12 + "5",
    "nine": lambda: "5" + "0" * 7 + "3",
    "ten": lambda: "6" + "0" * 8 + "3",
    "book": lambda: "-".join(("978", "0", "00", "0" * 6, "2")),
    "wrong book": lambda: "-".join(("978", "0", "00", "0" * 6, "3")),
    "plate": lambda: " ".join(("000", "AAA", "01")),
    "dotted plate": lambda: ".".join(("000", "AAA", "01")),
    "two letter plate": lambda: " ".join(("000", "ZZ", "20")),
    "old plate": lambda: " ".join(("Z", "000", "ZZ")),
    "Cyrillic plate": lambda: " ".join(("000", "АВС", "05")),
    "small plate": lambda: "".join(("000", "aaa", "01")),
    "plate like a sum": lambda: " ".join(("700", "KZT", "13")),
    "plate of zeros": lambda: " ".join(("000", "KZT", "13")),
    "small plate apart": lambda: " ".join(("000", "bcv", "07")),
    "birthday": lambda: ".".join(("30", "02", "1990")),
    "birthday by slashes": lambda: "/".join(("30", "02", "1990")),
    "birthday by year": lambda: "-".join(("1990", "02", "30")),
    "Roman birthday": lambda: ".".join(("30", "II", "1990")),
    "short birthday": lambda: ".".join(("30", "02", "90")),
    "point": lambda: ", ".join(("43" + ".00001", "76" + ".00002")),
    "point by spaces": lambda: " ".join(("43" + ".00001", "76" + ".00002")),
    "signed point": lambda: ", ".join(("+43" + ".00001", "+76" + ".00002")),
    "degrees": lambda: "43°" + "00'01\" N, 76°" + "00'02\" E",
}

_NO_STYLES: Mapping[str, Style] = {}


def _item(words: str, styles: Mapping[str, Style]) -> str:
    """Return the item that is meant: a made one, in a style, or the words themselves without their strokes."""
    if words in MADE:
        return MADE[words]()
    ways = ((name, words.removeprefix(f"{name} ")) for name in sorted(MADE, key=len, reverse=True))
    found = ((name, style) for name, style in ways if style in styles and style != words)
    name, style = next(found, ("", ""))
    return styles[style](MADE[name]()) if name else words.replace("|", "")


def assembled(sentence: str, styles: Mapping[str, Style] = _NO_STYLES) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a sentence, and where its items lie."""
    text, spans, done = "", [], 0
    for braces in _ITEM.finditer(sentence):
        text += sentence[done : braces.start()].replace("|", "")
        made = _item(braces[1], styles)
        spans.append((len(text), len(text) + len(made)))
        text, done = text + made, braces.end()
    return text + sentence[done:].replace("|", ""), spans
