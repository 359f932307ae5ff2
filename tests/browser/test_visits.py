"""What a visit costs a reader and leaves behind, seen by the browser and by the server; that no script is needed."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.local_server import Served
from tests.browser.visits import Visit, every_light_page, every_reading_page

REQUESTS = 2
READING_PAGE = 35 * 1024
QUIET_PAGE = 14 * 1024
"""Compressed bytes of a first visit."""

LINKS_OF_THE_HEAD = {"alternate", "icon", "stylesheet"}
"""No preconnect, no prefetch: they would tell others of the visit before anything is asked for."""


def assert_silent(visit: Visit) -> None:
    """Hold a visit against what every page promises."""
    root = visit.address.split("/", 3)[:3]
    assert all(address.split("/", 3)[:3] == root or address.startswith("data:") for address in visit.addresses)
    assert visit.messages == []
    links = visit.page.eval_on_selector_all("head link", "links => links.map(link => link.rel)")
    assert set(links) <= LINKS_OF_THE_HEAD
    assert visit.stored == {"cookies": [], **dict.fromkeys(("local", "session", "databases", "caches", "workers"), 0)}


@every_reading_page
def test_a_reading_page_is_silent_and_light(visit: Visit) -> None:
    """A reading page asks nobody else for anything, breaks no policy of its own, and stores nothing; a first visit
    takes few requests, all answered, and few bytes."""
    assert_silent(visit)
    assert {answer.status for answer in visit.answers} == {200}
    assert 1 < len(visit.answers) <= REQUESTS
    assert sum(answer.size for answer in visit.answers) <= READING_PAGE


@every_light_page
def test_a_quiet_page_is_silent_and_lightest(visit: Visit) -> None:
    """A page of help, or in all languages, is one request that fits into the first round trip of a bad network."""
    assert_silent(visit)
    assert [(answer.status, answer.size <= QUIET_PAGE) for answer in visit.answers] == [(200, True)]


REFERENCES = "links => links.map(link => [link.href, link.rel, link.target])"
SCRIPT = re.compile(r'<script(?! type="application/ld\+json").*?</script>', re.DOTALL)
"""A script that runs; what is data for search engines, no browser runs."""


def test_the_words_are_the_same(bare: Page, page: Page, served: Served, site: Path) -> None:
    """With scripts switched off, as Tor Browser does at its safest level, pages show the same text and the same links.
    Of the pages that have the same scripts the largest is looked at."""
    largest_last = sorted(site.rglob("*.html"), key=lambda file: file.stat().st_size)
    chosen = {tuple(SCRIPT.findall(file.read_text("utf-8"))): file for file in largest_last}
    assert len(chosen) > 1
    for file in chosen.values():
        shown = []
        for one in (bare, page):
            one.goto(served.root + file.relative_to(site).as_posix())
            shown.append((one.inner_text("body"), one.eval_on_selector_all("a[href]", REFERENCES)))
        assert shown[0] == shown[1], file
