"""What was accepted stays: a committed snapshot loses what is withdrawn, and gains and changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import content
from build_tools.versions import snapshots_kept
from tests.conftest import ROOT
from tests.repositories import changed, committed, write

FILE = "cases_public/releases/2000-1.yml"
LINE = "  HZ51R: "


def codes(project: Path) -> list[str]:
    """Return the codes of what became of the snapshots of a repository."""
    site, _ = content.read(project, ROOT / "site_src")
    return [problem.code for problem in snapshots_kept(project, site)]


def without_its_line(text: str) -> str:
    """Return a snapshot without one record."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(LINE))


def with_another_record(text: str) -> str:
    """Return a snapshot with one record more."""
    return text.replace("records:\n", f"records:\n  ABCDE: {'a' * 24}\n")


def with_another_digest(text: str) -> str:
    """Return a snapshot that says something else of one record."""
    start = text.index(LINE) + len(LINE)
    return f"{text[:start]}{'p' * 24}{text[start + 24 :]}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_its_line, "snapshots.lost_a_record"),
        (with_another_record, "snapshots.grew"),
        (with_another_digest, "snapshots.other_digest"),
    ],
    ids=["less", "more", "other"],
)
@pytest.mark.parametrize("is_committed", [False, True], ids=["in the folder", "in a later commit"])
def test_a_committed_snapshot_stays(example: Path, change: Callable[[str], str], code: str, is_committed: bool) -> None:
    """Whether in the folder or in a later commit: less without a tombstone, more, or other is told."""
    committed(example)
    assert codes(example) == []
    write(example, FILE, change((example / FILE).read_text("utf-8")))
    if is_committed:
        committed(example)
    assert codes(example) == [code]


def test_a_snapshot_may_not_go(example: Path) -> None:
    """Without the file nobody would miss its cases."""
    committed(example)
    (example / FILE).unlink()
    assert codes(example) == ["snapshots.gone"]


def test_what_is_withdrawn_goes_from_its_snapshot(example: Path) -> None:
    """With a tombstone a record may leave; the others stay."""
    committed(example)
    write(example, FILE, without_its_line((example / FILE).read_text("utf-8")))
    write(example, "cases_public/withdrawn/HZ51R.yml", 'id: "HZ51R"\nrelease: "2000-1"\n')
    assert codes(example) == []


def test_a_snapshot_that_is_in_no_commit_may_still_change(example: Path) -> None:
    """Before the commit a batch can be frozen again."""
    text = (example / FILE).read_text("utf-8")
    (example / FILE).unlink()
    committed(example)
    write(example, FILE, text)
    changed(example, FILE, "HZ51R", "HZ51S")
    assert codes(example) == []
