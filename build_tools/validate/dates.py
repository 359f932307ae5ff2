"""Dates of what people have done or counted: none lies in the future.

In: a site. Out: problems. When a law or a division applies may well lie ahead, so those dates are not judged.
"""

import datetime
from collections.abc import Iterator

from build_tools.models import Model, Site
from build_tools.paths import ledger_file
from build_tools.problems import N_, Problem
from build_tools.validate.walk import walk

FUTURE = N_("lies after the day of the build; write the day on which it was done, or correct the year")

END = "until"
"""Until when a decision counts is no date of what was done."""


def dates_lie_in_the_past(site: Site) -> Iterator[Problem]:
    """Nothing was written, reviewed, counted, published, tried or decided after the day of the build."""
    # Where the maintainer is, the next day may have begun.
    last = site.day + datetime.timedelta(days=1)
    for path, record in dated(site):
        for place, _, value in walk(record):
            if isinstance(value, datetime.date) and value > last and place[-1] != END:
                yield Problem(path, FUTURE, place)
    for path, ledger in site.ledgers.items():
        # Days in this form have the order of letters; that the id is a day and the name of the file, others say.
        if path == ledger_file(ledger.id) and ledger.as_of <= last and ledger.id > last.isoformat():
            yield Problem(path, FUTURE, ("id",))


def dated(site: Site) -> Iterator[tuple[str, Model]]:
    """Yield file and record of everything that people date by what they did."""
    yield from ((words.path, words.about) for words in site.words.values())
    yield from site.ledgers.items()
    yield from site.organisations.items()
