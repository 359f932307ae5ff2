"""The rules for sitemap.xml, and for what an XML file may hold at all.

In: the text of the file, and what is kept of all pages. Out: problems.
Never fetches an address: it takes off the host and the base path and looks the rest up.
"""

import re
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from build_tools.problems import N_, Problem
from build_tools.verify.page import Kept
from build_tools.verify.site import Fault, File, Site, problem, text_of

SITEMAP = "sitemap.xml"
NAMED = re.compile(r"<loc>\s*([^<]*?)\s*</loc>")
VERSION = re.compile(r'\shref="([^"<]*)"')
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?=/)")
# An XML file in a browser can run scripts and load styles, so only these elements and no other declarations.
FOREIGN = re.compile(r"<(?!/?(?:urlset|url|loc|lastmod|xhtml:link)[ \n/>]|\?xml )")

NOT_XML = Fault(N_("is not well-formed XML; mend it"))
ELEMENTS = Fault(N_("has elements that do not belong in a sitemap; only url, loc, lastmod and xhtml:link do"))
HOSTS = Fault(N_("names several hosts, or addresses that are not of this site; begin all with the address of the site"))
NO_PAGE = Fault(N_("names a page that does not exist; take it out"))
HIDDEN = N_("names {target}, which says noindex; take it out, or let search list the page")
TWICE = Fault(N_("names a page twice; name each once"))
NOT_NAMED = N_("does not name {target}; add it, or keep the page out of search with noindex")


def documents(site: Site, file: File) -> Iterator[Problem]:
    """An XML file is well-formed and holds nothing that a browser would run or load."""
    if not file.path.endswith(".xml"):
        return
    if FOREIGN.search(file.text):
        yield problem(file.path, ELEMENTS)
        return
    try:
        ParserCreate().Parse(file.text, True)
    except ExpatError:
        yield problem(file.path, NOT_XML)


def sitemap(site: Site, pages: Mapping[str, Kept]) -> Iterator[Problem]:
    """The sitemap names every page that search may list, once, and nothing else; its language links the same."""
    if SITEMAP not in site.expectation.files or SITEMAP not in site.sizes:
        return
    text = text_of(site, SITEMAP)
    listed = {path for path, page in pages.items() if page.listed}
    addresses = NAMED.findall(text)
    origin = ORIGIN.match(addresses[0]) if addresses else None
    start = (origin[0] if origin else "") + site.expectation.base_path
    versions = set(VERSION.findall(text))
    if not all(address.startswith(start) for address in (*addresses, *versions)):
        yield problem(SITEMAP, HOSTS)
        return
    named = [page_of(address, start) for address in addresses]
    for path in {*named, *(page_of(address, start) for address in versions)} - listed:
        yield problem(SITEMAP, Fault(HIDDEN, {"target": path}) if path in pages else NO_PAGE)
    for path in listed - set(named):
        yield problem(SITEMAP, Fault(NOT_NAMED, {"target": path}))
    if len(set(named)) < len(named):
        yield problem(SITEMAP, TWICE)


def page_of(address: str, start: str) -> str:
    """The page that an address of the sitemap stands for; a host shows index.html for a folder."""
    path = address[len(start) :]
    return f"{path}index.html" if path == "" or path.endswith("/") else path
