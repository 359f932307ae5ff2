"""What the check must know of each page, noted when the page is made, so that none is read again.

In: pages, one after the other. Out: their anchors, where they lead, and what is wrong with each by itself.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from build_tools.problems import Fault, Problem
from build_tools.verify.policy import policy_faults
from build_tools.verify.site import Expectation, problem
from build_tools.verify.weight import weight_faults

_ID_TWICE = Fault("page.id_twice", "has the same id on two elements; give each its own")
_NO_ANCHOR_HERE = Fault(
    "page.no_anchor_here", "links to a place on this page that does not exist; add the id or mend the link"
)
_LEADS_AWAY = Fault(
    "kit_file.leads_away",
    "leads to another file of the site; a copy of it is alone, so link to a place in it or not at all",
)
_WAY_OUT = re.compile(r"(?:#|https:|tel:|sms:|mailto:|data:)")


class PageNotes:
    """Notes on all pages of a site. ``links`` are the different addresses of the pages of each folder, with the first
    page that leads there; ``anchors`` the ids of each page."""

    def __init__(self, expectation: Expectation):
        self.expectation = expectation
        self.problems: list[Problem] = []
        self.links: dict[tuple[str, str], str] = {}
        self.anchors: dict[str, tuple[str, ...]] = {}
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, path: str, text: str) -> None:
        """Take notes on a page."""
        ids = tuple(_values_of("id", text))
        addresses = dict.fromkeys([*_values_of("href", text), *_values_of("src", text)])
        self.anchors[path] = self._same.setdefault(ids, ids)
        for address in addresses:
            self.links.setdefault((_place_of(path), address), path)
        self.problems += (problem(path, fault) for fault in self._faults(path, text, ids, addresses))

    def _faults(self, path: str, text: str, ids: tuple[str, ...], addresses: dict[str, None]) -> Iterator[Fault]:
        if len(set(ids)) < len(ids):
            yield _ID_TWICE
        if not all(is_in(ids, address[1:]) for address in addresses if address.startswith("#")):
            yield _NO_ANCHOR_HERE
        if path in self.expectation.kit and not all(map(_WAY_OUT.match, addresses)):
            yield _LEADS_AWAY
        yield from policy_faults(text)
        yield from weight_faults(path, text, self.expectation)


def _values_of(name: str, text: str) -> Iterator[str]:
    """Yield the values of an attribute of that name, as they are meant, in the order of the page."""
    # A pattern takes ten times as long, and each page of thousands is read once.
    for part in text.split(f' {name}="')[1:]:
        value = part[: part.find('"')]
        yield unescape(value) if "&" in value else value


def is_in(ids: tuple[str, ...], fragment: str) -> bool:
    """Tell whether one of ``ids`` is meant by ``fragment``, as a browser decides it."""
    return fragment in ids or unquote(fragment) in ids


ANYWHERE = "/"
"""The place of 404.html, which a host shows at any depth."""


def _place_of(path: str) -> str:
    """Return the folder of a page, empty or with a slash at its end."""
    return ANYWHERE if path == "404.html" else path[: path.rfind("/") + 1]
