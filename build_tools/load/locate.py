"""Find the line of a problem, only when there is one to print, so that reading keeps no table of lines."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from build_tools.load import front_matter, yaml_lines
from build_tools.load.files import read_text
from build_tools.problems import Problem, in_order


def located(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order, each with its line where it names a field."""
    return in_order(with_line(root, problem) for problem in problems)


def with_line(root: Path, problem: Problem) -> Problem:
    """Add the line of the field that a problem is about."""
    if problem.line is not None or not problem.field:
        return problem
    text, _ = read_text(root, problem.path)
    if text is None:
        return problem
    find = front_matter.line_of if problem.path.endswith(".md") else yaml_lines.line_of
    return replace(problem, line=find(text, problem.field))
