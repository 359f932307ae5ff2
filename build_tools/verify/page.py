"""Each page as it is made: the policy in its <meta> and what that must cover, and where its links lead.

In: pages, one after the other, so that none is read again. Out: problems of each by itself and of where they lead. A
judge does not ask whoever writes a policy (``render/environment.py``) what may stand in it, nor quotes an address.
"""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html import unescape
from posixpath import normpath
from urllib.parse import unquote

from build_tools.problems import Fault, Problem

_POLICY = '<meta http-equiv="content-security-policy" content="'
# Before the policy nothing may stand that loads, nor text: it would end the head, and a policy in the body is ignored.
_START = re.compile(
    rf"<!doctype html>\s*<html [^<>]*>\s*<head>\s*(?:(?:<meta [^<>]*>|<title>[^<]*</title>)\s*)*?{_POLICY}([^\"]*)",
    re.IGNORECASE,
)
_REFERRER = '<meta name="referrer" content="no-referrer">'
_DIGESTS = r"'sha256-[A-Za-z0-9+/]{43}='(?: 'sha256-[A-Za-z0-9+/]{43}=')*"
_FORM = re.compile(
    rf"default-src 'none'; style-src ('self'|(?:'self' )?{_DIGESTS})(?:; script-src ({_DIGESTS}))?; "
    rf"img-src (?:'self' )?data:; base-uri 'none'; form-action 'none'(?:; script-src ({_DIGESTS}))?"
)

_OPEN = Fault(
    "page.policy",
    "has not the policy of the pages of this site: one Content-Security-Policy, in a <meta> with only <meta> and "
    "<title> between <head> and it, that forbids all but styles and images of the site and each style and script in "
    'the page by its sha256 hash; and once <meta name="referrer" content="no-referrer">',
)

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


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the folder must be, told by whoever made it; all paths are relative to the site and use ``/``."""

    languages: tuple[str, ...]
    """Names of the folders of the languages, in order, equal to the ``lang`` of their pages."""
    base_path: str = "/"
    """Where the site lies on its host, with a slash at both ends; only 404.html and sitemap.xml know it."""
    home: str = ""
    """The main address without a slash at its end, to which nothing may lead; empty where it is not known."""
    kit: frozenset[str] = frozenset()
    """Files that are kept and passed on by themselves, so that nothing in them may lead to another file."""
    addresses: frozenset[str] = frozenset()
    """Where pages may lead outside the site, and what may call or write to somebody: each address whole."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256, in hexadecimal digits, of each file as it was made: these files and no others."""


class PageNotes:
    """Notes on all pages of a site. ``links`` are the different addresses of the pages of each folder, with the first
    page that leads there; ``anchors`` the ids of each page."""

    def __init__(self, expected: Expectation):
        self.expected = expected
        self.problems: list[Problem] = []
        self.links: dict[str, dict[str, str]] = {}
        self.anchors: dict[str, tuple[str, ...]] = {}
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, path: str, text: str) -> None:
        """Take notes on a page."""
        ids = tuple(_values_of("id", text))
        addresses = dict.fromkeys([*_values_of("href", text), *_values_of("src", text)])
        self.anchors[path] = self._same.setdefault(ids, ids)
        folder = ANYWHERE if path == "404.html" else path[: path.rfind("/") + 1]
        known = self.links.setdefault(folder, {})
        known |= {address: path for address in addresses if address not in known}
        self.problems += (Problem(path, fault) for fault in self._faults(path, text, ids, addresses))

    def _faults(self, path: str, text: str, ids: tuple[str, ...], addresses: dict[str, None]) -> Iterator[Fault]:
        if not all(_is_in(ids, address[1:]) for address in addresses if address.startswith("#")):
            yield _NO_ANCHOR.filled(target=path)
        if path in self.expected.kit and not all(map(_WAY_OUT.match, addresses)):
            yield _LEADS_AWAY
        yield from _policy_faults(text)


def _values_of(name: str, text: str) -> list[str]:
    """Return the values of an attribute of that name, as they are meant, in the order of the page."""
    # A pattern takes ten times as long, and each page of thousands is read once.
    values = [part[: part.find('"')] for part in text.split(f' {name}="')[1:]]
    return [unescape(value) if "&" in value else value for value in values]


def _is_in(ids: tuple[str, ...], fragment: str) -> bool:
    """Tell whether one of ``ids`` is meant by ``fragment``, as a browser decides it."""
    return fragment in ids or unquote(fragment) in ids


ANYWHERE = "/"
"""The place of 404.html, which a host shows at any depth."""


def lead_somewhere(notes: PageNotes, targets: Collection[str]) -> Iterator[Problem]:
    """Every different link of the pages of a folder leads somewhere: outside as the content does, or to a target."""
    home = re.compile(rf"{re.escape(notes.expected.home)}(?:[/?#]|$)", re.IGNORECASE) if notes.expected.home else None
    links = ((place, *link) for place, links in notes.links.items() for link in links.items())
    for place, address, path in links:
        if _SCHEME.match(address):
            is_named = address in notes.expected.addresses and not (home and home.match(address))
            fault = None if is_named or address == _NOTHING else _STRANGE
        else:
            fault = None if address.startswith("#") else _inner_fault(notes, targets, place, address)
        if fault:
            yield Problem(path, fault)


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


@lru_cache(maxsize=256)
def _digest(content: str) -> str:
    """The hash of an inline style or script as a policy names it."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _policy_faults(text: str) -> Iterator[Fault]:
    """Yield that a page is open: it has no policy, not one alone, or not before all that it governs; the policy is
    wide; a style or script in the page is not named by its hash; or other sites learn from which page a reader came."""
    start = _START.match(text)
    form = _FORM.fullmatch(unescape(start[1])) if start else None
    once = len(re.findall(_POLICY, text, re.IGNORECASE)) == text.count(_REFERRER) == 1
    styles, *scripts = form.groups("") if form else ("",)
    named = {"style": styles.split(), "script": " ".join(scripts).split()}
    inside = ((name, content) for name in named for content in _contents_of(name, text))
    if not (form and once and all(_digest(content) in named[name] for name, content in inside)):
        yield _OPEN


def _contents_of(name: str, text: str) -> list[str]:
    """Return what stands in each element of that name, which has no attributes on any page."""
    return [part.partition(f"</{name}>")[0] for part in text.split(f"<{name}>")[1:]]
