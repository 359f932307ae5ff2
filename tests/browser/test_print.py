"""A printed page: words and figures in black on white, without what only a screen can use."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.local_server import Served
from tests.browser.pages import EXAMPLES, every_language, path

FOR_SCREENS = ".skip, .help, .languages, .sections, .bottom nav, .pager"
COLOURS = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
some_kinds = pytest.mark.parametrize("kind", ["home", "briefing", "statistics", "case", "report", "method"])


@pytest.fixture
def printed(page: Page) -> Page:
    """The page as the printer of somebody with a dark screen gets it."""
    page.emulate_media(media="print", color_scheme="dark")
    return page


@every_language
@some_kinds
def test_paper_is_white_and_holds_the_words(
    printed: Page, served: Served, site: Path, language: str, kind: str
) -> None:
    """Paper shows heading, figures and who speaks in black on white; help, exit and menus stay on the screen."""
    printed.goto(served.root + path(site, language, kind))
    assert printed.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    expect(printed.locator(FOR_SCREENS).filter(visible=True)).to_have_count(0)
    for part in printed.locator("h1, .site-name, .figure, .bars .n").all():
        expect(part).to_be_visible()
    assert printed.pdf(format="A4").startswith(b"%PDF")


@every_language
@pytest.mark.parametrize("kind", EXAMPLES)
def test_paper_says_that_an_example_is_invented(
    printed: Page, served: Served, site: Path, language: str, kind: str
) -> None:
    """A printed example still says that it is invented."""
    printed.goto(served.root + path(site, language, kind))
    expect(printed.locator(".ribbon")).to_be_visible()


REPEATED = """[...document.querySelectorAll('*')]
    .filter(element => getComputedStyle(element).display === 'table-footer-group').length"""


@pytest.mark.parametrize("kind", ["home", "briefing", "statistics", "method"])
def test_a_total_is_printed_once(printed: Page, served: Served, site: Path, kind: str) -> None:
    """No row stands at the foot of each sheet, where it would be read as the total of the lines above it there."""
    printed.goto(served.root + path(site, "ru", kind))
    assert printed.evaluate(REPEATED) == 0
    for table in printed.locator(".bars:has(.total)").all():
        expect(table.locator("tr").last).to_have_class("total")


def test_paper_names_the_addresses_of_sources(printed: Page, served: Served, site: Path) -> None:
    """A printed link to a source outside the site gives its address."""
    printed.goto(served.root + path(site, "en", "absolute_right"))
    after = "links => links.map(link => getComputedStyle(link, '::after').content)"
    shown = printed.eval_on_selector_all("main a[href^=http]", after)
    assert all("https://" in content for content in shown)


@every_language
def test_paper_is_not_filled_with_lists_of_towns(printed: Page, served: Served, language: str) -> None:
    """Places print on few sheets: towns and empty regions go, who helps everywhere and where the sheet is stay."""
    for address in (f"{language}/k/places.html", "kit/all.html"):
        printed.goto(f"{served.root}{address}")
        expect(printed.locator("main .screen").filter(visible=True)).to_have_count(0)
        assert printed.locator("main .screen").count() > 20
        expect(printed.locator("small").filter(has_text="A4").first).to_be_visible()
    expect(printed.locator(f"#{language}-contacts li").first).to_be_visible()
    printed.goto(f"{served.root}{language}/k/places.html")
    expect(printed.locator("#everywhere h3").first).to_be_visible()
    printed.emulate_media(media="screen")
    expect(printed.locator("#towns")).to_be_visible()
