"""By what an attacker describes people: codes of the fields of figures, who has none of some codes, and both together.

In: what is known. Out: what is said, and the query. The same values of a field are said once. A code none of whose
values anything public speaks of is left out: nothing tells its people from all others of whom nothing is said, so none
of them can be counted but all together.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from build_tools.disclosure.attack.finest import Finest
from build_tools.disclosure.attack.knowledge import OF_FIGURES, Fact, Knowledge
from build_tools.disclosure.audit import Query

Values = tuple[str, ...]
Described = tuple[str, Query]


def descriptions(known: Knowledge) -> Iterator[Described]:
    """Yield every description by one field or two."""
    ways = [[(said, {field: values}) for said, values in one_field(known, field)] for field in OF_FIGURES]
    for of_field in ways:
        yield from of_field
    for of_one, of_other in combinations(ways, 2):
        for (said, query), (more, other) in product(of_one, of_other):
            yield f"{said}, {more}", {**query, **other}


def one_field(known: Knowledge, field: str) -> list[tuple[str, Values]]:
    """Return what can be said by one field, each set of values once."""
    found = dict[frozenset[str], tuple[str, Values]]()
    for said, values in _said(known, field):
        if values:
            found.setdefault(frozenset(values), (said, values))
    return list(found.values())


def _said(known: Knowledge, field: str) -> Iterator[tuple[str, Values]]:
    finest = known.fields[field]
    codes = {code: values for code, values in finest.of.items() if not _spoken_of(known, field).isdisjoint(values)}
    stated = [fact for fact in known.facts if field in fact.codes]
    yield from ((f"{field} = {code}", values) for code, values in codes.items())
    yield from ((f"{field} ≠ {code}", _without(finest.values, [code], finest)) for code in codes)
    for code, values in codes.items():
        if below := [one for one in _codes(stated, field) if set(finest.of[one]) < set(values)]:
            yield f"{field} = {code}, {field} ≠ {', '.join(below)}", _without(values, below, finest)
    for together in filter(None, _stated_together(stated, field)):
        yield f"{field} ≠ {', '.join(together)}", _without(finest.values, together, finest)


def _spoken_of(known: Knowledge, field: str) -> set[str]:
    """Return the values of a field that a figure speaks of, or a record that does not leave all of them open."""
    every = set(known.fields[field].values)
    named = [fact.query[field] for fact in known.facts if field in fact.query]
    named += [one.query[field] for one in known.classes]
    return {value for values in named if set(values) < every for value in values}


def _codes(stated: Sequence[Fact], field: str) -> list[str]:
    return list(dict.fromkeys(fact.codes[field] for fact in stated))


def _stated_together(stated: Sequence[Fact], field: str) -> Iterator[list[str]]:
    """Yield the codes of a field that figures state: all, and those that stand beside a code of another field."""
    yield _codes(stated, field)
    others = dict[tuple[str, str], list[str]]()
    for fact in stated:
        for other in fact.codes.items():
            if other[0] != field:
                others.setdefault(other, []).append(fact.codes[field])
    yield from (list(dict.fromkeys(codes)) for codes in others.values())


def _without(values: Values, codes: Sequence[str], finest: Finest) -> Values:
    left_out = {value for code in codes for value in finest.of[code]}
    return tuple(value for value in values if value not in left_out)
