"""The one policy: which headers a server sends with which file.

In: the settings, and the policies that the finished pages carry in a <meta>. Out: names and values of headers.
Never allows what no page needs: the hashes are those of the pages themselves.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from build_tools.models import Settings
from build_tools.problems import Fault, Refused
from build_tools.verify.policy import read
from build_tools.verify.site import problem

COMMON: Mapping[str, str] = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "payment",
            "usb",
        )
    ),
}
"""Sent with every file; the policy for content and the rule for caches come to it."""

CONTENT_POLICY, CACHE, TRANSPORT = "Content-Security-Policy", "Cache-Control", "Strict-Transport-Security"
ONION = "Onion-Location"

NOT_KEPT = "no-store, no-transform"
"""Help, and addresses that lead nowhere: no copy stays on the phone, and nobody on the way may change it."""

A_MINUTE = "max-age=60, must-revalidate, no-transform"
"""Everything else: what is withdrawn or corrected is gone from every cache after a minute."""

ENCRYPTED = "max-age=31536000"
"""For a year the browser asks over TLS only. Sent over TLS alone, and never by an onion service."""

TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "csv": "text/csv",
    "txt": "text/plain",
    "json": "application/json",
    "xml": "application/xml",
    "pdf": "application/pdf",
}
"""The kind of each file by the end of its name; all but PDF are text in UTF-8."""

NO_TEXT = ("pdf",)

LEAST = 600
"""Bytes below which compressing gains nothing: a file comes in one packet anyhow."""

_FIRST = ("default-src", "base-uri", "form-action")
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HEAD = 4096
"""Characters of a page in which its policy must begin; ``verify`` lets nothing but <meta> and <title> stand before."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Headers of one site. ``base`` is the path of the site on its host, from ``/`` to ``/``; ``content`` the
    Content-Security-Policy; ``not_kept`` are folders below it, with a slash at their end, and files; ``onion_address``
    is where the same site lies as an onion service, or nothing."""

    base: str
    content: str
    not_kept: tuple[str, ...]
    onion_address: str = ""

    @property
    def common(self) -> Mapping[str, str]:
        """What is sent with every file, whatever its kind."""
        return {CONTENT_POLICY: self.content, **COMMON}

    @property
    def missing(self) -> str:
        """The address of the page for addresses that lead nowhere."""
        return f"{self.base}404.html"

    def onion(self, asked: str = "") -> str:
        """Return where the same page lies as an onion service, or nothing; ``asked`` is how a server writes its path.

        Below a path of its host the paths of both differ, so the address is that of the whole site there.
        """
        here = self.base == "/" and asked
        return f"{self.onion_address.rstrip('/')}{asked}" if self.onion_address and here else self.onion_address

    @property
    def pattern(self) -> str:
        """The regular expression (PCRE) of the addresses of which no copy is kept."""
        ways = (re.escape(path) + ("" if path.endswith("/") else "$") for path in self.not_kept)
        return f"^{re.escape(self.base)}(?:{'|'.join(ways)})"


def policy_of(site: Path, settings: Settings) -> Policy:
    """Return the policy for a finished site. Raises ``OSError`` where it cannot be read, and ``Refused`` where a page
    has a policy that no page of ours has: it would be written into the file of a server."""
    files = sorted(path for path in site.rglob("*.html") if path.is_file())
    pages = {path.relative_to(site).as_posix(): _page_policy(path) for path in files}
    wrong = [problem(path, fault) for path, policy in pages.items() if policy for fault in _faults_of(policy)]
    if wrong:
        raise Refused(wrong)
    content = _joined_policy(policy for policy in pages.values() if policy)
    return Policy(settings.base_path, content, not_kept(settings.codes), settings.onion_address or "")


def not_kept(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the folders and files of which no copy is kept: pages of help, the kit, what leads nowhere."""
    return (*(f"{code}/k/" for code in languages), "kit/", "404.html")


def _page_policy(path: Path) -> str:
    """Return the policy that a page carries, or nothing."""
    with path.open(encoding="utf-8", errors="replace") as file:
        found = META.search(file.read(_HEAD))
    return unescape(found[1]) if found else ""


def _faults_of(policy: str) -> tuple[Fault, ...]:
    """Return what makes a policy another than those of our pages; a preview that reloads itself is none of a server."""
    return read(policy)[1]


def _joined_policy(policies: Iterable[str]) -> str:
    """Return the narrowest policy that lets through what any of these does; besides, nobody may frame the site.

    A header comes on top of the policy in a page, so each page keeps its own limits.
    """
    allowed: dict[str, set[str]] = {name: set() for name in _FIRST}
    for policy in set(policies):
        for name, sources in directives_in(policy):
            allowed.setdefault(name, set()).update(sources)
    rest = sorted(allowed.keys() - set(_FIRST))
    parts = [f"{name} {' '.join(_narrowed(allowed[name]))}" for name in (_FIRST[0], *rest, *_FIRST[1:])]
    return "; ".join([*parts, "frame-ancestors 'none'"])


def directives_in(policy: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each directive with its sources."""
    for part in policy.split(";"):
        if named := part.split():
            yield named[0], named[1:]


def _narrowed(sources: set[str]) -> list[str]:
    """Return sources in order; 'none' stands alone or not at all."""
    return sorted(sources - {"'none'"}) or ["'none'"]


_DIGEST = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
_WIDENED = ("style-src", "script-src")
_RULE = r"\b{}( [^;\"]*)"


def has_policy(text: str) -> bool:
    """Tell whether a text can be a header file."""
    return CONTENT_POLICY in text


def widened(policy: Policy, text: str) -> Policy:
    """Return the policy that lets through also each style and script that the header file ``text`` does."""
    parts = (
        f"{name} {' '.join(_sources_of_both(name, sources, text))}" for name, sources in directives_in(policy.content)
    )
    return replace(policy, content="; ".join(parts))


def _sources_of_both(name: str, sources: list[str], text: str) -> list[str]:
    """Return the sources of one directive for both versions."""
    if name not in _WIDENED or sources == ["'none'"]:
        return sources
    return _narrowed({*sources, *_digests(text, name)})


def _digests(text: str, name: str) -> set[str]:
    """Return the digests that a header file names in one directive."""
    rules = re.findall(_RULE.format(re.escape(name)), text)
    return {digest for rule in rules for digest in _DIGEST.findall(rule)}
