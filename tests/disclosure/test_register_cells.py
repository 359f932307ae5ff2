"""What the cells of a register mean, in any language of the site, and what is wrong with one."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from build_tools.disclosure.columns import COLUMNS, labels_of
from build_tools.load.messages import sentence
from build_tools.models import fact_fields
from build_tools.models.settings import TABLES
from build_tools.problems import Refused
from tests.disclosure.reports import vocabulary
from tests.disclosure.sheets import placed, reports_of, rows, words, workbook, wrong, wrong_with


def test_a_register_has_a_column_for_each_fact_of_a_case() -> None:
    """A field that is added to cases and tables is asked of the register too."""
    assert set(COLUMNS[4:]) == set(fact_fields()) == set(TABLES)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_headings_and_cells_are_read_by_their_labels_in_each_language(language: str, tmp_path: Path) -> None:
    """Who fills in a sheet in one language gets the same reports as who writes codes, whatever the case and spaces."""
    headings = [labels_of(column, vocabulary(), words())[language].upper() for column in COLUMNS]
    # invented: true
    coded = rows({}, {"place": "KZ-63", "treatment": "sexual_violence; threats", "free_to_speak": "yes"})
    lists = fact_fields()

    def labelled(column: str, cell: Any) -> Any:
        if column == "free_to_speak":
            return words()[language]({"yes": "Yes", "no": "No"}[cell]).lower()
        if column == "period" or column not in lists:
            return cell
        labels = vocabulary().labels(lists[column])
        return f"\u00a0{';  '.join(labels[code][language].upper() for code in cell.replace(' ', '').split(';'))} "

    sheet = [headings, *([labelled(*pair) for pair in zip(COLUMNS, row, strict=True)] for row in coded[1:])]
    assert reports_of(tmp_path, sheet) == reports_of(tmp_path, coded) != []


@pytest.mark.parametrize(
    ("place", "period", "meant"),
    [
        ("Алматы", "2022-01", "almaty"),
        ("Almaty (city)", "2022-01", "KZ-ALA"),
        ("Qaraghandy", "2022-01", "karaganda"),
        ("Восточно-Казахстанская область", "2022-06", "KZ-VOS"),
        ("Восточно-Казахстанская область", "2022-Q3", "KZ-63"),
        ("Восточно‑Казахстанская  область", "not_stated", "KZ-63"),
        ("область Абай", "2023", "KZ-10"),
        ("Нур-Султан", "2021", "KZ-AST"),
        ("KZ-VOS", "not_stated", "KZ-VOS"),
        ("Аягоз", "2022-01", "KZ-VOS"),
        ("Аягоз", "2023", "KZ-10"),
        ("Приозерск", "2023", "KZ-35"),
        ("Восток страны", "2023", "east"),
        ("Не указано", "2023", "not_stated"),
        (None, "2023", "not_stated"),
        ("KZ-VOS", "2023", None),
        ("область Абай", "2022-01", None),
        ("Нур-Султан", "2023", None),
    ],
)
def test_a_place_is_that_of_its_time(place: str | None, period: str, meant: str | None, tmp_path: Path) -> None:
    """A city is a city, a town its region, a name of two regions the one that there was; of another time none is."""
    cells = {"place": place, "period": period}
    assert wrong_with(tmp_path, cells) == ([] if meant else [("register.cell", "place", 2)])
    if meant:
        assert reports_of(tmp_path, rows(cells))[0].answers["place"] == (meant,)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2022-01", "2022-01"),
        ("2022-q1", "2022-Q1"),
        (2022, "2022"),
        (datetime.date(2022, 3, 9), "2022-03"),
        (datetime.datetime(2022, 3, 9, 10, 5), "2022-03"),  # noqa: DTZ001
        ("Көрсетілмеген", "not_stated"),
        (None, "not_stated"),
        ("  ", "not_stated"),
    ],
)
def test_a_period_is_that_of_the_codebook(cell: Any, meant: str, tmp_path: Path) -> None:
    """A month, a quarter, a year, as text or as what a spreadsheet makes of it."""
    assert reports_of(tmp_path, rows({"period": cell}))[0].answers["period"] == (meant,)


def test_an_empty_cell_is_not_stated_and_nobody_is_free_to_speak(tmp_path: Path) -> None:
    """What nobody filled in says nothing; a truth that a spreadsheet made of a word is that word."""
    empty = dict.fromkeys(COLUMNS[2:])
    # invented: true
    some = rows(empty, {"free_to_speak": True}, {"free_to_speak": False})
    first, second, third = reports_of(tmp_path, some)
    assert set(first.answers.values()) == {("not_stated",)}
    assert [one.free_to_speak for one in (first, second, third)] == [False, True, False]


def test_several_answers_are_each_read_once(tmp_path: Path) -> None:
    """In a field of several answers labels and codes stand beside each other."""
    [report] = reports_of(tmp_path, rows({"treatment": "Beatings;threats ; Угрозы;"}))
    assert report.answers["treatment"] == ("beatings", "threats")


# invented: true
WRONG: dict[str, tuple[Any, ...]] = {
    "id": (None, "7q4k", 1234, "7Q4U"),
    "registered": (
        *(None, "29.11.2026", "2026-02-30", "2026-11-30", 46000),
        *(datetime.date(1902, 1, 5), datetime.time(10)),
    ),
    "period": ("01.2022", "2022-01-19", "2022-13", "2026-12", 202.5),
    "gender": (1, datetime.date(2022, 1, 1), "man; woman", "#N/A"),
    "treatment": (";", "beatings; not_stated"),
    "authority": ("a" * 30_000,),
    "free_to_speak": ("perhaps",),
    "assistance": ("none; legal",),
    "same_person_as": ("7Q4Z", 7),
}


def test_what_is_wrong_with_a_cell_is_said_at_its_row_and_column(tmp_path: Path) -> None:
    """Nothing is guessed: a cell means one code, one day or one report, or it is a problem there and nowhere else."""
    cells = [(column, cell) for column, some in WRONG.items() for cell in some]
    changes = [{"id": f"7Q5{number:02}", column: cell} for number, (column, cell) in enumerate(cells)]
    changes.append({"id": "7Q5ZZ", "same_person_as": "7Q5ZZ"})
    said = wrong_with(tmp_path, *changes)
    assert said == [("register.cell", [*change][-1], row) for row, change in enumerate(changes, 2)]


def test_one_wrong_answer_in_many_rows_is_one_problem(tmp_path: Path) -> None:
    """Who writes a word that is in no list reads once where it stands first, under which heading, how often, and what
    is most like it; the word is not repeated, for a cell may hold anything."""
    changes = [{"id": f"7Q5{number:02}", "authority": "zqpolise"} for number in range(33)]
    changes += [{"id": f"7Q6{number:02}", "treatment": "threats; zqbeating"} for number in range(3)]
    with pytest.raises(Refused) as refused:
        reports_of(tmp_path, rows(*changes))
    first, second = map(sentence, refused.value.problems)
    assert ":2: " in first
    assert "under “authority” (rows with the same: 33)" in first
    assert "police" in first
    assert "(rows with the same: 3)" in second
    assert "beatings" in second
    assert "zq" not in first + second


def test_two_rows_with_one_id_are_both_named(tmp_path: Path) -> None:
    """Which of the two is right nobody knows."""
    twice = ("register.cell", "id")
    assert wrong_with(tmp_path, {}, {"id": "7Q4K"}) == [(*twice, 2), (*twice, 3)]


def test_reports_of_one_person_are_one_person(tmp_path: Path) -> None:
    """A report leads to another one above or below, and on from there; where it leads round, each row is named."""
    chain = rows({"same_person_as": "7Q4M"}, {"same_person_as": "7Q4N"}, {}, {})
    assert [one.person for one in reports_of(tmp_path, chain)] == ["7Q4N", "7Q4N", "7Q4N", "7Q4P"]
    ring = ({"same_person_as": "7Q4M"}, {"same_person_as": "7Q4K"}, {"same_person_as": "7Q4M"}, {})
    assert wrong_with(tmp_path, *ring) == [("register.cell", "same_person_as", row) for row in (2, 3, 4)]


def test_a_row_with_nothing_but_its_id_is_no_report(tmp_path: Path) -> None:
    """Ids that were drawn in advance wait for reports; rows between reports may be empty, and nobody is the same as who
    is not there."""
    waiting = dict.fromkeys(COLUMNS[1:])
    some = rows(waiting, {}, {**waiting, "id": None}, {})
    assert [one.id for one in reports_of(tmp_path, some)] == ["7Q4M", "7Q4P"]
    assert wrong_with(tmp_path, waiting, {"same_person_as": "7Q4K"}) == [("register.cell", "same_person_as", 3)]


def test_the_first_row_names_each_column_once(tmp_path: Path) -> None:
    """A title above it, the headings once more, and a column that lacks or is there twice, in whichever language, are
    named; a column of other people's is not read, in whatever order."""
    table = rows({})
    assert wrong(placed(tmp_path, workbook([["Reports"], *table]))) == [("register.headings", "", 1)]
    assert ("register.cell", "id", 3) in wrong(placed(tmp_path, workbook([*table, table[0]])))
    twice = [["Кезең", *row[:-1]] for row in table]
    missing = [("register.headings", "period", 1), ("register.headings", "assistance", 1)]
    assert wrong(placed(tmp_path, workbook(twice))) == missing
    wide = [[*map(str, range(200)), *row[::-1]] for row in table]
    assert reports_of(tmp_path, wide) == reports_of(tmp_path, table)
