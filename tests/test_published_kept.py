"""What was published stays: numbers, statements and corrections that a commit held with their seal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import content
from build_tools.versions import published, published_kept
from tests.conftest import ROOT
from tests.repositories import changed, committed

LEDGER, STATEMENTS, LOG = (
    "content/figures/2000-01-01.yml",
    "content/statements/2000-01-01.yml",
    "content/corrections.yml",
)
SEAL = 'seal: "faed06ae8926"'
CORRECTION = """
  minors:
    "on": "2000-03-01"
    since: "2000-01-01"
    briefing: "2000-01-01"
    figure: reports_minors
    was: 25
    now: 24
    what: {kk: "Ойдан шығарылған.", ru: "Вымышлено.", en: "Invented."}

seals:"""


def told(project: Path) -> list[str]:
    """Return where and what is told of what was published."""
    site, _ = content.read(project, ROOT / "site_src")
    return [f"{'.'.join(map(str, problem.field))} {problem.code}".strip() for problem in published_kept(project, site)]


def another_number(project: Path) -> None:
    """Change a number, and make the seal anew."""
    changed(project, LEDGER, "value: 25", "value: 24")
    changed(project, LEDGER, SEAL, 'seal: "747138a27433"')


def without_seal(project: Path) -> None:
    """Take the seal of a ledger out."""
    changed(project, LEDGER, SEAL, "")


def another_day_of_the_count(project: Path) -> None:
    """Count up to another day, and make the seal anew."""
    changed(project, LEDGER, 'as_of: "1999-12-31"', 'as_of: "1999-12-30"')
    changed(project, LEDGER, SEAL, 'seal: "000000000000"')


def another_source(project: Path) -> None:
    """Name another address of the briefing, which no seal knows."""
    changed(project, LEDGER, '\nsource: "https://example.org/briefing"', '\nsource: "https://example.org/briefing-2"')


def another_number_in_words(project: Path) -> None:
    """Write a number into the words that say what is counted, in every language."""
    for word in ("Бәрі ойдан шығарылған.", "Всё вымышлено.", "All of them are invented."):
        changed(project, LEDGER, word, f"{word} 1999.")


def without_figure(project: Path) -> None:
    """Take a number out."""
    line = "  reports_minors: {value: 25, gender: man, age_band: minor, within: reports_men}\n"
    changed(project, LEDGER, line, "")


def without_ledger(project: Path) -> None:
    """Remove a briefing."""
    (project / LEDGER).unlink()


def another_claim(project: Path) -> None:
    """Say something else in a statement, whatever its seal."""
    changed(project, STATEMENTS, "We do not know it.", "We know it.")


def another_day(project: Path) -> None:
    """Say the same as of another day."""
    changed(project, STATEMENTS, 'as_of: "2000-06-30"', 'as_of: "2000-06-29"')


def without_statement(project: Path) -> None:
    """Take out a statement with its seal."""
    changed(project, STATEMENTS, "  complaints_unknown:", "  complaints_open:")


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
        (another_number, ["figures.reports_minors.value published.other_number"]),
        (another_day_of_the_count, ["as_of published.other_fact"]),
        (another_source, ["source published.other_fact"]),
        (another_number_in_words, [f"covers.{code} published.other_fact" for code in ("kk", "ru", "en")]),
        (without_seal, ["seal published.seal_gone"]),
        (without_figure, ["figures published.figure_gone"]),
        (without_ledger, ["published.file_gone"]),
        (another_claim, ["statements.complaints_unknown published.other_claim"]),
        (another_day, ["statements.complaints_unknown published.other_claim"]),
        (without_statement, ["seals published.seal_gone"]),
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


def test_what_a_correction_says_was_published_too(example: Path) -> None:
    """A number that was wrong may change once the log says what it was; without the log it may not."""
    committed(example)
    changed(example, LEDGER, "value: 25", "value: 24")
    changed(example, LOG, "\nseals:", CORRECTION)
    assert told(example) == []
    changed(example, LOG, "was: 25", "was: 26")
    assert told(example) == ["figures.reports_minors.value published.other_number"]


def test_a_correction_that_is_committed_stops_no_later_release(example: Path) -> None:
    """The old number, the new one and every number between them were published, whichever commit held them."""
    committed(example)
    changed(example, LEDGER, "value: 25", "value: 24")
    changed(example, LOG, "\nseals:", CORRECTION)
    committed(example)
    assert told(example) == []


def test_an_old_number_that_is_not_repeated_excuses_its_own_briefing_alone(example: Path) -> None:
    """A figure of the same name in another briefing is held to what was published."""
    committed(example)
    changed(example, LEDGER, "value: 25", "value: 24")
    changed(example, LOG, "\nseals:", CORRECTION.replace("    was: 25\n", ""))
    assert told(example) == []
    changed(example, LOG, 'briefing: "2000-01-01"\n    figure', 'briefing: "2000-07-01"\n    figure')
    assert told(example) == ["figures.reports_minors.value published.other_number"]


def test_an_old_number_may_leave_the_log(example: Path) -> None:
    """Whoever finds that an old number could harm somebody takes it out of its entry, and no history stops that."""
    changed(example, LEDGER, "value: 25", "value: 24")
    changed(example, LOG, "\nseals:", CORRECTION)
    changed(example, LOG, "seals:", 'seals:\n  minors: "000000000000"')
    committed(example)
    assert told(example) == []
    changed(example, LOG, "    was: 25\n", "")
    assert told(example) == []


def test_a_corrected_day_or_source_is_told_of_the_page_of_its_briefing(example: Path) -> None:
    """What a ledger says beside its numbers may change once the log names the words of its briefing."""
    committed(example)
    another_source(example)
    entry = CORRECTION.replace('briefing: "2000-01-01"\n    figure: reports_minors', "page: briefings/2000-01-01")
    changed(example, LOG, "\nseals:", entry.replace("    was: 25\n    now: 24\n", ""))
    assert told(example) == []


def test_what_a_draft_sealed_may_be_mended(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements that were sealed before any release may change; numbers, and what was sealed later, may not."""
    monkeypatch.setattr(published, "LAST_DRAFT", committed(example))
    another_claim(example)
    without_seal(example)
    assert told(example) == ["seal published.seal_gone"]
    committed(example)
    changed(example, STATEMENTS, "We know it.", "We do not know it.")
    assert "statements.complaints_unknown published.other_claim" in told(example)


def test_what_was_never_sealed_may_change(example: Path) -> None:
    """Before anything is published nobody is held to a draft."""
    changed(example, LEDGER, SEAL, "")
    committed(example)
    changed(example, LEDGER, "value: 25", "value: 24")
    assert told(example) == []
