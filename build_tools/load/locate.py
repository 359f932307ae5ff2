"""Find the line of a problem, only when there is one to print, so that reading keeps no table of lines.

In: problems. Out: the same in order, where the name of no stray file is left.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from build_tools import tree
from build_tools.closed_tree import sayable
from build_tools.load import strict_yaml
from build_tools.load.data import line_in_page
from build_tools.load.text import read_text
from build_tools.paths import CASES, CONTENT, SITE_SRC
from build_tools.problems import Field, Problem, in_order, without_echoes


def located(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order, each with its line where it names a field."""
    texts = cache(lambda path: read_text(root, path)[0])
    say = cache(lambda path: path if _OF_THE_SITE.fullmatch(path) and not tree.has(root, path) else sayable(path))
    said = (_without_name(root, _with_line(problem, texts), say) for problem in problems)
    return in_order(without_echoes(said))


_OF_THE_SITE = re.compile(
    r"[a-z]{2,3}/[A-Za-z0-9/_.-]+\.html|[a-z]{2,3}/feed\.xml|(assets|data|kit)/[a-z0-9/_.-]+|(index|404)\.html|sitemap\.xml|robots\.txt"
    r"|[A-Z_]+|commit [0-9a-f]+"
)
"""What problems name beside files of the project: pages of the finished site, variables, a commit."""


def _with_line(problem: Problem, texts: Callable[[str], str | None]) -> Problem:
    """Add the line of the field that a problem is about; ``texts`` reads a file, once however many problems it has."""
    if problem.line is not None or not problem.field:
        return problem
    text = texts(problem.path)
    if text is None:
        return problem
    finders = {".md": line_in_page, ".po": _line_of_header}
    find = finders.get(problem.path[-3:], strict_yaml.line_of)
    return replace(problem, line=find(text, problem.field))


def _line_of_header(text: str, field: Field) -> int | None:
    """Return the line, from 1, on which a header of a catalogue stands; it is never the first."""
    before, found, _ = text.partition(f'\n"{field[0]}:')
    return before.count("\n") + 2 if found else None


def _without_name(root: Path, problem: Problem, say: Callable[[str], str]) -> Problem:
    """Name in place of a stray file or folder the folder around it, and which of the entries there it is. Also where
    another file is named, which is wrong in the same way."""
    own = (f"{CONTENT}/", f"{CASES}/", f"{SITE_SRC}/")
    named = {name: value for name, value in problem.values.items() if isinstance(value, str) and value.startswith(own)}
    said = {name: say(path) for name, path in named.items()}
    problem = replace(problem, values={**problem.values, **said}) if said != named else problem
    folder = say(problem.path)
    if folder == problem.path:
        return problem
    name = problem.path.removeprefix(f"{folder}/").split("/")[0]
    names = tree.names(root, folder.removeprefix("."))
    return replace(problem, path=folder, entry=names.index(name) + 1 if name in names else None)
