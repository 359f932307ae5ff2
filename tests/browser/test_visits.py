"""What a visit costs a reader and leaves behind, seen by the browser and by the server."""

from tests.browser.visits import Visit, every_light_page, every_reading_page

REQUESTS = 2
READING_PAGE = 35 * 1024
QUIET_PAGE = 14 * 1024
"""Compressed bytes of a first visit."""

LINKS_OF_THE_HEAD = {"alternate", "icon", "stylesheet"}
"""No preconnect, no prefetch: they would tell others of the visit before anything is asked for."""


def assert_silent(visit: Visit) -> None:
    """Hold a visit against what every page promises."""
    root = visit.address.split("/", 3)[:3]
    assert all(address.split("/", 3)[:3] == root or address.startswith("data:") for address in visit.addresses)
    assert visit.messages == []
    links = visit.page.eval_on_selector_all("head link", "links => links.map(link => link.rel)")
    assert set(links) <= LINKS_OF_THE_HEAD
    assert visit.stored == {"cookies": [], **dict.fromkeys(("local", "session", "databases", "caches", "workers"), 0)}


@every_reading_page
def test_a_reading_page_is_silent_and_light(visit: Visit) -> None:
    """A reading page asks nobody else for anything, breaks no policy of its own, and stores nothing; a first visit
    takes few requests, all answered, and few bytes."""
    assert_silent(visit)
    assert {answer.status for answer in visit.answers} == {200}
    assert 1 < len(visit.answers) <= REQUESTS
    assert sum(answer.size for answer in visit.answers) <= READING_PAGE


@every_light_page
def test_a_quiet_page_is_silent_and_lightest(visit: Visit) -> None:
    """A page of help, or in all languages, is one request that fits into the first round trip of a bad network."""
    assert_silent(visit)
    assert [(answer.status, answer.size <= QUIET_PAGE) for answer in visit.answers] == [(200, True)]
