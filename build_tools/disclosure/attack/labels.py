"""Numbers of people that a label alone describes, which several briefings tell: whom to reckon with.

In: ledgers. Out: wholes, for each such part and all that a table, another part, a name or a label ties to it. They are
attacked apart from each other, for each doubles the ways in which a person can be counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from build_tools.disclosure.attack.wholes import Whole, same_name, wholes_of
from build_tools.models import Ledger

Part = tuple[str, str]
"""A file and the name of a figure."""


def labelled(ledgers: Mapping[str, Ledger]) -> Iterator[list[Whole]]:
    """Yield the wholes of all briefings with parts that are tied together, where one of these is told in two briefings
    and is not broken down, so that it is none of the wholes already."""
    wholes = wholes_of(ledgers)
    known = {(whole.path, whole.name) for whole in wholes}
    mains = [whole for whole in wholes if whole.main]
    parts = {
        (whole.path, name): Whole(whole.path, whole.ledger, name, {name: whole.ledger.figures[name]}, main=False)
        for whole in mains
        for name in whole.ledger.plain
        if name != whole.name
    }
    for tied in _tied(parts):
        if len({path for path, _ in tied}) > 1 and not known.issuperset(tied):
            yield [*(_beside(whole, tied) for whole in mains), *(parts[part] for part in tied)]


def _beside(whole: Whole, tied: Sequence[Part]) -> Whole:
    """Return a main whole with those figures alone that hold one of some parts or stand beside it in a table."""
    ledger, names = whole.ledger, {name for path, name in tied if path == whole.path}
    tables = [one.parts for one in ledger.tables.values() if not names.isdisjoint(one.parts)]
    around = [ledger.around(name) for name in names]
    told = {whole.name, *(name for some in (*tables, *around) for name in some)}
    return replace(whole, figures={name: one for name, one in whole.figures.items() if name in told})


def _tied(parts: Mapping[Part, Whole]) -> list[list[Part]]:
    """Put parts together that are tied to each other."""
    groups = {part: {part} for part in parts}
    for some in (*_tables(parts), *_same(parts)):
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
