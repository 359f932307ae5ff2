"""The check of the finished site: everything is there as it was made, and nothing else; links lead somewhere.

In: the folder, what is expected of it, and notes on its pages. Out: all problems, in order.
Never changes the folder, never opens a connection, and knows nothing of how the site was made.
"""

from collections.abc import Collection, Iterator
from hashlib import file_digest
from pathlib import Path

from build_tools.packed import is_copy, is_copy_of, original_of
from build_tools.problems import Fault, Problem, in_order
from build_tools.verify import links
from build_tools.verify.links import PageNotes
from build_tools.verify.page import HEAVY_KIT
from build_tools.verify.site import Expectation, FinishedSite, bytes_of, look, problem, together

__all__ = ["Expectation", "PageNotes", "verify"]

_ALONE = Fault(
    "copies.original_missing", "is a compressed copy of a file that is not there; run `transparency compress` anew"
)
_STALE = Fault("copies.stale", "does not unpack to the file beside it; run `transparency compress` anew")
_ALTERED = Fault(
    "copies.altered",
    "is not, byte for byte, the file that was made; build the site anew, and let nothing else write there",
)


def _as_made(site: FinishedSite) -> Iterator[Problem]:
    """Every file whose digest was told is that file, whoever wrote into the folder since."""
    digests = site.expectation.digests
    for path in digests.keys() & site.sizes.keys():
        with Path(site.folder, path).open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != digests[path]:
                yield problem(path, _ALTERED)


def _copies(site: FinishedSite) -> Iterator[Problem]:
    """A reader who gets the copy gets the same bytes."""
    for path in filter(is_copy, site.sizes):
        if original_of(path) not in site.sizes:
            yield problem(path, _ALONE)
    yield from stale_copies(Path(site.folder), site.sizes)


def stale_copies(folder: Path, paths: Collection[str]) -> Iterator[Problem]:
    """Yield each packed copy that is another text than the file beside it, which a server would send."""
    for path in filter(is_copy, paths):
        copy, data = bytes_of(folder / path), bytes_of(folder / original_of(path))
        if data is not None and (copy is None or not is_copy_of(path, copy, data)):
            yield problem(path, _STALE)


_BUDGETS = {".pdf": 200 * 1024, ".png": 100 * 1024}
"""Bytes of a paper, and of a picture."""

_CLOSED = Fault("site.cannot_be_read", "cannot be read; give yourself the right to read it, or build the site anew")
_MISSING = Fault("site.missing", "does not exist; the site is not complete without it")
_UNEXPECTED = Fault(
    "site.unexpected_file", "is a file that nobody asked for; remove it or give it its place in the site"
)
_UNEQUAL = Fault(
    "site.missing_in_one_language",
    "does not exist, though other languages have this page; each language has all pages ({languages})",
)
_ODD = Fault(
    "site.neither_file_nor_folder", "is neither a file nor a folder; put the file itself there, not a link to it"
)


def _readable(site: FinishedSite) -> Iterator[Problem]:
    """Everything is a plain file or a folder, and may be read."""
    for path in site.closed:
        yield problem(path, _CLOSED)
    for path in site.odd:
        yield problem(path, _ODD)


def _missing(site: FinishedSite) -> Iterator[Problem]:
    """Every page and file that was asked for is there; what lies in a closed folder nobody can tell."""
    closed = tuple("" if path == "." else f"{path}/" for path in site.closed)
    for path in (site.expectation.pages | site.expectation.files) - site.sizes.keys():
        if not f"{path}/".startswith(closed):
            yield problem(path, _MISSING)


def _unexpected(site: FinishedSite) -> Iterator[Problem]:
    """Nothing lies there that was not asked for, such as a page or a table of a case that was withdrawn."""
    asked = site.expectation.pages | site.expectation.files | site.expectation.optional
    for path in site.sizes.keys() - asked:
        if not is_copy(path):
            yield problem(path, _UNEXPECTED)


def _equal_languages(site: FinishedSite) -> Iterator[Problem]:
    """The same pages were asked for in every language; one that is missing, or too many, has been named already."""
    asked, languages = site.expectation.pages, site.expectation.languages
    rests = {rest for first, _, rest in (path.partition("/") for path in asked) if rest and first in languages}
    fault = _UNEQUAL.said(languages=" ".join(languages))
    for path in {f"{language}/{rest}" for language in languages for rest in rests} - asked - site.sizes.keys():
        yield problem(path, fault)


def _small_drawings(site: FinishedSite) -> Iterator[Problem]:
    """What is passed on over slow ways is small."""
    for path, size in site.sizes.items():
        most = _BUDGETS.get(path[-4:])
        if most and size > most:
            yield problem(path, HEAVY_KIT.said(most=most))


_RULES = (
    _readable,
    _missing,
    _unexpected,
    _as_made,
    _equal_languages,
    _copies,
    _small_drawings,
)
"""Those for the folder as a whole: ``rule(site)``."""

_NO_FOLDER = Fault("site.no_folder", "is not a folder; build the site first")


def verify(top: Path, expectation: Expectation, notes: PageNotes) -> list[Problem]:
    """Judge the site in the folder ``top``, of whose pages ``notes`` were taken when they were made: all problems of
    one run, placed by paths relative to the site.

    What is wrong in the same way on many pages is one problem, in the first of them, with their number.
    """
    if not top.is_dir():
        return [problem(".", _NO_FOLDER)]
    return in_order(together(_problems(look(top, expectation), notes)))


def _problems(site: FinishedSite, notes: PageNotes) -> Iterator[Problem]:
    for rule in _RULES:
        yield from rule(site)
    yield from notes.problems
    yield from links.lead_somewhere(site, notes)
