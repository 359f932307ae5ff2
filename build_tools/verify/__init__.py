"""The check of the finished site: everything is there as it was made, and nothing else; links lead somewhere.

In: the folder, what is expected of it, and notes on its pages. Out: all problems, in order.
Never changes the folder, never opens a connection, and knows nothing of how the site was made.
"""

from collections.abc import Iterator
from pathlib import Path

from build_tools.problems import Fault, Problem, in_order
from build_tools.verify import folder, links
from build_tools.verify.links import PageNotes
from build_tools.verify.site import Expectation, FinishedSite, look, problem, together

__all__ = ["Expectation", "PageNotes", "verify"]

_RULES = (
    folder.readable,
    folder.missing,
    folder.unexpected,
    folder.as_made,
    folder.equal_languages,
    folder.copies,
    folder.small_drawings,
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
