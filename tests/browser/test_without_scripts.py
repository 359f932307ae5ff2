"""With scripts switched off, as Tor Browser does at its safest level, nothing is lost."""

from pathlib import Path
from urllib.parse import urldefrag

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.local_server import Served
from tests.browser.pages import KINDS, every_kind, every_language, path

REFERENCES = "links => links.map(link => [link.href, link.rel, link.target])"


@every_language
@every_kind
def test_the_words_are_the_same(open_page: OpenPage, served: Served, site: Path, language: str, kind: str) -> None:
    """A page shows the same text whether scripts may run or not."""
    texts = [
        text(open_page(java_script_enabled=allowed), served, path(site, language, kind)) for allowed in (True, False)
    ]
    assert texts[0].strip()
    assert texts[0] == texts[1]


def text(page: Page, served: Served, address: str) -> str:
    """Return what a page shows."""
    page.goto(served.root + address)
    return page.inner_text("body")


@every_language
def test_every_link_works(open_page: OpenPage, served: Served, site: Path, language: str) -> None:
    """Every link inside the site leads to a page, and every anchor to a place on it."""
    page = open_page(java_script_enabled=False)
    inside = {href for href, *_ in references(page, served, site, language) if href.startswith(served.root)}
    assert inside
    assert {href for href in inside if not leads_somewhere(page, href)} == set()


def references(page: Page, served: Served, site: Path, language: str) -> list[list[str]]:
    """Return address, relation and target of every link of the pages that stand for all."""
    found = []
    for kind in KINDS:
        page.goto(served.root + path(site, language, kind))
        found += page.eval_on_selector_all("a[href]", REFERENCES)
    return found


def leads_somewhere(page: Page, href: str) -> bool:
    """Whether an address is answered, and holds the anchor it names."""
    address, anchor = urldefrag(href)
    answer = page.request.get(address)
    return answer.ok and (not anchor or f'id="{anchor}"' in answer.text())


@every_language
def test_links_out_carry_no_trace(open_page: OpenPage, served: Served, site: Path, language: str) -> None:
    """A link to another site is encrypted, hides where the reader came from and stays in its window."""
    found = references(open_page(java_script_enabled=False), served, site, language)
    out = [(href, rel, target) for href, rel, target in found if not href.startswith((served.root, "tel:", "mailto:"))]
    assert out
    assert [
        href for href, rel, target in out if not href.startswith("https://") or "noreferrer" not in rel or target
    ] == []
