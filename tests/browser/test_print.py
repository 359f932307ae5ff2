"""A printed page: words and figures in black on white, without what only a screen can use."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT
from tests.browser.local_server import Served
from tests.browser.pages import EXAMPLES, RECORDS, every_language
from tests.browser.visits import Visit, visits

FOR_SCREENS = ".skip, .help, .languages, .menu, .bottom nav, .pager"
COLOURS = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
LAST_ROW = "tables => tables.map(table => [...table.querySelectorAll('tr')].at(-1).className)"


@pytest.fixture
def printed(page: Page) -> Page:
    """The page as the printer of somebody with a dark screen gets it."""
    page.emulate_media(media="print", color_scheme="dark")
    return page


@visits(*(f"kk/{kind}" for kind in ("home", "briefing", "statistics", "report", "method", "case", "list", *RECORDS)))
def test_paper_is_white_and_holds_the_words(visit: Visit) -> None:
    """Paper shows heading, figures and who speaks in black on white, and still says that an example is invented; help,
    exit and menus stay on the screen."""
    printed = visit.page
    printed.emulate_media(media="print", color_scheme="dark")
    assert printed.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    for_screens = printed.locator(FOR_SCREENS)
    assert for_screens.count() > 1
    expect(for_screens.filter(visible=True)).to_have_count(0)
    expect(printed.locator("h1, .site-name").filter(visible=True)).to_have_count(2)
    expect(printed.locator(".figure, .bars .n").filter(visible=False)).to_have_count(0)
    expect(printed.locator(".ribbon").filter(visible=True)).to_have_count(1 if visit.kind in EXAMPLES else 0)


REPEATED = """[...document.querySelectorAll('*')]
    .filter(element => getComputedStyle(element).display === 'table-footer-group').length"""


@visits("ru/home", "ru/briefing", "ru/statistics", "ru/method")
def test_a_total_is_printed_once(visit: Visit) -> None:
    """No row stands at the foot of each sheet, where it would be read as the total of the lines above it there."""
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate(REPEATED) == 0
    for last in visit.page.eval_on_selector_all(".bars:has(.total)", LAST_ROW):
        assert last == "total"


@visits("en/briefing")
def test_paper_names_the_addresses_of_sources(visit: Visit) -> None:
    """A printed link to a source outside the site gives its address."""
    visit.page.emulate_media(media="print")
    after = "links => links.map(link => getComputedStyle(link, '::after').content)"
    shown = visit.page.eval_on_selector_all("main a[href^=http]", after)
    assert shown
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
    expect(printed.locator("main .screen").first).to_be_visible()


BOTTOMS = "lines => lines.map(line => line.getBoundingClientRect().bottom)"
MILLIMETRE = 96 / 25.4
ONE_PAGE = re.compile(rb"/Type /Page\b")


@every_language
def test_a_paper_to_hand_in_prints_alone_on_one_sheet_with_room_to_write(
    page: Page, served: Served, language: str
) -> None:
    """Of the page of a paper only the sheet comes out, on one A4, its lines at least 8 mm apart, a dozen and more."""
    page.emulate_media(media="print")
    for paper in (ROOT / "content" / language / "papers").glob("[1-9]*.md"):
        page.goto(f"{served.root}{language}/papers/{paper.stem}.html")
        expect(page.locator("header > *, footer, main > :not(.sheet)").filter(visible=True)).to_have_count(0)
        bottoms = page.eval_on_selector_all(".sheet .line", BOTTOMS)
        assert len(bottoms) > 12
        assert min(below - above for above, below in pairwise(bottoms) if below - above > 1) >= 8 * MILLIMETRE
        assert len(ONE_PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True))) == 1
