"""Which module of the program imports which, read from the syntax trees: imports inside functions count too."""

import ast
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

PROGRAM = Path(__file__).parents[1] / "build_tools"

Graph = Mapping[str, Collection[str]]
"""The names that each name leads to."""


def module_name(path: Path) -> str:
    """Return the dotted name of a module below the program, such as ``render.words``; a package has its own name."""
    return ".".join(path.relative_to(PROGRAM).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def package_of(name: str) -> str:
    """Return the top package of a module; ``python -m build_tools`` belongs to the command line."""
    return name.split(".")[0].replace("__main__", "command_line")


@cache
def modules() -> Mapping[str, Path]:
    """Return the file of each module by its name, without the empty one at the top."""
    return {name: path for path in sorted(PROGRAM.rglob("*.py")) if (name := module_name(path))}


def imported_names(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def own_imports(path: Path) -> Iterator[str]:
    """Yield the modules of the program that a module imports, or imports from."""
    for name in imported_names(path):
        own = name.removeprefix("build_tools.")
        if own != name:
            yield own if own in modules() else own.rpartition(".")[0]


@cache
def module_graph() -> Graph:
    """Return the imports between the modules of the program."""
    return {name: {*own_imports(path)} - {name} for name, path in modules().items()}


@cache
def package_graph() -> Graph:
    """Return the imports between the packages of the program."""
    graph: dict[str, set[str]] = {}
    for name, others in module_graph().items():
        graph.setdefault(package_of(name), set()).update({*map(package_of, others)} - {package_of(name)})
    return graph


def cycles(graph: Graph) -> list[frozenset[str]]:
    """Return the groups of names that lead to each other."""
    reached = {name: reachable(graph, name) for name in graph}
    groups = {frozenset(other for other in reached[name] if name in reached[other]) for name in graph}
    return sorted((group for group in groups if len(group) > 1), key=sorted)


def reachable(graph: Graph, start: str) -> set[str]:
    """Return every name that one leads to, directly or through others."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        new = {*graph.get(ahead.pop(), ())} - found
        found |= new
        ahead += new
    return found


def levels(graph: Graph) -> Mapping[str, int]:
    """Return the level of each name: 0 imports nothing, each other stands one above the highest that it imports. Names
    of a cycle stand on one level."""
    groups = {name: group for group in cycles(graph) for name in group}

    @cache
    def level_of(name: str) -> int:
        group = groups.get(name, frozenset((name,)))
        below = {other for one in group for other in graph.get(one, ())} - group
        return 1 + max(map(level_of, below)) if below else 0

    return {name: level_of(name) for name in graph}
