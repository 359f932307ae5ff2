"""Numbers of people that a label alone describes, which several briefings tell: whom to reckon with.

In: ledgers. Out: wholes, for each such part and all that a table, another part, a name or a label ties to it. They are
attacked apart from each other, for each doubles the ways in which a person can be counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from build_tools.disclosure.attack.wholes import Whole, lies_in, same_name, wholes_of
from build_tools.models import Ledger

Part = tuple[str, str]
"""A file and the name of a figure."""


def labelled(ledgers: Mapping[str, Ledger]) -> Iterator[tuple[list[Whole], list[list[Whole]]]]:
    """Yield the wholes of all briefings with parts that are tied together, where one of these is told in two briefings
    and is not broken down, so that it is none of the wholes already; and, where a label has not always meant the
    same and these cannot be true together, the same without parts that become smaller, and with each part alone."""
    wholes = wholes_of(ledgers)
    known = {(whole.path, whole.name) for whole in wholes}
    mains = [whole for whole in wholes if whole.main]
    parts = {
        (whole.path, name): Whole(whole.path, whole.ledger, name, {name: whole.ledger.figures[name]}, main=False)
        for whole in mains
        for name in whole.ledger.plain
        if name != whole.name
    }

    def with_mains(tied: Sequence[Part]) -> list[Whole]:
        return [*(_beside(whole, tied) for whole in mains), *(parts[part] for part in tied)]

    for tied in _tied(parts, [*_tables(parts), *_same(parts)]):
        if len({path for path, _ in tied}) > 1 and not known.issuperset(tied):
            alone = {part: parts[part] for part in tied}
            growing = [part for part in tied if not _shrinks(parts[part], alone.values())]
            yield with_mains(tied), [with_mains(some) for some in (growing, *_tied(alone, _same(alone)))]


def _shrinks(one: Whole, others: Iterable[Whole]) -> bool:
    """Whether a part is larger than one that it lies in, or the other way round."""
    [number] = (figure.value for figure in one.figures.values())
    sizes = [(other, figure.value) for other in others for figure in other.figures.values()]
    return any((lies_in(one, other) and number > n) or (lies_in(other, one) and n > number) for other, n in sizes)


def _beside(whole: Whole, tied: Sequence[Part]) -> Whole:
    """Return a main whole with those figures alone that hold one of some parts or stand beside it in a table."""
    ledger, names = whole.ledger, {name for path, name in tied if path == whole.path}
    tables = [one.parts for one in ledger.tables.values() if not names.isdisjoint(one.parts)]
    around = [ledger.around(name) for name in names]
    told = {whole.name, *(name for some in (*tables, *around) for name in some)}
    return replace(whole, figures={name: one for name, one in whole.figures.items() if name in told})


def _tied(parts: Iterable[Part], ties: Iterable[Sequence[Part]]) -> list[list[Part]]:
    """Put parts together that are tied to each other."""
    groups = {part: {part} for part in parts}
    for some in ties:
        joined = set[Part]().union(*(groups[part] for part in some))
        groups |= dict.fromkeys(joined, joined)
    unique = {min(group): sorted(group) for group in groups.values()}
    return [unique[first] for first in sorted(unique)]


def _tables(parts: Mapping[Part, Whole]) -> Iterator[Sequence[Part]]:
    """Yield parts that a table or another part holds together."""
    for path, ledger in {path: whole.ledger for (path, _), whole in parts.items()}.items():
        tables = ((table.total, *table.parts) for table in ledger.tables.values())
        around = ((name, *ledger.around(name)) for name in ledger.plain)
        yield from ([(path, name) for name in names if (path, name) in parts] for names in (*tables, *around))


def _same(parts: Mapping[Part, Whole]) -> Iterator[Sequence[Part]]:
    """Yield parts of the same name or label."""
    for whole in parts.values():
        yield [other for other, one in parts.items() if one is whole or same_name(whole, one)]
