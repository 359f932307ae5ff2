"""The attack on all that is public: what follows from the first briefing together with records, pages and briefings."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import accepting, load
from build_tools.disclosure.attack import attack_problems, revelations
from build_tools.disclosure.attack.asking import ask, questions
from build_tools.disclosure.attack.finest import finest
from build_tools.disclosure.attack.knowledge import knowledge
from build_tools.disclosure.attack.times import counted_in
from build_tools.disclosure.attack.wholes import lies_in, memberships, wholes_of
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.repeating import proposal_for
from build_tools.models import Case, Counted, Ledger, Site
from build_tools.problems import Refused
from tests.conftest import ROOT
from tests.disclosure.test_alike import record
from tests.site_builder import texts

# invented: true
SHORT = {"sex": "gender", "aged": "age_band", "held": "detention_place", "stage": "complaint"}
"""Fields by short names, so that this file looks like no record."""

# invented: true
POLICE = {"authority": "police"}
SAID_OF_POLICE = " = ".join(*POLICE.items())
FIRST = "content/figures/2022-01-19.yml"
DAY = datetime.date(2026, 11, 1)


@cache
def real() -> Site:
    """The real content, whose first briefing everything here is about, with the cities that it names and their regions,
    so that there is less to ask."""
    whole = load.load_site(ROOT, ROOT / "site_src" / "locales", DAY)[0]
    words, named = whole.vocabulary, {figure.place for figure in whole.ledgers[FIRST].figures.values()}
    cities = {code: city for code, city in words.cities.items() if code in named}
    around = {region for city in cities.values() for region in city.regions.values()}
    regions = {code: region for code, region in words.regions.items() if code in around}
    less = words.model_copy(update={"cities": cities, "regions": regions, "towns": {}})
    return replace(whole, vocabulary=less)


def site(*records: Case, **ledgers: Ledger) -> Site:
    """Return the real content with records and with more briefings."""
    more = {f"content/figures/{ledger.id}.yml": ledger for ledger in ledgers.values()}
    cases = {f"cases_public/{one.release}/{one.id}.yml": one for one in records}
    return replace(real(), cases=cases, ledgers={**real().ledgers, **more})


def of_january(number: int, **changes: Any) -> Case:
    """Return a record of the time that the first briefing counts; unless it is said, nothing else is stated."""
    silent = dict.fromkeys(("place", *SHORT.values(), "authority"), "not_stated")
    said = {SHORT.get(name, name): code for name, code in changes.items()}
    return record(number, release="2027-1", **{**silent, "period": "2022-01", **said})


def later(figures: dict[str, Any], **changes: Any) -> Ledger:
    """Return a second briefing of the same time, which counts the same reports and some more."""
    first = real().ledgers[FIRST].model_dump(mode="json")
    data = {**first, "id": "2022-03-01", "as_of": "2022-03-01", "already_public": None, "tables": {}}
    whole = {"reports": {**first["figures"]["reports"], "value": figures.pop("reports")}}
    return Ledger.model_validate({**data, "figures": {**whole, **figures}, "key_figures": ["reports"], **changes})


def codes(site: Site, withdrawn: Sequence[Case] = ()) -> set[str]:
    """Return the codes of what is wrong."""
    return {problem.code for problem in attack_problems(site, withdrawn)}


def told(site: Site, withdrawn: Sequence[Case] = ()) -> set[tuple[str, int]]:
    """Return what follows, with how many."""
    return {(one.question.said, one.number) for one in revelations(site, withdrawn)}


def test_the_first_briefing_alone_is_accepted_and_pins_no_city_by_gender() -> None:
    """It was public before; and of no city does it tell how many men or women were from there, beside none or all."""
    assert attack_problems(site()) == []
    known = knowledge(wholes_of(real().ledgers), (), real().vocabulary)
    of_places = [one for one in questions(known) if one.fields == ("place",) and "≠" not in one.said]
    genders = [known.fields["gender"].of[code] for code in ("woman", "man")]
    crossed = [replace(one, query={**one.query, "gender": some}) for one in of_places for some in genders]
    assert len(crossed) > 40
    bounds = ask(known, crossed, Clock(30))
    assert [one.said for one, (low, high) in zip(crossed, bounds, strict=True) if low == high > 0] == []


def test_a_page_in_a_city_whose_number_is_one_tells_whose_it_is() -> None:
    """Its gender is that of the one report from there, and the message says so, with what it follows from."""
    site_of_one = site(of_january(1, place="semey", sex="woman", summary={"ru": "Words"}))
    [said, *_] = [one for one in attack_problems(site_of_one) if one.code == "disclosure.audit_reveals"]
    assert said.path == "cases_public/2027-1/A001.yml"
    assert (said.said["description"], said.said["number"], said.said["before"]) == (
        "place = semey, gender = woman",
        1,
        "0–1",
    )
    assert (said.said["ids"], said.said["figures"]) == ("A001", "reports_semey")


def test_records_that_tell_of_nobody_are_accepted() -> None:
    """Five men from a city of six, and all records of one gender, say nothing that was not said."""
    assert codes(site(*(of_january(number, place="almaty", sex="man") for number in range(5)))) == set()
    assert codes(site(*(of_january(number, sex="woman") for number in range(5)))) == set()


def test_all_of_a_region_tell_of_each_of_its_cities() -> None:
    """Four records of a region of which four reports are tell what the single one from one of its cities says."""
    everybody = site(*(of_january(number, place="KZ-VOS", **POLICE) for number in range(4)))
    assert (f"place = semey, {SAID_OF_POLICE}", 1) in told(everybody)
    police_and_others = [of_january(number, place="KZ-VOS", **POLICE) for number in range(2)]
    mixed = site(*police_and_others, *(of_january(number, place="KZ-VOS") for number in range(2, 4)))
    assert codes(mixed) == set()


def test_where_the_one_of_a_figure_was_held_is_told_by_all_who_may_be_it() -> None:
    """Of nineteen men thirteen are adult; the six others name one place of detention, so the one minor was there."""
    adults = [of_january(number, sex="man", aged="adult") for number in range(13)]
    others = [of_january(number, sex="man", held="prison") for number in range(13, 19)]
    assert ("gender = man, age_band = minor, detention_place = prison", 1) in told(site(*adults, *others))
    elsewhere = [one.model_copy(update={"detention_place": "not_stated"}) for one in others[:5]]
    assert codes(site(*adults, *elsewhere, *others[5:])) == set()


def test_what_all_women_of_a_figure_say_is_told_where_each_has_a_record() -> None:
    """The briefing counts five women; with a record of each, how many say something is known exactly, one answer or
    several codes; without one of them it is not."""
    stages = ["filed", "filed", "not_stated", "not_stated", "not_stated"]
    women = [of_january(number, sex="woman", stage=stage) for number, stage in enumerate(stages)]
    silent = [one.model_copy(update={"complaint": "not_filed"}) for one in women[2:]]
    assert {("gender = woman, complaint = filed", 2), ("gender = woman, complaint = not_filed", 3)} <= told(
        site(*women[:2], *silent)
    )
    assert ("gender = woman, treatment = beatings", 1) in told(
        site(*(one.model_copy(update={"treatment": ("beatings" if one.id == "A001" else "threats",)}) for one in women))
    )
    assert codes(site(*women[:4])) == set()


def test_beside_a_page_with_words_four_remain_of_five() -> None:
    """Who reads the page knows one of five women; the other four would be counted by everybody who does."""
    one_of_five = site(of_january(1, sex="woman", summary={"ru": "Words"}))
    assert ("gender = woman", 4) in told(one_of_five)
    assert codes(one_of_five) == {"disclosure.audit_leaves_few"}
    assert codes(site(of_january(1, sex="man", summary={"ru": "Words"}))) == set()


def test_a_withdrawn_record_still_tells_what_it_told() -> None:
    """Nobody can take back what was published: it counts as if it were there."""
    gone = of_january(1, place="semey", sex="woman", summary={"ru": "Words"})
    assert told(site(), [gone]) == told(site(gone)) != set()


def test_records_of_another_time_tell_nothing_about_a_briefing() -> None:
    """A case of another year is none of those whom the briefing counts; one of that whole year may be one."""
    assert told(site(of_january(1, place="semey", sex="woman", period="2023-01"))) == set()
    assert told(site(of_january(1, place="semey", sex="woman", period="2022"))) == set()


def test_a_briefing_may_not_count_the_cases_of_a_release() -> None:
    """Where a ledger says so, eight records from a city of six are no contradiction; otherwise they are one."""
    eight = [of_january(number, place="almaty") for number in range(8)]
    [problem] = attack_problems(site(*eight))
    assert problem.code == "disclosure.audit_contradicts"
    assert problem.path == FIRST
    assert (problem.said["figures"], problem.said["ids"]) == (
        f"reports_almaty ({FIRST})",
        ", ".join(one.id for one in eight),
    )
    first = real().ledgers[FIRST]
    for changes in ({"none_of": ("2027-1",)}, {"unsure_of": ("2027-1",)}):
        other = first.model_copy(update={"counts": Counted(since="2022-01", until="2022-01", **changes)})
        assert codes(replace(site(*eight), ledgers={FIRST: other})) == set()


def test_what_no_case_hides_is_said_and_nothing_is_proposed() -> None:
    """Where two briefings alone tell of one person, no change of cases helps."""
    grows = later({"reports": 30, "reports_almaty": {"value": 7, "place": "almaty", "within": "reports"}})
    with pytest.raises(Refused) as refused:
        accepting.proposed(ROOT, site(of_january(1, place="semey"), later=grows))
    assert [problem.code for problem in refused.value.problems] == ["disclosure.unanswerable"]


def test_what_two_briefings_differ_by_is_attacked() -> None:
    """One man more from a city is told by nobody and follows; five more are enough; a number that falls is wrong."""
    of_almaty = {"place": "almaty", "within": "reports"}
    grows = later({"reports": 30, "reports_almaty": {"value": 7, **of_almaty}})
    assert ("place = almaty", 1) in told(site(later=grows))
    assert codes(site(later=grows)) == {"disclosure.audit_figures_reveal"}
    assert codes(site(later=later({"reports": 40, "reports_almaty": {"value": 11, **of_almaty}}))) == set()
    assert codes(site(later=later({"reports": 20}))) == {"disclosure.audit_contradicts"}
    apart = Counted(since="2022-01", until="2022-01", apart_from=("2022-01-19",))
    assert codes(site(later=later({"reports": 20}, counts=apart))) == set()
    before = grows.model_copy(update={"already_public": real().ledgers[FIRST].already_public})
    assert codes(site(later=before)) == set()


def counting(day: str, figures: dict[str, Any], since: str = "2022-01", until: str = "2022-01") -> Ledger:
    """Return a briefing of a day that counts reports of some time; its figures lie within all of them."""
    parts = {name: {"within": "reports", **figure} for name, figure in figures.items() if isinstance(figure, dict)}
    time = {"since": since, "until": until}
    return later({"reports": figures["reports"], **parts}, id=day, as_of=day, counts=time)


def only(*records: Case, **ledgers: Ledger) -> Site:
    """Return a site with these briefings alone."""
    whole = site(*records, **ledgers)
    return replace(whole, ledgers={path: ledger for path, ledger in whole.ledgers.items() if path != FIRST})


# invented: true
ALMATY = {"place": "almaty"}
MORE_IN_ALMATY = {"reports": 60, "a": {"value": 7, **ALMATY}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"reports": 40, "a": {"value": 6, **ALMATY}}, {"reports": 60, "a": {"value": 7, "unit": "report", **ALMATY}}),
        ({"reports": 40, "a": {"value": 6, **ALMATY}}, {"reports": 60, "a": {"value": 7, "place": "KZ-ALA"}}),
        (
            {"reports": 40, "a": {"value": 6, **ALMATY}},
            {"reports": 60, "w": {"value": 9, "gender": "woman"}, "a": {"value": 7, **ALMATY, "within": "w"}},
        ),
        ({"reports": 40}, {"reports": 42}),
    ],
    ids=["a unit that is said", "a city that is a region", "a figure within a part", "the whole alone"],
)
def test_what_a_later_briefing_adds_is_told_however_it_is_written(one: dict[str, Any], other: dict[str, Any]) -> None:
    """One or two more are found where the later number says its unit, names the city as a region or the part it lies
    in, or is the number of all."""
    both = only(one=counting("2022-02-05", one), other=counting("2022-03-05", other))
    assert codes(both) == {"disclosure.audit_figures_reveal"}


def test_what_several_briefings_leave_of_a_longer_one_is_told() -> None:
    """Eighteen of a quarter, six of January and ten of February are two of March."""
    months = [("2022-01", "2022-02-05", 6), ("2022-02", "2022-03-05", 10)]
    inner = {f"m{day}": counting(day, {"reports": 20, "a": {"value": n, **ALMATY}}, at, at) for at, day, n in months}
    quarter = counting("2022-04-05", {"reports": 60, "a": {"value": 18, **ALMATY}}, "2022-01", "2022-03")
    assert ("place = almaty", 2) in told(only(**inner, quarter=quarter))


def in_parts(**figures: dict[str, Any]) -> Site:
    """Return a site with one briefing of sixty reports, of which a table says that thirty are about each of two
    parts."""
    halves = {name: {"value": 30, "label": texts(name), "within": "reports"} for name in ("one", "other")}
    table = {"title": texts("parts"), "total": "reports", "parts": [*halves]}
    ledger = counting("2022-02-05", {"reports": 60, **halves, **figures})
    return only(one=Ledger.model_validate({**ledger.model_dump(mode="json"), "tables": {"parts": table}}))


def women(number: int, within: str = "reports") -> dict[str, Any]:
    """Return a figure about women."""
    return {"value": number, "gender": "woman", "within": within}


def test_a_person_is_in_one_part_of_a_table() -> None:
    """Of twenty-two women nineteen are of the one part, so three are of the other; ten and twelve tell nothing, and ten
    of each are no twenty-two."""
    assert codes(in_parts(women=women(22), some=women(10, "one"))) == set()
    [problem] = attack_problems(in_parts(women=women(22), some=women(19, "one")))
    assert problem.values["description"] == "gender = woman, within ≠ one"
    assert problem.values["number"] == 3
    both = in_parts(women=women(22), some=women(10, "one"), rest=women(10, "other"))
    assert codes(both) == {"disclosure.audit_contradicts"}


def test_what_some_briefings_leave_is_told_whatever_others_lie_there_too() -> None:
    """Of half a year two are left beside January and February, though nobody knows how many of March are among them."""
    months = [("2022-01", "2022-02-05", 6), ("2022-02", "2022-03-05", 10)]
    inner = {f"m{day}": counting(day, {"reports": 20, "a": {"value": n, **ALMATY}}, at, at) for at, day, n in months}
    march = counting("2022-04-05", {"reports": 20}, "2022-03", "2022-03")
    half = counting("2022-07-05", {"reports": 90, "a": {"value": 18, **ALMATY}}, "2022-01", "2022-06")
    found = revelations(only(**inner, march=march, half=half))
    assert {one.number for one in found} == {2}


def test_two_briefings_of_one_day_and_time_count_the_same_people() -> None:
    """Who reads both puts them together: of six from Almaty five are women, so one is not."""
    second = counting("2022-01-20", {"reports": 24, "w": {"value": 5, "gender": "woman", **ALMATY}})
    same = second.model_copy(update={"as_of": real().ledgers[FIRST].as_of})
    assert ("place = almaty, gender ≠ woman", 1) in told(site(same=same))


def test_a_field_that_no_figure_speaks_of_is_told_of_all_too() -> None:
    """Seven of January and twelve of the year have records: five of them say another authority, so two are left."""
    five = [of_january(number, authority="prison_staff") for number in range(5)]
    seven = [of_january(number, **POLICE, period="2022") for number in range(5, 12)]
    january, year = counting("2022-02-05", {"reports": 7}), counting("2023-03-05", {"reports": 12}, until="2022-12")
    assert (SAID_OF_POLICE, 2) in told(only(*five, *seven, january=january, year=year))


def test_a_ledger_lies_in_a_later_one_of_the_same_time_or_a_longer() -> None:
    """The natural reading tells most: who was counted in January is counted in a later briefing of the year."""
    first, second = wholes_of(site(later=later({"reports": 40, "w": {"value": 9, "gender": "woman"}})).ledgers)
    assert (lies_in(first, second), lies_in(second, first)) == (True, False)
    assert memberships([first, second]) == [frozenset(), frozenset({1}), frozenset({0, 1})]
    assert counted_in(of_january(1), [first, second], memberships([first, second])) == [frozenset({0, 1})]


def test_a_region_that_was_divided_and_its_parts_overlap() -> None:
    """What lies around the towns of a region and of what became of it may be said in both ways."""
    places = finest("place", real().vocabulary).of
    assert {"semey", "oskemen"} <= set(places["KZ-VOS"])
    assert {"semey", "oskemen"} & set(places["KZ-10"]) == {"semey"}
    assert set(places["KZ-VOS"]) & set(places["KZ-63"]) > {"oskemen"}
    assert set(places["KZ-10"]) <= set(places["east"])
    assert places["not_stated"] == ("not_stated",)


def test_what_cannot_be_decided_in_time_is_refused() -> None:
    """With no time left nothing is let through."""
    none = real().settings.model_copy(
        update={"disclosure": real().settings.disclosure.model_copy(update={"audit_seconds": 0})}
    )
    assert codes(replace(site(of_january(1)), settings=none)) == {"disclosure.audit_not_decided"}


FIELDS = ("place", "gender", "age_band", "authority")
CODES = (
    ("almaty", "semey", "oskemen", "KZ-VOS", "east", "not_stated"),
    ("woman", "man", "not_stated"),
    ("minor", "adult", "not_stated"),
    ("police", "not_stated"),
)
RECORDS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(some) for name, some in zip(FIELDS, CODES, strict=True)}), max_size=8
)


@settings(max_examples=2, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(rows: list[dict[str, str]], chance: Any) -> None:
    """The same records in any order lead to the same problems."""
    records = [of_january(number, **row) for number, row in enumerate(rows)]
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert attack_problems(site(*records)) == attack_problems(site(*shuffled))


@settings(max_examples=2, deadline=None)
@given(st.lists(st.sampled_from(("almaty", "atyrau", "taraz", "oskemen", "semey")), min_size=5, max_size=9))
def test_what_is_proposed_tells_nothing_any_more(places: list[str]) -> None:
    """A proposal is repeated until the attack fails: what it leaves is alike and gives nothing away."""
    most = {"almaty": 6, "atyrau": 3, "taraz": 3, "oskemen": 3, "semey": 1}
    kept = [place for number, place in enumerate(places) if places[:number].count(place) < most[place]]
    records = [of_january(number, place=place, sex="man", **POLICE) for number, place in enumerate(kept)]
    before = site(*records)
    proposal = proposal_for(before)
    after = [
        one.model_copy(update=dict(proposal.changes.get(one.id, {})))
        for one in records
        if one.id not in proposal.held_back
    ]
    assert attack_problems(site(*after)) == []


def test_a_briefing_of_another_time_contradicts_nobody() -> None:
    """All of one city have a record, and one more from elsewhere does too: that both are of a time of which the first
    briefing counts nobody is no contradiction."""
    time = {"since": "2023-01", "until": "2023-06"}
    figures = {"reports": 20, "reports_semey": {"value": 5, "place": "semey", "within": "reports"}}
    second = later(figures, id="2023-07-01", as_of="2023-06-30", counts=time)
    places = [*["semey"] * 5, "almaty"]
    records = [of_january(number, place=place, period="2023-Q1") for number, place in enumerate(places)]
    assert attack_problems(site(*records, second=second)) == []


@pytest.mark.parametrize("place", ["semey", "oskemen"])
def test_a_proposal_makes_a_region_less_exact_until_nothing_follows(place: str) -> None:
    """Records whose region tells of a city go up the ladder of what is told, and people read what is proposed."""
    records = [of_january(number, place="KZ-VOS", sex="man", **POLICE) for number in range(4)]
    records.append(of_january(9, place=place, sex="man", **POLICE, period="2022-Q1"))
    proposal = proposal_for(site(*records))
    assert proposal.held_back == ()
    assert {"period": "2022-Q1"}.items() <= proposal.changes["A001"].items()
