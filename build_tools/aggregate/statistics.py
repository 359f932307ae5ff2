"""Counts of a register: tables.

A statistic is one line of ``STATISTICS`` and, where counting is unusual, one function.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from build_tools.models import (
    NOT_STATED,
    UNASKED,
    Case,
    Joined,
    Register,
    Row,
    Table,
    Vocabulary,
    coded_fields,
)
from build_tools.problems import N_

Codes = Callable[[Case, Vocabulary], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Statistic:
    """How to count cases: by which codes of each case, explained in which list of the vocabulary."""

    name: str
    title: str
    codes: str
    of: Codes
    exclusive: bool = True
    in_order: bool = False
    """Whether the codes have an order of their own, such as years, that is kept."""


STATISTICS = (
    Statistic("region", N_("Cases by region"), "places", lambda case, words: (words.region_of_case(case),)),
    Statistic("year", N_("Cases by year"), "periods", lambda case, words: (case.period.year,), in_order=True),
    Statistic("gender", N_("Cases by gender"), "genders", lambda case, words: (case.gender,)),
    Statistic("age_band", N_("Cases by age"), "age_bands", lambda case, words: (case.age_band,), in_order=True),
    Statistic("authority", N_("Cases by authority"), "authorities", lambda case, words: (case.authority,)),
    Statistic("treatment", N_("Kinds of treatment"), "treatments", lambda case, words: case.treatment, False),
    Statistic(
        "access_lawyer", N_("Access to a lawyer"), "access", lambda case, words: (case.access_lawyer,), in_order=True
    ),
    Statistic("complaint", N_("Stage of the complaint"), "complaints", lambda case, words: (case.complaint,)),
)
"""What is counted from published cases, in the order of the page."""


LISTS = frozenset(coded_fields().values())


def statistics(register: Register, vocabulary: Vocabulary, joined: Joined) -> Iterator[Table]:
    """Yield one table for each statistic of a register that holds cases."""
    for statistic in STATISTICS if register.cases else ():
        yield count(statistic, register, vocabulary, joined.get(statistic.name, ()))


def count(
    statistic: Statistic, register: Register, vocabulary: Vocabulary, joined: Iterable[tuple[str, ...]] = ()
) -> Table:
    """Count the cases of a register by the codes of a statistic: largest first or in their order, not stated last. A
    case counts once in a line of codes that are ``joined``. What a case was never asked it does not answer: such cases
    are counted apart."""
    lines = {code: codes for codes in joined for code in codes}
    answers = [statistic.of(case, vocabulary) for case in register.cases]
    asked = [codes for codes in answers if codes not in UNASKED]
    counts = Counter(line for codes in asked for line in {lines.get(code, (code,)) for code in codes})
    known = (
        {code: place for place, code in enumerate(vocabulary.labels(statistic.codes))}
        if statistic.codes in LISTS
        else {}
    )

    def place(line: tuple[str, ...]) -> tuple[bool, int, str]:
        return line == (NOT_STATED,), known.get(line[0], 0) if statistic.in_order else -counts[line], line[0]

    order = sorted(counts, key=place)
    rows = (Row(statistic.codes, line[0], counts[line], line[1:]) for line in order)
    not_asked = len(answers) - len(asked)
    return Table(statistic.name, statistic.title, tuple(rows), len(asked), statistic.exclusive, not_asked)
