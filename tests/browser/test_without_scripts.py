"""With scripts switched off, as Tor Browser does at its safest level, nothing is lost."""

import re
from pathlib import Path
from urllib.parse import urldefrag

from playwright.sync_api import Page

from tests.browser.local_server import Served
from tests.browser.pages import KINDS, LANGUAGES, every_language, path
from tests.browser.visits import Visit, every_reading_page, every_reading_page_in_kazakh

REFERENCES = "links => links.map(link => [link.href, link.rel, link.target])"
SCRIPT = re.compile(r'<script(?! type="application/ld\+json").*?</script>', re.DOTALL)
"""A script that runs; what is data for search engines, no browser runs."""

OWN_SCHEMES = ("tel:", "mailto:")


@every_reading_page_in_kazakh
def test_the_words_are_the_same(bare: Page, visit: Visit) -> None:
    """Pages show the same text and the same links whether scripts may run or not."""
    bare.goto(visit.address)
    words = bare.inner_text("body")
    assert words.strip()
    assert words == visit.page.inner_text("body")
    assert references(bare) == references(visit.page)


@every_language
def test_scripts_know_no_language(site: Path, language: str) -> None:
    """A page has the scripts of its Kazakh twin, for which they are tried."""
    for kind in KINDS:
        pages = [(site / path(site, language, kind)).read_text("utf-8") for language in (language, LANGUAGES[0])]
        assert len({tuple(SCRIPT.findall(page)) for page in pages}) == 1, kind


def references(page: Page) -> list[list[str]]:
    """Return address, relation and target of every link of a page."""
    return page.eval_on_selector_all("a[href]", REFERENCES)


@every_reading_page
def test_every_link_works(visit: Visit, served: Served) -> None:
    """Every link inside the site leads to a page, and every anchor to a place on it."""
    inside = {href for href, *_ in references(visit.page) if href.startswith(served.root)}
    assert inside
    assert {href for href in inside if not leads_somewhere(served, href)} == set()


def leads_somewhere(served: Served, href: str) -> bool:
    """Whether an address is answered, and holds the anchor it names."""
    address, anchor = urldefrag(href)
    status, file = served.find(address)
    return status == 200 and (not anchor or f'id="{anchor}"' in file.read_text("utf-8"))


@every_reading_page
def test_links_out_carry_no_trace(visit: Visit, served: Served) -> None:
    """A link to another site is encrypted, hides where the reader came from and stays in its window."""
    out = [
        reference for reference in references(visit.page) if not reference[0].startswith((served.root, *OWN_SCHEMES))
    ]
    assert out
    for href, relation, target in out:
        assert href.startswith("https://")
        assert "noreferrer" in relation
        assert target == ""
