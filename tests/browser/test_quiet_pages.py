"""The pages that speak all languages: the front door, and the page for addresses that lead nowhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.local_server import Served
from tests.browser.pages import LANGUAGES, every_language, every_quiet_page


@every_quiet_page
def test_all_languages_are_offered_at_once(phone: Page, served: Served, quiet: str) -> None:
    """A small phone shows the three languages and the way to help in each without scrolling."""
    phone.goto(served.root + quiet)
    for language in LANGUAGES:
        for target in ("index", "k/index"):
            link = phone.locator(f"[lang={language}] a[hreflang={language}][href$='{language}/{target}.html']")
            expect(link).to_be_in_viewport(ratio=1)


@every_language
@pytest.mark.parametrize("address", ["", "nothing", "en/cases/nothing.html", "kk/cases/examples/region/nothing/"])
def test_lost_readers_find_home(page: Page, served: Served, language: str, address: str) -> None:
    """An address that leads nowhere, however deep, is answered as missing and offers every home page, as the first page
    does."""
    answer = page.goto(served.root + address)
    assert answer
    assert answer.status == (404 if address else 200)
    page.click(f"[lang={language}] a.first")
    expect(page).to_have_url(f"{served.root}{language}/index.html")
    expect(page.locator("html")).to_have_attribute("lang", language)
