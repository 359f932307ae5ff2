"""The check of the finished site: is everything there, whole and equal in each language, and is nothing else.

In: the folder and what is expected of it. Out: all problems, in order.
Never changes the folder, never opens a connection, and knows nothing of how the site was made.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from build_tools.packed import is_copy
from build_tools.problems import Fault, Problem, in_order
from build_tools.verify import (
    data_blocks,
    feeds,
    folder,
    kit,
    links,
    policy,
    quiet,
    reading,
    sitemap,
    style,
)
from build_tools.verify.page import Kept, Page, kept, reader
from build_tools.verify.site import Expectation, File, Site, is_page, look, problem, text_of, together
from build_tools.verify.targets import place_of

__all__ = ["FILE_RULES", "FOLDER_RULES", "PAGE_RULES", "SITE_RULES", "Expectation", "untouched", "verify"]

FOLDER_RULES = (
    folder.closed,
    folder.missing,
    folder.unexpected,
    folder.equal_languages,
    folder.kinds,
    kit.strangers,
    folder.as_made,
    folder.copies,
)
"""Over names, sizes and bytes: ``rule(site)``."""

BYTES_RULES = (folder.closed, folder.missing, folder.unexpected, folder.kinds, kit.strangers, folder.as_made)
"""Those that judge nothing but which files lie there, and their bytes."""

PAGE_RULES = (
    reading.house_style,
    reading.tag_faults,  # those of tags.TAG_RULES
    reading.language,
    reading.headings,
    reading.titles,
    policy.policies,
    policy.hashes,
    policy.let_through,
    policy.referrer,
    style.inline_styles,
    quiet.light,
    quiet.few_words_before_contacts,
    quiet.alone,
    quiet.little_script,
    kit.alone,
    links.own_anchors,
    links.versions,
    links.exits,
    feeds.announced,
    data_blocks.form,
    data_blocks.addresses,
)
"""Over one page while it is in hand: ``rule(site, page)``."""

FILE_RULES = (
    reading.plain_signs,
    style.style_sheets,
    sitemap.documents,
    feeds.feeds,
    kit.papers,
)
"""Over the text of every other file: ``rule(site, file)``."""

SITE_RULES = (links.other_anchors, sitemap.sitemap, feeds.entries_lead_somewhere)
"""Over what was kept of all pages: ``rule(site, pages)``."""

NO_FOLDER = Fault("site.no_folder", "is not a folder; build the site first")


def verify(folder: Path, expectation: Expectation) -> list[Problem]:
    """Judge the site in ``folder``: all problems of one run, placed by paths relative to the site.

    What is wrong in the same way on many pages is one problem, in the first of them, with their number.
    Every file is read once and none is kept, so memory does not grow with the size of the pages.
    """
    if not folder.is_dir():
        return [problem(".", NO_FOLDER)]
    return in_order(together(problems_of(look(folder, expectation))))


def untouched(folder: Path, expectation: Expectation) -> list[Problem]:
    """Say what came to a folder, went or changed since its files were made: nothing else may happen to it any more."""
    site = look(folder, expectation)
    return in_order(together(found for rule in BYTES_RULES for found in rule(site)))


def problems_of(site: Site) -> Iterator[Problem]:
    """Try all rules on the site, in no particular order."""
    pages: dict[str, Kept] = {}
    for folder_rule in FOLDER_RULES:
        yield from folder_rule(site)
    for file in (File(path, text_of(site, path)) for path in site.sizes if not (is_page(path) or is_copy(path))):
        for file_rule in FILE_RULES:
            yield from file_rule(site, file)
    for page in pages_of(site):
        for page_rule in PAGE_RULES:
            yield from page_rule(site, page)
        pages[page.path] = kept(page)
    for site_rule in SITE_RULES:
        yield from site_rule(site, pages)


def pages_of(site: Site) -> Iterator[Page]:
    """Read one page after the other, folder by folder, for the pages of a folder have most of their tags in common."""
    for place, paths in groupby(sorted(filter(is_page, site.sizes), key=place_of), place_of):
        yield from map(reader(site, place), paths)
