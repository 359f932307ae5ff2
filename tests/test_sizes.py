"""What the project publishes stays light and short. These are limits on our own words and pages: nobody who writes
content is refused for them, so what they hold for is the project's content and contacts as long as they may well be."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from build_tools.build.pipeline import Output, pages_of
from build_tools.models import (
    FIGURE,
    KIT,
    PLACE_OF_DATA,
    RISK,
    SITUATION,
    TIMETABLE,
    Channel,
    Judged,
    Organisation,
    Site,
)
from build_tools.text import phone_text
from build_tools.text.markdown import sections
from tests.help_builder import SITE_SRC, Kit, real_site
from tests.site_builder import LANGUAGES

QUIET_PAGE, ONE_FILE, PAPER, PICTURE = 14 * 1024, 96 * 1024, 200 * 1024, 100 * 1024
"""Bytes as they are sent: a page of help in one answer of a server, the page that holds everything, a PDF, a PNG."""

TITLE, OWN_WORDS, MESSAGES = 80, 140, 3
"""Characters above a page; words of an author before the contacts of a situation; SMS for one message."""

BEFORE_A_CONTACT = 310
"""Words in <main> before a contact of a situation, were its organisation the first."""

CALLS = re.compile(f"{RISK.pattern}|{TIMETABLE.pattern}")
CONTACT = re.compile(r'class="gap">|<a class="call" href="(?!#)|<span class="checked[" ]')
PAGE = re.compile(rb"/Type\s*/Page\b")
TAG, WORD = re.compile(r"<[^<>]*>"), re.compile(r"\w+(?:[-’']\w+)*")

HOURS = "Monday to Friday 09:00 to 18:00, Saturday 10:00 to 14:00, closed on public holidays (example)"
ADDRESS = "An example address with postal code, town, district, street, house, entrance, floor and the bell to ring"
OF_FILMS = " ".join(("+44", "20", "7946"))
"""How numbers begin that are kept for films."""

WAYS = {
    "phone": f"{OF_FILMS} 0958",
    "sms": f"{OF_FILMS} 0959",
    "email": "a-long-address-for-help@the-long-name-of-an-organisation.example",
    "form": "https://the-long-name-of-an-organisation.example/a-long-way/to-the-form-for-help/",
    "visit": ADDRESS,
    "post": ADDRESS,
}


def with_contacts() -> Site:
    """Return the project's content, in which each organisation without a contact has one of each kind."""
    site = real_site()
    same = dict.fromkeys(LANGUAGES, HOURS)
    checked = {"source": "example", "checked_on": site.day, "checked_by": "editor"}
    ways = [
        Channel.model_validate({"kind": kind, "value": way, "hours": same, **checked}) for kind, way in WAYS.items()
    ]

    def reached(one: Organisation) -> Organisation:
        return one if one.channels else one.model_copy(update={"channels": tuple(ways), "gap": None, "lead": None})

    lists = {
        path: kept.model_copy(update={"organisations": tuple(map(reached, kept.organisations))})
        for path, kept in site.organisations.items()
    }
    return replace(site, organisations=lists)


@pytest.fixture(scope="module")
def reached() -> Output:
    """Return the site with contacts as long as they may well be."""
    return pages_of(Judged(with_contacts()), SITE_SRC)


def pages_in(output: Output) -> dict[str, str]:
    """Return each page of help, by its path."""
    return {page.path: output.view(page).content for page in output.pages if page.quiet}


def sent(text: str) -> int:
    """Return how many bytes of a page a server sends."""
    return len(zlib.compress(text.encode(), 9))


def count(markup: str) -> int:
    """Return the number of words in a piece of a page."""
    return len(WORD.findall(unescape(TAG.sub(" ", markup))))


def before_contacts(page: str) -> int:
    """Return how many words stand before a contact, whichever organisation stands first."""
    main = page.partition("<main")[2].partition("</main>")[0]
    before, *organisations = f"<main{main}".split('<li class="contact"')
    return count(before) + max((count(f"<li{CONTACT.split(one)[0]}") for one in organisations), default=0)


def test_pages_of_help_are_light_with_all_contacts(reached: Output) -> None:
    """Each page of help comes in one answer of a server, and the page that holds everything stays small."""
    pages = pages_in(reached)
    assert len(pages) > 10 * len(LANGUAGES)
    assert {path: size for path, page in pages.items() if (size := sent(page)) > QUIET_PAGE} == {}
    assert sent(Kit(reached.downloads).text("kit/all.html")) < ONE_FILE


def test_a_contact_is_near_the_top_of_a_situation(reached: Output) -> None:
    """In each situation few words stand before a contact, whichever organisation is the first."""
    found = {path: before_contacts(page) for path, page in pages_in(reached).items() if SITUATION.fullmatch(path[3:-5])}
    assert len(found) > 3 * len(LANGUAGES)
    assert {path: words for path, words in found.items() if words > BEFORE_A_CONTACT} == {}


def test_papers_and_pictures_are_small(reached: Output) -> None:
    """What is passed on over a slow network is small, and the card has two sides whoever can be called."""
    most = {".pdf": PAPER, ".png": PICTURE}
    every = {one.path: one.data() for one in reached.downloads if one.path[-4:] in most}
    assert {path for path, data in every.items() if len(data) > most[path[-4:]]} == set()
    assert {len(PAGE.findall(every[f"kit/card-{language}.pdf"])) for language in LANGUAGES} == {2}


def titles(site: Site) -> Iterator[tuple[str, str]]:
    """Yield what stands above each page."""
    for words in site.words.values():
        if words.name not in KIT:
            yield words.path, FIGURE.sub("24 reports", words.about.headline or words.about.title)


def test_our_own_words_are_short_where_a_phone_has_little_room() -> None:
    """What stands above a page, an author's words before the contacts, and each message are short."""
    site = real_site()
    assert [path for path, title in titles(site) if len(title) > TITLE] == []
    help_words = site.words_with_periods(lambda name: bool(SITUATION.fullmatch(name)))
    before = {one.path: count(CALLS.sub("", one.text.partition(PLACE_OF_DATA)[0])) for one in help_words}
    assert {path: words for path, words in before.items() if words > OWN_WORDS} == {}
    messages = [
        (one.path, section.title, len(phone_text.parts(" ".join(block.text for block in section.blocks))))
        for one in site.words_with_periods(lambda name: name == KIT[1])
        for section in sections(one.text)
    ]
    assert len(messages) > 3 * len(LANGUAGES)
    assert [one for one in messages if one[2] > MESSAGES] == []
