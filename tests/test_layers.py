"""The order of the program: imports point down only, and each third-party package has one door."""

from pathlib import Path

from build_tools.git.result_cache import LIBRARIES
from tests.import_graph import cycles, imported_names, levels, module_graph, modules, package_graph, package_of

MOST_PACKAGES, MOST_LEVELS = 16, 9
"""Where the program is; both only fall."""

DOORS = {
    "pydantic": ("models", "load"),
    "yaml": ("load",),
    "babel": ("localize",),
    "jinja2": ("render", "build", "publish"),
    "markupsafe": ("render", "build"),
    "markdown": ("text",),
    "mkdocs": ("build",),
    "phonenumbers": ("personal_data",),
    "typst": ("render",),
    "click": ("command_line",),
    "brotli": ("files",),
    "openpyxl": ("disclosure",),
}


NAMES_OF_PACKAGES = {"yaml": "pyyaml", "phonenumbers": "phonenumberslite"}
"""Where a package has another name than what is imported of it."""

JUDGE_AND_MAKE_NOTHING = ("click", "mkdocs", "brotli", "openpyxl")
"""Packages that speak, read the register and pack what is made."""


def test_imports_point_down() -> None:
    """No package imports one that leads back to it, and no module does; the packages stand on few levels."""
    assert (cycles(package_graph()), cycles(module_graph())) == ([], [])
    assert len(package_graph()) <= MOST_PACKAGES
    assert max(levels(package_graph()).values()) < MOST_LEVELS


def test_a_cycle_is_seen() -> None:
    """A cycle counts, also one of more than two, and its names stand on one level above what they lean on."""
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set[str](), "e": {"a"}}
    assert cycles(graph) == [{"a", "b", "c"}]
    assert levels(graph) == {"a": 1, "b": 1, "c": 1, "d": 0, "e": 2}


def test_an_import_within_a_function_counts(tmp_path: Path) -> None:
    """Wherever a module is imported, the import is seen."""
    file = tmp_path / "module.py"
    file.write_text("import a.b\n\n\ndef f() -> None:\n    from c import d\n", "utf-8")
    assert [*imported_names(file)] == ["a.b", "c.d"]


def test_each_package_has_one_door() -> None:
    """A third-party package is imported only where the design lets it in."""
    found = {(one.split(".")[0], package_of(name)) for name, path in modules().items() for one in imported_names(path)}
    assert {(name, part) for name, part in found if name in DOORS and part not in DOORS[name]} == set()


def test_what_was_found_or_made_leans_on_every_package() -> None:
    """Nothing counts as known that another edition of a package found or made."""
    named = {NAMES_OF_PACKAGES.get(name, name) for name in DOORS if name not in JUDGE_AND_MAKE_NOTHING}
    assert named <= set(LIBRARIES)
