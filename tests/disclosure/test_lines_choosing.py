"""Which steps get a line: held against all sets of lines that there are, for registers small enough to try them."""

import datetime
import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.attacker import backwards
from build_tools.disclosure.lines.choosing import FieldLines, best_lines
from build_tools.ladders import Ladder, covering, ladder_of
from build_tools.models import LAST_STEP
from tests.disclosure.reports import vocabulary

OLD, NEW = datetime.date(2022, 1, 1), datetime.date(2023, 1, 1)
PLACES = [
    ladder_of("place", code, day, vocabulary())
    for code in ("semey", "oskemen", "almaty", "KZ-VOS", "KZ-63", "KZ-75", "east", "not_stated")
    for day in (OLD, NEW)
]
PERIODS = [
    ladder_of("period", code, OLD, vocabulary()) for code in ("2022", "2022-Q1", "2022-01", "2022-02", "2022-05")
]
SOME = st.lists(st.sampled_from(PLACES), min_size=3, max_size=8, unique=True)


Given = Sequence[tuple[Ladder, str]]
"""The ladder and the person of each report."""


def everything(_: object) -> Iterator[Collection[str]]:
    """Let all lines pass."""
    return iter(())


def best(given_: Given, judge: Any = everything) -> FieldLines | None:
    """Return the best lines that a judge lets pass, and that leave nobody or five people for the last step."""

    def judged(lines: FieldLines) -> Iterator[Collection[str]]:
        yield from ((step,) for step in lines.counts if lines.people(step) < 5)
        yield from [()] if lines.counts.keys() <= {LAST_STEP} else judge(lines.counts)

    return best_lines([([ladder], person) for ladder, person in given_], 5, judged, is_of_several=False)


def valid_sets(given_: Given) -> Iterator[Mapping[str, int]]:
    """Yield the counts of every set of lines of five people in which everybody is counted."""
    steps = sorted({step for ladder, _ in given_ for step in ladder} - {LAST_STEP})
    for number in range(1, len(steps) + 1):
        for lines in combinations(steps, number):
            found = defaultdict[str, list[str]](list)
            for ladder, person in given_:
                found[covering(ladder, lines)].append(person)
            if {*lines} <= found.keys() and all(len({*people}) >= 5 for people in found.values()):
                yield {step: len(people) for step, people in found.items()}


@st.composite
def registers(draw: st.DrawFn) -> Given:
    """Draw the answers of up to some dozens of reports, some of them of one person."""
    most = draw(st.sampled_from((20, 60, 100)))
    ladders = draw(st.one_of(SOME, st.just(PERIODS)))
    some = draw(st.lists(st.sampled_from(ladders), min_size=5, max_size=40))
    weights = draw(st.lists(st.sampled_from((0, 0, 2, 5)), min_size=len(ladders), max_size=len(ladders)))
    often = [ladder for ladder, weight in zip(ladders, weights, strict=True) for _ in range(weight)]
    return [(ladder, str(number % most)) for number, ladder in enumerate([*some, *often])]


@given(registers(), st.randoms(use_true_random=False))
def test_lines_are_found_where_there_are_any(given_: Given, chance: random.Random) -> None:
    """Held against all sets of lines of five people: of those that a rule lets pass one is found, if there is one. The
    rule forbids some lines as they are, and wants one of two."""
    every = list(valid_sets(given_))
    known = sorted({line for lines in every for line in lines.items()})
    forbidden = set(chance.sample(known, min(len(known), 3)))
    steps = sorted({step for lines in every for step in lines} - {LAST_STEP})
    wanted = chance.sample(steps, min(len(steps), 2))

    def judge(lines: Mapping[str, int]) -> Iterator[Collection[str]]:
        yield from ((step,) for step, count in lines.items() if (step, count) in forbidden)
        if wanted and lines.keys().isdisjoint(wanted):
            yield wanted

    for rule, passing in ((everything, every), (judge, [lines for lines in every if not any(judge(lines))])):
        found = best(given_, rule)
        assert (found.counts in passing) if found else not passing


@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(given_: Given, chance: random.Random) -> None:
    """Whoever sorts the register anew, or names its people anew, gets the same lines."""
    found = best(given_)
    again = [(ladder, f"X{person}") for ladder, person in given_]
    chance.shuffle(again)
    other = best(again)
    assert (found and found.counts) == (other and other.counts)


AUTHORITIES = {
    code: ladder_of("authority", code, OLD, vocabulary()) for code in ("police", "prison_staff", "other", "not_stated")
}


def test_the_choice_of_lines_tells_of_no_hidden_code_that_a_few_have_it() -> None:
    """Of every table that is made, each code without a line may be nobody's or that of many: held against all registers
    of up to twenty reports of four authorities."""

    def table(counts: Mapping[str, int]) -> Mapping[str, int]:
        given_ = [(AUTHORITIES[code], f"{code}{one}") for code, number in counts.items() for one in range(number)]
        found = best(given_)
        return found.counts if found else {}

    assert [*backwards.narrowed(tuple(AUTHORITIES), range(21), table, 5)] == []


def test_five_reports_of_one_person_are_no_line() -> None:
    """People make a line, not reports; the reports of few join with others."""
    one, other = (ladder_of("gender", code, OLD, vocabulary()) for code in ("man", "woman"))
    given_ = [(one, "A")] * 9 + [(other, f"P{number}") for number in range(6)]
    assert best(given_) is None
    found = best([*given_, *((one, f"Q{number}") for number in range(4))])
    assert found is not None
    assert found.counts == {"man": 13, "woman": 6}


def test_a_city_climbs_where_it_lay_when_it_happened() -> None:
    """Reports from Semey of before the change join the old East Kazakhstan, and later ones the new region of Abai."""
    of_old, of_new = (ladder_of("place", "semey", day, vocabulary()) for day in (OLD, NEW))
    assert of_old == ("semey", "KZ-VOS", "east", LAST_STEP)
    assert of_new == ("semey", "KZ-10", "east", LAST_STEP)
    assert ladder_of("place", "semey", datetime.date.max, vocabulary()) == of_new
    found = best([(ladder, f"{ladder[1]}{number}") for ladder in (of_old, of_new) for number in range(3)])
    assert found is not None
    assert found.counts == {"semey": 6}
