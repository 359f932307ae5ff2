"""Places that the words of a case name: none finer than its record says, none elsewhere, the same in each language.

In: a site. Out: problems, which name no place: the words would say it once more.
"""

from collections.abc import Iterator, Sequence

from build_tools.models import NOT_STATED, Case, Site
from build_tools.problems import Fault, Problem
from build_tools.said_places import mentioned

NOT_OF_THE_RECORD = Fault(
    "disclosure.place_in_words",
    "may name a place that is finer than place of this record, or lies elsewhere; leave it out, or write the place as "
    "the record says it",
)
NO_PLACE = Fault(
    "disclosure.place_not_stated_in_words",
    "may name a place, and the record states none; leave it out",
)
OTHERWISE = Fault(
    "disclosure.places_differ",
    "does not name the same place as summary.{language}; the finest place that is named must be the same in every "
    "language, or none",
)


def words_name_no_other_place(site: Site) -> Iterator[Problem]:
    """The words of a case name its place, or a coarser one around it, and in each language the same as the finest."""
    for path, case in site.cases.items():
        if case.summary:
            yield from _of_case(path, case, site)


def _of_case(path: str, case: Case, site: Site) -> Iterator[Problem]:
    stated = case.place != NOT_STATED
    ladder = (case.place, *site.vocabulary.places_above(case.place)) if stated else ()
    finest = dict[str, int]()
    for language, text in case.summary.items():
        named = list(mentioned(text, language, site.vocabulary))
        if all(codes.intersection(ladder) for codes in named):
            finest[language] = _finest(ladder, named)
        else:
            yield Problem(path, NOT_OF_THE_RECORD if stated else NO_PLACE, ("summary", language))
    first, *others = finest or ("",)
    for language in others:
        if finest[language] != finest[first]:
            yield Problem(path, OTHERWISE, ("summary", language), {"language": first})


def _finest(ladder: Sequence[str], found: Sequence[frozenset[str]]) -> int:
    """Return the lowest step of the ladder that is named, or none of them."""
    return min((ladder.index(code) for codes in found for code in codes.intersection(ladder)), default=len(ladder))
