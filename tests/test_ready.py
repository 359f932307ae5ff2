"""The gates of a release: what stops it, what may be decided, and how the command says so."""

import datetime
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import get_args

import pytest

from build_tools.build import content, pipeline
from build_tools.load import environment
from build_tools.load.messages import sentence
from build_tools.models import OpenGate, Organisation
from build_tools.publish.checks import release_of, withdrawn_cases
from build_tools.publish.gates import found_by, verdict_of
from build_tools.validate.organisations import is_of_examples
from build_tools.validate.undecided import OPEN_POINTS
from build_tools.validate.walk import every
from tests.conftest import EXAMPLE, ROOT, publishable_example
from tests.gates import BY_NAME, open_gates, sentences
from tests.personal_data.items import MADE
from tests.publishing import DECISION
from tests.repositories import asked, changed, committed, git, of_another_user, write
from tests.test_withdrawal import CASE, STONE, TOMBSTONE, as_real, case

PLACEHOLDER, ADDRESS = 'address: "https://example.org/"', 'address: "https://somewhere.zz/"'
OPEN_TODAY = {"no_contact", "contact_missing", "awaiting_review", "law_unconfirmed", "licence", "errors_to"}
"""What is open in the real content while the Coalition has decided nothing."""

OPEN_IN_EXAMPLE = {*OPEN_TODAY, "real_cases"}
"""What is open in the example, which has tables of a release too."""


def test_no_report_says_where_something_personal_stands(small: Path) -> None:
    """A report is read by programs and pasted into pull requests: it says how much there is, and not where or what."""
    item = MADE["iin"]()
    with (small / "content/vocabulary.yml").open("a", encoding="utf-8") as file:
        file.write(f"# {item}\n")
    committed(small)
    said = asked(small, "ready").stdout
    assert "\n- Places with what may be personal: 1." in said
    assert [word for word in ("vocabulary.yml", "IIN", item[:4]) if word in said] == []


def decision(gate: str, about: list[str], until: datetime.date) -> str:
    """Return an entry of the file of decisions."""
    made = until - datetime.timedelta(days=100)
    return DECISION.format(gate=gate, about=", ".join(about), decided_on=made, until=until)


def decide_everything(project: Path, until: datetime.date) -> None:
    """Record a decision about each point that is open."""
    points = verdict_of(release_of(project)).points
    entries = "".join(decision(point.gate, [point.about], until) for point in points)
    write(project, "content/decisions.yml", f"decisions:\n{entries}")


@pytest.fixture
def repository(project: Path) -> Path:
    """The real content with an address of its own, committed."""
    changed(project, "content/site.yml", PLACEHOLDER, ADDRESS)
    committed(project)
    return project


@pytest.fixture
def undecided(tmp_path: Path) -> Path:
    """The example with an address, no licence and no story that counts, committed: what is open in the real content is
    open in it, and it is judged in a moment."""
    made = publishable_example(tmp_path / "an example")
    changed(made, "content/site.yml", "licence: {", "# licence: {")
    write(made, "content/decisions.yml", "decisions: []\n")
    committed(made)
    return made


@pytest.fixture
def small(small_project: Path) -> Path:
    """The example site, committed: its content has no fault, and is judged in a moment."""
    committed(small_project)
    return small_project


def test_the_real_content_waits_for_decisions_alone(repository: Path) -> None:
    """With a real address nothing stops a release of the content of today, but six things are undecided."""
    done = asked(repository, "ready")
    assert done.exit_code == 1
    assert done.stdout.startswith("No release may go out yet\n")
    assert open_gates(repository) == OPEN_TODAY


def test_when_all_is_decided_a_release_may_go_out(undecided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once each open point has a decision that has not ended, the exit code is 0, and the decisions are listed. On the
    day `until` they still count; a day later everything is open again."""
    day = environment.build_day() + datetime.timedelta(days=50)
    decide_everything(undecided, day)
    committed(undecided)
    done = asked(undecided, "ready")
    assert done.exit_code == 0, done.stdout
    assert done.stdout.startswith("A release may go out\n")
    assert f"\n\nWhat is decided:\n- no_contact, site: until {day}\n- " in done.stdout
    assert f"\n- awaiting_review, kk: until {day}\n" in done.stdout
    for later, wanted in ((0, set()), (1, OPEN_IN_EXAMPLE)):
        midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC) + datetime.timedelta(days=later)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
        assert open_gates(undecided) == wanted


def test_one_decision_leaves_the_rest_open(small: Path) -> None:
    """A decision about Kazakh says nothing about Russian."""
    until = environment.build_day() + datetime.timedelta(days=50)
    write(small, "content/decisions.yml", "decisions:\n" + decision("awaiting_review", ["kk"], until))
    points = verdict_of(release_of(small)).points
    found = [(point.about, bool(point.decision)) for point in points if point.gate == "awaiting_review"]
    assert found == [("kk", True), ("ru", False)]


def expire(project: Path) -> None:
    """Take away the decision to show contacts that were tried long ago."""
    path = project / "content" / "organisations.yml"
    path.write_text(re.sub(r" +shown_unconfirmed:\n( {10}.*\n)+", "", path.read_text("utf-8")), "utf-8")


def lose_a_case(project: Path) -> None:
    """Publish a case and delete it."""
    write(project, CASE, case())
    committed(project)
    (project / CASE).unlink()


def published_otherwise(project: Path) -> None:
    """Change a number that was published, in its line too."""
    for path in ("content/figures/2000-01-01.yml", "content/published.yml"):
        changed(project, path, "value: 25", "value: 24")


STOPS = {
    "content_problems": lambda project: (project / "content" / "ru" / "method.md").unlink(),
    "published_is_kept": published_otherwise,
    "withdrawn_cases": lose_a_case,
    "contacts": expire,
    "address": lambda project: changed(project, "content/site.yml", ADDRESS, PLACEHOLDER),
    "invented": lambda project: changed(project, "content/site.yml", ADDRESS, f"{ADDRESS}\ninvented: true"),
}


@pytest.mark.parametrize("name", STOPS)
def test_each_thing_stops_a_release_at_its_own_gate(undecided: Path, name: str) -> None:
    """A release with one fault is refused for this fault, whatever is decided, and for no other."""
    STOPS[name](undecided)
    committed(undecided)
    assert open_gates(undecided) & BY_NAME.keys() == {name if name in BY_NAME else "refused_by_builds"}


def test_cases_of_real_people_wait_for_a_decision(small: Path) -> None:
    """Stories that do not say that they are invented go out with a decision that has not ended alone, in the report and
    in a build."""
    changed(small, "content/site.yml", "\ninvented: true", "")
    for path in (small / "cases_public/2000-1").iterdir():
        path.write_text(as_real(path.read_text("utf-8")), "utf-8")
    day = environment.build_day()
    for until, wanted in ((None, True), (day - datetime.timedelta(days=1), True), (day, False)):
        if until:
            write(small, "content/decisions.yml", "decisions:\n" + decision("real_cases", ["cases"], until))
        assert ("real_cases" in open_gates(small)) == wanted
        done = asked(small, "export", small / "out", "--release")
        assert ("cases_public: is open: what is published of real people" in done.output) == wanted
    assert content.checked(small, small / "site_src").cases


def test_what_is_not_committed_is_named(small: Path) -> None:
    """A changed file, a new one, and one that git ignores although the site would show it, all stop a release; of a
    name that would end the line, the folder is named."""
    write(small, ".gitignore", "*draft*\n")
    committed(small)
    write(small, "content/en/draft.md", "---\nwords\n")
    changed(small, "content/en/method.md", "\n---\n", "\n---\n\nzq\n")
    write(small, "content/en/.draft-of-an-editor", "words\n")
    write(small, "content/ru/a\nb.md", "words\n")
    assert [said.partition(", yet")[0].partition(";")[0] for said in sentences(small, "folder_is_its_commit")] == [
        "content/en/draft.md: is not in the commit, perhaps because git ignores it",
        "content/en/method.md: is not here as in the commit",
        "content/ru (entry 1 of this folder, by name): is not in the commit, perhaps because git ignores it",
    ]


def commit_of(project: Path, monkeypatch: pytest.MonkeyPatch, ahead: datetime.timedelta) -> None:
    """Commit when the clock is wrong by so much."""
    moment = datetime.datetime.now(datetime.UTC) + ahead
    monkeypatch.setenv("GIT_COMMITTER_DATE", moment.isoformat())
    committed(project)
    monkeypatch.delenv("GIT_COMMITTER_DATE")


@pytest.mark.parametrize("days", [3, 0.9, 0])
def test_a_commit_of_a_day_to_come_stops_a_release(
    undecided: Path, monkeypatch: pytest.MonkeyPatch, days: float
) -> None:
    """A commit of the future is named; zones are no fault, nor is it while something is being written; one commit more
    mends it."""
    commit_of(undecided, monkeypatch, datetime.timedelta(days=days))
    found = sentences(undecided, "folder_is_its_commit")
    assert ["that has not come yet by the clock of this machine" in one for one in found] == [True] * (days == 3)
    assert open_gates(undecided) == {*OPEN_IN_EXAMPLE, *(["folder_is_its_commit"] if found else [])}
    write(undecided, "content/notes.txt", "words\n")
    assert not any("has not come yet" in one for one in sentences(undecided, "folder_is_its_commit"))
    (undecided / "content/notes.txt").unlink()
    committed(undecided, "with the clock set")
    assert sentences(undecided, "folder_is_its_commit") == []


def test_a_repository_of_another_user_is_called_that(
    tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git does not read a repository because of its owner, that is said, with a command that names no folder; who
    runs it, also from a project in a part of a repository, is told of commits again."""
    shutil.move(small / ".git", tmp_path / ".git")
    of_another_user(monkeypatch)
    assert str(small.parent) not in asked(small, "ready").output
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings of git"))
    for code in ("folder_is_its_commit", "withdrawn_cases"):
        [said] = sentences(small, code)
        assert said.startswith(".: is in a repository that belongs to another user, so git does not read it; ")
    command = re.search("`(.*?)` in the folder that holds `.git`", said)[1]
    assert command == 'git config --global --add safe.directory "$(pwd -P)"'
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    assert sentences(small, "withdrawn_cases") == []


def test_a_history_that_is_cut_short_is_refused(small: Path, tmp_path: Path) -> None:
    """In a shallow clone nobody can see which cases are gone, so nothing is released from it."""
    committed(small, "second")
    git(tmp_path, "clone", "--quiet", "--depth", "1", small.as_uri(), "shallow")
    assert "git fetch --unshallow" in sentences(tmp_path / "shallow", "withdrawn_cases")[0]


def test_content_that_cannot_be_read_is_said_and_the_rest_waits(small: Path) -> None:
    """Gates that need the content are neither passed nor refused when it cannot be read; git is asked all the same."""
    write(small, "content/organisations.yml", "organisations: [\n")
    assert open_gates(small) == {"content_problems", "folder_is_its_commit"}
    assert asked(small, "ready").stdout.endswith("More is judged once the content can be read\n")


Changes = Mapping[str, str | None]
"""The files of a commit with their texts; nothing stands for one that goes."""

GONE = f"is in the history of this site and gone without a tombstone; write {STONE} with its id and release"
BURNED = "is a tombstone that is gone; write it again with its id and release"
OTHER, EXAMPLE_CASE = CASE.replace("2000-1", "2000-2"), "cases_public/examples/2M8VE.yml"
SLIP, SLIPPED = STONE.replace("7Q4K", "7Q4X"), TOMBSTONE.replace("7Q4K", "7Q4X")
STAYING = "cases_public/2000-1/0B6TM.yml"
STAYS = (EXAMPLE / STAYING).read_text("utf-8")
THERE, WITHDRAWN = {CASE: case()}, {CASE: None, STONE: TOMBSTONE}
HISTORIES: Mapping[str, list[tuple[Changes, list[str]]]] = {
    "a case that is gone needs a tombstone, which the sentence names": [
        (THERE, []),
        ({CASE: None}, [f"{CASE}: {GONE}"]),
        ({STONE: TOMBSTONE}, []),
    ],
    "what counts is the id, not the folder, and an example may go at any time": [
        (THERE, []),
        ({CASE: None, EXAMPLE_CASE: None, OTHER: case().replace("2000-1", "2000-2")}, []),
    ],
    "an id stays burned: who brings the case back is told to do neither, and can": [
        (THERE, []),
        (WITHDRAWN, []),
        ({STONE: None, CASE: case()}, [f"{STONE}: {BURNED}"]),
        (WITHDRAWN, []),
    ],
    "a tombstone stays also where the case itself left the history": [
        ({STONE: TOMBSTONE}, []),
        ({STONE: None}, [f"{STONE}: {BURNED}"]),
    ],
    "a slip in the id of a tombstone locks nothing, and stays beside the right one": [
        (THERE, []),
        ({CASE: None, SLIP: SLIPPED}, [f"{CASE}: {GONE}"]),
        ({SLIP: None, STONE: TOMBSTONE}, [f"{SLIP}: {BURNED}"]),
        ({SLIP: SLIPPED}, []),
    ],
    **{
        f"a name that no tombstone has can be mended: {name}": [
            (THERE, []),
            ({CASE: None, f"cases_public/withdrawn/{name}": TOMBSTONE, STONE: TOMBSTONE}, []),
            ({f"cases_public/withdrawn/{name}": None}, []),
        ]
        for name in ("7q4k.yml", "O7Q4K.yml", "7Q4K.yml~")
    },
    **{
        f"a case under a wrong name is missed too: {name}": [
            ({f"cases_public/{name}": case()}, []),
            ({f"cases_public/{name}": None}, [f"cases_public/{name}: {GONE}"]),
            (THERE, []),
        ]
        for name in ("2000-1/7q4k.yml", "2000-1/more/7Q4K.yml")
    },
    "who slipped and wrote the id of a case that stays can publish that case under another id": [
        ({STONE.replace("7Q4K", "0B6TM"): TOMBSTONE.replace("7Q4K", "0B6TM")}, []),
        ({STAYING: None, STAYING.replace("0B6TM", "9XYZ1"): STAYS.replace("0B6TM", "9XYZ1")}, []),
    ],
}


@pytest.mark.parametrize("sentence_", HISTORIES)
def test_what_was_withdrawn_stays_so(small: Path, sentence_: str) -> None:
    """After each commit the gate of withdrawals says what lacks; once all is right, the check is not shut either."""
    for changes, wanted in HISTORIES[sentence_]:
        for path, text in changes.items():
            (small / path).unlink(missing_ok=True) if text is None else write(small, path, text)
        committed(small)
        found = [sentence(problem) for problem in found_by([withdrawn_cases], release_of(small))]
        assert len(found) == len(wanted)
        for said, begins in zip(found, wanted, strict=True):
            place, _, what = begins.partition(": ")
            assert what in said
            assert place.startswith(re.split(r":| \(", said)[0]), (
                "the file, or its folder where its name is nobody's to say"
            )
    if [*(small / STONE).parent.glob("*.yml")] and not wanted:
        assert not {"withdrawn_cases", "content_problems"} & open_gates(small)


@pytest.mark.parametrize("in_merge", [False, True], ids=["on a branch", "in the merge"])
def test_a_case_that_only_a_merge_brought_is_missed(small: Path, in_merge: bool) -> None:
    """A case that a branch added and dropped, or that somebody put into a merge itself, is in the history for all."""
    git(small, "switch", "--quiet", "--create", "side")
    if not in_merge:
        lose_a_case(small)
    committed(small, "on the side")
    git(small, "switch", "--quiet", "main")
    committed(small)
    git(small, "merge", "--quiet", "--no-ff", "--no-commit", "side")
    if in_merge:
        write(small, CASE, case())
    committed(small)
    (small / CASE).unlink(missing_ok=True)
    committed(small)
    assert [said.partition(":")[0] for said in sentences(small, "withdrawn_cases")] == [CASE]


def test_a_release_shows_nothing_that_is_invented() -> None:
    """A preview has pages and organisations that are invented; of a release no page is one or names one."""
    site = content.checked(EXAMPLE, ROOT / "site_src")
    organisations = (one for path, _, one in every(site, Organisation) if is_of_examples(path))
    names = {name for organisation in organisations for name in organisation.name.values()}
    assert names
    site = replace(site, settings=site.settings.model_copy(update={"invented": False}))
    for release, languages in ((False, {"kk", "ru", "en"}), (True, set())):
        output = pipeline.pages_of(site, ROOT / "site_src", release)
        pages = (page for page in output.pages if not page.subpath.startswith("cases/"))
        shown = {page.path: unescape(output.view(page).content) for page in pages}
        naming = {path for path, text in shown.items() if any(name in text for name in names)}
        assert naming == {f"{code}/contacts-examples.html" for code in languages}
        assert any(page.example for page in output.pages) == (not release)


def test_decisions_name_the_gates_that_there_are() -> None:
    """The codes that the file of decisions may name are those that can be decided, in one order."""
    assert list(OPEN_POINTS) == list(get_args(OpenGate))


def test_no_line_of_the_report_ends_the_block_that_a_host_shows_it_in(small: Path) -> None:
    """Whatever is quoted, such as the name of a file that somebody chose, stands behind a mark or four spaces."""
    write(small, "content/<b>@all *x*.md", "words\n")
    write(small, "content/~~~", "words\n")
    report = asked(small, "ready").stdout
    assert "is no file that belongs here" in report
    assert not re.search(r"^ {0,3}(~~~|```)", report, re.MULTILINE)


def test_the_report_is_in_the_maintainers_language(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Headings and sentences are in Russian where that is asked for."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", "ru")
    said = asked(small, "ready").stdout
    assert said.startswith("Публиковать выпуск пока нельзя\n")
    assert "не решено: эти слова не проверял человек" in said
