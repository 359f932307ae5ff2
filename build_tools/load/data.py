"""The files of records, by the table of their kinds: which there are, and what each becomes.

In: the root of a project and a kind of record. Out: the records that have no fault, and problems.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

import yaml

from build_tools import paths, tree
from build_tools.load import strict_yaml, yaml_lines
from build_tools.load.files import walk
from build_tools.load.records import record
from build_tools.load.text import read_text, text_in
from build_tools.models import Model, ModelT, RecordKind, kind_of
from build_tools.problems import Fault, FindLine, Problem

_SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=\.\./case\.schema\.json\n")
"""What tells an editor how to check the file; it says the same in each."""

_INVENTED = re.compile(r"^invented: true(?!\S)", re.MULTILINE)
_REMARK = Fault(
    "withdrawn.holds_a_remark",
    "holds a remark; a tombstone says the id and the release, and nothing that could point at a person",
)

_OF_A_PERSON = Fault(
    "disclosure.remark_in_case",
    "holds a remark; a real case says what its fields say and nothing else, for whatever is committed is public; "
    "delete the remark",
)


def read_all_records(root: Path, kinds: tuple[RecordKind, ...]) -> tuple[dict[str, Any], list[Problem]]:
    """Read every YAML file into the part of the site that it belongs to."""
    files, problems = _files_of_records(root, kinds)
    records: dict[str, Any] = {}
    for kind in kinds:
        records[kind.part], found = _read_kind(root, kind, files[kind])
        problems += found
    return records, problems


def _files_of_records(root: Path, kinds: tuple[RecordKind, ...]) -> tuple[dict[RecordKind, list[str]], list[Problem]]:
    """Return the files of each kind of record. One that a project must have is among them if it is not there; each
    folder is listed once, also where one kind lies within the folder of another."""
    files = {kind: [path for path in kind.files if _is_asked_for(root, path, kind)] for kind in kinds}
    problems: list[Problem] = []
    for folder in _outermost(kinds):
        listed, found = walk(root, folder, ".yml")
        problems += found
        for path in listed:
            if kind := kind_of(path, kinds):
                files[kind].append(path)
    return files, problems


def _is_asked_for(root: Path, path: str, kind: RecordKind) -> bool:
    """Tell whether a file is opened: one that a project may lack only where it is there."""
    return (kind.required and path == kind.place) or tree.has(root, path)


def _outermost(kinds: Sequence[RecordKind]) -> list[str]:
    """Return the folders of records that lie in no other one."""
    folders = dict.fromkeys(kind.place for kind in kinds if kind.in_folder)
    return [one.rstrip("/") for one in folders if not any(one != other and one.startswith(other) for other in folders)]


def _read_kind(root: Path, kind: RecordKind, files: list[str]) -> tuple[Any, list[Problem]]:
    """Read the files of one kind of record: by path, or the one record, which may be unread."""
    judge = _remarks if not kind.remarks else _remarks_of_people if kind.of_people else None
    problems = [problem for path in files for problem in judge(root, path)] if judge else []
    if not kind.several:
        made, found = read_record(root, kind.place, kind.model) if files else (kind.model(), [])
        return made or kind.model.unread(), [*problems, *found]
    read = [(path, *read_record(root, path, kind.model)) for path in files]
    problems += (problem for _, _, found in read for problem in found)
    return {path: made for path, made, _ in read if made is not None}, problems


def _remarks(root: Path, path: str) -> Iterator[Problem]:
    """Yield a problem for a remark in a tombstone, whose two values have room for no ``#`` of their own."""
    text, _ = read_text(root, path)
    if text and "#" in text:
        yield Problem(path, _REMARK, line=text[: text.index("#")].count("\n") + 1)


def _remarks_of_people(root: Path, path: str) -> Iterator[Problem]:
    """Yield a problem for a remark in the file of a case of which it is not plain that it is invented."""
    yield from remarks_in_case(read_text(root, path)[0], path)


def remarks_in_case(text: str | None, path: str) -> Iterator[Problem]:
    """Yield the same for the text of the file, if it can be read."""
    if not text or path.startswith(f"{paths.CASES}/examples/") or _INVENTED.search(text):
        return
    if line := line_of_remark(text):
        yield Problem(path, _OF_A_PERSON, line=line)


def read_record(root: Path, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read one YAML file as one record; any problem means no record."""
    return _record(read_text(root, path), path, model)


def record_in(data: bytes, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read the bytes of one YAML file, as a commit has them, as one record; any problem means no record."""
    return _record(text_in(data, path), path, model)


def _record(
    read: tuple[str | None, list[Problem]], path: str, model: type[ModelT]
) -> tuple[ModelT | None, list[Problem]]:
    text, problems = read
    made, wrong = _record_of(text, path, model) if text is not None else (None, ())
    return cast(ModelT | None, made), [*problems, *wrong]


# A preview that follows each change reads the same texts again.
@lru_cache(maxsize=512)
def _record_of(text: str, path: str, model: type[Model]) -> tuple[Model | None, tuple[Problem, ...]]:
    """Make a record of the text of a file; any problem means no record."""
    data, problems = strict_yaml.parse(text, path)
    if data is None:
        return None, tuple(problems)
    made, wrong = record(data, model, path, partial(yaml_lines.line_of, text))
    return made, tuple(wrong)


def read_plain(root: Path, path: str) -> tuple[dict[str, Any] | None, list[Problem], FindLine]:
    """Read one YAML file as plain data, with what tells the line of a field; any problem means no data."""
    return _plain(read_text(root, path), path)


def plain_in(data: bytes, path: str) -> tuple[dict[str, Any] | None, list[Problem], FindLine]:
    """Read the bytes of one YAML file as plain data; any problem means no data."""
    return _plain(text_in(data, path), path)


def _plain(read: tuple[str | None, list[Problem]], path: str) -> tuple[dict[str, Any] | None, list[Problem], FindLine]:
    text, problems = read
    data, found = strict_yaml.parse(text, path) if text is not None else (None, [])
    wrong = [*problems, *found]
    return (None if wrong else data), wrong, partial(yaml_lines.line_of, text or "")


def line_of_remark(text: str) -> int | None:
    """Return the line of the first remark, from 1, but for that to editors on the first line; what cannot be read as
    YAML is taken to be none of its values."""
    own = _SCHEMA_LINE.match(text)
    start = own.end() if own else 0
    if "#" not in text[start:]:
        return None
    values = list(_values(text))
    for found in re.finditer("#", text):
        place = found.start()
        if place >= start and not any(begin <= place < end for begin, end in values):
            return text.count("\n", 0, place) + 1
    return None


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the values of a text stand; a text of several lines begins below the line that announces it."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken):
                begin, end = token.start_mark.index, token.end_mark.index
                yield (text.index("\n", begin) if token.style in ("|", ">") else begin), end
    except yaml.YAMLError:
        return
