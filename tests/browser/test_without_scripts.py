"""With scripts switched off, as Tor Browser does at its safest level, nothing is lost."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.local_server import Served

REFERENCES = "links => links.map(link => [link.href, link.rel, link.target])"
SCRIPT = re.compile(r'<script(?! type="application/ld\+json").*?</script>', re.DOTALL)
"""A script that runs; what is data for search engines, no browser runs."""


def test_the_words_are_the_same(bare: Page, page: Page, served: Served, site: Path) -> None:
    """Pages show the same text and the same links whether scripts may run or not. Of the pages that have the same
    scripts the largest is looked at."""
    largest_last = sorted(site.rglob("*.html"), key=lambda file: file.stat().st_size)
    chosen = {tuple(SCRIPT.findall(file.read_text("utf-8"))): file for file in largest_last}
    assert len(chosen) > 1
    for file in chosen.values():
        shown = []
        for one in (bare, page):
            one.goto(served.root + file.relative_to(site).as_posix())
            shown.append((one.inner_text("body"), one.eval_on_selector_all("a[href]", REFERENCES)))
        assert shown[0] == shown[1], file
