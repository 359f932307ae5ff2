"""Where links lead: to a file of the site, letter for letter, and a place on it, or to an address of the content.

In: pages, one after the other, of which notes are taken when they are made, so that none is read again. Out: problems
of each page by itself and of where they lead. Never quotes an address outside the site.
"""

import re
from collections.abc import Collection, Iterator
from html import unescape
from posixpath import normpath
from urllib.parse import unquote

from build_tools.problems import Fault, Problem
from build_tools.verify.page import policy_faults, weight_faults
from build_tools.verify.site import Expectation, problem

_ID_TWICE = Fault("page.id_twice", "has the same id on two elements; give each its own")
_NO_ANCHOR = Fault(
    "page.no_anchor", "links to a place on {target} that does not exist there; add the id or mend the link"
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

_MISSING = Fault(
    "page.target_missing", "links to {target}, which does not exist, letter for letter; mend the link or add the file"
)
_UNCLEAR = Fault(
    "page.link_unclear",
    "has a link that is no way to a file of the site; name a file relative to the page, or an https address",
)
_STRANGE = Fault(
    "page.strange_address",
    "leads out of the site to an address that stands nowhere in the content, or to the main address of the site; take "
    "it out, or out of what made it, or write the link relative to the page",
)


class PageNotes:
    """Notes on all pages of a site. ``links`` are the different addresses of the pages of each folder, with the first
    page that leads there; ``anchors`` the ids of each page."""

    def __init__(self, expected: Expectation):
        self.expected = expected
        self.problems: list[Problem] = []
        self.links: dict[tuple[str, str], str] = {}
        self.anchors: dict[str, tuple[str, ...]] = {}
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, path: str, text: str) -> None:
        """Take notes on a page."""
        ids = tuple(_values_of("id", text))
        addresses = dict.fromkeys([*_values_of("href", text), *_values_of("src", text)])
        self.anchors[path] = self._same.setdefault(ids, ids)
        folder = ANYWHERE if path == "404.html" else path[: path.rfind("/") + 1]
        for address in addresses:
            self.links.setdefault((folder, address), path)
        self.problems += (problem(path, fault) for fault in self._faults(path, text, ids, addresses))

    def _faults(self, path: str, text: str, ids: tuple[str, ...], addresses: dict[str, None]) -> Iterator[Fault]:
        if len(set(ids)) < len(ids):
            yield _ID_TWICE
        if not all(_is_in(ids, address[1:]) for address in addresses if address.startswith("#")):
            yield _NO_ANCHOR.filled(target=path)
        if path in self.expected.kit and not all(map(_WAY_OUT.match, addresses)):
            yield _LEADS_AWAY
        yield from policy_faults(text)
        yield from weight_faults(path, text, self.expected)


def _values_of(name: str, text: str) -> Iterator[str]:
    """Yield the values of an attribute of that name, as they are meant, in the order of the page."""
    # A pattern takes ten times as long, and each page of thousands is read once.
    for part in text.split(f' {name}="')[1:]:
        value = part[: part.find('"')]
        yield unescape(value) if "&" in value else value


def _is_in(ids: tuple[str, ...], fragment: str) -> bool:
    """Tell whether one of ``ids`` is meant by ``fragment``, as a browser decides it."""
    return fragment in ids or unquote(fragment) in ids


ANYWHERE = "/"
"""The place of 404.html, which a host shows at any depth."""


def lead_somewhere(notes: PageNotes, targets: Collection[str]) -> Iterator[Problem]:
    """Every different link of the pages of a folder leads somewhere: outside as the content does, or to a target."""
    home = re.compile(rf"{re.escape(notes.expected.home)}(?:[/?#]|$)", re.IGNORECASE) if notes.expected.home else None
    for (place, address), path in notes.links.items():
        if _SCHEME.match(address):
            is_named = address in notes.expected.addresses and not (home and home.match(address))
            fault = None if is_named or address == _NOTHING else _STRANGE
        else:
            fault = None if address.startswith("#") else _inner_fault(notes, targets, place, address)
        if fault:
            yield problem(path, fault)


def _inner_fault(notes: PageNotes, targets: Collection[str], place: str, address: str) -> Fault | None:
    """Return what is wrong with a way inside the site on the pages of a folder."""
    file, _, fragment = address.partition("#")
    base = notes.expected.base_path
    is_rooted = file.startswith("/")
    if not _FILE.fullmatch(address) or (is_rooted and not (place == ANYWHERE and file.startswith(base))):
        return _UNCLEAR
    path = file.removeprefix(base) if is_rooted else normpath(place.lstrip("/") + file)
    if path not in targets:
        return _MISSING.filled(target=path)
    known = notes.anchors.get(path)
    return _NO_ANCHOR.filled(target=path) if fragment and known is not None and not _is_in(known, fragment) else None
