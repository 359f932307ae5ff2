"""A release works wherever it lies: on another host, below another path, out of the archive that people carry."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Page

from build_tools.plugin import build_site
from build_tools.release.bundle import write_bundle
from tests.browser.conftest import MIRROR, OpenPage
from tests.browser.local_server import serving
from tests.conftest import copied_example
from tests.publishing import TODAY, publishable, without_cases

MAIN = "somewhere.zz"
OUTSIDE = ("https://", "tel:", "sms:", "mailto:")


class Copy(NamedTuple):
    """A copy of the release: the folder it lies in, and the address at which a reader finds it."""

    folder: Path
    start: str


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a small site with each kind of page, whose main address no machine has, with a mirror."""
    project = copied_example(tmp_path_factory.mktemp("release") / "жоба")
    without_cases(project)
    publishable(project, TODAY, 300)
    with (project / "content/site.yml").open("a", encoding="utf-8") as settings:
        settings.write('mirrors: ["https://copy.zz/"]\n')
    return build_site(project, release=True)


@pytest.fixture(scope="module")
def on_a_mirror(release: Path) -> Iterator[Copy]:
    """The release on another host, below a path."""
    with serving(release, "/some/path/") as server:
        yield Copy(release, server.root.replace("127.0.0.1", MIRROR))


@pytest.fixture(scope="module")
def from_an_archive(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The release out of its archive, in a folder with a space and Cyrillic letters, as on somebody's stick."""
    folder = tmp_path_factory.mktemp("stick")
    write_bundle(release, folder / "көшірме.zip")
    command = [
        sys.executable,
        "-m",
        "zipfile",
        "--extract",
        str(folder / "көшірме.zip"),
        str(folder / "Менің құжаттарым"),
    ]
    subprocess.run(command, check=True, env={"PYTHONUTF8": "1"})
    [inside] = (folder / "Менің құжаттарым").iterdir()
    return Copy(inside, f"{inside.as_uri()}/")


@pytest.mark.parametrize("kind", ["on_a_mirror", "from_an_archive"])
def test_every_page_of_a_copy_is_found_by_its_links(
    kind: str, request: pytest.FixtureRequest, open_page: OpenPage
) -> None:
    """From the first page a reader reaches all others; nothing is asked elsewhere, and nothing leads home."""
    copy: Copy = request.getfixturevalue(kind)
    page, asked, complaints = open_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    found = walk(page, copy.start)
    assert [address for address in asked if not address.startswith((copy.start, "data:"))] == []
    assert complaints == []
    inside = {unquote(address.removeprefix(copy.start)) for address in found if address.startswith(copy.start)}
    files = {path.relative_to(copy.folder).as_posix() for path in copy.folder.rglob("*") if path.is_file()}
    assert inside <= files
    assert {name for name in files if name.endswith(".html")} - inside == {"404.html"}
    elsewhere = [address for address in found if not address.startswith(copy.start)]
    assert elsewhere
    assert [address for address in elsewhere if not address.startswith(OUTSIDE) or MAIN in address] == []


def walk(page: Page, start: str) -> set[str]:
    """Open each page that links lead to, as the browser understands them, and return the addresses of all links."""
    waiting, found = [f"{start}index.html"], {f"{start}index.html"}
    while waiting:
        page.goto(waiting.pop())
        assert page.locator("h1").count() == 1, page.url
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        new = {urldefrag(link).url for link in links} - found
        found |= new
        waiting.extend(address for address in new if address.startswith(start) and address.endswith(".html"))
    return found


def test_only_the_site_map_and_a_citation_name_the_main_address(release: Path) -> None:
    """Files may name the main address where it is the subject: for search engines, and in how to quote a page."""
    pages = [path.relative_to(release).as_posix() for path in release.rglob("*.html")]
    names = {
        path.relative_to(release).as_posix()
        for path in release.rglob("*")
        if path.is_file() and MAIN.encode() in path.read_bytes()
    }
    assert names == {"sitemap.xml", *(page for page in pages if 'class="rail"' in (release / page).read_text("utf-8"))}
