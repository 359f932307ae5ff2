"""The trial of thousands of broken copies: it finds what is planted, and makes each copy again."""

import re
from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.broken import MARK
from build_tools import content, variables
from tests.conftest import EXAMPLE


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring back the variables that a trial sets."""
    for name in (variables.EPOCH, variables.LANGUAGE_VARIABLES[0]):
        monkeypatch.setenv(name, "")


def test_each_copy_is_refused_or_built_and_made_again_by_its_number(tmp_path: Path) -> None:
    """The same seed and number break the same files in the same way, and afterwards all is as it was."""
    files = fuzz.copied(EXAMPLE, tmp_path / "project")

    def broken_copies() -> list[tuple[str, dict[str, bytes]]]:
        made = []
        for number in range(40):
            with fuzz.broken(tmp_path / "project", files, 3, number) as how:
                made.append((how, fuzz.files_of(tmp_path / "project")))
        return made

    first = broken_copies()
    assert first == broken_copies()
    assert fuzz.files_of(tmp_path / "project") == files
    assert len({how for how, _ in first}) > 30
    assert sum(held == files for _, held in first) < 5


def test_what_is_planted_is_found_by_its_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What raises for a file that cannot be read is one line with the copy that it stops."""

    def raises(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(content, "Problem", raises)
    ends = fuzz.run(EXAMPLE, 3, range(4))
    lines = capsys.readouterr().out.splitlines()
    assert ends["findings"] == ends["raised ZeroDivisionError"] == len(lines) > 0
    assert re.fullmatch(r"--seed 3 --first \d: .+: raised ZeroDivisionError: .*test_fuzz.py.*", lines[0])


@pytest.mark.parametrize(
    ("how", "ended", "said", "seconds", "found"),
    [
        ("content/site.yml: insert", "refused", "content/site.yml:1: is empty", 0.1, None),
        ("content/site.yml: insert", "refused", f"content/site.yml:1: is {MARK}", 0.1, "repeats"),
        ("content/site.yml: insert", "refused", "/a/project/content: is empty", 0.1, "repeats"),
        ("content/site.yml: insert", "red", "en/index.html: links to nothing", 0.1, "red"),
        ("site_src/quiet/a.html: insert", "red", f"en/index.html: {MARK} is undefined", 0.1, None),
        ("content/site.yml: insert", "built", "", 2.1, "takes"),
    ],
)
def test_what_counts_as_a_finding(how: str, ended: str, said: str, seconds: float, found: str | None) -> None:
    """A repeated value, a path of the machine, a site that is refused only when it is finished, and seconds of CPU."""
    wrong = fuzz.finding(how, ended, said, seconds, Path("/a/project"))
    assert wrong is None if found is None else wrong and wrong.startswith(found)
