"""Where a link leads: the kind of its address, told by its shape alone, and the file that it names, letter for letter.

In: the unescaped value of an attribute, and the folder it is written in. Out: its kind, or its target with the fault
in it. Never looks at the disk: the site says which files there are; what has no known shape is refused.
"""

import re
from posixpath import normpath
from typing import NamedTuple

from build_tools.problems import Fault
from build_tools.verify.site import Site

NAME = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
PATH = rf"(?:\.\./)*(?:{NAME}/)*{NAME}"
INSIDE = re.compile(rf"{PATH}(?:#\S+)?")
FROM_ROOT = re.compile(rf"/(?:{NAME}/)*{NAME}(?:#\S+)?")
FRAGMENT = re.compile(r"#\S+")
FOLDER = re.compile(rf"\.|\.\.|/|(?:\./|\.\./|/)?(?:(?:{NAME}|\.\.)/)*(?:\.\.)?")
WEB = re.compile(r"(https?)://([A-Za-z0-9.-]+)(?::[0-9]+)?(?:[/?#][^\s\\]*)?", re.IGNORECASE)
CONTACT = re.compile(r"(?:tel|sms|mailto):[^\s\\]+")
IMAGE_DATA = re.compile(r"data:(?:image/[^\s\\]*|,)")
SHAPES = (
    ("inside", INSIDE),
    ("fragment", FRAGMENT),
    ("root", FROM_ROOT),
    ("contact", CONTACT),
    ("image data", IMAGE_DATA),
    ("folder", FOLDER),
)
OURS = frozenset(("inside", "fragment", "root"))


def kind_of(address: str) -> str:
    """One of: inside, fragment, root, contact, image data, folder, https, http, onion, script, other.

    ``inside`` is relative and names a file of this site, ``root`` the same from the root of the host; ``folder`` names
    a folder or nothing; ``onion`` is any address of an onion service; ``other`` is everything else, such as ``//host``.
    """
    for kind, shape in SHAPES:
        if shape.fullmatch(address):
            return kind
    web = WEB.fullmatch(address)
    if web:
        scheme, host = web.groups()
        return "onion" if host.lower().rstrip(".").endswith(".onion") else scheme.lower()
    return "script" if address.strip().lower().startswith("javascript:") else "other"


ANYWHERE = "/"
"""The place of 404.html, which a host shows at any depth."""

ROOTED = Fault(
    "page.link_from_root",
    "has a link from the root of the host; write it relative to the page, for copies lie elsewhere",
)
OUTSIDE = Fault("page.link_leaves_site", "has a link that leaves the site; mend the number of ../")
MISSING = Fault("page.target_missing", "links to {target}, which does not exist; mend the link or add the file")
LETTERS = Fault(
    "page.target_in_other_capitals",
    "links to {target}, which is spelt with other capitals; use the letters of the file",
)


class Target(NamedTuple):
    """A file of the site, empty for the page itself, and the anchor on it, empty for its top."""

    path: str
    fragment: str
    fault: Fault | None = None


def place_of(path: str) -> str:
    """The folder of a page, empty or with a slash at its end."""
    return ANYWHERE if path == "404.html" else path[: path.rfind("/") + 1]


def resolve(site: Site, place: str, link: str) -> Target:
    """Follow ``link`` from the folder ``place``."""
    address, _, fragment = link.partition("#")
    if not address:
        return Target("", fragment)
    base = site.expectation.base_path
    if address[0] == "/":
        if place != ANYWHERE:
            return Target(address, fragment, ROOTED)
        if not address.startswith(base):
            return Target(address, fragment, OUTSIDE)
    path = address[len(base) :] if address[0] == "/" else normpath(place.lstrip("/") + address)
    return Target(path, fragment, fault_of(site, path))


def leads_home(site: Site, address: str) -> bool:
    """Whether a full address is one of the main site, from which a copy must stand apart."""
    home = site.expectation.home.lower()
    return bool(home) and re.match(rf"{re.escape(home)}(?:[/?#]|$)", address.lower()) is not None


def fault_of(site: Site, path: str) -> Fault | None:
    """What is wrong with a path that a link leads to."""
    if path in site.targets:
        return None
    if path.startswith("../"):
        return OUTSIDE
    return (LETTERS if path.lower() in site.folded else MISSING).said(target=path)
