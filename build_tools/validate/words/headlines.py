"""What stands above pages: short enough for a phone, and a highlight that is there."""

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
NO_FINDING = Fault(
    "headlines.no_such_finding",
    "is no finding of this briefing; name one that stands in its text, such as finding-1",
)


def headlines_are_short(site: Site) -> Iterator[Problem]:
    """What stands above a page is short: its headline, or its title where it has none."""
    for words in site.words.values():
        shown, field, fault = (words.about.headline, "headline", HEADLINE_TOO_LONG)
        if shown is None:
            shown, field, fault = (words.about.title, "title", TOO_LONG)
        length = len(FIGURE.sub("24 reports", shown))
        if length > LONGEST and words.name not in KIT:
            yield Problem(words.path, fault, (field,), {"number": length, "most": LONGEST})


def highlights_are_findings(site: Site) -> Iterator[Problem]:
    """The finding that a briefing highlights stands in its text."""
    for words in site.words.values():
        if words.about.highlight and f"{{: #{words.about.highlight} }}" not in words.text:
            yield Problem(words.path, NO_FINDING, ("highlight",))
