"""The settings: addresses that are whole, and lead away from the site or into it as they should.

In: a site. Out: problems. Never opens a connection.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from hashlib import sha3_256
from urllib.parse import urlsplit

from build_tools.files.paths import SETTINGS
from build_tools.models import Settings, Site
from build_tools.models.settings import is_placeholder, reaches_nobody
from build_tools.problems import N_, Fault, Field, Problem, wrong_form

_FOLDERS = re.compile(r"(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/*")

NOBODY_FINDS_IT = Fault(
    "settings.nobody_finds_it",
    "is a placeholder or invented, or no name that readers can look up; before a release, write the registered one, "
    "such as www.example.org, or a contact that somebody reads; what need not be there can be deleted",
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
        yield Problem(SETTINGS, wrong_form(_FOLDER), ("address",))
    own = {host_of(home) for home in (settings.address, *settings.mirrors) if not is_placeholder(home)}
    exits = settings.exit_address
    for code, address in exits.items() if isinstance(exits, Mapping) else [(None, exits)]:
        if host_of(address) in own:
            yield Problem(SETTINGS, wrong_form(_AWAY), ("exit_address", code) if code else ("exit_address",))
    if settings.onion_address and not is_whole_onion(settings.onion_address):
        yield Problem(SETTINGS, wrong_form(_WHOLE_ONION), ("onion_address",))
    if settings.security and settings.base_path != "/":
        yield Problem(SETTINGS, wrong_form(_AT_ROOT), ("security",))


def address_is_real(site: Site) -> Iterator[Problem]:
    """What a release refuses: a site that leads its readers to a host that is nobody's, or that few can reach; that
    says of itself that nothing in it is real; whose contact for finders of weaknesses reaches nobody."""
    settings, security = site.settings, site.settings.security
    named: list[tuple[Field, str | None]] = [(("address",), settings.address)]
    named += [(("mirrors", position), address) for position, address in enumerate(settings.mirrors)]
    if settings.feed_authority:
        named.append((("feed_authority",), f"https://{settings.feed_authority.partition(',')[0]}"))
    if security:
        named += [(("security", "contact", position), contact) for position, contact in enumerate(security.contact)]
        named.append((("security", "policy"), security.policy))
    for field, address in named:
        if address and reaches_nobody(address):
            yield Problem(SETTINGS, NOBODY_FINDS_IT, field)
    if settings.onion_address and not any(_onion_key(settings.onion_address)):
        yield Problem(SETTINGS, NOBODY_FINDS_IT, ("onion_address",))
    if settings.invented:
        yield Problem(SETTINGS, NOBODY_FINDS_IT, ("invented",))


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
