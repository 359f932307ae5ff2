"""Releases of tables on pages: what lines are called, what adds up, several releases together, and their files."""

import dataclasses
import random
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from build_tools import aggregate
from build_tools.disclosure.drafting import tables_of
from build_tools.ladders import covering, ladder_of
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, Period, ReleaseLedger, Report, ledger_of
from build_tools.pipeline import Output, pages_of
from tests.conftest import ROOT
from tests.disclosure.reports import COUNTS, by_chance, release, settings, vocabulary

LANGUAGES = ("kk", "ru", "en")
RELEASE = "2000-1"
OTHER = {
    "place": {"exampleton": 7, "west": 20, LAST_STEP: 5},
    "gender": {"woman": 12, "man": 20},
    "treatment": {"beatings": 11},
}
"""The tables of a second release, of fewer fields and lines than the first."""


def shown(output: Output, path: str) -> str:
    """Return a page as text with single spaces."""
    page = next(page for page in output.pages if page.path == path)
    return " ".join(unescape(re.sub("<[^>]*>", " ", output.view(page).content)).split())


@pytest.fixture(scope="module")
def two(output: Output) -> Output:
    """The example with a second release."""
    [(path, first)] = output.site.releases.items()
    data = {**first.model_dump(mode="json"), "id": "2001-1", "total": 32, "tables": OTHER}
    data["counts"] = {"from": "2001-01-01", "until": "2001-06-30"}
    second = ReleaseLedger.model_validate(data)
    other = path.replace(RELEASE, "2001-1")
    ledgers = {**output.site.ledgers, other: ledger_of(second)}
    site = dataclasses.replace(output.site, ledgers=ledgers, releases={path: first, other: second})
    return pages_of(site, ROOT / "site_src")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("kk", ("Қалғаны: Елдің батысы", "Қалғаны: 2000 жыл")),
        ("ru", ("Прочее: Запад страны", "Прочее: 2000 год")),
        ("en", ("Other: West of the country", "Other: 2000")),
    ],
)
def test_a_line_beside_finer_ones_is_called_the_rest(language: str, names: tuple[str, ...], two: Output) -> None:
    """The west beside two of its cities is the other west, and a year beside its months; women are women as a whole."""
    page = shown(two, f"{language}/figures/{RELEASE}.html")
    assert all(f"{name} " in page for name in names)
    gender = two.site.vocabulary.labels("genders")["woman"][language]
    assert f"{names[0].partition(' ')[0]} {gender}" not in page


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("kk", "Бір хабарлама бірнеше жолда саналуы мүмкін"),
        ("ru", "Одно сообщение может попасть в несколько строк"),
        ("en", "One report can be counted in several lines"),
    ],
)
def test_tables_of_several_answers_have_no_total_and_say_why(language: str, why: str, output: Output) -> None:
    """Every other table has its total; these say that their lines do not add up, and to what."""
    page = next(page for page in output.pages if page.path == f"{language}/figures/{RELEASE}.html")
    entries = output.view(page).content.split('<section class="entry" id="table-')[1:]
    found = {entry.partition('"')[0].replace("-", "_"): entry.partition("</section>")[0] for entry in entries}
    assert found.keys() == output.site.releases[f"content/figures/{RELEASE}.yml"].tables.keys()
    several = {name for name, entry in found.items() if why in entry}
    assert several == {*SEVERAL_ANSWERS}
    assert {name for name, entry in found.items() if 'class="total"' not in entry} == several


def test_releases_are_added_up_where_lines_mean_the_same() -> None:
    """By hand: a city that one release joined with its part of the country is joined in the sum; of several answers
    only lines that both have are added, and a field that one lacks is in no sum."""
    first = {
        "place": {"almaty": 6, "shymkent": 7, "south": 9, LAST_STEP: 8},
        "treatment": {"beatings": 20, "threats": 9},
    }
    second = {"place": {"almaty": 10, "south": 15, LAST_STEP: 5}, "treatment": {"beatings": 12}}
    both = [release({**first, "gender": {"man": 30}}), release(second, id_="2002-1")]
    found = {table.field: dict(table.lines) for table in aggregate.added_up(both, vocabulary())}
    assert found == {
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
    for table in aggregate.added_up(made, vocabulary()):
        for place, some in enumerate(registers if table.field not in SEVERAL_ANSWERS else ()):
            said = {step: counts[place] for step, counts in table.lines.items()}
            assert said == counted(table.field, said, some), table.field


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_two_releases_has_a_series(language: str, two: Output) -> None:
    """The entry of a line leads through the releases where it means the same; the west of the sum is another line."""
    page = next(page for page in two.pages if page.path == f"{language}/figures/{RELEASE}.html")
    entries = two.view(page).content.split('id="place_exampleton"')[1].partition('id="place_imaginville"')
    assert "2001-1.html#place_exampleton" in entries[0]
    assert "2001-1.html#place_west" not in entries[2].partition('id="place_other')[0]
    assert "2001-1.html#registered" in two.view(page).content


@pytest.mark.parametrize(
    ("language", "kept"), [("kk", "Мысалқала 19"), ("ru", "Примерград 19"), ("en", "Exampleton 19")]
)
def test_statistics_hold_the_newest_release_and_all_together(language: str, kept: str, two: Output) -> None:
    """Tables of the newest release stand there, each release is led to, and the sum names a line once."""
    page = shown(two, f"{language}/statistics.html")
    assert kept in page
    links = two.view(next(one for one in two.pages if one.path == f"{language}/statistics.html")).content
    assert all(f'href="figures/{name}.html' in links for name in (RELEASE, "2001-1"))


def test_the_files_of_two_releases_are_as_their_description_says(two: Output, tmp_path: Path) -> None:
    """Programs that know the standard read each table without a remark, and each release has one of its own."""
    for one in two.downloads:
        if one.path.startswith("data/"):
            (tmp_path / one.path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / one.path).write_bytes(one.data())
    report = Package(str(tmp_path / "data" / "datapackage.json")).validate()
    assert [*report.errors, *(error for task in report.tasks for error in task.errors)] == []
    assert {"figures-2000-1", "figures-2001-1"} <= {task.name for task in report.tasks}
