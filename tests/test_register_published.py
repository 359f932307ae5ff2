"""The main job, whole: from raw records of a register, as if they were real, to the site that a server publishes."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.conftest import Once
from tests.publishing import Done, Place, contents, installed, lacking
from tests.register_drafts import LANGUAGES, RELEASES, drafts
from tests.registers import files_of
from tests.test_register import GONE, Way, of_release, way

__all__ = ["way"]


@dataclass(frozen=True)
class Job:
    """The server and the clone, what the commands said on the way, and what git said of the push."""

    place: Place
    said: Mapping[str, str]
    pushed: Done


@pytest.fixture(scope="session")
def job(once: Once[Job], way: Way) -> Job:
    """The whole way, and a push, once."""
    if reason := lacking():
        pytest.skip(reason)

    def done(folder: Path) -> Job:
        place = installed(folder / "server", way.project)
        return Job(place, way.said, place.push())

    return once("whole_job", done)


def test_drafts_are_refused_and_groups_are_named_at_a_terminal(job: Job) -> None:
    """Before anything is proposed, the check says what makes whom stand out, and who they are."""
    assert "stands in" in job.said["check"]
    named = [own for own in (Path(path).stem for path in of_release("2000-2")) if own in job.said["check"]]
    assert len(named) > 30


def test_the_site_of_the_server_holds_the_register_in_each_language(job: Job) -> None:
    """After the push readers find a page of each record in Kazakh, Russian and English, and all of them as a table."""
    assert job.pushed.returncode == 0, job.pushed.stderr
    published = {path.stem: yaml.safe_load(text) for path, text in records_of(job.place.clone)}
    assert len(published) == 120
    for own, record in published.items():
        for language in LANGUAGES:
            page = (job.place.site / language / "cases" / f"{own}.html").read_text("utf-8")
            assert record.get("summary", {}).get(language, "") in page
    with (job.place.site / "data" / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
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
