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
from urllib.request import HTTPRedirectHandler, OpenerDirector, build_opener

from build_tools.packed import unpacked
from build_tools.problems import N_
from build_tools.release.address import stays
from build_tools.release.deadline import Encrypted, Plain, Timed, left
from build_tools.verify.site import Fault

MOST = 64 * 1024 * 1024
"""Bytes of one file; more is no file of such a site."""

WHOLE = 120
"""Seconds to wait for a whole file, with all that comes before it."""

PIECE = 65_536
CODINGS = ("identity", "gzip", "br")
"""How files can be asked for. Browsers ask for packed ones, and what they get may be another file."""

AGENT = "Mozilla/5.0"
"""As browsers begin to name themselves, for hosts that answer others differently."""

GONE = (404, 410)
UTF_8 = ("utf-8", "utf8")

MISSING = Fault(N_("does not exist there; the manifest names it"))
STATUS = N_("is answered with status {status} instead of the file; ask who runs the mirror")
ELSEWHERE = Fault(N_("leads to another host or port, or away from https; if that is meant, compare with that address"))
LEADS_AWAY = Fault(N_("comes with a header Refresh, which sends browsers to another address; ask who runs the mirror"))
NO_PAGE = Fault(
    N_(
        "does not come as `text/html`, or in another encoding than UTF-8, so a browser shows no page or other letters; "
        "ask who runs the mirror"
    )
)
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
        self, req: Timed, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Timed | None:
        """Refuse to leave the host or its encryption; the end stays the same. Raises ``Wrong``."""
        if not stays(req.full_url, newurl):
            raise Wrong(ELSEWHERE)
        followed = super().redirect_request(req, fp, code, msg, headers, newurl)
        return followed and Timed(followed.full_url, dict(followed.header_items()), req.end)


def opener() -> OpenerDirector:
    """Return what opens addresses; proxies are those of the system."""
    return build_opener(SameHost, Plain, Encrypted)


def fetch(address: str, open_: OpenerDirector, coding: str = CODINGS[0], end: float | None = None) -> bytes:
    """Return the file at an address that begins with ``http``. Raises ``Wrong``, and ``Unreachable`` for the host.

    It must be there at ``end``, as ``time.monotonic`` counts, or within ``WHOLE`` seconds.
    """
    latest = time.monotonic() + WHOLE if end is None else end
    try:
        asked = Timed(address, {"Accept-Encoding": coding, "User-Agent": AGENT}, latest)
        with open_.open(asked, timeout=left(latest)) as answer:
            if fault := misleading(urlsplit(address).path, answer.headers):
                raise Wrong(fault)
            return plain(body(answer), answer.headers.get("Content-Encoding", "identity"))
    except HTTPError as error:
        raise Wrong(MISSING if error.code in GONE else Fault(STATUS, {"status": error.code})) from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(fault_of(error)) from None


def misleading(path: str, headers: Message) -> Fault | None:
    """Return what a browser would make of the right bytes because of what is said beside them."""
    if "Refresh" in headers:
        return LEADS_AWAY
    # Of two kinds browsers take another one than this program would.
    kinds = headers.get_all("Content-Type", ())
    page = len(kinds) == 1 and headers.get_content_type() == "text/html"
    right = page and headers.get_content_charset(UTF_8[0]) in UTF_8
    return NO_PAGE if path.endswith(".html") and not right else None


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


def plain(data: bytes, coding: str) -> bytes:
    """Undo what a host does to a file on the way. Raises ``Wrong``."""
    whole = unpacked(coding.lower(), data, MOST)
    if whole is None:
        raise Wrong(ENCODING)
    if len(whole) > MOST:
        raise Wrong(LARGE)
    return whole
