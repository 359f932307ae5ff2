"""The quick exit: a plain link that a small script makes faster, on reading pages and on pages of help."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import OpenPage, watched
from tests.browser.local_server import Served

every_page = pytest.mark.parametrize("address", ["ru/index.html", "ru/k/1.html"])
AWAY = "an everyday page"
MORNING = datetime(2000, 1, 1, 8, tzinfo=UTC)
COVERED = """() => {
    const shown = () => getComputedStyle(document.body).display;
    document.querySelector('a.exit').click();
    const left = [shown(), document.title];
    dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    return [...left, shown()];
}"""


def answered(page: Page, served: Served) -> Page:
    """Have an everyday page answer whatever a page asks for outside, and return that page."""

    def answer(route: Route) -> None:
        route.fulfill(body=AWAY)

    page.route(lambda address: not address.startswith(served.root), answer)
    return page


@pytest.fixture(scope="module")
def shared(browser: Browser, served: Served, outside: list[str]) -> Page:
    """The one page from which these tests leave."""
    return answered(watched(browser, outside), served)


@pytest.fixture
def reader(shared: Page, served: Served, outside: list[str]) -> Iterator[Page]:
    """A page that was elsewhere on the site before, and whose every address outside is answered."""
    shared.goto(f"{served.root}ru/about.html")
    yield shared
    shared.context.set_offline(False)
    outside.clear()


@every_page
def test_the_exit_leaves_no_way_back(reader: Page, served: Served, address: str) -> None:
    """A click leads away in the same window, tells nobody where the reader was, and the button Back does not return."""
    reader.goto(served.root + address)
    with reader.expect_request(lambda request: not request.url.startswith(served.root)) as asked:
        reader.click("a.exit")
    assert asked.value.header_value("referer") is None
    expect(reader.locator("body")).to_have_text(AWAY)
    reader.go_back()
    expect(reader).to_have_url(f"{served.root}ru/about.html")


@every_page
def test_the_page_is_covered_before_the_other_answers(reader: Page, served: Served, address: str) -> None:
    """Nothing is left to see while the other page is still on its way. A page that the browser kept in memory is
    uncovered when a reader returns to it on purpose."""
    reader.goto(served.root + address)
    assert reader.evaluate(COVERED) == ["none", "Нет соединения", "block"]
    expect(reader.locator("body")).to_have_text(AWAY)


@every_page
def test_three_presses_of_shift_leave_and_nothing_less(
    open_page: OpenPage, served: Served, outside: list[str], address: str
) -> None:
    """Shift three times within five seconds of each other leads away. A key that is held is one press, however often it
    repeats itself; a key between the presses, or a wait of more than five seconds, begins the count anew."""
    reader = answered(open_page(), served)
    # Stopped, for it would go on by itself, and a busy machine takes longer between two presses.
    reader.clock.install(time=MORNING)
    reader.goto(served.root + address)
    reader.clock.pause_at(MORNING + timedelta(hours=1))
    for _ in range(5):
        reader.keyboard.down("Shift")
    reader.keyboard.up("Shift")
    for key in ("a", "Shift", "Shift", "a", "Shift", "Shift"):
        reader.keyboard.press(key)
    reader.clock.run_for(5_100)
    reader.keyboard.press("Shift")
    expect(reader).to_have_url(served.root + address)
    reader.clock.run_for(4_900)
    reader.keyboard.press("Shift")
    reader.clock.run_for(4_900)
    reader.keyboard.press("Shift")
    expect(reader.locator("body")).to_have_text(AWAY)
    outside.clear()


@every_page
def test_without_a_network_an_empty_page_appears(reader: Page, served: Served, address: str) -> None:
    """Instead of an error, a page that says nothing appears; its address leads nowhere, should somebody reload it."""
    reader.goto(served.root + address)
    reader.context.set_offline(True)
    reader.click("a.exit")
    expect(reader.locator("body")).to_have_text("Нет соединения")
    expect(reader).to_have_title("Нет соединения")
    expect(reader).to_have_url(f"{served.root}404.html")


@every_page
def test_the_exit_is_a_link_without_scripts(
    open_page: OpenPage, served: Served, outside: list[str], address: str
) -> None:
    """With scripts off the same link leads to the same place and tells it nothing."""
    page = answered(open_page(java_script_enabled=False), served)
    page.goto(served.root + address)
    page.click("a.exit")
    expect(page.locator("body")).to_have_text(AWAY)
    outside.clear()
