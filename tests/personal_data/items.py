"""Made numbers by their names, sentences with items in braces, and how the made numbers of a sentence are written.

`{iin dots}` is one whose digits stand in groups between dots, `{Xx|xx}` a name with a stroke in it, which is left out.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

_ITEM = re.compile(r"\{([^{}]*)\}")
Style = Callable[[str], str]
"""How a made number may be written."""

NUMBERS = yaml.safe_load(Path(__file__).with_name("made.yml").read_text("utf-8"))["made"]
MADE: dict[str, Callable[[], str]] = {name: partial(str, number.replace(":", "")) for name, number in NUMBERS.items()}


def groups(digits: str, sign: str, lengths: tuple[int, ...] = (3,)) -> str:
    """Return digits in groups."""
    parts, place, number = [], 0, 0
    while place < len(digits):
        length = lengths[min(number, len(lengths) - 1)]
        parts.append(digits[place : place + length])
        place, number = place + length, number + 1
    return sign.join(parts)


STYLES: dict[str, Style] = {
    "spaces": lambda digits: groups(digits, " "),
    "dots": lambda digits: groups(digits, "."),
    "dashes": lambda digits: groups(digits, "-", (4,)),
    "long dashes": lambda digits: groups(digits, "\u2013", (4,)),
    "fixed spaces": lambda digits: groups(digits, "\u00a0", (6, 3)),
    "narrow spaces": lambda digits: groups(digits, "\u202f", (4,)),
    "each": lambda digits: " ".join(digits),
    "each by dashes": lambda digits: "-".join(digits),
    "slashes": lambda digits: groups(digits, "/", (4,)),
    "by two": lambda digits: groups(digits, " ", (1, 3, 3, 2)),
    "brackets": lambda digits: f"{digits[:-10]} ({digits[-10:-7]}) {digits[-7:-4]}-{digits[-4:-2]}-{digits[-2:]}",
    "fours": lambda digits: groups(digits, " ", (4,)),
    "letter o": lambda digits: digits.replace("0", "О"),
    "full width": lambda digits: digits.translate({48 + number: 0xFF10 + number for number in range(10)}),
    "unseen": lambda digits: groups(digits, "\u200b", (4,)),
    "soft hyphens": lambda digits: groups(digits, "\u00ad", (3,)),
    "entities": lambda digits: "".join(f"&#{ord(digit)};" for digit in digits),
    "emphasis": lambda digits: groups(digits, "**", (4,)),
    "underscores": lambda digits: groups(digits, "_", (3,)),
    "parted": lambda digits: f"{digits[:6]}, and then {digits[6:]}",
    "by word": lambda digits: f"{digits[:-10]} {digits[-10:-7]} (wait) {digits[-7:-4]} {digits[-4:-2]} {digits[-2:]}",
    "Latin groups": lambda digits: groups(digits, " ", (len(digits) % 4 or 4, 4)).replace("0", "O"),
    "keys": lambda digits: "".join(f"{digit}\ufe0f\u20e3" for digit in digits),
    "circles": lambda digits: "".join(chr(0x2775 + int(digit)) if digit != "0" else "\u24ff" for digit in digits),
    "cells": lambda digits: groups(digits, " | ", (1, 3, 3, 2) if len(digits) == 11 else (4,)),
    "entries": lambda digits: groups(digits, "\n2. ", (4, 3, 4)),
    "short": lambda digits: groups(digits[1:], "-", (3, 3, 2)),
    "two spaces": lambda digits: groups(digits, "  ", (4,)),
}


def _item(words: str) -> str:
    """Return the item that is meant: a made one, in a style, or the words themselves without their strokes."""
    if words in MADE:
        return MADE[words]()
    ways = ((name, words.removeprefix(f"{name} ")) for name in sorted(MADE, key=len, reverse=True))
    name, style = next(((name, style) for name, style in ways if style in STYLES and style != words), ("", ""))
    return STYLES[style](MADE[name]()) if name else words.replace("|", "")


def assembled(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a sentence, and where its items lie."""
    text, spans, done = "", [], 0
    for braces in _ITEM.finditer(sentence):
        text += sentence[done : braces.start()].replace("|", "")
        made = _item(braces[1])
        spans.append((len(text), len(text) + len(made)))
        text, done = text + made, braces.end()
    return text + sentence[done:].replace("|", ""), spans
