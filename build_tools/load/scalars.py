"""What one value of a YAML file means, and what is surprising about it.

In: a scalar as the parser found it. Out: str, int, bool or None, and a message where somebody could read it as
something else. Never guesses.
"""

import re

import yaml

from build_tools.load.signs import hidden_in
from build_tools.problems import Fault

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
