"""The rules for the feeds: one of each language, in one narrow form, with the same entries, which lead to what is here.

In: the text of a feed, a page in hand, and what is kept of all pages. Out: problems.
Never lets through what it does not know: a reader of feeds, like a browser, could run or load it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from build_tools.problems import Fault, Problem
from build_tools.verify.kinds import kind_of_place
from build_tools.verify.links import ANCHOR, is_in
from build_tools.verify.page import Kept, Page
from build_tools.verify.site import File, Site, problem, text_of
from build_tools.verify.tags import HOME, OTHER
from build_tools.verify.targets import kind_of, place_of, resolve

NAME = "feed.xml"
ATOM = "application/atom+xml"
_TAG = r"<id>(tag:[a-z0-9.-]+,[0-9-]+:[a-z0-9/-]+)</id>\n"
_DAY = r"<updated>([0-9]{4}-[0-9]{2}-[0-9]{2})T00:00:00Z</updated>\n"
_TEXT = r"\s*+[^<>\s][^<>]*+"
_LINK = r'<link rel="alternate" type="text/html" href="([^"<>]+)"/>\n'
_ENTRY = (
    rf"<entry>\n{_TAG}<title>{_TEXT}</title>\n{_DAY}{_LINK}"
    r'<category term="[a-z]+" label="[^"<>]+"/>\n' + rf"<summary>{_TEXT}</summary>\n</entry>\n"
)
HEAD = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"\?>\n<feed xmlns="http://www\.w3\.org/2005/Atom" xml:lang="([a-z]+)">\n'
    rf"{_TAG}<title>{_TEXT}</title>\n{_DAY}"
    rf'<link rel="self" type="{re.escape(ATOM)}" href="feed\.xml"/>\n{_LINK}'
    rf"<author><name>{_TEXT}</name></author>\n"
)
ENTRY = re.compile(_ENTRY)
END = "</feed>"

FORM = Fault(
    "feed.form",
    "is not a feed of the form that the check knows; write the elements that all feeds of this site have, and no other",
)
SAME = Fault("feed.same_id", "has the same id twice; each entry, and the feed itself, needs its own")
ORDER = Fault("feed.order", "does not begin with its newest entry, or is not dated as that is; put the newest first")
UNEQUAL = Fault("feed.unequal", "has other entries than the feed of another language; each language has all of them")
STRANGE = Fault(
    "feed.strange_link",
    "names in its head what is not the feed of its language, or is no page to read; only such pages name one",
)


class Entry(NamedTuple):
    """What is judged of an entry, or of the feed itself."""

    id: str
    day: str
    href: str


def is_feed(site: Site, path: str) -> bool:
    """Whether a file lies where the feed of a language does."""
    language, _, name = path.partition("/")
    return name == NAME and language in site.expectation.languages


def read(text: str) -> tuple[str, list[Entry]] | None:
    """Take a feed apart: its language, itself, its entries; None where it has another form."""
    head = HEAD.match(text)
    if head is None:
        return None
    language, *own = head.groups()
    entries, place = [Entry(*own)], head.end()
    while found := ENTRY.match(text, place):
        entries.append(Entry(*found.groups()))
        place = found.end()
    return (language, entries) if text[place:].rstrip("\n") == END and is_well_formed(text) else None


def is_well_formed(text: str) -> bool:
    """Whether a text is XML."""
    try:
        ParserCreate().Parse(text, True)
    except ExpatError:
        return False
    return True


def feeds(site: Site, file: File) -> Iterator[Problem]:
    """A feed has the one form, its language, ids that differ, and its newest entry first."""
    if not is_feed(site, file.path):
        return
    found = read(file.text)
    if found is None or found[0] != file.path.partition("/")[0]:
        yield problem(file.path, FORM)
        return
    entries = found[1]
    days = [entry.day for entry in entries]
    if len({entry.id for entry in entries}) < len(entries):
        yield problem(file.path, SAME)
    if days != sorted(days, reverse=True) or len(set(days[:2])) != 1:
        yield problem(file.path, ORDER)
    if site.expectation.home and site.expectation.home in file.text:
        yield problem(file.path, HOME)


def entries_lead_somewhere(site: Site, pages: Mapping[str, Kept]) -> Iterator[Problem]:
    """The entries of a feed lead to places on pages that are there, and are those of the feeds of other languages."""
    paths = [path for code in site.expectation.languages if (path := f"{code}/{NAME}") in site.sizes]
    found = {path: whole[1] for path in paths if (whole := read(text_of(site, path)))}
    for path, entries in found.items():
        for entry in entries:
            yield from (problem(path, fault) for fault in _faults_of(site, path, entry.href, pages))
    told = {path: [(entry.day, entry.href) for entry in entries[1:]] for path, entries in found.items()}
    yield from (problem(path, UNEQUAL) for path in told if told[path] != next(iter(told.values())))


def _faults_of(site: Site, path: str, href: str, pages: Mapping[str, Kept]) -> Iterator[Fault]:
    """Yield what is wrong with one link of a feed."""
    if kind_of(href) != "inside":
        yield OTHER
        return
    target = resolve(site, place_of(path), href)
    if target.fault:
        yield target.fault
    elif target.fragment and target.path in pages and not is_in(pages[target.path].ids, target.fragment):
        yield ANCHOR.said(target=target.path)


def announced(site: Site, page: Page) -> Iterator[Problem]:
    """A reading page names the feed of its language in its head; a page of help, the kit or the gateway names none."""
    right = f"{page.path.partition('/')[0]}/{NAME}"
    reading = kind_of_place(site, place_of(page.path)) == "reading"
    for tag in page.named("link"):
        said = tag.attributes.get("type")
        targets = [target.path for target in tag.targets]
        good = reading and targets == [right] and (said, tag.attributes.get("rel")) == (ATOM, "alternate")
        if said is not None and not good:
            yield page.problem(STRANGE, tag)
