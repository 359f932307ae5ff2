"""Which records of a release have too few alike (R2), share an answer that they should not, or are left alone beside
pages with words (R6).

In: records and the rule. Out: groups and what is wrong with them, whatever the order of the records.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from operator import attrgetter

from build_tools.disclosure.rule import Rule
from build_tools.models import NOT_STATED, UNASKED, Case

Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The records of a release that are alike in every key field, by id."""

    release: str
    records: tuple[Case, ...]

    @property
    def remaining(self) -> int:
        """How many there are beside those whose page has words: of these it may be known who they are."""
        return sum(not record.summary for record in self.records)


def groups(records: Iterable[Case], rule: Rule) -> list[Group]:
    """Put records together that are alike, each in its own release."""
    alike = defaultdict[Values, list[Case]](list)
    for record in sorted(records, key=attrgetter("id")):
        alike[record.release, *values_of(record, rule.key_fields)].append(record)
    return [Group(some[0].release, tuple(some)) for some in alike.values()]


def values_of(record: Case, fields: Sequence[str]) -> Values:
    """Return what a record says in some fields."""
    return tuple(getattr(record, field) for field in fields)


Rare = tuple[Mapping[str, str], tuple[Case, ...]]
"""A part of a description, by field, and the records that share it."""


def isolating(records: Iterable[Case], rule: Rule) -> Callable[[Group], Rare]:
    """Return what finds, for a group of too few, the smallest part of its description that fewer than k records of its
    release share: a minimal sample unique in the sense of Elliot, Manning and Ford (2002). Of parts of one size it is
    the first by the order of the key fields."""
    every = sorted(records, key=attrgetter("id"))

    @cache
    def sharing(fields: tuple[str, ...]) -> Mapping[Values, list[Case]]:
        found = defaultdict[Values, list[Case]](list)
        for record in every:
            found[record.release, *values_of(record, fields)].append(record)
        return found

    def smallest(group: Group) -> Rare:
        parts = ((fields, values_of(group.records[0], fields)) for fields in _parts(rule.key_fields))
        return next(
            (dict(zip(fields, map(str, values), strict=True)), tuple(alike))
            for fields, values in parts
            if len(alike := sharing(fields)[group.release, *values]) < rule.k
        )

    return smallest


def _parts(fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield all parts of some fields, the smallest first, that of none among them: a release may be too small."""
    for size in range(len(fields) + 1):
        yield from combinations(fields, size)


def shared(group: Group, rule: Rule) -> Iterator[str]:
    """Yield the sensitive fields of which a group has fewer than l different answers, or a code that is in each of
    them. What is not stated, or was not asked, is no answer; where nobody gave one, nothing is shared."""
    for field in rule.sensitive_fields:
        answers = {codes for record in group.records if (codes := _answer(record, field))}
        if answers and (len(answers) < rule.l or frozenset.intersection(*answers)):
            yield field


def _answer(record: Case, field: str) -> frozenset[object]:
    value = getattr(record, field)
    if value in UNASKED:
        return frozenset()
    return frozenset(value if isinstance(value, tuple) else (value,)) - {NOT_STATED}


def nothing(record: Case, field: str) -> object:
    """Return what a field says that says nothing, in the form that it has."""
    return (NOT_STATED,) if isinstance(getattr(record, field), tuple) else NOT_STATED


def leaves_few(remaining: int, rule: Rule) -> bool:
    """Whether so few remain beside those with words that something would be known of them."""
    return 0 < remaining < rule.k
