"""The one rule of quoting: what YAML, or a reader, could take for something else stands in quotes; and what breaks one.

In: a text without quotes as the parser found it, or the error with which it stopped. Out: a value, or what right looks
like there. Never guesses, never repeats the parser's words: they may hold somebody's.
"""

import re
from typing import Any

import yaml

from build_tools.problems import N_, Fault
from build_tools.tree import NESTED

_TWO_WAYS = Fault("yaml.needs_quotes", "can be read in two ways; {form}")
_UNCLEAR = Fault("yaml.does_not_fit", "does not fit what stands before it; {form}")
FORBIDDEN = Fault(
    "yaml.forbidden_character",
    "holds a sign that nobody sees or that YAML does not allow; delete it, also where it is written with a \\",
)
KEY = _TWO_WAYS.said(form=N_("a key is a word; put any other in quotes"))
INDENT = _UNCLEAR.said(form=N_("indent with ordinary spaces: no tab, no no-break space"))
SECOND_DOCUMENT = _UNCLEAR.said(form=N_("keep one document in a file, without a line ---"))
_NO_COLON = _UNCLEAR.said(
    form=N_("write a colon and a space after a key, and a text of several lines in straight quotes")
)
_NO_VALUE = _TWO_WAYS.said(
    form=N_("write a number in digits alone, yes and no as true and false, and put a text or code in straight quotes")
)
_ODD_QUOTES = _TWO_WAYS.said(form=N_("put straight quotes around the whole text, and write inner ones as « »"))
_REMARK_BEHIND = _TWO_WAYS.said(form=N_("put a text with # in straight quotes, and a remark on a line of its own"))
SEVERAL_LINES = _TWO_WAYS.said(
    form=N_("begin a list on the line after its key, and put a text of several lines in straight quotes")
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


def value_of(event: Any, file: str) -> tuple[str | int | bool | None, Fault | None]:
    """Return the value of a text without quotes, and what is wrong with it."""
    text = event.value
    if event.end_mark.line > event.start_mark.line:
        return text, SEVERAL_LINES
    remark = _REMARK.match(file, event.end_mark.index)
    # A remark begins with a space of its own; "#5" more likely belongs to the text.
    if remark and not (remark[1] in " \t#" and _PLAINLY_WHOLE.fullmatch(text)):
        return text, _REMARK_BEHIND
    if text in _PLAIN_VALUES:
        return _PLAIN_VALUES[text], None
    if _WHOLE.fullmatch(text):
        return int(text), None
    return text, _fault_of(text)


def _fault_of(text: str) -> Fault | None:
    if text[0].isspace() or text[-1].isspace():
        return FORBIDDEN
    if _OTHER_VALUE.fullmatch(text):
        return _NO_VALUE
    return _ODD_QUOTES if _ODDLY_QUOTED.fullmatch(text) else None


_CLOSE_QUOTES = _UNCLEAR.said(form=N_("close the quotes, and write quotes inside the text as « »"))
_FORMS = {
    "nesting depth": NESTED,
    "simple key": _NO_COLON,
    "escape|hexdecimal": _UNCLEAR.said(form=N_("write a backslash twice")),
    "quoted scalar": _CLOSE_QUOTES,
    "flow ": _UNCLEAR.said(form=N_("close the bracket, or put the text in straight quotes")),
    "mapping values": _UNCLEAR.said(
        form=N_("put a text with a colon in straight quotes, and indent a key as those above")
    ),
    "sequence entries|block scalar": _UNCLEAR.said(
        form=N_("begin a list, or a text after | or >, on the line after its key")
    ),
    "token|anchor|alias|tag|directive|content": _UNCLEAR.said(
        form=N_("put a text that begins with % @ ` * or & in straight quotes")
    ),
    "": _UNCLEAR.said(
        form=N_(
            "indent the line as those above, close quotes above it, and delete empty brackets above lines that follow"
        )
    ),
}
"""What right looks like, by the words of the parser: the first that fit."""

_TAB = re.compile(r"[ ?-]*\t")
_ODD_SPACE = re.compile(r"^[ \t-]*(?![ \t])[^\S\n]", re.MULTILINE)
_UNFINISHED = re.compile("end of stream|document|simple key|flow ")
"""Of an unfinished thing the beginning is shown."""


def syntax_fault(error: yaml.MarkedYAMLError, text: str) -> tuple[Fault, int]:
    """Return what the parser could not read, in plain words, and its line from 0."""
    lines = text.split("\n")
    stopped = error.problem_mark.line if error.problem_mark else 0
    if _TAB.match(lines[stopped] if stopped < len(lines) else ""):
        return INDENT, stopped
    if odd := _ODD_SPACE.search(text):
        return INDENT, text.count("\n", 0, odd.start())
    words = f"{error.context} {error.problem}"
    begins = error.context_mark if _UNFINISHED.search(words) else None
    line = min(begins.line if begins else stopped, text.rstrip().count("\n"))
    fault = next(fault for said, fault in _FORMS.items() if re.search(said, words))
    quotes = None if fault in (NESTED, _NO_COLON) else _line_of_quotes(lines, line)
    return (fault, line) if quotes is None else (_CLOSE_QUOTES, quotes)


def _line_of_quotes(lines: list[str], line: int) -> int | None:
    """Return the line of quotes in quotes, or of quotes above that do not close, which make a line unclear."""
    if any(lines[line].count(quote) > 2 for quote in "\"'"):
        return line
    return next((number for number in range(line - 1, max(line - 9, -1), -1) if lines[number].count('"') % 2), None)
