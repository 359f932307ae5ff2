"""The lists and the table of patterns that the program ships with, each read once; a row of the table is a rule.

In: the name of a list, of words or of a pattern. Out: lines, words, a compiled pattern, rows. The head of
`data/patterns.toml` explains the table.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from build_tools.personal_data.finding import Category, Severity

Form = Literal["original", "text", "low", "figures"]
"""How a text is read: as it is, plain, in small letters, with digits for letters that stand for some."""

_FOLDER = Path(__file__).with_name("data")
_PART = re.compile(r"\{([A-Z_]+)\}|\{([a-z_]+)\}")


class Row(NamedTuple):
    """Patterns, the kind of what they find, what calls for them, and what has to stand around a match."""

    name: str
    category: Category
    severity: Severity
    forms: tuple[Form, ...]
    hints: tuple[str, ...]
    signs: str
    digits: int
    whole: bool
    patterns: tuple[re.Pattern[str], ...]
    label: re.Pattern[str] | None
    said: re.Pattern[str] | None
    then: re.Pattern[str] | None
    but: re.Pattern[str] | None


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
    return _compiled(table()["patterns"][name])


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the table."""
    return tuple(map(_row, table()["rows"]))


def hints(name: str) -> tuple[str, ...]:
    """Return what calls for a rule that is no row."""
    return _hints(table()["hints"][name])


def _row(entry: dict[str, Any]) -> Row:
    around = (_compiled(entry[key]) if key in entry else None for key in ("label", "said", "then", "but"))
    return Row(
        entry["name"],
        entry["kind"],
        entry.get("severity", "block"),
        tuple(entry.get("forms", ["low"])),
        _hints(entry.get("hints", "")),
        entry.get("signs", ""),
        entry.get("digits", 0 if "label" in entry else 1),
        entry.get("whole", False),
        tuple(map(_compiled, entry["patterns"])),
        *around,
    )


def _hints(written: str) -> tuple[str, ...]:
    return tuple(filter(None, written.replace("\n", "").split("|")))


def _compiled(written: str) -> re.Pattern[str]:
    """Return a pattern of the table, with its parts in their places."""
    return re.compile(_whole(written))


def _whole(written: str) -> str:
    """Return the text of a pattern: its lines joined, parts and words in their places."""
    joined = "".join(line.strip() for line in written.splitlines())
    parts = {**table()["parts"], **table()["patterns"]}
    return _PART.sub(lambda part: _whole(parts[part[1]]) if part[1] else "|".join(words(part[2])), joined)
