"""What an unquoted text means, and what it swallows or loses without anybody noticing.

In: the parser's events and the text they come from. Out: a value, or what is surprising about it. Never guesses.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from build_tools.load.signs import hidden_in
from build_tools.problems import Fault

SIGNS = (" #", "\t#")
BELOW = re.compile(r"\n[ \t]*(?:-[ \t]|[a-z][a-z0-9_]*:[^\s/])")
"""Most files have no such signs and lines, and their events need no second look."""

REMARK = re.compile(r"[ \t]+#(.?)")
PLAINLY_WHOLE = re.compile(r"[a-z0-9_.:/?&=#-]*|[A-Z0-9_-]+")
"""A code, a number, a date, an address or nothing: what stands after it, parted by ``# ``, can only be a remark."""

ENTRY = re.compile(r"\n[ \t]*-[ \t]")
NO_SPACE = re.compile(r"\n[ \t]*[a-z][a-z0-9_]*:[^\s/]")

NO_COLON = Fault(
    "yaml.no_colon",
    "is not of the form key: value; write a colon and a space after the key, or indent the line to continue a text",
)
CUT = Fault(
    "yaml.cut_at_remark",
    "ends at the # in it, for the rest is a remark; put the text in quotes, or the remark on a line of its own",
)
LIST = Fault(
    "yaml.list_joined",
    "is joined with the lines below that begin with a hyphen; begin a list on the line after its key, "
    "all hyphens below each other, or put the text in quotes",
)


def looked_at(events: Iterator[Any], text: str) -> Iterator[Any]:
    """Return the events of ``text``; a doubtful scalar has its message in ``doubt``."""
    doubtful = any(sign in text for sign in SIGNS) or BELOW.search(text)
    return _marked(events, text) if doubtful else events


def _marked(events: Iterator[Any], text: str) -> Iterator[Any]:
    for event in events:
        if event.__class__ is yaml.ScalarEvent and not event.style:
            event.doubt = _doubt(event, text)  # type: ignore[attr-defined]  # ours, on an event that takes any
        yield event


def _doubt(event: Any, text: str) -> Fault | None:
    end = event.end_mark.index
    written = text[event.start_mark.index : end]
    if ENTRY.search(written):
        return LIST
    if NO_SPACE.search(written):
        return NO_COLON
    remark = REMARK.match(text, end)
    # A remark begins with a space of its own; "#5" more likely belongs to the text.
    plainly = remark is None or (remark[1] in " \t#" and PLAINLY_WHOLE.fullmatch(event.value))
    return None if plainly else CUT


HIDDEN = Fault("yaml.escaped_sign", "writes a sign that nobody sees with a backslash; remove it, or use single quotes")

MARKS = "“”„‟‘’‚«»‹›"
OTHER_MARKS = Fault(
    "yaml.typographic_quotes",
    "has quotation marks that YAML reads as letters of the text; put straight quotes around the whole",
)
ONE_MARK = Fault("yaml.unopened_quotes", "ends with quotes that nothing opens; write quotes at both ends of the text")
ODD_SPACE = Fault(
    "yaml.odd_space_at_the_end",
    "begins or ends with a space that is not an ordinary one, such as a no-break space; delete it",
)

WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
NULL = Fault(
    "yaml.null_in_capitals", "is an unquoted null in capitals; write null, leave it empty, or put it in quotes"
)
YES_NO = Fault(
    "yaml.yes_or_no", "is an unquoted yes or no; write true or false in small letters, or put a text in quotes"
)
NOT_WORDS = {"null": NULL} | dict.fromkeys(("y", "n", "yes", "no", "on", "off", "true", "false"), YES_NO)

WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
LIKE_A_NUMBER = re.compile(r"[-+]?\.?([0-9]|inf\Z|nan\Z)", re.IGNORECASE)
FRACTION = r"[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)(e[-+]?[0-9]+)?|[-+]?\.(inf|nan)"
NUMBERS = (
    (
        r"[-+]?[0-9_]+(:[0-9_]+)+(\.[0-9_]*)?",
        Fault("yaml.base_sixty", "can be read as a number in base sixty; put it in quotes"),
    ),
    (
        r"[-+]?0(b[01_]+|o[0-7_]+|x[0-9a-f_]+)",
        Fault("yaml.other_number", "can be read as another kind of number; put it in quotes"),
    ),
    (
        r"[-+]?0[0-9_]+",
        Fault("yaml.leading_zero", "begins with a zero; write a count without the zero, a code or text in quotes"),
    ),
    (
        r"[-+]?[0-9]+_[0-9_]*",
        Fault("yaml.number", "can be read as a number; write a count with digits alone, a code or text in quotes"),
    ),
    (
        r"\+[0-9]+",
        Fault("yaml.plus_sign", "begins with a plus sign; write a count without it, a code or text in quotes"),
    ),
    (
        r"-?[0-9]+",
        Fault("yaml.too_many_digits", "has more than 15 digits, too many for a number; put it in quotes"),
    ),
    (
        FRACTION,
        Fault(
            "yaml.fraction",
            "looks like a fraction or a power of ten; write a count as a whole number, a code or text in quotes",
        ),
    ),
)


def scalar(event: yaml.ScalarEvent) -> tuple[str | int | bool | None, Fault | None]:
    """The value of a scalar and what is surprising about it; quotes and blocks always make a text."""
    text = event.value
    if event.style:
        return text, HIDDEN if event.style == '"' and hidden_in(text) is not None else None
    if text in WORDS:
        return WORDS[text], None
    if LIKE_A_NUMBER.match(text):
        if WHOLE.fullmatch(text):
            return int(text), None
        found = (message for pattern, message in NUMBERS if re.fullmatch(pattern, text, re.IGNORECASE))
        return text, next(found, None)
    return text, NOT_WORDS.get(text.lower()) or _edges(text)


def _edges(text: str) -> Fault | None:
    """What is surprising about the first and last sign of an unquoted text."""
    if text[0].isspace() or text[-1].isspace():
        return ODD_SPACE
    if text[-1] == '"' and text.count('"') == 1 and text[0] not in MARKS:
        return ONE_MARK
    return OTHER_MARKS if text[0] in MARKS and text[-1] in MARKS + "\"'" else None
