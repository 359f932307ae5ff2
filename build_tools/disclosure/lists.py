"""Which groups of cases may be a list with a page of its own.

In: groups that nobody has judged. Out: lists. A list of one field is judged as a line of a table is. One of a place
and another field holds at least k cases of each release that is in it, however many were withdrawn.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from build_tools.disclosure.rule import Rule
from build_tools.disclosure.tables import are_few
from build_tools.models import CaseGroup, CaseList


def lists_of(groups: Iterable[CaseGroup], rule: Rule, withdrawn: Mapping[str, int]) -> Iterator[CaseList]:
    """Yield the groups that may be listed, in their order; so many cases of each release were ``withdrawn``."""
    for group in groups:
        if group.tells_nothing or not _tells_few(group, rule):
            yield CaseList(group.field, group.codes, group.cases, group.place, group.past)


def _tells_few(group: CaseGroup, rule: Rule) -> bool:
    numbers = Counter(case.release for case in group.cases)
    return any(are_few(number, release, rule, {}) for release, number in numbers.items())
