"""What a visit costs a reader and leaves behind, seen by the browser and by the server."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.browser.local_server import Answer, Served
from tests.browser.pages import every_kind, every_language, every_quiet_page, path

REQUESTS = 4
READING_PAGE = 35 * 1024
QUIET_PAGE = 14 * 1024
"""Compressed bytes of a first visit."""

LINKS_OF_THE_HEAD = {"alternate", "icon", "stylesheet"}
"""No preconnect, no prefetch: they would tell others of the visit before anything is asked for."""

STORED = """async () => ({
    session: sessionStorage.length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Visit(NamedTuple):
    """A first visit to one page: what was asked for, what the browser complained of, what it was told to keep."""

    answers: list[Answer]
    addresses: list[str]
    messages: list[str]
    links: set[str]
    stored: dict[str, Any]


@pytest.fixture(scope="module")
def visit(browser: Browser, served: Served) -> Callable[[str], Visit]:
    """A way to visit a page for the first time; a page is visited once for all tests."""
    return cache(lambda address: first_visit(browser, served, address))


def first_visit(browser: Browser, served: Served, address: str) -> Visit:
    """Load a page in a fresh profile and note everything that happens."""
    addresses: list[str] = []
    messages: list[str] = []
    served.answers.clear()
    with browser.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: addresses.append(request.url))
        page.on("requestfailed", lambda request: messages.append(f"failed: {request.url}"))
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(served.root + address, wait_until="networkidle")
        links = page.eval_on_selector_all("head link", "links => links.map(link => link.rel)")
        stored = {**context.storage_state(indexed_db=True), **page.evaluate(STORED)}
    return Visit(list(served.answers), addresses, messages, set(links), stored)


def assert_silent(visit: Visit, root: str) -> None:
    """Hold a visit against what every page promises."""
    assert all(address.startswith((root, "data:")) for address in visit.addresses)
    assert visit.messages == []
    assert visit.links <= LINKS_OF_THE_HEAD
    assert visit.stored == {"cookies": [], "origins": [], "session": 0, "caches": 0, "workers": 0}


@every_language
@every_kind
def test_a_reading_page_is_silent(visit: Callable, served: Served, site: Path, language: str, kind: str) -> None:
    """A reading page asks nobody else for anything, breaks no policy of its own, and stores nothing."""
    assert_silent(visit(path(site, language, kind)), served.root)


@every_language
@every_kind
def test_a_reading_page_is_light(visit: Callable, site: Path, language: str, kind: str) -> None:
    """A first visit to a reading page takes few requests, all answered, and few bytes."""
    answers = visit(path(site, language, kind)).answers
    assert {answer.status for answer in answers} == {200}
    assert len(answers) <= REQUESTS
    assert sum(answer.size for answer in answers) <= READING_PAGE


@every_quiet_page
def test_a_quiet_page_is_silent_and_lightest(visit: Callable, served: Served, quiet: str) -> None:
    """A page in all languages is one request that fits into the first round trip of a bad network."""
    assert_silent(visit(quiet), served.root)
    (answer,) = visit(quiet).answers
    assert answer.size <= QUIET_PAGE
