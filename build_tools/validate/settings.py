"""The settings: addresses that are whole, differ, and lead away from the site or into it as they should."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from build_tools.models import Settings, Site
from build_tools.models.settings import has_public_name, is_placeholder, is_reserved
from build_tools.paths import SETTINGS
from build_tools.problems import Fault, Problem
from build_tools.validate import onion

_FOLDERS = re.compile(r"(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/*")

_SAME_ADDRESS = Fault("settings.address_repeated", "is named before; name each address of the site once")
_NOT_WHOLE = Fault(
    "settings.onion_checksum",
    "is not an onion address, for its checksum does not fit; copy it from the file hostname that Tor wrote",
)
_HOME_AGAIN = Fault(
    "settings.exit_leads_home",
    "leads back to this site; write an everyday site of somebody else, which says nothing about the reader",
)
PLACEHOLDER = Fault(
    "settings.nobody_finds_it",
    "is a placeholder, or no name that readers can look up; before a release, write the registered one, such as "
    "www.example.org, or a contact that somebody reads; what need not be there can be deleted",
)
_NO_FOLDER = Fault(
    "settings.address_is_no_folder",
    "has a path that links cannot follow; after the host write names of folders of Latin letters, digits, hyphens, "
    "_ and full stops, such as https://www.example.org/register/",
)
_BELOW_ROOT = Fault(
    "settings.security_below_root",
    "cannot be published, because the address of the site has a path and this file lies at its host; remove it",
)
_INVENTED = Fault(
    "settings.site_is_invented",
    "says that nothing here is real; a release is made of what is real: delete the line, or make a preview",
)


def address_is_real(site: Site) -> Iterator[Problem]:
    """What a release refuses: a site that leads its readers to a host that is nobody's, or that few can reach."""
    settings = site.settings
    mirrors = ((("mirrors", position), address) for position, address in enumerate(settings.mirrors))
    for field, address in ((("address",), settings.address), *mirrors):
        if is_reserved(address) or not has_public_name(address):
            yield Problem(SETTINGS, PLACEHOLDER, field)
    if settings.onion_address and onion.is_placeholder(settings.onion_address):
        yield Problem(SETTINGS, PLACEHOLDER, ("onion_address",))
    if settings.feed_authority and is_reserved(f"https://{settings.feed_authority.partition(',')[0]}"):
        yield Problem(SETTINGS, PLACEHOLDER, ("feed_authority",))


def address_is_a_folder(site: Site) -> Iterator[Problem]:
    """Links from the root of the host, as on the page for what is not found, can follow the address."""
    path = urlsplit(site.settings.address).path
    if not _FOLDERS.fullmatch(path) or path.rstrip("/").lower().endswith((".html", ".htm")):
        yield Problem(SETTINGS, _NO_FOLDER, ("address",))


def addresses_differ(site: Site) -> Iterator[Problem]:
    """No mirror is named twice or is the main address."""
    named = [address.rstrip("/").lower() for address in (site.settings.address, *site.settings.mirrors)]
    for position in range(1, len(named)):
        if named[position] in named[:position]:
            yield Problem(SETTINGS, _SAME_ADDRESS, ("mirrors", position - 1))


def exit_leads_away(site: Site) -> Iterator[Problem]:
    """Who leaves in a hurry does not land on a copy of this site; hosts of examples are nobody's."""
    settings, exits = site.settings, site.settings.exit_address
    own = {host_of(home) for home in (settings.address, *settings.mirrors) if not is_placeholder(home)}
    for code, address in exits.items() if isinstance(exits, Mapping) else [(None, exits)]:
        if host_of(address) in own:
            yield Problem(SETTINGS, _HOME_AGAIN, ("exit_address", code) if code else ("exit_address",))


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


def onion_address_is_whole(site: Site) -> Iterator[Problem]:
    """The onion address is one that Tor made, copied without a slip."""
    address = site.settings.onion_address
    if address and not onion.is_whole(address):
        yield Problem(SETTINGS, _NOT_WHOLE, ("onion_address",))


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


def security_lies_at_the_root(site: Site) -> Iterator[Problem]:
    """RFC 9116 knows the file in one place of a host only."""
    if site.settings.security and site.settings.base_path != "/":
        yield Problem(SETTINGS, _BELOW_ROOT, ("security",))
