"""Problems of a whole project, held against rules/project_*.yml: files are changed in a copy of the example.

Runs the program from the files on; only the copy is written to.
"""

import datetime
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from pydantic import Field

from build_tools.build import content
from build_tools.load import site_folder
from build_tools.load.messages import sentence
from build_tools.load.records import record
from build_tools.models import Model
from build_tools.problems import Problem, Refused
from build_tools.validate import MORE, reminders
from build_tools.validate.undecided import OPEN_POINTS
from tests.conftest import EXAMPLE, ROOT, SERIES
from tests.site_builder import whole_way

Example = Mapping[str, Any]

FILES = sorted((ROOT / "tests" / "rules").glob("project_*.yml"))
EXAMPLES = {name: one for file in FILES for name, one in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader).items()}
DAY = datetime.date(2001, 1, 1)
"""The day of the check, where an example names no other; all dates of the example project lie before it."""

LONG = {
    "{word}": "x" * 501,
    "{line}": "so much " * 700,
    "{paragraph}": "so much\n" * 700,
    "{open}": "[" * 21,
    "{nested}": "> " * 13,
    "{lines}": "\n" * 5_000,
}
LONG |= {"{sentence}": "so much " * 30, "{words}": "so much " * 70, "{file}": "# so much\n" * 60_000}
"""What an example may write in place of a text that is too long to be read there."""


def test_rule(name: str, tmp_path: Path) -> None:
    """The sentence is true: the change gives exactly the problems that are listed, none of which repeats a `zq`."""
    example = EXAMPLES[name]
    found = answers(changed(example, tmp_path / "project"), example)
    assert [place_and_code(problem) for problem in found] == example["says"]
    assert [problem for problem in found if "zq" in sentence(problem).lower()] == []


class Odd(Model):
    """A record with a rule that no record of the program has."""

    number: Annotated[int, Field(multiple_of=2)]


def test_a_rule_that_has_no_sentence_is_said_all_the_same() -> None:
    """What a model refuses in a way that nobody has thought of is named at its place, and nothing is repeated."""
    made, [problem] = record({"number": 7}, Odd, "content/odd.yml", lambda field: None)
    assert (made, place_and_code(problem)) == (None, "content/odd.yml: number: fields.wrong_form")
    assert "7" not in sentence(problem)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of each example."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", EXAMPLES)


def changed(example: Example, root: Path) -> Path:
    """Return a copy of the example project with the changes of one example."""
    shutil.copytree(EXAMPLE, root)
    if example.get("series"):
        shutil.copytree(SERIES / "content", root / "content", dirs_exist_ok=True)
        shutil.rmtree(root / "cases_public" / "2000-1")
        (root / "content/figures/2000-1.yml").unlink()
    if "site_src" in str(example):
        shutil.copytree(ROOT / "site_src", root / "site_src")
    for step, do in STEPS.items():
        for path, value in example.get(step, {}).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            do(root / path, value)
    return root


def written(value: str) -> str:
    """Return a text with what stands for one that is too long."""
    for name, text in LONG.items():
        value = value.replace(name, text)
    return value


def change(path: Path, texts: Mapping[str, str]) -> None:
    """Replace texts that stand once in a file."""
    text = path.read_text("utf-8")
    for old, new in texts.items():
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {path.name}"
        text = text.replace(old, written(new))
    path.write_text(text, "utf-8", newline="")


def end(path: Path, text: str) -> None:
    """Write a text at the end of a file."""
    path.write_text(path.read_text("utf-8") + written(text), "utf-8", newline="")


def entry(path: Path, text: str) -> None:
    """Write entries of a catalogue after its header."""
    header, _, rest = path.read_text("utf-8").partition("\n\n")
    path.write_text(f"{header}\n\n{text}\n{rest}", "utf-8", newline="")


def letters(path: Path, encoding: str) -> None:
    """Save a file in another encoding."""
    path.write_bytes(path.read_text("utf-8").encode(encoding, "replace"))


def remove(path: Path, _: object) -> None:
    """Remove a file or a folder."""
    (shutil.rmtree if path.is_dir() else os.remove)(path)


STEPS: Mapping[str, Callable[[Path, Any], object]] = {
    "move": lambda path, new: path.rename(path.parent / new),
    "copy": lambda path, old: shutil.copy(path.parent / old, path),
    "remove": remove,
    "write": lambda path, text: path.write_text(written(text), "utf-8", newline=""),
    "change": change,
    "end": end,
    "entry": entry,
    "letters": letters,
    "link": lambda path, target: path.symlink_to(target),
    "folder": lambda path, _: path.mkdir(),
    "pipe": lambda path, _: os.mkfifo(path),
}
"""What can be done to files, in this order: for each step a path and its value."""


def check(root: Path, site_src: Path, day: datetime.date) -> Iterable[Problem]:
    """Say what `transparency check` says."""
    return refused(lambda: content.checked(root, site_src, day))


def release(root: Path, site_src: Path, day: datetime.date) -> Iterable[Problem]:
    """Say what a build for release refuses."""
    return refused(lambda: content.checked(root, site_src, day, release=True))


def soon(root: Path, site_src: Path, day: datetime.date) -> Iterable[Problem]:
    """Say of what a maintainer is reminded."""
    return site_folder.located(root, reminders(content.checked(root, site_src, day)))


def undecided(root: Path, site_src: Path, day: datetime.date) -> Iterable[Problem]:
    """Say what a release may go out with only after somebody has decided so."""
    site, _ = content.read(root, site_src, day)
    return site_folder.located(root, (problem for points in OPEN_POINTS.values() for _, problem in points(site)))


def schemas(root: Path, site_src: Path, day: datetime.date) -> Iterable[Problem]:
    """Say which schemas are of another codebook."""
    return content.stale_schemas(root, content.checked(root, site_src, day))


ASKED = {"check": check, "release": release, "soon": soon, "undecided": undecided, "schemas": schemas}


def refused(judge: Callable[[], object]) -> list[Problem]:
    """Return what is refused, but not that more may follow."""
    try:
        judge()
    except Refused as error:
        return error.problems
    return []


def answers(root: Path, example: Example) -> list[Problem]:
    """Return the answers to the question of an example."""
    site_src = root / "site_src" if (root / "site_src").exists() else ROOT / "site_src"
    found = ASKED[example.get("asks", "check")](root, site_src, example.get("day", DAY))
    return [problem for problem in found if problem.fault != MORE]


def place_and_code(problem: Problem) -> str:
    """Say where a problem is and which, but not in words."""
    entry = "" if problem.entry is None else f" entry {problem.entry}"
    line = "" if problem.line is None else f":{problem.line}"
    return ": ".join(part for part in (f"{problem.path}{entry}{line}", whole_way(problem.field), problem.code) if part)
