"""Barriers: axe-core by WCAG 2.2 A and AA, narrow screens, large type."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.local_server import Served
from tests.browser.pages import every_kind, every_language, every_quiet_page, path

PROFILES = tuple(product((PHONE, DESKTOP), ("light", "dark")))
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


@every_language
@every_kind
def test_reading_pages_have_no_barrier(page: Page, served: Served, site: Path, language: str, kind: str) -> None:
    """axe finds nothing on a reading page, on phone and desktop, light and dark, or in the colours of the reader. It
    fits 320 pixels, as a desktop at 400 % does, and a phone with type twice as large."""
    # The languages differ in words alone: one goes through all circumstances, the others through each value once, with
    # the contrast of colours in light, which takes most of the time.
    profiles = PROFILES if language == "kk" else PROFILES[::3]
    page.goto(served.root + path(site, language, kind))
    for size, scheme in profiles:
        page.set_viewport_size(size)
        assert findings(page, contrast=language == "kk" or scheme == "light", color_scheme=scheme) == []
    if language == "kk":
        assert findings(page, color_scheme="light", forced_colors="active") == []
    assert sideways(page, 320) <= 0
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert sideways(page, 360) <= 0


@every_quiet_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_quiet_pages_have_no_barrier(phone: Page, served: Served, quiet: str, scheme: str) -> None:
    """axe finds nothing on the pages in all languages, nor do they scroll sideways."""
    phone.goto(served.root + quiet)
    assert findings(phone, color_scheme=scheme) == []
    assert sideways(phone, 320) <= 0


def findings(page: Page, *, contrast: bool = True, **media: Any) -> list[tuple[str, list[str]]]:
    """Return the rules that a page breaks in these circumstances, and where, with or without that of ``contrast``; axe
    is put into each page once."""
    page.emulate_media(**media)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    rules = {**RULES, "rules": {**RULES["rules"], "color-contrast": {"enabled": contrast}}}
    broken = page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", rules)
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken]


def sideways(page: Page, width: int) -> int:
    """Return by how many pixels a page is wider than a screen of this width."""
    page.set_viewport_size({"width": width, "height": 640})
    return page.evaluate(SIDEWAYS)
