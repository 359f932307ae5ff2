"""How the records of a release become alike: which of them are joined, and what they then say.

In: records, the codebook, the rule. Out: a proposal, the same whatever the order of the records. Changes nothing.
Local recoding by joining (agglomerative k-member clustering; Byun et al. 2007): the smallest group of too few is joined
with the group of its release with which it loses least, until none is too small. Somebody who knows the method may run
it backwards: what is proposed is a draft, and people decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.disclosure.alike import Group, groups, leaves_few, nothing, shared
from build_tools.disclosure.joining import Bundle, bundle_of, joined, loss
from build_tools.disclosure.rule import Rule
from build_tools.models import Case, Vocabulary

Changes = Mapping[str, Mapping[str, object]]
"""New values by the id of a record and by field."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change; the records that no change makes alike, which have to wait for others; and those whose words
    would leave some of their group alone: of words people decide."""

    changes: Changes
    held_back: tuple[str, ...]
    with_words: tuple[str, ...] = ()


def proposed(records: Iterable[Case], vocabulary: Vocabulary, rule: Rule) -> Proposal:
    """Return the changes after which each release has groups of at least k with l answers, and who is left over."""
    before = {record.id: record for record in records}
    bundles = _large_enough(
        [bundle_of(group.records, vocabulary, rule) for group in groups(before.values(), rule)], vocabulary, rule
    )
    held = sorted(one.id for bundle in bundles if bundle.size < rule.k for one in bundle.records)
    after = {one.id: one for bundle in bundles for one in bundle.recoded(rule)}
    final = groups((one for own, one in after.items() if own not in set(held)), rule)
    for group in final:
        for field in shared(group, rule):
            after |= {one.id: with_value(after[one.id], field, nothing(one, field)) for one in group.records}
    kept = {own: before[own] if own in held else one for own, one in after.items()}
    return Proposal(dict(differences(before, kept)), tuple(held), tuple(_with_words(final, rule)))


def _with_words(found: Iterable[Group], rule: Rule) -> list[str]:
    return sorted(
        one.id for group in found if leaves_few(group.remaining, rule) for one in group.records if one.summary
    )


def _large_enough(bundles: list[Bundle], vocabulary: Vocabulary, rule: Rule) -> list[Bundle]:
    """Join until each has k records or no other of its release can be joined with it."""
    left = list(bundles)
    alone = list[Bundle]()
    while few := [one for one in left if one.size < rule.k]:
        smallest = min(few, key=lambda one: one.place_in_order)
        left.remove(smallest)
        others = [one for one in left if one.release == smallest.release]
        found = [(loss(smallest, one, vocabulary, rule), one.place_in_order, one) for one in others]
        able = [(cost, order, one) for cost, order, one in found if cost is not None]
        if not able:
            alone.append(smallest)
            continue
        partner = min(able, key=lambda entry: entry[:2])[2]
        left.remove(partner)
        left.append(joined(smallest, partner, vocabulary, rule))
    return [*left, *alone]


def with_value(record: Case, field: str, value: object) -> Case:
    """Return a record with another value in a field."""
    return record.model_copy(update={field: value})


def differences(before: Mapping[str, Case], after: Mapping[str, Case]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what changes of each record, by its id."""
    for own, record in sorted(before.items()):
        names = type(record).model_fields
        changed = {
            name: getattr(after[own], name) for name in names if getattr(after[own], name) != getattr(record, name)
        }
        if changed:
            yield own, changed
