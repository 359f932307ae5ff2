"""A proposal, repeated with the attack until nothing follows any more.

In: a site, and the records that were withdrawn. Out: a proposal, the same whatever the order of the records. A group
from which something follows goes one step up in one of the fields that are told; a group that has no step left waits.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from build_tools.disclosure.alike import Group, groups, nothing
from build_tools.disclosure.attack.answers import Revelation
from build_tools.disclosure.attack.judging import attacked
from build_tools.disclosure.attack.sums import Sum
from build_tools.disclosure.joining import broader, fits
from build_tools.disclosure.proposal import Proposal, differences, proposed, with_value
from build_tools.disclosure.rule import Rule, rule_of
from build_tools.models import Case, Site

Records = Mapping[str, Case]
"""Records by their ids."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Records as they would be, and which of them wait."""

    records: Records
    held: frozenset[str]

    @property
    def published(self) -> list[Case]:
        """Those that do not wait."""
        return [record for own, record in self.records.items() if own not in self.held]


def proposal_for(site: Site, withdrawn: Iterable[Case] = (), closed: Collection[str] | None = None) -> Proposal:
    """Return what is proposed for the records of releases that are not ``closed``; unless it is said, those that have
    a snapshot are. Raises ``ContradictoryFacts``, ``NotDecided`` or ``Unanswerable``."""
    rule, gone = rule_of(site.settings), list(withdrawn)
    closed = {snapshot.release for snapshot in site.snapshots.values()} if closed is None else closed
    every = {case.id: case for case in site.cases.values() if not case.example}
    opened = {own: case for own, case in every.items() if case.release not in closed}
    draft = _alike(Draft(opened, frozenset()), site, rule)
    accepted = [case for own, case in every.items() if own not in opened]
    while found := list(attacked(site.ledgers, [*draft.published, *accepted, *gone], site.vocabulary, rule)):
        draft = _answered(draft, found, site, rule)
    last = _alike(draft, site, rule)
    told = proposed(last.published, site.vocabulary, rule).with_words
    return Proposal(dict(differences(opened, last.records)), tuple(sorted(last.held)), told)


def _alike(draft: Draft, site: Site, rule: Rule) -> Draft:
    """Return a draft in which all that do not wait are alike with enough others."""
    found = proposed(draft.published, site.vocabulary, rule)
    records = {own: case.model_copy(update=dict(found.changes.get(own, {}))) for own, case in draft.records.items()}
    return Draft(records, draft.held.union(found.held_back))


def _answered(draft: Draft, found: Iterable[Revelation | Sum], site: Site, rule: Rule) -> Draft:
    """Return a draft in which less follows. Where a record says less already in a field that is told, what else follows
    from it is asked again."""
    changed = set[tuple[str, str]]()
    for one in found:
        ids = {own for alike in one.near for own in alike.ids}
        if changed.isdisjoint((own, field) for own in ids for field in one.fields):
            before, draft = draft, _less_exact(draft, ids, one.fields, site, rule)
            told = [own for own in draft.records if _differs(before, draft, own)]
            changed |= {(own, field) for own in told for field in one.fields}
    return draft


def _differs(before: Draft, after: Draft, own: str) -> bool:
    return own in after.held - before.held or before.records.get(own) != after.records.get(own)


def _less_exact(draft: Draft, ids: Collection[str], fields: Iterable[str], site: Site, rule: Rule) -> Draft:
    """Return a draft in which one group of some records says less, the smallest: first in a field that is no key, then
    in the key field that is least dear. Where none can, the smallest waits. Raises ``Unanswerable``."""
    told = [group for group in groups(draft.published, rule) if not {one.id for one in group.records}.isdisjoint(ids)]
    if not told and draft.records.keys().isdisjoint(ids):
        raise Unanswerable
    if not told:
        return draft
    steps = [(group, field, value) for field in fields for group in told if (value := _step(group, field, site, rule))]
    if not steps:
        smallest = min(told, key=_size)
        return replace(draft, held=draft.held | {record.id for record in smallest.records})
    group, field, value = min(steps, key=lambda one: (one[1] in rule.key_fields, rule.dearness(one[1]), _size(one[0])))
    changed = {record.id: with_value(record, field, value) for record in group.records}
    return replace(draft, records={**draft.records, **changed})


class Unanswerable(Exception):
    """What follows does so without any record that can still be changed."""


def _step(group: Group, field: str, site: Site, rule: Rule) -> object | None:
    """Return the next value of a group in a field, if it fits its time; in a field that is no key nothing is next."""
    if field not in rule.key_fields:
        silent = nothing(group.records[0], field)
        return silent if any(getattr(record, field) != silent for record in group.records) else None
    value = broader(group.records[0], field, site.vocabulary)
    if value is None:
        return None
    changed = with_value(group.records[0], field, value)
    return value if fits(changed.place, changed.period, site.vocabulary) else None


def _size(group: Group) -> tuple[int, str, str]:
    return len(group.records), group.release, group.records[0].id
