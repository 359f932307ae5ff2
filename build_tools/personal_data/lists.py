"""The lists that the program ships with, each read once, and those that stand in its modules.

In: the name of a list. Out: its lines, without the remark that begins it.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("data")


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def words(text: str, sign: str = " ") -> tuple[str, ...]:
    """Return the words of a list that a module holds as one text."""
    return tuple(text.split(sign))
