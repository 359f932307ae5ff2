"""The one rule of quoting: what YAML, or a reader, could take for something else stands in quotes.

In: a text without quotes, as the parser found it. Out: its value, or that it needs quotes. Never guesses.
"""

import re
from typing import Any

from build_tools.load.yaml_errors import FORBIDDEN, NO_COLON
from build_tools.problems import N_, Fault

WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_OTHER_VALUE = re.compile(
    r"""(?xi)  y | n | yes | no | on | off | true | false | null
    | [-+]? 0 (b [01_]+ | o [0-7_]+ | x [0-9a-f_]+)
    | [-+]? [0-9_]+ (: [0-9_]+)+ (\. [0-9_]*)?             # 12:30 is a number in base sixty
    | [-+]? ([0-9] [0-9_]* (\. [0-9_]*)? | \. [0-9] [0-9_]*) (e [-+]? [0-9]+)?
    | [-+]? \. (inf | nan)"""
)
"""What a reader of YAML 1.1 or 1.2 takes for a number, for yes or no, or for nothing."""

_QUOTES = "“”„‟‘’‚«»‹›"
_OTHER_VALUE_BEGINS = frozenset("yYnNoOtTfF-+.0123456789")
"""With which signs such a value begins."""

_REMARK = re.compile(r"[ \t]+#(.?)")
_PLAINLY_WHOLE = re.compile(r"[a-z0-9_.:/?&=#-]*|[A-Z0-9_-]+")
"""A code, a number, a date, an address or nothing: what stands after it, parted by ``# ``, can only be a remark."""

_LIST_ENTRY = re.compile(r"\n[ \t]*-[ \t]")
_KEY_WITHOUT_SPACE = re.compile(r"\n[ \t]*[a-z][a-z0-9_]*:[^\s/]")

_TWO_WAYS = Fault("yaml.needs_quotes", "can be read in two ways; {form}")
_NO_VALUE = _TWO_WAYS.said(
    form=N_("write a number in digits alone, yes and no as true and false, and put a text or code in straight quotes")
)
_OTHER_QUOTES = _TWO_WAYS.said(form=N_("put straight quotes around the whole text, and write inner ones as « »"))
_LOST_END = _TWO_WAYS.said(form=N_("put a text with # in straight quotes, and a remark on a line of its own"))
_LIST_BELOW = _TWO_WAYS.said(form=N_("begin a list on the line after its key, and put a text in straight quotes"))


def value_of(text: str) -> tuple[str | int | bool | None, Fault | None]:
    """Return the value of a text without quotes, and what is wrong with it."""
    if text in WORDS:
        return WORDS[text], None
    if _WHOLE.fullmatch(text):
        return int(text), None
    if text[0].isspace() or text[-1].isspace():
        return text, FORBIDDEN
    if text[0] in _OTHER_VALUE_BEGINS and _OTHER_VALUE.fullmatch(text):
        return text, _NO_VALUE
    return text, _OTHER_QUOTES if _has_odd_quotes(text) else None


def _has_odd_quotes(text: str) -> bool:
    """Whether a text begins or ends in quotes that quote nothing for YAML."""
    if text[0] in _QUOTES:
        return text[-1] in _QUOTES + "\"'"
    return text[-1] == '"' and text.count('"') == 1


def swallows_more(event: Any, file: str) -> Fault | None:
    """Return what is wrong with a text without quotes that takes lines below it into itself, or loses its end."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.end_mark.line > event.start_mark.line:
        written = file[start:end]
        if _LIST_ENTRY.search(written):
            return _LIST_BELOW
        if _KEY_WITHOUT_SPACE.search(written):
            return NO_COLON
    remark = _REMARK.match(file, end)
    # A remark begins with a space of its own; "#5" more likely belongs to the text.
    plainly = remark is None or (remark[1] in " \t#" and _PLAINLY_WHOLE.fullmatch(event.value))
    return None if plainly else _LOST_END
