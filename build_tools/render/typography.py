"""Spaces at which no line may break. In: HTML of words. Out: the same, with no-break spaces; nothing else changes.

No sign is added: on an old phone it could show as a box, and it would keep a search in the page from finding words.
"""

import re

from markupsafe import Markup, escape

NBSP = "\u00a0"
BEFORE = r"Articles?|[Сс]тать\w+|[Пп]ункт\w*|[Чч]аст[иью]\w*|ст\.|№|No\."
"""Words that belong to the number after them."""

AFTER = r"hours?|years?|час\w*|лет|года?|году|сағат\w*|жыл\w*|жас\w*"
"""Words that belong to the number before them."""

TIES = re.compile(rf"(?<=\S) (?=– )|(?<!\w)(?:{BEFORE}) (?=\d)|(?<=\d) (?=(?:{AFTER})\b)")
TAG = re.compile(r"(<[^<>]*>)")


def tied(html: str) -> Markup:
    """Return HTML in which a dash stays with the word before it, and a number with its article or unit."""
    # A split at a group gives text and tags in turns, text first.
    parts = TAG.split(html)
    parts[::2] = [TIES.sub(lambda tie: tie[0].replace(" ", NBSP), text) for text in parts[::2]]
    return Markup("".join(parts))


def tied_text(text: str) -> Markup:
    """Return plain text as HTML of that kind."""
    return tied(escape(text))
