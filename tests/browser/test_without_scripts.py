"""With scripts switched off, as Tor Browser does at its safest level, nothing is lost."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page

from tests.browser.local_server import Served
from tests.browser.pages import KINDS, LANGUAGES, path

REFERENCES = "links => links.map(link => [link.href, link.rel, link.target])"
OWN_SCHEMES = ("tel:", "mailto:")


class Seen(NamedTuple):
    """What is seen of pages without scripts: their words by their addresses, and address, relation and target of every
    link."""

    words: dict[str, str]
    references: list[tuple[str, str, str]]


@pytest.fixture(scope="module", params=LANGUAGES)
def seen(request: pytest.FixtureRequest, bare: Page, served: Served, site: Path) -> Seen:
    """The pages that stand for all, in one language, without scripts."""
    seen = Seen({}, [])
    for kind in KINDS:
        address = served.root + path(site, request.param, kind)
        seen.words[address] = text(bare, address)
        seen.references.extend(map(tuple, bare.eval_on_selector_all("a[href]", REFERENCES)))
    return seen


def text(page: Page, address: str) -> str:
    """Return what a page shows."""
    page.goto(address)
    return page.inner_text("body")


def test_the_words_are_the_same(page: Page, seen: Seen) -> None:
    """Pages show the same text whether scripts may run or not."""
    for address, words in seen.words.items():
        assert words.strip()
        assert words == text(page, address)


def test_every_link_works(page: Page, served: Served, seen: Seen) -> None:
    """Every link inside the site leads to a page, and every anchor to a place on it."""
    inside = {href for href, *_ in seen.references if href.startswith(served.root)}
    assert inside
    assert {href for href in inside if not leads_somewhere(page, href)} == set()


def leads_somewhere(page: Page, href: str) -> bool:
    """Whether an address is answered, and holds the anchor it names."""
    address, anchor = urldefrag(href)
    answer = page.request.get(address)
    return answer.ok and (not anchor or f'id="{anchor}"' in answer.text())


def test_links_out_carry_no_trace(served: Served, seen: Seen) -> None:
    """A link to another site is encrypted, hides where the reader came from and stays in its window."""
    out = [reference for reference in seen.references if not reference[0].startswith((served.root, *OWN_SCHEMES))]
    assert out
    for href, relation, target in out:
        assert href.startswith("https://")
        assert "noreferrer" in relation
        assert target == ""
