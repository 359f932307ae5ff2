"""Dates of what people have done or counted: none lies in the future.

In: a site. Out: problems. When a law or a division applies may well lie ahead, so those dates are not judged.
"""

import datetime
from collections.abc import Iterator

from build_tools.models import RECORD_KINDS, Model, Site
from build_tools.paths import catalogue_file, ledger_file
from build_tools.problems import Fault, Field, Problem
from build_tools.reviews import review_in_catalogue
from build_tools.validate.reviews import reviewed_files
from build_tools.validate.walk import walk

_FUTURE = Fault(
    "dates.in_the_future",
    "lies after the day of the build; write the day on which it was done, or correct the year",
)

_ENDS = ("until", "expires")
"""Until when a decision counts is no date of what was done."""


def dates_lie_in_the_past(site: Site) -> Iterator[Problem]:
    """Nothing was written, reviewed, counted, published, tried or decided after the day of the build."""
    last = tomorrow(site.day)
    yield from (Problem(path, _FUTURE, place) for path, place, day in _days(site) if day > last)
    for path, ledger in site.briefings.items():
        # Days in this form have the order of letters; that the id is a day and the name of the file, others say.
        if path == ledger_file(ledger.id) and ledger.as_of <= last and ledger.id > last.isoformat():
            yield Problem(path, _FUTURE, ("id",))


def tomorrow(day: datetime.date) -> datetime.date:
    """Return the next day, which may have begun where the maintainer is."""
    return day + datetime.timedelta(days=1)


def done_later(site: Site, day: datetime.date) -> str | None:
    """Return the file that says of the latest day on which something was done, if that is after ``day``; what lies
    in the future of the build is a fault of its own and not looked at."""
    since = ((done, path) for path, _, done in _days(site) if tomorrow(day) < done <= tomorrow(site.day))
    return max(since, default=(day, None))[1]


def _days(site: Site) -> Iterator[tuple[str, Field, datetime.date]]:
    """Yield every day on which people say that they did something, with its file and place."""
    whole = dict(_dated(site))
    for path, record in whole.items():
        for place, _, value in walk(record):
            if isinstance(value, datetime.date) and place[-1] not in _ENDS:
                yield path, place, value
    for path, place, reviews, _ in reviewed_files(site):
        read = ((language, review.reviewed_on) for language, review in reviews.items() if path not in whole)
        yield from ((path, (*place, language, "reviewed_on"), day) for language, day in read if day)
    for key, text in site.catalogues.items():
        if (review := review_in_catalogue(text)) and review.reviewed_on:
            yield catalogue_file(*key), ("X-Reviewed-On",), review.reviewed_on


def _dated(site: Site) -> Iterator[tuple[str, Model]]:
    """Yield file and record of everything that people date by what they did."""
    yield from ((words.path, words.about) for words in site.words.values())
    for kind in RECORD_KINDS:
        if kind.texts is None and not kind.in_force:
            yield from site.records(kind).items()
