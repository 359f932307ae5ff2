"""The numbers that are public, as facts about people: what figures say, and what goes without saying.

In: wholes, the sets of them that one person can be counted in, the finest values of fields. Out: facts.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from build_tools.disclosure.attack.finest import Finest
from build_tools.disclosure.attack.wholes import Guess, Membership, Whole, name_of
from build_tools.disclosure.audit import Query
from build_tools.disclosure.figures import readings
from build_tools.models import FigureTable, Ledger

COUNTED = "counted"
"""The dimension of who counts a person."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that is public, or follows from what a ledger counts; ``source`` is the file and the name of a figure,
    or nothing of what goes without saying; ``codes`` are those of the figure by field."""

    query: Query
    number: int
    source: tuple[str, str] | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What facts are made of."""

    wholes: Sequence[Whole]
    possible: Sequence[Membership]
    fields: Mapping[str, Finest]

    def all(self, doubted: Set[Guess]) -> Iterator[Fact]:
        """Yield all facts but those that are ``doubted``."""
        for number, whole in enumerate(self.wholes):
            if counted := self._counted(number):
                yield from self._said(whole, counted, doubted)
                yield from self._outside(whole, counted)
                yield from self._rests(number, whole, counted)

    def _counted(self, number: int, but: Set[int] = frozenset()) -> list[str]:
        """Return the sets of those whom a whole counts, and some others do not."""
        return [name_of(some) for some in self.possible if number in some and but.isdisjoint(some)]

    def _said(self, whole: Whole, counted: list[str], doubted: Set[Guess]) -> Iterator[Fact]:
        for name, figure in whole.figures.items():
            sure, *guessed = reversed(readings(name, whole.ledger))
            for codes in (sure, *(guessed if only_one(whole, name) not in doubted else ())):
                query = {one: self._meant(one, code, whole.ledger) for one, code in codes.items()}
                yield Fact({COUNTED: counted, **query}, figure.value, (whole.path, name), codes)

    def _meant(self, field: str, code: str, ledger: Ledger) -> list[str]:
        """Return the values of a code of a figure, or of one around it. Parts of a table exclude each other: a code
        that stands in one means, in the whole ledger, whoever has none of the codes below it that stand beside it."""
        values = self.fields[field].of[code]
        tables = [[ledger.figures[part].codes.get(field, "") for part in one.parts] for one in ledger.tables.values()]
        beside = {other for codes in tables if code in codes for other in codes if other not in ("", code)}
        below = {one for other in beside for one in self._within(field, other, values)}
        return [value for value in values if value not in below] or list(values)

    def _within(self, field: str, code: str, values: Sequence[str]) -> tuple[str, ...]:
        own = self.fields[field].of[code]
        return own if set(own) < set(values) else ()

    def _outside(self, whole: Whole, counted: list[str]) -> Iterator[Fact]:
        """Nobody of another time is counted."""
        if "period" in self.fields and whole.counts:
            first, last = (day.isoformat() for day in whole.days)
            days = [day for day in self.fields["period"].values if not first <= day <= last]
            yield Fact({COUNTED: counted, "period": days}, 0)

    def _rests(self, number: int, whole: Whole, counted: list[str]) -> Iterator[Fact]:
        """Parts of a table that a label describes, beside codes of one field, are those who have none of the codes."""
        own = {one.name: at for at, one in enumerate(self.wholes) if one.path == whole.path}
        for table in whole.ledger.tables.values():
            labels, field, named = self._parts(whole.ledger, table)
            rest = [value for value in self.fields[field].values if value not in named] if field else []
            if field and whole.name in labels:
                yield Fact({COUNTED: counted, field: sorted(named)}, 0)
            elif rest and whole.name == table.total and labels <= own.keys():
                no_part = self._counted(number, {own[part] for part in labels})
                yield from [Fact({COUNTED: no_part, field: rest}, 0)] if no_part else []

    def _parts(self, ledger: Ledger, table: FigureTable) -> tuple[set[str], str, set[str]]:
        """Return the parts of a table that a label describes, the field of the others, and the values that these name;
        nothing where it is not one field, or the total is of a code."""
        said = {part: ledger.figures[part].codes for part in table.parts}
        labels = {part for part, codes in said.items() if not codes}
        fields = {field for codes in said.values() for field in codes}
        if not labels or len(fields) != 1 or not fields <= self.fields.keys() or ledger.codes_of(table.total):
            return set(), "", set()
        [field] = fields
        named = (codes[field] for codes in said.values() if codes)
        return labels, field, {value for code in named for value in self.fields[field].of[code]}


def only_one(whole: Whole, name: str) -> Guess:
    """Return the guess that a figure within another, which alone has its codes, counts all who have them."""
    return ("only", whole.path, name)


def guesses(wholes: Sequence[Whole]) -> Iterator[Guess]:
    """Yield what is guessed of figures."""
    for whole in wholes:
        yield from (only_one(whole, name) for name in whole.figures if len(readings(name, whole.ledger)) > 1)
