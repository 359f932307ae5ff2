"""Lists of stories: by one code that their words tell.

In: stories. Out: lists in the order of the codebook, those of time newest first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from build_tools.models import Case, CaseList, Vocabulary, fact_fields


def lists(cases: Iterable[Case], vocabulary: Vocabulary) -> Iterator[CaseList]:
    """Yield the list of each code that a story tells; a story with several kinds of treatment stands in several."""
    found = defaultdict[tuple[str, str], list[Case]](list)
    for case in cases:
        for field, codes in case.told.items():
            for code in codes:
                found[field, code].append(case)
    for field, codes_of_field in fact_fields().items():
        own = [code for name, code in found if name == field]
        known = sorted(own, reverse=True) if field == "period" else list(vocabulary.labels(codes_of_field))
        yield from (CaseList(field, code, tuple(found[field, code])) for code in known if code in own)
