"""Where links lead: to a file of the site, letter for letter, and a place on it, or to an address of the content.

In: the notes on all pages. Out: problems. Never quotes an address outside the site.
"""

import re
from collections.abc import Iterator
from posixpath import normpath

from build_tools.problems import Fault, Problem
from build_tools.verify.notes import ANYWHERE, PageNotes, is_in
from build_tools.verify.site import FinishedSite, problem

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
