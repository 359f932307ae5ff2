"""The lists of codes: ladders end at *not stated*, lists can say nothing, fields are explained; places of their time.

In: a site. Out: problems.
"""

import datetime
from collections.abc import Iterator, Mapping

from build_tools.models import (
    NOT_STATED,
    RECORD_KINDS,
    Codes,
    FrontMatter,
    Site,
    Term,
    Vocabulary,
    coded_fields,
    fact_fields,
    figure_fields,
    models_below,
    models_in,
)
from build_tools.paths import VOCABULARY
from build_tools.problems import N_, Field, Problem
from build_tools.validate.generic import BESIDE, CIRCLE, one_of_missing, unknown, wrong_form
from build_tools.validate.organisations import every_organisation
from build_tools.validate.texts import language_missing
from build_tools.validate.walk import annotated_in

_NONE = "none"
_LISTS = tuple(
    name
    for name, field in Vocabulary.model_fields.items()
    if any(issubclass(model, Term) for model in models_in(field.annotation))
)
"""The lists of terms, whichever the vocabulary has."""

_MAY_SAY_NONE = ("treatments", "complaints", "assistance")
"""Lists that can say nothing by ``none`` as well."""

_ALWAYS_SAID = ("source_kinds", "evidence", "outcomes")
"""Lists of statements, of which each says where it is from; what is not found out has its own grade."""

_PLACES = ("places", "places_of_help")
"""Lists that are put together; their parts hold what is not known."""

_MEETING = N_(
    "a day that leaves no gap and no overlap between divisions: the first has no valid_from, the last no valid_to, and "
    "each other begins on the day after the one before it ends"
)


def ladders_lead_to_not_stated(site: Site) -> Iterator[Problem]:
    """Each code's coarser code is in its list; following them ends at *not stated*, never in a circle."""
    for name in _LISTS:
        terms: Mapping[str, Term] = getattr(site.vocabulary, name)
        for code, term in terms.items():
            is_last = code == NOT_STATED or (NOT_STATED not in terms and term.broader is None)
            place: Field = (name, code, "broader")
            if is_last and term.broader is not None:
                yield Problem(VOCABULARY, BESIDE, place, {"other": NOT_STATED})
            elif not is_last and term.broader not in terms:
                yield Problem(VOCABULARY, unknown(name, terms, term.broader or ""), place)
            elif code in (steps := _steps_above(code, terms)):
                yield Problem(VOCABULARY, CIRCLE, place, {"names": ", ".join(steps)})


def _steps_above(code: str, terms: Mapping[str, Term]) -> list[str]:
    """Return the codes that are reached from a code, step by step, up to *not stated*."""
    reached: list[str] = []
    step = terms[code].broader
    while step is not None and step in terms and step not in reached and step != NOT_STATED:
        reached.append(step)
        step = terms[step].broader
    return reached


def lists_can_say_nothing(site: Site) -> Iterator[Problem]:
    """Each list of a coded field has ``not_stated``; some may have ``none`` instead."""
    models = (model for top in (FrontMatter, *(kind.model for kind in RECORD_KINDS)) for model in models_below(top))
    for name in sorted({name for model in models for name in coded_fields(model).values()}):
        codes = site.vocabulary.labels(name)
        if name not in _ALWAYS_SAID and NOT_STATED not in codes and not (name in _MAY_SAY_NONE and _NONE in codes):
            place = ("parts" if name in _PLACES else name, NOT_STATED)
            yield Problem(VOCABULARY, one_of_missing(NOT_STATED), place)


def fields_are_explained(site: Site) -> Iterator[Problem]:
    """Every field of a case or figure that pages show has a label, and says in titles what is a code of its list."""
    known = site.vocabulary.fields
    for name in dict.fromkeys(("id", "release", *fact_fields(), *figure_fields())):
        if name not in known:
            yield language_missing(VOCABULARY, ("fields", name), site)
    for name, field in known.items():
        codes = site.vocabulary.labels(coded_fields()[name]) if name in coded_fields() else {}
        for code in field.says.keys() - codes.keys():
            yield Problem(VOCABULARY, unknown(name, codes, code), ("fields", name, "says", code))


def nothing_stands_beside_codes(site: Site) -> Iterator[Problem]:
    """``not_stated`` and ``none`` are the only code of their field."""
    for path, found in annotated_in(site, (Codes,)):
        codes = found.value if isinstance(found.value, tuple) else ()
        alone = [at for at, code in enumerate(codes) if code in (NOT_STATED, _NONE)]
        others = [code for at, code in enumerate(codes) if at not in alone[:1]]
        if alone and others and others[0] in site.vocabulary.labels(found.annotation.list):
            yield Problem(path, BESIDE, (*found.place, alone[0]), {"other": others[0]})


def divisions_follow_each_other(site: Site) -> Iterator[Problem]:
    """Every day lies in exactly one division: the first has no start, the last no end, the others meet."""
    divisions = site.vocabulary.divisions
    for at, division in enumerate(divisions):
        start, end_before = division.valid_from, divisions[at - 1].valid_to
        meets = start is not None and (end_before is None or (start - end_before).days == 1)
        if start is not None if at == 0 else not meets:
            yield Problem(VOCABULARY, wrong_form(_MEETING), ("divisions", at, "valid_from"))
        if (division.valid_to is None) != (division is divisions[-1]):
            yield Problem(VOCABULARY, wrong_form(_MEETING), ("divisions", at, "valid_to"))


def cities_have_a_region_in_every_division(site: Site) -> Iterator[Problem]:
    """Each city and town lies, in every division, in one of the regions of that division."""
    words = site.vocabulary
    divisions = [division.id for division in words.divisions]
    misplaced = {code for code, region in words.regions.items() if region.division not in divisions}  # which is refused
    for name, places in (("cities", words.cities), ("towns", words.towns)):
        for code, city in places.items():
            for division in divisions:
                own, named = _regions_of(division, words), city.regions.get(division, "")
                if named not in own and named not in misplaced:
                    fault = unknown(f"regions ({division})", own, named)
                    yield Problem(VOCABULARY, fault, (name, code, "regions", division))


def _regions_of(division: str, words: Vocabulary) -> list[str]:
    return [code for code, region in words.regions.items() if region.division == division]


def places_fit_their_time(site: Site) -> Iterator[Problem]:
    """A region that is named belongs to the division in force at the time that it is named of."""
    words = site.vocabulary
    for path, place, code, day in _places_named(site):
        then = next((division.id for division in words.divisions_from(day)), None)
        if then and code in words.regions and words.regions[code].division != then:
            near = words.regions_around(code, then) or _regions_of(then, words)
            yield Problem(path, unknown(f"regions ({then})", near, code), place)


def _places_named(site: Site) -> Iterator[tuple[str, Field, str | None, datetime.date]]:
    """Yield each place with the day of which it is named: what an organisation serves is that of today."""
    for path, case in site.cases.items():
        if case.period and case.period.is_stated:
            yield path, ("place",), case.place, case.period.start
    for path, ledger in site.briefings.items():
        for name, figure in ledger.figures.items():
            yield path, ("figures", name, "place"), figure.place, ledger.as_of
    for path, place, organisation in every_organisation(site):
        yield from ((path, (*place, "places", at), code, site.day) for at, code in enumerate(organisation.places))


RULES = (
    ladders_lead_to_not_stated,
    lists_can_say_nothing,
    fields_are_explained,
    nothing_stands_beside_codes,
    divisions_follow_each_other,
    cities_have_a_region_in_every_division,
    places_fit_their_time,
)
