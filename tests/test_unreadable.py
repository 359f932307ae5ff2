"""Files and folders that may not be read, in the content and in the finished site; also where tests run as root."""

import datetime
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from build_tools.files.tree import LINK
from build_tools.load.messages import sentence
from build_tools.load.site_folder import load_site
from build_tools.problems import Problem
from build_tools.verify import verify
from tests.conftest import EXAMPLE, ROOT
from tests.repositories import asked
from tests.test_mutations import called
from tests.test_verify import EXPECTED, GOOD, noted, write_all

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs the rights of POSIX")

NOBODY = 65534
DAY = datetime.date(2001, 1, 1)
CLOSED_IN_SITE = (
    "is a link, or nothing that can be read; put the file itself there, and give yourself the right to read it"
)
CLOSED = "cannot be opened; check that it exists and that you may read it"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anybody may enter, unlike those of pytest."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def without_rights(path: Path, rights: int) -> Iterator[None]:
    """Take rights from a file or folder; root, who needs none, becomes nobody for a moment."""
    path.chmod(rights)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(0o755)


def said(problems: list[Problem]) -> list[str]:
    """Return the sentences of problems."""
    return [sentence(problem) for problem in problems]


@pytest.fixture(scope="module")
def small() -> Iterator[Path]:
    """A copy of the example, with the catalogues, that anybody may enter; each test leaves it as it was."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        for part in ("content", "cases_public"):
            shutil.copytree(EXAMPLE / part, Path(name) / part)
        shutil.copytree(ROOT / "site_src" / "locales", Path(name) / "site_src" / "locales")
        yield Path(name)


def problems_of(root: Path) -> list[str]:
    """Return what is wrong with reading a project."""
    site, problems = load_site(root, root / "site_src" / "locales", DAY)
    assert site is None
    return said(problems)


FILES = ("content/ru/method.md", "content/site.yml", "content/vocabulary.yml", "content/figures/2000-01-01.yml")
FOLDERS = ("content/kk", "content/figures", "cases_public", "cases_public/examples")


@pytest.mark.parametrize(
    ("path", "rights"),
    [
        *((path, 0) for path in (*FILES, "cases_public/examples/2M8VE.yml", *FOLDERS)),
        *((path, 0o444) for path in FOLDERS),
        ("content", 0o111),
    ],
)
def test_what_may_not_be_read_is_one_sentence(small: Path, path: str, rights: int) -> None:
    """A file or folder without the rights to read it is named once, whichever right it lacks, and no traceback."""
    with without_rights(small / path, rights):
        found = problems_of(small)
    assert [one for one in found if one.startswith(f"{path}: ")] == [f"{path}: {CLOSED}"]
    assert path == "content" or len(found) == 1


UNPLAIN = {
    "site_src/templates/x.html": "x.html",
    "site_src/templates/.hidden.html": "/dev/zero",
    "site_src/theme/mkdocs_theme.yml": "/dev/zero",
    "site_src/kit/x.typ": "/etc/hosts",
    "site_src/quiet/folder": ".",
    "mkdocs.yml": "/dev/zero",
}
"""Links of which none may be opened: to itself, to what never ends, out of the project, to a folder."""


def test_no_link_is_followed_to_find_out_where_it_leads(folder: Path) -> None:
    """Templates, theme and settings are looked at before any is opened, by the check and by a build: each link is one
    sentence, whether it never ends, is a circle or leads out, and the rest of the content is judged all the same."""
    for part in ("content", "cases_public", "site_src"):
        shutil.copytree(ROOT / part, folder / part)
    for path, goal in UNPLAIN.items():
        (folder / path).symlink_to(goal)
    (folder / "content" / "law.yml").write_text("a: [\n", "utf-8")
    for command in ("check", "build"):
        done = asked(folder, command)
        assert done.exit_code == 1
        named = {line.partition(":")[0] for line in done.stderr.splitlines()}
        assert named >= {called(folder, path) for path in UNPLAIN}
        assert ("content/law.yml" in named) == (command == "check")


@pytest.mark.parametrize("goal", ["it", "content", "nowhere"])
def test_a_link_in_the_content_is_one_sentence(small: Path, goal: str) -> None:
    """A link to itself, to another or to nothing is called that, and the folder around it can be read."""
    link = small / "content" / goal
    link.symlink_to(goal if goal != "nowhere" else "gone")
    try:
        assert problems_of(small) == [f"content/{goal}: {LINK}"]
    finally:
        link.unlink()


@pytest.mark.parametrize("path", ["kk/index.html", "404.html", "assets/site.css", "data/figures.csv", "sitemap.xml"])
def test_a_file_of_the_site_that_may_not_be_read_is_one_sentence(folder: Path, path: str) -> None:
    """The check of the finished site names the file, and neither its links nor what it should hold."""
    write_all(folder, GOOD)
    with without_rights(folder / path, 0):
        problems = verify(folder, EXPECTED, noted(GOOD))
    assert said(problems) == [f"{path}: {CLOSED_IN_SITE}"]


@pytest.mark.parametrize(
    ("path", "rights"), [("kk/cases", 0), ("kk", 0), ("data", 0o444), ("kk/cases", 0o111), (".", 0)]
)
def test_a_folder_of_the_site_that_may_not_be_read_is_one_sentence(folder: Path, path: str, rights: int) -> None:
    """A folder is named once, not each page that is expected in it."""
    write_all(folder, GOOD)
    with without_rights(folder / path, rights):
        problems = verify(folder, EXPECTED, noted(GOOD))
    assert said(problems) == [f"{path}: {CLOSED_IN_SITE}"]
