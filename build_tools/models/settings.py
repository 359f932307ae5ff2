"""The one settings file, ``content/site.yml``."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, Tag

from build_tools.models.annotations import Ref, Unique
from build_tools.models.base import ONE_OR_EACH, SIGNS, Address, Model, Text, Texts

PUBLIC_KEY = (
    r"^(ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}"
    r"|sk-ssh-ed25519@openssh\.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAI[A-Za-z0-9+/]{48,}={0,2})$"
)
"""Of OpenSSH, whole: a key that lost its end would call every true signature false."""

PublicKey = Annotated[str, Field(pattern=PUBLIC_KEY)]
Positive = Annotated[int, Field(strict=True, ge=1)]
HOME = r"^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s?#\x00-\x1f\x7f\"'<>\\^`{|}]*)?$"
Home = Annotated[str, StringConstraints(pattern=HOME)]
"""Where the site lies: names of its files are written after it, so it has no query and no fragment."""

ONION = r"^http://[a-z2-7]{56}\.onion(/[A-Za-z0-9._~/-]*)?$"
OnionAddress = Annotated[str, StringConstraints(pattern=ONION)]
"""Servers are told it too, so its path has no sign that means something in the file of a server."""

FEED_NAMES = r"^[a-z0-9][a-z0-9.-]*\.[a-z]{2,},[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"
FeedNames = Annotated[str, StringConstraints(pattern=FEED_NAMES)]
"""A host and a day or year in which it was ours: what the ids of feeds begin with (RFC 4151)."""

_SINCE = "2026"
"""The year from which feeds were made, for a host of which nobody says since when it is ours."""

PLACEHOLDER_HOSTS = ("example.org", "example.com", "example.net")
_RESERVED = (*PLACEHOLDER_HOSTS, "example", "invalid", "localhost", "test", "local", "internal")
"""Names that are nobody's in public, and all below them: RFC 2606, RFC 6761, RFC 6762; ICANN kept the last one."""

_HOST_NAME = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
"""A name of two parts or more that can be registered: the last part of a number of a machine is a number."""

REACHABLE = rf"^(https://[A-Za-z0-9.-]+(:[0-9]+)?(/[{SIGNS}?#\[\]-]*)?|mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+)$"
Reachable = Annotated[str, StringConstraints(pattern=REACHABLE)]
Days = Annotated[int, Field(strict=True, ge=1, le=365)]

Addresses = dict[str, Address]
ExitAddress = Annotated[Annotated[Addresses, Tag("[by language]")] | Annotated[Address, Tag("[one]")], ONE_OR_EACH]
"""One address for all readers, or one for each language."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Language(Model):
    """One language of the site: its code (also the folder), and its name in itself."""

    code: Annotated[LanguageCode, Unique("languages")]
    name: Text


class Security(Model):
    """How to report a weakness of the site, in order of preference, for ``.well-known/security.txt`` (RFC 9116).

    ``valid_days`` counts from the day of the build; ``policy`` is the address of a page that says what is promised.
    """

    contact: Annotated[tuple[Reachable, ...], Field(min_length=1)]
    valid_days: Days = 180
    policy: Address | None = None


class Licence(Model):
    """On which terms others may use the data: what they are called, and where they can be read."""

    name: Text
    address: Address


TableField = Literal[
    "place",
    "period",
    "gender",
    "age_band",
    "authority",
    "detention_place",
    "treatment",
    "access_lawyer",
    "access_doctor",
    "access_family",
    "complaint",
    "assistance",
]
TABLES = get_args(TableField)
"""The fields that a release has a table for, where a site does not say."""


MenuPages = Annotated[tuple[Text, ...], Ref("pages"), Unique("menu", each=True)]
"""Names of pages; each stands once in the menu and the foot."""


class MenuGroup(Model):
    """Pages that stand together in the menu. Its label leads to the first of them, and is that page's without one."""

    label: Texts | None = None
    pages: Annotated[MenuPages, Field(min_length=1, max_length=8)]


class Settings(Model):
    """Languages in order, the public address, disclosure threshold, menu. Sizes are numbers of stories.

    ``mirrors`` and ``onion_address`` are where else the site is served; pages show them as text. ``feed_authority``
    keeps the ids of feeds as they were when ``address`` changes.
    A release has at least ``release_min`` reports, and a table for each field in ``tables`` that can have one.
    ``signing_key`` is the public key of who signs releases, of OpenSSH. ``invented`` says that nothing in
    the site is real, so that its cases need no protection; no release is made of it.
    ``errors_to`` is whom a reader tells of a mistake, on no account of torture.
    ``licence`` says on which terms others may use the data, once the Coalition has decided so.
    """

    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    address: Annotated[Home, Unique("addresses")]
    mirrors: Annotated[tuple[Home, ...], Unique("addresses", each=True)] = ()
    onion_address: OnionAddress | None = None
    feed_authority: FeedNames | None = None
    exit_address: ExitAddress
    k: Annotated[int, Field(strict=True, ge=3)]
    release_min: Annotated[int, Field(strict=True, ge=20)] = 20
    tables: Annotated[tuple[TableField, ...], Field(min_length=1), Ref("fields")] = TABLES
    cases_per_page: Positive
    menu: Annotated[tuple[MenuGroup, ...], Field(min_length=1, max_length=6)]
    footer: MenuPages
    signing_key: PublicKey | None = None
    invented: Annotated[bool, Field(strict=True)] = False
    security: Security | None = None
    licence: Licence | None = None
    errors_to: Reachable | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The language codes in their order, each once."""
        return tuple(dict.fromkeys(language.code for language in self.languages))

    def exit_of(self, language: str) -> str:
        """Return where the quick exit leads a reader of a language."""
        return self.exit_address if isinstance(self.exit_address, str) else self.exit_address[language]

    @property
    def base_path(self) -> str:
        """The path of the public address, from ``/`` to ``/``."""
        return urlsplit(self.address).path.rstrip("/") + "/"

    def url(self, path: str) -> str:
        """Return the public address of a file of the site."""
        return f"{self.address.rstrip('/')}/{path}"

    @property
    def feed_names(self) -> str:
        """Return what the ids of feeds begin with, after ``tag:``."""
        return self.feed_authority or f"{_host(self.address)},{_SINCE}"

    @property
    def address_is_placeholder(self) -> bool:
        """Whether the address is one of the hosts that examples share."""
        return is_placeholder(self.address)


def is_placeholder(address: str) -> bool:
    """Whether an address is one of a host that examples share, or of a part of it."""
    return lies_in(_host(address), PLACEHOLDER_HOSTS)


def reaches_nobody(address: str) -> bool:
    """Whether the host of an address, or of a contact by the web or by e-mail, is kept for examples and tests, for one
    machine or for one network, or has no name that everybody can look up."""
    return lies_in(_host(address), _RESERVED) or not _HOST_NAME.fullmatch(_host(address))


def _host(address: str) -> str:
    """Return the host of an address or of a contact, in small letters, without a full stop after it."""
    parts = urlsplit(address)
    return (parts.hostname or parts.path.rpartition("@")[2]).lower().rstrip(".")


def lies_in(host: str, names: Iterable[str]) -> bool:
    """Whether a host is one of these names, or lies below one."""
    return any(host == name or host.endswith(f".{name}") for name in names)
