"""The stories that pages show, and their lists: by one code that their words tell.

In: the content. Out: stories in the order of their random ids, lists in that of the codebook, of time newest first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from build_tools.models import Case, CaseList, PublicCases, Site, Vocabulary, fact_fields


def stories(site: Site, example: bool, left_out: bool = False) -> PublicCases:
    """Return the stories of real people, or those that are invented, with their lists."""
    found = [case for case in site.cases.values() if case.example == example and not left_out]
    cases = tuple(sorted(found, key=lambda case: case.id))
    return PublicCases(cases, tuple(_lists(cases, site.vocabulary)), example)


def _lists(cases: Iterable[Case], vocabulary: Vocabulary) -> Iterator[CaseList]:
    """Yield the list of each code that a story tells; a story with several kinds of treatment stands in several."""
    found = defaultdict[str, dict[str, list[Case]]](lambda: defaultdict(list))
    for case in cases:
        for field, codes in case.told.items():
            for code in codes:
                found[field][code].append(case)
    for field, listed in fact_fields().items():
        own = found[field]
        ordered = sorted(own, reverse=True) if field == "period" else list(vocabulary.labels(listed))
        yield from (CaseList(field, code, tuple(own[code])) for code in ordered if code in own)
