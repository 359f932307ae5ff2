"""Addresses in any alphabet, and connections that end in time, however slowly a host answers.

In: an address, a request with its end. Out: what it names, and the handlers of urllib that open it. Judges no answer.
"""

import ssl
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from socket import socket
from typing import Any, cast
from urllib.parse import SplitResult, quote, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, Request

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


class TimedRequest(Request):
    """A request whose answer must be there, headers and all, at ``end`` as ``time.monotonic`` counts."""

    def __init__(self, address: str, headers: dict[str, str], end: float):
        super().__init__(address, headers=headers)
        self.end = end


def deadline_of(request: Request) -> float:
    """Return the end of a request. Raises ``TypeError`` for one without, which nothing here makes."""
    if not isinstance(request, TimedRequest):
        raise TypeError(type(request))
    return request.end


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


class AnswerSocket:
    """Stands for a socket where an answer asks for a file to read from."""

    def __init__(self, source: socket, end: float):
        self.source, self.end = source, end

    def makefile(self, _mode: str) -> BufferedReader:
        """Return the file."""
        return BufferedReader(BoundedReader(self.source, self.end))


def _answer(source: socket, *arguments: Any, end: float, **more: Any) -> HTTPResponse:
    """Make an answer as ``http.client`` asks for one."""
    return HTTPResponse(cast(socket, AnswerSocket(source, end)), *arguments, **more)


def _put(write: Callable[..., None], name: str, *values: Any) -> None:
    """Write a header. ``urllib`` asks to close each connection, which no browser does, so a host could tell."""
    write(name, *(("keep-alive",) if name.lower() == "connection" else values))


def connection(kind: type[HTTPConnection], end: float) -> Callable[..., HTTPConnection]:
    """Return what makes connections whose answers come until then."""

    def make(host: str, **named: Any) -> HTTPConnection:
        made: Any = kind(host, **named)
        made.response_class = partial(_answer, end=end)
        made.putheader = partial(_put, made.putheader)
        return cast(HTTPConnection, made)

    return make


class PlainHandler(HTTPHandler):
    """Opens what begins with http://."""

    def http_open(self, req: Request) -> HTTPResponse:
        """Open it in time."""
        return self.do_open(connection(HTTPConnection, deadline_of(req)), req)


class EncryptedHandler(HTTPSHandler):
    """Opens what begins with https://, if its certificate can be trusted."""

    def __init__(self) -> None:
        self.trusted = ssl.create_default_context()
        super().__init__(context=self.trusted)

    def https_open(self, req: Request) -> HTTPResponse:
        """Open it in time."""
        return self.do_open(connection(HTTPSConnection, deadline_of(req)), req, context=self.trusted)
