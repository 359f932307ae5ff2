"""How the records of a release become alike: by which steps of the ladders, and in which of them together.

In: records, the codebook, the rule. Out: a proposal, the same whatever the order of the records. Changes nothing.
Local recoding: a group of too few goes one step up in one field, together with those that become alike, so that as few
records as possible change; of equal ways the one whose field is least dear. Somebody who knows the method may run it
backwards: what is proposed is a draft, and people decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.disclosure.alike import Group, groups, leaves_few, shared
from build_tools.disclosure.ladders import above
from build_tools.disclosure.rule import Rule, rule_of
from build_tools.models import NOT_STATED, UNASKED, Case, Site, Vocabulary, coded_fields

DEAR = ("place", "period", "age_band", "authority", "detention_place", "gender")
"""Key fields in the order in which they are given up; a key field that is not here comes last."""

Changes = Mapping[str, Mapping[str, object]]
"""New values by the id of a record and by field."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change; the records that no change makes alike, which have to wait for others; and those whose words
    would leave some of their group alone: of words people decide."""

    changes: Changes
    held_back: tuple[str, ...]
    with_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step up in one field, for some groups together."""

    field: str
    value: object
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """How many records are alike after it."""
        return sum(len(group.records) for group in self.groups)


def proposal_for(site: Site) -> Proposal:
    """Return what is proposed for the records of a site that count."""
    records = [case for case in site.cases.values() if not case.example]
    return proposed(records, site.vocabulary, rule_of(site.settings))


def proposed(records: Iterable[Case], vocabulary: Vocabulary, rule: Rule) -> Proposal:
    """Return the changes after which each release has groups of at least k with l answers, and who is left over."""
    before = {record.id: record for record in records}
    after, held = dict(before), set[str]()
    while step := _next_step([one for one in after.values() if one.id not in held], vocabulary, rule):
        if isinstance(step, Group):
            held |= {record.id for record in step.records}
        else:
            after |= {one.id: _with(one, step.field, step.value) for group in step.groups for one in group.records}
    final = groups((one for one in after.values() if one.id not in held), rule)
    for group in final:
        for field in shared(group, rule):
            after |= {one.id: _with(after[one.id], field, _nothing(one, field)) for one in group.records}
    told = (one.id for group in final if leaves_few(group.remaining, rule) for one in group.records if one.summary)
    return Proposal(dict(_differences(before, after)), tuple(sorted(held)), tuple(sorted(told)))


def _next_step(records: list[Case], vocabulary: Vocabulary, rule: Rule) -> Step | Group | None:
    """Return the next step for the smallest group of too few, or that group where no step is left."""
    every = groups(records, rule)
    few = [group for group in every if len(group.records) < rule.k]
    if not few:
        return None
    group = min(few, key=lambda one: (len(one.records), one.release, one.records[0].id))
    steps = list(_steps(group, every, vocabulary, rule))
    return min(steps, key=lambda step: (step.size < rule.k, _cost(step, rule))) if steps else group


def _cost(step: Step, rule: Rule) -> tuple[int, int]:
    """Return how much a step costs: the records that change; of a step that is not enough, the less the more it joins;
    then how dear the field is."""
    changed = sum(len(group.records) for group in step.groups if _value(group, step.field) != step.value)
    dear = DEAR.index(step.field) if step.field in DEAR else len(DEAR)
    return (changed if step.size >= rule.k else -step.size), dear


def _steps(group: Group, every: list[Group], vocabulary: Vocabulary, rule: Rule) -> Iterator[Step]:
    """Yield one step up in each key field, with the fewest groups that make it enough, the smallest first."""
    for field in rule.key_fields:
        value = broader(group.records[0], field, vocabulary)
        if value is None:
            continue
        others = [one for one in every if one is not group and _becomes(one, group, field, value, vocabulary, rule)]
        taken = [group]
        for other in sorted(others, key=lambda one: (len(one.records), one.records[0].id)):
            if sum(len(one.records) for one in taken) < rule.k:
                taken.append(other)
        if all(_fits(_with(one.records[0], field, value), vocabulary) for one in taken):
            yield Step(field, value, tuple(taken))


def _fits(record: Case, vocabulary: Vocabulary) -> bool:
    """Whether a region was one in the time of a record: a time that is not stated is today's."""
    region = vocabulary.regions.get(record.place)
    return region is None or region.division == vocabulary.division_on(record.period.start).id


def _becomes(one: Group, group: Group, field: str, value: object, vocabulary: Vocabulary, rule: Rule) -> bool:
    """Whether a group becomes alike with another if both say a broader value in one field."""
    same = all(_value(one, other) == _value(group, other) for other in rule.key_fields if other != field)
    return same and one.release == group.release and value in _ladder(one.records[0], field, vocabulary)


def _ladder(record: Case, field: str, vocabulary: Vocabulary) -> Iterator[object]:
    """Yield the value of a field and all steps above it."""
    value: object | None = getattr(record, field)
    while value is not None:
        yield value
        record = _with(record, field, value)
        value = broader(record, field, vocabulary)


def broader(record: Case, field: str, vocabulary: Vocabulary) -> object | None:
    """Return the next step of the ladder for the value of a field, or None at its end: of a city the region of its
    time; after all others *not stated*."""
    value = getattr(record, field)
    if value == NOT_STATED or value in UNASKED:
        return None
    if field == "period":
        return record.period.broader
    if field == "place" and value in vocabulary.cities:
        return vocabulary.region_of_case(record)
    return next(above(coded_fields()[field], value, vocabulary), NOT_STATED)


def _with(record: Case, field: str, value: object) -> Case:
    return record.model_copy(update={field: value})


def _value(group: Group, field: str) -> object:
    return getattr(group.records[0], field)


def _nothing(record: Case, field: str) -> object:
    """Return what a field says that says nothing, in the form that it has."""
    return (NOT_STATED,) if isinstance(getattr(record, field), tuple) else NOT_STATED


def _differences(before: Mapping[str, Case], after: Mapping[str, Case]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for own, record in sorted(before.items()):
        names = type(record).model_fields
        changed = {
            name: getattr(after[own], name) for name in names if getattr(after[own], name) != getattr(record, name)
        }
        if changed:
            yield own, changed
