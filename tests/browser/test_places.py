"""The same site below a path, and from a folder: on a mirror, or on a stick without a network.

All other tests see it at the root of a server."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.local_server import Served

WALK = (
    ("a.first[hreflang=kk]", "kk/index.html"),
    (".menu a[href$='briefings/index.html']", "kk/briefings/index.html"),
    (".listing a[href$='2022-01-19.html']", "kk/briefings/2022-01-19.html"),
    (".languages a[hreflang=ru]", "ru/briefings/2022-01-19.html"),
    (".menu a[href$='statistics.html']", "ru/statistics.html"),
    (".help-link", "ru/k/index.html"),
    ("header a[hreflang=en]", "en/k/index.html"),
    (".situations a", "en/k/1.html"),
    (".whole", "en/index.html"),
    (".menu a[href$='briefings/index.html']", "en/briefings/index.html"),
    (".menu a[href$='cases/index.html']", "en/cases/index.html"),
    ("main a[href='examples/index.html']", "en/cases/examples/index.html"),
    (".cases a", "en/cases/examples/"),
    (".bottom a[href$='privacy.html']", "en/privacy.html"),
    (".site-name", "en/index.html"),
)
"""What is clicked, and where it leads."""

GREEN = "rgb(11, 90, 76)"


@pytest.fixture(params=["path", "folder"])
def root(request: pytest.FixtureRequest, site: Path) -> str:
    """The address of the site at each of its places, to the last slash."""
    if request.param == "folder":
        return f"{site.as_uri()}/"
    mirror: Served = request.getfixturevalue("mirror")
    return mirror.root


def test_the_site_works_wherever_it_lies(open_page: OpenPage, root: str) -> None:
    """A reader gets from the front door to all parts of the site, with its styles, and no request fails."""
    page = open_page()
    failures = failed(page)
    page.goto(f"{root}index.html")
    for link, place in WALK:
        page.click(f"{link} >> nth=0")
        page.wait_for_url(f"{root}{place}*")
        if "/k/" not in place:
            expect(page.locator(".help")).to_have_css("background-color", GREEN)
        expect(page.locator("h1")).to_be_visible()
    assert failures == []


def failed(page: Page) -> list[str]:
    """Return a list that grows with every request of a page that fails, and with every complaint of the browser."""
    failures: list[str] = []
    page.on("requestfailed", lambda request: failures.append(request.url))
    page.on("response", lambda response: failures.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: failures.append(message.text))
    return failures
