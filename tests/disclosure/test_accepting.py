"""Closing a batch of cases: what it is refused for, what is written of it, and that it stays closed."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools import accepting, content, disclosure
from build_tools.disclosure.snapshots import digest_of, snapshot_of, without, written
from build_tools.load import read_record
from build_tools.models import Snapshot, fact_fields
from build_tools.models.settings import KEY_FIELDS
from build_tools.problems import Refused
from tests.conftest import ROOT
from tests.disclosure.test_alike import RULE, record
from tests.repositories import changed, committed, write

SITE_SRC = ROOT / "site_src"
NAME, FILE = "2000-1", "cases_public/releases/2000-1.yml"
DAY = datetime.date(2000, 7, 1)


@pytest.fixture
def drafts(example: Path) -> Path:
    """The example in a repository, with its cases in the folder and in no commit."""
    shutil.rmtree(example / "cases_public/releases")
    shutil.move(example / "cases_public" / NAME, example.parent / NAME)
    committed(example)
    shutil.move(example.parent / NAME, example / "cases_public" / NAME)
    return example


def refusal(project: Path, name: str = NAME) -> set[str]:
    """Return the codes for which a release is not accepted."""
    try:
        accepting.accepted(project, SITE_SRC, name)
    except Refused as refused:
        return {problem.code for problem in refused.problems}
    return set()


def test_what_is_accepted_is_written_and_the_check_is_content(drafts: Path) -> None:
    """Before, the check refuses the cases; with the snapshot it does not, and the file is read as what was written."""
    site, problems = content.read(drafts, SITE_SRC)
    assert {one.code for one in content.unprotected(site, problems)} == {"cases.not_frozen"}
    snapshot = accepting.accepted(drafts, SITE_SRC, NAME)
    (drafts / FILE).parent.mkdir()
    (drafts / FILE).write_text(written(snapshot), "utf-8")
    assert read_record(drafts, FILE, Snapshot) == (snapshot, [])
    site, problems = content.read(drafts, SITE_SRC)
    assert [*problems, *content.unprotected(site, problems)] == []


def test_what_was_committed_is_closed(drafts: Path) -> None:
    """A snapshot that is in no commit may be written anew; one that is committed stays, and cases come later."""
    (drafts / FILE).parent.mkdir()
    (drafts / FILE).write_text(written(accepting.accepted(drafts, SITE_SRC, NAME)), "utf-8")
    assert refusal(drafts) == set()
    committed(drafts)
    assert refusal(drafts) == {"freeze.closed"}


def test_a_finer_value_that_was_committed_counts(drafts: Path) -> None:
    """What git ever held is public, so a record that was finer in a commit is not accepted as it is now."""
    changed(drafts, "cases_public/2000-1/HZ51R.yml", 'period: "2000-07"', 'period: "2000-08"')
    committed(drafts)
    changed(drafts, "cases_public/2000-1/HZ51R.yml", 'period: "2000-08"', 'period: "2000-07"')
    assert refusal(drafts) == {"disclosure.other_in_history"}


def test_who_stands_alone_is_not_accepted(drafts: Path) -> None:
    """A group of two of three is refused, whatever else is right."""
    (drafts / "cases_public/2000-1/HZ51R.yml").unlink()
    assert refusal(drafts) == {"disclosure.too_few_alike"}


def test_a_tombstone_excuses_nothing_that_is_being_frozen(drafts: Path) -> None:
    """Who makes up a withdrawal gets no record through that stands alone."""
    (drafts / "cases_public/2000-1/HZ51R.yml").unlink()
    write(drafts, "cases_public/withdrawn/HZ51R.yml", 'id: "HZ51R"\nrelease: "2000-1"\n')
    assert "disclosure.too_few_alike" in refusal(drafts)


def test_a_release_that_is_not_there_or_that_nobody_decided_about(drafts: Path) -> None:
    """The name of no folder is refused; real cases need a decision, and one that has ended is none."""
    assert "freeze.no_cases" in refusal(drafts, "2000-2")
    assert "freeze.no_cases" in refusal(drafts, "../2000-1")
    changed(drafts, "content/site.yml", "invented: true\n", "")
    for path in (drafts / "cases_public" / NAME).iterdir():
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith(("#", "invented"))), "utf-8")
    assert refusal(drafts) == {"open.real_cases"}
    changed(drafts, "content/figures/2000-01-01.yml", 'until: "1999"}', 'until: "1999", none_of: ["2000-1"]}')
    assert refusal(drafts) == {"open.real_cases", "open.counts_apart"}


@pytest.mark.parametrize("field", fact_fields())
def test_a_digest_is_of_all_that_a_record_states(field: str) -> None:
    """Another value in any field of facts, another id or release is another digest; words and review are not in it."""
    one = record(1)
    other = ("other",) if isinstance(getattr(one, field), tuple) else "other"
    assert digest_of(one.model_copy(update={field: other})) != digest_of(one)
    assert digest_of(one.model_copy(update={"summary": {"ru": "Words"}})) == digest_of(one)
    assert len({digest_of(record(1)), digest_of(record(2)), digest_of(record(1, release="2000-2"))}) == 3


def test_a_snapshot_counts_groups_and_says_nothing_of_order() -> None:
    """Classes are the groups with how many they hold; records in another order make the same file."""
    records = [*(record(number) for number in range(3)), *(record(number, gender="man") for number in range(3, 6))]
    snapshot = snapshot_of(NAME, records, RULE, DAY)
    assert [one.number for one in snapshot.classes] == [3, 3]
    assert snapshot.key_fields == KEY_FIELDS
    assert written(snapshot) == written(snapshot_of(NAME, records[::-1], RULE, DAY))


def test_what_is_taken_out_of_a_snapshot_leaves_no_trace() -> None:
    """Without a record a snapshot is the one that would have been written without it, and the last of a class goes."""
    records = [record(number) for number in range(3)]
    whole = snapshot_of(NAME, records, RULE, DAY)
    assert without(whole, records[0]) == snapshot_of(NAME, records[1:], RULE, DAY)
    alone = record(9, gender="man")
    assert without(snapshot_of(NAME, [*records, alone], RULE, DAY), alone) == whole


def test_what_is_public_of_rules_is_the_version_and_thresholds() -> None:
    """A snapshot names by which rules it was accepted, so that stricter ones can be told from them."""
    snapshot = snapshot_of(NAME, [record(1)], RULE, DAY)
    assert (snapshot.rules, snapshot.k, snapshot.l) == (disclosure.rule.RULES, RULE.k, RULE.l)


def test_a_release_that_is_in_no_commit_may_be_proposed_again(drafts: Path) -> None:
    """A snapshot that only lies in the folder closes nothing; committed it does, and without git it does too."""
    (drafts / FILE).parent.mkdir()
    (drafts / FILE).write_text(written(accepting.accepted(drafts, SITE_SRC, NAME)), "utf-8")
    site, _ = content.read(drafts, SITE_SRC)
    assert accepting.closed_releases(drafts, site) == set()
    committed(drafts)
    assert accepting.closed_releases(drafts, site) == {NAME}
    shutil.rmtree(drafts / ".git")
    assert accepting.closed_releases(drafts, site) == {NAME}


def test_what_contradicts_is_said_by_a_proposal_too(drafts: Path) -> None:
    """Where figures and cases cannot be true together nothing is proposed, and the sentence says so."""
    changed(
        drafts, "content/figures/2000-01-01.yml", '{since: "1999", until: "1999"}', '{since: "2000", until: "2000"}'
    )
    changed(drafts, "content/figures/2000-01-01.yml", 'as_of: "1999-12-31"', 'as_of: "2000-12-31"')
    site, _ = content.read(drafts, SITE_SRC)
    [(path, ledger)] = site.ledgers.items()
    few = {"reports": ledger.figures["reports"].model_copy(update={"value": 1})}
    less = ledger.model_copy(update={"figures": few, "tables": {}})
    with pytest.raises(Refused) as refused:
        accepting.proposed(drafts, replace(site, ledgers={path: less}))
    assert [problem.code for problem in refused.value.problems] == ["disclosure.audit_contradicts"]
