"""Which lines of tables few cases stand in, and which lines to join so that none does.

In: counts of each release. Out: problems, or codes that are counted in one line. Nothing is masked and nothing is
rounded: joined lines are exact and add up. What a release adds to a line is what two states of the site differ by, so
that each release is judged by itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from build_tools.disclosure.alike import nothing
from build_tools.disclosure.rule import Rule, rule_of
from build_tools.models import NOT_STATED, Case, Counts, Joined, Site, Table, coded_fields
from build_tools.paths import SETTINGS
from build_tools.problems import Fault, Problem

FEW = Fault(
    "disclosure.table_tells_few",
    "has lines in which fewer than {k} cases of a release stand ({codes} in {release}); join them with others: "
    "`transparency propose` says which, or write not_stated in these cases",
)

Line = tuple[str, ...]
"""The codes that are counted in one line."""

CountsOf = Callable[[Joined], Mapping[str, Counts]]
"""Counts each release, with the codes in one line that are joined."""


def lines_of_few(site: Site, counts: Mapping[str, Counts]) -> Iterator[Problem]:
    """Yield the tables of which a line holds 1 to k - 1 cases of a release, unless as many were withdrawn from it as it
    lacks: nobody is kept from withdrawing."""
    rule, withdrawn = rule_of(site.settings), Counter(stone.release for stone in site.withdrawn.values())
    for release, of_release in sorted(counts.items()):
        for table in of_release.tables:
            few = [line for line, number in _lines(table).items() if are_few(number, release, rule, withdrawn)]
            if few:
                codes = ", ".join(chain.from_iterable(few))
                yield Problem(SETTINGS, FEW, ("joined", table.name), {"k": rule.k, "codes": codes, "release": release})


def are_few(number: int, release: str, rule: Rule, withdrawn: Mapping[str, int]) -> bool:
    """Whether so few cases of a release stand in a line that it may not be shown; those that were ``withdrawn`` from
    it count."""
    return number < rule.k - withdrawn.get(release, 0)


def without_few(counts: Mapping[str, Counts], cases: Iterable[Case], rule: Rule) -> dict[str, Case]:
    """Return, by id, the cases of lines of few as they are without that answer: where all lines are joined and still
    too few of a release gave one."""
    few = {
        (release, table.name): set(
            chain.from_iterable(line for line, number in _lines(table).items() if number < rule.k)
        )
        for release, one in counts.items()
        for table in one.tables
        if table.name in coded_fields()
    }
    changed = dict[str, Case]()
    for case in cases:
        silent = {
            field: nothing(case, field)
            for field in coded_fields()
            if _codes(case, field) & few.get((case.release, field), set())
        }
        if silent:
            changed[case.id] = case.model_copy(update=silent)
    return changed


def _codes(case: Case, field: str) -> set[str]:
    value = getattr(case, field)
    return set(value) if isinstance(value, tuple) else {value}


def _lines(table: Table) -> dict[Line, int]:
    """Return how many cases stand in each line; *not stated* tells of nobody."""
    return {(row.code, *row.joined): row.value for row in table.rows if row.code != NOT_STATED}


def joined_more(count: CountsOf, joined: Joined, rule: Rule) -> Joined:
    """Return what is joined so that no line of a field holds few cases of a release: again and again the smallest line
    in which few stand with the smallest of the others, as far as there are others."""
    while step := _next(count(joined), joined, rule):
        name, line, other = step
        kept = tuple(one for one in joined.get(name, ()) if one not in (line, other))
        joined = {**joined, name: tuple(sorted((*kept, tuple(sorted((*line, *other))))))}
    return joined


def _next(counts: Mapping[str, Counts], joined: Joined, rule: Rule) -> tuple[str, Line, Line] | None:
    """Return the next two lines to join."""
    for name in sorted({table.name for one in counts.values() for table in one.tables}):
        by_release = [_lines(table) for one in counts.values() for table in one.tables if table.name == name]
        sizes = {line: sum(lines.get(line, 0) for lines in by_release) for lines in by_release for line in lines}
        few = {line for lines in by_release for line, number in lines.items() if number < rule.k}
        if few and len(sizes) > 1:
            first, *others = sorted(sizes, key=lambda line: (line not in few, sizes[line], line))
            return name, first, min(others, key=lambda line: (sizes[line], line))
    return None
