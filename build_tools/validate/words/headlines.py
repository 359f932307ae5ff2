"""What stands above pages: short enough for a phone; and what the home page quotes, word for word."""

import re
from collections.abc import Iterator

from build_tools.models import FIGURE, KIT, Site
from build_tools.problems import Fault, Problem

LONGEST = 80
"""So many characters stand above a page in at most three lines on a desktop and five on a phone."""

TOO_LONG = Fault(
    "headlines.too_long",
    "is {number} characters long, and at most {most} stand above a page; write a short one: headline: and the title as "
    "it is stays in the text",
)
HEADLINE_TOO_LONG = Fault(
    "headlines.short_one_too_long", "is {number} characters long, and at most {most} stand above a page; write less"
)
NOT_SAID = Fault(
    "headlines.not_in_a_finding",
    "does not stand word for word in one finding of this briefing; copy a sentence from a finding that has an anchor, "
    "such as {{: #finding-1 }}",
)
ITEM = re.compile(r"^\d+\. ", re.MULTILINE)
ANCHOR = re.compile(r"\{: #[a-z0-9-]+ \}")


def headlines_are_short(site: Site) -> Iterator[Problem]:
    """What stands above a page is short: its headline, or its title where it has none."""
    for words in site.words.values():
        shown, field, fault = (words.about.headline, "headline", HEADLINE_TOO_LONG)
        if shown is None:
            shown, field, fault = (words.about.title, "title", TOO_LONG)
        length = len(FIGURE.sub("24 reports", shown))
        if length > LONGEST and words.name not in KIT:
            yield Problem(words.path, fault, (field,), {"number": length, "most": LONGEST})


def highlights_are_quoted(site: Site) -> Iterator[Problem]:
    """What the home page quotes of a briefing stands in one of its findings, as it is."""
    for words in site.words.values():
        quoted = words.about.highlight
        if quoted and not any(on_one_line(quoted) in finding for finding in findings(words.text)):
            yield Problem(words.path, NOT_SAID, ("highlight",))


def findings(text: str) -> Iterator[str]:
    """Yield the numbered items that have an anchor, each on one line."""
    for before in ANCHOR.split(text)[:-1]:
        yield on_one_line(ITEM.split(before)[-1])


def on_one_line(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())
