"""The settings: addresses that are whole, and lead away from the site or into it as they should.

In: a site. Out: problems. Never opens a connection.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from hashlib import sha3_256
from urllib.parse import urlsplit

from build_tools.models import Settings, Site
from build_tools.models.settings import has_public_name, is_placeholder, is_reserved
from build_tools.paths import SETTINGS
from build_tools.problems import N_, Fault, Problem
from build_tools.validate.generic import WRONG_FORM

_FOLDERS = re.compile(r"(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/*")

PLACEHOLDER = Fault(
    "settings.nobody_finds_it",
    "is a placeholder, or no name that readers can look up; before a release, write the registered one, such as "
    "www.example.org, or a contact that somebody reads; what need not be there can be deleted",
)
_INVENTED = Fault(
    "settings.site_is_invented",
    "says that nothing here is real; a release is made of what is real: delete the line, or make a preview",
)
_FOLDER = N_(
    "an address that links can follow: after the host names of folders of Latin letters, digits, hyphens, _ and full "
    "stops, such as https://www.example.org/register/"
)
_AWAY = N_("an everyday site of somebody else, which says nothing about the reader, and no copy of this one")
_WHOLE_ONION = N_("an onion address whose checksum fits, copied from the file hostname that Tor wrote")
_AT_ROOT = N_("nothing, for the address of the site has a path and this file lies at the root of its host; remove it")


def addresses_are_right(site: Site) -> Iterator[Problem]:
    """Links can follow the address of the site, who leaves in a hurry lands on no copy of it, the onion address was
    copied without a slip, and RFC 9116 knows security.txt at the root of a host alone."""
    settings = site.settings
    path = urlsplit(settings.address).path
    if not _FOLDERS.fullmatch(path) or path.rstrip("/").lower().endswith((".html", ".htm")):
        yield Problem(SETTINGS, WRONG_FORM, ("address",), {"form": _FOLDER})
    own = {host_of(home) for home in (settings.address, *settings.mirrors) if not is_placeholder(home)}
    exits = settings.exit_address
    for code, address in exits.items() if isinstance(exits, Mapping) else [(None, exits)]:
        if host_of(address) in own:
            place = ("exit_address", code) if code else ("exit_address",)
            yield Problem(SETTINGS, WRONG_FORM, place, {"form": _AWAY})
    if settings.onion_address and not is_whole_onion(settings.onion_address):
        yield Problem(SETTINGS, WRONG_FORM, ("onion_address",), {"form": _WHOLE_ONION})
    if settings.security and settings.base_path != "/":
        yield Problem(SETTINGS, WRONG_FORM, ("security",), {"form": _AT_ROOT})


def address_is_real(site: Site) -> Iterator[Problem]:
    """What a release refuses: a site that leads its readers to a host that is nobody's, or that few can reach."""
    settings = site.settings
    mirrors = ((("mirrors", position), address) for position, address in enumerate(settings.mirrors))
    for field, address in ((("address",), settings.address), *mirrors):
        if is_reserved(address) or not has_public_name(address):
            yield Problem(SETTINGS, PLACEHOLDER, field)
    if settings.onion_address and not any(_onion_key(settings.onion_address)):
        yield Problem(SETTINGS, PLACEHOLDER, ("onion_address",))
    if settings.feed_authority and is_reserved(f"https://{settings.feed_authority.partition(',')[0]}"):
        yield Problem(SETTINGS, PLACEHOLDER, ("feed_authority",))


def nothing_is_invented(site: Site) -> Iterator[Problem]:
    """What a release refuses: a site that says of itself that nothing in it is real."""
    if site.settings.invented:
        yield Problem(SETTINGS, _INVENTED, ("invented",))


def security_is_real(site: Site) -> Iterator[Problem]:
    """What a release refuses too: a contact for finders of weaknesses that reaches nobody, a policy that is nowhere."""
    if security := site.settings.security:
        for position in security.placeholders:
            yield Problem(SETTINGS, PLACEHOLDER, ("security", "contact", position))
        if security.policy and (is_reserved(security.policy) or not has_public_name(security.policy)):
            yield Problem(SETTINGS, PLACEHOLDER, ("security", "policy"))


def host_of(address: str) -> str:
    """Return the host of an address, in small letters, without what may stand before and after its name."""
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")


def leads_into_site(address: str, settings: Settings) -> bool:
    """Whether an address lies in the site, in a mirror or in its onion service; hosts of examples are nobody's."""
    homes = (settings.address, *settings.mirrors, settings.onion_address or "")
    return any(home and not is_placeholder(home) and _lies_below(address, home) for home in homes)


def _lies_below(address: str, home: str) -> bool:
    """Whether an address is on the host of another, and where that has a path, below it."""
    path, top = (urlsplit(one).path.rstrip("/").lower() + "/" for one in (address, home))
    return host_of(address) == host_of(home) and path.startswith(top)


_KEY, _CHECKSUM, _VERSION = 32, 2, b"\x03"
"""Bytes of the public key and of the checksum in the name of an onion service of version 3."""


def onion_name(key: bytes) -> str:
    """Return the name of the service with this public key, 56 signs, without ``.onion``.

    Source: Tor specifications, rend-spec, “Encoding onion addresses”.
    """
    checksum = sha3_256(b".onion checksum" + key + _VERSION).digest()[:_CHECKSUM]
    return base64.b32encode(key + checksum + _VERSION).decode().lower()


def is_whole_onion(address: str) -> bool:
    """Whether the checksum in an address fits the rest of it; no slip of the pen passes, save one in 65,536."""
    return urlsplit(address).hostname == f"{onion_name(_onion_key(address))}.onion"


def _onion_key(address: str) -> bytes:
    """Return the public key in an onion address; nothing but zeros belongs to nobody and serves for examples."""
    name = (urlsplit(address).hostname or "").removesuffix(".onion")
    return base64.b32decode(name.upper())[:_KEY]


RULES = (addresses_are_right,)
