"""The tables of a release, made of the reports of the register.

In: reports, the other ledgers, and which reports the release counts. Out: its ledger, and for whoever made it what
stands in each line and why a field has none. Of the reports nothing but numbers enters the ledger.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from build_tools.disclosure.lines.choosing import FieldLines, best_lines
from build_tools.disclosure.lines.judging import beside_few, is_public, ledger_problems
from build_tools.disclosure.lines.known import AnyLedger, by_field, compared_ladders, known, small_differences, total_of
from build_tools.disclosure.lines.overlaps import Ledgers, overlaps
from build_tools.disclosure.lines.tables import NEARLY_ALL, NO_ANSWER, TableRule, table_breaches
from build_tools.ladders import NONE, PLACE, Ladder, ladder_of, later_regions, order_of
from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    SEVERAL_ANSWERS,
    CountedReports,
    Period,
    ReleaseLedger,
    Report,
    Review,
    Settings,
    Vocabulary,
)
from build_tools.paths import ledger_file
from build_tools.problems import Problem


class Why(Enum):
    """Why a field is not published in a release."""

    FEW = "no joining of its steps gives lines of k people"
    NO_ANSWER = "neither of the two answers that say something has a line"
    NEARLY_ALL = "a line would say something of nearly everybody"
    DIFFERENCE = "a line would differ from another ledger by few"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table and the codes that went into it. Which these are is for whoever made it alone."""

    step: str
    count: int
    codes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """The ledger of a release; by field its lines, or why it has none; and what forbids to publish it all the same."""

    ledger: ReleaseLedger
    lines: Mapping[str, Sequence[Line]]
    unpublished: Mapping[str, Why]
    problems: Sequence[Problem]


_WHY = {NO_ANSWER: Why.NO_ANSWER, NEARLY_ALL: Why.NEARLY_ALL}
Broken = tuple[Why, Collection[str]]
"""Why a set of lines is refused, and the steps whose lines are the reason."""


def tables_of(
    reports: Sequence[Report],
    others: Mapping[str, AnyLedger],
    counts: CountedReports,
    release: str,
    review: Review,
    vocabulary: Vocabulary,
    settings: Settings,
) -> Draft:
    """Return the tables of the reports that were registered on the days of a release."""
    own = [report for report in reports if counts.first <= report.registered <= counts.until]
    empty = ReleaseLedger(kind="register", id=release, counts=counts, total=len(own), tables={}, review=review)
    ledgers = {**{ledger_file(id_): ledger for id_, ledger in others.items()}, ledger_file(release): empty}
    found, unpublished = dict[str, Sequence[Line]](), dict[str, Why]()
    ladders = compared_ladders(vocabulary)
    rule = TableRule(settings.k, ledger_file(release) in beside_few(ledgers, settings.k), vocabulary)
    for field in settings.tables:
        lines = _lines(field, own, rule, Beside(ledgers, ledger_file(release), field, ladders.get(field, ()), rule))
        if isinstance(lines, Why):
            unpublished[field] = lines
        else:
            found[field] = lines
    tables = {field: {line.step: line.count for line in lines} for field, lines in found.items()}
    ledger = empty.model_copy(update={"tables": tables})
    problems = ledger_problems({**ledgers, ledger_file(release): ledger}, vocabulary, settings)
    return Draft(ledger, found, unpublished, tuple(problems))


class Beside:
    """The other ledgers that count reports of a release, and what they say by one field."""

    def __init__(self, ledgers: Ledgers, path: str, field: str, ladders: Sequence[Ladder], rule: TableRule):
        self.path, self.ladders, self.k, self.total = path, ladders, rule.k, total_of(ledgers[path]) or 0
        self.never = later_regions(ledgers[path].counts.until, rule.vocabulary) if field == PLACE else frozenset[str]()
        every = [one for one in overlaps(ledgers) if path in (one.outer, *one.inner)] if ladders else []
        self.overlaps = [one for one in every if not is_public(one, ledgers)]
        paths = {other for one in self.overlaps for other in (one.outer, *one.inner)}
        self.known = {other: by_field(ledgers[other], field, ladders, rule.vocabulary) for other in paths}

    def broken(self, lines: Mapping[str, int]) -> Iterator[Broken]:
        """Yield the lines in which the release would differ from others by too few."""
        own = known(lines, self.total, self.ladders, self.never)
        for overlap in self.overlaps:
            for answers, _ in small_differences(overlap, {**self.known, self.path: own}, self.ladders, self.k):
                yield Why.DIFFERENCE, own.deciding(answers)


def _lines(field: str, reports: Sequence[Report], rule: TableRule, beside: Beside) -> list[Line] | Why:
    """Return the lines of a table, or why there is none: what is wrong with the best lines that could be."""
    refused, people = list[Why](), len({report.person for report in reports})

    def judge(lines: FieldLines) -> Iterator[Collection[str]]:
        for why, steps in _broken(field, lines, people, rule, beside):
            refused.append(why)
            yield steps

    given = [(_ladders(report, field, rule.vocabulary), report.person) for report in reports]
    found = best_lines(given, rule.k, judge, field in SEVERAL_ANSWERS)
    if not found:
        return refused[0]
    order = order_of(field, rule.vocabulary)
    steps = sorted(found.counts.items(), key=lambda line: (line[0] == LAST_STEP, order.get(line[0], 0), line[0]))
    return [Line(step, number, found.codes_in(step)) for step, number in steps]


def _broken(field: str, lines: FieldLines, people: int, rule: TableRule, beside: Beside) -> Iterator[Broken]:
    """Yield the rules that lines break: those that ledgers are judged by, and of people what only a register knows."""
    for breach in table_breaches(field, lines.counts, beside.total, rule):
        yield _WHY.get(breach.fault, Why.FEW) if breach.steps else Why.FEW, breach.steps
    for step in lines.counts:
        if lines.people(step) < rule.k:
            yield Why.FEW, (step,)
        if rule.binds(field, step) and people - lines.people(step) < rule.k:
            yield Why.NEARLY_ALL, (step,)
    yield from ((Why.FEW, (step,)) for step in beside.never.intersection(lines.counts))
    yield from beside.broken(lines.counts)


def _ladders(report: Report, field: str, vocabulary: Vocabulary) -> list[Ladder]:
    """Return the ladders of the answers of a report; of several codes, those that can have a line."""
    day = min(Period(report.answers["period"][0]).start, report.registered)
    left_out = (NOT_STATED, NONE) if field in SEVERAL_ANSWERS else ()
    return [ladder_of(field, code, day, vocabulary) for code in report.answers[field] if code not in left_out]
