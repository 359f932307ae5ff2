"""The rules for sitemap.xml, and for what an XML file that is no feed may hold at all.

In: the text of the file, and what is kept of all pages. Out: problems.
Never fetches an address: it takes off the host and the base path and looks the rest up.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.problems import Fault, Problem
from build_tools.verify.feeds import is_feed, is_well_formed
from build_tools.verify.page import Kept
from build_tools.verify.site import File, Site, problem, text_of

SITEMAP = "sitemap.xml"
NAMED = re.compile(r"<loc>([^<]*)</loc>")
VERSION = re.compile(r'\shreflang="[a-z-]+" href="([^"<]*)"')
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?=/)")
# A browser that opens an XML file runs scripts and loads styles in it, so only these tags in this very form.
FOREIGN = re.compile(
    r"""<(?!/?(?:url|loc)>|/urlset>|\?xml\ version="1\.0"\ encoding="(?:UTF|utf)-8"\?>
    |urlset\ xmlns="http://www\.sitemaps\.org/schemas/sitemap/0\.9"(?:\ xmlns:xhtml="http://www\.w3\.org/1999/xhtml")?>
    |xhtml:link\ rel="alternate"\ hreflang="[a-z-]+"\ href="[^"<>]*"[ ]?/>)""",
    re.VERBOSE,
)

NOT_XML = Fault("sitemap.not_xml", "is not well-formed XML; mend it")
ELEMENTS = Fault(
    "sitemap.unknown_elements",
    "has elements that do not belong in a sitemap; only url, loc and xhtml:link do, and no day of a change",
)
HOSTS = Fault(
    "sitemap.other_host",
    "names several hosts, or addresses that are not of this site; begin all with the address of the site",
)
NO_PAGE = Fault("sitemap.no_page", "names a page that does not exist; take it out")
HIDDEN = Fault("sitemap.hidden_page", "names {target}, which says noindex; take it out, or let search list the page")
TWICE = Fault("sitemap.page_twice", "names a page twice; name each once")
NOT_NAMED = Fault("sitemap.page_unnamed", "does not name {target}; add it, or keep the page out of search with noindex")


def documents(site: Site, file: File) -> Iterator[Problem]:
    """An XML file that is no feed is well-formed and holds nothing that a browser would run or load."""
    if not file.path.endswith(".xml") or is_feed(site, file.path):
        return
    if FOREIGN.search(file.text):
        yield problem(file.path, ELEMENTS)
        return
    if not is_well_formed(file.text):
        yield problem(file.path, NOT_XML)


def sitemap(site: Site, pages: Mapping[str, Kept]) -> Iterator[Problem]:
    """The sitemap names every page that search may list, once, and nothing else; its language links the same."""
    if SITEMAP not in site.expectation.files or SITEMAP not in site.sizes:
        return
    text = text_of(site, SITEMAP)
    asked = site.expectation.pages
    listed = {path for path in asked & pages.keys() if pages[path].listed}
    named, versions = [address.strip() for address in NAMED.findall(text)], set(VERSION.findall(text))
    start = start_of([*named, *versions], site.expectation.base_path)
    if start is None:
        yield problem(SITEMAP, HOSTS)
        return
    named = [page_of(address, start) for address in named]
    for path in {*named, *(page_of(address, start) for address in versions)} - listed:
        if path not in asked:
            yield problem(SITEMAP, NO_PAGE)
        elif path in pages:  # that it is missing has been said
            yield problem(SITEMAP, HIDDEN.said(target=path))
    for path in listed - set(named):
        yield problem(SITEMAP, NOT_NAMED.said(target=path))
    if len(set(named)) < len(named):
        yield problem(SITEMAP, TWICE)


def start_of(addresses: list[str], base_path: str) -> str | None:
    """What all addresses begin with: scheme, host and base path; None where they differ or are not complete."""
    origins = {origin[0] if origin else "" for origin in map(ORIGIN.match, addresses)}
    start = "".join(origins) + base_path
    fits = len(origins) < 2 and "" not in origins and all(address.startswith(start) for address in addresses)
    return start if fits else None


def page_of(address: str, start: str) -> str:
    """The page that an address of the sitemap stands for; a host shows index.html for a folder."""
    path = address[len(start) :]
    return f"{path}index.html" if path == "" or path.endswith("/") else path
