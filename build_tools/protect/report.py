"""How the gate speaks: place and kind, and what to write in its place; hosted pipelines read a number alone.

In: what was found. Out: text. Names of files are said as far as the program knows them.
"""

from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from build_tools.problems import N_, Translate, fill, in_english, text_of
from build_tools.protect.judge import Found
from build_tools.screening.texts import in_name

_UNSAID = N_("(file {number} of the commit, by path)")
_SHORT = 10


def report(root: Path, found: Iterable[Found], translate: Translate = in_english) -> list[str]:
    """Say each place on a line."""
    return [_line(root, one, translate) for one in dict.fromkeys(found)]


def _line(root: Path, one: Found, translate: Translate) -> str:
    """Say one thing on one line."""
    return f"{_place(root, one, translate)}: {text_of(one.fault.message, one.fault.values, translate)}"


def _place(root: Path, one: Found, translate: Translate) -> str:
    """Say where something stands, from the commit to the column; a file whose name is not said, by its number."""
    from build_tools.load.own_names import sayable  # loads the models, and most runs find nothing

    path = sayable(root, _without_names(one.path)) if one.path else ""
    commit = f"commit {one.commit[:_SHORT]}" if one.commit else ""
    unsaid = fill(translate(_UNSAID), number=one.number) if path != one.path else ""
    spot = ":".join(str(step) for step in (path, one.line, one.column) if step not in ("", None))
    return " ".join(filter(None, (commit, spot, unsaid, translate(one.part) if one.part else "")))


def _without_names(path: str) -> str:
    """Return a path up to the first name in which something may be personal, though it is committed already."""
    return "/".join(takewhile(lambda name: not in_name(name, path), path.split("/"))) or "."
