"""Divide a Markdown page into its front matter and its body.

In: the text of the page. Out: the front matter as data, the body and its first line, and problems.
Never looks into the body and never drops a part of it.
"""

from functools import lru_cache

from build_tools.load import strict_yaml, yaml_lines
from build_tools.problems import Fault, Field, Problem

_FENCE = "---"
EMPTY = Fault(
    "front_matter.empty_page",
    "is empty; write a page of front matter and words, as under “A new page” in README.md",
)
MISSING = Fault(
    "front_matter.missing",
    "has no front matter; begin with a line ---, then title, description and state, each of the form key: value, "
    "then a line ---, as under “A new page” in README.md",
)
OPEN = Fault("front_matter.not_closed", "has front matter that does not end; close it with a line ---")


def split(text: str, path: str) -> tuple[dict[str, strict_yaml.Value] | None, str, int, list[Problem]]:
    """Return front matter, body, the line (from 1) on which the body begins, and problems.

    Without front matter the whole text is the body.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, text, 1, [Problem(path, MISSING if text.strip() else EMPTY, line=1)]
    end = _end(lines)
    if end is None:
        return None, text, 1, [Problem(path, OPEN, line=1)]
    data, problems = strict_yaml.parse(_yaml(lines, end), path, first_line=2)
    return data, "\n".join(lines[end + 1 :]), end + 2, problems


def line_of(text: str, field: Field) -> int | None:
    """Find the line of a field of the front matter in the page, as ``yaml_lines.line_of`` does."""
    front = _front(text)
    return None if front is None else yaml_lines.line_of(front, field, first_line=2)


@lru_cache(maxsize=4)
def _front(text: str) -> str | None:
    lines = text.split("\n")
    return _yaml(lines, _end(lines)) if lines[0].rstrip() == _FENCE else None


def _yaml(lines: list[str], end: int | None) -> str:
    return "".join(f"{line}\n" for line in lines[1:end])


def _end(lines: list[str]) -> int | None:
    """The position of the line that closes the front matter."""
    return next((n for n, line in enumerate(lines) if n and line.rstrip() == _FENCE), None)
