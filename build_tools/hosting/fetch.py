"""One answer of a host, and one file of a mirror, as a browser would be given it.

In: an address. Out: what came, or what is wrong with it. Follows no redirect to another host, keeps no cookie, takes no
more bytes and no more time than a site needs, and repeats nothing of what the mirror says.
"""

from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPException, HTTPMessage
from ssl import SSLCertVerificationError, SSLContext, SSLError
from string import punctuation
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from build_tools.hosting.connections import connection, stays_at_host
from build_tools.packed import CODINGS, unpacked
from build_tools.problems import Fault

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of one file; more is no file of such a site."""

WHOLE = 120
"""Seconds to wait for a whole file, with all that comes before it."""

_STEPS = 3
"""How often an answer may send on to another address of the same host."""
_MOVED = (301, 302, 303, 307, 308)
UNPACKED_CODING = "identity"

_GONE = (404, 410)
_UTF_8 = ("utf-8", "utf8")

NOT_SERVED = Fault("answer.missing", "does not exist there; the manifest names it")
_STATUS = Fault("answer.status", "is answered with status {status} instead of the file; ask who runs the mirror")
ELSEWHERE = Fault(
    "answer.redirected_away",
    "leads to another host or port, or away from https; if that is meant, compare with that address",
)
REFRESHED = Fault(
    "answer.refresh_header",
    "comes with a header Refresh, which sends browsers to another address; ask who runs the mirror",
)
NOT_A_PAGE = Fault(
    "answer.not_html",
    "does not come as `text/html`, or in another encoding than UTF-8, so a browser shows no page or other letters; "
    "ask who runs the mirror",
)
PAGE_FOR_FILE = Fault(
    "answer.page_instead_of_file",
    "is answered with an HTML page instead of the file, as some hosts do for what is missing",
)
PACKED_UNASKED = Fault(
    "answer.packed_unasked", "comes packed in a way that nobody asked for; the mirror must send files as they are"
)
NOT_UNPACKED = Fault(
    "answer.cannot_be_unpacked",
    "cannot be unpacked, though it comes as packed; browsers show something else, or nothing",
)
UNOPENED = Fault(
    "answer.zstd",
    "comes packed as `zstd`, which browsers open and this program cannot: check with Python 3.14 or newer, or let "
    "the mirror send gzip",
)
_LARGE = Fault(
    "answer.too_large",
    "is larger than {megabytes} MB, which no file of a release is",
    {"megabytes": MOST_BYTES // 1024**2},
)

NOT_FOUND = Fault("answer.unreachable", "cannot be reached; check the address and the network")
CERTIFICATE = Fault(
    "answer.certificate",
    "has a certificate that browsers do not trust: it has ended, is for another name, or somebody stands between; "
    "find out which, and let nobody use the address before",
)
SILENT = Fault("answer.too_slow", "does not answer in time; try again later")
BROKEN = Fault(
    "answer.broken_off", "breaks off its answers or does not speak HTTP; check the address, or try again later"
)


class _NoFile(Exception):
    """``fault`` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.message)
        self.fault = fault


class WrongAnswer(_NoFile):
    """The answer is not the file."""


class Unreachable(_NoFile):
    """The host does not answer as a host does; asking it for other files leads no further."""


class Received(NamedTuple):
    """What came, as it came. ``address`` is where it came from, or where the last move leads that was not followed."""

    address: str
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def moved(self) -> bool:
        """Whether it only leads on, to another host or around in circles."""
        return self.status in _MOVED


def received(address: str, asked: Mapping[str, str], latest: float, trusted: SSLContext | None = None) -> Received:
    """Return the answer at an address; moves within its host are followed. Raises ``Unreachable``.

    ``asked`` are the headers of the request. It must be there at ``latest``, as ``time.monotonic`` counts.
    """
    there = address
    try:
        for _ in range(_STEPS):
            got = _once(there, asked, latest, trusted)
            there = got.address
            if not got.moved or not stays_at_host(address, there):
                break
        return got
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(_connection_fault(error)) from None


def _once(address: str, asked: Mapping[str, str], latest: float, trusted: SSLContext | None) -> Received:
    """Ask once and follow nothing. Raises what a connection does."""
    asking, target = connection(urlsplit(address), latest, trusted)
    with closing(asking):
        asking.request("GET", target, headers=dict(asked))
        with asking.getresponse() as answer:
            body = answer.read(MOST_BYTES + 1)
            if answer.length and len(body) <= MOST_BYTES:
                raise HTTPException
    there = _target(address, answer.headers.get("Location", "")) if answer.status in _MOVED else address
    return Received(there, answer.status, answer.headers, body)


def _target(address: str, location: str) -> str:
    """Return where an answer sends on to, or nothing where that is no address."""
    try:
        there = urljoin(address, quote(location, safe=punctuation, encoding="iso-8859-1"))
        return there if urlsplit(there).netloc and urlsplit(there).port != 0 else ""
    except ValueError:
        return ""


def fetch(address: str, asked: Mapping[str, str], latest: float, trusted: SSLContext) -> bytes:
    """Return the file at an ``http`` address, as ``received`` does. Raises ``WrongAnswer``, ``Unreachable`` for the
    host."""
    got = received(address, asked, latest, trusted)
    if got.moved and not stays_at_host(address, got.address):
        raise WrongAnswer(ELSEWHERE)
    if got.status != 200:
        raise WrongAnswer(NOT_SERVED if got.status in _GONE else _STATUS.said(status=got.status))
    if fault := _misleading(urlsplit(address).path, got.headers):
        raise WrongAnswer(fault)
    return opened(got, asked["Accept-Encoding"])


def _misleading(path: str, headers: HTTPMessage) -> Fault | None:
    """Return what a browser would make of the right bytes because of what is said beside them."""
    if "Refresh" in headers:
        return REFRESHED
    # Of two kinds browsers take another one than this program would.
    kinds = headers.get_all("Content-Type", ())
    page = len(kinds) == 1 and headers.get_content_type() == "text/html"
    right = page and headers.get_content_charset(_UTF_8[0]) in _UTF_8
    return NOT_A_PAGE if path.endswith((".html", "/")) and not right else None


def _connection_fault(error: Exception) -> Fault:
    """Return what a failed connection means to who looks at it."""
    if isinstance(error, SSLCertVerificationError):
        return CERTIFICATE
    if isinstance(error, TimeoutError):
        return SILENT
    broken_off = isinstance(error, SSLError | ConnectionResetError | BrokenPipeError | ConnectionAbortedError)
    return NOT_FOUND if isinstance(error, OSError) and not broken_off else BROKEN


def opened(got: Received, asked: str) -> bytes:
    """Undo what a host does to a file on the way, if it was asked for. Raises ``WrongAnswer``."""
    # Several headers count together, as they do for browsers.
    coding = ", ".join(got.headers.get_all("Content-Encoding", ())).strip().lower() or UNPACKED_CODING
    if coding != UNPACKED_CODING and coding.removeprefix("x-") not in asked.split(", "):
        raise WrongAnswer(PACKED_UNASKED)
    whole = unpacked(coding, got.body, MOST_BYTES) if len(got.body) <= MOST_BYTES else got.body
    if whole is None:
        raise WrongAnswer(NOT_UNPACKED if coding.removeprefix("x-") in CODINGS else UNOPENED)
    if len(whole) > MOST_BYTES:
        raise WrongAnswer(_LARGE)
    return whole
