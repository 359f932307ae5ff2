"""Files of data: that they open, that each column is explained, and that a frozen copy stays what it is."""

import dataclasses
import hashlib
import json
import re
from pathlib import Path

import pytest
import yaml
from frictionless import Package

from build_tools.build.pipeline import Output
from build_tools.models import Published, Site
from build_tools.render import COALITION, downloads
from build_tools.render.context import code_address
from build_tools.render.data.columns import file_kinds
from build_tools.render.data.kinds import Column
from tests.conftest import ROOT
from tests.pages import LANGUAGES, html_at, rows_of
from tests.site_builder import contexts

PACKAGE = "data/datapackage.json"
FROZEN = "data/frozen/figures-2000-01-01.csv"


def files(site: Site) -> dict[str, bytes]:
    """Return the files of data of a site by path."""
    return {one.path: one.data() for one in downloads(contexts(site))}


@pytest.fixture(scope="module")
def made(output: Output) -> dict[str, bytes]:
    """The files of data of the example."""
    return files(output.site)


def columns(site: Site, language: str = "en") -> dict[str, dict[str, Column]]:
    """Return every column by the kind of file and its name, in the words of a language."""
    [context] = [one for one in contexts(site) if one.language == language]
    return {name: {one.name: one for one in kind.columns} for name, kind in file_kinds(context).items()}


def kind_of(path: str) -> str:
    """Return which kind of file a table is, as the list of columns calls it."""
    name = path.removeprefix("data/").removesuffix(".csv")
    return "frozen" if name.startswith("frozen/") else "figures" if name.startswith("figures-") else name


def test_each_table_opens_in_spreadsheets_of_each_language_and_says_the_same(made: dict[str, bytes]) -> None:
    """Every table has the mark of UTF-8 once and a line feed after each line, and beside each with commas that is not
    frozen lies one with semicolons that holds the same cells."""
    tables = {path: data for path, data in made.items() if path.endswith(".csv")}
    for path, data in tables.items():
        assert data.startswith(b"\xef\xbb\xbf"), path
        assert (data.count(b"\xef\xbb\xbf"), data.count(b"\r"), data[-1:]) == (1, 0, b"\n"), path
        if ".semicolon." not in path and "frozen" not in path:
            assert rows_of(data) == rows_of(tables[path.replace(".csv", ".semicolon.csv")], ";"), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_code_is_defined_and_has_an_entry_at_its_address(
    language: str, output: Output, made: dict[str, bytes]
) -> None:
    """Each column of each table has a name and a meaning, in the order of the table; whatever a briefing says as JSON
    has an entry too, and what must be there is. The addresses that other pages lead to are there, once each."""
    defined = columns(output.site, language)
    assert all(one.title and one.about for kind in defined.values() for one in kind.values())
    tables = [path for path in made if path.endswith(".csv") and ".semicolon." not in path]
    for path in tables:
        assert made[path].decode("utf-8-sig").split("\n")[0].split(",") == list(defined[kind_of(path)]), path
    assert set(map(kind_of, tables)) == defined.keys() - {"briefing"}
    for name in ("2000-01-01", "2000-1"):
        said = json.loads(made[f"data/figures-{name}.json"]).keys()
        assert {name for name, one in defined["briefing"].items() if one.required} <= said <= defined["briefing"].keys()
    ids = re.findall(r' id="([^"]+)"', html_at(output, f"{language}/codebook.html"))
    codes = {code_address(row["list"], row["code"]) for row in rows_of(made["data/codebook.csv"])}
    entries = {f"codebook.html#column-{kind}-{name}" for kind, found in defined.items() for name in found}
    assert len(ids) == len(set(ids))
    assert entries | codes <= {f"codebook.html#{id_}" for id_ in ids}
    assert code_address("units", "report") in codes


def test_a_frozen_copy_of_figures_is_the_same_to_the_byte_for_good(made: dict[str, bytes]) -> None:
    """Whoever has quoted the file can show that it is the same: change its columns, and the quotation is worth nothing.
    If this fails, make the file as it was; never write another digest here."""
    digest = hashlib.sha256(made[FROZEN]).hexdigest()
    assert digest == "57a6052aad268a416b92f5503abdf09f03e42cbd0f30c4d3abb7f8bab41d474a"


def test_other_names_and_another_order_change_no_frozen_copy(output: Output, made: dict[str, bytes]) -> None:
    """Labels are worded anew, and figures change places in their file: the copy stays."""
    [(path, ledger)] = output.site.briefings.items()
    figures = {name: figure.model_copy(update={"label": None}) for name, figure in reversed(ledger.figures.items())}
    figures["reports"] = ledger.figures["reports"].model_copy(update={"label": dict.fromkeys(LANGUAGES, "Reworded")})
    changed = ledger.model_copy(update={"figures": figures | {"cities": ledger.figures["cities"]}})
    files_now = files(dataclasses.replace(output.site, ledgers={**output.site.ledgers, path: changed}))
    assert files_now[FROZEN] == made[FROZEN]
    assert files_now["data/figures-2000-01-01.csv"] != made["data/figures-2000-01-01.csv"]


@pytest.mark.parametrize("lacks", ["line", "value"])
def test_only_a_ledger_that_is_published_is_frozen(lacks: str, output: Output) -> None:
    """Where nothing keeps one of its numbers, a ledger has no permanent copy."""
    lines = dict(output.site.published.lines)
    line = lines.pop("2000-01-01/figures/reports_women")
    if lacks == "value":
        lines["2000-01-01/figures/reports_women"] = line.model_copy(update={"value": None})
    changed = dataclasses.replace(output.site, published=Published(lines=lines))
    assert [name for name in files(changed) if "frozen" in name] == ["data/frozen/figures-2000-1.csv"]


def test_nothing_of_a_case_is_ever_frozen(output: Output, made: dict[str, bytes]) -> None:
    """Cases are there in their present state alone: frozen are files of figures and no others, no frozen column is
    of a case alone, and without a case no file of data holds its id."""
    frozen = [path for path in made if "frozen" in path]
    assert frozen
    assert all(re.fullmatch(r"data/frozen/figures-\d{4}-(\d|\d\d-\d\d)\.csv", path) for path in frozen)
    assert columns(output.site)["frozen"].keys().isdisjoint({"id", "release", "treatment", "complaint"})
    path, case = next((path, case) for path, case in output.site.cases.items() if not case.example)
    left = {place: one for place, one in output.site.cases.items() if place != path}
    without = files(dataclasses.replace(output.site, cases=left))
    holding = [[name for name, data in found.items() if case.id.encode() in data] for found in (made, without)]
    assert holding[0]
    assert not holding[1]


def written(made: dict[str, bytes], folder: Path) -> Path:
    """Write files into a folder and return the place of their description."""
    for path, data in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / PACKAGE


def faults_of(description: Path) -> set[tuple[str, str]]:
    """Return what is wrong with tables, as their description has it: the name of the table and the kind of fault."""
    report = Package(str(description)).validate()
    whole = {("", error.type) for error in report.errors}
    return whole | {(task.name, error.type) for task in report.tasks for error in task.errors}


@pytest.mark.parametrize("name", ["output", "series_output", "two_releases", "real"])
def test_the_tables_are_as_their_description_says(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Programs that know the standard read each table of each site without a remark: types, codes, what may be empty,
    keys and what leads from table to table. A copy on a stick or at another address describes itself."""
    output: Output = request.getfixturevalue(name)
    made = files(output.site)
    facts = json.loads(made[PACKAGE])
    assert faults_of(written(made, tmp_path)) == set()
    assert {f"data/{one['path']}" for one in facts["resources"]} == {path for path in made if path.endswith(".csv")}
    assert output.site.settings.address.encode() not in made[PACKAGE]


BROKEN = {
    "a number that is none": ("figures-2000-01-01.csv", b",1101,", b",11O1,", "type-error"),
    "a code of another list": ("figures-2000-01-01.semicolon.csv", b";woman;", b";adult;", "constraint-error"),
    "a part of nothing": ("frozen/figures-2000-01-01.csv", b",reports_men,1999", b",reports_all,1999", "foreign-key"),
    "a code twice": ("cases.csv", b"0B6TM", b"3F7QX", "primary-key"),
    "a code beside codes": ("cases.csv", b"beatings threats", b"beatings adult", "constraint-error"),
    "a code without an entry": ("codebook.csv", b"units,report,", b"units,reports,", ""),
}
"""Of each fault the file, what is right and wrong there, and how the table shows it."""


def test_the_description_says_enough_to_find_a_fault(made: dict[str, bytes], tmp_path: Path) -> None:
    """Where cells are not what they should be, whoever reads the tables by their description is told of each; a code
    that the codebook lacks is found where it is used."""
    wrong, wanted = dict(made), set[tuple[str, str]]()
    for path, before, after, kind in BROKEN.values():
        assert before in wrong[f"data/{path}"]
        wrong[f"data/{path}"] = wrong[f"data/{path}"].replace(before, after)
        name = path.removesuffix(".csv").replace("/", "-").replace(".", "-")
        wanted.add((name, kind) if kind else ("figures-2000-01-01", "foreign-key"))
    assert wanted <= faults_of(written(wrong, tmp_path))


def test_who_cites_the_repository_names_the_coalition_and_the_terms_that_it_has_decided() -> None:
    """The file that hosts of git read names who speaks as the site does, and no terms but those of the settings; it
    invents no address and no number."""
    facts = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    known = ("cff-version", "message", "type", "title", "abstract", "authors", "keywords")
    assert facts.keys() - {"license-url"} == {*known}
    assert (facts["cff-version"], facts["type"], facts["authors"]) == ("1.2.0", "dataset", [{"name": COALITION}])
    licence = yaml.safe_load((ROOT / "content" / "site.yml").read_text("utf-8")).get("licence", {})
    assert facts.get("license-url") == licence.get("address")


UNDECIDED = {
    "kk": "Коалиция әлі айтқан жоқ",
    "ru": "Коалиция ещё не сказала",
    "en": "The Coalition has yet to say on which terms",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_data_leads_to_every_file_and_names_the_terms_once_they_are_decided(
    language: str, output: Output, real: Output, made: dict[str, bytes]
) -> None:
    """Nothing that can be downloaded has to be guessed, each set says where its columns are explained. With a licence
    page and description name it; without one the page says who has to decide, and the description names none."""
    content, undecided = (html_at(one, f"{language}/data.html") for one in (output, real))
    kinds = {kind_of(path.partition(".")[0]) for path in made if "frozen" not in path} - {"datapackage"}
    links = {f"../{path}" for path in made} | {f"codebook.html#file-{kind}" for kind in kinds}
    assert links <= set(re.findall(r'href="([^"]+)"', content))
    assert '<a href="https://example.org/licence" rel="noreferrer">Example licence</a>' in content
    licences = [{"title": "Example licence", "path": "https://example.org/licence"}]
    assert json.loads(made[PACKAGE])["licenses"] == licences
    assert "licenses" not in json.loads(files(real.site)[PACKAGE])
    assert [UNDECIDED[language] in one for one in (content, undecided)] == [False, True]


def test_a_table_of_figures_says_of_each_number_what_the_pages_say(series_output: Output) -> None:
    """A number that will be or was revised has its mark; what a briefing does not give is a row without a number and
    says why, also in the form for programs. Who quoted a briefing before its correction finds the old number in the
    frozen copy, and the new one in the table."""
    series = files(series_output.site)
    days = ("2000-07-01", "2001-01-01")
    rows = {day: {row["figure"]: row for row in rows_of(series[f"data/figures-{day}.csv"])} for day in days}
    marks = {name: (row["value"], row["mark"]) for name, row in rows["2001-01-01"].items() if row["mark"]}
    assert marks == {"reports_answered": ("90", "p"), "reports_minors": ("", "x"), "reports_by_month": ("", "c")}
    assert (rows["2000-07-01"]["reports_minors"]["value"], rows["2000-07-01"]["reports_minors"]["mark"]) == ("40", "r")
    facts = json.loads(series["data/figures-2000-07-01.json"])["figures"]
    for name, said in facts.items():
        for column in ("mark", "first_value", "changed_on"):
            assert rows["2000-07-01"][name][column] == ("" if said[column] is None else str(said[column]))
    frozen = {row["figure"]: row["value"] for row in rows_of(series["data/frozen/figures-2000-07-01.csv"])}
    now = {name: row["value"] for name, row in rows["2000-07-01"].items()}
    changed = {name: (frozen[name], now[name]) for name in frozen if frozen[name] != now[name]}
    assert changed == {"reports_women": ("740", "760"), "reports_men": ("760", "740"), "reports_minors": ("45", "40")}
