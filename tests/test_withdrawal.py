"""A commit that only withdraws: what counts as one, and what may not hold it up, in real repositories of git."""

import datetime
from pathlib import Path

import pytest

from build_tools.build import pipeline
from build_tools.build.withdrawn import FileChange, withdrawn_by, withdrawn_by_head
from build_tools.problems import Refused
from tests import publishing
from tests.conftest import EXAMPLE, copied_example
from tests.gates import open_gates
from tests.repositories import asked, changed, committed, git, linked, write

CASE, STONE = "cases_public/2000-1/7Q4K.yml", "cases_public/withdrawn/7Q4K.yml"
TOMBSTONE = 'id: "7Q4K"\nrelease: "2000-1"\n'
OTHER = "cases_public/2000-1/7Q4M.yml"
PAGE = "content/en/method.md"
REVIEWED = "content/reviewed.yml"
LONG_AGO = publishing.TODAY - datetime.timedelta(days=400)
WAITING = {
    *("refused_by_builds", "no_contact", "contact_missing"),
    *("awaiting_review", "law_unconfirmed", "errors_to", "real_cases"),
}


def case(name: str = "7Q4K") -> str:
    """Return the file of an invented story as if it were a real one, with people like it in the release."""
    text = as_real((EXAMPLE / "cases_public/examples/2M8VE.yml").read_text("utf-8"))
    alike = 'alike: {enough: true, "on": "2000-12-31", by: coordinator}\n'
    return text.replace("2M8VE", name).replace("release: examples", 'release: "2000-1"') + alike


def as_real(text: str) -> str:
    """Return the record of an invented case without what says so."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("#", "invented:")))


def withdraw(project: Path, message: str = "withdraw a case") -> str:
    """Withdraw the case by hand, as cases_public/README.md says, and commit it."""
    (project / CASE).unlink()
    write(project, STONE, TOMBSTONE)
    return committed(project, message)


@pytest.fixture
def small(small_project: Path) -> Path:
    """The example site with a case as if it were real, committed."""
    write(small_project, CASE, case())
    committed(small_project)
    return small_project


@pytest.fixture
def overdue(tmp_path: Path) -> Path:
    """A project that could be published once: all decisions have ended, all contacts are too old, one decision is
    about what is open no more; stories as if they were real, about which nothing is decided, and one that nobody
    counted."""
    project = copied_example(tmp_path / "overdue")
    publishing.publishable(project, LONG_AGO, 300)
    for path in (project / "cases_public/2000-1").iterdir():
        path.write_text(as_real(path.read_text("utf-8")), "utf-8")
    write(project, CASE, case().partition("alike:")[0])
    changed(project, "content/decisions.yml", "about: [law]", "about: [law, nothing]")
    committed(project)
    return project


def test_a_withdrawal_is_held_up_by_nothing_that_was_open_before(overdue: Path) -> None:
    """Ended decisions, a stale one and old contacts stop every other commit, not the one that only withdraws; what is
    left open is said."""
    assert open_gates(overdue) >= WAITING | {"content_problems"}
    withdraw(overdue)
    done = asked(overdue, "ready")
    assert (done.exit_code, open_gates(overdue)) == (0, set())
    left_open = done.stdout.partition("What is left open this once")[2]
    for words in ("shown_unconfirmed.until: is too long", "names something that is not in the list"):
        assert words in left_open
    said = asked(overdue, "check")
    assert (said.exit_code, said.output.count("names something that is not in the list")) == (0, 1)
    write(overdue, "docs/notes.md", "words\n")
    committed(overdue)
    assert open_gates(overdue) == WAITING | {"content_problems"}


NOT_CONFIRMED = {"kk": "Мына күннен бері расталмаған", "ru": "Не подтверждено с", "en": "Not confirmed since"}


def test_a_release_of_a_withdrawal_shows_old_contacts_as_such(overdue: Path) -> None:
    """The site is made, and pages and copies say in each language of a contact that is too old since when nobody has
    confirmed it; of any other commit it is refused."""
    withdraw(overdue)
    output = pipeline.build_pages(overdue, overdue / "site_src", release=True)
    kit = {download.path: download.data() for download in output.downloads if download.path.startswith("kit/")}
    for language, words in NOT_CONFIRMED.items():
        help_pages = (page for page in output.pages if page.path.startswith(f"{language}/k/"))
        assert any(words in output.view(page).content for page in help_pages)
        assert f"[! {words}" in " ".join(kit[f"kit/{language}.txt"].decode("utf-8").split())
    committed(overdue, "a change of nothing")
    with pytest.raises(Refused):
        pipeline.build_pages(overdue, overdue / "site_src", release=True)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("cases_public/2000-1/3F7QX.yml", "reported beatings", "reported much"),
        ("content/figures/2000-01-01.yml", "value: 1", "value: 2"),
    ],
)
def test_what_could_hurt_somebody_stops_a_withdrawal(overdue: Path, path: str, old: str, new: str) -> None:
    """Other words than a person agreed to, and a number that is no longer the published one, stop it as they stop any
    commit."""
    changed(overdue, path, old, new)
    committed(overdue)
    withdraw(overdue)
    assert open_gates(overdue) == {"content_problems"}


def test_what_a_withdrawal_left_open_is_said_again_after_a_week(overdue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is lulled: a commit that was let through is judged like any other when it has been there for a while."""
    for days, stopped in ((7, set()), (8, WAITING | {"content_problems"})):
        moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment.isoformat())
        git(overdue, "restore", "--source=main", "--worktree", "--staged", ".")
        git(overdue, "switch", "--quiet", "--create", f"after{days}", "main")
        withdraw(overdue)
        assert open_gates(overdue) == stopped


def test_two_withdrawals_one_after_the_other_go_out(overdue: Path) -> None:
    """The second of two commits only withdraws too, also beside the commit that readers see."""
    write(overdue, OTHER, case("7Q4M"))
    published = committed(overdue)
    withdraw(overdue)
    (overdue / OTHER).unlink()
    write(overdue, "cases_public/withdrawn/7Q4M.yml", TOMBSTONE.replace("7Q4K", "7Q4M"))
    committed(overdue)
    assert open_gates(overdue) == set()
    assert withdrawn_by_head(overdue) == {"7Q4M"}
    assert withdrawn_by_head(overdue, published) == {"7Q4K", "7Q4M"}


def test_what_was_never_published_does_not_go_out_with_a_withdrawal(overdue: Path) -> None:
    """Where it is known what readers see, all between it and the withdrawal is judged whole."""
    published = git(overdue, "rev-parse", "HEAD")
    changed(overdue, "content/site.yml", "# The settings", "# All settings")
    committed(overdue)
    withdraw(overdue)
    assert open_gates(overdue) == set()
    assert open_gates(overdue, published) == WAITING | {"content_problems"}


BESIDE = {
    "a page": lambda project: changed(project, PAGE, "\n---\n", "\n---\n\nA word.\n"),
    "another case": lambda project: write(project, OTHER, case("7Q4M")),
    "a case that is gone without a tombstone": lambda project: (project / "cases_public/2000-1/0B6TM.yml").unlink(),
    "another release on the tombstone": lambda project: changed(project, STONE, "2000-1", "2000-2"),
    "a remark on the tombstone": lambda project: changed(project, STONE, "id:", "# at her wish\nid:"),
    "a tombstone that is a link": lambda project: linked(project / STONE),
    "a tombstone of nobody": lambda project: write(
        project, "cases_public/withdrawn/7Q4Q.yml", TOMBSTONE.replace("7Q4K", "7Q4Q")
    ),
    "an example that is gone": lambda project: (project / "cases_public/examples/2M8VE.yml").unlink(),
    "a decision": lambda project: write(project, "content/decisions.yml", "decisions: []\n"),
    "the program": lambda project: changed(project, "mkdocs.yml", "strict: true", "strict: true\n"),
}


@pytest.mark.parametrize("also", BESIDE)
def test_a_commit_that_does_more_is_like_any_other(small: Path, also: str) -> None:
    """Whatever else a commit changes, it is judged whole."""
    (small / CASE).unlink()
    write(small, STONE, TOMBSTONE)
    BESIDE[also](small)
    committed(small)
    assert withdrawn_by_head(small) == frozenset()


def test_what_only_withdraws_is_found(small: Path) -> None:
    """The commit as the guide has it made is found, also as a merge; a folder that is not as in it is none, nor is a
    history that is cut short. A tombstone may come after its case went."""
    git(small, "switch", "--quiet", "--create", "side")
    withdraw(small)
    assert withdrawn_by_head(small) == {"7Q4K"}
    git(small, "switch", "--quiet", "main")
    git(small, "merge", "--quiet", "--no-ff", "--message", "withdraw a case", "side")
    assert withdrawn_by_head(small) == {"7Q4K"}
    git(small, "clone", "--quiet", "--depth", "1", f"file://{small}", str(small.parent / "cut"))
    assert withdrawn_by_head(small.parent / "cut") == frozenset()
    changed(small, PAGE, "\n---\n", "\n---\n\nA word.\n")
    assert withdrawn_by_head(small) == frozenset()


WORDS = "---\ntitle: A\n---\n\nWe count.\n\nOne [case](https://x.zz/en/cases/7Q4K.html) says so.\n\nThe end.\n"
BOTH = [FileChange(CASE, "", None), FileChange(STONE, None, TOMBSTONE)]


@pytest.mark.parametrize(
    ("old", "new", "only"),
    [
        (WORDS, WORDS.replace("[case](https://x.zz/en/cases/7Q4K.html)", "case"), True),
        (WORDS, WORDS.replace("One [case](https://x.zz/en/cases/7Q4K.html) says so.\n\n", ""), True),
        (WORDS, WORDS.replace("[case](https://x.zz/en/cases/7Q4K.html)", "person"), False),
        (WORDS, WORDS.replace("says so", "so says"), False),
        (WORDS, WORDS + "\nMore.\n", False),
        (WORDS, WORDS.replace("title: A", "title: B"), False),
        (WORDS.replace("7Q4K", "7Q4M"), WORDS.replace("[case](https://x.zz/en/cases/7Q4M.html)", "case"), False),
    ],
)
def test_words_may_lose_what_names_the_case(old: str, new: str, only: bool) -> None:
    """From a page that names the case words may be taken out; nothing may be written, and no other page touched."""
    assert withdrawn_by([*BOTH, FileChange(PAGE, old, new)], [CASE]) == (frozenset(["7Q4K"]) if only else frozenset())


ENTRIES = """\
vocabulary: []
# what was read
exceptions:
  # of one that stays
  - file: cases_public/2000-1/7Q4M.yml
    text: "a"
  # of one that goes
  - file: cases_public/2000-1/7Q4K.yml
    text: "b"
# the end
others: []
"""


def test_exceptions_may_go_and_none_may_come() -> None:
    """The entries of the case may be taken out, also the last of all; none may be changed or written."""
    of_case = '  # of one that goes\n  - file: cases_public/2000-1/7Q4K.yml\n    text: "b"\n'
    only = f"exceptions:\n{of_case}"
    for old, new in ((ENTRIES, ENTRIES.replace(of_case, "")), (only, "exceptions: []\n")):
        assert withdrawn_by([*BOTH, FileChange(REVIEWED, old, new)], [CASE])
    for new in (ENTRIES.replace('text: "b"', 'text: "c"'), ENTRIES + 'more: "a"\n'):
        assert not withdrawn_by([*BOTH, FileChange(REVIEWED, ENTRIES, new)], [CASE])
