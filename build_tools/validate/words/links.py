"""Links in words: to pages and anchors of the same language that exist, and outside by https only."""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import unescape

from build_tools.models import Site, Words, anchor_of
from build_tools.paths import BRIEFINGS, LAW, SINCE, statements_file, words_file, words_folder
from build_tools.plain_words import html_of
from build_tools.problems import Fault, Problem, allowed
from build_tools.validate.words.reading import AUTOLINK, TARGET, anchors, body, hidden
from build_tools.validate.words.signs import DEFINITION

_OUTSIDE = re.compile(r"https://(?![^/?#:]*\.onion\b)[A-Za-z0-9.-]+(:\d+)?([/?#][^\s\\]*)?")
_HREF = re.compile(r'<a\b[^<>]* href="([^"]*)"')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
"""Refused as such; its address is no link."""

_NOT_HTTPS = Fault(
    "links.not_https",
    "leads out of the site by another way than https; write https:// and a host, or the file of a page as seen "
    "from this one, such as method.md",
)
_NO_PAGE = Fault(
    "links.no_page", "leads to no page of this language; name its file, as seen from this one, such as: {allowed}"
)
_NO_ANCHOR = Fault("links.no_anchor", "leads to an anchor that the page does not have; use one of: {allowed}")


def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every link leads to a page with words, to one of its anchors, or outside by https: each that is written, and each
    that Markdown makes of what is written otherwise."""
    pages, anchors_of = [f"{name}.md" for name in site.pages], cache(partial(_anchors, site))
    for words in site.words.values():
        piece, fault_of = body(words), cache(partial(_fault, site, words, pages, anchors_of))
        text = hidden(piece.text, _IMAGE)
        written = [(match.start(1), match[1].strip("<>")) for way in (TARGET, AUTOLINK) for match in way.finditer(text)]
        made = set(_addresses(DEFINITION.sub("", words.text))) - {address for _, address in written}
        written += [(max(0, *map(text.find, (address, address.partition(" ")[0]))), address) for address in made]
        for start, address in written:
            if fault := fault_of(address):
                yield piece.problem(start, *fault)
        for position, source in enumerate(words.about.sources):
            if source.startswith("https://") and not _OUTSIDE.fullmatch(source):
                yield Problem(words.path, _NOT_HTTPS, ("sources", position))


def _fault(
    site: Site, words: Words, pages: list[str], anchors_of: Callable[[str, str], list[str]], address: str
) -> tuple[Fault, dict[str, str]] | None:
    """The message and its values for an address that leads nowhere."""
    if _SCHEME.match(address):
        return None if _OUTSIDE.fullmatch(address) else (_NOT_HTTPS, {})
    file, _, anchor = address.partition("#")
    folder = posixpath.dirname(words.name)
    path = posixpath.normpath(posixpath.join(folder, file)) if file else f"{words.name}.md"
    if file and path not in pages and site.hides(f"{words_folder(words.language)}/{path}"):
        return None
    if not address or (file and (path not in pages or file != posixpath.normpath(file))):
        close = [posixpath.relpath(page, folder or ".") for page in pages]
        return _NO_PAGE, {"allowed": allowed(close, file)}
    name = path.removesuffix(".md").removesuffix(SINCE)
    known = anchors_of(words.language, name)
    whole = not any(map(site.hides, (LAW, *(words_file(words.language, part) for part in (name, name + SINCE)))))
    if "#" in address and anchor not in known and whole and (words.language, name) in site.words:
        return _NO_ANCHOR, {"allowed": allowed(known, anchor)}
    return None


def _anchors(site: Site, language: str, name: str) -> list[str]:
    """The anchors of a page; those of notes and topics beside a briefing and of the law that it shows are on it."""
    parts = (site.words.get((language, part)) for part in (name, name + SINCE))
    written = [anchor for part in parts if part for anchor in anchors(part)]
    groups = () if site.hides(LAW) else site.law.groups
    file = site.statements.get(statements_file(name.removeprefix(BRIEFINGS)))
    written += [anchor_of(topic) for topic in file.topics] if file else []
    return [*written, *(anchor for group in groups if name in group.pages for anchor in group.anchors)]


def addresses_in(words: Words) -> Iterator[str]:
    """Yield the addresses outside the site to which words lead."""
    return (address for address in _addresses(words.text) if _OUTSIDE.fullmatch(address))


def _addresses(text: str) -> list[str]:
    """Return the addresses of all links that Markdown makes."""
    return [unescape(address) for address in _HREF.findall(html_of(text))]
