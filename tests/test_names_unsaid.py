"""No message repeats what somebody wrote as a key, a value or the name of a file, for it could be somebody's name."""

import copy
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_tools.build.content import checked
from build_tools.command_line import main
from build_tools.load import site_folder
from build_tools.load.messages import problem_report, sentence
from build_tools.models import Case, Law, Ledger, Model, Organisations, ReleaseLedger, Settings, Vocabulary
from build_tools.problems import Fault, Problem, Refused
from tests.conftest import EXAMPLE, ROOT
from tests.personal_data.items import MADE
from tests.repositories import committed, write
from tests.test_mutations import called

SITE_SRC = ROOT / "site_src"
NAME = "zqaigerim"
FILES: dict[str, type[Model]] = {
    "content/site.yml": Settings,
    "content/vocabulary.yml": Vocabulary,
    "content/law.yml": Law,
    "content/figures/2000-01-01.yml": Ledger,
    "content/figures/2000-1.yml": ReleaseLedger,
    "content/organisations.yml": Organisations,
    "cases_public/examples/2M8VE.yml": Case,
    "cases_public/2000-1/3F7QX.yml": Case,
}
DATA = {path: yaml.load((EXAMPLE / path).read_text("utf-8"), yaml.CSafeLoader) for path in FILES}


def ways(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of plain data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for step, value in steps for found in ((*way, step), *ways(value, (*way, step)))]


PLACES = [(path, way) for path in FILES for way in ways(DATA[path])]
VALUES = (NAME, [NAME], {NAME: NAME}, f"{NAME} {NAME}", f"{NAME}\n{NAME}")


def changed(path: str, way: tuple[Any, ...], how: str, value: Any) -> str:
    """Return the text of a file with one value replaced, one key renamed, or one key added beside it."""
    inside = data = copy.deepcopy(DATA[path])
    for step in way[:-1]:
        inside = inside[step]
    if how == "value" or isinstance(inside, list):
        inside[way[-1]] = value
    elif how == "renamed":
        inside[NAME] = inside.pop(way[-1])
    else:
        inside[NAME] = value
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def sentences(problems: list[Problem]) -> str:
    """Return everything that is said, as it is printed."""
    return "\n".join(map(sentence, problems))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLACES), st.sampled_from(["value", "renamed", "added"]), st.sampled_from(VALUES))
def test_no_fault_of_a_record_repeats_a_name(place: tuple[str, tuple[Any, ...]], how: str, value: Any) -> None:
    """Wherever in a file a name stands as key or value, nothing said about reading the file holds it."""
    path, way = place
    with TemporaryDirectory() as folder:
        write(Path(folder), path, changed(path, way, how, value))
        _, problems = site_folder.read_record(Path(folder), path, FILES[path])
        assert NAME not in sentences(site_folder.located(Path(folder), problems))


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
    ("content/site.yml", ("menu", 0, "pages", 0), "value"),
    ("content/site.yml", ("menu", 1, "label", "kk"), "renamed"),
    ("content/site.yml", ("languages", 0, "name"), "value"),
]


@pytest.mark.parametrize(("path", "way", "how"), WHOLE)
def test_no_fault_of_the_content_repeats_a_name(path: str, way: tuple[Any, ...], how: str, example: Path) -> None:
    """A name as a language, as a plural form, as a reference or as a key beside others is in no sentence."""
    write(example, path, changed(path, way, how, NAME))
    assert NAME not in said(example)


def said(project: Path) -> str:
    """Return everything that the check prints."""
    try:
        checked(project, SITE_SRC)
    except Refused as refused:
        return problem_report(refused.problems, SITE_SRC)
    return ""


REFUSED_NAME = "aigul_testova"
"""A code that the gate refuses, for it reads as somebody's name."""

DEFINED = [
    ("content/organisations.yml", ("organisations", 0, "id"), "value"),
    ("content/figures/2000-01-01.yml", ("figures", "reports"), "renamed"),
    ("content/figures/2000-01-01.yml", ("tables", "by_city"), "renamed"),
    ("content/vocabulary.yml", ("units", "report"), "renamed"),
    ("content/vocabulary.yml", ("authorities", "police"), "renamed"),
    ("content/vocabulary.yml", ("detention_places", "police_station"), "renamed"),
]


@pytest.mark.parametrize(("path", "way", "how"), DEFINED)
def test_a_refused_code_is_not_offered(path: str, way: tuple[Any, ...], how: str, example: Path) -> None:
    """Where a code of a list reads as a name, no sentence about what named it before offers or says it."""
    text = yaml.load(changed(path, way, how, REFUSED_NAME).replace(NAME, REFUSED_NAME), yaml.CSafeLoader)
    write(example, path, yaml.dump(text, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
    with pytest.raises(Refused) as refused:
        checked(example, SITE_SRC)
    problems = refused.value.problems
    assert any(problem.code.startswith("personal.") for problem in problems)
    assert [line for line in map(sentence, problems) if REFUSED_NAME in line] == []


REFUSED_PAGE = REFUSED_NAME.replace("_", "-")


def test_a_refused_anchor_and_page_are_not_offered(example: Path) -> None:
    """Nor is an anchor or the name of a page that reads as a name, where another link leads nowhere."""
    page = (example / "content/en/method.md").read_text("utf-8")
    write(
        example, "content/en/method.md", f"{page}\n## Part {{#{REFUSED_PAGE}}}\n\nSee [a](#nowhere), [b](nowhere.md).\n"
    )
    write(example, f"content/en/{REFUSED_PAGE}.md", page)
    with pytest.raises(Refused) as refused:
        checked(example, SITE_SRC)
    said_of = list(map(sentence, refused.value.problems))
    assert len([line for line in said_of if "nowhere" not in line and "write one of" in line]) >= 2
    assert [line for line in said_of if REFUSED_PAGE in line] == []


PERSON = REFUSED_PAGE
"""A name of a file that reads as somebody's; every other name is said."""

STRAYS = (
    f"cases_public/examples/{PERSON}.yml",
    f"cases_public/examples/2M8VE {PERSON}.yml",
    f"cases_public/{PERSON}/2M8VE.yml",
    f"cases_public/2000-1/{PERSON}.txt",
    f"content/{PERSON}.txt",
    f"content/{PERSON}/index.md",
    f"content/organisations {PERSON}.yml",
    f"content/figures/{PERSON}.yml",
    f"content/figures/2000-01-01 {PERSON}.yml",
    f"content/kk/{PERSON}.jpg",
)


def test_the_name_of_a_stray_file_is_not_repeated(example: Path) -> None:
    """A record that is called after somebody is named by its folder and its place there, wherever it lies."""
    record = (example / "cases_public/2000-1/3F7QX.yml").read_text("utf-8").replace("invented: true", "")
    for path in STRAYS:
        write(example, path, record)
    printed = said(example)
    assert PERSON not in printed
    assert [path for path in STRAYS if called(example, path) not in printed] == []


SLIPS = {
    "content/organisation.yml": "is no file that belongs here",
    "content/Vocabulary.yml": "is no file that belongs here",
    "content/KK": "is no file that belongs here",
    "content/de": "name its language in content/site.yml by the same code",
    "content/kk/Methods.md": "is no file that belongs here",
    "content/kk/method.md.txt": "is no file that belongs here",
    "content/kk/method (1).md": "is no file that belongs here",
    "content/kk/photo-of-method.md": "title: is missing or empty",
    "content/kk/guide/first.md": "title: is missing or empty",
    "content/figures/2000-2.yaml": "is no file that belongs here",
}
"""Names that are nearly those of a file, or about to be an address, and what is said of each."""


def test_a_slip_in_a_name_is_said(example: Path) -> None:
    """A file is found by its name where that is nearly one that may lie there, in other letters or with another end."""
    for path in SLIPS:
        write(example, path if "." in path else f"{path}/method.md", "---\nstate: source\n---\n")
    lines = said(example).splitlines()
    assert [path for path in SLIPS if not any(line.startswith(path) and SLIPS[path] in line for line in lines)] == []


FOLDERS = ("content", "content/kk", "content/kk/k", "content/kk/briefings", "content/figures", "cases_public")
FOLDERS += ("cases_public/examples", "site_src", "site_src/templates", "site_src/locales", "docs", "notes", ".")
SHAPES = (
    "{0}",
    "{0}.md",
    "{0}.yml",
    ".{0}.md",
    "{0}/index.md",
    "method {0}.md",
    "1 {0}/1.md",
    "{0}.html",
    "~${0}.docx",
)
NAMES = (PERSON, REFUSED_NAME.title(), MADE["iin"]())


PAGES = re.compile("(content/kk|docs|site_src).*[.](md|html)")
"""What may have any name of small letters, for the name of a page is its address."""


@given(st.sampled_from(FOLDERS), st.sampled_from(SHAPES), st.sampled_from(NAMES), st.booleans())
def test_no_path_is_said_further_than_its_names_are_known(folder: str, shape: str, name: str, there: bool) -> None:
    """Whatever part of a path somebody chose, and whether or not the file is there, no sentence about it or about
    another file repeats that part."""
    path = f"{folder}/{shape.format(name)}".removeprefix("./")
    assume(not PAGES.fullmatch(path))
    with TemporaryDirectory() as root:
        if there:
            write(Path(root), path, "a: 1\n")
        wrong, other = Fault("test.wrong", "is wrong"), Fault("test.other", "is {other}")
        found = [Problem(path, wrong, line=3), Problem("content/site.yml", other, values={"other": path})]
        said_of = sentences(site_folder.located(Path(root), found if "content" in path else found[:1]))
        assert name not in said_of
        assert ":3: is wrong" in said_of


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_not_committed_is_not_called_by_a_name(form: str, example: Path) -> None:
    """What git says of files goes the same way: of a new one, and of one that is gone."""
    write(example, f"{PERSON}.md", "words")
    committed(example)
    (example / f"{PERSON}.md").unlink()
    write(example, f"content/kk/{PERSON}.txt", "words")
    write(example, "content/site.yml", "")
    words = ["ready", *([f"--{form}"] if form != "text" else [])]
    done = CliRunner().invoke(main, ["--root", str(example), *words], catch_exceptions=False)
    assert PERSON not in done.output
