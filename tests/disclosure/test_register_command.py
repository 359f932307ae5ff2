"""The commands `register new` and `register check`: what staff get, and what is never said or loaded."""

import datetime
import re
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from build_tools.disclosure.columns import COLUMNS, ROWS, drawn, labels_of
from build_tools.files.paths import CASE_ID
from build_tools.models import SEVERAL_ANSWERS
from build_tools.text.phone_text import CROCKFORD
from tests.conftest import ROOT
from tests.disclosure.reports import vocabulary
from tests.disclosure.sheets import placed, read, rows, words, workbook
from tests.repositories import asked


def ran(*words: str | Path) -> Result:
    """Run a command of the register on the project."""
    return asked(ROOT, "register", *words)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_new_register_is_filled_in_by_its_own_lists(language: str, tmp_path: Path) -> None:
    """What its lists offer in one language is what the program reads; it holds no formula and hides nothing."""
    path = tmp_path / "new.xlsx"
    done = ran("new", path, "--language", language)
    assert (done.exit_code, stat.S_IMODE(path.stat().st_mode)) == (0, 0o600)
    book = openpyxl.load_workbook(path)
    sheet, explained = book.worksheets
    assert [cell.value for cell in sheet[1]] == [
        labels_of(column, vocabulary(), words())[language] for column in COLUMNS
    ]
    lists = {COLUMNS[ord(str(one.sqref)[0]) - 65]: one for one in sheet.data_validations.dataValidation}
    assert set(lists) == set(COLUMNS) - {"id", "registered", "same_person_as", "period"}
    for column, choice in lists.items():
        name, cells = re.fullmatch(r"'(.+)'!(.+)", choice.formula1).groups()
        offered = [cell.value for (cell,) in book[name][cells.replace("$", "")]]
        assert len(offered) > 1
        for place, label in enumerate(offered, 2):
            sheet.cell(place, COLUMNS.index(column) + 1, label)
            sheet.cell(place, COLUMNS.index("registered") + 1, datetime.date(2026, 11, 2))
        assert choice.showErrorMessage == (column not in (*SEVERAL_ANSWERS, "place"))
    assert explained.max_column == 4
    book.save(path)
    reports = read(path)
    met = {code for report in reports for codes in report.answers.values() for code in codes}
    assert {"almaty", "KZ-63", "east", "sexual_violence", "denied", "in_court", "none", "not_stated"} <= met
    assert {report.free_to_speak for report in reports} == {True, False}


def test_a_new_register_replaces_nothing_and_lies_in_no_work_tree(tmp_path: Path) -> None:
    """A register that is there stays as it is; in the project none is made, nor in another format or language."""
    path = placed(tmp_path, b"mine")
    assert (ran("new", path).exit_code, path.read_bytes()) == (2, b"mine")
    assert ran("new", tmp_path / "new.ods").exit_code == ran("new", tmp_path / "no" / "new.xlsx").exit_code == 2
    assert ran("new", tmp_path / "new.xlsx", "--language", "de").exit_code == 2
    inside = ran("new", ROOT / "new.xlsx")
    assert (inside.exit_code, "work tree of git" in inside.output) == (1, True)
    assert not (ROOT / "new.xlsx").exists()


def test_ids_are_drawn_once_and_look_like_no_number() -> None:
    """An id is of the form of cases, none that is taken, and nothing that a spreadsheet would make a number of."""
    ids = drawn(ROWS, ())
    assert len(set(ids)) == ROWS
    assert all(re.fullmatch(CASE_ID, one) and not re.fullmatch("[0-9]*(E[0-9]*)?", one) for one in ids)
    assert ids != sorted(ids)
    assert set("".join(ids)) == set(CROCKFORD)
    assert not {*ids[:5]} & {*drawn(ROWS, ids[:5])}


def test_ids_of_the_project_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An id that stands in the project, also of a withdrawn case, is drawn for nobody else."""
    taken = {one.stem for one in (ROOT / "cases_public").rglob("*.yml")}
    assert taken
    asked = []
    monkeypatch.setattr("build_tools.disclosure.columns.drawn", lambda number, ids: asked.append(ids) or [])
    ran("new", tmp_path / "new.xlsx")
    assert taken <= set(*asked)


def test_a_check_says_how_many_or_where_and_repeats_no_cell(tmp_path: Path) -> None:
    """Reports and people are counted apart; of what is wrong row and column are said, and nothing that stands there.
    No file is written beside the register and none into the project."""
    before = {*ROOT.glob("*"), *ROOT.joinpath("content").rglob("*")}
    path = placed(tmp_path, workbook(rows({}, {"same_person_as": "7Q4K"})))
    done = ran("check", path)
    assert (done.exit_code, done.output) == (0, "Reports: 2, of people: 1.\n")
    done = ran("check", placed(tmp_path, workbook(rows({"place": "Somewhere"}, {"registered": "2.11.2026"}))))
    assert done.exit_code == 1
    where = [line.partition(" does not fit")[0] for line in done.output.splitlines()]
    assert where == [f"{path}:2: place: E2", f"{path}:3: registered: B3"]
    assert not re.search("Somewhere|2.11.2026", done.output)
    assert [*tmp_path.iterdir()] == [path]
    assert {*ROOT.glob("*"), *ROOT.joinpath("content").rglob("*")} == before


def test_no_build_and_no_other_command_loads_the_reader_of_workbooks() -> None:
    """Whoever builds, checks or asks for help does not wait for openpyxl."""
    commands = "from build_tools.command_line import building, registering, story"
    program = f"from build_tools.build import content, mkdocs_site, pipeline; {commands}"
    asked = f"{program}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "openpyxl" not in done.stdout.split()
