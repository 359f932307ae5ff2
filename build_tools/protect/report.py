"""How the gate speaks: place and kind, and what to write in its place; hosted pipelines read a number alone.

In: what was found. Out: text. Names of files are said as far as the program knows them.
"""

from collections.abc import Iterable

from build_tools.closed_tree import sayable
from build_tools.problems import N_, Translate, fill, in_english, text_of
from build_tools.protect.judge import Found

_UNSAID = N_("(file {number} of the commit, by path)")
_SHORT = 10


def report(found: Iterable[Found], translate: Translate = in_english) -> list[str]:
    """Say each place on a line."""
    return [_line(one, translate) for one in dict.fromkeys(found)]


def _line(one: Found, translate: Translate) -> str:
    """Say one thing on one line."""
    return f"{_place(one, translate)}: {text_of(one.fault.message, one.fault.values, translate)}"


def _place(one: Found, translate: Translate) -> str:
    """Say where something stands, from the commit to the column; a file whose name is not said, by its number."""
    path = sayable(one.path) if one.path else ""
    commit = f"commit {one.commit[:_SHORT]}" if one.commit else ""
    unsaid = fill(translate(_UNSAID), number=one.number) if path != one.path else ""
    spot = ":".join(str(step) for step in (path, one.line, one.column) if step not in ("", None))
    return " ".join(filter(None, (commit, spot, unsaid, translate(one.part) if one.part else "")))
