"""How people ask a host for a file: browsers, their languages, and where the reader comes from.

In: a path. Out: the headers of each request, in an order that nobody can foresee. Asks nothing itself.
A host that tells one kind of reader from another by a single header is asked as both, for each file.
"""

from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import PurePosixPath
from random import SystemRandom
from typing import TypeVar

from build_tools.packed import ZSTD

_LANGUAGES = (
    "kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7",
    "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7",
    "en-US,en;q=0.5",
)
"""As browsers send them whose language is Kazakh, Russian or English."""

_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

_BROWSERS: tuple[Mapping[str, str], ...] = (
    {
        "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/142.0.0.0 Mobile Safari/537.36",
        "Accept-Encoding": f"gzip, deflate, br, {ZSTD}",
        "Sec-Ch-Ua-Mobile": "?1",
        "Sec-Ch-Ua-Platform": '"Android"',
    },
    {
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/142.0.0.0 Safari/537.36",
        "Accept-Encoding": f"gzip, deflate, br, {ZSTD}",
        "Sec-Ch-Ua-Mobile": "?0",
        "Sec-Ch-Ua-Platform": '"Windows"',
    },
    {
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Accept-Encoding": f"gzip, deflate, br, {ZSTD}",
        "Sec-Gpc": "1",
    },
    {
        "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.6 Mobile/15E148 Safari/604.1",
        "Accept-Encoding": "gzip, deflate, br",
    },
    {
        "User-Agent": "Mozilla/5.0 (Linux; U; Android 9; K) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
        "Chrome/78.0.3904.108 Mobile Safari/537.36",
        "Accept-Encoding": "gzip, deflate",
        "Save-Data": "on",
    },
)
"""A phone and a desktop with Chrome, Firefox (as which Tor Browser shows itself), an iPhone, an old phone. All ask for
packed files as they do over https, where they take more codings than over http."""

_PROGRAMS: tuple[Mapping[str, str], ...] = tuple(
    {"User-Agent": "Mozilla/5.0", "Accept": "*/*", "Accept-Encoding": coding} for coding in ("identity", "gzip", "br")
)
"""What is saved or copied by a program, in one coding each: hosts keep a copy of a file for each coding."""

_OPENED = {
    "Accept": _PAGE,
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Upgrade-Insecure-Requests": "1",
}
_ARRIVALS: tuple[Mapping[str, str], ...] = (
    {**_OPENED, "Sec-Fetch-Site": "none", "Sec-Fetch-User": "?1"},
    {**_OPENED, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1", "Referer": "https://www.google.com/"},
    {**_OPENED, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1", "Referer": "https://yandex.kz/"},
    {**_OPENED, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-User": "?1"},
    {**_OPENED, "Sec-Fetch-Site": "same-origin", "Cache-Control": "no-cache", "Pragma": "no-cache"},
)
"""Typed or from a bookmark, from a search, by a link of the site (whose pages send no Referer), and loaded anew."""

_PARTS = {".css": "style", ".js": "script", ".png": "image", ".svg": "image", ".ico": "image"}
"""What browsers load as a part of a page, by the end of its name."""

_MORE = 3
"""Fewer than so many requests for a file are repeated, so that no host can count when a check of it is over."""

_CHANCE = SystemRandom()

T = TypeVar("T")


def requests(path: str) -> list[dict[str, str]]:
    """Return the headers of each request for a file: every browser, language, arrival and coding at least once."""
    asked = [*visits(path), *map(dict, _PROGRAMS)]
    return in_random_order([*asked, *_CHANCE.sample(asked, _CHANCE.randrange(_MORE))])


def visits(path: str) -> list[dict[str, str]]:
    """Return the headers of the requests of browsers: every browser, language and arrival at least once.

    The address of a folder, through which most readers come in, is asked for by every browser in every language.
    """
    door = path == "" or path.endswith("/")
    comings = cycle(in_random_order(_arrivals(path)))
    return in_random_order(
        [
            {**browser, "Accept-Language": language, **next(comings)}
            for language, browsers in zip(in_random_order(_LANGUAGES), _rounds(door), strict=True)
            for browser in browsers
        ]
    )


def _rounds(door: bool) -> list[list[Mapping[str, str]]]:
    """Return the browsers that ask in each of the languages: all of them, or each in one language."""
    if door:
        return [list(_BROWSERS)] * len(_LANGUAGES)
    browsers, count = in_random_order(_BROWSERS), len(_LANGUAGES)
    return [browsers[first::count] for first in range(count)]


def _arrivals(path: str) -> tuple[Mapping[str, str], ...]:
    """Return from where readers come to a file; parts of pages are loaded with those, or opened by themselves."""
    part = _PARTS.get(PurePosixPath(path).suffix)
    if part is None:
        return _ARRIVALS
    loaded = {"Accept": "*/*", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": part}
    return (*_ARRIVALS[1:], loaded)


def in_random_order(things: Sequence[T]) -> list[T]:
    """Return things in an order that nobody can foresee."""
    return _CHANCE.sample(list(things), len(things))
