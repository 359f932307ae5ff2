"""What the gate finds, and how it says it: place and kind, and what to write in its place, never what it is.

Names of files are said as far as the program knows them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.closed_tree import sayable
from build_tools.problems import N_, Fault, Translate, fill, in_english, text_of

_UNSAID = N_("(file {number} of the commit, by path)")
_SHORT = 10


@dataclass(frozen=True, slots=True)
class GateFinding:
    """One thing that may be personal. ``path`` is that of a file and ``number`` its place among those of the commit;
    ``commit`` is a digest, ``part`` says of what the line is, if it is of no file."""

    fault: Fault
    path: str = ""
    line: int | None = None
    column: int | None = None
    commit: str = ""
    part: str = ""
    number: int = 0


def gate_report(found: Iterable[GateFinding], translate: Translate = in_english) -> list[str]:
    """Return a line for each place."""
    return [_line(one, translate) for one in dict.fromkeys(found)]


def _line(one: GateFinding, translate: Translate) -> str:
    return f"{_place(one, translate)}: {text_of(one.fault.message, one.fault.values, translate)}"


def _place(one: GateFinding, translate: Translate) -> str:
    """Return where something stands, from the commit to the column; a file whose name is not said, by its number."""
    path = sayable(one.path) if one.path else ""
    commit = f"commit {one.commit[:_SHORT]}" if one.commit else ""
    unsaid = fill(translate(_UNSAID), number=one.number) if path != one.path else ""
    spot = ":".join(str(step) for step in (path, one.line, one.column) if step not in ("", None))
    return " ".join(filter(None, (commit, spot, unsaid, translate(one.part) if one.part else "")))
