"""The tables of a release, made of the reports of the register.

In: reports, and which of them the release counts. Out: its ledger. Each line lies as far down its ladder as people are
enough; where a rule refuses some, there are fewer, so that most reports stay at their own code.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from build_tools.disclosure.tables import ONE_OF, says_of_each, table_breaches
from build_tools.models import (
    LAST_STEP,
    SEVERAL_ANSWERS,
    CountedReports,
    ReleaseLedger,
    Report,
    Review,
    Settings,
    Vocabulary,
    fact_fields,
)
from build_tools.models.hierarchies import Ladder, ladders_in, order_of

_MOST_SETS = 400
"""So many sets of lines are looked at for one field, and no more."""

_MOST_STEPS = 10
"""More than any ladder has."""


class _Answer(NamedTuple):
    """An answer of a report on its way up: its ladder, how many steps it has climbed, the report and its person."""

    ladder: Ladder
    climbed: int
    report: int
    person: str


@dataclass(frozen=True)
class FieldLines:
    """The lines of a field: by step the answers that each counts, and the steps that were refused a line."""

    answers: Mapping[str, Sequence[_Answer]]
    refused: frozenset[str]

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of reports in each line: of one that has several of its codes, one."""
        return {step: len({one.report for one in some}) for step, some in self.answers.items()}

    @cached_property
    def rank(self) -> tuple[list[int], list[str], list[str]]:
        """What sorts lines so that those come first in which most answers are counted at their own code, then one step
        above it, and so on; and of equal ones always the same."""
        climbed = Counter(one.climbed for some in self.answers.values() for one in some)
        return [-climbed[distance] for distance in range(_MOST_STEPS)], sorted(self.counts), sorted(self.refused)

    def people(self, step: str) -> int:
        """Return the number of people in a line."""
        return len({one.person for one in self.answers[step]})

    def below(self, steps: Collection[str]) -> list[str]:
        """Return the steps at or below some that have a line, but for the last."""
        ways = {step: {up for one in some for up in one.ladder[one.climbed :]} for step, some in self.answers.items()}
        return [step for step, way in ways.items() if step != LAST_STEP and not way.isdisjoint(steps)]


_Given = Sequence[tuple[Collection[Ladder], str]]
"""The ladders of the codes of each report, and its person."""


def tables_of(
    reports: Sequence[Report],
    counts: CountedReports,
    release: str,
    review: Review,
    vocabulary: Vocabulary,
    settings: Settings,
) -> ReleaseLedger:
    """Return the tables of the reports that were registered on the days of a release; a field without lines of many has
    none."""
    own = [report for report in reports if counts.first <= report.registered <= counts.until]
    ledger = ReleaseLedger(kind="register", id=release, counts=counts, total=len(own), tables={}, review=review)
    lines = {field: _table(field, own, ledger, vocabulary, settings.k) for field in settings.tables}
    return ledger.model_copy(update={"tables": {field: table for field, table in lines.items() if table}})


def _table(
    field: str, reports: Sequence[Report], ledger: ReleaseLedger, vocabulary: Vocabulary, k: int
) -> dict[str, int]:
    """Return the lines of a table in the order of the vocabulary, or none where there may be no table."""
    people = len({report.person for report in reports})

    def judge(lines: FieldLines) -> Iterator[Collection[str]]:
        for _, step in table_breaches(field, lines.counts, ledger, vocabulary, k):
            yield [step] if step else ONE_OF.get(fact_fields()[field], ())
        for step in lines.counts:
            is_told_of_all = says_of_each(field, step, vocabulary) and people - lines.people(step) < k
            if lines.people(step) < k or is_told_of_all:
                yield [step]

    given = [(ladders_in(report, field, vocabulary), report.person) for report in reports]
    found = best_lines(given, k, judge, field in SEVERAL_ANSWERS)
    order = order_of(field, vocabulary)
    lines = found.counts.items() if found else ()
    return dict(sorted(lines, key=lambda line: (line[0] == LAST_STEP, order.get(line[0], 0), line[0])))


def best_lines(
    given: _Given, k: int, judge: Callable[[FieldLines], Iterable[Collection[str]]], is_of_several: bool
) -> FieldLines | None:
    """Return the lines of at least ``k`` people that break no rule and keep most at its own code, or nothing where
    there are none. The judge yields for each rule that lines break the steps whose lines break it: one at or below
    these goes. In a field of several answers the codes of a line that is refused are in no other, and a rest has none.
    """
    ahead, seen = [_climbed(given, k, frozenset(), is_of_several)], {frozenset[str]()}
    for _ in range(_MOST_SETS):
        if not ahead:
            break
        ahead.sort(key=lambda lines: lines.rank, reverse=True)
        best = ahead.pop()
        ways = [best.below(steps) for steps in judge(best)]
        if not ways:
            return best
        fewer = {best.refused | {step} for step in min(ways, key=len)} - seen
        seen |= fewer
        ahead += [_climbed(given, k, refused, is_of_several) for refused in fewer]
    return None


def _climbed(given: _Given, k: int, refused: frozenset[str], is_of_several: bool) -> FieldLines:
    """Return a line at each step at which ``k`` people without a finer one are, the steps furthest down first."""
    waiting, lines = defaultdict[str, list[_Answer]](list), dict[str, Sequence[_Answer]]()
    for report, (ladders, person) in enumerate(given):
        for ladder in sorted(ladders):
            waiting[ladder[0]].append(_Answer(ladder, 0, report, person))
    for step in _upwards(ladder for ladders, _ in given for ladder in ladders):
        is_enough = len({one.person for one in waiting[step]}) >= k
        if is_enough and step not in refused:
            lines[step] = waiting[step]
        elif not (is_enough and is_of_several):
            for one in waiting[step]:
                waiting[one.ladder[one.climbed + 1]].append(one._replace(climbed=one.climbed + 1))
    if waiting[LAST_STEP] and not is_of_several:
        lines[LAST_STEP] = waiting[LAST_STEP]
    return FieldLines(lines, refused)


def _upwards(ladders: Iterable[Ladder]) -> list[str]:
    """Return the steps of ladders, each before those above it, without the last."""
    above = dict[str, int]()
    for ladder in ladders:
        for place, step in enumerate(ladder[:-1]):
            above[step] = max(above.get(step, 0), len(ladder) - place)
    return sorted(above, key=lambda step: (-above[step], step))
