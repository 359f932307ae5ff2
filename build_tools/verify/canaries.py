"""The rule for canaries: texts of fields that are not public, which may occur in no file and in no spelling.

In: the text of any file. Out: problems.
Never says which canary it found, nor where in the file.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import repeat
from urllib.parse import unquote

from build_tools.problems import Fault, Problem
from build_tools.verify.page import REMEMBERED, Page
from build_tools.verify.site import HasText, Site, problem

CODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"\\/])|[nrt])")
FOUND = Fault(
    "page.internal_text", "holds text of a field that is not public; find out which template or table prints it"
)


def plain(text: str) -> str:
    """Undo the spellings of HTML, JSON and addresses, in this order, and differences of case."""
    if "&" in text:
        text = unescape(text)
    if "\\" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2] or " ", text)
    if "%" in text:
        text = CODED.sub(lambda match: unquote(match[0]), text)
    return text.casefold()


def one_line(text: str) -> str:
    """A text with single spaces between its words, however it was wrapped or indented."""
    return " ".join(text.split())


@lru_cache(maxsize=8)
def sought(canaries: tuple[str, ...]) -> Mapping[str, str]:
    """The longest word of each canary, by the canary as a text would hold it."""
    lines = [one_line(plain(canary)) for canary in canaries]
    return {line: max(line.split(), key=len) for line in lines if line}


@lru_cache(maxsize=8)
def whole(values: tuple[str, ...]) -> re.Pattern[str]:
    """What a short text looks like that is a whole value: a line, a cell, a text of JSON that is no name, an attribute
    or the text of an element. Classes, ids and relations are words of the templates."""
    spelt = "|".join(r"\s+".join(map(re.escape, line.split())) for line in sought(values))
    start, end = r"(?:^|[>,;\t|]|(?<!\bclass=)(?<!\bid=)(?<!\brel=)\")\s*", r"\s*(?:$|[<,;\t|]|\"(?!\s*:))"
    return re.compile(f"{start}(?:{spelt}){end}", re.MULTILINE)


def in_files(site: Site, file: HasText) -> Iterator[Problem]:
    """No canary, neither in the text nor in the name; spaces are put in order only where one of the words occurs."""
    words, values = sought(site.expectation.canaries), sought(site.expectation.values)
    text = plain(f"{file.path}\n{file.text}") if words or values else ""
    likely = [canary for canary, word in words.items() if word in text]
    long = any(canary in one_line(text) for canary in likely)
    if long or (any(map(text.__contains__, values.values())) and whole(site.expectation.values).search(text)):
        yield problem(file.path, FOUND)


@lru_cache(maxsize=8)
def telling(canaries: tuple[str, ...]) -> dict[str, set[str]]:
    """Words of each canary without which no page holds it: first the longest, more where that one is common."""
    return {line: {word} for line, word in sought(canaries).items()}


@lru_cache(maxsize=8)
def searched(canaries: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The telling words of each line that was searched; most lines stand on many pages."""
    return {}


def in_pages(site: Site, page: Page) -> Iterator[Problem]:
    """The same for a page, of which only lines are searched that were not searched before.

    A word has no spaces and no spelling goes over the end of a line, so no word can hide between two lines. Where a
    page has the telling words of a canary and not all others, one of those others tells from then on.
    """
    both = (*site.expectation.canaries, *site.expectation.values)
    needed, known = telling(both), searched(both)
    found = words_of((page.path, *page.text.split("\n")), frozenset().union(*needed.values()), known)
    suspects = [canary for canary, words in needed.items() if words <= found] if found else []
    text = plain(f"{page.path}\n{page.text}") if suspects else ""
    lacking = {canary: [word for word in canary.split() if word not in text] for canary in suspects}
    for canary, words in lacking.items():
        needed[canary].update(sorted(words, key=len)[-1:])
    if any(lacking.values()):
        known.clear()
    if not all(lacking.values()):
        yield from in_files(site, page)


def words_of(lines: tuple[str, ...], words: frozenset[str], known: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return which of the words are in any of the lines, and keep what is ``known`` of each line."""
    if len(known) > REMEMBERED:
        known.clear()
    new = [line for line in lines if line not in known]
    together = plain("\n".join(new))
    there = [word for word in words if word in together]
    texts = map(plain, new) if there else repeat("", len(new))
    known.update((line, frozenset([w for w in there if w in text])) for line, text in zip(new, texts, strict=True))
    return frozenset().union(*map(known.__getitem__, lines))
