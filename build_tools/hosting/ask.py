"""One question to the server that is looked at, as a reader asks it: an address goes in, its answer comes out."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from build_tools.hosting.browsers import requests
from build_tools.hosting.fetch import WHOLE, Received, WrongAnswer, opened, received


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for ``path`` of the site. Names of headers are in lower case, several of one name joined by a comma;
    ``text`` is unpacked; ``away`` is whether the server sent on to another host, or around in circles; ``host`` is the
    one that was asked, with its port if the address names one; ``closed`` is whether the answer cannot be unpacked, or
    was not asked for so; ``codings`` are those that were asked for."""

    path: str
    status: int
    headers: Mapping[str, str]
    text: str
    away: bool = False
    host: str = ""
    closed: bool = False
    codings: str = "gzip"


def ask(site: str, path: str, asked: Mapping[str, str] | None = None) -> Answer:
    """Ask for one file of the site at the address ``site``, which ends with a slash, with the headers ``asked``, or
    else with those of some reader. Raises ``Unreachable``."""
    sent = asked or requests(path)[0]
    got = received(urljoin(site, path), sent, time.monotonic() + WHOLE)
    away = got.moved or urlsplit(got.address)[:2] != urlsplit(site)[:2]
    headers = {name.lower(): ", ".join(filter(None, got.headers.get_all(name, ()))) for name in got.headers}
    text, codings = _text_of(got, sent["Accept-Encoding"]), sent["Accept-Encoding"]
    return Answer(path, got.status, headers, text or "", away, urlsplit(site).netloc, text is None, codings)


def _text_of(got: Received, asked: str) -> str | None:
    """Return the text of an answer, or nothing where it cannot be unpacked or was not asked for so."""
    try:
        return opened(got, asked).decode("utf-8", "replace")
    except WrongAnswer:
        return None
