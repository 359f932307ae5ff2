"""Figures over several briefings and releases: series, sums, what changed, corrections, and what is kept of them."""

import dataclasses
import datetime
import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.build.pipeline import Output, pages_of
from build_tools.disclosure.drafting import tables_of
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, Correction, Corrections, Ledger, Period, Published, Report
from build_tools.models.hierarchies import covering, ladder_of
from build_tools.render import aggregate
from build_tools.render.aggregate import Step
from build_tools.validate.published import published_stays, sealed
from tests.conftest import ROOT
from tests.disclosure.reports import COUNTS, by_chance, release, settings, vocabulary
from tests.pages import LANGUAGES, file_at, html_at, rows_of, text_at
from tests.site_builder import LEDGER, minimal_site

FIRST, SECOND, THIRD = "2000-01-01", "2000-07-01", "2001-01-01"
WORDS = dict.fromkeys(LANGUAGES, "example")


def steps(series_output: Output, name: str) -> tuple[Step, ...]:
    """Return the steps of a series."""
    every = aggregate.series(series_output.site.ledgers.values(), series_output.site.corrections)
    return next(one.steps for one in every if one.name == name)


def test_a_series_has_a_step_for_each_briefing_and_says_what_was_added(series_output: Output) -> None:
    """Steps are in the order of their days, and each says by how much it is more than the one before."""
    assert [(step.briefing, step.value, step.added) for step in steps(series_output, "reports")] == [
        (FIRST, 1234, None),
        (SECOND, 1500, 266),
        (THIRD, 1650, 150),
    ]


def test_what_a_briefing_does_not_give_is_a_mark(series_output: Output) -> None:
    """Provisional, revised and missing numbers have the marks of official statistics, each explained on its page."""
    assert [step.mark for step in steps(series_output, "reports_minors")] == ["", "r", "x"]
    assert [step.mark for step in steps(series_output, "reports_answered")] == ["x", "x", "p"]
    page = text_at(series_output, f"en/figures/{THIRD}.html")
    assert "90 [p]" in page
    assert "[p] provisional: it will be revised, as announced" in page
    assert "[c] Reports by month confidential: not given" in page


def test_briefings_of_other_times_are_not_compared() -> None:
    """A difference is given only where the later one counts all days of the earlier one."""
    ledger = next(iter(minimal_site().briefings.values()))

    def counted(until: str, since: str = "2000-01-01") -> Ledger:
        counts = {"from": since, "until": until}
        return Ledger.model_validate({**ledger.model_dump(), "id": until, "as_of": until, "counts": counts})

    def added(*ledgers: Ledger) -> int | None:
        found = aggregate.series(ledgers, Corrections())
        return next(one.steps[-1].added for one in found if one.name == "reports")

    first = counted("2000-12-31")
    assert added(first, counted("2001-12-31")) == 0
    assert added(first, counted("2001-12-31", "unknown")) == 0
    assert added(first, counted("2001-12-31", "2001-01-01")) is None
    assert added(first, counted("2001-12-31", "2000-01-02")) is None


@given(
    values=st.lists(st.integers(0, 10**6), min_size=1, max_size=5, unique=True),
    revised=st.booleans(),
    other=st.integers(0, 10**6),
)
def test_what_is_kept_is_the_first_number_however_often_it_was_corrected(
    values: list[int], revised: bool, other: int
) -> None:
    """Where a number was corrected or revised, the first of all has to be the one that was published, and no other."""
    ledger = next(iter(minimal_site().briefings.values()))
    days = [datetime.date(2001, 1, 1) + datetime.timedelta(days=number) for number in range(len(values))]
    pairs = list(zip(days, values, values[1:], strict=False))
    corrections = Corrections(review={}, corrections={
        f"c{place}": Correction(
            on=day, since=day, briefing=ledger.id, figure="reports", was=was, now=now, what=WORDS
        )
        for place, (day, was, now) in enumerate(pairs)
    })  # fmt: skip
    figure = ledger.figures["reports"].model_copy(update={"value": values[-1]})
    changed = ledger.model_copy(update={"figures": {**ledger.figures, "reports": figure}})
    site = dataclasses.replace(minimal_site(), ledgers={LEDGER: changed}, corrections=corrections)
    key = f"{ledger.id}/figures/reports"
    line = sealed(dataclasses.replace(site, published=Published())).lines[key].model_copy(update={"value": other})
    said = list(published_stays(dataclasses.replace(site, published=Published(lines={key: line}))))
    assert bool(said) == (other != values[0])


def test_a_briefing_says_what_it_said_and_leads_to_the_correction(series_output: Output) -> None:
    """The words of a briefing keep their number with a note; every other page has the number of today."""
    page = html_at(series_output, f"en/briefings/{SECOND}.html")
    assert '740 (<a href="../corrections.html#women-2000">corrected since</a>)' in page
    entry = text_at(series_output, f"en/figures/{SECOND}.html")
    assert "760" in entry
    assert "740 → 760 (+20, +3 %)" in entry
    assert "760 → 740 (−20, −3 %)" in entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrections_and_revisions_stand_apart(language: str, series_output: Output) -> None:
    """The log has each mistake with its day, size and cause, and below it what was only counted to its end."""
    log = html_at(series_output, f"{language}/corrections.html")
    mistakes, _, planned = log.partition('id="revisions"')
    assert re.findall('<li id="([a-z0-9-]+)">', mistakes) == [
        *("finding-2001", "rights-2000", "women-2000", "men-2000")
    ]
    assert re.findall('<li id="([a-z0-9-]+)">', planned) == ["minors-2000"]
    assert "45 → 40" in planned
    assert re.search('href="statements/[^"]+#first-finding">[^,<]+, ', mistakes), "says that it is a statement"
    assert ".." not in text_at(series_output, f"{language}/corrections.html")
    feed = file_at(series_output, f"{language}/feed.xml").decode()
    assert all(f"corrections.html#{name}" in feed for name in ("rights-2000", "women-2000", "minors-2000"))


def test_an_old_number_that_could_harm_is_repeated_nowhere(series_output: Output) -> None:
    """Where a correction does not say what was there, no page and no file of the site does."""
    log = series_output.site.corrections
    silent = log.corrections["women_2000"].model_copy(update={"was": None})
    corrections = log.model_copy(update={"corrections": {**log.corrections, "women_2000": silent}})
    site = dataclasses.replace(series_output.site, corrections=corrections)
    published = sealed(site)
    assert published.lines[f"{SECOND}/figures/reports_women"].removed
    made = pages_of(dataclasses.replace(site, published=published), ROOT / "site_src")
    entry = text_at(made, f"en/figures/{SECOND}.html").partition("A part of")[2]
    assert "Now 760. The old number is not repeated, because it could harm somebody." in entry
    assert "740 → 760" not in text_at(made, "en/corrections.html")
    frozen = {row["figure"]: row["value"] for row in rows_of(file_at(made, f"data/frozen/figures-{SECOND}.csv"))}
    assert (frozen["reports_women"], frozen["reports_men"]) == ("760", "760")
    was = [
        {row["id"]: row["was"] for row in rows_of(file_at(one, "data/corrections.csv"))}
        for one in (series_output, made)
    ]
    assert [(one["women_2000"], one["men_2000"]) for one in was] == [("740", "760"), ("", "760")]
    [women] = [row for row in rows_of(file_at(made, f"data/figures-{SECOND}.csv")) if row["figure"] == "reports_women"]
    assert (women["value"], women["first_value"]) == ("760", "")


def test_what_changed_names_each_figure_of_two_briefings(series_output: Output) -> None:
    """The page of changes has both numbers and what was added, newest first, and each leads to its entry."""
    page = html_at(series_output, "en/changes.html")
    assert page.index(f"after-{SECOND}") < page.index(f"after-{FIRST}")
    text = text_at(series_output, "en/changes.html")
    assert "Women 760 850 +90" in text
    assert "Men, Minors 40 [r] [x]" in text
    anchors = set(re.findall(' id="([a-z0-9_-]+)"', html_at(series_output, f"en/figures/{THIRD}.html")))
    assert set(re.findall(f'href="figures/{THIRD}.html#([a-z_]+)"', page)) <= anchors


RELEASE = "2000-1"


SAYS = {
    "kk": ("Қалғаны: Елдің батысы", "Қалғаны: 2000 жыл", "Мысалқала 19"),
    "ru": ("Прочее: Запад страны", "Прочее: 2000 год", "Примерград 19"),
    "en": ("Other: West of the country", "Other: 2000", "Exampleton 19"),
}
"""What is called the rest, and a line of the newest release."""


@pytest.mark.parametrize("language", SAYS)
def test_a_release_says_what_its_lines_are_and_leads_on(language: str, two_releases: Output) -> None:
    """The west beside two of its cities is the other west, and a year beside its months; women are women as a whole.
    Statistics name a line of the sum once, lead to each release, and a line of two releases has a series: the west of
    the sum is another line."""
    *rests, kept = SAYS[language]
    page, html = (read(two_releases, f"{language}/figures/{RELEASE}.html") for read in (text_at, html_at))
    assert all(f"{name} " in page for name in rests)
    gender = two_releases.site.vocabulary.labels("genders")["woman"][language]
    assert f"{rests[0].partition(' ')[0]} {gender}" not in page
    assert kept in text_at(two_releases, f"{language}/statistics.html")
    statistics = html_at(two_releases, f"{language}/statistics.html")
    assert all(f'href="figures/{name}.html' in statistics for name in (RELEASE, "2001-1"))
    town, _, rest = html.split('id="place_exampleton"')[1].partition('id="place_imaginville"')
    assert "2001-1.html#place_exampleton" in town
    assert "2001-1.html#place_west" not in rest.partition('id="place_other')[0]
    assert "2001-1.html#registered" in html


def test_releases_are_added_up_where_lines_mean_the_same() -> None:
    """By hand: a city that one release joined with its part of the country is joined in the sum; of several answers
    only lines of one code that both have are added, and a field that one lacks is in no sum."""
    first = {
        "place": {"almaty": 6, "shymkent": 7, "south": 9, LAST_STEP: 8},
        "treatment": {"beatings": 20, "threats": 9, "other": 7},
    }
    second = {"place": {"almaty": 10, "south": 15, LAST_STEP: 5}, "treatment": {"beatings": 12, "other": 9}}
    both = [release({**first, "gender": {"man": 30}}), release(second, id_="2002-1")]
    assert aggregate.added_up(both, vocabulary()) == {
        "place": {"almaty": (6, 10), "south": (16, 15), LAST_STEP: (8, 5)},
        "treatment": {"beatings": (20, 12)},
    }


def counted(field: str, lines: Any, some: list[Report]) -> dict[str, int]:
    """Count reports by the nearest line at or above what each says."""
    found = dict.fromkeys(lines, 0)
    for one in some:
        day = min(Period(one.answers["period"][0]).start, one.registered)
        [code] = one.answers[field]
        found[covering(ladder_of(field, code, day, vocabulary()), lines)] += 1
    return found


@given(st.integers(0, 10**6), st.integers(20, 70), st.integers(20, 70))
def test_sums_of_releases_are_what_counting_all_reports_gives(seed: int, one: int, other: int) -> None:
    """Whatever was reported, each line of the sum counts the reports at or below its step without a finer line."""
    chance = random.Random(seed)  # registers by chance, of which nothing is secret
    registers = [by_chance(chance, number) for number in (one, other)]
    made = [tables_of(some, COUNTS, "2001-1", {}, vocabulary(), settings()) for some in registers]
    for field, lines in aggregate.added_up(made, vocabulary()).items():
        for place, some in enumerate(registers if field not in SEVERAL_ANSWERS else ()):
            said = {step: counts[place] for step, counts in lines.items()}
            assert said == counted(field, said, some), field


@given(st.integers(0, 10**6), st.lists(st.integers(20, 70), min_size=2, max_size=3))
def test_sums_of_several_answers_count_the_reports_of_one_code(seed: int, numbers: list[int]) -> None:
    """Whatever was reported, a line of several answers in the sum counts the reports with its code in each release."""
    chance = random.Random(seed)  # registers by chance, of which nothing is secret
    registers = [by_chance(chance, number) for number in numbers]
    added = aggregate.added_up(
        [tables_of(some, COUNTS, "2001-1", {}, vocabulary(), settings()) for some in registers], vocabulary()
    )
    for field in SEVERAL_ANSWERS:
        for code, counts in added.get(field, {}).items():
            assert counts == tuple(sum(code in one.answers[field] for one in some) for some in registers), (field, code)
