"""What several tests share: the example site, as a copy to break and as its pages, a server, ``--renew-golden``."""

import dataclasses
import datetime
import fcntl
import gc
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from hypothesis import settings

from build_tools.build import pipeline
from build_tools.models import LAST_STEP, ReleaseLedger, ledger_of
from tests import clean_notes, publishing
from tests.local_nginx import MISSING, nginx_program
from tests.publishing import Done, Place, copied, lacking, with_small_program
from tests.repositories import PAGE, WORDS, changed, committed, write
from tests.server_guide import published

# The same examples on every machine and every run; a failure is nobody's luck.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

os.environ["no_proxy"] = "*"  # servers of tests are on loopback
os.environ["CI"] = ""  # hosts set it, and the gate says less there: a test that is about a host sets it itself

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
PARTS = ("content", "cases_public", "site_src", "mkdocs.yml")
"""What a project consists of, apart from the program."""

EXAMPLE, SERIES = (ROOT / "tests" / name for name in ("example", "series"))


LONG = ("test_guides.py", "test_guide_to_cases.py", "test_publishing.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two processes of tests more than cores, for while one waits for git, a disk or a page, another works."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files whose single tests take longest, so that no process is left with one at the end."""
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_collection_finish() -> None:
    """Set aside what collecting thousands of tests has made, for Python would look through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that keeps what is made now as what is right."""
    about = "write tests/golden anew from the pages as they are made now; look at the difference before you keep it"
    parser.addoption("--renew-golden", action="store_true", help=about)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A fresh copy of the example site."""
    clean_notes.note_clean(EXAMPLE)
    return shutil.copytree(EXAMPLE, tmp_path / "example")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real content and templates, in a folder whose name has a space."""
    return copied_project(tmp_path / "a project")


def copied_project(folder: Path) -> Path:
    """Copy the real content and templates into a new folder and return it."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    clean_notes.note_clean(folder)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project with one commit in which nothing is personal, in a folder whose name has a space."""
    root = tmp_path / "a project"
    write(root, PAGE, WORDS)
    committed(root)
    return root


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """The example as a whole project, in a folder whose name has a space: for what does not speak of real content."""
    return copied_example(tmp_path / "a small project")


def copied_example(folder: Path) -> Path:
    """Copy the example and the templates into a new folder and return it."""
    shutil.copytree(EXAMPLE, folder)
    shutil.copytree(ROOT / "site_src", folder / "site_src")
    changed(folder, "mkdocs.yml", "../../site_src", "site_src")
    clean_notes.note_clean(folder)
    return folder


def publishable_example(folder: Path) -> Path:
    """Copy the example into a new folder as a project that can be published, without a story that counts."""
    copied_example(folder)
    publishing.without_cases(folder)
    publishing.publishable(folder, publishing.TODAY, 300)
    write(folder, ".gitignore", "/site/\n")
    return folder


def laid_series(folder: Path) -> Path:
    """Lay two more briefings, corrections and a revision over a copy of the example in a new folder, and return it. Its
    release is left out, for they count reports of its days."""
    copied_example(folder)
    shutil.rmtree(folder / "cases_public/2000-1")
    (folder / "content/figures/2000-1.yml").unlink()
    shutil.copytree(SERIES / "content", folder / "content", dirs_exist_ok=True)
    return folder


Once = Callable[[str, Callable[[Path], T]], T]
"""Makes something in a folder of its own, by a name."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once[Any]:
    """A way to make something once in a run, also where several processes share the tests: the others wait for it."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent

    def made_once(name: str, make: Callable[[Path], T]) -> T:
        folder, kept = shared / name, shared / f"{name}.pickle"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                kept.write_bytes(pickle.dumps(make(folder)))
        return cast(T, pickle.loads(kept.read_bytes()))  # noqa: S301  # a file that this run has written

    return made_once


@pytest.fixture(scope="session", autouse=True)
def _clean_files(once: Once[Any]) -> Iterator[None]:
    """What is clean of the sites that tests copy is found once in a run, when the first test asks for it."""
    clean_notes.once.append(once)
    yield
    clean_notes.once.clear()


@pytest.fixture(scope="session")
def finished(once: Once[Path]) -> Path:
    """A copy of the real project with its site built, once for all tests that only look at it."""
    return once("finished", lambda folder: made(copied_project(folder / "project")))


@pytest.fixture(scope="session")
def finished_example(once: Once[Path]) -> Path:
    """The example as a whole project with its site built, to look at; tests change copies of it."""
    return once("finished_example", lambda folder: made(copied_example(folder / "example")))


@pytest.fixture
def small_site(finished_example: Path, tmp_path: Path) -> Path:
    """A copy of the example as a whole project, with the site that was built of it."""
    return shutil.copytree(finished_example, tmp_path / "a small site")


def made(project: Path) -> Path:
    """Build the site of a project and return the project."""
    # In a process of its own, for MkDocs would keep speaking to the standard error of the test that asked first.
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"mkdocs build failed:\n{done.stderr}")
    return project


@pytest.fixture(scope="session")
def output() -> pipeline.Output:
    """The pages and downloads of the example site, not yet rendered."""
    return pipeline.build_pages(EXAMPLE, ROOT / "site_src")


@pytest.fixture(scope="session")
def real() -> pipeline.Output:
    """The pages and downloads of the real content, invented examples included."""
    return pipeline.build_pages(ROOT, ROOT / "site_src")


@pytest.fixture(scope="session")
def series_output(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Output:
    """The pages and downloads of the example with two more briefings, corrections and a revision."""
    folder = laid_series(tmp_path_factory.mktemp("series") / "project")
    return pipeline.build_pages(folder, folder / "site_src", day=datetime.date(2001, 2, 1))


@pytest.fixture(scope="session")
def two_releases(output: pipeline.Output) -> pipeline.Output:
    """The pages and downloads of the example with a second release, of fewer fields and lines than the first."""
    [(path, first)] = output.site.releases.items()
    places = {"exampleton": 7, "west": 20, LAST_STEP: 5}
    tables = {"place": places, "gender": {"woman": 12, "man": 20}, "treatment": {"beatings": 11}}
    counts = {"from": "2001-01-01", "until": "2001-06-30"}
    changed = {"id": "2001-1", "total": 32, "tables": tables, "counts": counts}
    second = ReleaseLedger.model_validate({**first.model_dump(mode="json"), **changed})
    other = path.replace("2000-1", "2001-1")
    ledgers = {**output.site.ledgers, other: ledger_of(second)}
    site = dataclasses.replace(output.site, ledgers=ledgers, releases={path: first, other: second})
    return pipeline.pages_of(site, ROOT / "site_src")


@pytest.fixture(scope="session")
def first(once: Once[tuple[Place, Done]]) -> tuple[Place, Done]:
    """A server with its first publication, and what the maintainer read; tests change copies of it."""
    if reason := lacking():
        pytest.skip(reason)
    return once("published", published)


@pytest.fixture
def place(first: tuple[Place, Done], tmp_path: Path) -> Place:
    """A server of its own on which a site is published."""
    assert first[1].returncode == 0, first[1].stderr
    return copied(first[0], tmp_path)


@pytest.fixture(scope="session")
def small_first(once: Once[Place], first: tuple[Place, Done]) -> Place:
    """The server when a small program has published on it; tests change copies of it."""
    assert first[1].returncode == 0, first[1].stderr
    return once("small", lambda folder: with_small_program(copied(first[0], folder)))


@pytest.fixture
def small_place(small_first: Place, tmp_path: Path) -> Place:
    """A server of its own on which a small program has published: for what a server does whatever is pushed."""
    return copied(small_first, tmp_path)


@pytest.fixture(scope="session")
def nginx() -> str:
    """The path of an nginx that runs; `tests.local_nginx.serving` starts it."""
    program = nginx_program()
    if not program:
        pytest.skip(MISSING)
    return program
