"""Each language is complete and equal: marked, titled, reachable from the same page, and drawn with all its letters."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.local_server import Served
from tests.browser.pages import LANGUAGES, every_kind, path
from tests.browser.visits import Visit, every_reading_page, every_reading_page_in_kazakh, visits

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
WORDS = {
    "kk": re.compile(f"[{LETTERS}]"),
    "ru": re.compile(f"^(?!.*[{LETTERS}]).*[А-Яа-я]", re.DOTALL),
    "en": re.compile(r"^(?!.*[\u0400-\u04ff]).*[A-Za-z]", re.DOTALL),
}
"""What words of a language look like."""

MISSING = "\u0378"
"""A character that no font has: it is drawn as the sign for a missing letter."""

WIDTHS = """([where, letters]) => {
    const place = document.querySelector(where).appendChild(document.createElement("span"))
    place.style.cssText = "font-size: 200px; letter-spacing: 0; position: absolute"
    const widths = [...letters].map(letter => {
        place.textContent = letter
        return ["normal 400", "normal 700", "italic 400"].map(style => {
            [place.style.fontStyle, place.style.fontWeight] = style.split(" ")
            return place.getBoundingClientRect().width
        })
    })
    place.remove()
    return widths
}"""
TITLE = re.compile(r"<title>([^<]+)</title>.*?<meta name=\"description\" content=\"([^\"]+)\"", re.DOTALL)
TWINS = "links => links.map(link => [link.hreflang, link.href])"
MIXED = re.compile(r"\w*(?:[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z])\w*", re.IGNORECASE)
FIGURES = ".figure, .bars .n"


@every_kind
def test_no_language_borrows_a_title(site: Path, kind: str) -> None:
    """Title and description of a page are six different texts, each in its language."""
    found = {
        (language, text)
        for language in LANGUAGES
        for text in TITLE.search((site / path(site, language, kind)).read_text("utf-8")).groups()
    }
    assert len({text for _, text in found}) == 2 * len(LANGUAGES)
    assert [text for language, text in found if not WORDS[language].search(text)] == []


@every_reading_page
def test_language_links_lead_to_the_same_page(visit: Visit) -> None:
    """From every page each language is one step away, by its own name, at the same place of the site."""
    root, _, rest = visit.address.partition(f"/{visit.language}/")
    wanted = {language: f"{root}/{language}/{rest}" for language in LANGUAGES}
    for links in (".languages a", "head [rel=alternate][hreflang]:not([hreflang=x-default])"):
        assert dict(visit.page.eval_on_selector_all(links, TWINS)) == wanted
    assert visit.page.get_attribute(".languages [aria-current]", "lang") == visit.language
    assert visit.page.locator(".languages a").all_inner_texts() == ["Қазақша", "Русский", "English"]


@pytest.mark.parametrize("kind", ["home", "briefing", "statistics"])
def test_languages_state_the_same_figures(page: Page, served: Served, site: Path, kind: str) -> None:
    """The three languages show the same numbers."""
    shown = []
    for language in LANGUAGES:
        page.goto(served.root + path(site, language, kind))
        numbers = page.locator(FIGURES).all_inner_texts()
        shown.append(sorted(number for number in numbers if number.isdigit()))
    assert shown[0]
    assert shown[0] == shown[1] == shown[2]


@every_reading_page_in_kazakh
def test_kazakh_is_written_in_its_own_letters(visit: Visit) -> None:
    """A Kazakh page uses the letters that only Kazakh has, and no word mixes Latin look-alikes into them."""
    words = visit.page.inner_text("body")
    assert len(set(LETTERS.lower()) & set(words.lower())) > len(LETTERS) / 4
    assert MIXED.findall(words) == []


@visits("kk/home")
def test_kazakh_letters_are_drawn(visit: Visit) -> None:
    """No Kazakh letter is drawn as the sign for a missing letter, neither upright nor bold nor slanted."""
    for where in ("h1", "article", ".help-link"):
        missing, *widths = visit.page.evaluate(WIDTHS, [where, MISSING + LETTERS])
        assert [letter for letter, width in zip(LETTERS, widths, strict=True) if width == missing] == [], where
