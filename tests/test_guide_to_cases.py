"""The main job, whole: from an empty register, by the commands of the guide as they stand, to the site of a server."""

import datetime
import hashlib
import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import openpyxl
import pytest
import yaml

from build_tools.disclosure.columns import COLUMNS
from build_tools.text.phone_text import CROCKFORD
from tests.conftest import SERIES, Once
from tests.pages import rows_of
from tests.publishing import (
    ROOT,
    TODAY,
    Done,
    Place,
    begun,
    contents,
    installed,
    lacking,
    must,
    project,
    replace,
    run,
)
from tests.repositories import asked

# An invented register as staff would fill it in: nobody stands behind any of it.

RELEASES = {
    "2001-1": ("2001-01-01", "2001-06-30"),
    "2001-2": ("2001-07-01", "2001-12-31"),
    "2002-1": ("2002-01-01", "2002-06-30"),
}
"""The first and the last day on which the reports of a release were registered."""

EACH, TELLING = 40, (0, 1)
"""How many reports each release has, and whose person wants a story: the same two rows of each."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "place": (*("Exampleton", "Imaginville") * 4, "Littleton", "West of the country"),
    "gender": ("Woman", "Man", "Man"),
    "age_band": ("Adults", "Adults", "Minors", "Adults"),
    "authority": ("Police", "Police", "Police", ""),
    "detention_place": ("Police station", "Police station", "Not stated"),
    "treatment": ("Beatings", "Beatings;Threats", "Threats", "Beatings", "Other kind"),
    "access_lawyer": ("No", "Yes", "No", ""),
    "access_doctor": ("No", "No", "Yes", ""),
    "access_family": ("Yes", "No", ""),
    "complaint": ("Filed", "", ""),
    "assistance": ("Legal assistance", "No assistance"),
}
"""What reports say, by turns."""

TELLS = "treatment=beatings+threats"
WORDS = {
    "kk": "Ойдан шығарылған мысал. Адам ұрып-соққанын және қорқытқанын айтты.",
    "ru": "Вымышленный пример. Человек рассказал, что его били и ему угрожали.",
    "en": "Invented example. A person told of beatings and threats.",
}
"""What the story of a second person tells, beside the one of the guide."""


def own_id(release: str, number: int) -> str:
    """Return the code of a report: like one that was drawn, and the same in each run."""
    chance = hashlib.sha256(f"invented {release} {number}".encode()).digest()
    return "".join(CROCKFORD[byte % 32] for byte in chance[:6])


def fill(register: Path) -> None:
    """Write the reports into a new register."""
    book = openpyxl.load_workbook(register)
    for row, (release, number) in enumerate(product(RELEASES, range(EACH)), 2):
        for column, value in enumerate(_report(release, number), 1):
            book.worksheets[0].cell(row, column, value or None)
    book.save(register)


def _report(release: str, number: int) -> list[object]:
    """Return the cells of a report, in the order of the columns. The last one is of the same person as the first."""
    first = datetime.date.fromisoformat(RELEASES[release][0])
    cells = {
        "id": own_id(release, number),
        "registered": first + datetime.timedelta(days=4 * number),
        "same_person_as": own_id(release, 0) if number == EACH - 1 else "",
        "free_to_speak": "Yes" if number in TELLING else "",
        "period": f"{first.year}-{first.month + number % 3:02}",
        **{field: answers[number % len(answers)] for field, answers in ANSWERS.items()},
    }
    return [cells[column] for column in COLUMNS]


GUIDE = (ROOT / "docs/publishing/cases.md").read_text("utf-8")
WITHDRAWING = (ROOT / "docs/publishing/withdrawing.md").read_text("utf-8")
PLACES = re.compile(r"^  place: (.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```(sh|yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CONSENT = re.compile(r"^cases_public/\S+\.yml:.* write (\w{24})$", re.MULTILINE)
CONFIRMED = re.compile(r"^cases_public/\S+\.yml:.* write (\{by:.*\})$", re.MULTILINE)
RELEASE, NUMBER = "2001-1", 0
OWN, GONE = (own_id(RELEASE, number) for number in (NUMBER, 1))
"""Two people who want their story told, of whom the second takes consent back."""

STORY, LEDGER = f"cases_public/{RELEASE}/{OWN}.yml", f"content/figures/{RELEASE}.yml"


@dataclass(frozen=True)
class Walk:
    """The server and the project of somebody who has done what the guide says, how each block of commands ended, and
    what a withdrawal on the way said."""

    place: Place
    done: list[Done]
    withdrawn: list[str]

    @property
    def clone(self) -> Path:
        """The project."""
        return self.place.clone


def ran(root: Path, *words: str | Path, code: int = 0) -> str:
    """Run a command and return what it says."""
    done = asked(root, *words)
    assert done.exit_code == code, done.output
    return done.output


def laid(folder: Path) -> None:
    """Lay briefings over the example, which count the reports of all days before the releases."""
    (folder / "content/figures/2000-1.yml").unlink()
    shutil.copytree(SERIES / "content", folder / "content", dirs_exist_ok=True)
    replace(folder / "content/site.yml", "\nk: 3", "\nk: 5")


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
    if reason := lacking():
        pytest.skip(reason)
    return once("guide_to_cases", walked)


def walked(folder: Path) -> Walk:
    """Carry out the blocks one after the other, and between them what people write into files."""
    clone, private, done, withdrawn = project(folder / "clone", lay=laid), folder / "private", list[Done](), list[str]()
    begun(clone)
    private.mkdir()
    place, register = installed(folder / "server", clone), private / "register.xlsx"
    must("git", "fetch", "--quiet", clone, "main:main", cwd=place.repository)
    must("git", "config", "remote.server.fetch", "+refs/heads/*:refs/remotes/server/*", cwd=clone)
    must("git", "fetch", "--quiet", "server", cwd=clone)
    must("git", "branch", "--quiet", "--set-upstream-to=server/main", cwd=clone)
    by_hand: dict[str, Callable[[], object]] = {
        "register new": lambda: fill(register),
        "story new": lambda: (with_words(clone), withdrawn.append(with_another(clone, register))),
        "story check": lambda: decided(clone),
    }
    for commands in blocks("sh"):
        done.append(run("sh", "-euc", commands.replace("/media/coalition", str(private)), cwd=clone))
        assert done[-1].returncode == 0, (commands, done[-1].stdout, done[-1].stderr)
        for write in (write for words, write in by_hand.items() if words in commands):
            write()
    return Walk(place, done, withdrawn)


def with_words(clone: Path) -> None:
    """Put the words of the guide and the consent to them into the story."""
    story = clone / STORY
    head = story.read_text("utf-8").partition("summary:")[0]
    story.write_text(head + blocks("yaml")[0], "utf-8")
    consented(clone, story)


def consented(clone: Path, story: Path) -> None:
    """Write the consent to the words of a story, as a check names it."""
    said = ran(clone, "check", code=1)
    [version], [form] = CONSENT.findall(said), CONFIRMED.findall(said)
    replace(story, 'consent: ""', f'consent: "{version}"')
    replace(story, 'confirmed: ""', f"confirmed: {form.replace('YYYY-MM-DD', TODAY.isoformat())}")


def with_another(clone: Path, register: Path) -> str:
    """Commit another story, have it withdrawn, commit that, and return what was said."""
    told = ("--release", RELEASE, "--tells", TELLS, "--by", "coordinator")
    ran(clone, "story", "new", register, GONE, *told)
    story = clone / f"cases_public/{RELEASE}/{GONE}.yml"
    for language, words in WORDS.items():
        replace(story, f'  {language}: ""', f'  {language}: "{words}"')
    consented(clone, story)
    committed(clone, "A story")
    withdrawn = ran(clone, "withdraw", GONE)
    committed(clone, "withdraw a case")
    return withdrawn


def committed(clone: Path, message: str) -> None:
    """Commit everything."""
    must("git", "add", "--all", cwd=clone)
    must("git", "commit", "--quiet", "--message", message, cwd=clone)


def decided(clone: Path) -> None:
    """Put the decision of the guide in the place of the one that the project has."""
    decisions = clone / "content/decisions.yml"
    replace(decisions, "kk, ru", "kk, ru, en")
    others = decisions.read_text("utf-8").partition("  - gate: real_cases")[0]
    decisions.write_text(others + blocks("yaml")[1].partition("decisions:\n")[2], "utf-8")


def test_the_guide_leads_from_an_empty_register_to_the_site_of_a_server(walk: Walk) -> None:
    """Whoever types what the guide says has a release that may go out, and a server that shows it."""
    assert any("A release may go out" in done.stdout for done in walk.done)
    assert "Published. The site now shows your change" in walk.done[-1].stderr
    assert f"release {RELEASE}" in (walk.place.site / "en/statistics.html").read_text("utf-8")


def test_the_site_of_the_server_holds_the_tables_of_the_release(walk: Walk) -> None:
    """After the push anybody can download each line of the release, and none counts fewer than five."""
    tables = yaml.safe_load((walk.clone / LEDGER).read_text("utf-8"))["tables"]
    lines = [number for counts in tables.values() for number in counts.values()]
    rows = rows_of((walk.place.site / f"data/figures-{RELEASE}.csv").read_bytes())
    assert sorted(int(row["value"]) for row in rows) == sorted([EACH, *lines])
    assert min(lines) >= 5


def test_the_site_of_the_server_holds_the_story_in_each_language(walk: Walk) -> None:
    """Readers find the words of the story that is left in Kazakh, Russian and English, and all stories as a table."""
    assert {row["id"] for row in rows_of((walk.place.site / "data/cases.csv").read_bytes())} == {OWN}
    for language, words in yaml.safe_load(blocks("yaml")[0])["summary"].items():
        assert words in (walk.place.site / language / f"cases/{OWN}.html").read_text("utf-8")


def test_nothing_on_the_server_tells_of_the_withdrawn_story(walk: Walk) -> None:
    """The withdrawal says what no commit takes back, and no file of the site holds the id, in whatever letters."""
    assert "What no commit takes back" in walk.withdrawn[0]
    site = contents(walk.place.site)
    assert len(site) > 300
    told = (GONE.encode(), GONE.lower().encode())
    assert [path for path, data in site.items() if any(text in data for text in told) or GONE in path] == []


def test_of_the_register_nothing_but_counts_and_stories_leaves_it(walk: Walk) -> None:
    """Neither the history that was pushed nor the site names a report without a story, nor holds a spread"""
    reports = {own_id(release, number) for release in RELEASES for number in range(EACH)}
    others = reports - {OWN, GONE}
    history = must("git", "log", "--patch", "--format=%B", "main", "--", "content", "cases_public", cwd=walk.clone)
    assert GONE in history
    assert [own for own in others if own in history] == []
    assert "xlsx" not in must("git", "ls-tree", "-r", "--name-only", "main", cwd=walk.clone)
    texts = "".join(data.decode("utf-8") for path, data in contents(walk.place.site).items() if path.endswith("ml"))
    assert [own for own in others if own in texts] == []


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
    committed(clone, "A correction")
    assert "A release may go out" in ran(clone, "ready")
