"""The finest values that anything public can be about, and what each code and each time stands for in them.

In: the codebook and the records. Out: for each field its finest values, and for each code those that it may be. A
region that was divided and its parts overlap in what lies around the towns of both.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.disclosure.ladders import PLACES, above, below
from build_tools.models import NOT_STATED, UNASKED, Case, Period, Vocabulary, fact_fields

PERIODS = "periods"


@dataclass(frozen=True, slots=True)
class Finest:
    """One field: its finest values, and those that each code may be. *Not stated* of a figure is a value of its own; of
    a record it may be any."""

    values: tuple[str, ...]
    of: Mapping[str, tuple[str, ...]]

    def of_record(self, value: object) -> tuple[str, ...]:
        """Return what a record may be that says this."""
        return self.values if value == NOT_STATED or value in UNASKED else self.of[str(value)]


@dataclass(frozen=True, slots=True)
class Aspect:
    """One field of a case, or whether one code is among several: its name, its finest values, what a record says."""

    name: str
    finest: Finest
    field: str
    code: str = ""

    def of(self, record: Case) -> tuple[str, ...]:
        """Return what a record may be."""
        value = getattr(record, self.field)
        if not self.code:
            return self.finest.of_record(value)
        said = value not in UNASKED and NOT_STATED not in value
        return (YES if self.code in value else NO,) if said else (YES, NO)


YES, NO = "yes", "no"


def aspects(field: str, vocabulary: Vocabulary, periods: Iterable[Period], several: bool) -> list[Aspect]:
    """Return the aspects of a field: one, or, of a field with ``several`` codes, one for each."""
    if not several:
        return [Aspect(field, finest(field, vocabulary, periods), field)]
    codes = (code for code in vocabulary.labels(fact_fields()[field]) if code != NOT_STATED)
    return [Aspect(field, Finest((YES, NO), {code: (YES,)}), field, code) for code in codes]


def finest(field: str, vocabulary: Vocabulary, periods: Iterable[Period] = ()) -> Finest:
    """Return the finest values of a field of a case; of times as far as the given ones tell them apart."""
    codes = fact_fields()[field]
    if codes == PERIODS:
        return _of_times(sorted(set(periods)))
    if codes == PLACES:
        return _of_places(vocabulary)
    found = below(codes, vocabulary)
    return Finest(tuple(found), {code: tuple(values) for code, values in found.items()})


def _of_places(vocabulary: Vocabulary) -> Finest:
    """Return cities, and what lies around them: for each way in which regions of the divisions follow each other."""
    ways = dict.fromkeys(tuple(dict.fromkeys(town.regions.values())) for town in vocabulary.settlements.values())
    covered = {region for way in ways for region in way}
    ways |= dict.fromkeys((region,) for region in vocabulary.regions if region not in covered)
    around = {f"around {' '.join(way)}": way for way in ways if not _is_a_city(way, vocabulary)}
    found: dict[str, list[str]] = {code: [] for code in vocabulary.labels(PLACES)}
    for city in vocabulary.cities:
        for code in (city, *above(PLACES, city, vocabulary)):
            found[code].append(city)
    for value, way in around.items():
        for code in dict.fromkeys((*way, *(step for region in way for step in above(PLACES, region, vocabulary)))):
            found[code].append(value)
    found[NOT_STATED] = [NOT_STATED]
    return Finest((*vocabulary.cities, *around, NOT_STATED), {code: tuple(values) for code, values in found.items()})


def _is_a_city(way: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether regions are a city and nothing around it: they bear its name, and no other town lies in them."""
    towns = [town for town in vocabulary.settlements.values() if not set(way).isdisjoint(town.regions.values())]
    names = [vocabulary.regions[region].name for region in way]
    return len(towns) == 1 and any(all(name[code] == own for name in names) for code, own in towns[0].name.items())


def _of_times(periods: Sequence[Period]) -> Finest:
    """Return the stretches between all days on which one of the times begins or ends, and what lies around them."""
    stated = [period for period in periods if period.is_stated]
    days = sorted({day for period in stated for day in (period.start, period.end + datetime.timedelta(days=1))})
    values = {day.isoformat(): day for day in days[:-1]}
    found = {
        str(period): tuple(value for value, day in values.items() if period.start <= day <= period.end)
        for period in stated
    }
    return Finest((*values, "before or after"), found)


def periods_of(records: Iterable[Case]) -> set[Period]:
    """Return the times of records and all that their ladders lead to."""
    found = set[Period]()
    for record in records:
        step: Period | None = record.period
        while step is not None and step not in found:
            found.add(step)
            step = step.broader
    return {period for period in found if period.is_stated}
