"""Barriers: axe-core by WCAG 2.2 A and AA, narrow screens, large type, and the site by keyboard alone."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.local_server import Served
from tests.browser.pages import HELP, KINDS, QUIET, RECORDS
from tests.browser.visits import Visit, every_light_page, every_reading_page, in_each, place, visits

RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
COLOURS: dict[str, Any] = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What colours can break."""

MARK_LOOKS = """() => {
    const looks = new Map([[null, ""]]), shown = {}
    const look = element => {
        if (!looks.has(element)) {
            const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, position, clipPath } =
                getComputedStyle(element)
            looks.set(element, [look(element.parentElement), color, backgroundColor, backgroundImage, opacity, fontSize,
                fontWeight, position, clipPath].join())
        }
        return looks.get(element)
    }
    for (const element of document.querySelectorAll("body, body *")) {
        const words = element.matches("input, select, textarea") || element.checkVisibility() &&
            [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
        if (words) shown[look(element)] = (shown[look(element)] ?? 0) + 1
        element.toggleAttribute("data-look", words && shown[look(element)] <= 3)
    }
}"""
"""Contrast takes most of the time: it is judged for the first three words of each colour, size and ground, for others
that look the same have the same contrast."""

SIDEWAYS = """size => {
    const style = document.documentElement.style
    style.fontSize = size
    const wider = document.documentElement.scrollWidth - window.innerWidth
    style.fontSize = ""
    return wider
}"""


@every_reading_page
def test_reading_pages_have_no_barrier(visit: Visit) -> None:
    """axe finds nothing on a reading page, on phone and desktop, light and dark, or in the colours of the reader. It
    fits 320 pixels, as a desktop at 400 % does, and a phone with type twice as large."""
    # Colours do not depend on the language, and nothing else depends on colours.
    kazakh = visit.language == "kk"
    for size, scheme, other in ((PHONE, "light", "dark"), (DESKTOP, "dark", "light")):
        visit.page.set_viewport_size(size)
        assert findings(visit.page, contrast=kazakh, color_scheme=scheme) == []
        assert not kazakh or findings(visit.page, COLOURS, color_scheme=other) == []
    assert not kazakh or findings(visit.page, COLOURS, forced_colors="active") == []
    assert sideways(visit.page, 320) <= 0
    assert sideways(visit.page, 360, type_size="225%") <= 0


@every_light_page
def test_quiet_pages_have_no_barrier(visit: Visit) -> None:
    """axe finds nothing in light, in dark and with forced colours; the page fits 320 pixels and type twice as large."""
    of_all_words = visit.language in ("kk", "all")
    visit.page.set_viewport_size(PHONE)
    assert findings(visit.page, contrast=of_all_words, color_scheme="light") == []
    for media in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        assert not of_all_words or findings(visit.page, COLOURS, **media) == []
    assert sideways(visit.page, 320) <= 0
    assert sideways(visit.page, 360, type_size="200%") <= 0


def findings(page: Page, rules: dict[str, Any] = RULES, *, contrast: bool = True, **media: Any) -> list[Any]:
    """Return the rules that a page breaks in these circumstances, and where, with or without that of ``contrast``; axe
    is put into each page once."""
    page.emulate_media(**media)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate("rule => axe.configure({rules: [rule]})", {"id": "color-contrast", "selector": "[data-look]"})
    page.evaluate(MARK_LOOKS)
    rules = {**rules, "rules": {**rules["rules"], "color-contrast": {"enabled": contrast}}}
    broken = page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", rules)
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken]


def sideways(page: Page, width: int, type_size: str = "") -> int:
    """Return by how many pixels a page is wider than a screen of this width, also with type of another size."""
    page.set_viewport_size({"width": width, "height": 640})
    return page.evaluate(SIDEWAYS, type_size)


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
