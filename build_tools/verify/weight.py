"""How heavy pages are that are read over a slow network, or passed on by themselves.

In: the text of a page. Out: faults. Which pages are quiet, or of the kit, the expectation says.
The budget of a quiet page is what a server sends before it waits for the reader: 10 packets of about 1460 bytes.
"""

import re
import zlib
from collections.abc import Iterator
from html import unescape

from build_tools.problems import Fault
from build_tools.verify.site import Expectation

_QUIET_BUDGET = 14 * 1024
"""Bytes of a quiet page when compressed."""

_KIT_BUDGET = 72 * 1024
"""Bytes of the page that holds everything, when compressed."""

_MOST_WORDS = 290
"""Words in <main> that may stand before any contact of a situation, were it the first, or before what is missing: whom
to call when life is in danger, and who learns of each step, stand before it too."""

_CONTACTS = '<h2 id="contacts">'
_ORGANISATION = re.compile(r'<li class="contact"')
_CONTACT = re.compile(r'class="gap">|<a class="call" href="(?!#)|<span class="checked[" ]')
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")

_HEAVY = Fault(
    "quiet.heavy", "has more than {most} bytes when compressed; shorten it, for a quiet page comes in one answer"
)
_HEAVY_KIT = Fault("kit_file.heavy", "has more than {most} bytes; shorten it, for it is passed on over slow ways")
_MANY_WORDS = Fault(
    "quiet.too_many_words",
    "has {number} words before a contact, with heading, name and risk; at most {most}: shorten what stands before "
    "the contacts, or name or risk of the organisation",
)


def weight_faults(path: str, text: str, expectation: Expectation) -> Iterator[Fault]:
    """Yield what makes a page too heavy for where it is needed."""
    budget = _QUIET_BUDGET if path in expectation.quiet else _KIT_BUDGET if path in expectation.kit else None
    if budget and len(zlib.compress(text.encode(), 9)) > budget:
        yield (_HEAVY if path in expectation.quiet else _HEAVY_KIT).said(most=budget)
    if path in expectation.quiet and (number := _words_before_contacts(text)) > _MOST_WORDS:
        yield _MANY_WORDS.said(number=number, most=_MOST_WORDS)


def _words_before_contacts(text: str) -> int:
    """Return how many words stand before a contact, whichever organisation the day of the build puts first."""
    main = text.partition("<main")[2].partition("</main>")[0]
    if _CONTACTS not in main:
        return 0
    before, *organisations = _ORGANISATION.split(f"<main{main}")
    longest = max((_count(f"<li{_CONTACT.split(entry)[0]}") for entry in organisations), default=0)
    return _count(before) + longest


def _count(markup: str) -> int:
    """Return the number of words in a piece of a page."""
    return len(_WORD.findall(unescape(_TAG.sub(" ", markup))))
