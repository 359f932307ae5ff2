"""The lists of codes: ladders end at *not stated*, lists can say nothing, fields are explained; places of their time.

In: a site. Out: problems.
"""

import datetime
from collections.abc import Iterator, Mapping

from build_tools.files.paths import VOCABULARY
from build_tools.models import (
    NOT_STATED,
    Codes,
    Organisation,
    Site,
    Term,
    Vocabulary,
    coded_fields,
    fact_fields,
    figure_fields,
    models_in,
)
from build_tools.problems import BESIDE, N_, NO_CIRCLE, Field, Problem, one_of_missing, unknown, wrong_form
from build_tools.validate.texts import language_missing
from build_tools.validate.walk import annotated_in, every

_NONE = "none"
_MODELS = {name: [*models_in(field.annotation)] for name, field in Vocabulary.model_fields.items()}
_LISTS = tuple(name for name, models in _MODELS.items() if any(issubclass(model, Term) for model in models))
"""The lists of terms, whichever the vocabulary has."""

_ANSWERS = tuple(name for name, models in _MODELS.items() if Term in models)
"""Those of facts, which may be not stated; of statements each says where it is from, and has a grade for the rest."""

_MAY_SAY_NONE = ("treatments", "complaints", "assistance")
"""Lists that can say nothing by ``none`` as well."""

_MEETING = N_(
    "a day that leaves no gap and no overlap between divisions: the first has no valid_from, the last no valid_to, and "
    "each other begins on the day after the one before it ends"
)


def ladders_lead_to_not_stated(site: Site) -> Iterator[Problem]:
    """Each code has a coarser one; following them ends at *not stated*, never in a circle."""
    for name in _LISTS:
        terms: Mapping[str, Term] = getattr(site.vocabulary, name)
        for code, term in terms.items():
            is_last = code == NOT_STATED or (NOT_STATED not in terms and term.broader is None)
            place: Field = (name, code, "broader")
            if is_last and term.broader is not None:
                yield Problem(VOCABULARY, BESIDE, place, {"other": NOT_STATED})
            elif not is_last and term.broader is None:
                yield Problem(VOCABULARY, one_of_missing(*terms), place)
            elif code in (steps := site.vocabulary.steps_above(name, code)):
                yield Problem(VOCABULARY, wrong_form(NO_CIRCLE, names=", ".join(steps)), place)


def lists_can_say_nothing(site: Site) -> Iterator[Problem]:
    """Each list of facts has ``not_stated``; some may have ``none`` instead."""
    for name in _ANSWERS:
        codes = getattr(site.vocabulary, name)
        if NOT_STATED not in codes and not (name in _MAY_SAY_NONE and _NONE in codes):
            yield Problem(VOCABULARY, one_of_missing(NOT_STATED), (name, NOT_STATED))


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
    for path, found, annotation in annotated_in(site, Codes):
        codes = found.value if isinstance(found.value, tuple) else ()
        alone = [at for at, code in enumerate(codes) if code in (NOT_STATED, _NONE)]
        others = [code for at, code in enumerate(codes) if at not in alone[:1]]
        if alone and others and others[0] in site.vocabulary.labels(annotation.list):
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
    for division in (one.id for one in words.divisions):
        own = _regions_of(division, words)
        for code, city in words.settlements.items():
            if (named := city.regions.get(division, "")) not in own:
                place = ("cities" if code in words.cities else "towns", code, "regions", division)
                yield Problem(VOCABULARY, unknown(f"regions ({division})", own, named), place)


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
    for path, place, organisation in every(site, Organisation):
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
