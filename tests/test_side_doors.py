"""What could tell of intake or of a person beside the fields themselves (R7): order, days, free text, remarks."""

import dataclasses
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from build_tools import disclosure
from build_tools.build import pipeline
from build_tools.load.site_folder import record_in
from build_tools.models import Case, Law
from build_tools.render.data import downloads
from build_tools.validate import validate
from tests.site_builder import built, case, case_file, contexts, plain, public_cases

WITH_DAYS = re.compile(
    rb"lastmod|CreationDate|ModDate|CreateDate|ModifyDate|MetadataDate|pubDate|<updated>|dateModified"
)
LISTED = re.compile(r'<li><a href="([0-9A-Z]{4,8})\.html">')
SITE = built(plain())


@given(st.permutations(list(SITE.cases)))
def test_the_order_in_which_cases_are_read_changes_nothing(order: list[str]) -> None:
    """Registers, tables, groups and downloads are the same, whatever was written first."""
    shuffled = dataclasses.replace(SITE, cases={path: SITE.cases[path] for path in order})
    assert public_cases(shuffled) == public_cases(SITE)
    assert sorted(disclosure.problems(shuffled)) == sorted(disclosure.problems(SITE))
    made = [[file.data() for file in downloads(contexts(site))] for site in (SITE, shuffled)]
    assert made[0] == made[1]


def test_no_order_of_cases_tells_when_one_came(output: pipeline.Output) -> None:
    """Neither the list, nor a file of data, nor the map of the site mixes in when a case came, or in which release: a
    list goes by the time that a case tells itself, and all else by random ids."""
    times = {case.id: case.period or "" for case in output.site.cases.values()}
    by_time = [LISTED.findall(output.view(page).content) for page in output.pages if "/cases/" in page.path]
    assert max(map(len, by_time)) > 1
    for found in by_time:
        assert found == sorted(sorted(found), key=times.__getitem__, reverse=True)
    lists = []
    files = {file.path: output.data(file) for file in output.downloads}
    lists += [
        [one["id"] for one in json.loads(files[f"data/{name}.json"])["cases"]] for name in ("cases", "example-cases")
    ]
    pages = [
        page.path.rpartition("/")[2]
        for page in output.pages
        if re.fullmatch(r"en/cases/[0-9A-Z]{4,8}\.html", page.path)
    ]
    assert [one for one in (*lists, pages) if one != sorted(one)] == []


def test_no_file_of_a_site_tells_when_a_page_was_made(finished_example: Path) -> None:
    """No file has a day of its own inside, and none is named in the map of the site with one; the days in the feeds are
    those of the words, which in the example are long past."""
    files = [path for path in (finished_example / "site").rglob("*") if path.is_file()]
    assert {".pdf", ".xml", ".json", ".csv", ".html"} <= {path.suffix for path in files}
    dated = [path for path in files if WITH_DAYS.search(path.read_bytes())]
    assert {path.name for path in dated} == {"feed.xml"}
    days = [day for path in dated for day in re.findall(r"(\d{4})-\d\d-\d\dT", path.read_text("utf-8"))]
    assert days
    assert max(days) < "2020"
    [sitemap] = [path for path in files if path.name == "sitemap.xml"]
    assert not re.search(r"\d{4}-\d{2}-\d{2}T|>\d{4}-\d{2}-\d{2}<", sitemap.read_text("utf-8"))


WORDS = "Free text about somebody"


@pytest.mark.parametrize("name", [*Case.model_fields, "remark"])
def test_a_record_without_consent_for_words_has_room_for_none(name: str) -> None:
    """Whatever field somebody writes words into, also a new one or one that there is not, the record is refused."""
    shapes = (WORDS, [WORDS], {"kk": WORDS}, {WORDS: "source"}, {"record": True, WORDS: True}, {"record": WORDS})
    for value in shapes:
        record = {**case(6, release="2000-1"), name: value}
        try:
            Case.model_validate(record)
        except ValidationError:
            continue
        data = plain()
        data["cases"][case_file(case(6, release="2000-1"))] = record
        assert [problem for problem in validate(built(data)) if problem.path.endswith("0006.yml")], (name, value)


SCHEMA = "# yaml-language-server: $schema=../case.schema.json"
REMARKS = {
    "id: A\nplace: b # remark": 2,
    "# remark\nid: A": 1,
    "a: 'broken # remark": 1,
    "a: 'a sign # in a text'": 1,
    "a: b": None,
    f"{SCHEMA}\na: b": None,
    f"{SCHEMA}\na: b # remark": 2,
    f"a: b\n{SCHEMA}\n": 2,
    f"{SCHEMA} remark\na: b": 1,
    "# remark\ninvented: true\n": None,
    "# remark\ninvented: true # remark\n": None,
    "# remark\ninvented: truest\n": 1,
}


@pytest.mark.parametrize("text", REMARKS)
def test_the_file_of_somebody_holds_no_remark(text: str) -> None:
    """The first sign of one is named by its line, also where the file is broken; editors' own first line is none."""
    found = record_in(text.encode(), "cases_public/2000-1/0B6TM.yml", Case)[1]
    assert [one.line for one in found if one.code == "disclosure.remark_in_case"] == [*filter(None, [REMARKS[text]])]
    assert all(one.code != "disclosure.remark_in_case" for one in record_in(text.encode(), "content/law.yml", Law)[1])
