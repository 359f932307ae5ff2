"""What records tell in fields of which no figure speaks, where each of some people has a record.

In: all that is public, the rule. Out: revelations by such a field, or two that are keys, beside one field of figures;
and sums of key fields, and of a key field with another. Of whom nobody published anything such a field may be anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import combinations, product

from build_tools.disclosure.attack.answers import Revelation, beside_told, new
from build_tools.disclosure.attack.asking import Question, ask, covered, crossed, everybody, narrowed, questions
from build_tools.disclosure.attack.finest import Aspect, aspects
from build_tools.disclosure.attack.guessing import Public
from build_tools.disclosure.attack.knowledge import Knowledge, spoken_of, times_of
from build_tools.disclosure.attack.sums import Sum, sums
from build_tools.disclosure.audit import NotDecided
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.plain import Interval
from build_tools.disclosure.figures import readings, said_of
from build_tools.disclosure.rule import Rule


def unspoken(public: Public, known: Knowledge, rule: Rule, clock: Clock) -> list[Revelation | Sum]:
    """Return what is told, where anything is; sums where no words are found for it, or no time is left."""
    found: list[Revelation | Sum] = [*_of_keys(public, rule, clock), *_of_pairs(public, known, rule, clock)]
    answers = list[Revelation | Sum]()
    with suppress(NotDecided):
        answers += _of_records(public, known, rule, Clock(clock.left() / 2)) if found else ()
    return answers or found


def _of_records(public: Public, known: Knowledge, rule: Rule, clock: Clock) -> Iterator[Revelation]:
    """Yield what records tell in fields of which no figure speaks, where all of some people have one."""
    asked, of_all = list(questions(known)), list(everybody(known))
    found, there = (ask(known, some, clock, certain_only=True) for some in (asked, of_all))
    whole = covered(known, _certain(known, of_all, there), clock)
    certain = [*whole, *covered(known, _certain(known, asked, found), clock)]
    for some in _other_aspects(public, rule):
        near, names = certain if len(some) == 1 else whole, [aspect.name for aspect in some]
        if near:
            more = narrowed(public.known(some), near, names)
            keys = all(aspect.field in rule.key_fields for aspect in some)
            asked = list(crossed(more, near, names, negated=keys))
            found = ask(more, [*near, *asked], clock, certain_only=True)
            yield from new(more, asked, found[len(near) :], rule, clock)
            yield from beside_told(more, [*near, *asked], rule, clock)


def _of_keys(public: Public, rule: Rule, clock: Clock) -> Iterator[Sum]:
    """Yield what key fields of which no figure speaks tell by adding and subtracting."""
    for some in _other_aspects(public, rule):
        if all(aspect.field in rule.key_fields for aspect in some):
            known = public.known(some)
            yield from sums(known, known.before, rule.k, clock)


def _of_pairs(public: Public, known: Knowledge, rule: Rule, clock: Clock) -> Iterator[Sum]:
    """Yield what a key field, or two by which a figure tells people apart, and one that is no key tell."""
    times = times_of(public.wholes, public.records)

    def of(fields: Iterable[str]) -> list[Aspect]:
        several = {name for name in fields for record in public.records if isinstance(getattr(record, name), tuple)}
        every = (one for name in fields for one in aspects(name, public.vocabulary, times, name in several))
        return [one for one in every if len({one.of(record) for record in public.records}) > 1]

    keys = [((one.name,), [one]) for one in of(rule.key_fields)]
    stated = {tuple(sorted(fact.codes)) for fact in known.facts if len(fact.codes) > 1}
    for (names, also), other in product([*keys, *((names, []) for names in sorted(stated))], of(rule.sensitive_fields)):
        less = public.known([*also, other]).by([*names, other.name])
        yield from sums(less, less.before, rule.k, clock)


def _certain(known: Knowledge, asked: Sequence[Question], found: Sequence[Interval]) -> list[Question]:
    """Return the questions about somebody who is certain to be there: by one field, or as a figure says it, which may
    be by two."""
    stated = {
        said_of(codes) for whole in known.wholes for name in whole.figures for codes in readings(name, whole.ledger)
    }
    certain = (one for one, (low, _) in zip(asked, found, strict=True) if low)
    return [one for one in certain if len(one.fields) <= 1 or one.said in stated]


def _other_aspects(public: Public, rule: Rule) -> Iterator[tuple[Aspect, ...]]:
    """Yield what records say that no figure speaks of, the key fields first, then two of these together."""
    records, vocabulary = public.records, public.vocabulary
    times, spoken = times_of(public.wholes, records), spoken_of(public.wholes)
    keys = dict[str, Aspect]()
    for field in (*rule.key_fields, *rule.sensitive_fields):
        if field not in spoken:
            several = any(isinstance(getattr(record, field), tuple) for record in records)
            for aspect in aspects(field, vocabulary, times, several):
                yield (aspect,)
                keys |= {aspect.name: aspect} if field in rule.key_fields else {}
    yield from combinations(keys.values(), 2)
