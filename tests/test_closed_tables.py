"""What the commands do with a published release of which lines are joined."""

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import content
from build_tools.command_line import main
from build_tools.versions import published_kept
from tests.conftest import copied_example
from tests.repositories import committed

LEDGER, LINES, LOG = "content/figures/2000-1.yml", "content/published.yml", "content/corrections.yml"
OF_PERIODS = '"2000-Q1": 20, "2000-07": 10, "2000": 6'
DAY = datetime.date(2001, 2, 1)
ENTRY = """\
  joined:
    "on": "{day}"
    since: "2001-01-10"
    page: statistics
    what: {{kk: "Ойдан шығарылған қате.", ru: "Вымышленная ошибка.", en: "An invented mistake."}}
"""


def replaced(root: Path, path: str, old: str, new: str) -> None:
    """Write other text into a file."""
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def run(root: Path, command: str) -> tuple[int, str]:
    """Return the exit code and the words of a command."""
    done = CliRunner().invoke(main, ["--root", str(root), command])
    return done.exit_code, done.output


def test_joined_lines_are_sealed_and_never_change_by_few_again(tmp_path: Path) -> None:
    """A line that was joined stands nowhere, the check is green after the seal, and a report moved later is refused."""
    root = copied_example(tmp_path / "project")
    replaced(root, LEDGER, OF_PERIODS, '"2000-Q1": 20, "2000": 16')
    replaced(root, LOG, "\ncorrections:\n", "\ncorrections:\n" + ENTRY.format(day=datetime.date(2001, 1, 15)))
    assert run(root, "seal")[0] == 0
    assert run(root, "check")[0] == 0
    assert '"2000-1/figures/period_2000_07":\n    value: 10\n    removed: true\n' in (root / LINES).read_text("utf-8")
    replaced(root, LEDGER, '"2000-Q1": 20, "2000": 16', '"2000-Q1": 19, "2000": 17')
    code, words = run(root, "check")
    words = " ".join(words.split())
    assert code == 1
    assert words.count("differs from what was published by fewer than") == 2
    assert run(root, "seal")[0] == 1


@pytest.mark.parametrize("new", ["value: 9\n    removed: true", "value: 10"])
def test_the_number_of_a_joined_line_is_kept_too(tmp_path: Path, new: str) -> None:
    """What was published of a line says by how much others change, also after it was joined with them."""
    root = copied_example(tmp_path / "project")
    replaced(root, LEDGER, OF_PERIODS, '"2000-Q1": 20, "2000": 16')
    replaced(root, LOG, "\ncorrections:\n", "\ncorrections:\n" + ENTRY.format(day=datetime.date(2001, 1, 15)))
    assert run(root, "seal")[0] == 0
    committed(root)
    replaced(root, LINES, "value: 10\n    removed: true", new)
    found = published_kept(root, content.read(root, root / "site_src", DAY)[0])
    assert [(one.code, one.field[1]) for one in found] == [("published.line_changed", "2000-1/figures/period_2000_07")]
