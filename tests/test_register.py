"""The invented register: what becomes of raw records by the program's own commands, and that no rule is relaxed."""

import datetime
from collections import Counter
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools import disclosure, load, withdrawal
from build_tools.command_line import main
from build_tools.models import Case, Site
from tests.conftest import Once
from tests.register_drafts import FIRST, RELEASES, drafts, id_of
from tests.registers import REGISTER, files_of, laid, put
from tests.repositories import committed

GONE = id_of("3 6")
"""Of a man whose page had words: the record that is withdrawn."""

LAST = list(RELEASES)[-1]
RENEW = "If this is right, keep it with: make test ARGS='--renew-golden tests/test_register.py'"


def ran(project: Path, release: str, *words: str) -> None:
    """Run a command, on the day on which a release was accepted, that has to succeed."""
    day = datetime.datetime.fromisoformat(f"{RELEASES[release]}T12:00:00+00:00")
    environment = {"SOURCE_DATE_EPOCH": str(int(day.timestamp())), "TRANSPARENCY_LANGUAGE": "en"}
    done = CliRunner(env=environment).invoke(main, ["--root", str(project), *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output


def of_release(release: str) -> dict[str, str]:
    """Return the drafts of a release."""
    return {path: text for path, text in drafts().items() if f"/{release}/" in path}


def became(folder: Path) -> Path:
    """Let the drafts become a register by the commands of the program, release by release; then one is withdrawn."""
    project = laid(folder / "register", published=False)
    committed(project)
    for release in RELEASES:
        put(project, of_release(release))
        ran(project, release, "propose", "--write")
        ran(project, release, "freeze", release)
        committed(project)
    withdrawal.carry_out(project, withdrawal.plan_of(project, GONE))
    committed(project)
    return project


@pytest.fixture(scope="session")
def register(once: Once[Path]) -> Path:
    """The register that the drafts have become, in a repository, to look at."""
    return once("register", became)


def loaded(project: Path) -> Site:
    """Read a project on the day on which the last release was accepted."""
    day = datetime.date.fromisoformat(RELEASES[LAST])
    return load.load_site(project, project / "site_src" / "locales", day)[0]


@pytest.fixture(scope="session")
def site(once: Once[Path]) -> Site:
    """The register as it lies in the repository of the program."""
    return loaded(once("laid_register", lambda folder: laid(folder / "register")))


def records(site: Site) -> dict[str, Case]:
    """Return the records of the register by path."""
    return {path: case for path, case in site.cases.items() if not case.example}


def test_the_drafts_become_the_register(register: Path, request: pytest.FixtureRequest) -> None:
    """Proposed, written, accepted and one of them withdrawn, the raw records are what lies in the register."""
    made = files_of(register)
    if request.config.getoption("--renew-golden"):
        for path in files_of(REGISTER):
            (REGISTER / path).unlink()
        put(REGISTER, made)
    kept = files_of(REGISTER)
    differ = (path for path in sorted({*made, *kept}) if made.get(path) != kept.get(path))
    diff = "\n".join(
        line
        for path in differ
        for line in unified_diff(
            kept.get(path, "").split("\n"), made.get(path, "").split("\n"), path, path, lineterm=""
        )
    )
    if diff:
        pytest.fail(f"{diff}\n{RENEW}", pytrace=False)


def test_no_rule_has_anything_to_say_of_the_register(register: Path) -> None:
    """The check finds nothing, and all that is public together, the withdrawn record too, tells nothing."""
    ran(register, LAST, "check")
    ran(register, LAST, "audit")


def test_the_register_is_real_in_structure(site: Site) -> None:
    """Three releases hold 120 records, one more is withdrawn, two briefings count, and places are of all kinds."""
    every = records(site)
    assert Counter(case.release for case in every.values()) == {"2000-2": 40, "2001-1": 40, "2001-2": 40}
    assert [stone.id for stone in site.withdrawn.values()] == [GONE]
    assert len([ledger for ledger in site.ledgers.values() if ledger.counts]) == 2
    words, places = site.vocabulary, {case.place for case in every.values()}
    assert all(places & kind.keys() for kind in (words.cities, words.regions, words.parts))
    assert site.settings.joined
    assert site.settings.k == 5


def test_every_description_says_that_it_is_invented(site: Site) -> None:
    """Whoever reads one page of the register, in any language, reads there first that nothing of it is real."""
    told = [case for case in records(site).values() if case.summary]
    assert len(told) > 20
    assert all(case.invented for case in records(site).values())
    for case in told:
        assert all(text.startswith(FIRST[language]) for language, text in case.summary.items())
    assert {review.state for case in told for review in case.review.values()} == {
        "source",
        "machine-translated",
        "reviewed",
    }


def test_invented_drafts_are_refused_like_real_ones(site: Site) -> None:
    """What is said to be invented is held to five alike all the same: nearly all drafts are named as too few."""
    raw = {path: Case.model_validate(yaml.safe_load(text)) for path, text in drafts().items()}
    found = disclosure.not_alike(replace(site, cases=raw, withdrawn={}))
    named = {own for problem in found for own in str(problem.said["ids"]).split(", ")}
    assert {problem.code for problem in found} == {"disclosure.too_few_alike"}
    assert len(named) > 100


def test_the_order_of_files_changes_nothing(site: Site) -> None:
    """From the last file to the first, the drafts of a release become the same."""
    raw = {path: Case.model_validate(yaml.safe_load(text)) for path, text in of_release(LAST).items()}
    others = {path: case for path, case in records(site).items() if case.release != LAST}
    closed = {path: one for path, one in site.snapshots.items() if one.release != LAST}
    backwards = dict(reversed([*others.items(), *sorted(raw.items())]))
    proposal = disclosure.proposal_for(replace(site, cases=backwards, snapshots=closed))
    changed = {path: case.model_copy(update=dict(proposal.changes.get(case.id, {}))) for path, case in raw.items()}
    assert changed == {path: site.cases[path] for path in raw}
