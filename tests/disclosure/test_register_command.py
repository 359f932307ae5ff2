"""The commands `register new` and `register check`: what staff get, what is said where, and what is never loaded."""

import datetime
import io
import re
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from build_tools.command_line import main
from build_tools.disclosure.register import COLUMNS
from build_tools.disclosure.register.columns import labels_of
from build_tools.disclosure.register.empty import ID_SIGNS, NUMBER, ROWS, drawn
from build_tools.models.release import SEVERAL_ANSWERS
from build_tools.paths import CASE_ID
from tests.conftest import ROOT
from tests.disclosure.sheets import codebook, found, placed, read, rows, said, text, workbook
from tests.terminal import at_a_terminal

ODD = "Somewhere"
"""A cell that is no code."""

WRONG = workbook(rows({"place": ODD}, {"place": ODD, "registered": "2.11.2026"}))


def ran(*words: str | Path) -> Result:
    """Run a command of the register on the project."""
    return CliRunner().invoke(main, ["--root", str(ROOT), "register", *map(str, words)], catch_exceptions=False)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_new_register_is_filled_in_by_its_own_lists(language: str, tmp_path: Path) -> None:
    """What its lists offer in one language is what the program reads; it holds no formula and hides nothing."""
    path = tmp_path / "new.xlsx"
    done = ran("new", path, "--language", language)
    assert (done.exit_code, stat.S_IMODE(path.stat().st_mode)) == (0, 0o600)
    book = openpyxl.load_workbook(path)
    sheet, explained = book.worksheets
    assert [cell.value for cell in sheet[1]] == [
        labels_of(column, codebook().vocabulary, said())[language] for column in COLUMNS
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
    written = io.BytesIO()
    book.save(written)
    reading = read(tmp_path, written.getvalue())
    assert found(reading) == []
    met = {code for report in reading.reports for codes in report.answers.values() for code in codes}
    assert {"almaty", "KZ-63", "east", "sexual_violence", "denied", "in_court", "none", "not_stated"} <= met
    assert {report.free_to_speak for report in reading.reports} == {True, False}


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
    assert all(re.fullmatch(CASE_ID, one) and not NUMBER.fullmatch(one) for one in ids)
    assert ids != sorted(ids)
    assert NUMBER.fullmatch("12E456")
    assert set("".join(ids)) == set(ID_SIGNS)


def test_ids_of_the_project_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An id that stands in the project, also of a withdrawn case, is drawn for nobody else."""
    taken = {one.stem for one in (ROOT / "cases_public").rglob("*.yml")}
    assert taken
    asked = []
    monkeypatch.setattr("build_tools.disclosure.register.empty.drawn", lambda number, ids: asked.append(ids) or [])
    ran("new", tmp_path / "new.xlsx")
    assert taken <= set(*asked)


def test_a_register_without_a_problem_is_one_line(tmp_path: Path) -> None:
    """Reports and people are counted apart, and it is said how many columns nobody looked at."""
    table = [
        [*row, word] for row, word in zip(rows({}, {"same_person_as": "7Q4K"}), ["Remarks", "a", "b"], strict=True)
    ]
    done = ran("check", placed(tmp_path, text(table), "r.csv"))
    assert (done.exit_code, done.output) == (0, "Reports: 2, of people: 1. Columns that were not read: 1.\n")


def test_values_are_said_at_a_terminal_alone(tmp_path: Path) -> None:
    """Elsewhere row and column stand without the cell; at a terminal each spelling stands once, in the form of a map
    with which the list is read."""
    path = placed(tmp_path, workbook(rows({"place": "Алмата"}, {"place": "Алмата"})))
    done = ran("check", path)
    assert (done.exit_code, "Алмата" in done.output) == (1, False)
    assert [f"{path}:{row}: place: " in done.output for row in (2, 3)] == [True, True]
    there = at_a_terminal(ROOT, "register", "check", str(path)).replace("\r\n", "\n")
    assert there.count("Алмата") == 1
    column_map = placed(tmp_path, there[there.index("cells:\n") :], "map.yml")
    assert ran("check", path, "--columns", column_map).exit_code == 0
    column_map.chmod(0o644)
    assert "chmod 600" in ran("check", path, "--columns", column_map).output


@pytest.mark.parametrize("text_of_map", ["cells: 7\n", "cells: {place: {a: b}}\n", "{"])
def test_a_map_with_a_fault_is_a_sentence(text_of_map: str, tmp_path: Path) -> None:
    """What is wrong with the map is said with its name, before the list is read."""
    column_map = placed(tmp_path, text_of_map, "map.yml")
    done = ran("check", tmp_path / "none.csv", "--columns", column_map)
    assert (done.exit_code, done.output.startswith(str(column_map))) == (1, True)


def test_a_code_of_a_map_that_does_not_exist_is_said_with_its_line(tmp_path: Path) -> None:
    """Of many spellings each wrong one is found by its line, and the spelling itself is said nowhere."""
    spellings = "cells:\n  place:\n    Алма-Ата: almaty\n    Алмата: almatyy\n    Чимкент: '?'\n"
    column_map = placed(tmp_path, spellings, "map.yml")
    done = ran("check", tmp_path / "none.csv", "--columns", column_map)
    assert [line.partition(" ")[0] for line in done.output.splitlines()] == [f"{column_map}:4:", f"{column_map}:5:"]
    assert done.output.count(": cells.place: is no code") == 2
    assert not re.search("Алмата|Чимкент|almatyy", done.output)


def test_nothing_of_a_register_stays(tmp_path: Path) -> None:
    """A check writes no file beside the register and none into the project."""
    path = placed(tmp_path, WRONG)
    before = {*ROOT.glob("*"), *ROOT.joinpath("content").rglob("*")}
    ran("check", path)
    assert [*tmp_path.iterdir()] == [path]
    assert {*ROOT.glob("*"), *ROOT.joinpath("content").rglob("*")} == before


@pytest.mark.parametrize(
    "program",
    [
        "from build_tools import pipeline, plugin, content",
        "from build_tools.command_line import checking, registering; from build_tools.disclosure import register",
    ],
)
def test_no_build_and_no_check_loads_the_reader_of_workbooks(program: str) -> None:
    """Whoever builds, checks or reads a table of text does not wait for openpyxl."""
    asked = f"{program}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "openpyxl" not in done.stdout.split()
