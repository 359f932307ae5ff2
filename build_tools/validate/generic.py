"""The rules that annotations of fields are, for every record and all front matter: a new one is a word in a model.

In: a site whose files are all there. Out: problems. A value is compared and never repeated.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from build_tools.files.paths import VOCABULARY, catalogue_file, ledger_file
from build_tools.models import NOBODY, NOT_STATED, RECORD_KINDS, SITUATION, Model, Site, fact_fields, read_catalogue
from build_tools.models.annotations import Codes, NotAfter, NotBefore, Past, Ref, Unique
from build_tools.problems import N_, REPEATED, TOO_EARLY, TOO_LATE, UNKNOWN, Fault, Field, Problem, allowed, wrong_form
from build_tools.validate.walk import Annotated, Node, annotated, annotated_in, data_files, ledgers_by_id, parts, walk

_LATIN = N_("one of these, in Latin letters, for some Cyrillic ones only look like them: {allowed}")
_LARGER_PLACE = N_(
    "its region at that time ({regions}) or a part of the country, for a town could point at somebody; to count the "
    "reports of a town in a briefing, move its lines in content/vocabulary.yml from towns to cities, then run "
    "`transparency schema`"
)
_NAMED_AFTER = N_("what the name of this file and of its folder says: files here are called {name}")
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


def files_are_named_after_their_record(site: Site) -> Iterator[Problem]:
    """The names of a file and of its folder are what the record in it says."""
    for kind in RECORD_KINDS:
        for path, record in site.records(kind).items():
            names = kind.misplaced(path, record)
            yield from (Problem(path, wrong_form(_NAMED_AFTER, name=kind.called), (name,)) for name in names)


def names_are_given_once(site: Site) -> Iterator[Problem]:
    """No two things of the content have the same name, nor one that is kept for something else."""
    return _given_twice(annotated_in(site, Unique))


def _given_twice(values: Iterable[Annotated]) -> Iterator[Problem]:
    first: dict[Any, tuple[str, Field]] = {("recipients", None, (), NOBODY): (f"{{{{ risk({NOBODY}) }}}}", ())}
    for path, found, annotation in values:
        within = next((id(one) for one in found.around if type(one).__name__ == annotation.within), None)
        beside = tuple(getattr(found.around[0], name, None) for name in annotation.beside)
        for place, name in _names_of(found, annotation) if None not in beside else ():
            same = " ".join(name.rstrip("/").casefold().split()) if isinstance(name, str) else name
            other, there = first.setdefault((annotation.space, within, beside, same), (path, place))
            if name in annotation.reserved:
                yield Problem(path, REPEATED, place, {"other": "site_src/templates"})
            elif (other, there) != (path, place):
                yield Problem(path, REPEATED, place, {"other": there if other == path else other})


def _names_of(found: Node, annotation: Unique) -> list[tuple[Field, Any]]:
    """Return what is unique: each entry or name, a text in each language, or the value."""
    is_mapping = isinstance(found.value, dict)
    if is_mapping and all(isinstance(text, str) for text in found.value.values()):
        return [((*found.place, code), f"{code} {text}") for code, text in found.value.items()]
    return found.names() if is_mapping or annotation.each else [(found.place, found.value)]


def names_are_known(site: Site) -> Iterator[Problem]:
    """What names something of a list names what is there, and no list of names names one twice."""
    for path, found, annotation in annotated_in(site, Ref, Codes):
        known = _known(site, found, annotation)
        for place, name in found.names():
            if name not in known:
                yield Problem(path, _not_known(site, annotation, str(found.place[0]), known, name), place)
        for at, name in enumerate(found.value) if isinstance(found.value, tuple) else ():
            if (first := found.value.index(name)) < at:
                yield Problem(path, REPEATED, (*found.place, at), {"other": (*found.place, first)})


def _known(site: Site, found: Node, annotation: Codes | Ref) -> Collection[str]:
    """Return the list of which something is named: the nearest around it, the one that it lies in itself, or one of the
    whole content. Nothing names what it lies in."""
    if isinstance(annotation, Codes) or annotation.file or annotation.list in _OWN_LISTS:
        return _of_site(site, annotation)
    name = annotation.list or str(found.place[0])
    records = found.around[found.place[-1] == name :]
    part = next(getattr(one, name) for one in records if hasattr(one, name))
    around = {*map(id, found.around)}
    own = [key for key, one in part.items() if id(one) in around] if isinstance(part, Mapping) else ()
    return [one for one in _names_in(part) if one not in own]


@lru_cache(maxsize=64)
def _of_site(site: Site, annotation: Codes | Ref) -> Collection[str]:
    if isinstance(annotation, Codes):
        codes = site.vocabulary.labels(annotation.list)
        return {code: texts for code, texts in codes.items() if not (annotation.stated and code == NOT_STATED)}
    if annotation.list in _OWN_LISTS:
        return _OWN_LISTS[annotation.list](site)
    return _names_in(getattr(data_files(site).get(annotation.file), annotation.list, ()))


def _names_in(part: object) -> Collection[str]:
    """Return the names of a list: its keys, its texts, or the values of its records that are unique."""
    if isinstance(part, Mapping):
        return part.keys()
    names = list[str]()
    for one in part if isinstance(part, tuple) else ():
        own = annotated(("", part) for part in parts(Node((), None, one)) if isinstance(one, Model))
        names += [one] if isinstance(one, str) else []
        names += [found.value for _, found, said in own if isinstance(said, Unique)]
    return names


def _not_known(site: Site, annotation: Codes | Ref, part: str, known: Collection[str], name: str) -> Fault:
    """Return what is wrong with a name that is in no list: mostly a slip, or a label in place of its code."""
    is_code, list_ = isinstance(annotation, Codes), annotation.list or part
    if is_code and name in site.vocabulary.towns:
        regions = dict.fromkeys(site.vocabulary.towns[name].regions.values())
        return wrong_form(_LARGER_PLACE, regions=", ".join(regions))
    labels = site.vocabulary.labels(list_) if is_code else {}
    meant = (code for code, label in labels.items() if name.casefold() in map(str.casefold, label.values()))
    file = VOCABULARY if isinstance(annotation, Codes) else annotation.file
    title = _PARTS.get(list_, list_) + (f" ({file})" if file else "")
    fault = wrong_form(_LATIN) if _CYRILLIC.search(name) else UNKNOWN.filled(list=title)
    return fault.filled(**fault.values, allowed=allowed(known, next(meant, name)))


SOON = datetime.timedelta(days=30)


def days_are_right(site: Site) -> Iterator[Problem]:
    """What ends does so after it began, what was decided within a year, and nothing was done after today."""
    yield from _out_of_order(annotated_in(site, NotBefore, NotAfter))
    last = tomorrow(site.day)
    future = ((path, place) for path, place, day in _done(site) if day > last)
    yield from (Problem(path, TOO_LATE, place, {"other": last.isoformat()}) for path, place in future)


def _out_of_order(values: Iterable[Annotated]) -> Iterator[Problem]:
    """Yield the days that are before or after another one, or too long after it."""
    for path, found, annotation in values:
        day = found.value
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
    said = ((path, found.place, found.value) for path, found, _ in annotated_in(site, Past))
    yield from (one for one in said if isinstance(one[2], datetime.date))
    for path, ledger in site.briefings.items():
        if path == ledger_file(ledger.id):  # of another name another rule speaks
            yield path, ("id",), datetime.date.fromisoformat(ledger.id)
    for key, text in site.catalogues.items():
        if day := read_catalogue(key[1], text).reviewed.reviewed_on:
            yield catalogue_file(*key), ("X-Reviewed-On",), day


def days_and_names(path: str, record: Model) -> Iterator[Problem]:
    """Yield what is wrong with the days of one record, and names that it gives twice."""
    values = [*annotated((path, node) for node in walk(record))]
    yield from _out_of_order(one for one in values if isinstance(one[2], NotBefore | NotAfter))
    yield from _given_twice(one for one in values if isinstance(one[2], Unique))


RULES = (files_are_named_after_their_record, names_are_known, names_are_given_once, days_are_right)
