"""The lists and the table of patterns that the program ships with, each read once.

In: the name of a list, of words or of a pattern. Out: lines, words, a compiled pattern. The head of
`data/patterns.toml` explains the table.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("data")
_PART = re.compile(r"\{([A-Z_]+)\}|\{([a-z_]+)\}")


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without the remark that begins it."""
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def table() -> dict[str, Any]:
    """Return the table of patterns as it is written."""
    return tomllib.loads((_FOLDER / "patterns.toml").read_text("utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a list of the table."""
    return tuple(table()["words"][name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that rules ask for by name."""
    return compiled(table()["patterns"][name])


def compiled(written: str) -> re.Pattern[str]:
    """Return a pattern of the table, with its parts in their places."""
    return re.compile(_whole(written))


def _whole(written: str) -> str:
    """Return the text of a pattern: its lines joined, parts and words in their places."""
    joined = "".join(line.strip() for line in written.splitlines())
    parts = {**table()["parts"], **table()["patterns"]}
    return _PART.sub(lambda part: _whole(parts[part[1]]) if part[1] else "|".join(words(part[2])), joined)
