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

from build_tools.hosting.connections import Encrypted, Plain, Timed, end_of, left, stays
from build_tools.packed import CODINGS, unpacked
from build_tools.problems import Fault

MOST = 64 * 1024 * 1024
"""Bytes of one file; more is no file of such a site."""

WHOLE = 120
"""Seconds to wait for a whole file, with all that comes before it."""

PIECE = 65_536
PLAIN = "identity"

GONE = (404, 410)
UTF_8 = ("utf-8", "utf8")

MISSING = Fault("answer.missing", "does not exist there; the manifest names it")
STATUS = Fault("answer.status", "is answered with status {status} instead of the file; ask who runs the mirror")
ELSEWHERE = Fault(
    "answer.redirected_away",
    "leads to another host or port, or away from https; if that is meant, compare with that address",
)
LEADS_AWAY = Fault(
    "answer.refresh_header",
    "comes with a header Refresh, which sends browsers to another address; ask who runs the mirror",
)
NO_PAGE = Fault(
    "answer.not_html",
    "does not come as `text/html`, or in another encoding than UTF-8, so a browser shows no page or other letters; "
    "ask who runs the mirror",
)
PAGE = Fault(
    "answer.page_instead_of_file",
    "is answered with an HTML page instead of the file, as some hosts do for what is missing",
)
ENCODING = Fault(
    "answer.packed_unasked", "comes packed in a way that nobody asked for; the mirror must send files as they are"
)
DAMAGED = Fault(
    "answer.cannot_be_unpacked",
    "cannot be unpacked, though it comes as packed; browsers show something else, or nothing",
)
UNOPENED = Fault(
    "answer.zstd",
    "comes packed as `zstd`, which browsers open and this program cannot: check with Python 3.14 or newer, or let "
    "the mirror send gzip",
)
LARGE = Fault(
    "answer.too_large",
    "is larger than {megabytes} MB, which no file of a release is",
    {"megabytes": MOST // 1024**2},
)

NOT_FOUND = Fault("answer.unreachable", "cannot be reached; check the address and the network")
CERTIFICATE = Fault(
    "answer.certificate", "has a certificate that cannot be trusted; do not use this mirror before you know why"
)
SILENT = Fault("answer.too_slow", "does not answer in time; try again later")
BROKEN = Fault(
    "answer.broken_off", "breaks off its answers or does not speak HTTP; check the address, or try again later"
)


class Wrong(Exception):
    """The answer is not the file; ``fault`` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.message)
        self.fault = fault


class Unreachable(Wrong):
    """The host does not answer as a host does; asking it for other files leads no further."""


class SameHost(HTTPRedirectHandler):
    """Follows redirects within a host, such as those that drop ``.html``."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Refuse to leave the host or its encryption; the end stays the same. Raises ``Wrong``."""
        if not stays(req.full_url, newurl):
            raise Wrong(ELSEWHERE)
        followed = super().redirect_request(req, fp, code, msg, headers, newurl)
        return Timed(followed.full_url, dict(followed.header_items()), end_of(req)) if followed else None


def opener() -> OpenerDirector:
    """Return what opens addresses; proxies are those of the system."""
    return build_opener(SameHost, Plain, Encrypted)


def fetch(address: str, open_: OpenerDirector, asked: Mapping[str, str], latest: float) -> bytes:
    """Return the file at an address that begins with ``http``. Raises ``Wrong``, and ``Unreachable`` for the host.

    ``asked`` are the headers of the request. It must be there at ``latest``, as ``time.monotonic`` counts.
    """
    try:
        with open_.open(Timed(address, dict(asked), latest), timeout=left(latest)) as answer:
            if fault := misleading(urlsplit(address).path, answer.headers):
                raise Wrong(fault)
            return plain(body(answer), coding_of(answer.headers), asked["Accept-Encoding"])
    except HTTPError as error:
        raise Wrong(MISSING if error.code in GONE else STATUS.said(status=error.code)) from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(fault_of(error)) from None


def coding_of(headers: Message) -> str:
    """Return how an answer says that it is packed; several headers count together, as they do for browsers."""
    return ", ".join(headers.get_all("Content-Encoding", ())).strip().lower() or PLAIN


def misleading(path: str, headers: Message) -> Fault | None:
    """Return what a browser would make of the right bytes because of what is said beside them."""
    if "Refresh" in headers:
        return LEADS_AWAY
    # Of two kinds browsers take another one than this program would.
    kinds = headers.get_all("Content-Type", ())
    page = len(kinds) == 1 and headers.get_content_type() == "text/html"
    right = page and headers.get_content_charset(UTF_8[0]) in UTF_8
    return NO_PAGE if path.endswith((".html", "/")) and not right else None


def fault_of(error: Exception) -> Fault:
    """Return what a failed connection means to who looks at it."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return CERTIFICATE
    if isinstance(cause, TimeoutError):
        return SILENT
    never_connected = isinstance(error, URLError | ConnectionRefusedError | socket.gaierror)
    return NOT_FOUND if never_connected and not isinstance(cause, ssl.SSLError) else BROKEN


def body(answer: HTTPResponse) -> bytes:
    """Read an answer to its end. Raises ``Wrong``, and ``TimeoutError`` where it takes too long."""
    pieces, size = [], 0
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST:
            raise Wrong(LARGE)
    if answer.length:
        raise HTTPException
    return b"".join(pieces)


def plain(data: bytes, coding: str, asked: str) -> bytes:
    """Undo what a host does to a file on the way, if it was asked for. Raises ``Wrong``."""
    if coding != PLAIN and coding.removeprefix("x-") not in asked.split(", "):
        raise Wrong(ENCODING)
    whole = unpacked(coding, data, MOST)
    if whole is None:
        raise Wrong(DAMAGED if coding.removeprefix("x-") in CODINGS else UNOPENED)
    if len(whole) > MOST:
        raise Wrong(LARGE)
    return whole
