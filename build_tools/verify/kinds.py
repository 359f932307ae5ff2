"""The rules for what each kind of page may hold: its elements, their attributes, and where its links lead.

In: a tag with the folder it stands in. Out: faults. What is not listed is refused.
"""

from collections.abc import Iterator
from typing import Literal

from build_tools.problems import Fault
from build_tools.verify.markup import Tag, words
from build_tools.verify.site import Site

Kind = Literal["gateway", "quiet", "reading", "kit"]

WHOLE = words("html head meta title link body main h1 h2 h3 h4 p a ul ol li div section small span strong em b br code")
WRITTEN = words("details summary h5 h6 hr pre blockquote table thead tbody tr th td caption colgroup col dl dt dd")
AROUND = words("header footer nav script")
ELEMENTS: dict[Kind, frozenset[str]] = {
    "gateway": WHOLE | words("style"),
    "kit": WHOLE | WRITTEN | words("style"),
    "quiet": WHOLE | WRITTEN | AROUND | words("style"),
    "reading": WHOLE | WRITTEN | AROUND | words("style article aside i mark"),
}
"""What a kind of page is made of: by its template, or by the Markdown of its words."""

EVERYWHERE = words("class id lang aria-label aria-current")
ATTRIBUTES = {
    "a": words("href rel hreflang title download data-blank data-away"),
    "meta": words("charset content http-equiv name"),
    "link": words("href hreflang rel type title"),
    "script": words("type"),
    "main": words("tabindex"),
    "body": words("dir"),
    "span": words("aria-hidden"),
    "td": words("colspan"),
    "th": words("scope colspan"),
}
EXIT = "exit"

STRANGE = Fault(
    "page.strange_element", "has <{tag}>, which no page of its kind has; take it out, or out of what made it"
)
STRANGE_ATTRIBUTE = Fault(
    "page.strange_attribute",
    "has an attribute on <{tag}> that it has on no page; take it out, or out of what made it",
)
UNASKED = Fault(
    "page.strange_address",
    "leads out of the site to an address that stands nowhere in the content; take it out, or out of what made it",
)
UNASKED_CONTACT = Fault(
    "page.strange_contact",
    "calls or writes to somebody who is no contact of content/organisations.yml; take it out",
)


def kind_of_place(site: Site, place: str) -> Kind:
    """Return the kind of the pages of a folder."""
    if place in ("", "/"):
        return "gateway"
    return "kit" if place == "kit/" else "quiet" if place in site.quiet_places else "reading"


def strange(site: Site, place: str, tag: Tag) -> Iterator[Fault]:
    """No element stands there that this kind of page has not, and none has an attribute of another."""
    if tag.name not in ELEMENTS[kind_of_place(site, place)]:
        yield STRANGE.said(tag=tag.name)
    elif not tag.attributes.keys() <= EVERYWHERE | ATTRIBUTES.get(tag.name, frozenset()):
        yield STRANGE_ATTRIBUTE.said(tag=tag.name)


def unasked(site: Site, tag: Tag, kinds: frozenset[str]) -> Iterator[Fault]:
    """A link out of the site leads where the content says, and calls nobody but its contacts."""
    asked, contacts = site.expectation.leads, site.expectation.contacts
    address = tag.attributes.get("href")
    if tag.name != "a" or address is None:
        return
    if "https" in kinds and asked is not None and address not in asked:
        yield UNASKED
    if "contact" in kinds and contacts is not None and address not in contacts:
        yield UNASKED_CONTACT
