"""What the commands do with a published release of which lines are joined."""

import datetime
from pathlib import Path

from click.testing import CliRunner

from build_tools.command_line import main
from tests.conftest import copied_example

LEDGER, LINES, LOG = "content/figures/2000-1.yml", "content/published.yml", "content/corrections.yml"
OF_PERIODS = '"2000-Q1": 20, "2000-07": 10, "2000": 6'
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
