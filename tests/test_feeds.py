"""The feeds, held against what RFC 4287 and RFC 4151 ask for, with entries of several kinds and days."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools import render
from build_tools.build.pipeline import Output
from build_tools.models import Withdrawn
from build_tools.render import Context
from build_tools.render.context import FeedEntry
from build_tools.render.pages import feeds
from build_tools.validate import settings as validate_settings
from tests.help_builder import context_of, templates
from tests.page_rules import FORM_OF_FEED
from tests.site_builder import built, no_cases, plain

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = ("kk/feed.xml", "ru/feed.xml", "en/feed.xml")


def context(**settings: object) -> Context:
    """Return what the English pages of the small site are made of."""
    site = built(plain())
    site = replace(site, settings=site.settings.model_copy(update=settings))
    return context_of(site)


def some(context: Context) -> Iterator[FeedEntry]:
    """Tell three things that are new, not in their order, with signs that mean something in XML."""
    for number, day in enumerate((2, 28, 2)):
        when = datetime.date(2000, 2, day)
        yield FeedEntry(f"example/{number}", '<b> & "c" ]]>', "index.html#a", when, "Words\n <i>", "briefing")


def made(context: Context) -> ElementTree.Element:
    """Return the feed of a context that tells those."""
    [feed] = feeds([context], templates(), [some])
    assert isinstance(feed.content(), str)
    return ElementTree.fromstring(feed.data())  # noqa: S314  # our own text


def texts(feed: ElementTree.Element, way: str) -> list[str | None]:
    """Return the texts of all elements at a place."""
    return [found.text for found in feed.findall("/".join(f"{ATOM}{name}" for name in way.split("/")))]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_what_the_rfc_asks_for(path: str, output: Output) -> None:
    """Feed and entries have one id, title and day each; the feed has an author, its language and a link to itself; each
    entry has one link that is relative, a summary and a kind."""
    [text] = [output.data(download).decode() for download in output.downloads if download.path == path]
    assert FORM_OF_FEED.fullmatch(text)
    feed = ElementTree.fromstring(text)  # noqa: S314  # our own text
    assert feed.get(LANG) == path[:2]
    assert texts(feed, "author/name") == [output.locales[path[:2]].translate(render.COALITION)]
    assert texts(feed, "entry/summary")
    assert not [link for link in feed.iter(f"{ATOM}link") if ":" in link.get("href", ":")]


def test_the_newest_stands_first_and_dates_the_feed() -> None:
    """Entries go by their own days, those of one day by their keys, and the feed is as new as the first."""
    feed = made(context())
    assert [text and text[-1] for text in texts(feed, "entry/id")] == ["1", "0", "2"]
    assert texts(feed, "updated") == texts(feed, "entry/updated")[:1] == ["2000-02-28T00:00:00Z"]


def test_no_sign_of_a_text_is_markup() -> None:
    """What a title or summary holds is what a reader is shown, on one line, and the feed keeps its form."""
    feed = made(context())
    assert texts(feed, "entry/title")[0] == '<b> & "c" ]]>'
    assert texts(feed, "entry/summary")[0] == "Words <i>"
    [download] = feeds([context()], templates(), [some])
    assert FORM_OF_FEED.fullmatch(str(download.content()))


def test_ids_stay_when_the_address_changes() -> None:
    """A feed is known by the host of the address; with that name kept in the settings, by the old one, wherever the
    site moves."""
    assert texts(made(context(address="https://old.zz/a/")), "id") == ["tag:old.zz,2026:en/feed"]
    moved = {"address": "https://new.zz/", "feed_authority": "old.zz,2026"}
    assert texts(made(context(**moved)), "id") == ["tag:old.zz,2026:en/feed"]
    assert texts(made(context(**moved)), "entry/id")[0] == "tag:old.zz,2026:en/example/1"


def test_a_release_keeps_no_name_of_an_example() -> None:
    """A name that the settings keep and that is nobody's is refused where a release would publish it."""
    site = context(address="https://new.zz/", feed_authority="example.org,2026").site
    assert [problem.field for problem in validate_settings.address_is_real(site)] == [("feed_authority",)]


def test_an_invented_feed_says_so_in_each_title() -> None:
    """A reader of feeds shows titles alone, so the feed and each entry say what they are."""
    feed = made(context(invented=True))
    assert all("Invented examples" in (text or "") for text in texts(feed, "title"))
    assert all((text or "").startswith("EXAMPLE · ") for text in texts(feed, "entry/title"))


def test_a_feed_tells_of_no_withdrawal(output: Output) -> None:
    """Nothing that is known of a withdrawn case changes a feed, and no source tells of cases."""
    site = output.site
    gone = {"cases_public/withdrawn/9999.yml": Withdrawn(id="9999", release="2000-1")}
    for language, locale in output.locales.items():
        here = Context(site, locale, no_cases(), no_cases(), False)
        [feed] = feeds([here], output.templates)
        [other] = feeds([replace(here, site=replace(site, withdrawn=gone, cases={}))], output.templates)
        assert feed.data() == other.data(), language
        assert b"cases/" not in feed.data()


def test_readers_find_the_feed_and_people_in_need_do_not(finished_example: Path) -> None:
    """Each reading page names the feed of its language in its head and at its foot; pages of help say nothing
    of it."""
    site = finished_example / "site"
    for page in site.rglob("*.html"):
        language, text = page.relative_to(site).parts[0], page.read_text("utf-8")
        reading = 'class="bottom"' in text
        assert text.count(f"{language}/feed.xml") == (2 if reading else 0), page
