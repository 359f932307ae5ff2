"""One fault of what all pages share is said once, not once for each page.

In: all problems of a run. Out: the same, but of those that many pages have in common the first with their number.
Never drops a problem that few pages have.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.problems import Problem

FEW = 5
"""So many equal problems are each said, for each may have to be mended by itself."""

Key = tuple[str, tuple[tuple[str, str], ...]]


def together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield equal problems of more than ``FEW`` files as one, placed in the first of them."""
    groups: defaultdict[Key, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[key_of(problem)].append(problem)
    for group in groups.values():
        files = len({problem.path for problem in group})
        if files > FEW:
            yield replace(min(group, key=lambda problem: (problem.path, problem.line or 0)), files=files)
        else:
            yield from group


def key_of(problem: Problem) -> Key:
    """What makes problems equal: the code and the values, in which the page's own address counts as the same."""
    own = problem.path.partition("/")[2] or problem.path
    return problem.code, tuple((name, str(value).replace(own, "…")) for name, value in problem.said.items())
