"""The rule for canaries: texts of fields that are not public, which may occur in no file and in no spelling.

In: the text of any file. Out: problems.
Never says which canary it found, nor where in the file.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from build_tools.problems import N_, Problem
from build_tools.verify.site import Fault, HasText, Site, problem

UNICODE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"\\/])|[nrt])")
FOUND = Fault(N_("holds text of a field that is not public; find out which template or table prints it"))


def plain(text: str) -> str:
    """Undo the spellings of HTML, JSON and addresses, in this order, and differences of case and of spaces."""
    if "&" in text:
        text = unescape(text)
    if "\\" in text:
        text = UNICODE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2] or " ", text)
    if "%" in text:
        text = unquote(text)
    return " ".join(text.casefold().split())


@lru_cache(maxsize=8)
def spellings(canaries: tuple[str, ...]) -> frozenset[str]:
    """The canaries as ``plain`` leaves them in a text."""
    return frozenset(filter(None, map(plain, canaries)))


def canaries(site: Site, file: HasText) -> Iterator[Problem]:
    """No canary, neither in the text nor in the name."""
    if site.expectation.canaries:
        text = plain(f"{file.path}\n{file.text}")
        if any(canary in text for canary in spellings(site.expectation.canaries)):
            yield problem(file.path, FOUND)
