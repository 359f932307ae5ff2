"""No message repeats what somebody wrote as a key, a value or the name of a file, for it could be somebody's name."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import load, variables
from build_tools.content import checked
from build_tools.models import Case, Law, Ledger, Model, Organisations, Settings, Vocabulary
from build_tools.problems import Problem, Refused, sentence
from tests.conftest import EXAMPLE, ROOT

SITE_SRC = ROOT / "site_src"
NAME = "zqaigerim"
FILES: dict[str, type[Model]] = {
    "content/site.yml": Settings,
    "content/vocabulary.yml": Vocabulary,
    "content/law.yml": Law,
    "content/figures/2000-01-01.yml": Ledger,
    "content/organisations.yml": Organisations,
    "cases_public/examples/2M8VE.yml": Case,
    "cases_public/2000-1/3F7QX.yml": Case,
}
DATA = {path: yaml.safe_load((EXAMPLE / path).read_text("utf-8")) for path in FILES}


def ways(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of plain data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for step, value in steps for found in ((*way, step), *ways(value, (*way, step)))]


PLACES = [(path, way) for path in FILES for way in ways(DATA[path])]
VALUES = (NAME, [NAME], {NAME: NAME}, f"{NAME} {NAME}", f"{NAME}\n{NAME}")


def changed(path: str, way: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return the data of a file with one value replaced, one key renamed, or one key added beside it."""
    data = yaml.safe_load(yaml.safe_dump(DATA[path], allow_unicode=True))
    inside = data
    for step in way[:-1]:
        inside = inside[step]
    if how == "value" or isinstance(inside, list):
        inside[way[-1]] = value
    elif how == "renamed":
        inside[NAME] = inside.pop(way[-1])
    else:
        inside[NAME] = value
    return data


def sentences(problems: list[Problem]) -> str:
    """Return everything that is said, as it is printed."""
    return "\n".join(map(sentence, problems))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLACES), st.sampled_from(["value", "renamed", "added"]), st.sampled_from(VALUES))
def test_no_fault_of_a_record_repeats_a_name(place: tuple[str, tuple[Any, ...]], how: str, value: Any) -> None:
    """Wherever in a file a name stands as key or value, nothing said about reading the file holds it."""
    path, way = place
    text = yaml.safe_dump(changed(path, way, how, value), allow_unicode=True, sort_keys=False)
    with TemporaryDirectory() as folder:
        (Path(folder) / path).parent.mkdir(parents=True)
        (Path(folder) / path).write_text(text, "utf-8")
        _, problems = load.read_record(Path(folder), path, FILES[path])
        assert NAME not in sentences(load.located(Path(folder), problems))


WHOLE = [
    ("cases_public/examples/2M8VE.yml", ("summary",), "added"),
    ("cases_public/examples/2M8VE.yml", ("summary", "kk"), "renamed"),
    ("content/law.yml", ("groups", 0, "provisions", 0, "wording", "kk"), "renamed"),
    ("content/law.yml", ("groups", 0, "title", "kk"), "renamed"),
    ("content/vocabulary.yml", ("units", "report", "forms", "ru", "few"), "renamed"),
    ("content/vocabulary.yml", ("units", "report", "forms", "ru"), "renamed"),
    ("content/vocabulary.yml", ("review", "kk"), "renamed"),
    ("content/organisations.yml", ("organisations", 0, "name", "kk"), "renamed"),
    ("content/figures/2000-01-01.yml", ("tables", "by_city", "title", "ru"), "renamed"),
    ("content/figures/2000-01-01.yml", ("figures", "reports", "label", "ru"), "renamed"),
    ("content/figures/2000-01-01.yml", ("key_figures", 0), "value"),
    ("content/site.yml", ("navigation", 0), "value"),
    ("content/site.yml", ("languages", 0, "name"), "value"),
]


@pytest.mark.parametrize(("path", "way", "how"), WHOLE)
def test_no_fault_of_the_content_repeats_a_name(path: str, way: tuple[Any, ...], how: str, example: Path) -> None:
    """A name as a language, as a plural form, as a reference or as a key beside others is in no sentence."""
    text = yaml.safe_dump(changed(path, way, how, NAME), allow_unicode=True, sort_keys=False)
    (example / path).write_text(text, "utf-8")
    assert NAME not in said(example)


def said(project: Path) -> str:
    """Return everything that the check prints."""
    try:
        checked(project, SITE_SRC)
    except Refused as refused:
        return variables.report(refused.problems, SITE_SRC)
    return ""


STRAYS = (
    f"cases_public/examples/{NAME}.yml",
    f"cases_public/examples/2M8VE {NAME}.yml",
    f"cases_public/{NAME}/2M8VE.yml",
    f"cases_public/2000-1/{NAME}.txt",
)


@pytest.mark.parametrize("path", STRAYS)
def test_the_name_of_a_stray_file_is_not_repeated(path: str, example: Path) -> None:
    """A record that is called after somebody is named by its folder and its place there."""
    (example / path).parent.mkdir(exist_ok=True)
    shutil.copy(example / "cases_public/examples/2M8VE.yml", example / path)
    printed = said(example)
    assert NAME not in printed
    assert "of this folder, by name)" in printed


@pytest.mark.parametrize("text", [f"{NAME}: 1\n{NAME}: 2\n", f"? [{NAME}]\n: 1\n", f"{NAME}\n", f"a: *{NAME}\n"])
def test_what_yaml_refuses_is_not_repeated(text: str, example: Path) -> None:
    """Neither a doubled key nor what is no key at all is in a sentence, in a file of data and in a page."""
    page = (example / "content/ru/method.md").read_text("utf-8")
    (example / "content/ru/method.md").write_text(page.replace("---\n", f"---\n{text}", 1), "utf-8")
    with (example / "content/law.yml").open("a", encoding="utf-8") as file:
        file.write(text)
    assert NAME not in said(example)
