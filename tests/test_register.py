"""The invented register: what becomes of raw records by the program's own commands, and that no rule is relaxed."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import partial
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools import disclosure, load
from build_tools.command_line import main
from build_tools.models import Case, Site
from tests.conftest import Once
from tests.publishing import DECISION, TODAY, begun, project
from tests.register_drafts import FIRST, RELEASES, drafts, id_of
from tests.registers import JOINED, REGISTER, SETTINGS, files_of, laid, overlaid, put
from tests.repositories import committed
from tests.terminal import at_a_terminal

GONE = id_of("3 6")
"""Of a man whose page had words: the record that is withdrawn."""

LAST = list(RELEASES)[-1]
LAST_DAY = datetime.date.fromisoformat(RELEASES[LAST])
MARK = "invented: true\n"
DECIDED = DECISION.format(
    gate="real_cases", about="cases", decided_on=TODAY, until=TODAY + datetime.timedelta(days=300)
)
RENEW = "If this is right, keep it with: make test ARGS='--renew-golden tests/test_register.py'"


def ran(project: Path, day: datetime.date, *words: str) -> str:
    """Run a command on a day, which has to succeed, and return what it says."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    environment = {"SOURCE_DATE_EPOCH": str(int(noon.timestamp())), "TRANSPARENCY_LANGUAGE": "en"}
    done = CliRunner(env=environment).invoke(main, ["--root", str(project), *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def of_release(release: str) -> dict[str, str]:
    """Return the drafts of a release."""
    return {path: text for path, text in drafts().items() if f"/{release}/" in path}


@dataclass(frozen=True)
class Way:
    """A project in which the drafts have become a register, as if they were real, and what the commands said."""

    project: Path
    said: Mapping[str, str]


@pytest.fixture(scope="session")
def way(once: Once[Way]) -> Way:
    """The whole way, once; `test_register_published` publishes where it leads."""
    return once("way", gone)


def gone(folder: Path) -> Way:
    """Go the whole way as maintainers do: one commit for each release, and one for the withdrawal."""
    made, said = project(folder / "clone", lay=partial(overlaid, published=False)), dict[str, str]()
    begun(made)
    decisions = made / "content" / "decisions.yml"
    decisions.write_text(decisions.read_text("utf-8") + DECIDED, "utf-8")
    for release in RELEASES:
        put(made, {path: text.replace(MARK, "") for path, text in of_release(release).items()})
        if not said:
            said["check"] = at_a_terminal(made, "check")
        ran(made, TODAY, "propose", "--write")
        ran(made, TODAY, "freeze", release)
        committed(made, f"Release {release}")
    said["withdraw"] = ran(made, TODAY, "withdraw", GONE)
    committed(made, "withdraw a case")
    return Way(made, said)


@pytest.fixture(scope="session")
def register(once: Once[Path]) -> Path:
    """The register as it lies in the repository of the program, in a project of its own."""
    return once("register", kept)


def kept(folder: Path) -> Path:
    """Lay the register into a new project, and commit it."""
    laid_out = laid(folder / "register")
    committed(laid_out)
    return laid_out


def loaded(project: Path) -> Site:
    """Read a project on the day on which the last release was accepted."""
    return load.load_site(project, project / "site_src" / "locales", LAST_DAY)[0]


@pytest.fixture(scope="session")
def site(register: Path) -> Site:
    """What the program reads of it."""
    return loaded(register)


def records(site: Site) -> dict[str, Case]:
    """Return the records of the register by path."""
    return {path: case for path, case in site.cases.items() if not case.example}


def test_the_drafts_become_the_register(way: Way, request: pytest.FixtureRequest) -> None:
    """Proposed, written, accepted and one of them withdrawn, as if they were real, the raw records are what lies in the
    register: nothing is judged otherwise where nobody says that they are invented."""
    made = {path: as_kept(path, text) for path, text in files_of(way.project).items()}
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


def as_kept(path: str, text: str) -> str:
    """Return a file as the register keeps it: it says of records that they are invented, and its settings are its own
    but for the lines of tables; it was accepted on other days."""
    if path == SETTINGS:
        [lines] = JOINED.findall(text)
        return JOINED.sub(lambda _: lines, (REGISTER / path).read_text("utf-8"))
    release = Path(path).stem
    if path.startswith("cases_public/releases/"):
        return text.replace(str(TODAY), RELEASES[release])
    return re.sub(r"^release: .*\n", rf"\g<0>{MARK}", text, count=1, flags=re.MULTILINE) if "/2" in path else text


def test_no_rule_has_anything_to_say_of_the_register(register: Path, way: Way) -> None:
    """The check finds nothing, and all that is public together, the withdrawn record too, tells nothing."""
    ran(register, LAST_DAY, "check")
    ran(way.project, TODAY, "audit")


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
