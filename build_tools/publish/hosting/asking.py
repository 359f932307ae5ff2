"""One answer of a host, as a browser would be given it, at an address of the web in any alphabet.

In: an address, the headers of a request, an end. Out: what came. Follows no redirect to another host, keeps no cookie,
takes no more bytes and no more time than a site needs. Judges no answer.
"""

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR, socket
from string import punctuation
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from build_tools.files.compression import unpacked
from build_tools.problems import Fault

MOST_BYTES, _MOST_SECONDS = 64 * 1024 * 1024, 60
"""The bytes of one file, and the seconds until it is there whole."""

_MOST_MOVES, MOVED = 3, (301, 302, 303, 307, 308)

UNREACHABLE = Fault(
    "answer.unreachable",
    "cannot be reached, breaks off its answers or does not speak HTTP; check the address and the network",
)
SILENT = Fault("answer.too_slow", "does not answer in time; try again later")
CERTIFICATE = Fault(
    "answer.certificate",
    "has a certificate that browsers do not trust: it has ended, is for another name, or somebody stands between; "
    "find out which, and let nobody use the address before",
)


class Unreachable(Exception):
    """The host does not answer as a host does; asking it for other files leads no further. ``fault`` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from ``address``.

    ``headers`` have names in small letters, and several of one name are joined by a comma, as they count for browsers;
    ``body`` is unpacked, and nothing where it cannot be, was packed unasked or is too large; ``codings`` are those that
    were asked for.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes | None
    codings: str


def ask(address: str, asked: Mapping[str, str], end: float, trusted: ssl.SSLContext) -> Answer:
    """Return the answer at an address; moves within its host are followed. Raises ``Unreachable``.

    ``asked`` are the headers of the request. It must be there at ``end``, as ``time.monotonic`` counts.
    """
    end = min(end, time.monotonic() + _MOST_SECONDS)
    try:
        answer = _once(address, asked, end, trusted)
        for _ in range(_MOST_MOVES):
            if there := _way_on(answer):
                answer = _once(there, asked, end, trusted)
        return answer
    except ssl.SSLCertVerificationError:
        raise Unreachable(CERTIFICATE) from None
    except (OSError, HTTPException, ValueError) as error:
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= end
        raise Unreachable(SILENT if is_late else UNREACHABLE) from None


def _way_on(answer: Answer) -> str:
    """Return where an answer leads on within its host, or to the encryption of it; else nothing."""
    location = quote(answer.headers.get("location", ""), safe=punctuation, encoding="iso-8859-1")
    try:
        old, new = urlsplit(answer.address), urlsplit(urljoin(answer.address, location))
        upgraded = (old.scheme, old.port, new.scheme, new.port) == ("http", None, "https", None)
        stays = old.hostname == new.hostname and (upgraded or (old.scheme, old.port) == (new.scheme, new.port))
    except ValueError:
        return ""
    return new.geturl() if answer.status in MOVED and stays else ""


def _once(address: str, asked: Mapping[str, str], end: float, trusted: ssl.SSLContext) -> Answer:
    """Return the answer of one request, and follow nothing. Raises what a connection does."""
    connection, target = _connection(urlsplit(address), end, trusted)
    with closing(connection), _ending(connection, end):
        connection.request("GET", target, headers=dict(asked))
        with connection.getresponse() as response:
            body = response.read(MOST_BYTES + 1)
            if response.length and len(body) <= MOST_BYTES:
                raise HTTPException  # it breaks off
    headers = {name.lower(): ", ".join(response.headers.get_all(name, ())) for name in response.headers}
    coding, codings = headers.get("content-encoding", "").strip().lower() or "identity", asked["Accept-Encoding"]
    opened = unpacked(coding, body, MOST_BYTES) if coding in ("identity", *codings.split(", ")) else None
    return Answer(address, response.status, headers, opened, codings)


def _connection(address: SplitResult, end: float, trusted: ssl.SSLContext) -> tuple[HTTPConnection, str]:
    """Return what asks the host of an address, through the proxy of the system if it has one, and how the address is
    asked for there."""
    seconds = end - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    way = "" if proxy_bypass(address.netloc) else getproxies().get(address.scheme, "")
    proxy = urlsplit(way if "://" in way else f"http://{way}").netloc
    made: Any = HTTPConnection(proxy or address.netloc, timeout=seconds)
    if address.scheme == "https":
        made = HTTPSConnection(proxy or address.netloc, timeout=seconds, context=trusted)
        if proxy:
            made.set_tunnel(address.netloc)
    hidden = {} if proxy and address.scheme == "http" else {"scheme": "", "netloc": ""}
    return made, address._replace(fragment="", **hidden).geturl() or "/"


@contextmanager
def _ending(connection: HTTPConnection, end: float) -> Iterator[None]:
    """Connect, and cut the connection at ``end``, however slowly its bytes come. Raises ``TimeoutError``."""
    connection.connect()
    cut = Timer(max(0.0, end - time.monotonic()), _cut, [connection.sock])
    cut.start()
    try:
        yield
    finally:
        cut.cancel()
    if time.monotonic() >= end:
        raise TimeoutError


def _cut(line: socket) -> None:
    """Let nothing more come, if the other side has not done so already."""
    with suppress(OSError):
        line.shutdown(SHUT_RDWR)


def is_address(text: str) -> bool:
    """Whether a text is the address of a folder on the web."""
    try:
        return bool(in_ascii(text))
    except ValueError:
        return False


def in_ascii(address: str) -> str:
    """Return the address of a folder on the web as hosts are asked: the name of the host as IDNA, the path escaped.

    Raises ``ValueError`` where it is none, where something follows its path, or a password stands in it. Source:
    RFC 3490, which knows all letters of Kazakh.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    is_more = "@" in parts.netloc or parts.query or parts.fragment
    if not name or parts.port == 0 or is_more or parts.scheme not in ("http", "https"):
        raise ValueError
    port = f":{parts.port}" if parts.port is not None else ""
    return parts._replace(netloc=f"{name}{port}", path=quote(parts.path, safe="/%")).geturl()
