"""How people ask a host for a file: as a phone in Kazakh and in Russian, as a desktop, as a program.

In: a path. Out: the headers of each request, in an order that nobody can foresee. Asks nothing itself.
A host that tells one kind of reader from another by a single header is asked as both, for each file.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from random import SystemRandom
from typing import TypeVar

_ANDROID: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Sec-Ch-Ua-Mobile": "?1",
    "Sec-Ch-Ua-Platform": '"Android"',
}
_IPHONE: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.6 Mobile/15E148 Safari/604.1",
    "Accept-Encoding": "gzip, deflate, br",
}
_LANGUAGES = ("kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7", "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7")
"""As phones send them whose language is Kazakh or Russian."""

_OPENED = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Upgrade-Insecure-Requests": "1",
}
_LOADED = {"Accept": "text/css,*/*;q=0.1", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "style"}
"""A style as a page loads it, and not as somebody opens it."""

_DESKTOP: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": _OPENED["Accept"],
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
"""In English, as which Tor Browser shows itself. It asks for a copy that phones do not get: a host keeps one of a file
for each coding; so does a program."""

_PROGRAM: Mapping[str, str] = {"User-Agent": "Mozilla/5.0", "Accept": "*/*", "Accept-Encoding": "identity"}

REQUESTS = 6
"""For each file."""

_CHANCE = SystemRandom()

T = TypeVar("T")


def requests(path: str) -> list[dict[str, str]]:
    """Return the headers of each request for a file: each phone in each language, from wherever, and the others."""
    readers = product((_ANDROID, _IPHONE), _LANGUAGES)
    visits = [
        {**phone, "Accept-Language": language, **arrival}
        for (phone, language), arrival in zip(readers, in_random_order(_arrivals(path)), strict=True)
    ]
    return in_random_order([{**asked, "Connection": "keep-alive"} for asked in (*visits, _DESKTOP, _PROGRAM)])


def _arrivals(path: str) -> tuple[Mapping[str, str], ...]:
    """Return from where readers come to a file: its address typed, two searches, a page of the site, which sends no
    Referer."""
    return (
        {**_OPENED, "Sec-Fetch-Site": "none", "Sec-Fetch-User": "?1"},
        {**_OPENED, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1", "Referer": "https://www.google.com/"},
        {**_OPENED, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1", "Referer": "https://yandex.kz/"},
        {**(_LOADED if path.endswith(".css") else _OPENED), "Sec-Fetch-Site": "same-origin"},
    )


def in_random_order(things: Sequence[T]) -> list[T]:
    """Return things in an order that nobody can foresee."""
    return _CHANCE.sample(list(things), len(things))
