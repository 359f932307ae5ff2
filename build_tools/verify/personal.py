"""The rules against what is personal: no file of the finished site tells what the content may not.

In: a page in hand, the text of a file, or the names of all. Out: problems. Whoever made the site says what is personal.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from io import StringIO
from pathlib import PurePosixPath

from build_tools.plain_words import told
from build_tools.problems import Problem
from build_tools.verify.markup import DATA_TAG
from build_tools.verify.page import REMEMBERED, Page
from build_tools.verify.site import File, Site, problem

_SILENT = re.compile(r"<(style|script)>[^<]*</\1>")
_DATA = re.compile(rf"<{re.escape(DATA_TAG)}>([^<]*)</script>")
_NAMES = re.compile(r'"@?[A-Za-z]+":')
"""Names in data, of which another rule knows each."""

_TEXTS = (".csv", ".json", ".txt", ".xml")


def in_pages(site: Site, page: Page) -> Iterator[Problem]:
    """Neither the text of a page nor an attribute in it; most lines stand on many pages, and are looked at once."""
    known = _lines_of(site.expectation.personal)
    told_by_data = _DATA.sub(lambda block: _values(_NAMES.sub("", block[1])), _SILENT.sub("", page.text))
    new = [line for line in told_by_data.split("\n") if line not in known]
    found = list(_told(site, page.path, told("\n".join(new))))
    yield from found
    if len(known) > REMEMBERED:
        known.clear()
    if not found:
        known.update(new)


@lru_cache(maxsize=4)
def _lines_of(asked: object) -> set[str]:
    """Return the lines of pages in which nothing was found by whoever was asked."""
    return set()


def in_files(site: Site, file: File) -> Iterator[Problem]:
    """No data, no list of pages, no text of the kit."""
    if file.path.endswith(_TEXTS):
        yield from _told(site, file.path, _APART.get(PurePosixPath(file.path).suffix, str)(file.text))


def _values(text: str) -> str:
    """Return JSON with each text on a line of its own, as the content has it."""
    return _STRING.sub(r"\n\1\n", text)


def _cells(text: str) -> str:
    """Return CSV with each cell on a line of its own, by whatever sign they are parted; what is no CSV stays
    as it is."""
    text = text.removeprefix("\ufeff")
    separator = max(",;", key=text.partition("\n")[0].count)
    try:
        return "\n".join(cell for row in csv.reader(StringIO(text, newline=""), delimiter=separator) for cell in row)
    except csv.Error:
        return text


def _addresses(text: str) -> str:
    """Return XML with each text and each attribute on a line of its own."""
    return _MARKS.sub("\n", text)


_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_MARKS = re.compile('[<>"]')
_APART: Mapping[str, Callable[[str], str]] = {".json": _values, ".csv": _cells, ".xml": _addresses}
"""Kinds of files whose texts are looked for one by one, for most are those of the content."""


def in_drawings(site: Site) -> Iterator[Problem]:
    """No words of which a file was drawn."""
    for path, text in site.expectation.made_from.items():
        yield from _told(site, path, text)


def in_names(site: Site) -> Iterator[Problem]:
    """No name of a file or folder: all are looked through at once, and each only if something is found."""
    names = {path: "\n".join(_words_of(path)) for path in site.sizes}
    if any(_told(site, ".", "\n".join(names.values()))):
        for path, words in names.items():
            yield from _told(site, path, words)


def _words_of(path: str) -> Iterable[str]:
    return (re.sub(r"[-_.]+", " ", name) for name in path.split("/"))


def _told(site: Site, path: str, text: str) -> Iterator[Problem]:
    if site.expectation.personal is not None:
        yield from (problem(path, fault) for fault in site.expectation.personal(text))
