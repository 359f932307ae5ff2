"""Barriers: axe-core by WCAG 2.2 A and AA, narrow screens, large type."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.visits import Visit, every_light_page, every_reading_page

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
