"""The rules that annotations of fields are, for every record and all front matter: a new one is a word in a model.

In: a site whose files are all there. Out: problems. A value is compared and never repeated.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from build_tools.models import (
    NOBODY,
    NOT_STATED,
    PERIOD,
    SITUATION,
    Annotation,
    Codes,
    Length,
    Model,
    NotAfter,
    NotBefore,
    Past,
    Ref,
    Site,
    Texts,
    Unique,
    fact_fields,
    kind_of,
    review_in_catalogue,
)
from build_tools.paths import VOCABULARY, catalogue_file, ledger_file
from build_tools.problems import N_, Fault, Field, Problem, allowed
from build_tools.validate.sentences import REPEATED, TOO_EARLY, TOO_LATE, TOO_LONG, UNKNOWN, wrong_form
from build_tools.validate.walk import AnnotatedValue, annotated, annotated_in, every_record, ledgers_by_id

_LATIN = N_("one of these, in Latin letters, for some Cyrillic ones only look like them: {allowed}")
_LARGER_PLACE = N_(
    "its region at that time ({regions}) or a part of the country, for a town could point at somebody; to count the "
    "reports of a town in a briefing, move its lines in content/vocabulary.yml from towns to cities, then run "
    "`transparency schema`"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_OWN_LISTS: Mapping[str, Callable[[Site], Collection[str]]] = {
    "pages": lambda site: site.pages,
    "situations": lambda site: [name for name in site.pages if SITUATION.fullmatch(name)],
    "fields": lambda site: fact_fields(),
    "counted places": lambda site: [*site.counted_places],
    "ledgers": lambda site: [*ledgers_by_id(site)],
}
"""Lists that are in no record."""

_PARTS = {
    "places": "cities, regions, parts",
    "places_of_help": "cities, towns, regions, parts",
    "to_whom": "recipients, organisations",
    "plain": "figures",
}
"""The lists that others are put together of, or are a part of."""


class Known(NamedTuple):
    """A list of names with what people call it; ``labels`` are what people call that which is named."""

    title: str
    names: Collection[str]
    labels: Mapping[str, Texts] = {}


class _Taken:
    """Names that were given, with where: by what they are compared with."""

    def __init__(self) -> None:
        self.first: dict[object, tuple[str, Field]] = {}

    def given(self, path: str, found: AnnotatedValue) -> Iterator[Problem]:
        """Yield a problem for each name of a value that something else has, or that is kept for something else."""
        annotation: Unique = found.annotation
        within = next((id(one) for one in found.around if type(one).__name__ == annotation.within), None)
        beside = tuple(getattr(found.around[0], name, None) for name in annotation.beside)
        if None in beside:
            return
        for place, name in _names_of(found):
            same = " ".join(name.rstrip("/").casefold().split()) if isinstance(name, str) else name
            where, first = self.first.setdefault((annotation.space, within, beside, same), (path, place))
            if name in annotation.reserved:
                yield Problem(path, REPEATED, place, {"other": "site_src/templates"})
            elif (where, first) != (path, place):
                yield Problem(path, REPEATED, place, {"other": first if where == path else where})


def _names_of(found: AnnotatedValue) -> list[tuple[Field, Any]]:
    """Return what is unique: each entry or name, a text in each language, or the value."""
    match found.value:
        case Mapping() if all(isinstance(text, str) for text in found.value.values()):
            return [((*found.place, code), f"{code} {text}") for code, text in found.value.items()]
        case Mapping():
            return found.names()
    return found.names() if found.annotation.each else [(found.place, found.value)]


def given_once(path: str, record: Model) -> Iterator[Problem]:
    """Yield the names that are given twice within a record."""
    taken = _Taken()
    for found in annotated(record, (Unique,)):
        yield from taken.given(path, found)


def names_are_given_once(site: Site) -> Iterator[Problem]:
    """No two things of the content have the same name."""
    taken = _Taken()
    taken.first["recipients", None, (), NOBODY] = f"{{{{ risk({NOBODY}) }}}}", ()
    for path, found in annotated_in(site, (Unique,)):
        yield from taken.given(path, found)


def names_are_known(site: Site) -> Iterator[Problem]:
    """What names something of a list names what is there, and no list of names names one twice."""
    of_site = cache(partial(_of_site, site))
    for path, found in annotated_in(site, (Ref, Codes)):
        known = _known(found, of_site)
        for place, name in found.names():
            if name not in known.names:
                yield Problem(path, _not_known(found.annotation, known, name, site), place)
        if isinstance(found.value, tuple) and len(set(found.value)) < len(found.value):
            for at, name in enumerate(found.value):
                if (first := found.value.index(name)) < at:
                    yield Problem(path, REPEATED, (*found.place, at), {"other": (*found.place, first)})


def _known(found: AnnotatedValue, of_site: Callable[[Annotation], Known]) -> Known:
    """Return the list of which something is named: the nearest around it, the one that it lies in itself, or one of the
    whole content. Nothing names what it lies in."""
    annotation = found.annotation
    if isinstance(annotation, Codes) or annotation.file or annotation.list in _OWN_LISTS:
        return of_site(annotation)
    name = annotation.list or str(found.place[0])
    records = found.around[found.place[-1] == name :]
    part = next(getattr(one, name) for one in records if hasattr(one, name))
    around = {*map(id, found.around)}
    own = [key for key, one in part.items() if id(one) in around] if isinstance(part, Mapping) else ()
    return Known(_PARTS.get(name, name), [one for one in _names_in(part) if one not in own])


def _of_site(site: Site, annotation: Codes | Ref) -> Known:
    if isinstance(annotation, Ref) and annotation.list in _OWN_LISTS:
        return Known(annotation.list, _OWN_LISTS[annotation.list](site))
    title = _PARTS.get(annotation.list, annotation.list)
    if isinstance(annotation, Ref):
        kind = kind_of(annotation.file)
        record = site.records(kind).get(annotation.file) if kind else None
        return Known(f"{title} ({annotation.file})", _names_in(getattr(record, annotation.list, ())))
    labels = site.vocabulary.labels(annotation.list)
    names = [code for code in labels if not (annotation.stated and code == NOT_STATED)]
    return Known(f"{title} ({VOCABULARY})", names, labels)


def _names_in(part: object) -> Collection[str]:
    """Return the names of a list: its keys, its texts, or the values of its records that are unique."""
    if isinstance(part, Mapping):
        return part.keys()
    names = list[str]()
    for one in part if isinstance(part, tuple) else ():
        own = annotated(one, (Unique,)) if isinstance(one, Model) else ()
        names += [one] if isinstance(one, str) else [found.value for found in own if len(found.around) == 1]
    return names


def _not_known(annotation: Annotation, known: Known, name: str, site: Site) -> Fault:
    """Return what is wrong with a name that is in no list: mostly a slip, or a label in place of its code."""
    if isinstance(annotation, Codes) and name in site.vocabulary.towns:
        regions = dict.fromkeys(site.vocabulary.towns[name].regions.values())
        return wrong_form(_LARGER_PLACE, regions=", ".join(regions))
    meant = (code for code, label in known.labels.items() if name.casefold() in map(str.casefold, label.values()))
    fault = wrong_form(_LATIN) if _CYRILLIC.search(name) else UNKNOWN.filled(list=known.title)
    return fault.filled(**fault.values, allowed=allowed(known.names, next(meant, name)))


def texts_are_short(site: Site) -> Iterator[Problem]:
    """A text leaves room for what stands beside it; a period that it calls counts as the number that pages show."""
    for path, found in annotated_in(site, (Length,)):
        texts = found.value.items() if isinstance(found.value, Mapping) else [(None, found.value)]
        for language, text in texts:
            place: Field = (*found.place, language) if language else found.place
            number, most = len(PERIOD.sub("72", text)), found.annotation.most
            if number > most:
                yield Problem(path, TOO_LONG, place, {"number": number, "form": N_("characters"), "most": most})


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
        annotation, day = found.annotation, found.value
        name, other = _other_day(annotation.other, found.around)
        is_upper, days = isinstance(annotation, NotAfter), getattr(annotation, "days", None)
        if other and is_upper and day > other:
            yield Problem(path, TOO_LATE, found.place, {"other": name})
        elif other and not is_upper and day < other:
            yield Problem(path, TOO_EARLY, found.place, {"other": name})
        elif other and days and day > (last := other + datetime.timedelta(days=days)):
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


RULES = (names_are_known, names_are_given_once, texts_are_short, days_are_right)
