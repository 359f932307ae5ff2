"""The lines of a field in which one report may have several codes, such as the kinds of treatment.

In: the ladders and the person of each report, and a judge. Out: lines. A code of k people has its line whatever is
left; what is left climbs, and a line further up counts the reports with at least one of its codes. The rest has none.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.ladders import Ladder
from build_tools.models import LAST_STEP


@dataclass(frozen=True, slots=True)
class Several:
    """The lines of a field of several codes: the places of their reports in the list of all, and the codes in each."""

    lines: Mapping[str, frozenset[int]]
    codes: Mapping[str, Mapping[str, int]]
    persons: Sequence[str]

    @property
    def counts(self) -> dict[str, int]:
        """The number of reports in each line."""
        return {step: len(reports) for step, reports in self.lines.items()}

    def people(self, step: str) -> int:
        """Return the number of people in a line."""
        return len({self.persons[report] for report in self.lines[step]})

    def codes_in(self, step: str) -> dict[str, int]:
        """Return the number of reports of each code that went into a line."""
        return dict(self.codes[step])


Given = Sequence[tuple[Collection[Ladder], str]]
"""The ladders of the codes of each report, and its person."""


def lines_of_several(given: Given, k: int, judge: Callable[[Several], Iterable[Collection[str]]]) -> Several:
    """Return the lines that the judge lets pass; the codes of one that he refuses are in no other."""
    refused, found = set[str](), _climbed(given, k, ())
    while broken := next(iter(judge(found)), None):
        refused |= {*broken}
        found = _climbed(given, k, refused)
    return found


def _climbed(given: Given, k: int, refused: Collection[str]) -> Several:
    """Return each line of k people, the steps furthest down first."""
    waiting, above = _by_code(given)
    persons = [person for _, person in given]
    lines, codes = dict[str, frozenset[int]](), dict[str, Mapping[str, int]]()
    for step in sorted(above, key=lambda step: (-len(above[step]), step)):
        reports = frozenset[int]().union(*waiting[step].values())
        if len({persons[report] for report in reports}) < k:
            waiting[above[step][1]].update(waiting[step])
        elif step not in refused:
            lines[step], codes[step] = reports, {code: len(some) for code, some in waiting[step].items()}
    return Several(lines, codes, persons)


def _by_code(given: Given) -> tuple[Mapping[str, dict[str, set[int]]], Mapping[str, Ladder]]:
    """Return by step the reports that wait there for a line, by code, and the ladder of each step."""
    waiting = defaultdict[str, dict[str, set[int]]](dict)
    above = dict[str, Ladder]()
    for report, (ladders, _) in enumerate(given):
        for ladder in ladders:
            waiting[ladder[0]].setdefault(ladder[0], set()).add(report)
            above.update((step, ladder[place:]) for place, step in enumerate(ladder) if step != LAST_STEP)
    return waiting, above
