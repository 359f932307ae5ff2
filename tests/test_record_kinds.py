"""The table of the kinds of record: a kind that is added there is read, judged and named like all others."""

import datetime
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import pytest

from build_tools import closed_tree, load
from build_tools.models import NOT_STATED, RECORD_KINDS, Codes, Model, RecordKind, Review, Site, Texts, kind_of
from build_tools.models.case import AnyCode
from build_tools.problems import Problem, sentence
from build_tools.schema import schema_of
from build_tools.screening.approval import approval_of
from build_tools.screening.project import personal_problems
from build_tools.validate import MORE, validate
from tests.conftest import EXAMPLE, ROOT

DAY = datetime.date(2026, 11, 1)


class Speaker(Model):
    """Who speaks in an opinion; a model of this test, as a later kind would have."""

    speaks_for: Annotated[AnyCode, Codes("authorities")]


class Opinion(Model):
    """A kind of record that exists in this test alone."""

    review: Review
    headline: Texts
    said_on: datetime.date
    speakers: tuple[Speaker, ...]


OPINIONS = RecordKind("opinions", Opinion, "content/opinions/", "content/opinions.schema.json")
KINDS = (*RECORD_KINDS, OPINIONS)
FILE = "content/opinions/first.yml"
TITLE = {"kk": "Мысал", "ru": "Пример", "en": "Example"}
GOOD = {
    "review": {"kk": "machine-translated", "ru": "machine-translated", "en": "source"},
    "headline": TITLE,
    "said_on": "2026-10-01",
    "speakers": [{"speaks_for": NOT_STATED}],
}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content of the example, with a folder for the new kind."""
    listed = closed_tree.may_lie
    monkeypatch.setattr(closed_tree, "may_lie", lambda path: path == FILE or listed(path))
    shutil.copytree(EXAMPLE / "content", tmp_path / "content")
    (tmp_path / "content" / "opinions").mkdir()
    return tmp_path


def judged(content: Path, opinion: Mapping[str, object], name: str = FILE) -> tuple[Site, list[str]]:
    """Write an opinion, read all with the longer table, and return the site with the sentences of its problems."""
    # JSON is YAML too, with every text in quotes.
    (content / name).write_text(json.dumps(opinion, ensure_ascii=False, indent=1), "utf-8")
    site, problems = load.load_site(content, ROOT / "site_src" / "locales", DAY, KINDS)
    approval = approval_of(content, DAY)
    personal = personal_problems(content, content / "site_src", approval, DAY, problems)
    return site, said([*problems, *validate(site), *personal])


def said(problems: list[Problem]) -> list[str]:
    """Return the sentences of problems, but not that more may follow. Only of kinds in the table of the program the
    names of files may be said with a line, so that is left out here."""
    return [sentence(problem) for problem in problems if problem.fault != MORE]


def test_a_new_kind_is_read_without_another_line(content: Path) -> None:
    """A model and one line of the table are enough for a file to be read, found right, and held by the site."""
    site, sentences = judged(content, GOOD)
    assert sentences == []
    assert site.others == {"opinions": {FILE: Opinion.model_validate(GOOD)}}
    assert site.with_periods().records(OPINIONS) == site.records(OPINIONS)


def test_every_rule_for_data_holds_for_a_new_kind(content: Path) -> None:
    """A language that lacks, a contact, a code that does not exist, a day that lies ahead and a second source are each
    named, by names of fields that no other kind has."""
    wrong = {
        "review": {"kk": "source", "ru": "machine-translated", "en": "source"},
        "headline": {"kk": "Мысал", "en": "Example: +7 701 123 45 67"},
        "said_on": "2027-01-01",
        "speakers": [{"speaks_for": "zq"}],
    }
    _, sentences = judged(content, wrong)
    found = sorted(line.removeprefix(f"{FILE}: ").split("; ")[0][:70] for line in sentences)
    assert found == [
        "content/opinions/first.yml:9: may hold a telephone number",
        "headline.ru: is missing",
        "review: must be source in exactly one language, the one in which the w",
        "said_on: lies after the day of the build",
        "speakers (item 1).speaks_for: names something that is not in the list ",
    ]


def test_a_period_of_law_is_called_in_a_new_kind_too(content: Path) -> None:
    """A number of hours by itself is refused in it, and a period that the law does not have."""
    _, sentences = judged(content, {**GOOD, "headline": {**TITLE, "en": "Within 48 hours, {{ period(zq.zq) }} days"}})
    assert {line.split(": ")[1] for line in sentences} == {"headline.en"}
    assert len(sentences) == 2


def test_a_sign_that_nobody_sees_is_refused_in_a_new_kind(content: Path) -> None:
    """Reading is as strict as everywhere: the line is named, and what was not read is known to hide."""
    site, sentences = judged(content, {**GOOD, "headline": {**TITLE, "en": "Exam\u00adple"}})
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{FILE}:10: has a sign that nobody sees at character 14")
    assert (site.others["opinions"], site.hides(FILE)) == ({}, True)


def test_a_misspelt_field_and_a_stray_file_of_a_new_kind_are_named(content: Path) -> None:
    """The fields of the model are said where one is misspelt; a file with another ending is refused."""
    (content / "content" / "opinions" / "notes.txt").write_text("x\n", "utf-8")
    _, sentences = judged(content, {("titel" if name == "headline" else name): part for name, part in GOOD.items()})
    assert sorted(line.split(": ", 1)[1].split(";")[0] for line in sentences) == [
        "holds a field that is not known here in place of headline, which is missing",
        "may not lie here under this name",
    ]


def test_the_schema_of_a_new_kind_lists_its_codes() -> None:
    """Codes are offered also where the coded field lies in a list of another model."""
    site, _ = load.load_site(EXAMPLE, ROOT / "site_src" / "locales", DAY)
    schema = json.loads(schema_of(OPINIONS, site.vocabulary))
    assert schema["$defs"]["Speaker"]["properties"]["speaks_for"]["enum"] == list(site.vocabulary.authorities)


def test_without_its_line_in_the_table_a_folder_is_a_stranger(content: Path) -> None:
    """What the table does not name is not read, and that is said."""
    (content / FILE).write_text("{}\n", "utf-8")
    _, problems = load.load_site(content, ROOT / "site_src" / "locales", DAY)
    assert [line.split(";")[0] for line in said(problems)] == ["content/opinions: is a folder that is not read"]


def test_each_file_has_the_kind_of_the_innermost_folder() -> None:
    """A tombstone lies in the folder of cases and is none; no two kinds share a file, a schema or a part."""
    part = {path: kind.part for path in PLACES if (kind := kind_of(path))}
    assert part == PLACES
    for names in ([kind.part for kind in RECORD_KINDS], [kind.schema for kind in RECORD_KINDS]):
        assert len(names) == len(set(names))


PLACES = {
    "content/site.yml": "settings",
    "content/organisations.yml": "organisations",
    "content/organisations.examples.yml": "organisations",
    "content/figures/2022-01-19.yml": "ledgers",
    "cases_public/2022-1/7Q4K.yml": "cases",
    "cases_public/withdrawn/7Q4K.yml": "withdrawn",
}
