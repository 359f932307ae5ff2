"""One file of data: as a record of its kind, or as plain values; and what it may not hold beside its values.

In: a file, or its bytes as a commit has them. Out: a record or plain data, or problems.
"""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

from build_tools import paths
from build_tools.load import strict_yaml
from build_tools.load.records import record
from build_tools.load.text import read_text, text_in
from build_tools.models import Model, ModelT
from build_tools.problems import Fault, FindLine, Problem

_SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=\.\./case\.schema\.json$", re.MULTILINE)
"""What tells an editor how to check the file; it says the same in each."""

_INVENTED = re.compile(r"^invented: true(?!\S)", re.MULTILINE)
_REMARK = Fault(
    "disclosure.remark_in_case",
    "holds a sign #, as a remark does; the file of a real case or of a tombstone says what its fields say and nothing "
    "else, for whatever is committed is public; delete the remark",
)

Read = tuple[str | None, list[Problem]]
"""The text of a file, or why it has none."""


def read_record(root: Path, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read one YAML file as one record; any problem means no record, but for a remark where there may be none."""
    return _record(read_text(root, path), path, model)


def record_in(data: bytes, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read the bytes of one YAML file, as a commit has them, as one record, as ``read_record`` does."""
    return _record(text_in(data, path), path, model)


def _record(read: Read, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    text, problems = read
    made, wrong = _record_of(text, path, model) if text is not None else (None, ())
    return cast(ModelT | None, made), [*problems, *wrong]


# A preview that follows each change reads the same texts again.
@lru_cache(maxsize=512)
def _record_of(text: str, path: str, model: type[Model]) -> tuple[Model | None, tuple[Problem, ...]]:
    data, problems = strict_yaml.parse(text, path)
    made, wrong = record(data, model, path, partial(strict_yaml.line_of, text)) if data is not None else (None, [])
    return made, (*problems, *wrong, *_remarks(text, path))


def _remarks(text: str, path: str) -> Iterator[Problem]:
    """Yield the first sign of a remark in the file of a person: of a tombstone, or of a case of which it is not plain
    that it is invented. In the text of a story such a sign is as little needed."""
    is_tombstone = path.startswith(paths.WITHDRAWN)
    if not path.startswith(f"{paths.CASES}/") or path.startswith(f"{paths.CASES}/examples/"):
        return
    found = text if is_tombstone else _SCHEMA_LINE.sub("", text)
    if "#" in found and (is_tombstone or not _INVENTED.search(text)):
        yield Problem(path, _REMARK, line=found[: found.index("#")].count("\n") + 1)


def read_plain(root: Path, path: str) -> tuple[dict[str, Any] | None, list[Problem], FindLine]:
    """Read one YAML file as plain data, with what tells the line of a field; any problem means no data."""
    return _plain(read_text(root, path), path)


def plain_in(data: bytes, path: str) -> dict[str, Any] | None:
    """Read the bytes of one YAML file as plain data; any problem means no data."""
    return _plain(text_in(data, path), path)[0]


def _plain(read: Read, path: str) -> tuple[dict[str, Any] | None, list[Problem], FindLine]:
    text, problems = read
    data, found = strict_yaml.parse(text, path) if text is not None else (None, [])
    wrong = [*problems, *found]
    return (None if wrong else data), wrong, partial(strict_yaml.line_of, text or "")
