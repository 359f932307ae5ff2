"""The rules for style sheets, in files and in pages.

In: the text of a style sheet. Out: faults, and the files of our own site that it loads.
Never reads colours or rules, only what could fetch something.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.problems import Fault, Problem
from build_tools.verify.page import Page
from build_tools.verify.site import File, Site, problem
from build_tools.verify.targets import OURS, kind_of, place_of, resolve

STRING = r"""(?:"(?:[^"\\\n\r\f]|\\[\s\S])*"|'(?:[^'\\\n\r\f]|\\[\s\S])*')"""
# Comments, strings and url() are taken in the order of the text, as a browser does: each can hide the others.
TOKEN = re.compile(
    rf"/\*[\s\S]*?\*/|(?<![\w\\\x80-\U0010ffff-])url\(\s*+({STRING}|[^\s\"'()\\]*+)\s*+\)|({STRING})"
    r"|((?:/\*|[\"'])[\s\S]*)",
    re.IGNORECASE,
)
"""The last group is a comment or a string that does not end, with all that follows."""
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([\s\S]))")
HIDDEN = re.compile(r"""url\(|@import|//|["']|/\*""", re.IGNORECASE)
FOREIGN = re.compile(r"//|https?:", re.IGNORECASE)

UNCLEAR = Fault(
    "page.style_unclear",
    "has a style that imports another, or a url() that the check cannot read; write url(file) plainly",
)
ELSEWHERE = Fault(
    "page.style_from_elsewhere",
    "has a style that loads something from elsewhere; keep it in the site, named relative to the style",
)


def decoded(text: str) -> str:
    """Resolve the escapes of CSS, with which any letter of an address can be hidden."""
    return ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2], text)


@lru_cache(maxsize=32)
def read(style: str) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """The faults of a style, and the addresses of the files of our own that it loads."""
    tokens = [match.groups() for match in TOKEN.finditer(style)]
    urls = [decoded(url).strip("\"'") for url, _, _ in tokens if url is not None]
    texts = [decoded(text).replace("\\", "/") for _, text, _ in tokens if text]
    loaded = [url for url in urls if not url.startswith("data:image/")]
    faults = []
    if any(open_ for _, _, open_ in tokens) or HIDDEN.search(decoded(TOKEN.sub(" ", style))):
        faults.append(UNCLEAR)
    if any(kind_of(url) not in OURS for url in loaded) or any(map(FOREIGN.search, texts)):
        faults.append(ELSEWHERE)
    return tuple(faults), tuple(url for url in loaded if kind_of(url) in OURS)


def style_problems(site: Site, path: str, style: str) -> Iterator[Problem]:
    """Judge one style that stands in ``path``."""
    faults, urls = read(style)
    targets = [resolve(site, place_of(path), url) for url in urls]
    for fault in (*faults, *(target.fault for target in targets if target.fault)):
        yield problem(path, fault)


def style_sheets(site: Site, file: File) -> Iterator[Problem]:
    """A style sheet loads nothing but plain files of this site, and pictures written into it."""
    if file.path.endswith(".css"):
        yield from style_problems(site, file.path, file.text)


def inline_styles(site: Site, page: Page) -> Iterator[Problem]:
    """The same for the style in a page."""
    for name, content in page.raw:
        if name == "style":
            yield from style_problems(site, page.path, content)
