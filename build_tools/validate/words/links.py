"""Links in words: to pages and anchors of the same language that exist, and outside by https only.

In: a site. Out: problems. Whatever is no plain link ``[words](address)`` or ``<address>`` is judged in ``signs``.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import unescape

from build_tools.models import HOW_SURE, Site, Words, anchor_of, place_page
from build_tools.paths import BRIEFINGS, LAW, QUESTIONS, SINCE, statements_file, words_file, words_folder
from build_tools.problems import Fault, Problem
from build_tools.validate.generic import unknown
from build_tools.validate.words.reading import AUTOLINK, LINK, anchors, body

_OUTSIDE = re.compile(r"https://(?![^/?#:]*\.onion\b)[A-Za-z0-9.-]+(:\d+)?([/?#][^\s\\]*)?")
_PLACES = place_page("")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_NOT_HTTPS = Fault(
    "links.not_https",
    "leads out of the site by another way than https; write https:// and a host, or the file of a page as seen "
    "from this one, such as method.md",
)


def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every link leads to a page with words, to one of its anchors, or outside by https."""
    pages, anchors_of = [f"{name}.md" for name in site.pages], cache(partial(_anchors, site))
    for words in site.words.values():
        for start, address in addresses(words):
            if fault := _fault(site, words, pages, anchors_of, address):
                yield body(words).problem(fault, start)
        for position, source in enumerate(words.about.sources):
            if source.startswith("https://") and not _OUTSIDE.fullmatch(source):
                yield Problem(words.path, _NOT_HTTPS, ("sources", position))


def _fault(
    site: Site, words: Words, pages: list[str], anchors_of: Callable[[str, str], list[str]], address: str
) -> Fault | None:
    """Return what is wrong with an address that leads nowhere."""
    if _SCHEME.match(address):
        return None if _OUTSIDE.fullmatch(address) else _NOT_HTTPS
    file, _, anchor = address.partition("#")
    folder = posixpath.dirname(words.name)
    path = posixpath.normpath(posixpath.join(folder, file)) if file else f"{words.name}.md"
    if path.startswith(_PLACES):
        pages = [*pages, *(f"{place_page(code)}.md" for code in site.counted_places)]
    if file and path not in pages and site.hides(f"{words_folder(words.language)}/{path}"):
        return None
    if not address or (file and (path not in pages or file != posixpath.normpath(file))):
        close = [posixpath.relpath(page, folder or ".") for page in pages]
        return unknown(f"pages ({words_folder(words.language)})", close, file)
    name = path.removesuffix(".md").removesuffix(SINCE)
    known = anchors_of(words.language, name)
    whole = not any(
        map(site.hides, (LAW, QUESTIONS, *(words_file(words.language, part) for part in (name, name + SINCE))))
    )
    if "#" in address and anchor not in known and whole and (words.language, name) in site.words:
        return unknown(f"anchors ({words_file(words.language, name)})", known, anchor)
    return None


def _anchors(site: Site, language: str, name: str) -> list[str]:
    """Return the anchors of a page, with those of notes and topics beside a briefing; to a provision words link as if
    all stood on the page of the law."""
    parts = (site.words.get((language, part)) for part in (name, name + SINCE))
    written = [anchor for part in parts if part for anchor in anchors(part)]
    file = site.statements.get(statements_file(name.removeprefix(BRIEFINGS)))
    written += [anchor_of(topic) for topic in file.topics] if file else []
    written += site.questions.anchors if name == HOW_SURE else ()
    return [*written, *(site.law.places if name == "law" and not site.hides(LAW) else ())]


def addresses_in(words: Words) -> Iterator[str]:
    """Yield the addresses outside the site to which words lead."""
    return (unescape(address) for _, address in addresses(words) if _OUTSIDE.fullmatch(address))


def addresses(words: Words) -> Iterator[tuple[int, str]]:
    """Yield the address of each link with its place."""
    return ((match.start(1), match[1]) for way in (LINK, AUTOLINK) for match in way.finditer(words.text))
