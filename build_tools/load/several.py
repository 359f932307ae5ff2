"""One private file with several records, which lies outside of the project: a list, or documents with ``---`` between.

In: its path, the name that problems say instead, the kind of its records. Out: records, and problems with their lines.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from build_tools.load import strict_yaml, yaml_lines
from build_tools.load.asked import AskedSince, with_unasked, written
from build_tools.load.records import FindLine, record
from build_tools.load.text import read_text
from build_tools.models import ModelT
from build_tools.problems import Fault, Field, Problem
from build_tools.tree import LARGEST, Folder

NOT_RECORDS = Fault(
    "private.not_records", "is neither a list of records nor documents with --- between them; write one of the two"
)
_BETWEEN = re.compile(r"^---[ \t]*(?:#.*)?$", re.MULTILINE)
_SAYS_SOMETHING = re.compile(r"^[ \t]*[^#\s]", re.MULTILINE)
_HEAD = re.compile(r"\A((?:[ \t]*(?:#.*)?\n)*)---[ \t]*\n")
_LIST = re.compile(r"(?:[ \t]*(?:#.*)?\n)*- ")
_KEY = "records"

Entry = tuple[dict[str, Any], FindLine]
"""The plain data of a record, and what tells on which line of the file a field stands."""


def read_several(
    path: Path, name: str, model: type[ModelT], since: AskedSince = ()
) -> tuple[list[ModelT], list[Problem]]:
    """Return the records of a file that can be read, and what is wrong with it."""
    text, problems = read_text(Folder(path.parent), path.name, LARGEST)
    if text is None:
        return [], [replace(problem, path=name) for problem in problems]
    text = _HEAD.sub(r"\1\n", text)
    entries, problems = _of_list(text, name) if _LIST.match(text) else _of_documents(text, name)
    read = [_record(*entry, name, model, since) for entry in entries]
    problems += (problem for _, wrong in read for problem in wrong)
    return [made for made, _ in read if made is not None], problems


def _record(
    data: dict[str, Any], find_line: FindLine, name: str, model: type[ModelT], since: AskedSince
) -> tuple[ModelT | None, list[Problem]]:
    made, problems = record(with_unasked(data, model, since), model, name, find_line)
    every = [*problems, *written(data, model, name)]
    return made, [one if one.line is not None else replace(one, line=find_line(one.field)) for one in every]


def _of_documents(text: str, name: str) -> tuple[list[Entry], list[Problem]]:
    """Read each document as if it were a file."""
    read = [(first, part, *strict_yaml.parse(part, name, first)) for first, part in _documents(text)]
    entries = [(data, partial(_line, part, (), first)) for first, part, data, _ in read if data is not None]
    return [*entries], [problem for *_, problems in read for problem in problems]


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """Yield each document that says anything, with the line on which it begins, from 1."""
    start = 0
    for end, after in [*(found.span() for found in _BETWEEN.finditer(text)), (len(text), len(text))]:
        if _SAYS_SOMETHING.search(part := text[start:end]):
            yield text.count("\n", 0, start) + 1, part
        start = after


def _of_list(text: str, name: str) -> tuple[list[Entry], list[Problem]]:
    """Read the entries of a list, which a key makes a file like any other."""
    keyed = f"{_KEY}:\n{text}"
    data, problems = strict_yaml.parse(keyed, name, 0)
    listed = (data or {}).get(_KEY)
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    if not problems and (not isinstance(listed, list) or len(entries) < len(listed)):
        problems = [Problem(name, NOT_RECORDS)]
    lines = (partial(_line, keyed, (_KEY, number), 0) for number in range(len(entries)))
    return list(zip(entries, lines, strict=True)), problems


def _line(text: str, way: Field, first: int, field: Field) -> int | None:
    """Return the line of a field in the whole file, on whose line ``first`` the text begins."""
    return yaml_lines.line_of(text, (*way, *field), first)
