"""The rules for one page: the Content-Security-Policy that it carries in a <meta>, what that must cover, and how heavy
it may be where it is read over a slow network, or passed on by itself.

In: the text of a page. Out: faults. There is one narrow form of a policy, everything else is refused. It is stated here
anew, for a judge does not ask whoever writes the policy (``render/environment.py``) what may stand in it.
"""

import re
import zlib
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from html import unescape

from build_tools.problems import Fault
from build_tools.verify.site import Expectation

_POLICY = '<meta http-equiv="content-security-policy" content="'
# Before the policy nothing may stand that loads, nor text: it would end the head, and a policy in the body is ignored.
_START = re.compile(
    rf"<!doctype html>\s*<html [^<>]*>\s*<head>\s*(?:(?:<meta [^<>]*>|<title>[^<]*</title>)\s*)*?{_POLICY}([^\"]*)",
    re.IGNORECASE,
)
_REFERRER = '<meta name="referrer" content="no-referrer">'
_DIGESTS = r"'sha256-[A-Za-z0-9+/]{43}='(?: 'sha256-[A-Za-z0-9+/]{43}=')*"
_FORM = re.compile(
    rf"default-src 'none'; style-src ('self'|(?:'self' )?{_DIGESTS})(?:; script-src ({_DIGESTS}))?; "
    rf"img-src (?:'self' )?data:; base-uri 'none'; form-action 'none'(?:; script-src ({_DIGESTS}))?"
)

_OPEN = Fault(
    "page.policy",
    "has not the policy of the pages of this site: one Content-Security-Policy, in a <meta> with only <meta> and "
    "<title> between <head> and it, that forbids all but styles and images of the site and each style and script in "
    'the page by its sha256 hash; and once <meta name="referrer" content="no-referrer">',
)

_QUIET_BUDGET = 14 * 1024
"""Bytes of a quiet page when compressed."""

_KIT_BUDGET = 72 * 1024
"""Bytes of the page that holds everything, when compressed."""

_MOST_WORDS = 290
"""Words in <main> that may stand before any contact of a situation, were it the first, or before what is missing: whom
to call when life is in danger, and who learns of each step, stand before it too."""

_ORGANISATION = re.compile(r'<li class="contact"')
_CONTACT = re.compile(r'class="gap">|<a class="call" href="(?!#)|<span class="checked[" ]')
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")

HEAVY = Fault(
    "site.heavy", "has more than {most} bytes as it is sent; shorten it, for it is read and passed on over slow ways"
)
_MANY_WORDS = Fault(
    "quiet.too_many_words",
    "has {number} words before a contact, with heading, name and risk; at most {most}: shorten what stands before "
    "the contacts, or name or risk of the organisation",
)


@lru_cache(maxsize=256)
def _digest(content: str) -> str:
    """The hash of an inline style or script as a policy names it."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def policy_faults(text: str) -> Iterator[Fault]:
    """Yield that a page is open: it has no policy, not one alone, or not before all that it governs; the policy is
    wide; a style or script in the page is not named by its hash; or other sites learn from which page a reader came."""
    start = _START.match(text)
    form = _FORM.fullmatch(unescape(start[1])) if start else None
    once = len(re.findall(_POLICY, text, re.IGNORECASE)) == text.count(_REFERRER) == 1
    styles, *scripts = form.groups("") if form else ("",)
    named = {"style": styles.split(), "script": " ".join(scripts).split()}
    inside = ((name, content) for name in named for content in _contents_of(name, text))
    if not (form and once and all(_digest(content) in named[name] for name, content in inside)):
        yield _OPEN


def _contents_of(name: str, text: str) -> list[str]:
    """Return what stands in each element of that name, which has no attributes on any page."""
    return [part.partition(f"</{name}>")[0] for part in text.split(f"<{name}>")[1:]]


def weight_faults(path: str, text: str, expectation: Expectation) -> Iterator[Fault]:
    """Yield what makes a page too heavy for where it is needed."""
    budget = _QUIET_BUDGET if path in expectation.quiet else _KIT_BUDGET if path in expectation.kit else None
    if budget and len(zlib.compress(text.encode(), 9)) > budget:
        yield HEAVY.filled(most=budget)
    if path in expectation.quiet and (number := _words_before_contacts(text)) > _MOST_WORDS:
        yield _MANY_WORDS.filled(number=number, most=_MOST_WORDS)


def _words_before_contacts(text: str) -> int:
    """Return how many words stand before a contact, whichever organisation the day of the build puts first."""
    main = text.partition("<main")[2].partition("</main>")[0]
    if '<h2 id="contacts">' not in main:
        return 0
    before, *organisations = _ORGANISATION.split(f"<main{main}")
    longest = max((_count(f"<li{_CONTACT.split(entry)[0]}") for entry in organisations), default=0)
    return _count(before) + longest


def _count(markup: str) -> int:
    """Return the number of words in a piece of a page."""
    return len(_WORD.findall(unescape(_TAG.sub(" ", markup))))
