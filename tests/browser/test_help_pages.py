"""The quiet pages, where a frightened person finds help: light, whole without anything, and near from everywhere."""

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import OpenPage
from tests.browser.local_server import Served
from tests.browser.pages import HELP, every_language
from tests.browser.visits import Visit, every_help_page, in_each, visits

FINGER = 44
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALLEST: ViewportSize = {"width": 320, "height": 568}
CHOICE = ("k/index.html", "k/contacts.html", "k/places.html")
PLAIN = "() => document.querySelectorAll('style, link[rel=stylesheet]').forEach(style => style.remove())"
ORDER = "nodes => nodes.map(node => node.tagName)"
BLOCKS = """nodes => nodes.map(node => {
  let last = node
  while (!last.querySelector("em.more")) last = last.nextElementSibling
  return last.getBoundingClientRect().bottom - node.getBoundingClientRect().top
})"""
"""How high each block of the hours is, from its heading to its articles."""


@every_help_page
def test_help_says_little_where_others_look(visit: Visit) -> None:
    """Title and address, which a history keeps, do not name what the page is about."""
    title = visit.page.title()
    kept = f"{title} {visit.address}".casefold()
    assert title
    assert not [word for word in ("тюр", "пыт", "азапт", "tortur", "полиц", "police", "custody") if word in kept]


@every_language
def test_contacts_are_two_taps_away(phone: Page, served: Served, language: str) -> None:
    """The help link, the same on every reading page, leads to a page with one line to whom to turn to."""
    phone.goto(f"{served.root}{language}/report.html")
    phone.click(".help-link")
    expect(phone).to_have_url(f"{served.root}{language}/k/index.html")
    phone.click(".situations a >> nth=0")
    expect(phone.locator("#contacts")).to_be_visible()
    expect(phone.locator(".contacts > li").first).to_be_visible()


@every_help_page
def test_help_needs_neither_style_nor_script(bare: Page, visit: Visit) -> None:
    """Without style and script the same words stand in the same order, the heading before the contacts."""
    bare.goto(visit.address)
    assert bare.inner_text("body") == visit.page.inner_text("body")
    words = bare.inner_text("main").split()
    bare.evaluate(PLAIN)
    assert bare.inner_text("main").split() == words
    assert bare.eval_on_selector_all("h1, #contacts, footer", ORDER)[0] == "H1"


@every_language
def test_the_hours_begin_soon_and_each_block_fits_a_screen(page: Page, served: Served, language: str) -> None:
    """A situation of detention says within 80 words what must happen at once, and no block is higher than a phone."""
    page.set_viewport_size(PHONE)
    for name, most_words in (("1", 80), ("3", 80), ("hours", 120)):
        page.goto(f"{served.root}{language}/k/{name}.html")
        first = page.locator(".hour").first.inner_text()
        assert len(page.inner_text("main").partition(first)[0].split()) < most_words
        assert max(page.eval_on_selector_all(".hour", BLOCKS)) <= 700


@every_language
def test_the_first_screen_says_that_nobody_can_be_reached(page: Page, served: Served, language: str) -> None:
    """While no independent organisation can be reached, that stands below the emergency number, whole on the first
    screen of a phone, with a way to what can be done; no button promises a contact."""
    for help_page in (*(f"k/{situation}.html" for situation in range(1, 7)), *CHOICE):
        page.goto(f"{served.root}{language}/{help_page}")
        expect(page.locator("main a[href='#contacts']")).to_have_count(0)
        for size in (PHONE, SMALLEST):
            page.set_viewport_size(size)
            nobody = page.locator("h1 + p + #nobody").bounding_box()
            assert 0 <= nobody["y"] <= size["height"] - nobody["height"]
            if help_page not in CHOICE:
                now, contacts = (page.locator(part).bounding_box()["y"] for part in ("#now", "#contacts"))
                assert now < 1.1 * size["height"]
                assert contacts < 4 * SMALLEST["height"]


@every_language
def test_what_is_missing_opens_with_one_tap(open_page: OpenPage, served: Served, language: str) -> None:
    """Behind the line of a missing contact stands what the organisation does and risks; without script too, and on
    paper at once."""
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{served.root}{language}/k/1.html")
    entry = page.locator("#_prosecutor")
    assert entry.locator("summary").bounding_box()["height"] >= FINGER
    expect(entry.locator(".risk")).to_be_hidden()
    entry.locator("summary").click()
    expect(entry.locator(".risk")).to_be_visible()
    page.reload()
    page.emulate_media(media="print")
    expect(entry.locator(".risk")).to_be_visible()


@visits(*in_each(*(kind for kind in HELP if kind != "help")))
def test_one_tap_leads_back_to_all_situations(visit: Visit) -> None:
    """From the first screen of every other quiet page a link of a finger's height leads to the chooser."""
    visit.page.set_viewport_size(PHONE)
    back = visit.page.locator(".back")
    expect(back).to_be_in_viewport(ratio=1)
    assert back.bounding_box()["height"] >= FINGER
    assert back.evaluate("link => link.href").endswith(f"/{visit.language}/k/index.html")


@every_help_page
def test_help_on_paper_is_help_alone(visit: Visit) -> None:
    """Paper shows the words, of a paper to hand in its sheet; exit and menus stay on the screen."""
    visit.page.emulate_media(media="print")
    expect(visit.page.locator("h1, .sheet > h3").filter(visible=True)).to_have_count(1)
    for_screens = visit.page.locator(".exit, header nav, footer nav")
    assert for_screens.count() > 1
    expect(for_screens.filter(visible=True)).to_have_count(0)


def test_the_exit_stays_in_sight(phone: Page, served: Served) -> None:
    """However far down a reader is, the exit is on the screen, and the place an anchor leads to is not below it."""
    phone.goto(f"{served.root}ru/k/contacts.html#international")
    expect(phone.locator(".exit")).to_be_in_viewport(ratio=1)
    exit_box, heading = phone.locator(".exit").bounding_box(), phone.locator("#international").bounding_box()
    assert exit_box
    assert heading
    assert heading["y"] >= exit_box["y"] + exit_box["height"]
