"""Every kind of page is one function; to add a kind, write it and add it to ``PAGES``. What is told to those who follow
the site by a feed is one more function, in ``ENTRIES``."""

from collections.abc import Callable, Iterator

from build_tools.models import Page
from build_tools.render.context import Context
from build_tools.render.help.pages import help_pages
from build_tools.render.pages.briefings import (
    briefing_entries,
    briefing_list_page,
    briefing_pages,
    statement_entries,
    statement_pages,
)
from build_tools.render.pages.cases import case_list_pages, case_pages, example_list_pages
from build_tools.render.pages.changes import changes_page, correction_entries, corrections_page
from build_tools.render.pages.data import codebook_page, data_page
from build_tools.render.pages.figures import figures_pages, statistics_page
from build_tools.render.pages.law import law_pages, sure_page
from build_tools.render.pages.ordinary import example_contacts_page, home_page, ordinary_pages, report_page
from build_tools.render.whole_site import Entries

PAGES: tuple[Callable[[Context], Iterator[Page]], ...] = (
    home_page,
    briefing_list_page,
    briefing_pages,
    statement_pages,
    statistics_page,
    figures_pages,
    changes_page,
    corrections_page,
    case_list_pages,
    example_list_pages,
    case_pages,
    law_pages,
    sure_page,
    report_page,
    example_contacts_page,
    data_page,
    codebook_page,
    help_pages,
    ordinary_pages,
)

ENTRIES: tuple[Entries, ...] = (briefing_entries, correction_entries, statement_entries)


def pages(context: Context) -> Iterator[Page]:
    """Yield every page of one language."""
    for kind in PAGES:
        yield from kind(context)
