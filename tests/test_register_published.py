"""The main job, whole: from a spreadsheet, by the commands of the guide, to the site that a server publishes."""

import csv
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools.command_line import main
from build_tools.paths import case_file, ledger_file
from tests import register_sheet as sheet
from tests.conftest import Once
from tests.publishing import Done, Place, begun, contents, installed, lacking, must, project, replace
from tests.register_sheet import RELEASES, TELLING, TELLS, WORDS, own_id
from tests.registers import SERIES

GONE = own_id("2001-1", 1)
"""Of somebody who takes consent back."""

CONSENT = re.compile(r"^(cases_public/\S+\.yml):.* write (\w{12})$", re.MULTILINE)
STORIES = [(release, number) for release in RELEASES for number in TELLING]


def laid(folder: Path) -> None:
    """Lay briefings over the example, which count the reports of all days before the releases."""
    (folder / "content/figures/2000-1.yml").unlink()
    shutil.copytree(SERIES / "content", folder / "content", dirs_exist_ok=True)
    replace(folder / "content/site.yml", "\nk: 3", "\nk: 5")


def ran(root: Path, *words: str | Path, code: int = 0) -> str:
    """Run a command and return what it says."""
    done = CliRunner().invoke(main, ["--root", str(root), *map(str, words)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def committed(clone: Path, message: str) -> None:
    """Commit everything."""
    must("git", "add", "--all", cwd=clone)
    must("git", "commit", "--quiet", "--message", message, cwd=clone)


def with_tables(clone: Path, register: Path) -> None:
    """Make the register and the tables of three releases, and commit them."""
    ran(clone, "register", "new", register, "--language", "en")
    sheet.fill(register)
    ran(clone, "register", "check", register)
    for release, (first, until) in RELEASES.items():
        ran(clone, "register", "tables", register, "--release", release, "--from", first, "--until", until, "--write")
    ran(clone, "seal")
    committed(clone, "Tables of three releases")


def with_stories(clone: Path, register: Path) -> None:
    """Begin the stories, write their words and the consent to them, and commit them."""
    for release, number in STORIES:
        told = ("--release", release, "--tells", TELLS[number], "--by", "coordinator")
        ran(clone, "story", "new", register, own_id(release, number), *told)
        for language, words in WORDS[number].items():
            replace(
                clone / case_file(release, own_id(release, number)), f'  {language}: ""', f'  {language}: "{words}"'
            )
    for path, version in CONSENT.findall(ran(clone, "check", code=1)):
        replace(clone / path, 'consent: ""', f'consent: "{version}"')
    ran(clone, "story", "check", register)
    replace(clone / "content/decisions.yml", "kk, ru", "kk, ru, en")
    committed(clone, "Stories")


@dataclass(frozen=True)
class Job:
    """The server and the clone, what the withdrawal said, and what git said of the push."""

    place: Place
    withdrawn: str
    pushed: Done


@pytest.fixture(scope="session")
def job(once: Once[Job]) -> Job:
    """The whole way, once."""
    if reason := lacking():
        pytest.skip(reason)

    def done(folder: Path) -> Job:
        clone, register = project(folder / "clone", lay=laid), folder / "register.xlsx"
        begun(clone)
        with_tables(clone, register)
        with_stories(clone, register)
        withdrawn = ran(clone, "withdraw", GONE)
        committed(clone, "withdraw a case")
        place = installed(folder / "server", clone)
        return Job(place, withdrawn, place.push())

    return once("whole_job", done)


def test_the_site_of_the_server_holds_the_tables_of_each_release(job: Job) -> None:
    """After the push anybody can download each line of the three releases, and none counts fewer than five."""
    assert job.pushed.returncode == 0, job.pushed.stderr
    for release in RELEASES:
        tables = yaml.safe_load((job.place.clone / ledger_file(release)).read_text("utf-8"))["tables"]
        lines = [number for counts in tables.values() for number in counts.values()]
        rows = rows_of(job.place.site / f"data/figures-{release}.csv")
        assert sorted(int(row["value"]) for row in rows) == sorted([sheet.EACH, *lines])
        assert min(lines) >= 5


def test_the_site_of_the_server_holds_the_stories_in_each_language(job: Job) -> None:
    """Readers find the words of each story that is left in Kazakh, Russian and English, and all stories as a table."""
    left = {own_id(release, number): number for release, number in STORIES if own_id(release, number) != GONE}
    assert {row["id"] for row in rows_of(job.place.site / "data/cases.csv")} == left.keys()
    for own, number in left.items():
        for language, words in WORDS[number].items():
            assert words in (job.place.site / language / f"cases/{own}.html").read_text("utf-8")


def test_nothing_on_the_server_tells_of_the_withdrawn_story(job: Job) -> None:
    """The withdrawal says what no commit takes back, and no file of the site holds the id, in whatever letters."""
    assert "What no commit takes back" in job.withdrawn
    site = contents(job.place.site)
    assert len(site) > 300
    told = (GONE.encode(), GONE.lower().encode())
    assert [path for path, data in site.items() if any(text in data for text in told) or GONE in path] == []


def test_of_the_register_nothing_but_counts_and_stories_leaves_it(job: Job) -> None:
    """Neither the history that was pushed nor the site names a report without a story, nor holds a spreadsheet."""
    others = {own_id(release, number) for release in RELEASES for number in range(sheet.EACH) if number not in TELLING}
    history = must("git", "log", "--patch", "--format=%B", "main", "--", "content", "cases_public", cwd=job.place.clone)
    assert GONE in history
    assert [own for own in others if own in history] == []
    assert "xlsx" not in must("git", "ls-tree", "-r", "--name-only", "main", cwd=job.place.clone)
    texts = "".join(data.decode("utf-8") for path, data in contents(job.place.site).items() if path.endswith("ml"))
    assert [own for own in others if own in texts] == []


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of the site."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
