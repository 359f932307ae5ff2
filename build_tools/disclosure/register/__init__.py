"""The register: a spreadsheet outside of the project, of which reports are read as codes, and an empty one is made.

In: a path and what its cells may mean. Out: reports, or all that is wrong; nothing of it is kept, copied or logged.
"""

import datetime
from pathlib import Path

from build_tools.disclosure.register.columns import COLUMNS, Codebook, ColumnMap, codebook_of, with_map
from build_tools.disclosure.register.files import read_private, read_rows
from build_tools.disclosure.register.reading import Reading, reading_of
from build_tools.disclosure.register.words import EXPLANATIONS, Words
from build_tools.problems import Refused

__all__ = [
    "COLUMNS",
    "Codebook",
    "ColumnMap",
    "Reading",
    "Words",
    "codebook_of",
    "read_private",
    "read_register",
    "with_map",
]


def read_register(root: Path, path: Path, codebook: Codebook, said: Words, today: datetime.date) -> Reading:
    """Return the reports of a register as of a day, or all that is wrong with it."""
    titles = {translate(EXPLANATIONS) for translate in said.values()}
    try:
        rows = read_rows(path, root, titles)
    except Refused as refused:
        return Reading(problems=tuple(refused.problems))
    return reading_of(rows, codebook, str(path), today)
