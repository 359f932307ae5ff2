"""The description of the program, held against the program: what it names is there."""

import ast
import re
from pathlib import Path

from tests.import_graph import levels, modules, package_graph

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
FILE = re.compile(r"`([a-z_]+(?:/[a-z_*.]+)*/[a-z_*.]+|[a-z_]+\.py)`")
IN_FILE = re.compile(r"`([A-Z][A-Z_]+|[a-z_]+|[A-Z][A-Za-z]+)` \(`([a-z_/]+\.py)`\)")
PLACES = ("", "build_tools/", "docs/", "deploy/")


def found(path: str) -> list[Path]:
    """Return the files or folders that a path can mean, as seen from the project or from the program."""
    name = path.rstrip("/")
    ways = [way for place in PLACES for way in ROOT.glob(f"{place}{name}")]
    return ways or [way for way in (ROOT / "build_tools").rglob(name) if "/" not in name]


def test_every_file_that_the_description_names_is_there() -> None:
    """Whoever follows the description finds the file; one that moved is named anew."""
    made = {"k/copies", "kit/all.html"}  # by a build
    named = {path for path in FILE.findall(TEXT) if path not in made}
    assert len(named) > 40
    assert sorted(path for path in named if not found(path)) == []


def test_every_name_stands_in_the_file_that_the_description_gives_it() -> None:
    """A table or function that one adds to is in the file where the description sends its reader."""
    pairs = IN_FILE.findall(TEXT)
    assert len(pairs) > 10
    texts = {path: "\n".join(file.read_text("utf-8") for file in found(path)) for _, path in pairs}
    assert [(name, path) for name, path in pairs if not re.search(rf"\b{name}\b", texts[path])] == []


ROW = re.compile(r"^\| (\d) \| `([a-z_]+)` \|", re.MULTILINE)


def test_the_table_lists_every_package_on_its_level() -> None:
    """Whoever reads the table sees all packages, each above those that it imports; each says in one sentence what goes
    in and what comes out."""
    assert {name: int(level) for level, name in ROW.findall(TEXT)} == levels(package_graph())
    docstrings = [ast.get_docstring(ast.parse(modules()[name].read_text("utf-8"))) or "" for name in package_graph()]
    assert [
        text for text in docstrings if not re.match(r"[^.;]+ comes? in; [^.]+ goe?s? out[^.]*\.(\n\n|$)", text)
    ] == []
