"""The lists of codes: ladders end at *not stated*, lists can say nothing, fields are explained."""

from collections.abc import Iterator, Mapping

from build_tools.models import (
    NOT_STATED,
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
from build_tools.problems import Fault, Problem
from build_tools.validate.offers import allowed

NONE = "none"
LISTS = tuple(
    name
    for name, field in Vocabulary.model_fields.items()
    if any(issubclass(model, Term) for model in models_in(field.annotation))
)
"""The lists of terms, whichever the vocabulary has."""

MAY_SAY_NONE = ("treatments", "complaints", "assistance")
"""Lists that can say nothing by ``none`` as well."""

ALWAYS_SAID = ("source_kinds", "evidence", "outcomes")
"""Lists of statements, of which each says where it is from; what is not found out has its own grade."""

PLACES = ("places", "places_of_help")
"""Lists that are put together; their parts hold what is not known."""

PLAIN_FIELDS = ("id", "release")

UNKNOWN = Fault("vocabulary.unknown_code", "is not a code of this list; use one of: {allowed}")
CIRCLE = Fault(
    "vocabulary.ladder_in_a_circle",
    "leads back to its own code; each step of a ladder is coarser than the one before",
)
NO_END = Fault(
    "vocabulary.ladder_without_end", "is missing; each ladder ends at not_stated: name the next coarser code"
)
AFTER_END = Fault(
    "vocabulary.ladder_after_end", "must not be there: nothing is coarser than not_stated; delete the line"
)
NOTHING = Fault("vocabulary.not_stated_missing", "has no code for what is not known; add not_stated")
UNEXPLAINED = Fault(
    "vocabulary.field_unexplained", "is missing; every field needs its label, for pages and the codebook"
)


def ladders_lead_to_not_stated(site: Site) -> Iterator[Problem]:
    """Each code's coarser code is in its list; following them ends at *not stated*, never in a circle."""
    for name in LISTS:
        terms: Mapping[str, Term] = getattr(site.vocabulary, name)
        for code, term in terms.items():
            if message := _fault(code, terms):
                values = {"allowed": allowed(terms, term.broader or "")}
                yield Problem(VOCABULARY, message, (name, code, "broader"), values)


def _fault(code: str, terms: Mapping[str, Term]) -> Fault | None:
    broader = terms[code].broader
    if broader is None:
        return NO_END if NOT_STATED in terms and code != NOT_STATED else None
    if broader not in terms:
        return UNKNOWN
    if code == NOT_STATED:
        return AFTER_END
    return CIRCLE if code in _steps(code, terms) else None


def _steps(code: str, terms: Mapping[str, Term]) -> set[str]:
    """The codes that are reached from a code, step by step, up to *not stated*."""
    reached: set[str] = set()
    step = terms[code].broader
    while step is not None and step in terms and step not in reached and step != NOT_STATED:
        reached.add(step)
        step = terms[step].broader
    return reached


def lists_can_say_nothing(site: Site) -> Iterator[Problem]:
    """Each list of a coded field has ``not_stated``; some may have ``none`` instead."""
    for name in used_lists(site):
        codes = site.vocabulary.labels(name)
        if name not in ALWAYS_SAID and NOT_STATED not in codes and not (name in MAY_SAY_NONE and NONE in codes):
            yield Problem(VOCABULARY, NOTHING, ("parts" if name in PLACES else name,))


def fields_are_explained(site: Site) -> Iterator[Problem]:
    """Every field of a case or figure that pages show has a label."""
    names = {**fact_fields(), **figure_fields()}
    for name in (*PLAIN_FIELDS, *names):
        if name not in site.vocabulary.fields:
            yield Problem(VOCABULARY, UNEXPLAINED, ("fields", name))


def said_codes_exist(site: Site) -> Iterator[Problem]:
    """A field says in titles what is a code of its list."""
    for name, field in site.vocabulary.fields.items():
        codes = site.vocabulary.labels(coded_fields()[name]) if name in coded_fields() else {}
        for code in field.says.keys() - codes.keys():
            yield Problem(VOCABULARY, UNKNOWN, ("fields", name, "says", code), {"allowed": allowed(codes, code)})


def used_lists(site: Site) -> list[str]:
    """Return the lists that some coded field takes its codes from."""
    models = (model for top in (FrontMatter, *(kind.model for kind in site.kinds)) for model in models_below(top))
    return sorted({name for model in models for name in coded_fields(model).values()})
