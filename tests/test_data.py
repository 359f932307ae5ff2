"""Files of data: that they open, that each column is explained, and that a frozen copy stays what it is."""

import csv
import dataclasses
import hashlib
import io
import json
import re

import pytest

from build_tools.models import Site
from build_tools.pipeline import Output
from build_tools.render import codebook, downloads
from build_tools.render.data.cells import as_csv
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


def test_every_column_of_every_table_is_defined_in_each_language(made: dict[str, bytes]) -> None:
    """The list of columns names each column of each table, itself included, in the order of the table, with a name and
    a meaning in each language."""
    defined: dict[str, list[str]] = {}
    for row in rows_of(made["data/columns.csv"]):
        defined.setdefault(row["file"], []).append(row["column"])
        assert all(row[f"{said}_{language}"] for said in ("label", "definition") for language in LANGUAGES), row
    for path in tables(made):
        assert made[path].decode("utf-8-sig").split("\n")[0].split(",") == defined[kind_of(path)], path
    assert set(map(kind_of, tables(made))) == defined.keys()


def test_a_value_without_a_column_is_written_nowhere() -> None:
    """Whoever adds a value to rows and defines no column for it, or a column for which a row has no value, has no
    file."""
    assert as_csv(("a", "b"), [{"a": 1, "b": "x"}]) == "\ufeffa,b\n1,x\n"
    for row in ({"a": 1}, {"a": 1, "b": "x", "c": 2}, {"b": "x", "a": 1}):
        with pytest.raises(KeyError):
            as_csv(("a", "b"), [row])


def test_columns_that_must_not_be_empty_never_are_and_codes_are_of_their_list(made: dict[str, bytes]) -> None:
    """What the list of columns says of a table holds for each of its cells."""
    codes = {(row["list"], row["code"]) for row in rows_of(made["data/codebook.csv"])}
    columns = {(row["file"], row["column"]): row for row in rows_of(made["data/columns.csv"])}
    for path in tables(made):
        for name, cell in (cell for row in rows_of(made[path]) for cell in row.items()):
            column = columns[kind_of(path), name]
            assert cell or column["required"] == "false", (path, name)
            if column["list"]:
                assert {(column["list"], code) for code in cell.split()} <= codes, (path, cell)


def test_each_figure_has_the_name_that_the_pages_give_it(output: Output, made: dict[str, bytes]) -> None:
    """A figure with a label of its own and one that its codes name have a name in each language, in both forms."""
    rows = {row["figure"]: row for row in rows_of(made["data/figures-2000-01-01.csv"])}
    facts = json.loads(made["data/figures-2000-01-01.json"])["figures"]
    [ledger] = output.site.ledgers.values()
    words = output.site.vocabulary
    for language in LANGUAGES:
        assert rows["reports"][f"label_{language}"] == (ledger.figures["reports"].label or {})[language]
        assert rows["reports_exampleton"][f"label_{language}"] == words.cities["exampleton"].name[language]
        assert {row[f"label_{language}"] for row in rows.values()} == {one["label"][language] for one in facts.values()}


FROZEN = "data/frozen/figures-2000-01-01.csv"


def test_a_frozen_copy_of_figures_is_the_same_to_the_byte_for_good(made: dict[str, bytes]) -> None:
    """Whoever has quoted the file can show that it is the same: change its columns, and the quotation is worth nothing.
    If this fails, make the file as it was; never write another digest here."""
    digest = hashlib.sha256(made[FROZEN]).hexdigest()
    assert digest == "57a6052aad268a416b92f5503abdf09f03e42cbd0f30c4d3abb7f8bab41d474a"


def test_other_names_and_another_order_change_no_frozen_copy(output: Output, made: dict[str, bytes]) -> None:
    """Labels are worded anew, and figures change places in their file: the copy stays."""
    [(path, ledger)] = output.site.ledgers.items()
    figures = {name: figure.model_copy(update={"label": None}) for name, figure in reversed(ledger.figures.items())}
    figures["reports"] = ledger.figures["reports"].model_copy(update={"label": dict.fromkeys(LANGUAGES, "Reworded")})
    changed = ledger.model_copy(update={"figures": figures | {"cities": ledger.figures["cities"]}})
    files_now = files(dataclasses.replace(output.site, ledgers={path: changed}))
    assert files_now[FROZEN] == made[FROZEN]
    assert files_now["data/figures-2000-01-01.csv"] != made["data/figures-2000-01-01.csv"]


@pytest.mark.parametrize("seal", [None, "0" * 12])
def test_only_a_ledger_that_is_as_it_was_sealed_is_frozen(seal: str | None, output: Output) -> None:
    """Numbers that nothing keeps, and numbers that are not those of the seal, have no permanent copy."""
    [(path, ledger)] = output.site.ledgers.items()
    changed = dataclasses.replace(output.site, ledgers={path: ledger.model_copy(update={"seal": seal})})
    assert [name for name in files(changed) if "frozen" in name] == []


def test_nothing_of_a_case_is_ever_frozen(output: Output, made: dict[str, bytes]) -> None:
    """Cases are there in their present state alone: frozen are files of figures and no others, no frozen column is
    of a case alone, and without a case no file of data holds its id."""
    frozen = [path for path in made if "frozen" in path]
    assert frozen
    assert [path for path in frozen if not re.fullmatch(r"data/frozen/figures-\d{4}-\d\d-\d\d\.csv", path)] == []
    kinds = {row["file"]: {row["column"]} for row in rows_of(made["data/columns.csv"]) if row["file"] == "frozen"}
    assert kinds["frozen"].isdisjoint({"id", "release", "treatment", "complaint"})
    path, case = next((path, case) for path, case in output.site.cases.items() if not case.example)
    assert [name for name, data in made.items() if case.id.encode() in data]
    left = {place: one for place, one in output.site.cases.items() if place != path}
    without = files(dataclasses.replace(output.site, cases=left))
    assert [name for name, data in without.items() if case.id.encode() in data] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_every_code_has_an_entry_at_its_address(language: str, output: Output) -> None:
    """The addresses that other pages lead to are there, once each, for all that the files of data hold."""
    [page] = [page for page in output.pages if page.path == f"{language}/{codebook.CODEBOOK}"]
    ids = re.findall(r' id="([^"]+)"', output.view(page).content)
    assert len(ids) == len(set(ids))
    data = {one.path: one.data() for one in output.downloads if one.path in ("data/columns.csv", "data/codebook.csv")}
    asked = [codebook.column_address(row["file"], row["column"]) for row in rows_of(data["data/columns.csv"])]
    asked += [codebook.code_address(row["list"], row["code"]) for row in rows_of(data["data/codebook.csv"])]
    assert {address.removeprefix("codebook.html#") for address in asked} <= set(ids)
    assert codebook.column_address("figures", "value") in asked
    assert codebook.code_address("units", "report") in asked
