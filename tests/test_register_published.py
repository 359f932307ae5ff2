"""The main job, whole: from raw records of a register, as if they were real, to the site that a server publishes."""

import csv
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools.command_line import main
from tests.conftest import Once
from tests.publishing import DECISION, TODAY, Done, Place, contents, lacking, must, new_place
from tests.register_drafts import LANGUAGES, RELEASES, drafts
from tests.registers import REGISTER, files_of, overlaid, put
from tests.terminal import at_a_terminal
from tests.test_register import GONE

MARK = "invented: true\n"
DECIDED = DECISION.format(
    gate="real_cases", about="cases", decided_on=TODAY, until=TODAY + datetime.timedelta(days=300)
)


@dataclass(frozen=True)
class Job:
    """The server and the clone, what the commands said on the way, and what git said of the push."""

    place: Place
    said: Mapping[str, str]
    pushed: Done


@pytest.fixture(scope="session")
def job(once: Once[Job]) -> Job:
    """The whole way, once."""
    if reason := lacking():
        pytest.skip(reason)
    return once("whole_job", done)


def done(folder: Path) -> Job:
    """Go the whole way as maintainers do: one commit for each release, one for the withdrawal, and a push."""
    place, said = new_place(folder, partial(overlaid, published=False)), dict[str, str]()
    decisions = place.clone / "content" / "decisions.yml"
    decisions.write_text(decisions.read_text("utf-8") + DECIDED, "utf-8")
    for release in RELEASES:
        put(place.clone, of_release(release))
        if not said:
            said["check"] = at_a_terminal(place.clone, "check")
        ran(place.clone, "propose", "--write")
        ran(place.clone, "freeze", release)
        commit(place.clone, f"Release {release}")
    said["withdraw"] = ran(place.clone, "withdraw", GONE)
    must("git", "commit", "--quiet", "--message", "withdraw a case", cwd=place.clone)
    said["ready"] = ran(place.clone, "ready")
    return Job(place, said, place.push())


def of_release(release: str) -> dict[str, str]:
    """Return the drafts of a release as those of real cases are: without the mark."""
    return {path: text.replace(MARK, "") for path, text in drafts().items() if f"/{release}/" in path}


def ran(project: Path, *words: str) -> str:
    """Run a command that has to succeed, and return what it says."""
    environment = {"SOURCE_DATE_EPOCH": "", "TRANSPARENCY_LANGUAGE": "en"}
    ended = CliRunner(env=environment).invoke(main, ["--root", str(project), *words], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.output


def commit(project: Path, message: str) -> None:
    """Commit everything."""
    must("git", "add", "--all", cwd=project)
    must("git", "commit", "--quiet", "--message", message, cwd=project)


def test_drafts_are_refused_and_groups_are_named_at_a_terminal(job: Job) -> None:
    """Before anything is proposed, the check says what makes whom stand out, and who they are."""
    assert "stands in" in job.said["check"]
    named = [own for own in (Path(path).stem for path in of_release("2000-2")) if own in job.said["check"]]
    assert len(named) > 30


def test_as_if_they_were_real_the_drafts_become_the_same_register(job: Job) -> None:
    """Nothing is judged otherwise where nobody says that the records are invented."""
    made, kept = files_of(job.place.clone), files_of(REGISTER)
    assert made.keys() == kept.keys()
    records = [path for path in kept if path.startswith("cases_public/2")]
    assert {path: made[path] for path in records} == {path: kept[path].replace(MARK, "") for path in records}
    for path in (path for path in kept if "/releases/" in path):
        ours, theirs = (yaml.safe_load(texts[path]) for texts in (made, kept))
        assert {**ours, "day": ""} == {**theirs, "day": ""}


def test_the_site_of_the_server_holds_the_register_in_each_language(job: Job) -> None:
    """After the push readers find a page of each record in Kazakh, Russian and English, and all of them as a table."""
    assert job.pushed.returncode == 0, job.pushed.stderr
    published = {path.stem: yaml.safe_load(text) for path, text in records_of(job.place.clone)}
    assert len(published) == 120
    for own, record in published.items():
        for language in LANGUAGES:
            page = (job.place.site / language / "cases" / f"{own}.html").read_text("utf-8")
            assert record.get("summary", {}).get(language, "") in page
    with (job.place.site / "data" / "cases.csv").open(encoding="utf-8", newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == published.keys()


def test_nothing_on_the_server_tells_of_the_withdrawn_record(job: Job) -> None:
    """No file of the site holds its id, in whatever letters, or what it said, which no other record says."""
    [draft] = [yaml.safe_load(text) for path, text in drafts().items() if GONE in path]
    told = [text.encode() for text in (GONE, GONE.lower(), *draft["summary"].values())]
    site = contents(job.place.site)
    assert len(site) > 400
    assert [path for path, data in site.items() if any(text in data for text in told) or GONE in path] == []


def records_of(project: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of the records of a project."""
    files = {Path(path): text for path, text in files_of(project).items()}
    return ((path, text) for path, text in files.items() if path.parent.name in RELEASES)
