"""The order of the program: imports point down only, and each third-party package has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "build_tools"

LAYERS = {
    "problems": 0,
    "paths": 0,
    "phones": 0,
    "sms": 0,
    "plain_words": 0,
    "pdf": 0,
    "git": 0,
    "packed": 0,
    "codes": 0,
    "onion": 0,
    "models": 0,
    "reviews": 0,
    "load": 1,
    "validate": 1,
    "disclosure": 1,
    "aggregate": 1,
    "localize": 1,
    "verify": 1,
    "render": 2,
    "pipeline": 3,
    "export": 4,
    "schema": 3,
    "release": 4,
    "plugin": 5,
    "command_line": 6,
    "__main__": 7,
    "requirements_lock": 0,
}
DOORS = {
    "pydantic": ("models", "load"),
    "yaml": ("load",),
    "babel": ("localize",),
    "jinja2": ("render", "plugin"),
    "markupsafe": ("render", "plugin"),
    "markdown": ("plain_words",),
    "mkdocs": ("plugin",),
    "phonenumbers": ("phones",),
    "typst": ("pdf",),
    "click": ("command_line",),
    "brotli": ("packed",),
}


def modules() -> list[Path]:
    """Return every module of the program."""
    return sorted(path for path in PROGRAM.rglob("*.py") if path.parent != PROGRAM or path.stem != "__init__")


def part_of(path: Path) -> str:
    """Return the part of the program a module belongs to."""
    return path.relative_to(PROGRAM).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "build_tools":
            yield from (f"build_tools.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PROGRAM).as_posix())
def test_imports_point_down(path: Path) -> None:
    """A module imports from lower layers or its own part, so that the program reads as its data flow."""
    here = part_of(path)
    for name in imported(path):
        if name.startswith("build_tools.") and (there := name.split(".")[1]) != here:
            assert LAYERS[there] < LAYERS[here] or LAYERS[there] == LAYERS[here] == 0, f"{here} imports {there}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PROGRAM).as_posix())
def test_each_package_has_one_door(path: Path) -> None:
    """A third-party package is imported only where the design lets it in."""
    for name in imported(path):
        doors = DOORS.get(name.split(".")[0])
        assert doors is None or part_of(path) in doors, f"{part_of(path)} imports {name}"


def test_only_disclosure_makes_a_register() -> None:
    """No other part can pass unprotected cases to counts and pages."""
    makers = {
        part_of(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Register"
    }
    assert makers == {"disclosure"}
