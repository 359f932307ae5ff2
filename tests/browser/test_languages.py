"""Each language is complete and equal: marked, titled, reachable from the same page, and drawn with all its letters."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.local_server import Served
from tests.browser.pages import LANGUAGES, every_kind, path, subpath

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
    return [...letters].map(letter => {
        place.textContent = letter
        return ["normal 400", "normal 700", "italic 400"].map(style => {
            [place.style.fontStyle, place.style.fontWeight] = style.split(" ")
            return place.getBoundingClientRect().width
        })
    })
}"""
TWINS = "links => links.map(link => [link.hreflang, link.href])"
MIXED = re.compile(r"\w*(?:[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z])\w*", re.IGNORECASE)
FIGURES = ".figure, .bars .n"


@every_kind
def test_a_page_is_in_its_language(page: Page, served: Served, site: Path, kind: str) -> None:
    """A page says its language, has one heading of the first level, and borrows neither title nor description."""
    found = set()
    for language in LANGUAGES:
        page.goto(served.root + path(site, language, kind))
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).to_have_count(1)
        title, description = page.title(), page.locator("meta[name=description]").get_attribute("content") or ""
        assert WORDS[language].search(title)
        assert WORDS[language].search(description)
        found |= {title, description}
    assert len(found) == 2 * len(LANGUAGES)


@every_kind
def test_language_links_lead_to_the_same_page(page: Page, served: Served, site: Path, kind: str) -> None:
    """From every page each language is one step away, by its own name, at the same place of the site."""
    wanted = {language: f"{served.root}{language}/{subpath(site, kind)}" for language in LANGUAGES}
    names = set()
    for language, address in wanted.items():
        page.goto(address)
        for links in (".languages a", "head [rel=alternate]:not([hreflang=x-default])"):
            assert dict(page.eval_on_selector_all(links, TWINS)) == wanted
        expect(page.locator(".languages [aria-current]")).to_have_attribute("lang", language)
        names.add(tuple(page.locator(".languages a").all_inner_texts()))
    assert len(names) == 1


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


@every_kind
def test_kazakh_is_written_in_its_own_letters(page: Page, served: Served, site: Path, kind: str) -> None:
    """A Kazakh page uses the letters that only Kazakh has, and no word mixes Latin look-alikes into them."""
    page.goto(served.root + path(site, "kk", kind))
    words = page.inner_text("body")
    assert len(set(LETTERS.lower()) & set(words.lower())) > len(LETTERS) / 4
    assert MIXED.findall(words) == []


@pytest.mark.parametrize("where", ["h1", "article", ".help-link"])
def test_kazakh_letters_are_drawn(page: Page, served: Served, where: str) -> None:
    """No Kazakh letter is drawn as the sign for a missing letter, neither upright nor bold nor slanted."""
    page.goto(f"{served.root}kk/index.html")
    missing, *widths = page.evaluate(WIDTHS, [where, MISSING + LETTERS])
    assert [letter for letter, width in zip(LETTERS, widths, strict=True) if width == missing] == []
