"""The attacker finds leaks that were planted, and nothing in what obeys the rules."""

import csv
import datetime
import io
import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.attacker import backwards, climbing, ladders, public, questions, registers, stand_in, trials
from benchmarks.attacker.public import Ledger, Public, Story

pytest.importorskip("highspy", reason="the solver comes with the group bench")

ROOT = Path(__file__).parents[2]
VOCABULARY = public.loaded(ROOT / "content/vocabulary.yml")
LADDERS = ladders.ladders_of(VOCABULARY, range(2025, 2027))
SENSITIVE = frozenset({"sexual_violence"})
YEAR = registers.Days("2026-1", datetime.date(2026, 1, 1), datetime.date(2026, 6, 30))
LAST = ladders.LAST


def release(total: int, tables: Mapping[str, Mapping[str, int]], name: str = "2026-1", **said: object) -> Ledger:
    """A release of reports registered in a time that holds everything before it."""
    until = datetime.date(2026, int(name[5:]), 28)
    return Ledger(name, datetime.date.min, until, total, tables, **said)  # type: ignore[arg-type]


def briefing(total: int, **figures: int) -> Ledger:
    """A briefing of 2022 that counts reports by place, the small numbers too."""
    codes = tuple(({"place": (place,)}, count) for place, count in figures.items())
    return Ledger("2022-01-19", datetime.date.min, datetime.date(2022, 1, 19), total, figures=codes, public=True)


def found(*ledgers: Ledger, stories: tuple[Story, ...] = ()) -> set[str]:
    """What the attacker finds."""
    return set(map(str, questions.attack(Public(ledgers, stories, LADDERS, SENSITIVE))[1]))


def test_lines_of_many_in_one_release_give_nothing_away() -> None:
    """From tables by one field of one release nothing follows, whatever their lines are."""
    place, gender = {"south": 9, "semey": 6, LAST: 9}, {"man": 19, LAST: 5}
    tables = {"place": place, "gender": gender, "treatment": {"beatings": 22, "other": 5}, "authority": {"police": 24}}
    assert found(release(24, tables)) == set()


def test_a_line_of_few_is_found() -> None:
    """A count below five is found, alone and beside what everybody has."""
    leaks = found(release(24, {"gender": {"woman": 3, LAST: 21}, "authority": {"police": 24}}))
    assert "exact: 2026-1: gender=woman: 3" in leaks
    assert "exact: 2026-1: gender=woman, authority=police: 3" in leaks


def test_a_difference_of_few_between_two_ledgers_is_found() -> None:
    """Where a later ledger includes an earlier one, the reports that came between are counted by subtraction."""
    older = release(20, {"gender": {"woman": 6, LAST: 14}})
    assert "exact: 2026-2 without 2026-1: gender=woman: 2" in found(
        older, release(40, {"gender": {"woman": 8, LAST: 32}}, "2026-2", includes=("2026-1",))
    )
    assert not found(older, release(40, {"gender": {"woman": 11, LAST: 29}}, "2026-2", includes=("2026-1",)))


def test_a_difference_between_a_step_and_the_codes_below_it_is_found() -> None:
    """Lines at different steps of a ladder are subtracted too: all of the south, less the cities of an older table."""
    older = release(30, {"place": {"shymkent": 8, "KZ-75": 7, LAST: 15}})
    newer = release(60, {"place": {"south": 15, LAST: 45}}, "2026-2", includes=("2026-1",))
    assert "exact: 2026-2: place=south: 15" not in (leaks := found(older, newer))
    assert not any(leak.startswith("contradiction") for leak in leaks)
    closer = release(60, {"place": {"shymkent": 11, "south": 9, LAST: 40}}, "2026-2", includes=("2026-1",))
    assert "exact: 2026-2 without 2026-1: place=shymkent: 3" in found(older, closer)


def test_what_a_small_number_of_a_briefing_says_of_one_person_is_found_and_the_number_itself_is_not_new() -> None:
    """A release that includes a briefing with one report from a place tells of that person what it says of all."""
    older = briefing(24, semey=1, almaty=23)
    newer = release(44, {"authority": {"police": 44}}, includes=("2022-01-19",))
    leaks = found(older, newer)
    assert "exact: 2022-01-19: place=semey, authority=police: 1" in leaks
    assert "exact: 2022-01-19: place=semey: 1" not in leaks
    assert not found(older, release(44, {"authority": {"police": 30, LAST: 14}}, includes=("2022-01-19",)))


def test_what_nearly_everybody_did_or_suffered_is_found() -> None:
    """A line above n − k is found where it tells what a person did, or a sensitive kind; of others it may stand."""
    assert "everybody: 2026-1: assistance=legal: 5" in found(release(24, {"assistance": {"legal": 21}}))
    sensitive = found(release(24, {"treatment": {"sexual_violence": 22}}))
    assert "everybody: 2026-1: treatment=sexual_violence: 5" in sensitive
    assert not found(release(24, {"treatment": {"beatings": 23}, "assistance": {"legal": 19}}))


def test_what_is_left_beside_the_stories_is_counted() -> None:
    """Who knows the people of the stories subtracts them from a line."""
    tables = {"gender": {"woman": 6, LAST: 18}, "treatment": {"beatings": 15}}
    stories = tuple(Story(name, "2026-1", {"gender": ("woman",), "treatment": ("beatings",)}) for name in "AB")
    assert "exact: 2026-1 beside the stories: gender=woman: 4" in found(release(24, tables), stories=stories)


def test_what_being_alike_says_of_a_small_line_is_found() -> None:
    """A story says that five others are like it: where a line has five others, all of them were beaten."""
    story = Story("A", "2026-1", {"gender": ("woman",), "treatment": ("beatings",)})
    known = "person: 2026-1 beside the stories: gender=woman, so treatment=beatings: 1"
    for women, follows in ((6, True), (7, False)):
        tables = {"gender": {"woman": women, LAST: 24 - women}, "treatment": {"beatings": 15}}
        assert (known in found(release(24, tables), stories=(story,))) is follows


def test_what_being_alike_says_of_a_kind_of_treatment_is_found() -> None:
    """So too where the small line is another kind of treatment."""
    tables = {"treatment": {"beatings": 15, "threats": 6}}
    story = Story("A", "2026-1", {"treatment": ("beatings", "threats")})
    leaks = found(release(24, tables), stories=(story,))
    assert "person: 2026-1 beside the stories: treatment=threats, so treatment=beatings: 1" in leaks


def test_numbers_that_no_register_gives_are_named() -> None:
    """Tables that contradict each other are no proof of safety."""
    leaks = found(release(24, {"gender": {"woman": 8, LAST: 17}}))
    assert leaks == {"contradiction: all ledgers: gender: 0"}


Counts = Mapping[str, int]


def test_a_choice_that_tells_of_a_hidden_code_is_found() -> None:
    """Naming what went into a joined line tells that few have each."""

    def naming(counts: Counts) -> dict[str, int]:
        few = [code for code in ("one", "two") if 0 < counts[code] < 5]
        return {" and ".join(few): sum(counts[code] for code in few)} if few else {}

    found = [*backwards.narrowed(("one", "two", "top", "not_stated"), range(8), naming, 5)]
    assert {one.code for one in found} == {"one", "two"}


def test_a_line_that_goes_missing_beside_an_older_table_is_found() -> None:
    """Leaving a line out because few came since the older table tells that few came."""

    def shy(counts: Counts) -> dict[str, int]:
        return {"two": 9} if 0 < counts["one"] - 6 < 5 else {"one": counts["one"], "two": 9}

    found = [*backwards.narrowed(("one", "two"), [8], shy, 5, [{"one": 6, "two": 9}])]
    assert [(one.code, one.values) for one in found] == [("one", frozenset({1, 2, 3, 4}))]


def test_a_random_register_is_the_same_for_a_seed_and_reads_as_csv() -> None:
    """A leak can be looked at again, and the register is one that the program reads."""
    one, other = (registers.register(LADDERS, [YEAR], 30, random.Random(7)) for _ in range(2))
    assert one == other
    read = [*csv.DictReader(io.StringIO(registers.as_csv(one)))]
    assert read == one
    assert tuple(read[0]) == registers.COLUMNS
    assert len({row["id"] for row in read}) == 30


def test_rows_of_the_briefing_are_those_that_it_counted() -> None:
    """A register that holds the reports of the briefing of 2022 contradicts none of its numbers."""
    (older,) = public.read(ROOT).ledgers
    rows = registers.of_briefing(older, ladders.ladders_of(VOCABULARY, range(2021, 2027)), random.Random(5))
    assert len(rows) == older.total
    for codes, count in older.figures:
        assert sum({field: code for field, (code,) in codes.items()}.items() <= row.items() for row in rows) == count


def test_a_register_by_the_rules_gives_nothing_away() -> None:
    """Tables made by the shortest reading of the rules hold against every question."""
    rows = registers.register(LADDERS, [YEAR], 60, random.Random(1))
    own = stand_in.ledger(rows, YEAR, LADDERS, SENSITIVE, 5)
    assert len(own.tables) > 8
    assert not found(own)


def test_a_project_is_read_as_it_is_published(tmp_path: Path) -> None:
    """Ledgers and stories of a folder are found, and a leak between them is printed with exit code 1."""
    for path, text in FOLDER.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    vocabulary = (ROOT / "content/vocabulary.yml").read_text("utf-8")
    (tmp_path / "content/vocabulary.yml").write_text(vocabulary, "utf-8")
    read = public.read(tmp_path)
    assert [(own.id, own.total) for own in read.ledgers] == [("2026-1", 24)]
    assert read.stories == (Story("7Q4K", "2026-1", {"treatment": ("beatings",), "gender": ("woman",)}),)
    assert trials.report(read) == 1


FOLDER = {
    "content/site.yml": "k: 5\n",
    "content/figures/2026-1.yml": """\
kind: register
id: 2026-1
counts: {from: 2026-01-01, until: 2026-06-30}
total: 24
tables: {gender: {woman: 5, other_or_not_stated: 19}, treatment: {beatings: 15}}
""",
    "cases_public/2026-1/7Q4K.yml": """\
id: 7Q4K
release: 2026-1
invented: true
treatment: [beatings]
gender: woman
place:
""",
}


def test_climbing_comes_nearer_to_a_leak() -> None:
    """A register is changed answer by answer, and what is kept is never further from a small count."""
    chance = random.Random(3)
    climb = [*climbing.climb(registers.register(LADDERS, [YEAR], 24, chance), [YEAR], LADDERS, SENSITIVE, 20, chance)]
    assert [step.closeness for step in climb] == sorted(step.closeness for step in climb)
    assert climb[0].rows != climb[-1].rows
