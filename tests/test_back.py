"""The way back to earlier words and figures: the lines of the guide as they stand, and words of withdrawn cases."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.publish.traces import words_returned
from tests.conftest import ROOT
from tests.gates import sentences
from tests.repositories import changed, committed, git, write
from tests.test_withdrawal import CASE, PAGE, STONE, TOMBSTONE, case, withdraw

LEDGER, ADDED, LOST = "content/figures/2000-01-01.yml", "content/en/added.md", "content/en/rights.md"
OF_TODAY = (
    *("content/site.yml", "content/organisations.yml", "content/law.yml", "content/corrections.yml"),
    "content/published.yml",
    *("content/vocabulary.yml", "content/reviewed.yml", "content/questions.yml"),
    "cases_public/2000-1/",
)
"""What was taken back in it must not return: keys and mirrors, contacts, law, reviews and stories."""

TOLD = "They came to the invented village before dawn on a grey horse."
RETURNED = f"{PAGE}: has words of a withdrawn case, one after the other, that were not there all the time since"


def lines(page: Path) -> str:
    """Return the commands of the way back as a page gives them."""
    [found] = re.findall(r"```sh\n(git log .*?)```", page.read_text("utf-8"), re.DOTALL)
    return found


def go_back(project: Path, commit: str) -> subprocess.CompletedProcess[str]:
    """Carry out the lines up to the commit, with the program of these tests."""
    check = f"'{sys.executable}' -m build_tools --root . check"
    meant = lines(ROOT / "README.md").partition("make ready")[0].removesuffix(" &&\n")
    meant = meant.replace("HEAD~1", commit).replace("make check", check)
    settings = (
        "export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@a.invalid GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@a.invalid"
    )
    command = ("sh", "-c", f"{settings}\n{meant}")
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(small_project: Path) -> Path:
    """The example, committed once."""
    committed(small_project, "first")
    return small_project


def returned(project: Path) -> list[str]:
    """Return the files in which words of the withdrawn case are back."""
    return [problem.path for problem in words_returned(project, ["7Q4K"])]


def test_the_guide_and_the_readme_give_the_same_lines() -> None:
    """Whoever follows either does the same, and both end with what refuses words of a withdrawn case."""
    guide = lines(ROOT / "docs/publishing/own-server.md")
    assert guide == lines(ROOT / "README.md")
    assert guide.endswith("make ready &&\ngit push\n")


def test_words_and_figures_become_what_they_were_and_the_rest_stays(repository: Path) -> None:
    """Changed pages and figures change back, a lost page returns, a new one goes; contacts, keys, mirrors, decisions,
    stories, tombstones and schemas stay, and the history has one commit more."""
    first = git(repository, "rev-parse", "HEAD")
    changed(repository, PAGE, "\n---\n", "\n---\n\nA new sentence.\n")
    changed(repository, LEDGER, "id: ", "# of today\nid: ")
    (repository / LOST).unlink()
    write(repository, ADDED, "---\ntitle: New\n---\nWords.\n")
    kept = [file for place in OF_TODAY for file in _files(repository / place)]
    for file in kept:
        file.write_text(f"{file.read_text('utf-8')}# of today\n", "utf-8")
    kept += [repository / name for name in ("content/decisions.yml", "content/site.schema.json", STONE)]
    for file in kept[-3:]:
        write(repository, file.relative_to(repository).as_posix(), "of today\n")
    committed(repository)
    texts = [file.read_text("utf-8") for file in kept]
    restore = next(line for line in lines(ROOT / "README.md").splitlines() if line.startswith("git restore"))
    subprocess.run(restore.removesuffix(" &&").replace("HEAD~1", first).split(), cwd=repository, check=True)
    committed(repository, "back")
    assert [file.read_text("utf-8") for file in kept] == texts
    there = git(repository, "diff", "--name-only", first).splitlines()
    assert sorted(there) == sorted(file.relative_to(repository).as_posix() for file in kept)


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("*.yml")) if place.is_dir() else [place]


def test_the_lines_end_with_a_commit_and_touch_nothing_that_is_not_committed(repository: Path) -> None:
    """With a change that is not committed the lines stop before they touch anything; else the earlier words are
    committed after them, and nothing is left to commit."""
    first = git(repository, "rev-parse", "HEAD")
    changed(repository, PAGE, "\n---\n", "\n---\n\nA new sentence.\n")
    assert go_back(repository, first).returncode != 0
    assert "A new sentence." in (repository / PAGE).read_text("utf-8")
    committed(repository)
    done = go_back(repository, first)
    assert done.returncode == 0, done.stderr
    assert git(repository, "log", "-1", "--format=%s") == "Back to the earlier words"
    assert git(repository, "status", "--porcelain") == git(repository, "diff", "--name-only", first) == ""


def told(project: Path) -> str:
    """Commit a real case and a page that says the same, and return the commit."""
    write(project, CASE, re.sub(r"(?m)^  en: .*$", f'  en: "{TOLD}"', case()))
    assert TOLD in (project / CASE).read_text("utf-8")
    changed(project, PAGE, "\n---\n", f"\n---\n\n{TOLD}\n")
    return committed(project)


@pytest.mark.parametrize("stone_is_lost", [False, True])
def test_words_of_a_withdrawn_case_do_not_come_back(repository: Path, stone_is_lost: bool) -> None:
    """A page that told of the case is refused when it returns, also while the tombstone is lost."""
    before = told(repository)
    changed(repository, PAGE, TOLD, "")
    withdraw(repository)
    assert returned(repository) == []
    if stone_is_lost:
        (repository / STONE).unlink()
        committed(repository)
    git(repository, "restore", f"--source={before}", "--staged", "--worktree", "--", "content/en")
    committed(repository, "back")
    [said] = sentences(repository, "withdrawn_cases")[-1:]
    assert said.startswith(RETURNED)


def test_words_that_were_left_on_purpose_stay(repository: Path) -> None:
    """What stood on the page when the case was withdrawn, and ever since, holds nothing up; once gone, it stays so.
    While a tombstone is not committed yet, `withdraw` itself says which words tell of the case."""
    before = told(repository)
    (repository / CASE).unlink()
    write(repository, STONE, TOMBSTONE)
    assert returned(repository) == []
    committed(repository)
    assert returned(repository) == []
    changed(repository, PAGE, TOLD, "")
    committed(repository)
    git(repository, "restore", f"--source={before}", "--staged", "--worktree", "--", PAGE)
    committed(repository, "back")
    assert returned(repository) == [PAGE]


def test_words_of_an_earlier_version_of_the_case_count_and_those_of_others_do_not(repository: Path) -> None:
    """What the case no longer said when it was withdrawn is kept out too; a text that another case has as well tells of
    nobody who was withdrawn."""
    told(repository)
    example = (repository / "cases_public/examples/2M8VE.yml").read_text("utf-8")
    shared = re.search(r'(?m)^  en: "?(.*?)"?$', example)[1]
    changed(repository, CASE, TOLD, shared)
    changed(repository, PAGE, TOLD, "")
    committed(repository)
    withdraw(repository)
    text = (repository / PAGE).read_text("utf-8")
    for words, found in ((TOLD, [PAGE]), (shared, [])):
        write(repository, PAGE, text.replace("\n---\n", f"\n---\n\n{words}\n"))
        assert returned(repository) == found
