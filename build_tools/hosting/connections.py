"""Addresses in any alphabet, and connections that end in time, however slowly a host answers.

In: an address, the end. Out: what it names, and what asks for it. Judges no answer.
"""

import ssl
import time
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from socket import socket
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit
from urllib.request import getproxies, proxy_bypass

_PORTS = {"http": 80, "https": 443}


def is_address(text: str) -> bool:
    """Whether a text is the address of a folder on the web, with nothing after its path and no password in it."""
    try:
        parts = urlsplit(text)
        plain = _host_of(parts) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False
    return bool(plain) and parts.scheme in _PORTS and not (parts.query or parts.fragment)


def in_ascii(address: str) -> str:
    """Return an address as hosts are asked: the name of the host as IDNA, the path escaped.

    Raises ``ValueError`` where the host has no such name. Source: RFC 3490, which knows all letters of Kazakh.
    """
    parts = urlsplit(address)
    host = _host_of(parts)
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    return parts._replace(netloc=f"{place}{port}", path=quote(parts.path, safe="/%")).geturl()


def _host_of(parts: SplitResult) -> str:
    """Return the name of a host in ASCII. Raises ``ValueError``."""
    host = parts.hostname or ""
    name = host if ":" in host else host.encode("idna").decode("ascii")
    if not name:
        raise ValueError
    return name


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    """Return what tells hosts apart for a browser: scheme, name and port. Raises ``ValueError``."""
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def stays_at_host(old: str, new: str) -> bool:
    """Whether who is led from one address to another stays at the host, or only changes to its encryption."""
    before, after = (_origin(urlsplit(address)) for address in (old, new))
    upgraded = (before[0], before[2], after[0], after[2]) == ("http", 80, "https", 443)
    return before == after or (upgraded and before[1] == after[1])


SILENCE = 20
"""Seconds to wait for the next bytes."""


def seconds_left(end: float) -> float:
    """Return for how many seconds the next bytes may be waited for. Raises ``TimeoutError``."""
    seconds = min(SILENCE, end - time.monotonic())
    if seconds <= 0:
        raise TimeoutError
    return seconds


class BoundedReader(RawIOBase):
    """What comes through a socket until its end."""

    def __init__(self, source: socket, end: float):
        self.source, self.raw, self.end = source, source.makefile("rb", buffering=0), end

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read what is there. Raises ``TimeoutError``."""
        self.source.settimeout(seconds_left(self.end))
        return self.raw.readinto(buffer)

    def close(self) -> None:
        """Let go of the socket."""
        self.raw.close()
        super().close()


class TimedAnswer(HTTPResponse):
    """An answer that must be there, headers and all, at ``end`` as ``time.monotonic`` counts."""

    def __init__(self, source: socket, *arguments: Any, end: float, **more: Any):
        super().__init__(source, *arguments, **more)
        self.fp.close()
        self.fp = BufferedReader(BoundedReader(source, end))


def connection(address: SplitResult, end: float, trusted: ssl.SSLContext | None) -> tuple[HTTPConnection, str]:
    """Return what asks the host of an address, through the proxy of the system if it has one, and how the address is
    asked for there. Without ``trusted`` the certificates count that Python trusts."""
    way = "" if proxy_bypass(address.netloc) else getproxies().get(address.scheme, "")
    proxy = urlsplit(way if "://" in way else f"http://{way}").netloc
    made: Any = HTTPConnection(proxy or address.netloc, timeout=seconds_left(end))
    if address.scheme == "https":
        made = HTTPSConnection(proxy or address.netloc, timeout=seconds_left(end), context=trusted)
        if proxy:
            made.set_tunnel(address.netloc)
    made.response_class = partial(TimedAnswer, end=end)
    hidden = {} if proxy and address.scheme == "http" else {"scheme": "", "netloc": ""}
    return made, address._replace(fragment="", **hidden).geturl() or "/"
