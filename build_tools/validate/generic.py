"""The rules that annotations of fields are, for every record and all front matter: a new one is a word in a model.

In: a site. Out: problems. A value is compared and never repeated; what could not be read is no reason to refuse others.
"""

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
    Ref,
    Site,
    Texts,
    Unique,
    Unread,
    fact_fields,
    kind_of,
)
from build_tools.paths import FIGURES, VOCABULARY, words_file
from build_tools.problems import MISSING_VALUE, N_, Fault, Field, Problem, allowed
from build_tools.validate.walk import AnnotatedValue, annotated, annotated_in, every_record, ledgers_by_id, lost_ledgers

UNKNOWN = Fault("names.unknown", "names something that is not in the list {list}; write one of: {allowed}")
_IN_CYRILLIC = Fault(
    "names.in_cyrillic",
    "has Cyrillic letters, and some look like Latin ones; type it in Latin letters; use one of: {allowed}",
)
_LARGER_PLACE = N_(
    "its region at that time ({regions}) or a part of the country, for a town could point at somebody; to count the "
    "reports of a town in a briefing, move its lines in content/vocabulary.yml from towns to cities, then run "
    "`transparency schema`"
)
REPEATED = Fault("names.repeated", "is there already, in {other}; write it once, or give each its own")
CIRCLE = Fault("names.circle", "leads back to where it began ({names}); name what each of them is a part of")
TOO_LONG = Fault("texts.too_long", "is too long: {number} {form}, and there is room for {most}; write less")
TOO_EARLY = Fault("days.too_early", "is before {other}; write that day or a later one")
TOO_LATE = Fault("days.too_late", "is after {other}; write that day or an earlier one")
_WRONG_FORM = Fault("values.wrong_form", "does not fit here; right is {form}")
ONE_OF_TWO = Fault("values.one_of_two", "both are there, or neither is; write one alone: {one}, or {other}")
BESIDE = Fault("values.beside", "may not stand beside {other}; delete one of the two")
_LACKS = Fault("words.lacking", "lacks {what}, without which this is not whole or not true; write it here")
_NAMED_AFTER = N_("what the name of this file and of its folder says: files here are called {name}")

_CYRILLIC = re.compile("[\u0400-\u052f]")
_OWN_LISTS: Mapping[str, Callable[[Site], Collection[str]]] = {
    "pages": lambda site: site.pages,
    "situations": lambda site: [name for name in site.pages if SITUATION.fullmatch(name)],
    "fields": lambda site: fact_fields(),
    "counted places": lambda site: [*site.counted_places],
    "ledgers": lambda site: [*ledgers_by_id(site), *lost_ledgers(site)],
}
"""Lists that are in no record."""

_PARTS = {
    "places": "cities, regions, parts",
    "places_of_help": "cities, towns, regions, parts",
    "to_whom": "recipients, organisations",
}
"""The lists of a file that others are put together of."""

_Taken = dict[object, tuple[str, Field]]


def unknown(title: str, names: Collection[str], name: str) -> Fault:
    """Return the fault that a name is not in a list."""
    return UNKNOWN.said(list=title, allowed=allowed(names, name))


def wrong_form(form: str, **values: object) -> Fault:
    """Return the fault that a value is not what right looks like: a marked message, with its values."""
    return _WRONG_FORM.said(form=form, **values)


def lacks(what: str) -> Fault:
    """Return the fault that words lack a call, a heading or the place of something."""
    return _LACKS.said(what=what)


def one_of_missing(*names: str) -> Fault:
    """Return the fault that one of these is missing."""
    return MISSING_VALUE.said(allowed=allowed(names))


class Known(NamedTuple):
    """A list of names with what people call it; ``labels`` are what people call that which is named."""

    title: str
    names: Collection[str]
    labels: Mapping[str, Texts] = {}


def names_are_known(site: Site) -> Iterator[Problem]:
    """What names something of a list names what is there."""
    of_site = cache(partial(_of_site, site))
    for path, found in annotated_in(site, (Ref, Codes)):
        try:
            yield from _unknown(path, found, _known(found, of_site), site)
        except Unread:
            continue


def _known(found: AnnotatedValue, of_site: Callable[[Annotation], Known]) -> Known:
    """Return the list of which something is named: the nearest around it, or one of the whole content."""
    annotation = found.annotation
    if isinstance(annotation, Codes) or annotation.file or annotation.list in _OWN_LISTS:
        return of_site(annotation)
    lists = (getattr(one, annotation.list) for one in found.around if annotation.list in type(one).model_fields)
    return Known(annotation.list, _names_in(next(one for one in lists if one is not found.value)))


def _of_site(site: Site, annotation: Codes | Ref) -> Known:
    if isinstance(annotation, Ref) and annotation.list in _OWN_LISTS:
        return Known(annotation.list, _OWN_LISTS[annotation.list](site))
    title = _PARTS.get(annotation.list, annotation.list)
    if isinstance(annotation, Ref):
        return Known(f"{title} ({annotation.file})", _names_in(_part(site, annotation)))
    labels = site.vocabulary.labels(annotation.list)
    names = [code for code in labels if not (annotation.stated and code == NOT_STATED)]
    return Known(f"{title} ({VOCABULARY})", names, labels)


def _part(site: Site, annotation: Ref) -> object:
    """Return a list of a file of which a site has one. Raises ``Unread``."""
    kind = kind_of(annotation.file)
    if kind is None or site.hides(annotation.file):
        raise Unread(annotation.file)
    record = site.records(kind).get(annotation.file)
    return getattr(record, annotation.list) if record else ()


def _names_in(part: object) -> Collection[str]:
    """Return the names of a list: its keys, or the values of its records that are unique."""
    if isinstance(part, Mapping):
        return part.keys()
    records = part if isinstance(part, tuple) else ()
    return [found.value for record in records for found in annotated(record, (Unique,)) if len(found.around) == 1]


def _unknown(path: str, found: AnnotatedValue, known: Known, site: Site) -> Iterator[Problem]:
    for place, name in found.names():
        if name in known.names or _may_be_hidden(found.annotation, name, site):
            continue
        if isinstance(found.annotation, Codes) and name in site.vocabulary.towns:
            regions = dict.fromkeys(site.vocabulary.towns[name].regions.values())
            yield Problem(path, wrong_form(_LARGER_PLACE, regions=", ".join(regions)), place)
            continue
        values = {"list": known.title, "allowed": allowed(known.names, _meant(name, known.labels))}
        yield Problem(path, _IN_CYRILLIC if _CYRILLIC.search(name) else UNKNOWN, place, values)


def _may_be_hidden(annotation: Annotation, name: str, site: Site) -> bool:
    """Whether a page or a ledger may be there in a file that could not be read."""
    match annotation.list if isinstance(annotation, Ref) else "":
        case "ledgers":
            return site.hides_in(FIGURES)
        case "counted places":
            return bool(lost_ledgers(site))
        case "pages" | "situations":
            return any(site.hides(words_file(code, name)) for code in site.settings.codes)
    return False


def _meant(name: str, labels: Mapping[str, Texts]) -> str:
    """Return the code of which somebody has written the label, in whichever language; otherwise what was written."""
    return next((code for code, label in labels.items() if name.casefold() in map(str.casefold, label.values())), name)


def names_are_named_once(site: Site) -> Iterator[Problem]:
    """No list of names names one twice."""
    for path, found in annotated_in(site, (Ref, Codes)):
        if isinstance(found.value, tuple) and len(set(found.value)) < len(found.value):
            for at, name in enumerate(found.value):
                if (first := found.value.index(name)) < at:
                    yield Problem(path, REPEATED, (*found.place, at), {"other": (*found.place, first)})


def names_are_given_once(site: Site) -> Iterator[Problem]:
    """No two things have the same name; a file that has not its own name is a copy, which is refused as such."""
    taken: _Taken = {(("recipients", None, ()), NOBODY): (f"{{{{ risk({NOBODY}) }}}}", ())}
    for path, record, kind in every_record(site):
        yield from () if kind and kind.misplaced(path, record) else given_once(path, record, taken)


def given_once(path: str, record: Model, taken: _Taken) -> Iterator[Problem]:
    """Yield the names of a record that are ``taken``, by an earlier one or here."""
    for found in annotated(record, (Unique,)):
        annotation: Unique = found.annotation
        within = next((id(one) for one in found.around if type(one).__name__ == annotation.within), None)
        beside = tuple(getattr(found.around[0], name, None) for name in annotation.beside)
        if None not in beside:
            yield from _given(path, found, (annotation.space, within, beside), taken)


def _given(path: str, found: AnnotatedValue, space: tuple[object, ...], taken: _Taken) -> Iterator[Problem]:
    annotation: Unique = found.annotation
    for place, name in _names_of(found):
        key = (space, " ".join(name.rstrip("/").casefold().split()) if isinstance(name, str) else name)
        if name in annotation.reserved:
            yield Problem(path, REPEATED, place, {"other": "site_src/templates"})
        elif key in taken:
            where, first = taken[key]
            yield Problem(path, REPEATED, place, {"other": first if where == path else where})
        taken.setdefault(key, (path, place))


def _names_of(found: AnnotatedValue) -> list[tuple[Field, Any]]:
    """Return what is unique: each entry or name, a text in each language, or the value."""
    match found.value:
        case Mapping() if all(isinstance(text, str) for text in found.value.values()):
            return [((*found.place, code), f"{code} {text}") for code, text in found.value.items()]
        case Mapping():
            return found.names()
    return found.names() if found.annotation.each else [(found.place, found.value)]


def texts_are_short(site: Site) -> Iterator[Problem]:
    """A text leaves room for what stands beside it; a period that it calls counts as the number that pages show."""
    for path, found in annotated_in(site, (Length,)):
        texts = found.value.items() if isinstance(found.value, Mapping) else [(None, found.value)]
        for language, text in texts:
            place: Field = (*found.place, language) if language else found.place
            number, most = len(PERIOD.sub("72", text)), found.annotation.most
            if number > most:
                yield Problem(path, TOO_LONG, place, {"number": number, "form": N_("characters"), "most": most})


def files_are_named_after_their_record(site: Site) -> Iterator[Problem]:
    """The names of a file and of its folder are what the record in it says."""
    for path, record, kind in every_record(site):
        for name in kind.misplaced(path, record) if kind else ():
            yield Problem(path, wrong_form(_NAMED_AFTER, name=kind.called if kind else ""), (name,))


RULES = (
    names_are_known,
    names_are_named_once,
    names_are_given_once,
    texts_are_short,
    files_are_named_after_their_record,
)
