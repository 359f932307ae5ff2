"""The codes that files of data use, and the addresses of the entries that explain them on the page of the codebook.

In: lists and codes. Out: what they mean, and addresses within the folder of a language. Whether there is such an entry
is judged by whoever looks at the finished site.
"""

from collections.abc import Mapping

from build_tools.models import City, Region, Statement, Term, Unit, Vocabulary, coded_fields

CODEBOOK = "codebook.html"
LISTS = tuple(sorted({*coded_fields().values(), *coded_fields(Statement).values(), "fields", "units"}))
"""Every list whose codes stand in files of data."""

_CodeEntry = Term | Unit | Region | City


def code_address(codes: str, code: str) -> str:
    """Return the address of what a code of a list means; no list has a hyphen in its name, so no two share one."""
    return f"{CODEBOOK}#{codes}-{code}"


def entries_of(codes: str, vocabulary: Vocabulary) -> Mapping[str, _CodeEntry]:
    """Return the entries of a list by code; ``places`` joins cities, regions and parts."""
    if codes == "places":
        return {**vocabulary.cities, **vocabulary.regions, **vocabulary.parts}
    found: Mapping[str, _CodeEntry] = getattr(vocabulary, codes)
    return found


def definition_of(entry: _CodeEntry, language: str) -> str:
    """Return what a code means, where more is said of it than its name."""
    definition = entry.definition if isinstance(entry, Term | Unit) else None
    return (definition or {}).get(language, "")


def broader_codes(entry: _CodeEntry) -> tuple[str, ...]:
    """Return the next step of the coarsening ladder; of a city its region in each division."""
    match entry:
        case City():
            return tuple(dict.fromkeys(entry.regions.values()))
        case Region():
            return (entry.part,)
        case Term():
            return tuple(filter(None, [entry.broader]))
    return ()
