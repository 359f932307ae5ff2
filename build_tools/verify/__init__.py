"""The check of the finished site: everything is there as it was made, and nothing else; links lead somewhere.

In: the folder, what is expected of it, and notes on its pages. Out: all problems, in order.
Never changes the folder, never opens a connection, and knows nothing of how the site was made.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from build_tools.problems import Fault, Problem, in_order
from build_tools.verify.links import PageNotes, lead_somewhere
from build_tools.verify.page import HEAVY
from build_tools.verify.site import Expectation, differences, files_below, problem, stale_copies, together

__all__ = ["Expectation", "PageNotes", "verify"]

_BUDGETS = {".pdf": 200 * 1024, ".png": 100 * 1024}
"""Bytes of a paper, and of a picture."""

_UNEQUAL = Fault(
    "site.missing_in_one_language",
    "does not exist, though other languages have this page; each language has all pages ({languages})",
)
_NO_FOLDER = Fault("site.no_folder", "is not a folder; build the site first")


def verify(top: Path, expected: Expectation, notes: PageNotes) -> list[Problem]:
    """Judge the site in the folder ``top``, of whose pages ``notes`` were taken when they were made: all problems of
    one run, placed by paths relative to the site.

    What is wrong in the same way on many pages is one problem, in the first of them, with their number. A link may lead
    to what is there and to what should be, for a missing page is said once and not for each link.
    """
    if not top.is_dir():
        return [problem(".", _NO_FOLDER)]
    found = files_below(top)
    every = (
        *differences(expected.digests, found),
        *stale_copies(top),
        *_equal_languages(expected.languages, expected.digests),
        *_small_drawings(top, found),
        *notes.problems,
        *lead_somewhere(notes, expected.digests.keys() | found.keys()),
    )
    return in_order(together(every))


def _equal_languages(languages: Collection[str], made: Collection[str]) -> Iterator[Problem]:
    """The same pages were made in every language."""
    parts = (path.partition("/") for path in made if path.endswith(".html"))
    rests = {rest for first, _, rest in parts if rest and first in languages}
    for path in {f"{language}/{rest}" for language in languages for rest in rests}.difference(made):
        yield problem(path, _UNEQUAL.filled(languages=" ".join(languages)))


def _small_drawings(top: Path, found: Collection[str]) -> Iterator[Problem]:
    """What is passed on over slow ways is small."""
    for path in found:
        most = _BUDGETS.get(path[-4:])
        if most and (top / path).lstat().st_size > most:
            yield problem(path, HEAVY.filled(most=most))
