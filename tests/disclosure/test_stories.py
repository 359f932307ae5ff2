"""Stories: what files and tables say of the people like somebody, and what the register counts when one is begun."""

import dataclasses
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import command_line
from build_tools.disclosure import stories
from build_tools.disclosure.columns import COLUMNS
from build_tools.disclosure.drafting import tables_of
from build_tools.models import LAST_STEP, ReleaseLedger, Report, Site, fact_fields
from build_tools.problems import Problem
from tests.conftest import copied_example
from tests.disclosure.reports import COUNTS, by_chance, release, report, reports, settings, vocabulary
from tests.disclosure.sheets import placed, workbook
from tests.repositories import asked
from tests.site_builder import agreed, case, case_file, minimal_site

ALIKE = {"enough": True, "on": "2001-12-31", "by": "coordinator"}
# invented: true
PLACES = {"place": {"almaty": 8, "shymkent": 7, LAST_STEP: 15}, "treatment": {"beatings": 20}}
SENSITIVE = "sexual_violence"


def free_to_tell(one: Report) -> Report:
    """Return a report of somebody who may speak."""
    return dataclasses.replace(one, free_to_speak=True)


def site_of(told: Sequence[Mapping[str, Any]], ledger: ReleaseLedger, **changes: Any) -> Site:
    """Return a site with a story of a release for each of these codes."""
    nothing = {"place": None, "treatment": [], "release": "2001-1", "alike": ALIKE}
    files = [case(number, **{**nothing, **changes, **codes}) for number, codes in enumerate(told)]
    made = {case_file(data): agreed(data) for data in files}
    parts = {"vocabulary": vocabulary(), "releases": {"content/figures/2001-1.yml": ledger}, "cases": made}
    return dataclasses.replace(minimal_site(), **parts)


def said(told: Sequence[Mapping[str, Any]], ledger: ReleaseLedger, **changes: Any) -> list[tuple[str, str]]:
    """Return the code and the first field of what files say against these stories."""
    site = site_of(told, ledger, **changes)
    rules = (stories.stories_have_many_like_them, stories.lines_keep_many)
    found = [problem for rule in rules for problem in rule(site)]
    return [(problem.code, str(problem.field[0])) for problem in found]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([{"place": "almaty"}] * 2, []),
        ([{"place": "almaty"}] * 3, ["place"]),
        ([{"treatment": ["beatings"]}] * 14, []),
        ([{"treatment": ["beatings"]}] * 15, ["treatment"]),
        ([{"place": "almaty"}, {"place": "shymkent"}, *[{"place": "south"}] * 7], []),
        ([{"place": "almaty"}, {"place": "shymkent"}, *[{"place": "south"}] * 8], ["place"]),
    ],
)
def test_more_than_k_are_left_besides_the_stories(told: list[dict[str, Any]], found: list[str]) -> None:
    """In the line that stories tell, and at or below the step of some together with those that tell more exactly."""
    assert sorted({*said(told, release(PLACES))}) == [("stories.few_left", field) for field in found]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"place": "semey"}, [("stories.no_line", "place")]),
        ({"place": "south"}, []),
        ({"gender": "man"}, [("stories.no_line", "gender")]),
        ({"treatment": ["beatings", "threats"]}, [("stories.no_line", "treatment")]),
        ({"treatment": [SENSITIVE]}, []),
        ({"treatment": ["beatings"], "place": "almaty"}, []),
        ({"treatment": ["beatings", SENSITIVE], "place": "almaty"}, [("stories.tells_too_much", "place")]),
        ({"place": "almaty", "authority": "police"}, [("stories.tells_too_much", "authority")]),
    ],
)
def test_a_story_tells_what_has_a_line_and_one_field_beside_its_treatment(
    told: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    """A step above a line may be told; of a sensitive kind the register says whether it has one, and nothing beside."""
    assert said([told], release({**PLACES, "authority": {"police": 20, LAST_STEP: 10}})) == found


def test_a_story_was_counted_on_the_last_day_of_a_release_that_has_tables() -> None:
    """What nobody counted, or counted for other days, is refused, and so is a story of a release without tables."""
    told, ledger = [{"place": "almaty"}], release(PLACES)
    assert said(told, ledger, alike=None) == [("stories.not_counted", "alike")]
    assert said(told, ledger, alike={**ALIKE, "on": "2001-12-30"}) == [("stories.other_day", "alike")]
    assert said(told, ledger, release="2002-1") == [("stories.release_without_tables", "release")]


def crowd(some: Sequence[Report], telling_: Sequence[str] = (), told: Sequence[stories.Tells] = ()) -> stories.Crowd:
    """Return the crowd of reports beside the stories of some people."""
    return stories.Crowd(some, telling_, told, release(PLACES), vocabulary(), 5)


def test_people_are_counted_who_are_others_and_tell_no_story() -> None:
    """Two reports of one person are one; the person, people with a story and what is not stated are like nobody."""
    some = reports("place", {"almaty": 4, "shymkent": 2, "not_stated": 9}, treatment="beatings")
    again = report(20, "P1", place="almaty", treatment="beatings")
    told = {"treatment": ("beatings",), "place": ("south",)}
    assert crowd([*some, again]).people_like(told, "P0") == 5
    assert crowd([*some, again]).people_like({"place": ("almaty",)}, "P0") == 3
    assert crowd(some, ["P1", "P4"]).people_like(told, "P0") == 3
    assert crowd(some).people_like({**told, "gender": ("not_stated",)}, "P0") == 0


def test_the_stories_of_others_count_before_a_new_one() -> None:
    """A line that has enough beside each story alone may have too few beside both."""
    some = reports("place", {"almaty": 8, "shymkent": 7, "not_stated": 15})
    told = {"place": ("almaty",)}
    assert crowd(some).may_tell(told, "P0")
    assert crowd(some, ["P1"], [told]).may_tell(told, "P0")
    assert not crowd(some, ["P1", "P2"], [told, told]).may_tell(told, "P0")


def test_a_report_is_told_by_what_it_says_and_tables_have() -> None:
    """Nobody who is bound to silence, no code that the report does not say, none of which too few are like it."""

    def wrong(one: Report, told: stories.Tells, *others: Report) -> list[str]:
        return [problem.code for problem in stories.wrong_with("x.yml", one.id, told, crowd([one, *others]))]

    beaten = reports("place", {"almaty": 8}, treatment="beatings")
    free = free_to_tell(report(30, place="almaty", treatment="beatings"))
    assert wrong(free, {"treatment": ("beatings",)}, *beaten) == []
    assert wrong(beaten[0], {"treatment": ("beatings",)}, *beaten[1:]) == ["stories.not_free_to_speak"]
    assert wrong(free, {"place": ("shymkent",)}, *beaten) == ["stories.cannot_tell"]
    assert wrong(free, {"place": ("almaty",)}, *beaten[:4]) == ["stories.too_few_alike"]
    assert wrong(free, {"place": ("almaty",), "gender": ("man",)}, *beaten) == [
        *("stories.cannot_tell", "stories.tells_too_much")
    ]


@given(st.integers(0, 10**6), st.integers(20, 90))
def test_what_the_register_lets_a_story_tell_the_files_do_not_refuse(seed: int, number: int) -> None:
    """Whoever begins stories by the register, one after the other, never has them refused by the check."""
    chance = random.Random(seed)  # a register by chance, of which nothing is secret
    some = [free_to_tell(one) for one in by_chance(chance, number)]
    ledger = tables_of(some, COUNTS, "2001-1", {}, vocabulary(), settings())
    told, persons = list[stories.Tells](), list[str]()
    for one in chance.sample(some, 15):
        there = stories.Crowd(some, persons, told, ledger, vocabulary(), 5)
        kinds = there.tellable(one, "treatment")[:2]
        field = chance.choice([name for name in fact_fields() if name != "treatment"])
        is_alone = any(stories.is_sensitive(kind, vocabulary()) for kind in kinds)
        new = {"treatment": tuple(kinds), field: () if is_alone else tuple(there.tellable(one, field)[:1])}
        codes = {name: found for name, found in new.items() if found}
        if codes and one.person not in persons and not [*stories.wrong_with("x.yml", one.id, codes, there)]:
            told.append(codes)
            persons.append(one.person)
    several = ("treatment", "assistance")
    files = [{name: [*c] if name in several else c[0] for name, c in codes.items()} for codes in told]
    assert said(files, ledger) == []


# --- the command ------------------------------------------------------------------------------------------------


def register(folder: Path, *lines: Mapping[str, str]) -> Path:
    """Write a register of reports that say that somebody was beaten, and nothing else but this."""
    # invented: true
    whole = {"registered": "2000-03-01", "free_to_speak": "yes", "treatment": "beatings"}
    return placed(folder, workbook([COLUMNS, *([{**whole, **line}.get(name) for name in COLUMNS] for line in lines)]))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example with one story, of somebody in one town."""
    folder = copied_example(tmp_path / "example")
    for path in (folder / "cases_public" / "2000-1").glob("[!3]*.yml"):
        path.unlink()
    return folder


def codes_of(project: Path, *words: str | Path) -> tuple[int, list[str]]:
    """Run a command and return its exit code with the codes that it says."""
    codes, usual = list[str](), command_line.problem_report

    def noted(problems: Iterable[Problem], site_src: Path) -> str:
        codes.extend(problem.code for problem in problems)
        return usual(problems, site_src)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command_line, "problem_report", noted)
        done = asked(project, *words)
    return done.exit_code, codes


def test_a_story_is_begun_of_a_report_that_is_there_and_leaves_no_other_alone(project: Path, tmp_path: Path) -> None:
    """The file is written only where enough people are like the person, and stay like everybody who has a story."""
    town = [{"id": own, "place": "imaginville"} for own in ("3F7QX", "7Q4KA", "7Q4KB", "7Q4KC")]
    path = register(
        tmp_path, *town, *({"id": f"7Q4K{sign}"} for sign in "DEFG"), {"id": "7Q4KZ", "registered": "2001-03-01"}
    )

    def new(
        own: str, tells: str = "treatment=beatings", release_: str = "2000-1", by: str = "coordinator"
    ) -> tuple[int, list[str]]:
        words = ("story", "new", path, own, "--release", release_, "--tells", tells, "--by", by)
        return codes_of(project, *words)

    assert codes_of(project, "story", "check", path) == (0, [])
    assert new("7Q4KA") == (1, ["stories.too_few_alike"])
    assert new("7Q4KZ") == (1, ["stories.no_such_report"])
    assert new("7Q4KD", release_="2002-1") == (1, ["stories.release_without_tables"])
    for tells in ("beaten", "treatment=", "place=imaginville+west", "treatment=beatings,treatment=threats"):
        assert new("7Q4KD", tells) == (2, [])
    assert new("3F7QX") == (1, ["stories.there_already"])
    assert new("7Q4KD", by="Role Of Somebody") == (2, [])
    assert not (project / "cases_public" / "2000-1" / "7Q4KD.yml").exists()
    assert new("7Q4KD") == (0, [])
    text = (project / "cases_public" / "2000-1" / "7Q4KD.yml").read_text("utf-8")
    assert 'treatment: ["beatings"]' in text
    assert "place" not in text


def test_tables_that_are_there_are_not_written_again(project: Path, tmp_path: Path) -> None:
    """A release that is published is changed by a correction, never by another run of the command."""
    path = register(tmp_path, *({"id": f"7Q4K{sign}"} for sign in "ABCDEFG"))
    before = (project / "content" / "figures" / "2000-1.yml").read_bytes()
    words = ("register", "tables", path, "--release", "2000-1", "--from", "2000-01-02", "--until", "2000-12-31")
    assert "register.release_there" in codes_of(project, *words, "--write")[1]
    assert (project / "content" / "figures" / "2000-1.yml").read_bytes() == before


def test_tables_are_of_days_that_follow_each_other_and_are_over(project: Path, tmp_path: Path) -> None:
    """Nothing is written of days to come, whose numbers would be others when they are over, nor where the last day is
    before the first; and the check refuses both."""
    path = register(tmp_path, *({"id": f"7Q4{one:02}", "registered": "2001-01-02"} for one in range(30)))
    words = ("register", "tables", path, "--release", "2001-1", "--from", "2001-01-01", "--write")
    assert codes_of(project, *words, "--until", "2000-12-31") == (1, ["days.too_early"])
    assert codes_of(project, *words, "--until", "2999-12-31") == (1, ["days.too_late"])
    ledger = project / "content" / "figures" / "2001-1.yml"
    assert not ledger.exists()
    assert codes_of(project, *words, "--until", "2001-01-31") == (0, [])
    ledger.write_text(ledger.read_text("utf-8").replace("2001-01-31", "2999-12-31"), "utf-8")
    assert "days.too_late" in codes_of(project, "check")[1]
