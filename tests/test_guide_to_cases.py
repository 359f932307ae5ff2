"""The guide from the register to tables and stories: its commands are carried out as they stand."""

import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import register_sheet as sheet
from tests.conftest import Once
from tests.publishing import ROOT, TODAY, Done, begun, contents, must, project, replace, run
from tests.test_register_published import CONSENT, ran

GUIDE = (ROOT / "docs/publishing/cases.md").read_text("utf-8")
WITHDRAWING = (ROOT / "docs/publishing/withdrawing.md").read_text("utf-8")
PLACES = re.compile(r"^  place: (.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```(sh|yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
RELEASE, NUMBER = "2001-1", 0
OWN = sheet.own_id(RELEASE, NUMBER)
STORY, LEDGER = f"cases_public/{RELEASE}/{OWN}.yml", f"content/figures/{RELEASE}.yml"


@dataclass(frozen=True)
class Walk:
    """The project of somebody who has done what the guide says up to a push, and how each block of commands ended."""

    clone: Path
    register: Path
    done: list[Done]


def blocks(kind: str, guide: str = GUIDE) -> list[str]:
    """Return what stands in the blocks of a guide, for the release and the story of this test."""
    meant = {
        "2026-01-01": "2001-01-01",
        "2026-06-30": "2001-06-30",
        "2026-1": RELEASE,
        "7Q4K": OWN,
        "almaty": "exampleton",
        ".venv/bin/transparency": f"{shlex.quote(sys.executable)} -m build_tools",
        "make ready": f"{shlex.quote(sys.executable)} -m build_tools ready",
        "2027-01-15": f"{TODAY}",
        "2027-06-30": f"{TODAY}",
    }
    found = [text for name, text in BLOCK.findall(guide) if name == kind]
    return [re.sub("|".join(map(re.escape, meant)), lambda one: meant[one[0]], text) for text in found]


@pytest.fixture(scope="session")
def walk(once: Once[Walk]) -> Walk:
    """The whole guide, once."""
    return once("guide_to_cases", walked)


def walked(folder: Path) -> Walk:
    """Carry out the blocks one after the other, and between them what people write into files."""
    clone, private, done = project(folder / "clone"), folder / "private", list[Done]()
    begun(clone)
    private.mkdir()
    must("git", "clone", "--quiet", "--bare", clone, folder / "server.git", cwd=folder)
    must("git", "remote", "add", "origin", folder / "server.git", cwd=clone)
    must("git", "fetch", "--quiet", "origin", cwd=clone)
    must("git", "branch", "--quiet", "--set-upstream-to=origin/main", cwd=clone)
    by_hand: dict[str, Callable[[], object]] = {
        "register new": lambda: sheet.fill(private / "register.xlsx"),
        "story new": lambda: with_words(clone),
        "story check": lambda: decided(clone),
    }
    for commands in blocks("sh"):
        done.append(run("sh", "-euc", commands.replace("/media/coalition", str(private)), cwd=clone))
        assert done[-1].returncode == 0, (commands, done[-1].stdout, done[-1].stderr)
        for write in (write for words, write in by_hand.items() if words in commands):
            write()
    return Walk(clone, private / "register.xlsx", done)


def with_words(clone: Path) -> None:
    """Put the words of the guide and the consent to them into the story."""
    story = clone / STORY
    head = story.read_text("utf-8").partition("summary:")[0]
    story.write_text(head + blocks("yaml")[0], "utf-8")
    [(_, version)] = CONSENT.findall(ran(clone, "check", code=1))
    replace(story, 'consent: ""', f'consent: "{version}"')


def decided(clone: Path) -> None:
    """Put the decision of the guide in the place of the one that the project has."""
    decisions = clone / "content/decisions.yml"
    replace(decisions, "kk, ru", "kk, ru, en")
    others = decisions.read_text("utf-8").partition("  - gate: real_cases")[0]
    decisions.write_text(others + blocks("yaml")[1].partition("decisions:\n")[2], "utf-8")


def test_the_guide_leads_from_an_empty_register_to_a_site_with_tables_and_a_story(walk: Walk) -> None:
    """Whoever types what the guide says has a release that may go out, pushed, and a page of the story."""
    assert any("A release may go out" in done.stdout for done in walk.done)
    assert run("git", "diff", "--quiet", "origin/main", cwd=walk.clone).returncode == 0
    ran(walk.clone, "build", "--release")
    assert "A person told of beatings." in (walk.clone / f"site/en/cases/{OWN}.html").read_text("utf-8")
    assert f"release {RELEASE}" in (walk.clone / "site/en/statistics.html").read_text("utf-8")


def written(clone: Path) -> dict[str, bytes]:
    """Return every file of a project by its place, but for what Python keeps of a module that it reads first."""
    return {path: data for path, data in contents(clone).items() if "__pycache__" not in path}


def test_a_withdrawal_is_practised_in_three_lines_and_changes_nothing(walk: Walk) -> None:
    """What the guide to withdrawing types before it is needed takes the story out of a copy, and the copy goes."""
    before = written(walk.clone)
    practised = run("sh", "-euc", blocks("sh", WITHDRAWING)[0], cwd=walk.clone)
    assert (practised.returncode, "What no commit takes back" in practised.stdout) == (0, True), practised.stderr
    assert written(walk.clone) == before
    assert not walk.clone.with_name("practice").exists()


def test_lines_of_a_closed_release_are_joined_as_the_guide_says(walk: Walk, tmp_path: Path) -> None:
    """Where a correction would move few, both lines are joined, the log says since when, and a release may go out."""
    clone = shutil.copytree(walk.clone, tmp_path / "clone", symlinks=True)
    lines = json.loads(PLACES.findall((clone / LEDGER).read_text("utf-8"))[0])
    joined = {"exampleton": lines["exampleton"], "west": sum(lines.values()) - lines["exampleton"]}
    replace(clone / LEDGER, json.dumps(lines), json.dumps(joined))
    log, day = clone / "content/corrections.yml", f'"on": "{TODAY}", since: "{TODAY}"'
    what = 'what: {kk: "Мысал", ru: "Пример", en: "Joined since today (an example)."}'
    replace(log, "corrections:\n", f"corrections:\n  joined: {{{day}, page: statistics, {what}}}\n")
    ran(clone, "seal")
    must("git", "commit", "--quiet", "--all", "--message", "A correction", cwd=clone)
    assert "A release may go out" in ran(clone, "ready")
