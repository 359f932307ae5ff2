"""The way out: the exported folder is the same each time, holds every page, and builds with Zensical.

Zensical is what Material names as its successor. It knows nothing of our plugin, so what it builds is the export alone.
"""

import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from build_tools.build.pipeline import Output, export_pages, markdown_of
from tests.publishing import PLAIN_LOCALE, contents
from tests.repositories import asked

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "example"
TRANSPARENCY = [sys.executable, "-c", "from build_tools.command_line import main; main()"]
SETTINGS = '[project]\nsite_name = "Example"\nuse_directory_urls = false\n'
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
SIGNS = "Not *stressed* _here_ & <there> #"
"""A title with signs that mean something in Markdown."""


class Elements(HTMLParser):
    """What a piece of HTML is made of, in order: tags with their attributes, and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *sorted(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.found += data.split()


def export(project: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``transparency export`` as a program of its own."""
    command = [*TRANSPARENCY, "--root", str(project), "export", str(folder)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def zensical(output: Output, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that Zensical makes of the exported example, and of one page with an unusual title."""
    folder = tmp_path_factory.mktemp("way out")
    export_pages(output, folder / "docs")
    unusual = replace(output.view(output.pages[0]), title=SIGNS)
    (folder / "docs" / "signs.md").write_text(markdown_of(unusual, ""), "utf-8")
    (folder / "zensical.toml").write_text(SETTINGS, "utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def headings(html: str) -> list[list[str]]:
    """Return the words of each heading of the first level, without the mark of the link to itself."""
    found = (Elements(heading).found for heading in re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL))
    return [[word for word in words if isinstance(word, str) and word[0] not in "/¶"] for words in found]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Whatever lies in a folder, or is a file in its place, stays as it is: exit code 2, one sentence."""
    (tmp_path / "full").mkdir()
    kept = (tmp_path / "full/.hidden", tmp_path / "file")
    for path in kept:
        path.write_text("mine\n", "utf-8")
    for name in ("full", "file"):
        done = asked(EXAMPLE, "export", tmp_path / name)
        assert (done.exit_code, "the folder is not empty" in done.output) == (2, True)
    assert [path.read_text("utf-8") for path in kept] == ["mine\n"] * 2
    assert os.listdir(tmp_path / "full") == [".hidden"]


def test_an_export_is_the_same_bytes_each_time(small_project: Path, output: Output, tmp_path: Path) -> None:
    """Neither the hash seed, the time zone, the locale nor the folder leaves a trace in the exported files; every page
    is a Markdown file at its place, every whole page and download a file, and there is no other."""
    export_pages(output, tmp_path / "here")
    done = export(small_project, tmp_path / "there", PYTHONHASHSEED="2", TZ="Asia/Almaty", LC_ALL=PLAIN_LOCALE)
    assert done.returncode == 0, done.stderr
    made = contents(tmp_path / "there")
    assert made == contents(tmp_path / "here")
    assert done.stdout == f"Files written: {len(made)}.\n"
    pages = {page.path if page.quiet else page.path.removesuffix(".html") + ".md" for page in output.pages}
    assert set(made) == pages | {download.path for download in output.downloads}


@pytest.mark.skipif(not find_spec("zensical"), reason="zensical is not installed")
def test_every_page_comes_through_zensical_unchanged(output: Output, zensical: Path) -> None:
    """Every page is there with everything of its body, tag by tag and word by word; data files are copied. A title is
    words, whatever signs are in it; it stands once, as the heading of its page."""
    titles = {page.path: page.title for page in output.pages} | {"signs.html": SIGNS}
    found = {path: headings((zensical / path).read_text("utf-8")) for path in titles}
    assert found == {path: [title.split()] for path, title in titles.items()}
    for page in output.pages:
        view = output.view(page)
        html = (zensical / page.path).read_text("utf-8")
        if page.quiet:
            assert html == view.content, page.path
            continue
        body = Elements("".join((view.kicker, view.notes, view.content))).found
        whole = Elements(ARTICLE.search(html)[1]).found
        start = whole.index(body[0])
        starts = [at for at, found in enumerate(whole[start:], start) if found == body[0]]
        assert any(whole[at : at + len(body)] == body for at in starts), page.path
    for download in output.downloads:
        if download.path.startswith("data/"):
            assert (zensical / download.path).read_bytes() == download.data()
