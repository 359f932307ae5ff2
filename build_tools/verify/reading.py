"""The rules for a page as its readers get it: markup that can be checked, language, heading, title, description.

In: a page in hand. Out: problems.
Of words it judges only whether there are any.
"""

import re
from collections.abc import Iterator

from build_tools.problems import Fault, Problem
from build_tools.verify.markup import RAW_TEXT, START
from build_tools.verify.page import Page
from build_tools.verify.site import File, Site, problem

CHARSET = b'<meta charset="utf-8"'
SEARCHED = 1024  # bytes in which browsers look for the encoding
UNREADABLE = ("\ufffd", "\r", "\0")

BEGINNING = Fault(
    "page.beginning", 'does not begin with <!doctype html>, <html lang="…"> and <head>; begin every page so'
)
ENCODING = Fault(
    "page.encoding_unsaid",
    'does not say that it is UTF-8 at its beginning; write <meta charset="utf-8"> early in <head>',
)
SIGNS = Fault("page.not_utf8", "is not UTF-8 with plain line ends; save it so")
OPEN = Fault("page.open_bracket", "has a < that begins no tag; write &lt;")
RAW_OPEN = Fault(
    "page.raw_text_open",
    "has a <title>, <style>, <script> or <textarea> that holds markup or does not end; close it",
)
LANGUAGE = Fault("page.language", 'does not say the right language; write <html lang="{language}">')
HEADING = Fault("page.main_heading", "has {count} main headings; write one <h1>")
TITLE = Fault("page.title", "has no title, an empty one, or several; write one <title>")
DESCRIPTION = Fault(
    "page.description", 'has no description, an empty one, or several; write one <meta name="description">'
)


def house_style(site: Site, page: Page) -> Iterator[Problem]:
    """The markup is of the form that the check can read; every other rule stands on this one."""
    start = START.match(page.text)
    if not start:
        yield page.problem(BEGINNING)
    if CHARSET not in page.text[:SEARCHED].encode()[:SEARCHED]:
        yield page.problem(ENCODING)
    if any(sign in page.text for sign in UNREADABLE):
        yield page.problem(SIGNS)
    if page.text.rfind("<") > page.text.rfind(">"):
        yield problem(page.path, OPEN, page.text.count("\n", 0, page.text.rfind("<")) + 1)
    if sum(tag.name in RAW_TEXT for tag in page.tags) > len(page.raw):
        yield page.problem(RAW_OPEN)


def tag_faults(site: Site, page: Page) -> Iterator[Problem]:
    """What the rules for tags found."""
    for tag in page.tags:
        for fault in tag.faults:
            yield page.problem(fault, tag)


def language(site: Site, page: Page) -> Iterator[Problem]:
    """A page says the language of its folder; a page outside them says one of the languages."""
    first = page.path.partition("/")[0]
    languages = site.expectation.languages
    said = [tag.attributes.get("lang") for tag in page.named("html")]
    right = [first] if first in languages else languages
    if len(said) != 1 or said[0] not in right:
        yield page.problem(LANGUAGE.said(language=right[0]))


def headings(site: Site, page: Page) -> Iterator[Problem]:
    """One main heading."""
    count = len(page.named("h1"))
    if count != 1:
        yield page.problem(HEADING.said(count=count))


def titles(site: Site, page: Page) -> Iterator[Problem]:
    """One title, and one description except on the page for addresses that lead nowhere, which no search lists."""
    found = [content.strip() for name, content in page.raw if name == "title"]
    if len(page.named("title")) != 1 or not all(found):
        yield page.problem(TITLE)
    described = [content.strip() for content in page.meta("description")]
    if page.path != "404.html" and (len(described) != 1 or not described[0]):
        yield page.problem(DESCRIPTION)


TEXTS = (".csv", ".json", ".txt", ".xml")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd]")


def plain_signs(site: Site, file: File) -> Iterator[Problem]:
    """A file of text holds no sign that could steer a terminal, end a line unseen or stand for a lost letter."""
    if file.path.endswith(TEXTS) and UNSEEN.search(file.text):
        yield problem(file.path, SIGNS)
