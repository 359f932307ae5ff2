"""What an unquoted text swallows or loses without anybody noticing.

In: the parser's events and the text they come from. Out: the same events; one of a doubtful value says so.
Never changes an event otherwise.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

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
