"""The kinds of address that a link may hold, told apart by their shape alone.

In: the unescaped value of an attribute. Out: its kind, one word.
Never resolves an address: what has no known shape is refused, so no trick of writing an address has to be known.
"""

import re

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
