"""The site behind nginx with the generated headers, in a browser: nothing of ours is blocked, and frames are."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from build_tools.build import content
from build_tools.publish.hosting import header_file, policy_of
from tests.browser.conftest import ROOT, OpenPage
from tests.local_nginx import serving

FRAME = """address => new Promise(loaded => {
    const frame = document.createElement('iframe');
    frame.onload = loaded;
    frame.src = address;
    document.body.append(frame);
}).then(() => true)"""


@pytest.fixture(scope="module")
def address(nginx: str, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site behind nginx."""
    lines = header_file("nginx", policy_of(content.settings_of(ROOT)))
    with serving(nginx, tmp_path_factory.mktemp("nginx"), site, lines) as served:
        yield served


@pytest.mark.parametrize("path", ["", "kk/index.html", "ru/k/1.html", "en/statistics.html", "kit/all.html", "nothing"])
def test_the_headers_block_nothing_of_ours(page: Page, address: str, path: str) -> None:
    """On each kind of page the browser refuses no style, no script and no picture, and styles are in force."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", note)
    page.goto(f"{address}/{path}")
    assert page.evaluate("getComputedStyle(document.body).maxWidth !== 'none' || document.styleSheets.length > 0")
    page.remove_listener("console", note)
    assert [text for text in said if "status of 404" not in text] == []


def test_the_quick_exit_works_behind_the_headers(open_page: OpenPage, address: str, outside: list[str]) -> None:
    """The script of the exit runs: it covers the page at once."""
    page = open_page()
    page.route(lambda asked: not asked.startswith(address), lambda route: route.fulfill(body="away"))
    page.goto(f"{address}/ru/k/1.html")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("body")).to_have_text("away")
    outside.clear()


def test_no_page_may_show_ours_in_a_frame(page: Page, nginx: str, site: Path, address: str, tmp_path: Path) -> None:
    """Another site that frames a page of help gets an error in its place; without the headers it gets the page."""
    other = tmp_path / "other"
    shutil.copytree(site / "ru" / "k", other / "ru" / "k")
    (other / "index.html").write_text("<!doctype html><title>another site</title>", "utf-8")
    with serving(nginx, tmp_path, other, "types { text/html html; }") as bare:
        for served in (bare, address):
            page.goto(f"{bare}/index.html")
            page.evaluate(FRAME, f"{served}/ru/k/1.html")
            assert page.frames[-1].url == (
                "chrome-error://chromewebdata/" if served == address else f"{bare}/ru/k/1.html"
            )
