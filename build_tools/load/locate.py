"""Find the line of a problem, only when there is one to print, so that reading keeps no table of lines.

In: problems. Out: the same in order, where the name of no stray file is left, and none that is refused in the same run.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from build_tools.files import tree
from build_tools.files.paths import CASES, CONTENT, SITE_SRC
from build_tools.load import strict_yaml
from build_tools.load.closed_tree import sayable
from build_tools.load.messages import way
from build_tools.load.text import read_text
from build_tools.problems import HIDDEN, Field, Problem, in_order, without_echoes

FRONT_MATTER = re.compile(r"---[^\S\n]*\n((?:(?!---[^\S\n]*$).*\n)*)---[^\S\n]*(?:\n|\Z)", re.MULTILINE)


def located(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order, each with its line where it names a field."""
    texts = cache(lambda path: read_text(root, path)[0])
    say = cache(lambda path: path if _OF_THE_SITE.fullmatch(path) and not tree.has(root, path) else sayable(path))
    said = [_without_name(root, _with_line(problem, texts), say) for problem in problems]
    personal = {(one.path, one.line) for one in said if one.code.startswith("personal.")}
    named = {path: _names_in(root, path, texts(path) or "") for path, _ in personal}
    refused = {name for path, line in personal for at, name in named[path] if at == line and _may_be_a_person(name)}
    told = _without_names(said, refused)
    return in_order(without_echoes(told, _ECHOES, lambda one: (one.path, one.line, one.entry)))


_ECHOES = ("personal.hidden", "personal.person")
"""Hidden spellings and unknown words: where something else is said of their line, it mostly says the same."""


_NAME = re.compile(r"[\w-]+")
_ANCHOR = re.compile(r"\{#([\w-]+)")

_OF_THE_SITE = re.compile(
    r"[a-z]{2,3}/[A-Za-z0-9/_.-]+\.html|[a-z]{2,3}/feed\.xml|(assets|data|kit)/[a-z0-9/_.-]+|(index|404)\.html|sitemap\.xml|robots\.txt"
    r"|[A-Z_]+|commit [0-9a-f]+"
)
"""What problems name beside files of the project: pages of the finished site, variables, a commit."""


def _with_line(problem: Problem, texts: Callable[[str], str | None]) -> Problem:
    """Add the line of the field that a problem is about; ``texts`` reads a file, once however many problems it has."""
    if problem.line is not None or not problem.field or (text := texts(problem.path)) is None:
        return problem
    find = {".md": line_in_page, ".po": _line_of_header}.get(problem.path[-3:], line_of)
    return replace(problem, line=find(text, problem.field))


def line_of(text: str, field: Field) -> int | None:
    """Return the line of a key or list entry, or of the nearest parent there is; nothing where nothing is."""
    lines = _lines(text)
    parents = (field[:depth] for depth in range(len(field), -1, -1))
    return next((lines[parent] + 1 for parent in parents if parent in lines), None)


# Many problems of one file ask for its lines.
@lru_cache(maxsize=4)
def _lines(text: str) -> Mapping[Field, int]:
    """Return the line, from 0, of every key and list entry before a fault in the form of the file."""
    return {place: event.start_mark.line for place, event in reversed(strict_yaml.places_in(text))}


def line_in_page(text: str, field: Field) -> int | None:
    """Return the line of a field of the front matter in the page, as ``line_of`` does."""
    divided = FRONT_MATTER.match(text)
    return line_of(f"\n{divided[1]}", field) if divided else None


def _line_of_header(text: str, field: Field) -> int | None:
    """Return the line, from 1, on which a header of a catalogue stands; it is never the first."""
    before, found, _ = text.partition(f'\n"{field[0]}:')
    return before.count("\n") + 2 if found else None


def _names_in(root: Path, path: str, text: str) -> list[tuple[int | None, str]]:
    """Return the names that sentences may offer, each with its line: of data, the anchors of a page, the names in a
    folder."""
    if path.endswith(".yml"):
        scalars = (one for one in strict_yaml.scalars(text) if _NAME.fullmatch(one.value))
        return [(text.count("\n", 0, one.start) + 1, one.value) for one in scalars]
    if path.endswith(".md"):
        lines = enumerate(text.split("\n"), 1)
        return [(number, name) for number, line in lines for name in _ANCHOR.findall(line)]
    return [(None, name.partition(".")[0]) for name in tree.names(root, path)]


def _may_be_a_person(name: str) -> bool:
    """Whether a name is one that people invented, and not made of words that are nobody's."""
    return way((name.replace("-", "_"),)) == HIDDEN


def _without_names(problems: list[Problem], names: set[str]) -> list[Problem]:
    """Return problems whose sentences offer and say no name that is refused in the same run."""
    if not names:
        return problems
    found = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")

    def hidden(key: str, value: object) -> object:
        return found.sub(HIDDEN, value) if isinstance(value, str) and key != "form" else value  # a message of ours

    return [replace(one, values={key: hidden(key, value) for key, value in one.all_values.items()}) for one in problems]


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
