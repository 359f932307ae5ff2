"""The codes of the vocabulary that files of data use: which lists there are, and what each code says of itself."""

from collections.abc import Mapping

from build_tools.models import City, Region, Statement, Term, Unit, Vocabulary, coded_fields

LISTS = tuple(sorted({*coded_fields().values(), *coded_fields(Statement).values(), "fields", "units"}))
"""Every list whose codes stand in files of data."""


def terms_of(codes: str, vocabulary: Vocabulary) -> Mapping[str, Term | Unit | Region | City]:
    """Return the entries of a list by code; ``places`` joins cities, regions and parts."""
    if codes != "places":
        found: Mapping[str, Term | Unit] = getattr(vocabulary, codes)
        return found
    return {**vocabulary.cities, **vocabulary.regions, **vocabulary.parts}


def definition_of(term: Term | Unit | Region | City, language: str) -> str:
    """Return what a code means, where more is said of it than its name."""
    definition = term.definition if isinstance(term, Term | Unit) else None
    return (definition or {}).get(language, "")


def broader(term: Term | Unit | Region | City) -> tuple[str, ...]:
    """Return the next step of the coarsening ladder; of a city its region in each division."""
    match term:
        case City():
            return tuple(dict.fromkeys(term.regions.values()))
        case Region():
            return (term.part,)
        case Term():
            return tuple(filter(None, [term.broader]))
    return ()
