"""What is wrong with a file that the parser of YAML cannot read.

In: the error of the parser and the text. Out: a fault and its line.
Never repeats the parser's own words: they may hold somebody's.
"""

import re

import yaml

from build_tools.problems import Fault

TOO_DEEP = Fault("yaml.too_deep", "is nested too deeply; use at most 12 levels")
FORBIDDEN = Fault(
    "yaml.forbidden_character", "holds a sign that nobody sees or that YAML does not allow; remove it, also behind a \\"
)
INDENT = Fault(
    "yaml.indent", "is indented with a tab or with spaces of another kind, such as no-break spaces; use ordinary spaces"
)
NO_COLON = Fault(
    "yaml.no_colon",
    "is not of the form key: value; write a colon and a space after the key, or indent the line to continue a text",
)
_UNCLEAR = Fault(
    "yaml.does_not_fit",
    "does not fit what stands before it; put the text in straight quotes and write inner ones as « », close what is "
    "open, indent as the lines above, and delete [] or {{}} above lines that follow",
)
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
    return (NO_COLON, line) if "simple key" in words else (_UNCLEAR, _open_quotes_above(lines, line))


def _open_quotes_above(lines: list[str], line: int) -> int:
    """Return the line of quotes that do not close and make what follows unclear, or the line itself."""
    if any(lines[line].count(quote) > 2 for quote in "\"'"):
        return line
    above = (number for number in range(line - 1, max(line - 9, -1), -1) if lines[number].count('"') % 2)
    return next(above, line)
