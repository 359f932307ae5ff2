"""A release works wherever it lies: on another host, below another path, out of the archive that people carry."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

import pytest

from build_tools.build.mkdocs_site import build_site
from tests.browser.conftest import MIRROR, OpenPage
from tests.browser.local_server import serving
from tests.browser.pages import LANGUAGES
from tests.conftest import publishable_example
from tests.publishing import contents

MAIN = "somewhere.zz"
LINK = re.compile(r'<a [^<>]*?href="([^"]*)"')
OUTSIDE = ("https://", "tel:", "sms:", "mailto:")


class Copy(NamedTuple):
    """A copy of the release: the folder it lies in, and the address at which a reader finds it."""

    folder: Path
    start: str


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a small site with each kind of page, whose main address no machine has, with a mirror."""
    project = publishable_example(tmp_path_factory.mktemp("release") / "жоба")
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
    shutil.make_archive(str(folder / "көшірме"), "zip", release.parent, release.name)
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


def test_every_page_of_a_copy_is_found_by_its_links(release: Path) -> None:
    """From the first page a reader reaches all others, by links that name files of the copy, or a place elsewhere that
    is not the main one."""
    found = walk(release)
    inside = {address for address in found if ":" not in address}
    files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert inside <= files
    assert {name for name in files if name.endswith(".html")} - inside == {"404.html"}
    elsewhere = found - inside
    assert elsewhere
    assert [address for address in elsewhere if not address.startswith(OUTSIDE) or MAIN in address] == []


def walk(release: Path) -> set[str]:
    """Follow the links of each page that is found from the first, and return where all links lead from the top."""
    waiting, found = ["index.html"], {"index.html"}
    while waiting:
        page = waiting.pop()
        links = [unquote(urldefrag(unescape(link)).url) for link in LINK.findall((release / page).read_text("utf-8"))]
        assert not [link for link in links if link.startswith("/")], page
        new = {link if ":" in link else normpath(join(dirname(page), link or basename(page))) for link in links} - found
        found |= new
        waiting.extend(place for place in new if ":" not in place and place.endswith(".html"))
    return found


@pytest.mark.parametrize("kind", ["on_a_mirror", "from_an_archive"])
def test_a_browser_shows_a_copy_wherever_it_lies(
    kind: str, release: Path, request: pytest.FixtureRequest, open_page: OpenPage
) -> None:
    """A copy has the files of the release; its pages are shown, nothing is asked elsewhere, and every link inside leads
    to a file of the copy."""
    copy: Copy = request.getfixturevalue(kind)
    assert contents(copy.folder).keys() == contents(release).keys()
    page, asked, complaints = open_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for name in one_of_each_folder(copy.folder):
        page.goto(copy.start + name)
        assert page.locator("h1").count() == 1, name
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        inside = {
            unquote(urldefrag(link).url.removeprefix(copy.start)) for link in links if link.startswith(copy.start)
        }
        assert inside
        assert [link for link in inside if not (copy.folder / link).is_file()] == []
        assert [link for link in links if not link.startswith((copy.start, *OUTSIDE))] == []
    assert [address for address in asked if not address.startswith((copy.start, "data:"))] == []
    assert complaints == []


def one_of_each_folder(copy: Path) -> list[str]:
    """Return the largest index and the largest other page of each folder, of whichever language: all there lie at one
    depth."""
    pages = [page.relative_to(copy) for page in sorted(copy.rglob("*.html"), key=lambda page: page.stat().st_size)]
    kinds = {(page.parts[0] in LANGUAGES, page.parts[1:-1], page.stem == "index"): page for page in pages}
    return sorted(page.as_posix() for page in kinds.values() if page.name != "404.html")


def test_only_the_site_map_and_a_citation_name_the_main_address(release: Path) -> None:
    """Files may name the main address where it is the subject: for search engines, and in how to quote a page. Feeds
    name its host alone, in ids that lead nowhere."""
    pages = [path.relative_to(release).as_posix() for path in release.rglob("*.html")]
    names = {
        path.relative_to(release).as_posix()
        for path in release.rglob("*")
        if path.is_file() and MAIN.encode() in path.read_bytes()
    }
    citing = re.compile('<(?:dt|summary|p class="small")>(?:To quote|Как сослаться|[^<]*ілтеме жасау үшін)')
    feeds = [f"{language}/feed.xml" for language in LANGUAGES]
    assert not [feed for feed in feeds if f"//{MAIN}" in (release / feed).read_text("utf-8")]
    quoted = {page for page in pages if citing.search((release / page).read_text("utf-8"))}
    assert {"sitemap.xml", *feeds} <= names <= {"sitemap.xml", *feeds, *quoted}
