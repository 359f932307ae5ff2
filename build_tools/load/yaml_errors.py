"""What is wrong with a file that the parser of YAML cannot read.

In: the error of the parser and the text. Out: a fault and its line.
Never repeats the parser's own words: they may hold somebody's.
"""

import re

import yaml

from build_tools.problems import N_, Fault

TOO_DEEP = Fault("yaml.too_deep", "is nested too deeply; use at most 12 levels")
FORBIDDEN = Fault(
    "yaml.forbidden_character",
    "holds a sign that nobody sees or that YAML does not allow; delete it, also where it is written with a \\",
)
INDENT = Fault(
    "yaml.indent", "is indented with a tab or with spaces of another kind, such as no-break spaces; use ordinary spaces"
)
NO_COLON = Fault(
    "yaml.no_colon",
    "is not of the form key: value; write a colon and a space after the key, or indent the line to continue a text",
)
_UNCLEAR = Fault("yaml.does_not_fit", "does not fit what stands before it; {form}")
_QUOTES = N_("close the quotes, and write quotes inside the text as « »")
_FORMS = {
    "escape|hexdecimal": N_("write a backslash twice"),
    "quoted scalar": _QUOTES,
    "flow ": N_("close the bracket, or put the text in straight quotes"),
    "mapping values": N_("put a text with a colon in straight quotes, and indent a key as those above"),
    "sequence entries|block scalar": N_("begin a list, or a text after | or >, on the line after its key"),
    "token|anchor|alias|tag|directive|content": N_("put a text that begins with % @ ` * or & in straight quotes"),
    "": N_("indent the line as those above, close quotes above it, and delete empty brackets above lines that follow"),
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
    if "nesting depth" in words:
        return TOO_DEEP, line
    if "simple key" in words:
        return NO_COLON, line
    quotes = _line_of_quotes(lines, line)
    form = next(form for said, form in _FORMS.items() if re.search(said, words))
    return _UNCLEAR.said(form=form if quotes is None else _QUOTES), line if quotes is None else quotes


def _line_of_quotes(lines: list[str], line: int) -> int | None:
    """Return the line of quotes in quotes, or of quotes above that do not close, which make a line unclear."""
    if any(lines[line].count(quote) > 2 for quote in "\"'"):
        return line
    return next((number for number in range(line - 1, max(line - 9, -1), -1) if lines[number].count('"') % 2), None)
