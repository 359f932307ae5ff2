"""Files of data: that they open, that each column is explained, and that a frozen copy stays what it is."""

import csv
import dataclasses
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
import yaml
from frictionless import Package

from build_tools.models import LAST_STEP, Published, Site
from build_tools.pipeline import Output
from build_tools.render import COALITION, downloads
from build_tools.render.context import code_address
from build_tools.render.data.columns import Column
from build_tools.render.data.kinds import file_kinds
from build_tools.render.data.sets import data_sets
from tests.conftest import ROOT
from tests.site_builder import LANGUAGES, contexts

Rows = list[dict[str, str]]


def files(site: Site) -> dict[str, bytes]:
    """Return the files of data of a site by path."""
    return {one.path: one.data() for one in downloads(contexts(site))}


@pytest.fixture(scope="module")
def made(output: Output) -> dict[str, bytes]:
    """The files of data of the example."""
    return {one.path: one.data() for one in output.downloads if one.path.startswith("data/")}


def rows_of(data: bytes, separator: str = ",") -> Rows:
    """Read a table as a program that knows the mark of UTF-8."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))


def tables(made: dict[str, bytes]) -> list[str]:
    """Return the paths of the tables with commas."""
    return [path for path in made if path.endswith(".csv") and ".semicolon." not in path]


def kind_of(path: str) -> str:
    """Return which kind of file a table is, as the list of columns calls it."""
    name = path.removeprefix("data/").removesuffix(".csv")
    return "frozen" if name.startswith("frozen/") else "figures" if name.startswith("figures-") else name


def test_each_table_opens_in_spreadsheets_of_each_language_and_says_the_same(made: dict[str, bytes]) -> None:
    """Every table has the mark of UTF-8 once and a line feed after each line, and beside each with commas that is not
    frozen lies one with semicolons that holds the same cells."""
    every = {path: data for path, data in made.items() if path.endswith(".csv")}
    for path, data in every.items():
        assert data.startswith(b"\xef\xbb\xbf"), path
        assert data.count(b"\xef\xbb\xbf") == 1, path
        assert b"\r" not in data, path
        assert data.endswith(b"\n"), path
    both = {path.removesuffix(".semicolon.csv") for path in every if path.endswith(".semicolon.csv")}
    assert both == {path.removesuffix(".csv") for path in tables(made) if "frozen" not in path}
    for name in both:
        assert rows_of(every[f"{name}.csv"]) == rows_of(every[f"{name}.semicolon.csv"], ";"), name


def columns(site: Site, language: str = "en") -> dict[str, dict[str, Column]]:
    """Return every column by the kind of file and its name, in the words of a language."""
    [context] = [one for one in contexts(site) if one.language == language]
    return {name: {one.name: one for one in kind.columns} for name, kind in file_kinds(context).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_table_is_defined(language: str, output: Output, made: dict[str, bytes]) -> None:
    """Each column of each table has a name and a meaning, in the order of the table."""
    defined = columns(output.site, language)
    assert all(one.title and one.about for kind in defined.values() for one in kind.values())
    for path in tables(made):
        assert made[path].decode("utf-8-sig").split("\n")[0].split(",") == list(defined[kind_of(path)]), path
    assert set(map(kind_of, tables(made))) == defined.keys() - {"briefing"}


def test_all_that_a_briefing_says_as_json_is_defined(output: Output, made: dict[str, bytes]) -> None:
    """Whatever stands beside the figures has an entry, and what must be there is."""
    entries = columns(output.site)["briefing"]
    for name in ("2000-01-01", "2000-1"):
        said = json.loads(made[f"data/figures-{name}.json"]).keys()
        assert {name for name, one in entries.items() if one.required} <= said <= entries.keys()


def test_a_value_without_a_column_is_written_nowhere(output: Output) -> None:
    """Whatever is known of a line, its file has what its columns are of, and no more."""
    for data in data_sets(contexts(output.site), contexts(output.site)[0]):
        rows = dataclasses.replace(data, rows=lambda rows=data.rows: ({**row, "zq": "zq"} for row in rows()))
        assert all(tuple(row) == data.kind.names for row in rows.written_rows())


def test_columns_that_must_not_be_empty_never_are_and_codes_are_of_their_list(
    output: Output, made: dict[str, bytes]
) -> None:
    """What a column says holds for each of its cells; of figures the last step is a code too."""
    codes = {(row["list"], row["code"]) for row in rows_of(made["data/codebook.csv"])}
    rests = {(codes_of, LAST_STEP) for codes_of, _ in codes}
    defined = columns(output.site)
    for path in tables(made):
        for name, cell in (cell for row in rows_of(made[path]) for cell in row.items()):
            column = defined[kind_of(path)][name]
            assert cell or not column.required, (path, name)
            if column.codes:
                there = codes | rests if kind_of(path) in ("figures", "frozen") else codes
                assert {(column.codes, code) for code in cell.split()} <= there, (path, cell)


PACKAGE = "data/datapackage.json"
FROZEN = "data/frozen/figures-2000-01-01.csv"


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
    assert [path for path in frozen if not re.fullmatch(r"data/frozen/figures-\d{4}-(\d|\d\d-\d\d)\.csv", path)] == []
    assert columns(output.site)["frozen"].keys().isdisjoint({"id", "release", "treatment", "complaint"})
    path, case = next((path, case) for path, case in output.site.cases.items() if not case.example)
    assert [name for name, data in made.items() if case.id.encode() in data]
    left = {place: one for place, one in output.site.cases.items() if place != path}
    without = files(dataclasses.replace(output.site, cases=left))
    assert [name for name, data in without.items() if case.id.encode() in data] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_every_code_has_an_entry_at_its_address(language: str, output: Output) -> None:
    """The addresses that other pages lead to are there, once each, for all that the files of data hold."""
    [page] = [page for page in output.pages if page.path == f"{language}/codebook.html"]
    ids = re.findall(r' id="([^"]+)"', output.view(page).content)
    assert len(ids) == len(set(ids))
    [data] = [one.data() for one in output.downloads if one.path == "data/codebook.csv"]
    entries = [f"column-{kind}-{name}" for kind, found in columns(output.site).items() for name in found]
    codes = [code_address(row["list"], row["code"]) for row in rows_of(data)]
    assert {*entries, *(address.removeprefix("codebook.html#") for address in codes)} <= set(ids)
    assert "column-figures-value" in entries
    assert code_address("units", "report") in codes


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


def test_the_tables_are_as_their_description_says(made: dict[str, bytes], tmp_path: Path, finished: Path) -> None:
    """Programs that know the standard read each table of the example and of the real site without a remark: types,
    codes, keys and what leads from table to table."""
    for description in (written(made, tmp_path), finished / "site" / PACKAGE):
        assert faults_of(description) == set()
        facts = json.loads(description.read_text("utf-8"))
        there = {path.relative_to(description.parent).as_posix() for path in description.parent.rglob("*.csv")}
        assert {resource["path"] for resource in facts["resources"]} == there


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


def test_the_description_holds_no_address_of_the_site(output: Output, made: dict[str, bytes]) -> None:
    """A copy on a stick or at another address describes itself."""
    assert output.site.settings.address.encode() not in made[PACKAGE]
    paths = [resource["path"] for resource in json.loads(made[PACKAGE])["resources"]]
    assert [path for path in paths if ":" in path or path.startswith(("/", "."))] == []


def test_who_cites_the_repository_names_the_coalition_and_the_terms_that_it_has_decided() -> None:
    """The file that hosts of git read names who speaks as the site does, and no terms but those of the settings; it
    invents no address and no number."""
    facts = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert facts.keys() - {"license-url"} == {
        *("cff-version", "message", "type", "title", "abstract", "authors", "keywords")
    }
    assert (facts["cff-version"], facts["type"], facts["authors"]) == ("1.2.0", "dataset", [{"name": COALITION}])
    licence = yaml.safe_load((ROOT / "content" / "site.yml").read_text("utf-8")).get("licence", {})
    assert facts.get("license-url") == licence.get("address")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_data_leads_to_every_file_and_to_what_it_holds(language: str, output: Output) -> None:
    """Nothing that can be downloaded has to be guessed, and each set says where its columns are explained."""
    [page] = [page for page in output.pages if page.path == f"{language}/data.html"]
    links = set(re.findall(r'href="([^"]+)"', output.view(page).content))
    data = {f"../{one.path}" for one in output.downloads if one.path.startswith("data/")}
    assert data <= links
    kinds = {"figures" if "figures" in path else path.removeprefix("../data/").partition(".")[0] for path in data}
    assert {f"codebook.html#file-{kind}" for kind in kinds - {"datapackage"}} <= links


UNDECIDED = {
    "kk": "Коалиция әлі айтқан жоқ",
    "ru": "Коалиция ещё не сказала",
    "en": "The Coalition has yet to say on which terms",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_of_use_are_named_where_they_are_decided_and_asked_for_where_not(
    language: str, output: Output, finished: Path
) -> None:
    """With a licence the page and the description of the tables name it; without one the page says who has to decide,
    and the description names none."""
    [page] = [page for page in output.pages if page.path == f"{language}/data.html"]
    content = output.view(page).content
    assert '<a href="https://example.org/licence" rel="noreferrer">Example licence</a>' in content
    assert UNDECIDED[language] not in content
    [package] = [json.loads(one.data()) for one in output.downloads if one.path == PACKAGE]
    assert package["licenses"] == [{"title": "Example licence", "path": "https://example.org/licence"}]
    assert UNDECIDED[language] in (finished / "site" / language / "data.html").read_text("utf-8")
    assert "licenses" not in json.loads((finished / "site" / PACKAGE).read_text("utf-8"))


@pytest.fixture(scope="module")
def series(series_output: Output) -> dict[str, bytes]:
    """The files of data of the example with two more briefings, corrections and a revision."""
    return {one.path: one.data() for one in series_output.downloads if one.path.startswith("data/")}


def test_a_table_of_figures_says_of_each_number_what_the_pages_say(series: dict[str, bytes], tmp_path: Path) -> None:
    """A number that will be or was revised has its mark; what a briefing does not give is a row without a number and
    says why, also in the form for programs; the table is as its description says."""
    marks = {
        row["figure"]: (row["value"], row["mark"])
        for day in ("2000-07-01", "2001-01-01")
        for row in rows_of(series[f"data/figures-{day}.csv"])
        if row["mark"]
    }
    assert {mark for _, mark in marks.values()} == {"p", "x", "c"}
    assert marks["reports_minors"] == ("", "x")
    assert marks["reports_by_month"] == ("", "c")
    [revised] = [row for row in rows_of(series["data/figures-2000-07-01.csv"]) if row["figure"] == "reports_minors"]
    assert (revised["value"], revised["mark"]) == ("40", "r")
    facts = json.loads(series["data/figures-2000-07-01.json"])["figures"]
    for row in rows_of(series["data/figures-2000-07-01.csv"]):
        status = {name: row[name] for name in ("mark", "first_value", "changed_on")}
        said = facts.get(row["figure"], status)
        assert {name: "" if said[name] is None else str(said[name]) for name in status} == status
    assert facts["reports_women"]["first_value"] == 740
    assert faults_of(written(series, tmp_path)) == set()


def test_a_frozen_copy_keeps_what_was_corrected_later(series: dict[str, bytes]) -> None:
    """Who quoted a briefing before its correction finds the old number in the copy, and the new one in the table."""
    frozen, now = (
        {row["figure"]: row["value"] for row in rows_of(series[f"data/{folder}figures-2000-07-01.csv"])}
        for folder in ("frozen/", "")
    )
    changed = {name: (frozen[name], now[name]) for name in frozen if frozen[name] != now[name]}
    assert changed == {"reports_women": ("740", "760"), "reports_men": ("760", "740"), "reports_minors": ("45", "40")}
