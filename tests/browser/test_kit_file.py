"""The one file of the kit, opened from a folder as from a stick: whole, alone, and reachable in every language."""

import re
import shutil
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.build.pipeline import build_pages
from tests.browser.conftest import ROOT, OpenPage
from tests.browser.pages import LANGUAGES, every_language
from tests.browser.test_accessibility import COLOURS, findings, sideways
from tests.conftest import Once
from tests.publishing import TODAY


@pytest.fixture
def alone(site: Path, tmp_path: Path) -> str:
    """The address of a copy of the file with nothing beside it."""
    return Path(shutil.copy(site / "kit" / "all.html", tmp_path / "all.html")).as_uri()


GAP = re.compile(r"^    gap:\n(?:      .*\n)+", re.MULTILINE)
LEAD = re.compile(r"^    lead:\n(?:      .*\n)+", re.MULTILINE)
"""What an organisation has in place of contacts: a word on their absence, and an address that was only seen."""
FINGER = 44
CHANNELS = f"""\
    channels:
      - kind: phone
        value: "+44 20 7946 0958"
        source: "A number that is reserved for fiction"
        checked_on: "{TODAY}"
        checked_by: coordinator
"""


ENTRY, RISK = "\n  - id:", "\n    risk:"


def with_risk(entry: str) -> str:
    """Return an organisation with the risk that no contact is shown without."""
    risk = '    risk: {kk: "Мысал.", ru: "Пример.", en: "Example."}\n'
    return entry.replace("    channels:", f"{risk}    channels:")


@pytest.fixture(scope="session")
def with_numbers(once: Once[str]) -> str:
    """The address of the file of a copy of the project in which every organisation has a telephone."""
    return once("with_numbers", made_with_numbers)


def made_with_numbers(project: Path) -> str:
    """Make that file in a folder."""
    for folder in ("content", "cases_public"):
        shutil.copytree(ROOT / folder, project / folder)
    organisations = project / "content" / "organisations.yml"
    entries = GAP.sub(CHANNELS, LEAD.sub("", organisations.read_text("utf-8"))).split(ENTRY)
    organisations.write_text(ENTRY.join(entry if RISK in entry else with_risk(entry) for entry in entries), "utf-8")
    output = build_pages(project, ROOT / "site_src", day=TODAY)
    [file] = [download for download in output.downloads if download.path == "kit/all.html"]
    copy = project / "all.html"
    copy.write_bytes(file.data())
    return copy.as_uri()


def test_a_copy_with_numbers_is_easy_to_use(phone: Page, with_numbers: str) -> None:
    """In situations, contacts and places alike, a link that calls is at least 44 pixels high; lists of contacts are as
    easy to use as the words around them, and nothing scrolls sideways. Paper has the numbers and no link that only a
    browser can follow away from the file."""
    phone.goto(with_numbers)
    for language, part in product(LANGUAGES, ("1", "contacts", "places")):
        heights = phone.locator(f"#{language}-{part} a[href^='tel:']").evaluate_all(
            "links => links.map(link => link.getBoundingClientRect().height)"
        )
        assert heights
        assert min(heights) >= FINGER
    assert findings(phone, color_scheme="light") == []
    assert sideways(phone, 320) <= 0
    phone.emulate_media(media="print")
    expect(phone.locator("#en-contacts a[href^='tel:']").first).to_be_visible()
    expect(phone.locator("a[href^='http']")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_copy_opens_without_a_request(open_page: OpenPage, alone: str, scripts: bool) -> None:
    """A browser without a network, with scripts or without, shows everything and asks for nothing but the file."""
    page = open_page(java_script_enabled=scripts, offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(alone, wait_until="load")
    for language in LANGUAGES:
        expect(page.locator(f"section#{language}[lang={language}] h2").first).to_be_visible()
    assert asked == [alone]


@every_language
def test_contacts_are_two_taps_away_in_a_copy(phone: Page, alone: str, language: str) -> None:
    """From the beginning one tap leads to a language, the next to whom to turn to."""
    phone.goto(alone)
    phone.click(f"ul a[lang={language}]")
    expect(phone.locator(f"section#{language} > h2")).to_be_in_viewport()
    phone.click(f"section#{language} > ul a[href='#{language}-contacts']")
    expect(phone.locator(f"#{language}-contacts h2")).to_be_in_viewport()


def test_a_copy_has_no_barrier(phone: Page, alone: str) -> None:
    """axe finds nothing in light, in dark and with forced colours; it fits 320 pixels. What a list of open pages shows
    does not name what the file is about."""
    phone.goto(alone)
    assert phone.title() == "Анықтама · Справка · Information"
    assert findings(phone, color_scheme="light") == []
    assert findings(phone, COLOURS, color_scheme="dark") == []
    assert findings(phone, COLOURS, forced_colors="active") == []
    assert sideways(phone, 320) <= 0
