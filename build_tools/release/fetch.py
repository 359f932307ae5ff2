"""One file of a mirror, as a browser would be given it.

In: an address. Out: its bytes, or what is wrong with the answer. Follows no redirect to another host, takes no more
bytes and no more time than a site needs, and repeats nothing of what the mirror says.
"""

import socket
import ssl
import time
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from build_tools.packed import unpacked
from build_tools.problems import N_
from build_tools.verify.site import Fault

MOST = 64 * 1024 * 1024
"""Bytes of one file; more is no file of such a site."""

SILENCE, WHOLE = 20, 120
"""Seconds to wait for the next bytes, and for a whole file."""

PIECE = 65_536
CODINGS = ("identity", "gzip", "br")
"""How files can be asked for. Browsers ask for packed ones, and what they get may be another file."""

AGENT = "Mozilla/5.0"
"""As browsers begin to name themselves, for hosts that answer others differently."""

GONE = (404, 410)

MISSING = Fault(N_("does not exist there; the manifest names it"))
STATUS = N_("is answered with status {status} instead of the file; ask who runs the mirror")
ELSEWHERE = Fault(N_("leads to another host or away from https; if that is meant, compare with that address"))
PAGE = Fault(N_("is answered with an HTML page instead of the file, as some hosts do for what is missing"))
ENCODING = Fault(N_("comes packed in a way that nobody asked for; the mirror must send files as they are"))
LARGE = Fault(N_("is larger than {megabytes} MB, which no file of a release is"), {"megabytes": MOST // 1024**2})

NOT_FOUND = Fault(N_("cannot be reached; check the address and the network"))
CERTIFICATE = Fault(N_("has a certificate that cannot be trusted; do not use this mirror before you know why"))
SILENT = Fault(N_("does not answer in time; try again later"))
BROKEN = Fault(N_("breaks off its answers or does not speak HTTP; check the address, or try again later"))


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
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        """Refuse to leave the host or its encryption. Raises ``Wrong``."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.hostname != old.hostname or (old.scheme, new.scheme) == ("https", "http"):
            raise Wrong(ELSEWHERE)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opener() -> OpenerDirector:
    """Return what opens addresses; proxies are those of the system."""
    return build_opener(SameHost)


def fetch(address: str, open_: OpenerDirector, coding: str = CODINGS[0]) -> bytes:
    """Return the file at an address that begins with ``http``. Raises ``Wrong``, and ``Unreachable`` for the host."""
    asked = Request(address, headers={"Accept-Encoding": coding, "User-Agent": AGENT})  # noqa: S310 - the caller looked
    try:
        with open_.open(asked, timeout=SILENCE) as answer:
            return plain(body(answer), answer.headers.get("Content-Encoding", "identity"))
    except HTTPError as error:
        raise Wrong(MISSING if error.code in GONE else Fault(STATUS, {"status": error.code})) from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(fault_of(error)) from None


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
    """Read an answer to its end. Raises ``Wrong``; ``TimeoutError`` where it takes too long."""
    pieces, size, end = [], 0, time.monotonic() + WHOLE
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST:
            raise Wrong(LARGE)
        if time.monotonic() > end:
            raise TimeoutError
    if answer.length:
        raise HTTPException
    return b"".join(pieces)


def plain(data: bytes, coding: str) -> bytes:
    """Undo what a host does to a file on the way. Raises ``Wrong``."""
    whole = unpacked(coding.lower(), data, MOST)
    if whole is None:
        raise Wrong(ENCODING)
    if len(whole) > MOST:
        raise Wrong(LARGE)
    return whole
