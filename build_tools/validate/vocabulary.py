"""The lists of codes: ladders end at *not stated*, lists can say nothing, fields are explained."""

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
from build_tools.problems import Fault, Problem, allowed
from build_tools.validate.annotated import annotated
from build_tools.validate.generic import every_record, unknown

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

_PLAIN_FIELDS = ("id", "release")

_LADDER = Fault(
    "vocabulary.ladder_without_end",
    "must lead step by step up to not_stated; write the next coarser code, one of: {allowed}; not_stated "
    "itself has none: there, delete the line",
)
_STANDS_ALONE = Fault(
    "vocabulary.code_stands_alone", "says nothing is known, or there was nothing, beside other codes; delete it or them"
)
_NOTHING = Fault("vocabulary.not_stated_missing", "has no code for what is not known; add not_stated")
_UNEXPLAINED = Fault(
    "vocabulary.field_unexplained", "is missing; every field needs its label, for pages and the codebook"
)


def ladders_lead_to_not_stated(site: Site) -> Iterator[Problem]:
    """Each code's coarser code is in its list; following them ends at *not stated*, never in a circle."""
    for name in _LISTS:
        terms: Mapping[str, Term] = getattr(site.vocabulary, name)
        for code, term in terms.items():
            if not _ends(code, terms):
                values = {"allowed": allowed(terms, term.broader or "")}
                yield Problem(VOCABULARY, _LADDER, (name, code, "broader"), values)


def _ends(code: str, terms: Mapping[str, Term]) -> bool:
    """Whether the coarser code of a code is what it may be; of a later step another problem says so."""
    broader = terms[code].broader
    if broader is None or code == NOT_STATED:
        return broader is None and (code == NOT_STATED or NOT_STATED not in terms)
    return broader in terms and code not in _steps(code, terms)


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
    for name in _used_lists(site):
        codes = site.vocabulary.labels(name)
        if name not in _ALWAYS_SAID and NOT_STATED not in codes and not (name in _MAY_SAY_NONE and _NONE in codes):
            yield Problem(VOCABULARY, _NOTHING, ("parts" if name in _PLACES else name,))


def fields_are_explained(site: Site) -> Iterator[Problem]:
    """Every field of a case or figure that pages show has a label."""
    names = {**fact_fields(), **figure_fields()}
    for name in (*_PLAIN_FIELDS, *names):
        if name not in site.vocabulary.fields:
            yield Problem(VOCABULARY, _UNEXPLAINED, ("fields", name))


def said_codes_exist(site: Site) -> Iterator[Problem]:
    """A field says in titles what is a code of its list."""
    for name, field in site.vocabulary.fields.items():
        codes = site.vocabulary.labels(coded_fields()[name]) if name in coded_fields() else {}
        for code in field.says.keys() - codes.keys():
            yield Problem(VOCABULARY, unknown(name, codes, code), ("fields", name, "says", code))


def nothing_stands_beside_codes(site: Site) -> Iterator[Problem]:
    """``not_stated`` and ``none`` are the only code of their field."""
    for path, record, _ in every_record(site):
        for found in annotated(record, (Codes,)):
            codes = found.value if isinstance(found.value, tuple) else ()
            alone = [at for at, code in enumerate(codes) if code in (NOT_STATED, _NONE)]
            if alone and len(codes) > 1:
                yield Problem(path, _STANDS_ALONE, (*found.place, alone[0]))


def _used_lists(site: Site) -> list[str]:
    """Return the lists that some coded field takes its codes from."""
    models = (model for top in (FrontMatter, *(kind.model for kind in RECORD_KINDS)) for model in models_below(top))
    return sorted({name for model in models for name in coded_fields(model).values()})
