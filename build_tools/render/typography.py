"""Spaces at which no line may break. In: HTML of words. Out: the same, with no-break spaces and, after a dash that a
number follows, a word joiner; nothing else changes."""

import re

from markupsafe import Markup, escape

NBSP = "\u00a0"
JOINER = "\u2060"
"""After a dash a line may break even before a no-break space; this sign, which nobody sees, forbids it."""

BEFORE = r"Articles?|[Сс]тать\w+|[Пп]ункт\w*|[Чч]аст[иью]\w*|ст\.|№|No\."
"""Words that belong to the number after them."""

AFTER = r"hours?|years?|час\w*|лет|года?|году|сағат\w*|жыл\w*|жас\w*"
"""Words that belong to the number before them."""

TIES = re.compile(rf"(?<=\S) (?=– )|(?<!\w)(?:{BEFORE}) (?=\d)|(?<=\d) (?=(?:{AFTER})\b)")
DASH_AND_NUMBER = re.compile(r"(?<=–) (?=\d)")
TAG = re.compile(r"(<[^>]*>)")


def tied(html: str) -> Markup:
    """Return HTML in which a dash stays with the word before it, and a number with its dash, article or unit."""
    # A split at a group gives text and tags in turns, text first.
    parts = TAG.split(html)
    parts[::2] = [tied_part(text) for text in parts[::2]]
    return Markup("".join(parts))


def tied_part(text: str) -> str:
    """Return text between two tags of that kind."""
    text = TIES.sub(lambda tie: tie[0].replace(" ", NBSP), text)
    return DASH_AND_NUMBER.sub(JOINER + NBSP, text)


def tied_text(text: str) -> Markup:
    """Return plain text as HTML of that kind."""
    return tied(escape(text))
