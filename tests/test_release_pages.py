"""Releases of tables on pages: what lines are called, what adds up, several releases together, and their files."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import aggregate
from build_tools.disclosure.drafting import tables_of
from build_tools.ladders import covering, ladder_of
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, Period, Report
from build_tools.pipeline import Output
from tests.disclosure.reports import COUNTS, by_chance, release, settings, vocabulary
from tests.pages import html_at, text_at

RELEASE = "2000-1"


WORDS = {
    "kk": ("Қалғаны: Елдің батысы", "Қалғаны: 2000 жыл", "Бір хабарлама бірнеше жолда саналуы мүмкін", "Мысалқала 19"),
    "ru": (
        "Прочее: Запад страны",
        "Прочее: 2000 год",
        "Одно сообщение может попасть в несколько строк",
        "Примерград 19",
    ),
    "en": ("Other: West of the country", "Other: 2000", "One report can be counted in several lines", "Exampleton 19"),
}
"""What is called the rest, why lines do not add up, and a line of the newest release."""


@pytest.mark.parametrize("language", WORDS)
def test_a_release_says_what_its_lines_are_and_leads_on(language: str, two_releases: Output) -> None:
    """The west beside two of its cities is the other west, and a year beside its months; women are women as a whole.
    Statistics name a line of the sum once, lead to each release, and a line of two releases has a series: the west of
    the sum is another line."""
    *rests, _, kept = WORDS[language]
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


@pytest.mark.parametrize("language", WORDS)
def test_tables_of_several_answers_have_no_total_and_say_why(language: str, output: Output) -> None:
    """Every other table has its total; these say that their lines do not add up, and to what."""
    entries = html_at(output, f"{language}/figures/{RELEASE}.html").split('<section class="entry" id="table-')[1:]
    found = {entry.partition('"')[0].replace("-", "_"): entry.partition("</section>")[0] for entry in entries}
    assert found.keys() == output.site.releases[f"content/figures/{RELEASE}.yml"].tables.keys()
    assert {name for name, entry in found.items() if WORDS[language][2] in entry} == {*SEVERAL_ANSWERS}
    assert {name for name, entry in found.items() if 'class="total"' not in entry} == {*SEVERAL_ANSWERS}


def test_releases_are_added_up_where_lines_mean_the_same() -> None:
    """By hand: a city that one release joined with its part of the country is joined in the sum; of several answers
    only lines that both have are added, and a field that one lacks is in no sum."""
    first = {
        "place": {"almaty": 6, "shymkent": 7, "south": 9, LAST_STEP: 8},
        "treatment": {"beatings": 20, "threats": 9},
    }
    second = {"place": {"almaty": 10, "south": 15, LAST_STEP: 5}, "treatment": {"beatings": 12}}
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
