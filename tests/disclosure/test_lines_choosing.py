"""Which steps get a line: held against all sets of lines that there are, for registers small enough to try them."""

import datetime
import random
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from build_tools.disclosure.lines.answers import Answers, Choice
from build_tools.disclosure.lines.choosing import best_choice
from build_tools.ladders import covering, ladder_of, order_of
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


def everything(_: Choice) -> Iterator[Collection[str]]:
    """Let every set pass."""
    return iter(())


def worth(lines: Collection[str], answers: Answers) -> list[int]:
    """Return how many reports are counted at their own code, one step above it, and so on."""
    distances = Counter(ladder.index(covering(ladder, lines)) for ladder, _ in answers.given)
    return [distances[distance] for distance in range(5)]


def valid_sets(answers: Answers) -> Iterator[Choice]:
    """Yield every set of lines of k people in which everybody is counted."""
    steps = sorted({step for ladder in answers.counts for step in ladder} - {LAST_STEP})
    for number in range(1, len(steps) + 1):
        for lines in combinations(steps, number):
            choice = answers.with_lines(lines)
            if {*lines} <= choice.lines.keys() and all(choice.people(step) >= answers.k for step in choice.lines):
                yield choice


@st.composite
def registers(draw: st.DrawFn) -> Answers:
    """Draw the answers of up to some dozens of reports, of which some are of one person."""
    ladders = draw(st.one_of(SOME, st.just(PERIODS)))
    some = draw(st.lists(st.tuples(st.sampled_from(ladders), st.integers(0, 60)), min_size=5, max_size=40))
    weights = draw(st.lists(st.sampled_from((0, 0, 2, 5)), min_size=len(ladders), max_size=len(ladders)))
    often = [ladder for ladder, weight in zip(ladders, weights, strict=True) for _ in range(weight)]
    more = [(ladder, f"M{place}") for place, ladder in enumerate(often)]
    return Answers([*((ladder, str(person)) for ladder, person in some), *more], 5, order_of("place", vocabulary()))


@given(registers())
def test_the_best_of_all_sets_is_found(answers: Answers) -> None:
    """No other set of lines keeps more reports at their own code, or as many there and more one step above; and where
    there is none, none is found."""
    found = best_choice(answers, everything)
    best = max((worth(choice.lines, answers) for choice in valid_sets(answers)), default=None)
    assert (found and worth(found.lines, answers)) == best


@given(registers(), st.randoms(use_true_random=False))
def test_the_best_set_that_a_rule_lets_pass_is_found(answers: Answers, chance: random.Random) -> None:
    """A rule that forbids some lines as they are, and one that wants one of two, leave the best of what they allow."""
    every = list(valid_sets(answers))
    known = sorted({(step, *sorted(ladders)) for choice in every for step, ladders in choice.lines.items()})
    forbidden = set(chance.sample(known, min(len(known), 3)))
    steps = sorted({step for choice in every for step in choice.lines} - {LAST_STEP})
    wanted = chance.sample(steps, min(len(steps), 2))

    def judge(choice: Choice) -> Iterator[Collection[str]]:
        yield from ((step,) for step, some in choice.lines.items() if (step, *sorted(some)) in forbidden)
        if wanted and choice.lines.keys().isdisjoint(wanted):
            yield wanted

    found = best_choice(answers, judge)
    best = max((worth(choice.lines, answers) for choice in every if not any(judge(choice))), default=None)
    assert (found and worth(found.lines, answers)) == best


@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(answers: Answers, chance: random.Random) -> None:
    """Whoever sorts the register anew, or names its people anew, gets the same lines."""
    given_ = [(ladder, f"X{person}") for ladder, person in answers.given]
    chance.shuffle(given_)
    first, second = (best_choice(one, everything) for one in (answers, Answers(given_, answers.k, answers.order)))
    assert (first and first.counts) == (second and second.counts)


def test_five_reports_of_one_person_are_no_line() -> None:
    """People make a line, not reports; the reports of few join with others."""
    one, other = (ladder_of("gender", code, OLD, vocabulary()) for code in ("man", "woman"))
    given_ = [(one, "A")] * 9 + [(other, f"P{number}") for number in range(6)]
    assert best_choice(Answers(given_, 5, {}), everything) is None
    more = [*given_, *((one, f"Q{number}") for number in range(4))]
    found = best_choice(Answers(more, 5, {}), everything)
    assert found is not None
    assert found.counts == {"man": 13, "woman": 6}


def test_a_city_climbs_where_it_lay_when_it_happened() -> None:
    """Reports from Semey of before the change join the old East Kazakhstan, and later ones the new region of Abai."""
    of_old, of_new = (ladder_of("place", "semey", day, vocabulary()) for day in (OLD, NEW))
    assert of_old == ("semey", "KZ-VOS", "east", LAST_STEP)
    assert of_new == ("semey", "KZ-10", "east", LAST_STEP)
    assert ladder_of("place", "semey", datetime.date.max, vocabulary()) == of_new
    given_ = [(ladder, f"{ladder[1]}{number}") for ladder in (of_old, of_new) for number in range(3)]
    found = best_choice(Answers(given_, 5, order_of("place", vocabulary())), everything)
    assert found is not None
    assert found.counts == {"semey": 6}
