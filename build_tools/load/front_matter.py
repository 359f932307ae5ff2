"""Divide a Markdown page into its front matter and its body.

In: the text of the page. Out: the front matter as data, the body and its first line, and problems.
Never looks into the body and never drops a part of it.
"""

from functools import lru_cache

from build_tools.load import strict_yaml
from build_tools.problems import Fault, Field, Problem

_FENCE = "---"
MISSING = Fault(
    "front_matter.missing",
    "has no front matter; begin with a line ---, then title, description and state, each of the form key: value, "
    "then a line ---, as under “A new page” in README.md",
)


def split(text: str, path: str) -> tuple[dict[str, strict_yaml.Value] | None, str, int, list[Problem]]:
    """Return front matter, body, the line (from 1) on which the body begins, and problems.

    Without front matter that ends the whole text is the body.
    """
    front, first_line = _parts(text)
    if front is None or first_line is None:
        return None, text, 1, [Problem(path, MISSING, line=1)]
    data, problems = strict_yaml.parse(front, path, first_line=2)
    return data, "\n".join(text.split("\n")[first_line - 1 :]), first_line, problems


def line_of(text: str, field: Field) -> int | None:
    """Return the line of a field of the front matter in the page, as ``strict_yaml.line_of`` does."""
    return strict_yaml.line_of(_parts(text)[0] or "", field, first_line=2)


@lru_cache(maxsize=4)
def _parts(text: str) -> tuple[str | None, int | None]:
    """Return the front matter of a page, if it begins with one, and the first line of its body, if that ends."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, 1
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), None)
    return "".join(f"{line}\n" for line in lines[1:end]), None if end is None else end + 2
