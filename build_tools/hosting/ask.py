"""One question to the server that is looked at, as a browser asks it: an address goes in, its answer comes out.

Asks no other host, keeps no cookie, and never takes longer than its limits.
"""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urljoin, urlsplit

from build_tools.hosting.browsers import visits
from build_tools.hosting.connections import SILENCE, connection
from build_tools.hosting.fetch import UNPACKED_CODING, Unreachable, WrongAnswer, connection_fault, unpacked_answer
from build_tools.problems import Fault

SECONDS = 60
"""Seconds for a whole answer with its headers."""
_MOST = 4_000_000
"""Bytes of an answer that are read; no page is nearly as long."""
_STEPS = 3
"""How often an answer may send on to another address of the same host."""
_MOVED = (301, 302, 303, 307, 308)

_CERTIFICATE = Fault(
    "host.certificate",
    "has a certificate that browsers do not trust: it has ended, is for another name, or somebody stands between; "
    "find out which, and let nobody use the address before",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for ``path`` of the site. Names of headers are in lower case, several of one name joined by a comma;
    ``text`` is unpacked; ``away`` is whether the server sent on to another host, or around in circles; ``host`` is the
    one that was asked, with its port if the address names one; ``closed`` is whether the answer cannot be unpacked, or
    was not asked for so."""

    path: str
    status: int
    headers: Mapping[str, str]
    text: str
    away: bool = False
    host: str = ""
    closed: bool = False


def ask(site: str, path: str, asked: Mapping[str, str] | None = None) -> Answer:
    """Ask for one file of the site at the address ``site``, which ends with a slash, with the headers ``asked``, or
    else with those of some browser. Raises ``Unreachable``."""
    sent = asked or visits(path)[0]
    address, host = urljoin(site, path), urlsplit(site).netloc
    for _ in range(_STEPS):
        status, headers, body = _once(urlsplit(address), sent)
        if status not in _MOVED:
            text = _text_of(headers, body, sent["Accept-Encoding"])
            return Answer(path, status, headers, text or "", host=host, closed=text is None)
        address = redirect_target(address, headers.get("location", ""))
        if urlsplit(address)[:2] != urlsplit(site)[:2]:
            break
    return Answer(path, status, headers, "", away=True, host=host)


def redirect_target(address: str, location: str) -> str:
    """Return where an answer sends on to, or nothing where that is no address."""
    try:
        there = urljoin(address, location)
        return there if urlsplit(there).netloc else ""
    except ValueError:
        return ""


def _once(address: SplitResult, sent: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
    """Ask once with the headers ``sent`` and follow nothing."""
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    place = address._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        asking = connection(kind, time.monotonic() + SECONDS)(address.netloc, timeout=SILENCE)
    except HTTPException as error:
        raise Unreachable(connection_fault(error)) from None
    try:
        asking.request("GET", place, headers=dict(sent))
        answer = asking.getresponse()
        headers: dict[str, str] = {}
        for name, value in answer.getheaders():
            headers[name.lower()] = ", ".join(filter(None, (headers.get(name.lower()), value)))
        body = answer.read(_MOST)
        if answer.length and len(body) < _MOST:
            raise HTTPException
        return answer.status, headers, body
    except ssl.SSLCertVerificationError:
        raise Unreachable(_CERTIFICATE) from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(connection_fault(error)) from None
    finally:
        asking.close()


def _text_of(headers: Mapping[str, str], body: bytes, asked: str) -> str | None:
    """Return the text of an answer, or nothing where it cannot be unpacked or was not asked for so."""
    try:
        return unpacked_answer(
            body, headers.get("content-encoding", "").strip().lower() or UNPACKED_CODING, asked
        ).decode("utf-8", "replace")
    except WrongAnswer:
        return None
