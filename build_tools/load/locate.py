"""Find the line of a problem, only when there is one to print, so that reading keeps no table of lines.

In: problems. Out: the same in order, where the name of no stray file is left.
"""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from build_tools.load import front_matter, yaml_lines
from build_tools.load.files import read_text
from build_tools.models import schema_files
from build_tools.problems import Field, Problem, in_order


def located(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order, each with its line where it names a field."""
    texts = cache(lambda path: read_text(root, path)[0])
    return in_order(without_name(root, with_line(problem, texts)) for problem in problems)


def with_line(problem: Problem, texts: Callable[[str], str | None]) -> Problem:
    """Add the line of the field that a problem is about; ``texts`` reads a file, once however many problems it has."""
    if problem.line is not None or not problem.field:
        return problem
    text = texts(problem.path)
    if text is None:
        return problem
    finders = {".md": front_matter.line_of, ".po": line_of_header}
    find = finders.get(problem.path[-3:], yaml_lines.line_of)
    return replace(problem, line=find(text, problem.field))


def line_of_header(text: str, field: Field) -> int | None:
    """Return the line, from 1, on which a header of a catalogue stands; it is never the first."""
    before, found, _ = text.partition(f'\n"{field[0]}:')
    return before.count("\n") + 2 if found else None


SCHEMAS = "|".join(re.escape(Path(path).name) for path in schema_files())
OWN_NAMES = re.compile(
    r"(?!cases_public/).*|cases_public(/(examples|withdrawn|[0-9]{4}-[0-9]{1,2}))?"
    r"(/([#._~]*[0-9A-HJKMNP-TV-Z]{4,8}( \([0-9]+\))?(\.(yml|yaml|txt|json|md|bak|swp|swo|orig|tmp|old))*[~#]?"
    rf"|README\.md|{SCHEMAS}|Thumbs\.db|desktop\.ini|\.DS_Store))?"
)
"""Paths that name no person: the name of a record may be anything, but for ids and what systems and editors add."""


def without_name(root: Path, problem: Problem) -> Problem:
    """Name in place of a stray file or folder of records the folder around it, and which of the entries there it is."""
    path = problem.path
    if OWN_NAMES.fullmatch(path):
        return problem
    folder, _, name = path.rpartition("/")
    try:
        names = sorted(os.listdir(root / folder))
    except OSError:
        names = []
    entry = names.index(name) + 1 if name in names else None
    return without_name(root, replace(problem, path=folder, entry=entry))
