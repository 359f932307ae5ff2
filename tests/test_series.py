"""Figures over several briefings: series, what changed, corrections, and what is kept of them."""

import dataclasses
import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import aggregate
from build_tools.aggregate import Step
from build_tools.models import Correction, Corrections, Ledger, Published
from build_tools.pipeline import Output, pages_of
from build_tools.validate.published import published_stays, sealed
from tests.conftest import ROOT
from tests.pages import LANGUAGES, file_at, html_at, rows_of, text_at
from tests.site_builder import LEDGER, minimal_site

FIRST, SECOND, THIRD = "2000-01-01", "2000-07-01", "2001-01-01"
WORDS = dict.fromkeys(LANGUAGES, "example")


@pytest.fixture(scope="module")
def output(series_output: Output) -> Output:
    """The example with three briefings, corrections and a revision."""
    return series_output


def steps(output: Output, name: str) -> tuple[Step, ...]:
    """Return the steps of a series."""
    every = aggregate.series(output.site.ledgers.values(), output.site.corrections)
    return next(one.steps for one in every if one.name == name)


def test_a_series_has_a_step_for_each_briefing_and_says_what_was_added(output: Output) -> None:
    """Steps are in the order of their days, and each says by how much it is more than the one before."""
    assert [(step.briefing, step.value, step.added) for step in steps(output, "reports")] == [
        (FIRST, 1234, None),
        (SECOND, 1500, 266),
        (THIRD, 1650, 150),
    ]


def test_what_a_briefing_does_not_give_is_a_mark(output: Output) -> None:
    """Provisional, revised and missing numbers have the marks of official statistics, each explained on its page."""
    assert [step.mark for step in steps(output, "reports_minors")] == ["", "r", "x"]
    assert [step.mark for step in steps(output, "reports_answered")] == ["x", "x", "p"]
    page = text_at(output, f"en/figures/{THIRD}.html")
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


def test_a_briefing_says_what_it_said_and_leads_to_the_correction(output: Output) -> None:
    """The words of a briefing keep their number with a note; every other page has the number of today."""
    page = html_at(output, f"en/briefings/{SECOND}.html")
    assert '740 (<a href="../corrections.html#women-2000">corrected since</a>)' in page
    entry = text_at(output, f"en/figures/{SECOND}.html")
    assert "760" in entry
    assert "740 → 760 (+20, +3 %)" in entry
    assert "760 → 740 (−20, −3 %)" in entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrections_and_revisions_stand_apart(language: str, output: Output) -> None:
    """The log has each mistake with its day, size and cause, and below it what was only counted to its end."""
    log = html_at(output, f"{language}/corrections.html")
    mistakes, _, planned = log.partition('id="revisions"')
    assert re.findall('<li id="([a-z0-9-]+)">', mistakes) == [
        *("finding-2001", "rights-2000", "women-2000", "men-2000")
    ]
    assert re.findall('<li id="([a-z0-9-]+)">', planned) == ["minors-2000"]
    assert "45 → 40" in planned
    assert re.search('href="statements/[^"]+#first-finding">[^,<]+, ', mistakes), "says that it is a statement"
    assert ".." not in text_at(output, f"{language}/corrections.html")
    feed = file_at(output, f"{language}/feed.xml").decode()
    assert all(f"corrections.html#{name}" in feed for name in ("rights-2000", "women-2000", "minors-2000"))


def test_an_old_number_that_could_harm_is_repeated_nowhere(output: Output) -> None:
    """Where a correction does not say what was there, no page and no file of the site does."""
    log = output.site.corrections
    silent = log.corrections["women_2000"].model_copy(update={"was": None})
    corrections = log.model_copy(update={"corrections": {**log.corrections, "women_2000": silent}})
    site = dataclasses.replace(output.site, corrections=corrections)
    published = sealed(site)
    assert published.lines[f"{SECOND}/figures/reports_women"].removed
    made = pages_of(dataclasses.replace(site, published=published), ROOT / "site_src")
    entry = text_at(made, f"en/figures/{SECOND}.html").partition("A part of")[2]
    assert "Now 760. The old number is not repeated, because it could harm somebody." in entry
    assert "740 → 760" not in text_at(made, "en/corrections.html")
    frozen = {row["figure"]: row["value"] for row in rows_of(file_at(made, f"data/frozen/figures-{SECOND}.csv"))}
    assert (frozen["reports_women"], frozen["reports_men"]) == ("760", "760")
    was = [{row["id"]: row["was"] for row in rows_of(file_at(one, "data/corrections.csv"))} for one in (output, made)]
    assert [(one["women_2000"], one["men_2000"]) for one in was] == [("740", "760"), ("", "760")]
    [women] = [row for row in rows_of(file_at(made, f"data/figures-{SECOND}.csv")) if row["figure"] == "reports_women"]
    assert (women["value"], women["first_value"]) == ("760", "")


def test_what_changed_names_each_figure_of_two_briefings(output: Output) -> None:
    """The page of changes has both numbers and what was added, newest first, and each leads to its entry."""
    page = html_at(output, "en/changes.html")
    assert page.index(f"after-{SECOND}") < page.index(f"after-{FIRST}")
    text = text_at(output, "en/changes.html")
    assert "Women 760 850 +90" in text
    assert "Men, Minors 40 [r] [x]" in text
    anchors = set(re.findall(' id="([a-z0-9_-]+)"', html_at(output, f"en/figures/{THIRD}.html")))
    assert set(re.findall(f'href="figures/{THIRD}.html#([a-z_]+)"', page)) <= anchors
