"""What somebody knows who reads all that is public, as the audit takes it: dimensions, facts, classes.

In: ledgers and records. Out: facts and classes with where each comes from, so that a message can say it.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from build_tools.disclosure.attack.facts import COUNTED, Fact, Facts
from build_tools.disclosure.attack.finest import Aspect, Finest, aspects, periods_of
from build_tools.disclosure.attack.times import counted_in
from build_tools.disclosure.attack.wholes import Guess, Membership, Whole, memberships, name_of
from build_tools.disclosure.audit import ContradictoryFacts, Query
from build_tools.models import Case, Figure, Period, Vocabulary, coded_fields

SEEN = "seen"
TOLD, CODED, UNSEEN = "told", "coded", "unseen"
"""How a person is seen: on a page with words, so that it may be known who it is, as a record, or not at all."""

ALWAYS = ("place", "gender", "age_band")
"""The fields by which figures of every briefing may be broken down."""


@dataclass(frozen=True, slots=True)
class AlikeClass:
    """Records that nothing public tells apart here."""

    query: Query
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it. ``fields`` are those that are told apart, beside who counts a person and whether it is known who;
    figures speak of those in ``of_figures``."""

    wholes: Sequence[Whole]
    possible: Sequence[Membership]
    fields: Mapping[str, Finest]
    of_figures: tuple[str, ...]
    facts: tuple[Fact, ...]
    classes: tuple[AlikeClass, ...] = field(default=())

    @property
    def dims(self) -> dict[str, list[str]]:
        """The dimensions with their finest values."""
        own = {name: list(one.values) for name, one in self.fields.items()}
        return {COUNTED: [name_of(some) for some in self.possible], SEEN: [TOLD, CODED, UNSEEN], **own}

    def plain(self) -> tuple[dict[str, list[str]], list[tuple[Query, int, int]], list[tuple[Query, int]]]:
        """Return dimensions, facts and classes as the audit takes them."""
        facts = [(fact.query, fact.number, fact.number) for fact in self.facts]
        for seen in (TOLD, CODED):
            number = sum(len(one.ids) for one in self.classes if one.query[SEEN] == seen)
            facts.append(({SEEN: seen}, number, number))
        return self.dims, facts, [(one.query, len(one.ids)) for one in self.classes]

    def by(self, names: Sequence[str]) -> "Knowledge":
        """Return the same with some fields alone: numbers by others are left out, and what records say in them."""
        kept = {COUNTED, SEEN, *names}
        facts = tuple(fact for fact in self.facts if kept.issuperset(fact.query))
        found = dict[object, AlikeClass]()
        for one in self.classes:
            query = {name: some for name, some in one.query.items() if name in kept}
            key = tuple(map(tuple, query.values()))
            found[key] = AlikeClass(query, (*(found[key].ids if key in found else ()), *one.ids))
        fields = {name: self.fields[name] for name in names}
        return replace(self, fields=fields, of_figures=tuple(names), facts=facts, classes=tuple(found.values()))

    @property
    def before(self) -> "Knowledge | None":
        """What was public before, if anything was."""
        return self.without_records() if any(whole.ledger.already_public for whole in self.wholes) else None

    def without_records(self) -> "Knowledge":
        """Return what was public before: ledgers that say so."""
        before = {whole.path for whole in self.wholes if whole.ledger.already_public}
        facts = (fact for fact in self.facts if fact.source is None or fact.source[0] in before)
        return replace(self, facts=tuple(facts), classes=())


def knowledge(
    wholes: Sequence[Whole],
    records: Iterable[Case],
    vocabulary: Vocabulary,
    also: Sequence[Aspect] = (),
    told: Set[str] = frozenset(),
    doubted: Set[Guess] = frozenset(),
) -> Knowledge:
    """Return what is known of the people whom some wholes count, told apart by the fields of figures and by some
    aspects more, without what is ``doubted``."""
    possible, every = memberships(wholes, doubted), list(records)
    of_figures = spoken_of(wholes)
    own = [aspect for field in of_figures for aspect in aspects(field, vocabulary, (), several=False)]
    by_name = {aspect.name: aspect for aspect in (*own, *also)}
    fields = {name: aspect.finest for name, aspect in by_name.items()}
    facts = tuple(Facts(wholes, possible, fields).all(doubted))
    classes = _classes(every, wholes, possible, by_name, told, doubted)
    return Knowledge(wholes, possible, fields, of_figures, facts, classes)


def spoken_of(wholes: Iterable[Whole]) -> tuple[str, ...]:
    """Return the fields by which figures are broken down: those of every briefing, and others where a figure says so,
    for each costs time."""
    said = {field for whole in wholes for name in whole.figures for field in whole.ledger.codes_of(name)}
    return tuple(field for field in coded_fields(Figure) if field in said or field in ALWAYS)


def times_of(wholes: Sequence[Whole], records: Iterable[Case]) -> set[Period]:
    """Return all times that anything public is about."""
    said = [counts for whole in wholes if (counts := whole.counts)]
    return periods_of(records) | {time for counts in said for time in (counts.since, counts.until)}


def _classes(
    records: Iterable[Case],
    wholes: Sequence[Whole],
    possible: Sequence[Membership],
    by_name: Mapping[str, Aspect],
    told: Set[str],
    doubted: Set[Guess],
) -> tuple[AlikeClass, ...]:
    """Put records together by what they may be; those that nobody counts tell nothing here."""
    found = dict[tuple[object, ...], list[str]]()
    queries = dict[tuple[object, ...], Query]()
    for record in sorted(records, key=lambda one: one.id):
        counted = counted_in(record, wholes, possible, doubted)
        if not counted:
            raise ContradictoryFacts(record.id)
        if not any(counted):
            continue
        query: dict[str, tuple[str, ...]] = {
            COUNTED: tuple(map(name_of, counted)),
            **{name: aspect.of(record) for name, aspect in by_name.items()},
        }
        seen = TOLD if record.summary or record.id in told else CODED
        key = (seen, *query.values())
        queries[key] = {**query, SEEN: seen}
        found.setdefault(key, []).append(record.id)
    return tuple(AlikeClass(queries[key], tuple(ids)) for key, ids in found.items())
