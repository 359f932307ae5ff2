"""What was published stays: lines of published numbers, statements and corrections that a commit held."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import content
from build_tools.versions import history, published_kept
from tests.conftest import ROOT
from tests.repositories import changed, committed

STATEMENTS, LOG = "content/statements/2000-01-01.yml", "content/corrections.yml"


def told(project: Path) -> list[str]:
    """Return where and what is told of what was published."""
    site, _ = content.read(project, ROOT / "site_src")
    return [f"{'.'.join(map(str, problem.field))} {problem.code}".strip() for problem in published_kept(project, site)]


def another_claim(project: Path) -> None:
    """Say something else in a statement, whatever its seal."""
    changed(project, STATEMENTS, "We do not know it.", "We know it.")


def another_day(project: Path) -> None:
    """Say the same as of another day."""
    changed(project, STATEMENTS, 'as_of: "2000-06-30"', 'as_of: "2000-06-29"')


def without_statement(project: Path) -> None:
    """Take out a statement with its seal."""
    changed(project, STATEMENTS, "  complaints_unknown:", "  complaints_open:")


def without_file(project: Path) -> None:
    """Remove all statements about a briefing."""
    (project / STATEMENTS).unlink()


def without_correction(project: Path) -> None:
    """Give a correction another name, and its seal too."""
    text = (project / LOG).read_text("utf-8")
    (project / LOG).write_text(text.replace("rights_sentence", "rights_words"), "utf-8")


def another_entry(project: Path) -> None:
    """Date a correction anew, whatever its seal."""
    changed(project, LOG, '"on": "2000-02-01"', '"on": "2000-02-02"')


def another_number_of_others(project: Path) -> None:
    """Change a number that somebody else counted, whatever the seal of its statement."""
    changed(project, STATEMENTS, '"1999": 300', '"1999": 301')


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (another_claim, ["statements.complaints_unknown published.other_claim"]),
        (another_day, ["statements.complaints_unknown published.other_claim"]),
        (without_statement, ["seals published.seal_gone"]),
        (without_file, ["published.file_gone"]),
        (without_correction, ["seals published.seal_gone"]),
        (another_entry, ["corrections.rights_sentence.on published.other_entry"]),
        (another_number_of_others, ["statements.division_counted.series.steps.1999 published.other_entry"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
@pytest.mark.parametrize("is_committed", [False, True], ids=["in the folder", "in a later commit"])
def test_what_was_committed_with_a_seal_is_still_said(
    example: Path, change: Callable[[Path], None], says: list[str], is_committed: bool
) -> None:
    """A new seal, a missing one and a removed file let nothing change unseen, in the folder or in a later commit."""
    committed(example)
    assert told(example) == []
    change(example)
    if is_committed:
        committed(example)
    assert told(example) == says


def test_an_old_number_may_leave_the_log(example: Path) -> None:
    """Whoever finds that an old number could harm somebody takes it out of its entry, and no history stops that."""
    entry = """
  minors:
    "on": "2000-03-01"
    since: "2000-01-01"
    briefing: "2000-01-01"
    figure: reports_minors
    was: 25
    now: 24
    what: {kk: "Ойдан шығарылған.", ru: "Вымышлено.", en: "Invented."}

seals:
  minors: "000000000000"
"""
    changed(example, LOG, "\nseals:\n", entry)
    committed(example)
    assert told(example) == []
    changed(example, LOG, "    was: 25\n", "")
    assert told(example) == []


def test_what_a_draft_sealed_may_be_mended(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements that were sealed before any release may change; what was sealed later may not."""
    monkeypatch.setattr(history, "LAST_DRAFT", committed(example))
    another_claim(example)
    assert told(example) == []
    committed(example)
    changed(example, STATEMENTS, "We know it.", "We do not know it.")
    assert "statements.complaints_unknown published.other_claim" in told(example)
