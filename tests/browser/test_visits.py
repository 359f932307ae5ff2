"""What a visit costs a reader and leaves behind, seen by the browser and by the server."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.local_server import Answer, Served
from tests.browser.pages import every_kind, every_language, every_quiet_page, path

REQUESTS = 4
READING_PAGE = 35 * 1024
QUIET_PAGE = 14 * 1024
"""Compressed bytes of a first visit."""

LINKS_OF_THE_HEAD = {"alternate", "icon", "stylesheet"}
"""No preconnect, no prefetch: they would tell others of the visit before anything is asked for."""

STORED = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Visit(NamedTuple):
    """A first visit to one page: where the site was, what was asked for, what the browser complained of, what it was
    told to keep."""

    root: str
    answers: list[Answer]
    addresses: list[str]
    messages: list[str]
    links: set[str]
    stored: dict[str, Any]


@pytest.fixture(scope="module")
def visit(browser: Browser, served: Served) -> Iterator[Callable[[str], Visit]]:
    """A way to visit a page for the first time; a page is visited once for all tests.

    The site has another name in each visit, of which the browser has kept nothing: that is a profile as good as fresh.
    """
    roots = (served.root.replace("127.0.0.1", f"visit-{number}.localhost") for number in count())
    with browser.new_context() as context:
        page = context.new_page()
        yield cache(lambda address: first_visit(page, served, next(roots), address))


def first_visit(page: Page, served: Served, root: str, address: str) -> Visit:
    """Load a page from a server that the browser does not know yet, and note everything that happens."""
    addresses: list[str] = []
    messages: list[str] = []
    noted = {
        "request": lambda request: addresses.append(request.url),
        "requestfailed": lambda request: messages.append(f"failed: {request.url}"),
        "console": lambda message: messages.append(message.text),
        "pageerror": lambda error: messages.append(str(error)),
    }
    served.answers.clear()
    for event, note in noted.items():
        page.on(event, note)
    page.goto(root + address, wait_until="networkidle")
    links = page.eval_on_selector_all("head link", "links => links.map(link => link.rel)")
    stored = {"cookies": page.context.cookies(), **page.evaluate(STORED)}
    for event, note in noted.items():
        page.remove_listener(event, note)
    return Visit(root, list(served.answers), addresses, messages, set(links), stored)


def assert_silent(visit: Visit) -> None:
    """Hold a visit against what every page promises."""
    assert all(address.startswith((visit.root, "data:")) for address in visit.addresses)
    assert visit.messages == []
    assert visit.links <= LINKS_OF_THE_HEAD
    assert visit.stored == {"cookies": [], **dict.fromkeys(("local", "session", "databases", "caches", "workers"), 0)}


@every_language
@every_kind
def test_a_reading_page_is_silent(visit: Callable, site: Path, language: str, kind: str) -> None:
    """A reading page asks nobody else for anything, breaks no policy of its own, and stores nothing."""
    assert_silent(visit(path(site, language, kind)))


@every_language
@every_kind
def test_a_reading_page_is_light(visit: Callable, site: Path, language: str, kind: str) -> None:
    """A first visit to a reading page takes few requests, all answered, and few bytes."""
    answers = visit(path(site, language, kind)).answers
    assert {answer.status for answer in answers} == {200}
    assert len(answers) <= REQUESTS
    assert sum(answer.size for answer in answers) <= READING_PAGE


@every_quiet_page
def test_a_quiet_page_is_silent_and_lightest(visit: Callable, quiet: str) -> None:
    """A page in all languages is one request that fits into the first round trip of a bad network."""
    assert_silent(visit(quiet))
    (answer,) = visit(quiet).answers
    assert answer.size <= QUIET_PAGE
