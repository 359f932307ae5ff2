"""With scripts switched off, as Tor Browser does at its safest level, nothing is lost."""

from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page

from tests.browser.local_server import Served
from tests.browser.pages import KINDS, LANGUAGES, every_language, path

REFERENCES = "links => links.map(link => [link.href, link.rel, link.target])"
OWN_SCHEMES = ("tel:", "mailto:")


@every_language
def test_the_words_are_the_same(bare: Page, page: Page, served: Served, site: Path, language: str) -> None:
    """Pages show the same text whether scripts may run or not."""
    for kind in KINDS:
        words = text(bare, served.root + path(site, language, kind))
        assert words.strip()
        assert words == text(page, served.root + path(site, language, kind))


def text(page: Page, address: str) -> str:
    """Return what a page shows."""
    page.goto(address)
    return page.inner_text("body")


@pytest.fixture(scope="module", params=LANGUAGES)
def references(request: pytest.FixtureRequest, bare: Page, served: Served, site: Path) -> list[tuple[str, str, str]]:
    """Address, relation and target of every link of the pages that stand for all, as seen without scripts."""
    found = []
    for kind in KINDS:
        bare.goto(served.root + path(site, request.param, kind))
        found += bare.eval_on_selector_all("a[href]", REFERENCES)
    return [tuple(reference) for reference in found]


def test_every_link_works(page: Page, served: Served, references: list[tuple[str, str, str]]) -> None:
    """Every link inside the site leads to a page, and every anchor to a place on it."""
    inside = {href for href, *_ in references if href.startswith(served.root)}
    assert inside
    assert {href for href in inside if not leads_somewhere(page, href)} == set()


def leads_somewhere(page: Page, href: str) -> bool:
    """Whether an address is answered, and holds the anchor it names."""
    address, anchor = urldefrag(href)
    answer = page.request.get(address)
    return answer.ok and (not anchor or f'id="{anchor}"' in answer.text())


def test_links_out_carry_no_trace(served: Served, references: list[tuple[str, str, str]]) -> None:
    """A link to another site is encrypted, hides where the reader came from and stays in its window."""
    out = [reference for reference in references if not reference[0].startswith((served.root, *OWN_SCHEMES))]
    assert out
    for href, relation, target in out:
        assert href.startswith("https://")
        assert "noreferrer" in relation
        assert target == ""
