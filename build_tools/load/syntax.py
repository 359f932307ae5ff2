"""What is wrong with a file that the parser of YAML cannot read.

In: the error of the parser and the text. Out: a message and its line.
Never repeats the parser's own words: they may hold somebody's.
"""

import re

import yaml

from build_tools.load.scalars import MARKS, NO_COLON, OTHER_MARKS
from build_tools.problems import Fault

SECOND = Fault("yaml.second_document", "begins a second document; keep one in a file, without a line ---")
DEEP = Fault("yaml.too_deep", "is nested too deeply; use at most 12 levels")
SIGN = Fault(
    "yaml.sign_with_a_meaning", "has a sign with a meaning of its own (such as % @ ` * &); put the text in quotes"
)
TAB = Fault("yaml.tab", "is indented with a tab; indent with spaces, not tabs")
ODD_SPACE = Fault(
    "yaml.odd_indent",
    "is indented with spaces of another kind, such as no-break spaces; indent with ordinary spaces",
)
OPEN = Fault("yaml.unclosed_quotes", "opens quotes that never close; close them, and double any apostrophe inside")
INNER = Fault(
    "yaml.quotes_in_quotes",
    "has quotes inside the same quotes; write the inner ones as « », or put the other kind around the text",
)
BELOW_EMPTY = Fault(
    "yaml.below_empty_brackets",
    "stands below a line that says with [] or {{}} that nothing follows; delete these brackets, and indent what "
    "follows",
)
UNCLEAR = Fault("yaml.does_not_fit", "does not fit what stands before it; check the quotes and the indentation")

# What the parser says and what we say: the first that fits. Of an unfinished thing we show the beginning.
SYNTAX = (
    ("nesting depth", DEEP),
    (
        "mapping values",
        Fault("yaml.colon", "has a colon where none can be; put the text in quotes, or mend the indentation"),
    ),
    (
        "escape|hexdecimal",
        Fault("yaml.backslash", "has a backslash in double quotes; write it twice, or use single quotes"),
    ),
    ("quoted scalar", OPEN),
    ("simple key", NO_COLON),
    (
        "flow ",
        Fault("yaml.open_bracket", "opens a bracket that does not close rightly; close it, or put the text in quotes"),
    ),
    (
        "sequence entries",
        Fault("yaml.list", "has a list where none can be; begin the list on the line after its key"),
    ),
    (
        "block scalar",
        Fault("yaml.text_after_block_sign", "has text right after | or >; begin the text on the next line"),
    ),
    ("any token|scanning an a|tag|directive|mapping keys|node content", SIGN),
    ("", UNCLEAR),
)
ODD_INDENT = re.compile(r"^[ \t-]*(?![ \t])[^\S\n]", re.MULTILINE)
IN_LINE = (
    (re.compile(r"[ ?-]*\t"), TAB),
    (re.compile(rf"[^\"']*[:-][ ]+[{MARKS}]"), OTHER_MARKS),
)
NO_WORDS = re.compile(r"\s*(#.*)?")
EMPTY_ABOVE = re.compile(r":[ ]+(\[ *\]|\{ *\})[ ]*(#.*)?$")
UNFINISHED = "end of stream|document|simple key|flow "


def syntax_fault(error: yaml.MarkedYAMLError, text: str) -> tuple[Fault, int | None]:
    """Return what the parser could not read, in plain words, and its line from 0."""
    said = f"{error.context} {error.problem}"
    mark = error.problem_mark
    if mark and (seen := _seen_in(text, mark.line)):
        return seen, mark.line
    if odd := ODD_INDENT.search(text):
        return ODD_SPACE, text.count("\n", 0, odd.start())
    if re.search(UNFINISHED, said):
        mark = error.context_mark or mark
    message = next(message for words, message in SYNTAX if re.search(words, said))
    last = text.rstrip().count("\n")
    line = min(mark.line, last) if mark else None
    if message == UNCLEAR and line is not None:
        return _reason(text.split("\n"), line)
    return message, line


def _reason(lines: list[str], line: int) -> tuple[Fault, int]:
    """Look for what explains that a line does not fit, in it and shortly above it: most often quotes."""
    if EMPTY_ABOVE.search(next((above for above in reversed(lines[:line]) if not NO_WORDS.fullmatch(above)), "")):
        return BELOW_EMPTY, line
    if [above.rstrip() for above in lines[:line] if above.strip()][-1:] == ["..."]:
        return SECOND, line
    if any(lines[line].count(quote) > 2 for quote in "\"'"):
        return INNER, line
    open_above = (n for n in range(line - 1, max(line - 9, -1), -1) if lines[n].count('"') % 2)
    found = next(open_above, None)
    return (UNCLEAR, line) if found is None else (OPEN, found)


def _seen_in(text: str, line: int) -> Fault | None:
    """What is plainly wrong with the line that the parser stopped at, whatever it took it for."""
    lines = text.split("\n")
    found = lines[line] if line < len(lines) else ""
    return next((message for pattern, message in IN_LINE if pattern.match(found)), None)
