"""Days: what ends does so after it began, and what was done was not done in the future.

In: a site. Out: problems. Every day of a record is of what was done, unless its field says that it may lie ahead.
"""

import datetime
from collections.abc import Iterator

from build_tools.models import Model, NotAfter, NotBefore, Past, Site
from build_tools.paths import catalogue_file, ledger_file
from build_tools.problems import Field, Problem
from build_tools.reviews import review_in_catalogue
from build_tools.validate.sentences import TOO_EARLY, TOO_LATE
from build_tools.validate.walk import annotated, annotated_in, every_record

SOON = datetime.timedelta(days=30)


def days_are_right(site: Site) -> Iterator[Problem]:
    """What ends does so after it began, what was decided within a year, and nothing was done after today."""
    last = tomorrow(site.day)
    for path, record, _ in every_record(site):
        yield from days_in_order(path, record)
    future = ((path, place) for path, place, day in _done(site) if day > last)
    yield from (Problem(path, TOO_LATE, place, {"other": last.isoformat()}) for path, place in future)


def days_in_order(path: str, record: Model) -> Iterator[Problem]:
    """Yield the days of a record that are before or after another one, or too long after it."""
    for found in annotated(record, (NotBefore, NotAfter)):
        annotation = found.annotation
        name, other = _other_day(annotation.other, found.around)
        if other is None:
            continue
        if isinstance(annotation, NotAfter):
            yield from [Problem(path, TOO_LATE, found.place, {"other": name})] if found.value > other else []
        elif found.value < other:
            yield Problem(path, TOO_EARLY, found.place, {"other": name})
        elif annotation.days and found.value > (last := other + datetime.timedelta(days=annotation.days)):
            yield Problem(path, TOO_LATE, found.place, {"other": last.isoformat()})


def _other_day(name: str, around: tuple[Model, ...]) -> tuple[str, datetime.date | None]:
    """Return what a field of the nearest record that has it is called in its file, and its day, if it says one."""
    inside = next((one for one in around if name in type(one).model_fields), None)
    day = getattr(inside, name, None)
    day = datetime.date.fromisoformat(day) if isinstance(day, str) and day[:1].isdigit() else day
    alias = type(inside).model_fields[name].alias if inside else None
    return alias or name, day if isinstance(day, datetime.date) else None


def tomorrow(day: datetime.date) -> datetime.date:
    """Return the next day, which may have begun where the maintainer is."""
    return day + datetime.timedelta(days=1)


def _done(site: Site) -> Iterator[tuple[str, Field, datetime.date]]:
    """Yield every day on which people say that they did something, with its file and place."""
    for path, found in annotated_in(site, (Past,)):
        if isinstance(found.value, datetime.date):
            yield path, found.place, found.value
    for path, ledger in site.briefings.items():
        if path == ledger_file(ledger.id):  # of another name another rule speaks
            yield path, ("id",), datetime.date.fromisoformat(ledger.id)
    for key, text in site.catalogues.items():
        if (review := review_in_catalogue(text)) and review.reviewed_on:
            yield catalogue_file(*key), ("X-Reviewed-On",), review.reviewed_on


RULES = (days_are_right,)
