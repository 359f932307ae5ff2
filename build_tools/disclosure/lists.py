"""Which groups of cases may be a list with a page of its own.

In: groups that nobody has judged. Out: lists, which hold at least k cases of each release that is in them. That cases
were withdrawn excuses none: a list that is there only because of it would tell of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.disclosure.rule import Rule
from build_tools.disclosure.tables import are_few
from build_tools.models import CaseGroup, CaseList


def lists_of(groups: Iterable[CaseGroup], rule: Rule) -> Iterator[CaseList]:
    """Yield the groups that may be listed, in their order."""
    for group in groups:
        if group.tells_nothing or not _tells_few(group, rule):
            yield CaseList(group.field, group.codes, group.cases, group.place, group.past)


def _tells_few(group: CaseGroup, rule: Rule) -> bool:
    numbers = Counter(case.release for case in group.cases)
    return any(are_few(number, release, rule, {}) for release, number in numbers.items())
