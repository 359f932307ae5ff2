"""The one rule of quoting: what YAML, or a reader, could take for something else stands in quotes.

In: a text without quotes as the parser found it. Out: a value, or what is wrong with it. Never guesses.
"""

import re
from typing import Any

from build_tools.problems import Fault

TWO_WAYS = Fault(
    "yaml.needs_quotes",
    "can be read in two ways; put a text, a code or a key that is no word in straight quotes, with inner ones as « »; "
    "write a number in digits alone, yes and no as true and false, a list from the line after its key on, and a remark "
    "on a line of its own",
)
FORBIDDEN = Fault(
    "yaml.forbidden_character",
    "holds a sign that nobody sees or that YAML does not allow; delete it, also where it is written with a \\",
)


_PLAIN_VALUES = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_OTHER_VALUE = re.compile(
    r"""(?xi)  y | n | yes | no | on | off | true | false | null
    | [-+]? 0 (b [01_]+ | o [0-7_]+ | x [0-9a-f_]+)
    | [-+]? [0-9_]+ (: [0-9_]+)+ (\. [0-9_]*)?             # 12:30 is a number in base sixty
    | [-+]? ([0-9] [0-9_]* (\. [0-9_]*)? | \. [0-9] [0-9_]*) (e [-+]? [0-9]+)?
    | [-+]? \. (inf | nan)"""
)
"""What a reader of YAML 1.1 or 1.2 takes for a number, for yes or no, or for nothing."""

_ODDLY_QUOTED = re.compile(r"""[“”„‟‘’‚«»‹›](?:.*[“”„‟‘’‚«»‹›"'])?|[^"]*\"""")
"""A text that begins and ends in quotes that quote nothing for YAML, or ends in straight ones that nothing opens."""

_REMARK = re.compile(r"[ \t]+#(.?)")
_PLAINLY_WHOLE = re.compile(r"[a-z0-9_.:/?&=#-]*|[A-Z0-9_-]+")
"""A code, a number, a date, an address or nothing: what stands after it, parted by ``# ``, can only be a remark."""


def plain_value(event: Any, file: str) -> tuple[str | int | bool | None, Fault | None]:
    """Return the value of a text without quotes, and what is wrong with it."""
    text = event.value
    remark = _REMARK.match(file, event.end_mark.index)
    # A remark begins with a space of its own; "#5" more likely belongs to the text.
    is_part = remark and not (remark[1] in " \t#" and _PLAINLY_WHOLE.fullmatch(text))
    if event.end_mark.line > event.start_mark.line or is_part:
        return text, TWO_WAYS
    if text in _PLAIN_VALUES:
        return _PLAIN_VALUES[text], None
    if _WHOLE.fullmatch(text):
        return int(text), None
    if text[0].isspace() or text[-1].isspace():
        return text, FORBIDDEN
    return text, TWO_WAYS if _OTHER_VALUE.fullmatch(text) or _ODDLY_QUOTED.fullmatch(text) else None
