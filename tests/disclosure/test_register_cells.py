"""What the cells of a register mean, in any language of the site, and what is wrong with one."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from build_tools.disclosure.register import COLUMNS, ColumnMap
from build_tools.disclosure.register.columns import labels_of
from build_tools.models import fact_fields
from build_tools.models.settings import TABLES
from build_tools.problems import Refused
from tests.disclosure.sheets import codebook, found, of_rows, read, rows, said, text, workbook


def answers(folder: Path, **cells: Any) -> dict[str, tuple[str, ...]]:
    """Return the answers of one report with these cells."""
    reading = read(folder, workbook(rows(cells)))
    assert found(reading) == []
    return dict(reading.reports[0].answers)


def test_a_register_has_a_column_for_each_fact_of_a_case() -> None:
    """A field that is added to cases and tables is asked of the register too."""
    assert set(COLUMNS[4:]) == set(fact_fields()) == set(TABLES)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_headings_and_cells_are_read_by_their_labels_in_each_language(language: str, tmp_path: Path) -> None:
    """Who fills in a sheet in one language gets the same reports as who writes codes, whatever the case and spaces."""
    vocabulary = codebook().vocabulary
    headings = [labels_of(column, vocabulary, said())[language].upper() for column in COLUMNS]
    # invented: true
    coded = rows({}, {"place": "KZ-63", "treatment": "sexual_violence; threats", "free_to_speak": "yes"})
    lists = fact_fields()

    def labelled(column: str, cell: Any) -> Any:
        if column == "free_to_speak":
            return said()[language]({"yes": "Yes", "no": "No"}[cell]).lower()
        if column == "period" or column not in lists:
            return cell
        labels = vocabulary.labels(lists[column])
        return f"\u00a0{';  '.join(labels[code][language].upper() for code in cell.replace(' ', '').split(';'))} "

    sheet = [headings, *([labelled(*pair) for pair in zip(COLUMNS, row, strict=True)] for row in coded[1:])]
    assert read(tmp_path, workbook(sheet)).reports == read(tmp_path, workbook(coded)).reports != ()


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
    reading = read(tmp_path, workbook(rows({"place": place, "period": period})))
    assert found(reading) == ([] if meant else [("register.unknown", "place", 2)])
    assert [report.answers["place"] for report in reading.reports] == ([(meant,)] if meant else [])


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
    assert answers(tmp_path, period=cell)["period"] == (meant,)


def test_an_empty_cell_is_not_stated_and_nobody_is_free_to_speak(tmp_path: Path) -> None:
    """What nobody filled in says nothing; a truth that a spreadsheet made of a word is that word."""
    empty = dict.fromkeys(COLUMNS[2:])
    # invented: true
    first, second, third = read(
        tmp_path, workbook(rows(empty, {"free_to_speak": True}, {"free_to_speak": False}))
    ).reports
    assert set(first.answers.values()) == {("not_stated",)}
    assert [one.free_to_speak for one in (first, second, third)] == [False, True, False]


def test_several_answers_are_each_read_once(tmp_path: Path) -> None:
    """In a field of several answers labels and codes stand beside each other."""
    assert answers(tmp_path, treatment="Beatings;threats ; Угрозы;")["treatment"] == ("beatings", "threats")


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("id", None, "register.no_own_id"),
        ("id", "7q4k", "register.no_own_id"),
        ("id", 1234, "register.no_own_id"),
        ("id", "7Q4U", "register.no_own_id"),
        ("registered", None, "register.not_a_day"),
        ("registered", "29.11.2026", "register.not_a_day"),
        ("registered", "2026-02-30", "register.not_a_day"),
        ("registered", "2026-11-30", "register.not_a_day"),
        ("registered", datetime.date(1902, 1, 5), "register.not_a_day"),
        ("registered", 46000, "register.not_a_day"),
        ("registered", datetime.time(10), "register.not_a_day"),
        ("period", "01.2022", "register.not_a_period"),
        ("period", "2022-01-19", "register.not_a_period"),
        ("period", "2022-13", "register.not_a_period"),
        ("period", "2026-12", "register.not_a_period"),
        ("period", 202.5, "register.not_a_period"),
        ("gender", 1, "register.unknown"),
        ("gender", datetime.date(2022, 1, 1), "register.unknown"),
        ("gender", "man; woman", "register.unknown"),
        ("gender", "#N/A", "register.unknown"),
        ("treatment", ";", "register.unknown"),
        ("authority", "a" * 30_000, "register.unknown"),
        ("free_to_speak", "perhaps", "register.unknown"),
        ("treatment", "beatings; not_stated", "register.beside_none"),
        ("assistance", "none; legal", "register.beside_none"),
        ("same_person_as", "7Q4K", "register.no_other_row"),
        ("same_person_as", "7Q4Z", "register.no_other_row"),
        ("same_person_as", 7, "register.no_other_row"),
    ],
)
def test_what_is_wrong_with_a_cell_is_said_at_its_row_and_column(
    column: str, cell: Any, code: str, tmp_path: Path
) -> None:
    """Nothing is guessed: a cell means one code, one day or one report, or it is a problem there and nowhere else."""
    assert of_rows(tmp_path, {column: cell}) == [(code, column, 2)]


def test_two_rows_with_one_id_are_both_named(tmp_path: Path) -> None:
    """Which of the two is right nobody knows."""
    wrong = ("register.no_own_id", "id")
    assert of_rows(tmp_path, {}, {"id": "7Q4K"}) == [(*wrong, 2), (*wrong, 3)]


def test_reports_of_one_person_are_one_person(tmp_path: Path) -> None:
    """A report leads to another one above or below, and on from there; where it leads round, each row is named."""
    chain = rows({"same_person_as": "7Q4M"}, {"same_person_as": "7Q4N"}, {}, {})
    assert [one.person for one in read(tmp_path, workbook(chain)).reports] == ["7Q4N", "7Q4N", "7Q4N", "7Q4P"]
    ring = ({"same_person_as": "7Q4M"}, {"same_person_as": "7Q4K"}, {"same_person_as": "7Q4M"}, {})
    assert of_rows(tmp_path, *ring) == [("register.no_other_row", "same_person_as", row) for row in (2, 3, 4)]


def test_a_row_with_nothing_but_its_id_is_no_report(tmp_path: Path) -> None:
    """Ids that were drawn in advance wait for reports; rows between reports may be empty, and nobody is the same as who
    is not there."""
    waiting = dict.fromkeys(COLUMNS[1:])
    assert [one.id for one in read(tmp_path, workbook(rows(waiting, {}, {**waiting, "id": None}, {}))).reports] == [
        "7Q4M",
        "7Q4P",
    ]
    assert of_rows(tmp_path, waiting, {"same_person_as": "7Q4K"}) == [("register.no_other_row", "same_person_as", 3)]


def test_headings_stand_in_the_first_row_alone(tmp_path: Path) -> None:
    """A title above them, or the headings once more, is named at its row."""
    table = rows({})
    assert found(read(tmp_path, workbook([["Reports"], *table]))) == [("register.headings", "", 1)]
    assert found(read(tmp_path, workbook([*table, table[0]]))) == [("register.headings", "", 3)]


def test_each_column_is_there_once(tmp_path: Path) -> None:
    """A column that lacks and one that is there twice, in whichever language, are named, and nothing else is."""
    table = [["Кезең", *row[:-1]] for row in rows({})]
    assert found(read(tmp_path, text(table), "r.csv")) == [
        ("register.headings", "period", 1),
        ("register.headings", "assistance", 1),
    ]


def test_a_list_with_other_words_is_read_by_a_map(tmp_path: Path) -> None:
    """The map says which heading is which column and what a spelling means; columns that it does not name stay."""
    table = rows({"place": "г. Алматы", "period": "зима 2022"}, {"place": "Г.  АЛМАТЫ"})
    table[0] = ["Город" if heading == "place" else heading for heading in table[0]]
    cells = {"place": {"г. Алматы": "almaty"}, "period": {"зима 2022": "2022-Q1"}}
    column_map = ColumnMap(columns={"place": "город"}, cells=cells)
    first, second = read(tmp_path, workbook(table), column_map=column_map).reports
    assert first.answers["place"] == second.answers["place"] == ("almaty",)
    assert first.answers["period"] == ("2022-Q1",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": {"city": "Город"}},
        {"cells": {"city": {"a": "almaty"}}},
        {"cells": {"place": {"a": "nowhere"}}},
        {"cells": {"id": {"a": "7Q4K"}}},
        {"cells": {"period": {"a": "2022-13"}}},
    ],
)
def test_a_map_names_columns_and_codes_that_there_are(wrong: dict[str, Any], tmp_path: Path) -> None:
    """A map that leads to no column or to no code is refused before the list is read."""
    with pytest.raises(Refused) as refused:
        read(tmp_path, b"", column_map=ColumnMap.model_validate(wrong))
    assert [one.code for one in refused.value.problems] == ["register.unknown"]


def test_what_is_unknown_is_counted_apart_with_the_codes_most_like_it(tmp_path: Path) -> None:
    """A problem repeats no cell; who sits at the terminal gets each spelling once, but no text of a wrong column."""
    # invented: true
    reading = read(tmp_path, workbook(rows({"place": "Алмата"}, {"place": "Алмата"}, {"treatment": "long " * 30})))
    assert reading.unknown == {("place", "Алмата"): 2}
    assert codebook().nearest("place", "Алмата")[0] == "almaty"
    assert "Алмата" not in repr(reading)
