"""Groups of cases that could be listed together: by one field, or by a place and one other field.

In: a register. Out: groups in the order of the codebook, those of time newest first, what is not stated last. Nobody
has judged yet which of them may be a list.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from build_tools.models import NOT_STATED, UNASKED, Case, CaseGroup, Joined, Register, Vocabulary, coded_fields

PLACE = "region"
"""What groups by the place of today are called, as the statistic by region is."""

LISTED = ("period", "treatment", "authority", "access_lawyer", "complaint")
"""The fields that cases are listed by, alone and together with a place. No two of them are joined without a place: each
pair would be as many pages again in each language, and each line of a list says lawyer and complaint itself."""

Line = tuple[str, ...]
Groups = dict[Line, list[Case]]


def groups(register: Register, vocabulary: Vocabulary, joined: Joined) -> Iterator[CaseGroup]:
    """Yield all groups of a register; codes that tables count in one line are one group."""
    today = cache(vocabulary.place_today)
    places = _in_order(_by_line(((today(case.place),), case) for case in register.cases), "places", vocabulary)
    yield from (CaseGroup(PLACE, line, tuple(cases)) for line, cases in places.items())
    alone = dict[tuple[str, Line], int]()
    for place, cases in (("", register.cases), *((line[0], tuple(found)) for line, found in places.items())):
        for field in LISTED:
            found = _in_order(_by_code(field, cases, joined), coded_fields().get(field, ""), vocabulary)
            for line, some in found.items():
                whole = alone.setdefault((field, line), len(some))
                # A list of two fields that is all of both lists would show the same cases a third time.
                if not place or len(some) < max(len(cases), whole):
                    yield CaseGroup(field, line, tuple(some), place)
    then = _by_line(((vocabulary.region_of_case(case),), case) for case in register.cases)
    yield from (CaseGroup(PLACE, line, tuple(then[line]), past=True) for line in sorted(then.keys() - places.keys()))


def _by_code(field: str, cases: Iterable[Case], joined: Joined) -> Groups:
    """Group by a field; a case that was never asked stands in no group, one with several codes in several."""
    lines = {code: codes for codes in joined.get(field, ()) for code in codes}
    return _by_line((line, case) for case in cases for line in {lines.get(c, (c,)): None for c in _codes(case, field)})


def _codes(case: Case, field: str) -> Line:
    value = getattr(case, field)
    if value in UNASKED:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _by_line(found: Iterable[tuple[Line, Case]]) -> Groups:
    grouped = Groups()
    for line, case in found:
        grouped.setdefault(line, []).append(case)
    return grouped


def _in_order(found: Groups, codes: str, vocabulary: Vocabulary) -> Groups:
    """Return groups in the order of their list, or, of no list, the newest first; a code of no list comes last."""
    known = list(vocabulary.labels(codes)) if codes else sorted((line[0] for line in found), reverse=True)
    place = {code: number for number, code in enumerate(known)}

    def rank(line: Line) -> tuple[bool, int, Line]:
        return line[0] == NOT_STATED, place.get(line[0], len(place)), line

    return {line: found[line] for line in sorted(found, key=rank)}
