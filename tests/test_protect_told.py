"""A push of cases or figures is attacked before it leaves: what a forged snapshot lets through is found there."""

import datetime
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools import accepting, disclosure, load, protect
from build_tools.command_line import main
from build_tools.disclosure.snapshots import snapshot_of, written
from build_tools.protect.updates import Update
from tests.conftest import ROOT, copied_example
from tests.repositories import changed, committed, git, write

FILE = "cases_public/releases/2000-1.yml"
ZEROS = "0" * 40
DAY = datetime.date(2000, 12, 1)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The example as a repository whose first commit, without the cases, the other side has."""
    root = copied_example(tmp_path / "a project")
    away = tmp_path / "away"
    shutil.move(root / "cases_public", away)
    git(root, "update-ref", "refs/remotes/origin/main", committed(root))
    shutil.move(away, root / "cases_public")
    return root


def forge(root: Path) -> None:
    """Write the snapshot that the cases would have if somebody had accepted them as they are."""
    site, _ = load.load_site(root, ROOT / "site_src" / "locales", DAY)
    cases = [case for case in site.cases.values() if not case.example]
    snapshot = snapshot_of("2000-1", cases, disclosure.rule_of(site.settings), site.day)
    write(root, FILE, written(snapshot))


def pushed(root: Path, new: str, old: str = ZEROS) -> Result:
    """Ask what git's hook of a push asks."""
    lines = f"refs/heads/main {new} refs/heads/main {old}\n"
    return CliRunner().invoke(main, ["--root", str(root), "protect", "push", "origin"], input=lines)


def test_cases_that_were_accepted_are_pushed(repository: Path) -> None:
    """The example may go out as it is, though all of it is new."""
    assert pushed(repository, committed(repository)).exit_code == 0


def test_a_forged_snapshot_is_found_before_the_push(repository: Path) -> None:
    """A record that stands alone is refused, though the snapshot of its commit lists it as it is."""
    changed(repository, "cases_public/2000-1/HZ51R.yml", "gender: man", "gender: not_stated")
    forge(repository)
    commit = committed(repository)
    assert {problem.code for problem in accepting.told_by(repository, commit)} >= {"disclosure.too_few_alike"}
    told = pushed(repository, commit)
    assert (told.exit_code, "Nothing was pushed." in told.output, "HZ51R" in told.output) == (1, True, False)


def test_what_cannot_be_read_tells_nobody_what_it_tells(repository: Path) -> None:
    """A ledger that is no ledger any more is refused: it may say anything."""
    changed(repository, "content/figures/2000-01-01.yml", "value: 1234", "value: many")
    assert accepting.told_by(repository, committed(repository)) != []


def test_only_a_push_of_cases_or_figures_is_attacked(repository: Path) -> None:
    """Words alone are not, so that most pushes stay quick; neither is a branch that goes."""
    first = committed(repository)
    changed(repository, "content/en/rights.md", "title:", "title: ")
    words = Update("refs/heads/main", first, committed(repository))
    folders = ("cases_public", "content/figures")
    assert protect.tips_that_bring(repository, [words], [first], folders) == []
    assert protect.tips_that_bring(repository, [words], [], folders) == [words.new]
    assert protect.tips_that_bring(repository, [Update("refs/heads/main", first, ZEROS)], [], folders) == []
