"""Statements: what readers find of each, how a changed one leads on, and that each has an address and a citation."""

import json
import re

import pytest

from build_tools.build.pipeline import Output
from build_tools.models import Statements
from tests.pages import LANGUAGES, html_at, text_of

PAGE = "statements/2000-01-01.html"
CHAIN = (
    "As of 1 January 2000 · Changed since (looked at on 1 December 2000)",
    "As of 1 May 2000 · Answered (looked at on 2 June 2000)",
    "As of 1 June 2000 · Partly confirmed since (looked at on 1 December 2000)",
)
RECORD = re.compile(r'<section class="record"[^<]*(?:<h2)? id="([^"]+)">(.*?)</section>', re.DOTALL)


def records(output: Output, path: str) -> dict[str, str]:
    """Return the records of a page by their anchors."""
    return dict(RECORD.findall(html_at(output, path)))


def file_of(output: Output) -> Statements:
    """Return the statements of the first briefing."""
    return output.site.statements["content/statements/2000-01-01.yml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_statement_has_an_anchor_a_day_a_grade_and_a_citation_of_its_own(language: str, output: Output) -> None:
    """Whoever follows the address of a statement finds all that is needed to judge and to quote it."""
    found, file = records(output, f"{language}/{PAGE}"), file_of(output)
    assert found.keys() == {code.replace("_", "-") for code in file.statements}
    locale, words = output.locales[language], output.site.vocabulary
    for code, one in file.statements.items():
        text = text_of(found[code.replace("_", "-")])
        assert locale.as_of(one.as_of) in text
        assert words.source_kinds[one.source_kind].label[language] in text
        assert words.evidence[one.evidence].label[language] in text
        assert locale.translate("Invented examples: these are not real cases, people or contacts.") in text


def test_a_changed_statement_keeps_its_words_and_leads_to_what_is_said_today(output: Output) -> None:
    """The old address holds the old words, marked, then the answer with its day before the fold, and the whole chain;
    where nobody looked again the page says so, and where nothing was found what was searched."""
    found = records(output, f"en/{PAGE}")
    said = {anchor: text_of(html) for anchor, html in found.items()}
    parts = ("This one too.", CHAIN[0].partition(" · ")[2], "This is not so any more.", "Source, history, to quote")
    places = [said["second-finding"].index(part) for part in parts]
    assert places == sorted(places)
    assert 'href="../statements/2000-01-01.html#division-changed"' in found["second-finding"]
    for anchor in ("second-finding", "division-changed", "division-counted"):
        assert all(step in said[anchor] for step in CHAIN)
    assert "Said on 1 January 2000; not reviewed since" in said["first-finding"]
    assert "The Example Gazette" in said["division-changed"].partition("Source, history")[0]
    assert "Every number of the invented newspaper" in said["complaints-unknown"]
    assert "Coalition of NGOs" not in found["complaints-unknown"]


def test_a_later_briefing_may_change_a_statement_of_an_earlier_one(series_output: Output) -> None:
    """What replaces a statement may stand in the file of another briefing; both pages lead to each other."""
    old, new = ("statements/2000-07-01.html", "statements/2001-01-01.html")
    assert f'href="../{new}#first-finding"' in records(series_output, f"en/{old}")["first-finding"]
    assert f'href="../{old}#first-finding"' in records(series_output, f"en/{new}")["first-finding"]


def test_statements_can_be_taken_away_in_every_language(output: Output) -> None:
    """The file has a row for each, with its words in each language, and says of each that it is invented."""
    [made] = [output.data(one) for one in output.downloads if one.path == "data/statements.json"]
    rows = json.loads(made)["statements"]
    assert [row["statement"] for row in rows] == [f"2000-01-01/{code}" for code in file_of(output).statements]
    assert all(row[f"text_{language}"] and row["invented"] for row in rows for language in LANGUAGES)
