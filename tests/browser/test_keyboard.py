"""The site by keyboard alone."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.local_server import Served
from tests.browser.pages import every_kind, path
from tests.browser.visits import Visit, in_each, visits

STOPS = "a[href], summary"
SEEN = "stops => stops.filter(stop => stop.checkVisibility())"
STOP = "stop => stop.getAttribute('href') ?? stop.textContent"
FOCUSED = f"document.activeElement.matches('{STOPS}') ? ({STOP})(document.activeElement) : null"
NOTE_STOPS = f"""() => {{
    window.walked = []
    document.addEventListener("focusin", event => walked.push(({STOP})(event.target)))
}}"""
LOOK = """() => {
    const link = document.activeElement, style = getComputedStyle(link), box = link.getBoundingClientRect()
    let ground = link
    while (ground.parentElement && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
        ground = ground.parentElement
    return {
        words: link.textContent, style: style.outlineStyle, width: parseFloat(style.outlineWidth),
        colours: [style.outlineColor, getComputedStyle(ground).backgroundColor],
        seen: box.height > 0 && box.top >= 0 && box.bottom <= innerHeight,
    }
}"""


@pytest.mark.parametrize("name", ["kk/briefing", "ru/report", "en/list"])
def test_the_skip_link_leads_past_what_repeats(page: Page, served: Served, site: Path, name: str) -> None:
    """Following the skip link goes past everything that repeats on each page."""
    page.goto(served.root + path(site, *name.split("/")))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('header')")


@every_kind
def test_nothing_traps_the_focus(page: Page, served: Served, site: Path, kind: str) -> None:
    """The keys go through every link and all that unfolds, in the order of the page, and leave it at its end; the first
    shows the skip link, which leads to the content."""
    page.goto(served.root + path(site, "kk", kind))
    stops = page.eval_on_selector_all(STOPS, f"stops => ({SEEN})(stops).map({STOP})")
    page.evaluate(NOTE_STOPS)
    page.keyboard.press("Tab")
    expect(page.locator(".skip[href='#content']")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    # A key that is held repeats itself: that is one message to the browser in place of two.
    for _ in stops[1:]:
        page.keyboard.down("Tab")
    assert page.evaluate("walked") == stops
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) in (None, stops[0])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen(page: Page, served: Served, scheme: str) -> None:
    """Links of the header, and the first to help, show the focus by an outline that stands out from its ground."""
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{served.root}kk/index.html")
    for _ in range(page.locator(".skip, header a, .helpbox h2 a").filter(visible=True).count()):
        page.keyboard.press("Tab")
        look = page.evaluate(LOOK)
        assert look["seen"], look["words"]
        assert (look["style"], look["width"] >= 2) == ("solid", True), look["words"]
        assert contrast(*look["colours"]) >= 3, look["words"]


def contrast(*colours: str) -> float:
    """Return the contrast of two colours by WCAG 2.2, from 1 to 21."""
    dark, light = sorted(luminance(*map(int, re.findall(r"\d+", colour)[:3])) for colour in colours)
    return (light + 0.05) / (dark + 0.05)


def luminance(*channels: int) -> float:
    """Return the relative luminance of a colour by WCAG 2.2, from 0 to 1."""
    shares = [channel / 255 for channel in channels]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@visits(*in_each("report"), "kk/figures", "kk/statements", "kk/statistics", "kk/changes")
def test_headings_keep_their_order(visit: Visit) -> None:
    """Readers who go from heading to heading meet no level that was skipped."""
    levels = visit.page.eval_on_selector_all("h1, h2, h3, h4, h5", "all => all.map(heading => +heading.tagName[1])")
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
