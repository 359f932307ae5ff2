"""The site by keyboard alone."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.local_server import Served
from tests.browser.pages import HELP, KINDS, QUIET, RECORDS
from tests.browser.visits import Visit, in_each, place, visits

NOTE_STOPS = """() => {
    window.stops = () => [...document.querySelectorAll("*")].filter(one => one.tabIndex >= 0 && one.checkVisibility())
    window.named = stop => stop.getAttribute("href") ?? stop.textContent
    window.walked = []
    document.addEventListener("focusin", event => walked.push(named(event.target)))
    return stops().map(named)
}"""
FOCUSED = "stops().includes(document.activeElement) ? named(document.activeElement) : null"
RINGS = """() => stops().map(stop => {
    stop.blur()
    const style = getComputedStyle(stop), unfocused = style.outlineStyle
    stop.focus()
    const width = parseFloat(style.outlineWidth), offset = parseFloat(style.outlineOffset), reach = width + offset
    const box = stop.getBoundingClientRect(), frames = []
    let ground = offset < 0 ? stop : stop.parentElement
    while (ground.parentElement && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
        ground = ground.parentElement
    for (let frame = stop.parentElement; frame !== document.body; frame = frame.parentElement)
        if (getComputedStyle(frame).overflow !== "visible") frames.push(frame.getBoundingClientRect())
    return {
        stop: named(stop), width, drawn: unfocused === "none" && style.outlineStyle === "solid",
        colours: [style.outlineColor, getComputedStyle(ground).backgroundColor],
        whole: box.width > 0 && box.height > 0 && box.top > -1 && box.bottom < innerHeight + 1 && frames.every(frame =>
            box.left - reach >= frame.left && box.right + reach <= frame.right
            && box.top - reach >= frame.top && box.bottom + reach <= frame.bottom),
    }
})"""
"""How each stop shows the focus: by which outline, in which colour on which, within the screen and what scrolls."""

LOOKS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (DESKTOP, {"color_scheme": "light"}),
    (DESKTOP, {"color_scheme": "dark"}),
    (PHONE, {"color_scheme": "light"}),
    (PHONE, {"forced_colors": "active"}),
)
IN_KAZAKH = [f"kk/{kind}" for kind in (*KINDS, *RECORDS, *HELP)]


@pytest.mark.parametrize("name", [*IN_KAZAKH, *(f"all/{quiet}" for quiet in QUIET)])
def test_keys_reach_everything_and_show_where_they_are(page: Page, served: Served, site: Path, name: str) -> None:
    """The keys go through every link and all that unfolds, in the order of the page, and leave it at its end. At each
    stop, on any screen and in any colours, a ring that was not there before stands out from its ground. The skip link
    is the first stop, and leads past all that repeats; the exit is near."""
    page.goto(served.root + place(site, *name.split("/")))
    stops = page.evaluate(NOTE_STOPS)
    # A key that is held repeats itself: that is one message to the browser in place of two.
    for _ in stops:
        page.keyboard.down("Tab")
    assert page.evaluate("walked") == stops
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) in (None, stops[0])
    for size, media in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(**media)
        rings = page.evaluate(RINGS)
        assert rings
        assert [ring for ring in rings if not is_seen(**ring)] == [], (size, media)
    if name in IN_KAZAKH:
        assert stops[0] == "#content"
        assert page.get_attribute(".exit", "href") in stops[1:3]
        page.locator(".skip").focus()
        expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.closest('header')")


def is_seen(stop: str, *, drawn: bool, whole: bool, width: float, colours: list[str]) -> bool:
    """Tell whether the outline of a stop is seen."""
    return drawn and whole and width >= 2 and contrast(*colours) >= 3


def contrast(*colours: str) -> float:
    """Return the contrast of two colours by WCAG 2.2, from 1 to 21."""
    dark, light = sorted(luminance(*map(int, re.findall(r"\d+", colour)[:3])) for colour in colours)
    return (light + 0.05) / (dark + 0.05)


def luminance(*channels: int) -> float:
    """Return the relative luminance of a colour by WCAG 2.2, from 0 to 1."""
    shares = [channel / 255 for channel in channels]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@visits(*in_each("report"), "kk/figures", "kk/statements", "kk/statistics")
def test_headings_keep_their_order(visit: Visit) -> None:
    """Readers who go from heading to heading meet no level that was skipped."""
    levels = visit.page.eval_on_selector_all("h1, h2, h3, h4, h5", "all => all.map(heading => +heading.tagName[1])")
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
