"""One question to the server that is looked at: an address goes in, its answer comes out.

Asks no other host, keeps no cookie, and never takes longer than its limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urljoin, urlsplit

from build_tools.packed import unpacked
from build_tools.release.fetch import Unreachable, fault_of

SECONDS = 20
MOST = 4_000_000
"""Bytes of an answer that are read; no page is nearly as long."""
STEPS = 3
"""How often an answer may send on to another address of the same host."""
MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for ``path`` of the site. Names of headers are in lower case, several of one name joined by a comma;
    ``text`` is unpacked; ``away`` is whether the server sent on to another host, or around in circles."""

    path: str
    status: int
    headers: Mapping[str, str]
    text: str
    away: bool = False


def ask(site: str, path: str) -> Answer:
    """Ask for one file of the site at the address ``site``, which ends with a slash. Raises ``Unreachable``."""
    address = urljoin(site, path)
    for _ in range(STEPS):
        status, headers, body = once(urlsplit(address))
        there = urljoin(address, headers.get("location", ""))
        if status not in MOVED:
            return Answer(path, status, headers, text_of(headers, body))
        if urlsplit(there)[:2] != urlsplit(site)[:2]:
            break
        address = there
    return Answer(path, status, headers, "", away=True)


def once(address: SplitResult) -> tuple[int, Mapping[str, str], bytes]:
    """Ask once and follow nothing."""
    secure = address.scheme == "https"
    connection = (HTTPSConnection if secure else HTTPConnection)(address.netloc, timeout=SECONDS)
    asked = address._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        connection.request("GET", asked, headers={"Accept-Encoding": "gzip", "User-Agent": "transparency scan"})
        answer = connection.getresponse()
        headers: dict[str, str] = {}
        for name, value in answer.getheaders():
            headers[name.lower()] = ", ".join(filter(None, (headers.get(name.lower()), value)))
        return answer.status, headers, answer.read(MOST)
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(fault_of(error)) from None
    finally:
        connection.close()


def text_of(headers: Mapping[str, str], body: bytes) -> str:
    """Return the text of an answer; what cannot be unpacked is no text of ours."""
    whole = unpacked(headers.get("content-encoding", "").lower(), body, MOST)
    return (whole or b"").decode("utf-8", "replace")
