"""The rules for quiet pages, where people find help: one answer of a slow network, and nothing but words.

In: a page in hand. Out: problems. Which pages are quiet the expectation says.
The budget is what a server sends before it waits for the reader: 10 packets of about 1460 bytes.
"""

import re
import zlib
from collections.abc import Iterator
from html import unescape

from build_tools.problems import Fault, Problem
from build_tools.verify.markup import TAG
from build_tools.verify.page import Page
from build_tools.verify.site import Site

PAGE_BUDGET = 14 * 1024
"""Bytes of a quiet page when compressed."""

SCRIPT_BUDGET = 1024
"""Bytes of all script in any page, quiet or not."""

MOST_WORDS = 290
"""Words in <main> that may stand before any contact of a situation, were it the first, or before what is missing: whom
to call when life is in danger, and who learns of each step, stand before it too."""

LIST = '<h2 id="contacts">'
ORGANISATION = re.compile(r'<li class="contact"')
CONTACT = re.compile(r'class="gap">|<a class="call" href="(?!#)|<span class="checked[" ]')
WORD = re.compile(r"\w+(?:[-’']\w+)*")

HEAVY = Fault(
    "quiet.heavy", "has more than {most} bytes when compressed; shorten it, for a quiet page comes in one answer"
)
MANY_WORDS = Fault(
    "quiet.too_many_words",
    "has {number} words before a contact, with heading, name and risk; at most {most}: shorten what stands before "
    "the contacts, or name or risk of the organisation",
)
LOADS = Fault(
    "quiet.loads_or_draws", "loads or draws something with <{tag}>; a quiet page is words alone, in one request"
)
SCRIPT = Fault("quiet.script_too_large", "has more than {most} bytes of script; only the quick exit may have some")


def light(site: Site, page: Page) -> Iterator[Problem]:
    """A quiet page comes in one answer."""
    quiet = page.path in site.expectation.quiet
    if quiet and len(zlib.compress(page.text.encode(), 9)) > PAGE_BUDGET:
        yield page.problem(HEAVY.said(most=PAGE_BUDGET))


def few_words_before_contacts(site: Site, page: Page) -> Iterator[Problem]:
    """A frightened reader soon finds a contact, whichever organisation the day of the build puts first."""
    main = page.text.partition("<main")[2].partition("</main>")[0]
    if page.path not in site.expectation.quiet or LIST not in main:
        return
    before, *organisations = ORGANISATION.split(f"<main{main}")
    longest = max((count(f"<li{CONTACT.split(entry)[0]}") for entry in organisations), default=0)
    if (number := count(before) + longest) > MOST_WORDS:
        yield page.problem(MANY_WORDS.said(number=number, most=MOST_WORDS))


def count(markup: str) -> int:
    """Count the words of a piece of a page."""
    return len(WORD.findall(unescape(TAG.sub(" ", markup))))


def alone(site: Site, page: Page) -> Iterator[Problem]:
    """A quiet page asks for nothing else."""
    if page.path in site.expectation.quiet | site.expectation.kit:
        for tag in page.tags:
            sheet = tag.name == "link" and "stylesheet" in tag.attributes.get("rel", "").lower()
            if sheet or tag.name in ("img", "source") or "src" in tag.attributes:
                yield page.problem(LOADS.said(tag=tag.name), tag)


def little_script(site: Site, page: Page) -> Iterator[Problem]:
    """No page has more script than the quick exit needs."""
    size = sum(len(content.encode()) for name, content in page.raw if name == "script")
    if size > SCRIPT_BUDGET:
        yield page.problem(SCRIPT.said(most=SCRIPT_BUDGET))
