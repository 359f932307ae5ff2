"""The rules for data blocks: what a page tells search engines of its own figures (schema.org), as data no browser runs.

In: a page in hand. Out: problems.
Never takes another type of script for one, and lets nothing through that it does not know: no name, no address.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.problems import Fault, Problem
from build_tools.verify.kinds import kind_of_place
from build_tools.verify.markup import DATA, DATA_TAG, words
from build_tools.verify.page import Page
from build_tools.verify.site import Site
from build_tools.verify.tags import HOME
from build_tools.verify.targets import kind_of, leads_home, place_of, resolve

CONTEXT = "https://schema.org"
TYPES = words("Dataset DataDownload Organization Report")
TEXTS = words("name description inLanguage datePublished temporalCoverage variableMeasured encodingFormat")
ADDRESSES = words("url contentUrl isBasedOn license")
PARTS = words("author creator distribution hasPart translationOfWork")
TRUTHS = words("isAccessibleForFree")
SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*+:\S|//|[<>\\]")

MISPLACED = Fault(
    "data_block.misplaced",
    'has a <script> with a type that is not one <script type="application/ld+json"> on a page to read; take it out',
)
UNREADABLE = Fault(
    "data_block.not_json", "has a data block that is not one object of JSON in the words of {context}; mend it"
)
STRANGE = Fault(
    "data_block.strange",
    "has a data block with a name, a type or a value that no page has; take it out, or out of what made it",
)
ADDRESS = Fault(
    "data_block.address",
    "has a data block that leads to no file of the site and to no address of the content; name a file relative to the "
    "page, or a source",
)

Node = Mapping[str, Any]


def form(site: Site, page: Page) -> Iterator[Problem]:
    """A reading page has at most one data block, in the one form, and no other page has any."""
    typed = [tag for tag in page.named("script") if "type" in tag.attributes]
    reading = kind_of_place(site, place_of(page.path)) == "reading"
    for place, tag in enumerate(typed):
        if place or not reading or tag.source != DATA_TAG:
            yield page.problem(MISPLACED, tag)
    for content in blocks(page):
        node = read(content)
        if node is None:
            yield page.problem(UNREADABLE.said(context=CONTEXT))
        elif not is_known({name: value for name, value in node.items() if name != "@context"}):
            yield page.problem(STRANGE)


def addresses(site: Site, page: Page) -> Iterator[Problem]:
    """A data block leads to files of the site, relative to the page, or to sources that the content names."""
    for address in (found for content in blocks(page) for found in addresses_in(read(content) or {})):
        kind, asked = kind_of(address), site.expectation.leads
        if leads_home(site, address):
            yield page.problem(HOME)
        elif kind == "inside" and (fault := resolve(site, place_of(page.path), address).fault):
            yield page.problem(fault)
        elif kind != "inside" and (kind != "https" or (asked is not None and address not in asked)):
            yield page.problem(ADDRESS)


def blocks(page: Page) -> list[str]:
    """The contents of the data blocks of a page."""
    return [content for name, content in page.raw if name == DATA]


def read(content: str) -> Node | None:
    """Read a block; None where it is no object of the one context."""
    try:
        found = json.loads(content)
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.get("@context") == CONTEXT else None


def is_known(node: object) -> bool:
    """Whether all of an object has names and values that pages have."""
    if not isinstance(node, dict) or node.get("@type") not in TYPES:
        return False
    return all(_is_known_value(name, value) for name, value in node.items() if name != "@type")


def _is_known_value(name: str, value: object) -> bool:
    many = value if isinstance(value, list) else [value]
    if name in PARTS:
        return all(map(is_known, many))
    if name in TRUTHS:
        return isinstance(value, bool)
    plain = all(isinstance(one, str) and one for one in many)
    return plain and (name in ADDRESSES or (name in TEXTS and not any(map(SCHEME.search, map(str, many)))))


def addresses_in(node: object) -> Iterator[str]:
    """Yield every address of a block, however deep."""
    if isinstance(node, list):
        yield from (address for one in node for address in addresses_in(one))
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from [value] if name in ADDRESSES and isinstance(value, str) else addresses_in(value)
