"""By what an attacker describes people: codes of the fields of figures, who has none of some codes, and both together.

In: what is known. Out: what is said, and the query. The same values of a field are said once. A code none of whose
values anything public speaks of is left out: nothing tells its people from all others of whom nothing is said, so none
of them can be counted but all together.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from build_tools.disclosure.attack.facts import COUNTED
from build_tools.disclosure.attack.finest import Finest
from build_tools.disclosure.attack.knowledge import Knowledge
from build_tools.disclosure.audit import Query

Values = tuple[str, ...]
Described = tuple[str, Query]


def descriptions(known: Knowledge) -> Iterator[Described]:
    """Yield every description by one field or two. Of two that neither a figure nor a record joins nothing follows but
    what each says: their people overlap by any number, unless they are all or nobody."""
    ways = [[(said, {field: values}) for said, values in one_field(known, field)] for field in known.of_figures]
    for of_field in ways:
        yield from of_field
    joined = _joined(known)
    for (of_one, one), (of_other, other) in combinations(zip(ways, known.of_figures, strict=True), 2):
        if not known.classes and joined[one] != joined[other]:
            continue
        for (said, query), (more, beside) in product(of_one, of_other):
            yield f"{said}, {more}", {**query, **beside}


def _joined(known: Knowledge) -> dict[str, str]:
    """Return for each field the first of those that figures join with it, two at a time; what is said of all or of
    nobody joins all fields."""
    first = {field: field for field in known.of_figures}
    totals = {tuple(fact.query[COUNTED]): fact.number for fact in known.facts if fact.query.keys() == {COUNTED}}
    for fact in known.facts:
        of_all = fact.codes and fact.number in (0, totals.get(tuple(fact.query[COUNTED])))
        for one, other in combinations(known.of_figures if of_all else fact.codes, 2):
            new, old = sorted((first[one], first[other]))
            first = {field: new if own == old else own for field, own in first.items()}
    return first


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
    together = _stated_together(known, field)
    yield from ((f"{field} = {code}", values) for code, values in codes.items())
    yield from ((f"{field} ≠ {code}", _without(finest.values, [code], finest)) for code in codes)
    for some in together:
        yield f"{field} ≠ {', '.join(some)}", _without(finest.values, some, finest)
    for code, values in codes.items():
        for some in together:
            if below := [one for one in some if set(finest.of[one]) < set(values)]:
                yield f"{field} = {code}, {field} ≠ {', '.join(below)}", _without(values, below, finest)


def _spoken_of(known: Knowledge, field: str) -> set[str]:
    """Return the values of a field that a figure speaks of, or a record that does not leave all of them open."""
    every = set(known.fields[field].values)
    named = [fact.query[field] for fact in known.facts if field in fact.query]
    named += [one.query[field] for one in known.classes]
    return {value for values in named if set(values) < every for value in values}


def _stated_together(known: Knowledge, field: str) -> list[list[str]]:
    """Return the codes of a field that are stated together: by all ledgers, by one, and by the records that the same
    ledgers count."""
    lists = dict[str, list[str]]()
    for fact in known.facts:
        if fact.source and (code := fact.codes.get(field)):
            lists.setdefault("", []).append(code)
            lists.setdefault(fact.source[0], []).append(code)
    found = [*lists.values(), *of_records(known, field)]
    return [list(codes) for codes in dict.fromkeys(tuple(dict.fromkeys(codes)) for codes in found) if codes]


def of_records(known: Knowledge, field: str) -> list[list[str]]:
    """Return the codes that records say in a field, by the ledgers that count them."""
    codes = {frozenset(values): code for code, values in known.fields[field].of.items()}
    lists = dict[tuple[str, ...], list[str]]()
    for one in known.classes:
        if code := codes.get(frozenset(one.query[field])):
            lists.setdefault(tuple(one.query[COUNTED]), []).append(code)
    return list(lists.values())


def _without(values: Values, codes: Sequence[str], finest: Finest) -> Values:
    left_out = {value for code in codes for value in finest.of[code]}
    return tuple(value for value in values if value not in left_out)
