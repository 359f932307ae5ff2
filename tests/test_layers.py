"""The order of the program: imports point down only, and each third-party package has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

from build_tools.kept import LIBRARIES

PROGRAM = Path(__file__).parents[1] / "build_tools"

LAYERS = {
    "problems": 0,
    "paths": 0,
    "ended": 0,
    "phones": 0,
    "by_phone": 0,
    "plain_words": 0,
    "git": 0,
    "kept": 0,
    "tree": 0,
    "packed": 0,
    "closed_tree": 0,
    "ladders": 0,
    "models": 0,
    "personal_data": 0,
    "said_places": 0,
    "load": 1,
    "validate": 1,
    "disclosure": 1,
    "aggregate": 1,
    "localize": 1,
    "verify": 1,
    "screening": 2,
    "render": 2,
    "variables": 2,
    "content": 3,
    "withdrawal": 3,
    "server": 5,
    "pipeline": 4,
    "hosting": 5,
    "release": 4,
    "protect": 3,
    "plugin": 5,
    "command_line": 6,
}
DOORS = {
    "pydantic": ("models", "load"),
    "yaml": ("load",),
    "babel": ("localize",),
    "jinja2": ("render", "plugin", "hosting"),
    "markupsafe": ("render", "plugin"),
    "markdown": ("plain_words",),
    "mkdocs": ("plugin",),
    "phonenumbers": ("phones",),
    "typst": ("render",),
    "click": ("command_line",),
    "brotli": ("packed",),
    "openpyxl": ("disclosure",),
}


NAMES_OF_PACKAGES = {"yaml": "pyyaml", "phonenumbers": "phonenumberslite"}
"""Where a package has another name than what is imported of it."""

JUDGE_AND_MAKE_NOTHING = ("click", "mkdocs", "brotli", "openpyxl")
"""Packages that speak, read the register and pack what is made."""


def modules() -> list[Path]:
    """Return every module of the program."""
    return sorted(path for path in PROGRAM.rglob("*.py") if path.parent != PROGRAM or path.stem != "__init__")


def part_of(path: Path) -> str:
    """Return the part of the program a module belongs to; ``python -m`` is the command line."""
    return path.relative_to(PROGRAM).parts[0].removesuffix(".py").replace("__main__", "command_line")


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "build_tools":
            yield from (f"build_tools.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_imports_point_down() -> None:
    """A module imports from lower layers or its own part, so that the program reads as its data flow."""
    ours = ((path, name.split(".")[1]) for path in modules() for name in imported(path) if "build_tools." in name)
    pairs = {(part_of(path), there) for path, there in ours if there != part_of(path)}
    up = {(here, there) for here, there in pairs if not LAYERS[there] < LAYERS[here] and LAYERS[here] + LAYERS[there]}
    assert up == set()


def test_each_package_has_one_door() -> None:
    """A third-party package is imported only where the design lets it in."""
    found = {(name.split(".")[0], part_of(path)) for path in modules() for name in imported(path)}
    assert {(name, part) for name, part in found if name in DOORS and part not in DOORS[name]} == set()


def test_what_was_found_or_made_leans_on_every_package() -> None:
    """Nothing counts as known that another edition of a package found or made."""
    named = {NAMES_OF_PACKAGES.get(name, name) for name in DOORS if name not in JUDGE_AND_MAKE_NOTHING}
    assert named <= set(LIBRARIES)
