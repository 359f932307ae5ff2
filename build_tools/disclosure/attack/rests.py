"""Who is left beside those that are counted: whole numbers that follow by taking others away.

In: questions and what is certain of them. Out: questions about the rest and its number. Of those who are meant by some
words, and of those who have one code, all are taken away who have codes below it that are certain, be they told by
figures or by records: the broadest codes, for whoever is left beside finer ones is asked about at the broader one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_tools.disclosure.attack.asking import Question
from build_tools.disclosure.attack.knowledge import Knowledge
from build_tools.disclosure.audit.plain import Interval

Values = frozenset[str]
Rest = tuple[Question, int]


@dataclass(slots=True)
class Beside:
    """All who are described alike but for one field: how many they are, where that is certain, and how many have each
    code of the field, by its values."""

    whole: Rest | None = None
    coded: dict[Values, tuple[str, Rest]] = field(default_factory=dict)


def rests(known: Knowledge, asked: Sequence[Question], found: Sequence[Interval]) -> Iterator[Rest]:
    """Yield who is left of each kind, with how many they are, where somebody is and it was not ``asked``."""
    were = {one.people for one in asked}
    certain = [(one, int(low)) for one, (low, high) in zip(asked, found, strict=True) if low == high and low]
    for name, finest in known.fields.items():
        codes = {frozenset(values): code for code, values in finest.of.items() if values}
        for beside in _apart(name, codes, certain).values():
            yield from (one for one in _left(name, finest.values, beside) if one[0].people not in were)


def _apart(name: str, codes: Mapping[Values, str], certain: Iterable[Rest]) -> Mapping[object, Beside]:
    """Put together what is certain of people who are described alike but for one field."""
    found = dict[object, Beside]()
    for question, number in certain:
        others = tuple((one, tuple(values)) for one, values in question.query.items() if one != name)
        beside = found.setdefault((question.about.counted, question.beside, others), Beside())
        if name not in question.query:
            beside.whole = question, number
        elif code := codes.get(frozenset(question.query[name])):
            beside.coded[frozenset(question.query[name])] = code, (question, number)
    return found


def _left(name: str, values: Iterable[str], beside: Beside) -> Iterator[Rest]:
    """Yield who is left of all, and of each code."""
    whole = {frozenset(values): ("", beside.whole)} if beside.whole else {}
    for among, (_, (question, number)) in {**beside.coded, **whole}.items():
        taken = _broadest(among, beside.coded)
        left = number - sum(beside.coded[one][1][1] for one in taken)
        if taken and left > 0:
            codes = ", ".join(beside.coded[one][0] for one in taken)
            said = ", ".join([*([question.said] if question.said else []), f"{name} ≠ {codes}"])
            query = {**question.query, name: sorted(among.difference(*taken))}
            fields = question.fields if name in question.fields else (*question.fields, name)
            yield replace(question, said=said, query=query, fields=fields), left


def _broadest(among: Values, coded: Iterable[Values]) -> list[Values]:
    """Return codes that lie within some values and apart from each other, the broadest first."""
    taken = list[Values]()
    for one in sorted(coded, key=lambda some: (-len(some), sorted(some))):
        if one < among and all(one.isdisjoint(other) for other in taken):
            taken.append(one)
    return taken
