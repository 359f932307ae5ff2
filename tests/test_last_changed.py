"""The day of the last change stands on pages of words and law, and never where it could tell when a story came."""

import datetime
import re
from pathlib import Path

import pytest

from build_tools import git
from build_tools.build import pipeline
from build_tools.build.pipeline import Output, pages_of
from build_tools.git import history
from tests import repositories
from tests.repositories import committed, write

ROOT = Path(__file__).parents[1]
DAY = datetime.date(2000, 6, 1)


def test_history_tells_when_a_file_was_changed_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each file below the folder, wherever the repository begins, and never later than the last commit; a clone that
    is cut short tells nothing."""
    root = tmp_path / "all" / "project"
    for seconds, name in ((1000, "content/en/a.md"), (9000, "content/қосымша.md"), (3000, "content/en/a.md")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"@{seconds} +0600")
        write(root, name, str(seconds))
        write(root, "beside.md", str(seconds))
        committed(tmp_path / "all")
    assert history.last_changed(root, "content") == {"content/en/a.md": 3000, "content/қосымша.md": 3000}
    repositories.git(tmp_path, "clone", "--quiet", "--depth=1", (tmp_path / "all").as_uri(), "cut")
    with pytest.raises(git.Unknown):
        history.last_changed(tmp_path / "cut" / "project", "content")
    assert pipeline._days_of_change(tmp_path / "cut" / "project") == {}
    write(tmp_path, "alone/content/a.md", "")
    assert history.last_changed(tmp_path / "alone", "content") == {}


def test_no_page_that_lists_or_counts_stories_says_it(output: Output) -> None:
    """Where each file was changed, only pages of words and law say so, and what was learnt since a briefing."""
    every = dict.fromkeys((*(one.path for one in output.site.words.values()), "content/law.yml"), DAY)
    made = pages_of(output.site, ROOT / "site_src", changed=every)
    line = "Last changed on 1 June 2000"
    found = {page.subpath for page in made.pages if page.language == "en" and line in made.view(page).content}
    assert {"method.html", "rights.html", "briefings/2000-01-01.html"} <= found
    counted = re.compile(
        r"(index|statistics|data|codebook|changes|corrections|report|(cases|figures|k|statements)/.*)\.html"
    )
    assert not any(map(counted.fullmatch, found))
