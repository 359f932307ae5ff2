"""Where links lead: to a file of the site, letter for letter, and a place on it, or to an address of the content.

In: pages, one after the other, of which notes are taken when they are made, so that none is read again. Out: problems
of each page by itself and of where they lead. Never quotes an address outside the site.
"""

import re
from collections.abc import Iterator
from html import unescape
from posixpath import normpath
from urllib.parse import unquote

from build_tools.problems import Fault, Problem
from build_tools.verify.page import policy_faults, weight_faults
from build_tools.verify.site import Expectation, FinishedSite, problem

_ID_TWICE = Fault("page.id_twice", "has the same id on two elements; give each its own")
_NO_ANCHOR_HERE = Fault(
    "page.no_anchor_here", "links to a place on this page that does not exist; add the id or mend the link"
)
_LEADS_AWAY = Fault(
    "kit_file.leads_away",
    "leads to another file of the site; a copy of it is alone, so link to a place in it or not at all",
)
_WAY_OUT = re.compile(r"(?:#|https:|tel:|sms:|mailto:|data:)")

_NAME = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_FILE = re.compile(rf"/?(?:\.\./)*(?:{_NAME}/)*{_NAME}(?:#\S+)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOTHING = "data:,"
"""The icon of a page, so that no browser asks for one."""

_ROOTED = Fault(
    "page.link_from_root",
    "has a link from the root of the host; write it relative to the page, for copies lie elsewhere",
)
_LEAVES = Fault("page.link_leaves_site", "has a link that leaves the site; mend the number of ../")
_MISSING = Fault("page.target_missing", "links to {target}, which does not exist; mend the link or add the file")
_LETTERS = Fault(
    "page.target_in_other_capitals",
    "links to {target}, which is spelt with other capitals; use the letters of the file",
)
_NO_ANCHOR = Fault(
    "page.no_anchor_there", "links to a place on {target} that does not exist there; add the id or mend the link"
)
_UNCLEAR = Fault(
    "page.link_unclear",
    "has a link that the check cannot follow; name a file relative to the page, or an https address",
)
_HOME = Fault(
    "page.link_to_main_address",
    "leads to the main address of the site; write the link relative to the page, for copies lie elsewhere",
)
_STRANGE = Fault(
    "page.strange_address",
    "leads out of the site to an address that stands nowhere in the content; take it out, or out of what made it",
)


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


def lead_somewhere(site: FinishedSite, notes: PageNotes) -> Iterator[Problem]:
    """Every different link of the pages of a folder leads somewhere."""
    for (place, address), path in notes.links.items():
        if not address.startswith("#") and (fault := _fault(site, notes, place, address)):
            yield problem(path, fault)


def _fault(site: FinishedSite, notes: PageNotes, place: str, address: str) -> Fault | None:
    """Return what is wrong with an address on the pages of a folder."""
    if _SCHEME.match(address):
        return _outside_fault(site, address)
    if not _FILE.fullmatch(address):
        return _UNCLEAR
    file, _, fragment = address.partition("#")
    if file.startswith("/") and place != ANYWHERE:
        return _ROOTED
    if file.startswith("/") and not file.startswith(site.expectation.base_path):
        return _LEAVES
    path = file[len(site.expectation.base_path) :] if file[0] == "/" else normpath(place.lstrip("/") + file)
    if path not in site.targets:
        fault = _LETTERS if path.lower() in site.folded else _MISSING
        return _LEAVES if path.startswith("../") else fault.said(target=path)
    known = notes.anchors.get(path)
    return _NO_ANCHOR.said(target=path) if fragment and known is not None and not is_in(known, fragment) else None


def _outside_fault(site: FinishedSite, address: str) -> Fault | None:
    """Return what is wrong with an address outside the site; those that may stand there, the expectation has."""
    home = site.expectation.home.lower()
    if home and re.match(rf"{re.escape(home)}(?:[/?#]|$)", address.lower()):
        return _HOME
    return None if address == _NOTHING or address in site.expectation.addresses else _STRANGE
