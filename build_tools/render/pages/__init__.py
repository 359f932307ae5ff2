"""Every kind of page is one function; to add a kind, write it and add it to ``PAGES``."""

from collections.abc import Callable, Iterator

from build_tools.models import Page
from build_tools.render.context import Context
from build_tools.render.help.pages import help_pages
from build_tools.render.pages.briefings import briefing_list, briefings
from build_tools.render.pages.case_groups import cases_home
from build_tools.render.pages.cases import case_lists, cases
from build_tools.render.pages.law import absolute_right, rights
from build_tools.render.pages.single import data, home, ordinary, report, statistics

PAGES: tuple[Callable[[Context], Iterator[Page]], ...] = (
    home,
    briefing_list,
    briefings,
    statistics,
    cases_home,
    case_lists,
    cases,
    absolute_right,
    rights,
    report,
    data,
    help_pages,
    ordinary,
)


def pages(context: Context) -> Iterator[Page]:
    """Yield every page of one language."""
    for kind in PAGES:
        yield from kind(context)
