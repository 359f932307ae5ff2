"""Whose case a file below ``cases_public`` is, by its name, however that was spelt.

In: paths from the root of a project. Out: ids in capitals. Asks neither the disk nor git, reads no file.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from build_tools.paths import CASES, WITHDRAWN

ID = "[0-9A-HJKMNP-TV-Z]{4,8}"
CASE_FILE = re.compile(rf"{CASES}/(?!examples/|withdrawn/)(?:[^/]+/)*({ID})\s*\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""A file that was meant as a case; of a name that holds no id, nobody could write a tombstone."""

TOMBSTONE = re.compile(rf"{WITHDRAWN}({ID})\.yml")
"""A tombstone in its place. Whatever else lies in that folder has to go, so nobody may be told to bring it back."""

ANY_FILE = re.compile(rf"\W*({ID})(?![0-9A-Z]).*\.ya?ml.*", re.IGNORECASE)
"""The name of a file with the text of a case, or of a copy that an editor or a person made of it."""


def cases_among(paths: Iterable[str]) -> dict[str, str]:
    """Return the files that were meant as cases, each with its id."""
    return {path: found[1].upper() for path in paths if (found := CASE_FILE.fullmatch(path))}


def tombstones_among(paths: Iterable[str]) -> set[str]:
    """Return the ids of which there is a tombstone in its place."""
    return {found[1] for path in paths if (found := TOMBSTONE.fullmatch(path))}


def id_in(path: str) -> str | None:
    """Return the id with which the name of a file begins, in whatever folder, or nothing."""
    found = ANY_FILE.fullmatch(PurePosixPath(path).name)
    return found[1].upper() if found else None


def tombstone(case: str) -> str:
    """Return where the tombstone of a case lies."""
    return f"{WITHDRAWN}{case}.yml"
