"""One file that people write, as a record of its kind, as plain values, or as words with front matter.

In: a file, or its bytes as a commit has them. Out: a record, plain data or words, or problems. Never looks into the
body of a page and never drops a part of it.
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
from build_tools.models import FrontMatter, Model, ModelT, Words
from build_tools.problems import Fault, Field, FindLine, Problem

_SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=\.\./case\.schema\.json$", re.MULTILINE)
"""What tells an editor how to check the file; it says the same in each."""

_INVENTED = re.compile(r"^invented: true(?!\S)", re.MULTILINE)
_REMARK = Fault(
    "disclosure.remark_in_case",
    "holds a sign #, as a remark does; the file of a real case or of a tombstone says what its fields say and nothing "
    "else, for whatever is committed is public; delete the remark",
)
_NO_FRONT_MATTER = Fault(
    "front_matter.missing",
    "has no front matter; begin with a line ---, then title, description and state, each of the form key: value, "
    "then a line ---, as under “A new page” in README.md",
)
_FRONT_MATTER = re.compile(r"---[^\S\n]*\n((?:(?!---[^\S\n]*$).*\n)*)---[^\S\n]*(?:\n|\Z)", re.MULTILINE)

Read = tuple[str | None, list[Problem]]
"""The text of a file, or why it has none."""


def read_record(root: Path, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read one YAML file as one record; any problem means that it is none to go on with."""
    return _record(read_text(root, path), path, model)


def record_in(data: bytes, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read the bytes of one YAML file, as a commit has them, as one record, as ``read_record`` does."""
    return _record(text_in(data, path), path, model)


def _record(read: Read, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    text, problems = read
    made, wrong = _record_of(text, path, model) if text is not None else (None, ())
    return cast(ModelT | None, made), [*problems, *wrong]


# A preview that follows each change reads the same texts again.
@lru_cache(maxsize=2048)
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
    text, problems = read_text(root, path)
    data, wrong = strict_yaml.parse(text, path) if text is not None else (None, [])
    return data, [*problems, *wrong], partial(strict_yaml.line_of, text or "")


def plain_in(data: bytes, path: str) -> dict[str, Any] | None:
    """Read the bytes of one YAML file, or the front matter of a page, as plain data; any problem means no data."""
    text, _ = text_in(data, path)
    front = _FRONT_MATTER.match(text or "")
    return strict_yaml.parse(front[1] if front else text, path)[0] if text is not None else None


def read_words(root: Path, path: str, language: str) -> tuple[Words | None, list[Problem]]:
    """Read one page of words; any problem means no words."""
    text, problems = read_text(root, path)
    words, wrong = words_of(text, path, language) if text is not None else (None, ())
    return words, [*problems, *wrong]


@lru_cache(maxsize=512)
def words_of(text: str, path: str, language: str) -> tuple[Words | None, tuple[Problem, ...]]:
    """Return the words of a page: what its front matter says, and its body with the line on which that begins."""
    divided = _FRONT_MATTER.match(text)
    if divided is None:
        return None, (Problem(path, _NO_FRONT_MATTER, line=1),)
    front, problems = strict_yaml.parse(divided[1], path, first_line=2)
    if front is None:
        return None, tuple(problems)
    about, wrong = record(front, FrontMatter, path, partial(line_in_page, text))
    name = path.removeprefix(f"{paths.words_folder(language)}/").removesuffix(".md")
    first_line = divided[0].count("\n") + 1
    body = text[divided.end() :]
    return Words(path, language, name, about, body, first_line) if about else None, tuple(wrong)


def line_in_page(text: str, field: Field) -> int | None:
    """Return the line of a field of the front matter in the page, as ``strict_yaml.line_of`` does."""
    divided = _FRONT_MATTER.match(text)
    return strict_yaml.line_of(divided[1], field, first_line=2) if divided else None
