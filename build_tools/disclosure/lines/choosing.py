"""Which steps of a field of one answer get a line: of all sets of lines of k people the one that keeps most.

In: the answers of a release, and a judge of sets. Out: the best set that the judge lets pass: it keeps most reports at
their own code, then most at one step above it, and so on. Knows no ledger.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from build_tools.disclosure.lines.answers import Answers, Choice
from build_tools.ladders import Ladder
from build_tools.models import LAST_STEP

_MOST_SETS = 400
"""So many sets are looked at for one field, and no more."""

Uncovered = tuple[int, frozenset[str]] | None
"""Who has no line yet below a step: how many have all their reports on one ladder, and who has not; or enough people
for a line, whoever they are."""

_NOBODY: Uncovered = (0, frozenset())
Option = tuple[tuple[int, ...], tuple[str, ...]]
"""A set of lines below a step: what it is worth, for each step further up that could count whoever has none yet."""

Options = dict[Uncovered, list[Option]]
"""The sets of lines below a step by who has no line yet."""

Judge = Callable[[Choice], Iterable[Collection[str]]]
"""Yields for each rule that a set of lines breaks the steps whose lines break it."""


@dataclass(frozen=True, slots=True)
class Search:
    """The sets of lines still to be looked at, the best first; of each the steps that must and must not have a line."""

    answers: Answers
    ahead: list[tuple[int, int, frozenset[str], frozenset[str], tuple[str, ...]]] = field(default_factory=list)
    tried: Iterator[int] = field(default_factory=count)

    def add(self, wanted: frozenset[str], unwanted: frozenset[str]) -> None:
        """Add the best set with and without these lines, if there is one."""
        found = _best(self.answers, wanted, unwanted)
        if found:
            heapq.heappush(self.ahead, (-found[0][0], next(self.tried), wanted, unwanted, found[1]))


def best_choice(answers: Answers, judge: Judge) -> Choice | None:
    """Return the best set of lines that breaks no rule, or nothing. One that breaks a rule is followed by all that
    differ from it in what breaks it, each once."""
    search = Search(answers)
    search.add(frozenset(), frozenset())
    for _ in range(_MOST_SETS):
        if not search.ahead:
            return None
        _, _, wanted, unwanted, lines = heapq.heappop(search.ahead)
        half = [step for step, parts in answers.climbing_apart.items() if 0 < lines.count(step) < parts]
        if half:
            search.add(wanted | {half[0]}, unwanted)
            search.add(wanted, unwanted | {half[0]})
        elif lines:
            choice = answers.with_lines(lines)
            ways = [answers.lines_below(steps) for steps in judge(choice)]
            if not ways:
                return choice
            _follow(search, wanted, unwanted, lines, min(ways, key=len))
    return None


def _follow(
    search: Search, wanted: frozenset[str], unwanted: frozenset[str], lines: Collection[str], ways: Collection[str]
) -> None:
    """Add the sets that differ from one in a line at or below the steps that break a rule."""
    for step in ways:
        if step in wanted | unwanted:
            continue
        if step in lines:
            search.add(wanted, unwanted | {step})
            wanted |= {step}
        else:
            search.add(wanted | {step}, unwanted)
            unwanted |= {step}


def _best(answers: Answers, wanted: Collection[str], unwanted: Collection[str]) -> Option | None:
    """Return the best set of lines in which the last step has nobody or enough people."""
    found = _below((LAST_STEP,), answers, wanted, unwanted)
    fit = [*found.get(_NOBODY, ()), *found.get(None, ())]
    return min(fit, key=lambda option: (-option[0][0], sorted(map(answers.place, option[1]))), default=None)


def _below(node: Ladder, answers: Answers, wanted: Collection[str], unwanted: Collection[str]) -> Options:
    """Return the sets of lines below a step, the step itself without one."""
    own = answers.counts.get(node, 0)
    values = tuple(own * answers.worth[distance] for distance in range(len(node)))
    found: Options = {_own(node, answers): [(values, ())]}
    for child in answers.children.get(node, ()):
        found = _joined(found, _with_line(child, answers, wanted, unwanted), answers)
    return found


def _own(node: Ladder, answers: Answers) -> Uncovered:
    """Return the people whose code is the first step of a ladder."""
    people = answers.persons.get(node, frozenset())
    elsewhere = people & answers.on_several
    return None if len(people) >= answers.k else (len(people) - len(elsewhere), elsewhere)


def _joined(one: Options, other: Options, answers: Answers) -> Options:
    """Return the sets of lines of two parts of a ladder together."""
    found = defaultdict[Uncovered, list[Option]](list)
    for first, ours in one.items():
        for second, theirs in other.items():
            together = _people(first, second, answers.k)
            found[together] += [
                (tuple(map(int.__add__, a, b)), (*lines, *more)) for a, lines in ours for b, more in theirs
            ]
    return {people: _undominated(options, answers) for people, options in found.items()}


def _people(one: Uncovered, other: Uncovered, k: int) -> Uncovered:
    if one is None or other is None:
        return None
    alone, known = one[0] + other[0], one[1] | other[1]
    return None if alone + len(known) >= k else (alone, known)


def _with_line(node: Ladder, answers: Answers, wanted: Collection[str], unwanted: Collection[str]) -> Options:
    """Return the sets of lines at and below a step. A step that climbs to two others has the people of both."""
    step, found = node[0], defaultdict[Uncovered, list[Option]](list)
    for people, options in _below(node, answers, wanted, unwanted).items():
        enough = people is None or (step in answers.climbing_apart and len(answers.below[step]) >= answers.k)
        if enough and step not in unwanted:
            found[_NOBODY] += [((values[0],) * (len(values) - 1), (*lines, step)) for values, lines in options]
        if step not in wanted:
            found[people] += [(values[1:], lines) for values, lines in options]
    return {people: _undominated(options, answers) for people, options in found.items()}


def _undominated(options: list[Option], answers: Answers) -> list[Option]:
    """Return the sets than which no other is worth as much whoever counts the rest, in the order of the vocabulary."""
    kept: list[Option] = []
    for option in sorted(options, key=lambda one: ([-value for value in one[0]], sorted(map(answers.place, one[1])))):
        if not any(all(map(int.__ge__, other[0], option[0])) for other in kept):
            kept.append(option)
    return kept
