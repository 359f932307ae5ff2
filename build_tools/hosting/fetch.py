"""One file of a mirror, as a browser would be given it.

In: an address. Out: its bytes, or what is wrong with the answer. Follows no redirect to another host, takes no more
bytes and no more time than a site needs, and repeats nothing of what the mirror says.
"""

import socket
import ssl
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from build_tools.hosting.connections import (
    EncryptedHandler,
    PlainHandler,
    TimedRequest,
    deadline_of,
    seconds_left,
    stays_at_host,
)
from build_tools.packed import CODINGS, unpacked
from build_tools.problems import Fault

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of one file; more is no file of such a site."""

WHOLE = 120
"""Seconds to wait for a whole file, with all that comes before it."""

_PIECE = 65_536
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
    "answer.certificate", "has a certificate that cannot be trusted; do not use this mirror before you know why"
)
SILENT = Fault("answer.too_slow", "does not answer in time; try again later")
BROKEN = Fault(
    "answer.broken_off", "breaks off its answers or does not speak HTTP; check the address, or try again later"
)


class WrongAnswer(Exception):
    """The answer is not the file; ``fault`` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.message)
        self.fault = fault


class Unreachable(WrongAnswer):
    """The host does not answer as a host does; asking it for other files leads no further."""


class SameHost(HTTPRedirectHandler):
    """Follows redirects within a host, such as those that drop ``.html``."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Refuse to leave the host or its encryption; the end stays the same. Raises ``WrongAnswer``."""
        if not stays_at_host(req.full_url, newurl):
            raise WrongAnswer(ELSEWHERE)
        followed = super().redirect_request(req, fp, code, msg, headers, newurl)
        return TimedRequest(followed.full_url, dict(followed.header_items()), deadline_of(req)) if followed else None


def opener() -> OpenerDirector:
    """Return what opens addresses; proxies are those of the system."""
    return build_opener(SameHost, PlainHandler, EncryptedHandler)


def fetch(address: str, open_: OpenerDirector, asked: Mapping[str, str], latest: float) -> bytes:
    """Return the file at an ``http`` address. Raises ``WrongAnswer``, and ``Unreachable`` for the host.

    ``asked`` are the headers of the request. It must be there at ``latest``, as ``time.monotonic`` counts.
    """
    try:
        with open_.open(TimedRequest(address, dict(asked), latest), timeout=seconds_left(latest)) as answer:
            if fault := _misleading(urlsplit(address).path, answer.headers):
                raise WrongAnswer(fault)
            return unpacked_answer(_body(answer), _coding_of(answer.headers), asked["Accept-Encoding"])
    except HTTPError as error:
        raise WrongAnswer(NOT_SERVED if error.code in _GONE else _STATUS.said(status=error.code)) from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(connection_fault(error)) from None


def _coding_of(headers: Message) -> str:
    """Return how an answer says that it is packed; several headers count together, as they do for browsers."""
    return ", ".join(headers.get_all("Content-Encoding", ())).strip().lower() or UNPACKED_CODING


def _misleading(path: str, headers: Message) -> Fault | None:
    """Return what a browser would make of the right bytes because of what is said beside them."""
    if "Refresh" in headers:
        return REFRESHED
    # Of two kinds browsers take another one than this program would.
    kinds = headers.get_all("Content-Type", ())
    page = len(kinds) == 1 and headers.get_content_type() == "text/html"
    right = page and headers.get_content_charset(_UTF_8[0]) in _UTF_8
    return NOT_A_PAGE if path.endswith((".html", "/")) and not right else None


def connection_fault(error: Exception) -> Fault:
    """Return what a failed connection means to who looks at it."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return CERTIFICATE
    if isinstance(cause, TimeoutError):
        return SILENT
    never_connected = isinstance(error, URLError | ConnectionRefusedError | socket.gaierror)
    return NOT_FOUND if never_connected and not isinstance(cause, ssl.SSLError) else BROKEN


def _body(answer: HTTPResponse) -> bytes:
    """Read an answer to its end. Raises ``WrongAnswer``, and ``TimeoutError`` where it takes too long."""
    pieces, size = [], 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise WrongAnswer(_LARGE)
    if answer.length:
        raise HTTPException
    return b"".join(pieces)


def unpacked_answer(data: bytes, coding: str, asked: str) -> bytes:
    """Undo what a host does to a file on the way, if it was asked for. Raises ``WrongAnswer``."""
    if coding != UNPACKED_CODING and coding.removeprefix("x-") not in asked.split(", "):
        raise WrongAnswer(PACKED_UNASKED)
    whole = unpacked(coding, data, MOST_BYTES)
    if whole is None:
        raise WrongAnswer(NOT_UNPACKED if coding.removeprefix("x-") in CODINGS else UNOPENED)
    if len(whole) > MOST_BYTES:
        raise WrongAnswer(_LARGE)
    return whole
