"""Find the line of a problem, only when there is one to print, so that reading keeps no table of lines."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from build_tools.load import front_matter, yaml_lines
from build_tools.load.files import read_text
from build_tools.problems import Problem, in_order


def located(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order, each with its line where it names a field."""
    texts = cache(lambda path: read_text(root, path)[0])
    return in_order(with_line(problem, texts) for problem in problems)


def with_line(problem: Problem, texts: Callable[[str], str | None]) -> Problem:
    """Add the line of the field that a problem is about; ``texts`` reads a file, once however many problems it has."""
    if problem.line is not None or not problem.field:
        return problem
    text = texts(problem.path)
    if text is None:
        return problem
    find = front_matter.line_of if problem.path.endswith(".md") else yaml_lines.line_of
    return replace(problem, line=find(text, problem.field))
