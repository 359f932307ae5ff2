"""Two groups of records as one: what they have in common on the ladders, and how much is lost.

In: records that are alike. Out: bundles of records that will say the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.disclosure.ladders import above
from build_tools.disclosure.rule import Rule
from build_tools.models import NOT_STATED, UNASKED, Case, Period, Vocabulary, coded_fields

Ladder = tuple[object, ...]
"""The value of a field and all steps above it."""

SHARES = 60
"""Into so many shares the loss of a whole ladder is divided; each length of a ladder up to 7 divides it."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Records that will say the same in each key field: the first step of each ladder."""

    release: str
    records: tuple[Case, ...]
    ladders: tuple[Ladder, ...]

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.records)

    @property
    def place_in_order(self) -> tuple[int, str, str]:
        """Its place in the order in which bundles are joined, which says nothing of the order of files."""
        return self.size, self.release, min(record.id for record in self.records)

    def recoded(self, rule: Rule) -> Iterator[Case]:
        """Yield the records with what they will say."""
        values = {field: ladder[0] for field, ladder in zip(rule.key_fields, self.ladders, strict=True)}
        return (record.model_copy(update=values) for record in self.records)


def bundle_of(records: Sequence[Case], vocabulary: Vocabulary, rule: Rule) -> Bundle:
    """Return a bundle of records that are alike already."""
    first = records[0]
    ladders = tuple(tuple(ladder(first, field, vocabulary)) for field in rule.key_fields)
    return Bundle(first.release, tuple(records), ladders)


def ladder(record: Case, field: str, vocabulary: Vocabulary) -> Iterator[object]:
    """Yield the value of a field and all steps above it."""
    value: object | None = getattr(record, field)
    while value is not None:
        yield value
        record = record.model_copy(update={field: value})
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


def joined(one: Bundle, other: Bundle, vocabulary: Vocabulary, rule: Rule) -> Bundle:
    """Return two bundles as one."""
    ladders = _common(one, other, vocabulary, rule)
    if ladders is None:
        raise ValueError("these records have nothing in common")
    return Bundle(one.release, (*one.records, *other.records), ladders)


def loss(one: Bundle, other: Bundle, vocabulary: Vocabulary, rule: Rule) -> int | None:
    """Return what is lost where two bundles say the same: for each record and field the share of the ladder that it
    goes up, more for a field that is dear; nothing where they cannot say the same."""
    common = _common(one, other, vocabulary, rule)
    if common is None:
        return None
    return sum(bundle.size * _climbed(bundle, common, rule) for bundle in (one, other))


def _climbed(bundle: Bundle, common: Sequence[Ladder], rule: Rule) -> int:
    steps = zip(rule.key_fields, bundle.ladders, common, strict=True)
    return sum(
        (2 + rule.dearness(field)) * (SHARES * own.index(shared[0]) // max(1, len(own) - 1))
        for field, own, shared in steps
    )


def _common(one: Bundle, other: Bundle, vocabulary: Vocabulary, rule: Rule) -> tuple[Ladder, ...] | None:
    """Return the ladders from the first step on that both have in each field; a region also has to have been one in the
    time that they share."""
    fields = rule.key_fields
    found = dict[str, Ladder]()
    for field, ours, theirs in zip(fields, one.ladders, other.ladders, strict=True):
        found[field] = _from_first_shared(ours, theirs)
    if "place" in found and "period" in found and found["period"]:
        found["place"] = _fitting(found["place"], Period(found["period"][0]), vocabulary)
    return tuple(found[field] for field in fields) if all(found.values()) else None


def _from_first_shared(ours: Ladder, theirs: Ladder) -> Ladder:
    return next((ours[start:] for start, step in enumerate(ours) if step in theirs), ())


def _fitting(places: Ladder, period: Period, vocabulary: Vocabulary) -> Ladder:
    return tuple(place for place in places if fits(str(place), period, vocabulary))


def fits(place: str, period: Period, vocabulary: Vocabulary) -> bool:
    """Whether a region was one in a time: a time that is not stated is today's."""
    region = vocabulary.regions.get(place)
    return region is None or region.division == vocabulary.division_on(period.start).id
