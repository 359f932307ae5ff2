"""The real site, built once with plain MkDocs and served on this machine, and a Chromium of the system to look at it.

In: the project as it lies here, and $CHROME_PATH. Out: pages to look at. Never loads a browser from the network.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

from tests.browser.local_server import Served, serving
from tests.browser.visits import Visit, made_visit

ROOT = Path(__file__).parents[2]
CHROMIUMS = (
    *("chromium-headless-shell", f"{ROOT}/.chromium/usr/lib/chromium/chromium-headless-shell"),
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
"""Without a window first: ``requirements/chromium.sh`` unpacks one of Debian's."""

MIRROR = "mirror.test"
"""A name under which the browser finds servers of this machine, as a mirror has a name of its own."""

ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--no-first-run",
    # No name leads anywhere: neither a page nor the browser itself can leave this machine.
    f"--host-resolver-rules=MAP {MIRROR} 127.0.0.1, MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
HERE = ("http://127.0.0.1:", f"http://{MIRROR}:", "file:", "data:")

OpenPage = Callable[..., Page]
"""Opens an empty page in a profile of its own; takes the options of a Playwright context."""


@pytest.fixture(scope="session")
def site(finished: Path) -> Path:
    """The site as ``mkdocs build`` makes it in a fresh checkout, examples included."""
    return finished / "site"


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[Served]:
    """The site at the root of a server."""
    with serving(site) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that cannot leave this machine."""
    # Chromium refuses to be root inside its sandbox.
    root = getattr(os, "geteuid", lambda: 1)() == 0
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if root else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        browser.close()


def chromium() -> str:
    """Return the path of the Chromium to use. Ends the run with the fix where there is none."""
    named = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not named:
        pytest.fail("No Chromium was found: run `make test`, which installs one, or set CHROME_PATH to one")
    return named


@pytest.fixture(scope="session")
def outside() -> list[str]:
    """Addresses outside this machine that pages asked for."""
    return []


@pytest.fixture(autouse=True)
def stay_inside(outside: list[str]) -> Iterator[None]:
    """Fail a test whose pages asked for an address outside; a test that wants one clears the list."""
    outside.clear()
    yield
    assert not outside


def watched(browser: Browser, outside: list[str], **options: Any) -> Page:
    """Open a page in a fresh profile with these options of Playwright, and note what it asks for."""

    def note(request: Request) -> None:
        if not request.url.startswith(HERE):
            outside.append(request.url)

    context = browser.new_context(**options)
    context.on("request", note)
    return context.new_page()


@pytest.fixture
def open_page(browser: Browser, outside: list[str]) -> Iterator[OpenPage]:
    """A way to open pages in profiles of their own, which are gone after the test."""
    pages: list[Page] = []

    def opened(**options: Any) -> Page:
        pages.append(watched(browser, outside, **options))
        return pages[-1]

    yield opened
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session")
def window(browser: Browser, outside: list[str]) -> Page:
    """The one page that tests share which only look: a page takes longer to open than to load."""
    return watched(browser, outside)


@pytest.fixture(scope="session")
def bare(browser: Browser, outside: list[str]) -> Page:
    """The one page without scripts that tests share."""
    return watched(browser, outside, java_script_enabled=False)


@pytest.fixture
def page(window: Page) -> Page:
    """The page of a desktop browser by day."""
    return by_day(window)


def by_day(page: Page) -> Page:
    """Return a page as a desktop browser shows it by day."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    return page


@pytest.fixture(scope="session")
def visitor(browser: Browser, outside: list[str]) -> Page:
    """The page that makes visits: it asks for every file anew, as a first visit does."""
    page = watched(browser, outside)
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    return page


@pytest.fixture(scope="session")
def visited(request: pytest.FixtureRequest, visitor: Page, served: Served, site: Path) -> Visit:
    """The visit to the page that a test names by `visits`, made once for all tests of that page."""
    return made_visit(by_day(visitor), served, site, request.param)


@pytest.fixture
def visit(visited: Visit) -> Visit:
    """The visit to a page, on a desktop by day again."""
    by_day(visited.page)
    return visited


@pytest.fixture
def phone(page: Page) -> Page:
    """The page of a small phone by day."""
    page.set_viewport_size(PHONE)
    return page
