"""What is the same on every reading page: help and exit first, languages at hand, examples marked, true bars."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE, by_day
from tests.browser.local_server import Served
from tests.browser.pages import EXAMPLES, LANGUAGES, every_language, path
from tests.browser.visits import Visit, every_reading_page, in_each, visits

FINGER = 44
"""Side of a target for a finger, in CSS pixels."""

NARROWEST: ViewportSize = {"width": 320, "height": 640}
BORDER = (
    "bar => { const style = getComputedStyle(bar); return [parseFloat(style.borderTopWidth), style.borderTopColor] }"
)
SIZES = (NARROWEST, DESKTOP)
Links = list[list[str | float]]
FIRST_LINKS = """() => [...document.querySelectorAll("a:not(.skip)")].slice(0, 2).map(link => {
    const box = link.getBoundingClientRect()
    return [link.innerText, link.href, box.x, box.y, box.width, box.height]
})"""
every_size = pytest.mark.parametrize("size", SIZES, ids=["320", "1280"])


@every_reading_page
def test_help_and_exit_come_first(visit: Visit, at_home: Callable[[str], list[Links]]) -> None:
    """Help and exit are the first links of every reading page, with the words, address and place that they have on the
    home page, whatever the screen; help is that of the page's own language."""
    assert on_screens(visit.page) == at_home(visit.language)


@pytest.fixture(scope="module")
def at_home(window: Page, served: Served) -> Callable[[str], list[Links]]:
    """Words, address and place of the first two links of the home page of a language."""

    def found(language: str) -> list[Links]:
        by_day(window).goto(f"{served.root}{language}/index.html")
        links = on_screens(window)
        for (_, help_link, *_), (_, leave, *_) in links:
            assert help_link == f"{served.root}{language}/k/index.html"
            assert not leave.startswith(served.root)
        return links

    return cache(found)


def on_screens(page: Page) -> list[Links]:
    """Return words, address and place of the first two links on a narrow and a wide screen."""
    found = []
    for size in SIZES:
        page.set_viewport_size(size)
        found.append(page.evaluate(FIRST_LINKS))
    return found


TARGETS = {
    "index.html": ".help a, .languages a",
    "k/index.html": "header a, .situations a",
    "k/contacts.html": "header a, a.call",
}


@every_size
@every_language
def test_fingers_can_hit_what_matters(page: Page, served: Served, size: ViewportSize, language: str) -> None:
    """Help, exit, languages, situations and everything that calls are at least as high as a fingertip; on the home page
    no two of them overlap."""
    page.set_viewport_size(size)
    found = {}
    for name, targets in TARGETS.items():
        page.goto(f"{served.root}{language}/{name}")
        found[name] = [link.bounding_box() for link in page.locator(targets).all()]
        assert len(found[name]) > 1 + len(LANGUAGES)
        assert min(box["height"] for box in found[name]) >= FINGER, name
    links = found["index.html"]
    assert not any(overlap(one, other) for number, one in enumerate(links) for other in links[:number])


@every_language
def test_the_menu_opens_from_the_first_screen(page: Page, served: Served, language: str) -> None:
    """On a phone one press shows all groups with their pages; on a desktop they are a row, the group of the page marked
    and its pages below."""
    page.set_viewport_size(NARROWEST)
    page.goto(f"{served.root}{language}/data.html")
    summary, links = page.locator(".menu > summary"), page.locator(".menu a")
    expect(links.filter(visible=True)).to_have_count(0)
    assert box_of(summary)["y"] + FINGER < 200
    summary.click()
    expect(links.filter(visible=False)).to_have_count(0)
    page.set_viewport_size(DESKTOP)
    page.reload()
    groups, marked = page.locator(".menu nav > ul > li > a"), page.locator(".menu nav [aria-current=true]")
    expect(summary).to_be_hidden()
    assert len({box_of(group)["y"] for group in groups.all()}) == marked.count() == 1
    expect(page.locator(".menu [aria-current] + ul a").filter(visible=False)).to_have_count(0)


@every_language
def test_the_way_to_help_stands_on_the_first_screen_of_home(page: Page, served: Served, language: str) -> None:
    """Also of the smallest phone: the choice of situations, and the first of them."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{served.root}{language}/index.html")
    first = box_of(page.locator(".helpbox li").first)
    assert first["y"] + first["height"] <= 568


def box_of(element: Locator) -> FloatRect:
    """Return where an element is seen."""
    box = element.bounding_box()
    assert box
    return box


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share ground."""
    return all(
        one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


@every_reading_page
def test_only_examples_carry_the_ribbon(visit: Visit) -> None:
    """A page of invented examples says so at its top; search engines keep out there, and off their data."""
    visit.page.set_viewport_size(PHONE)
    marked, hidden = visit.kind in EXAMPLES, visit.kind in (*EXAMPLES, "data")
    assert visit.page.locator("meta[name=robots][content=noindex]").count() == hidden
    assert visit.page.locator(".ribbon").count() == marked
    if marked:
        expect(visit.page.locator(".ribbon")).to_be_in_viewport(ratio=1)


STYLE = "bar => getComputedStyle(bar).borderTopStyle"


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"media": "print"}], ids=str)
def test_bars_are_seen_and_those_of_invented_counts_look_invented(
    page: Page, served: Served, site: Path, finished_example: Path, media: dict
) -> None:
    """Bars and squares stand out from the page on dark screens, in the reader's own colours and on paper. No bar of an
    invented count looks like one of a real count: it is dashed and hollow in every medium."""
    page.emulate_media(**media)
    page.goto(served.root + path(site, "en", "figures"))
    # Only a border is neither left out by printers nor painted over by forced colours.
    thickness, colour = page.locator(".bars .u i").first.evaluate(BORDER)
    assert thickness >= 3
    assert colour != page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert set(page.locator(":is(.b, .u i)").evaluate_all(f"b => b.map({STYLE})")) == {"solid"}
    page.goto((finished_example / "site/en/figures/2000-01-01.html").as_uri())
    invented = page.locator(".b")
    assert set(invented.evaluate_all(f"b => b.map({STYLE})")) == {"dashed"}
    assert invented.first.bounding_box()["height"] > 2 * invented.first.evaluate(BORDER)[0]


@visits(*in_each("briefing"), "kk/figures")
def test_squares_are_true(visit: Visit) -> None:
    """Where a table draws squares, each number has as many, all of one size."""
    rows = visit.page.eval_on_selector_all(".bars tr:has(.u), .ledger li:has(.u)", SQUARES)
    assert rows
    assert [int(number) for number, _ in rows] == [squares for _, squares in rows]
    sizes = visit.page.eval_on_selector_all(".u i", "all => all.map(one => one.offsetWidth * one.offsetHeight)")
    assert len(set(sizes)) == 1
    assert sizes[0] > 0


@every_language
def test_bars_are_true(page: Page, finished_example: Path, language: str) -> None:
    """The bar of a number is as long as the number is large, within two hundredths of the longest."""
    page.goto((finished_example / f"site/{language}/figures/2000-01-01.html").as_uri())
    for size in SIZES:
        page.set_viewport_size(size)
        tables = page.eval_on_selector_all(".bars:has(.b)", BARS)
        assert tables
        for table in tables:
            numbers, lengths = [int(re.sub(r"\D", "", number)) for number, _ in table], [length for _, length in table]
            shares = [length / max(lengths) for length in lengths]
            assert shares == pytest.approx([number / max(numbers) for number in numbers], abs=0.02)


SQUARES = """rows => rows.map(row =>
    [row.querySelector(".n, .figure").innerText, row.querySelectorAll(".u i").length])"""
BARS = """tables => tables.map(table => [...table.querySelectorAll("tr:has(.b)")].map(row =>
    [row.querySelector(".n").innerText, row.querySelector(".b").getBoundingClientRect().width]))"""
LINES = "title => Math.round(title.getBoundingClientRect().height / parseFloat(getComputedStyle(title).lineHeight))"


BROKEN = r"""() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  while (words.nextNode()) {
    const text = words.currentNode
    if (text.parentElement.closest("script") || !text.parentElement.checkVisibility()) continue
    for (const word of text.data.matchAll(/\p{L}{6,}/gu)) {
      const range = document.createRange()
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      if (new Set([...range.getClientRects()].map(part => Math.round(part.top))).size > 1) found.push(word[0])
    }
  }
  return found
}"""


@every_reading_page
def test_a_headline_leaves_room_for_the_page(visit: Visit) -> None:
    """No headline takes more than five lines on a phone or three on a desktop, unless it is the number of the home
    page; each begins on the first screen of a page enlarged fourfold, and no word of a page is broken anywhere."""
    headline = visit.page.locator("h1")
    for width, most in ((390, 5), (1280, 3)):
        visit.page.set_viewport_size({"width": width, "height": 800})
        assert visit.kind == "home" or headline.evaluate(LINES) <= most, width
        assert visit.page.evaluate(BROKEN) == [], width
    visit.page.set_viewport_size({"width": 320, "height": 256})
    assert headline.bounding_box()["y"] + FINGER <= 256
    assert visit.page.evaluate(BROKEN) == []
