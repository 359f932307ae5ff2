"""The one file of the kit, opened from a folder as from a stick: whole, alone, and reachable in every language."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.local_server import Served
from tests.browser.pages import LANGUAGES, every_language
from tests.browser.test_accessibility import findings, sideways


@pytest.fixture
def alone(site: Path, tmp_path: Path) -> str:
    """The address of a copy of the file with nothing beside it."""
    return Path(shutil.copy(site / "kit" / "all.html", tmp_path / "all.html")).as_uri()


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
    """axe finds nothing in light, in dark and with forced colours; it fits 320 pixels."""
    phone.goto(alone)
    assert findings(phone, color_scheme="light") == []
    assert findings(phone, color_scheme="dark") == []
    assert findings(phone, forced_colors="active") == []
    assert sideways(phone, 320) <= 0


def test_a_title_says_little(phone: Page, alone: str) -> None:
    """What a list of open pages shows does not name what the file is about."""
    phone.goto(alone)
    assert phone.title() == "Анықтама · Справка · Information"


@every_language
def test_every_file_of_the_kit_comes(page: Page, served: Served, language: str) -> None:
    """The page of copies offers each file, and a server sends it."""
    page.goto(f"{served.root}{language}/k/copies.html")
    addresses = page.locator("#files a").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) == 5
    for address in addresses:
        answer = page.request.get(address)
        assert answer.status == 200
        assert len(answer.body()) > 500
