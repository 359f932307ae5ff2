"""Whether words that count as reviewed are still those that somebody read: pages, data files and catalogues alike.

In: a review, and the fingerprint of the words as they are now. Out: problems that name what to write. Of a catalogue
also its review, which its header holds. Never decides that words are good.
"""

import re
from collections.abc import Iterator

from build_tools.models import Reviewed, reviewed_of
from build_tools.problems import REVIEW_HEADERS, Fault, Field, Problem

OTHER_WORDS = Fault(
    "reviews.words_changed",
    "is not that of the present words; when a person has read all of them as they are now, write {version} here and "
    "the day, or go back to machine-translated",
)
NO_REVIEW = Fault(
    "reviews.no_review_in_header",
    "has no review that counts in its header; write X-Review-State: machine-translated, or reviewed with "
    "X-Reviewed-By (a role), X-Reviewed-On (a day such as 2022-01-19) and X-Reviewed-Version",
)

_HEADERS = dict(zip(REVIEW_HEADERS, ("state", "reviewed_by", "reviewed_on", "reviewed_version"), strict=True))
"""What the header of a catalogue says of its review, by the names that pages and data files use."""

_HEADER = re.compile(r'^"(X-Review[A-Za-z-]*):([^"\\\n]*)\\n"$', re.MULTILINE)
"""Read from the text, because Babel keeps only the headers it knows."""

_MESSAGE = re.compile(r'^msgid (?!""$)|^msgid ""\n"', re.MULTILINE)


def review_in_catalogue(text: str) -> Reviewed | None:
    """Return the review that the header of a catalogue states, or nothing where that is none; without any it is a
    machine's translation."""
    message = _MESSAGE.search(text)
    header = _HEADER.findall(text[: message.start()] if message else text)
    if len({name for name, _ in header}) < len(header) or not {name for name, _ in header} <= _HEADERS.keys():
        return None
    return reviewed_of({"state": "machine-translated"} | {_HEADERS[name]: value.strip(" ") for name, value in header})


def stale(path: str, place: Field, review: Reviewed, version: str) -> Iterator[Problem]:
    """Yield a problem where words count as reviewed and nobody has read them as they are."""
    if review.state == "reviewed" and review.reviewed_version != version:
        yield Problem(path, OTHER_WORDS, place, {"version": version})
