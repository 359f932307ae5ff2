"""Stories in commits: each commit is public by itself, whatever the next one does, in real repositories."""

import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.git.history import RECEIVED, updates_of
from build_tools.protect import GateFinding
from build_tools.protect.commits import everything, pushed, ranged, staged
from tests.conftest import EXAMPLE
from tests.records import RELEASE, record, text_of, write_record
from tests.repositories import committed, write
from tests.repositories import git as run_git
from tests.site_builder import case_file
from tests.terminal import at_a_terminal

STORY, SILENT = record("7Q4K"), {**record("7Q4K"), "alike": None}
PATH = case_file(STORY)
UNCOUNTED, UNREADABLE, ELSEWHERE = "stories.not_counted", "protect.record_unreadable", "protect.record_elsewhere"
MISPLACED, LINK = "tree.misplaced", "files.link"
OTHER_WORDS, SAYS_MORE = "cases.other_words_agreed_to", "disclosure.story_says_more"
REMARK = "disclosure.remark_in_case"
OTHERS = {"summary": {"en": "Other words."}}
MORE = record("7Q4K", summary={"ru": "Его били два часа."}, consent=True)

TABLES = (EXAMPLE / "content/figures/2000-1.yml").read_text("utf-8")
REMARKS = TABLES + "".join(f"# {line}" for line in text_of(STORY).splitlines(True))

ATTACKS: dict[str, tuple[dict[str, str], str]] = {
    "a story": ({PATH: text_of(STORY)}, ""),
    "other words than those agreed to": ({PATH: text_of({**STORY, **OTHERS})}, OTHER_WORDS),
    "words that say more than its codes": ({PATH: text_of(MORE)}, SAYS_MORE),
    "nobody counted who is like it": ({PATH: text_of(SILENT)}, UNCOUNTED),
    "nobody was asked whether they may speak": ({PATH: text_of({**STORY, "free_to_speak": False})}, UNREADABLE),
    "words that nobody agreed to yet": ({PATH: text_of({**STORY, "consent": ""})}, OTHER_WORDS),
    "no words": ({PATH: text_of({name: one for name, one in STORY.items() if name != "summary"})}, UNREADABLE),
    "an unknown field": ({PATH: f"{text_of(STORY)}who: x\n"}, UNREADABLE),
    "an anchor": ({PATH: text_of(STORY).replace('"beating"', '&a "beating"')}, UNREADABLE),
    "a value twice": ({PATH: f'place: "XX-1"\n{text_of(STORY)}'}, UNREADABLE),
    "two documents": ({PATH: f"{text_of(STORY)}---\n{text_of(STORY)}"}, UNREADABLE),
    "no YAML": ({PATH: "place: [\n"}, UNREADABLE),
    "a remark": ({PATH: f"# before: a town\n{text_of(STORY)}"}, REMARK),
    "another id than its name": ({PATH: text_of(record("7Q4M"))}, UNREADABLE),
    "under a second path": ({PATH: text_of(STORY), PATH.replace(RELEASE, "2000-2"): text_of(STORY)}, UNREADABLE),
    "another ending": ({PATH.replace(".yml", ".yaml"): "period: 2000\n"}, MISPLACED),
    "a copy of an editor": ({f"{PATH}~": "period: 2000\n"}, MISPLACED),
    "capitals": ({PATH.replace("cases_public", "Cases_Public"): "period: 2000\n"}, MISPLACED),
    "capitals in the ending": ({PATH.replace(".yml", ".YML"): "period: 2000\n"}, MISPLACED),
    "a sign that nobody sees": ({PATH.replace("cases_", "cases\u200c_"): "period: 2000\n"}, MISPLACED),
    "a dot at the end": ({PATH.replace("public", "public."): "period: 2000\n"}, MISPLACED),
    "a folder deeper": ({PATH.replace(RELEASE, f"{RELEASE}/a"): "period: 2000\n"}, MISPLACED),
    "a draft": ({"content/drafts/7Q4K.yml": text_of(STORY)}, MISPLACED),
    "a note": ({"notes.txt": f"Words\n{text_of(STORY)}"}, MISPLACED),
    "in the remarks of a ledger": ({"content/figures/2000-2.yml": REMARKS}, ELSEWHERE),
    "pasted into a guide": ({"docs/a.md": f"Words\n\n{text_of(STORY)}"}, ELSEWHERE),
    "in place of a guide": ({"cases_public/README.md": text_of(STORY)}, ELSEWHERE),
    "among the tests": ({f"tests/example/{PATH}": text_of(STORY)}, ELSEWHERE),
    "an invented one among the tests": ({f"tests/example/{PATH}": text_of({**STORY, "invented": True})}, ""),
    "among the examples": ({"cases_public/examples/7Q4K.yml": text_of(STORY)}, ELSEWHERE),
    "among the tombstones": ({"cases_public/withdrawn/7Q4K.yml": text_of(STORY)}, UNREADABLE),
    "among the tables": ({"content/figures/2000-2.yml": text_of(STORY)}, UNREADABLE),
    "an example": ({"cases_public/examples/7Q4K.yml": text_of({**STORY, "release": "examples"})}, ""),
    "a tombstone": ({"cases_public/withdrawn/7Q4K.yml": 'id: "7Q4K"\nrelease: "2000-1"\n'}, ""),
    "a page": ({"cases_public/README.md": "Words about the place and the gender of people.\n"}, ""),
}
"""The files of one commit, and what is said of one of them."""


OF_RECORDS = ("protect.record_", "tree.", "disclosure.", "stories.", "cases.")


def codes(found: list[GateFinding]) -> set[str]:
    """Return what is said of records."""
    return {one.fault.code for one in found if one.fault.code.startswith(OF_RECORDS)}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What is said of each attack, each a commit of its own branch, where all are pushed at once."""
    root = tmp_path_factory.mktemp("attacked")
    write(root, "README.md", "Words\n")
    base = committed(root)
    made = dict[str, str]()
    for name, (files, _) in ATTACKS.items():
        run_git(root, "switch", "--quiet", "--detach", base)
        for path, text in files.items():
            write(root, path, text)
        made[committed(root)] = name
        run_git(root, "update-ref", f"refs/heads/b{len(made)}", "HEAD")
    found = pushed(root, everything(root))
    return {name: codes([one for one in found if one.commit == commit]) for commit, name in made.items()}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_commit_answers_for_each_story_that_it_brings(attacked: dict[str, set[str]], name: str) -> None:
    """A story with other words than those agreed to, with words that say more than its codes, or whose like nobody
    counted is refused; so is what cannot be read, and a story or a file called like one where none may lie, on whatever
    system of files."""
    assert attacked[name] == ({ATTACKS[name][1]} - {""})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project with one commit without a case."""
    write(tmp_path, "README.md", "Words\n")
    committed(tmp_path)
    return tmp_path


def since(root: Path, base: str) -> dict[tuple[str, str], set[str]]:
    """Return what is said of each commit and file since a commit."""
    said: dict[tuple[str, str], set[str]] = {}
    for one in ranged(root, base, "HEAD"):
        said.setdefault((one.commit, one.path), set()).add(one.fault.code)
    return said


def test_what_a_later_commit_mends_is_public_all_the_same(repository: Path) -> None:
    """A commit with words that say too much is refused although the last commit is right, and no word is repeated."""
    base = run_git(repository, "rev-parse", "HEAD")
    write_record(repository, MORE)
    raw = committed(repository)
    write_record(repository, STORY)
    committed(repository)
    assert since(repository, base) == {(raw, PATH): {SAYS_MORE}}
    said = at_a_terminal(repository, "protect", "range", base, "HEAD", CI="")
    assert f"commit {raw[:10]} {PATH}: " in said
    assert "два часа" not in said


def test_a_withdrawal_is_never_held_up(repository: Path) -> None:
    """A commit that takes a story away passes, also where others were never counted."""
    write_record(repository, STORY)
    write_record(repository, {**record("7Q4M"), "alike": None})
    base = committed(repository)
    (repository / PATH).unlink()
    write(repository, "cases_public/withdrawn/7Q4K.yml", f'id: "7Q4K"\nrelease: "{RELEASE}"\n')
    run_git(repository, "add", "--all")
    assert codes(staged(repository)) == set()
    committed(repository)
    assert since(repository, base) == {}


def test_a_value_of_one_side_of_a_merge_is_seen(repository: Path) -> None:
    """What only a merged branch had is in its commit, and what a merge itself puts into a story is in the merge."""
    base = run_git(repository, "rev-parse", "HEAD")
    run_git(repository, "switch", "--quiet", "--create", "side")
    write_record(repository, MORE)
    raw = committed(repository)
    write_record(repository, STORY)
    committed(repository)
    run_git(repository, "switch", "--quiet", "main")
    committed(repository)
    run_git(repository, "merge", "--quiet", "--no-ff", "--no-commit", "side")
    write_record(repository, {**STORY, **OTHERS})
    wrong = committed(repository)
    assert since(repository, base) == {(raw, PATH): {SAYS_MORE}, (wrong, PATH): {OTHER_WORDS}}


def test_links_and_rights_hide_no_record(repository: Path) -> None:
    """A file that may be run is judged like any other; a link among cases, or in place of their folder, is refused."""
    base = run_git(repository, "rev-parse", "HEAD")
    write_record(repository, SILENT)
    (repository / PATH).chmod(0o755)
    (repository / "cases_public" / RELEASE / "7Q4M.yml").symlink_to("../../README.md")
    (repository / "cases_public" / "2000-2").symlink_to("../README.md")
    (repository / "Cases_Public").symlink_to("README.md")
    last = committed(repository)
    assert since(repository, base) == {
        (last, PATH): {UNCOUNTED},
        (last, f"cases_public/{RELEASE}/7Q4M.yml"): {LINK},
        (last, "cases_public/2000-2"): {LINK, MISPLACED},
        (last, "Cases_Public"): {LINK, MISPLACED},
    }


def test_a_message_and_a_tag_are_no_place_for_a_record(repository: Path) -> None:
    """A record pasted into a message or an annotated tag is as public as a file."""
    base = run_git(repository, "rev-parse", "HEAD")
    last = committed(repository, f"Words\n\n{text_of(STORY)}")
    assert since(repository, base) == {(last, ""): {ELSEWHERE}}
    run_git(repository, "reset", "--quiet", "--hard", base)
    run_git(repository, "tag", "--annotate", "--message", f"Words\n\n{text_of(STORY)}", "one")
    assert codes(pushed(repository, everything(repository))) == {ELSEWHERE}


def test_the_next_commit_is_judged_by_what_is_staged(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is what the next commit will have, not the file in the folder; `git commit FILE` makes an index of
    its own, which the hook is told."""
    write_record(repository, SILENT)
    run_git(repository, "add", PATH)
    write_record(repository, STORY)
    assert codes(staged(repository)) == {UNCOUNTED}
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / ".git" / "own"))
    run_git(repository, "read-tree", "HEAD")
    run_git(repository, "add", PATH)
    assert codes(staged(repository)) == set()


def test_a_server_refuses_such_a_push_for_a_project_below_its_repository(tmp_path: Path) -> None:
    """What a server received is judged in the same way, by the installed program; the project may lie deeper."""
    write(tmp_path, "beside.txt", "Words\n")
    base = committed(tmp_path)
    write_record(tmp_path / "inside", STORY)
    right = committed(tmp_path)
    write_record(tmp_path / "inside", MORE)
    wrong = committed(tmp_path)
    for new, expected in ((right, 0), (wrong, 1)):
        updates = updates_of(f"{base} {new} refs/heads/main\n", RECEIVED)
        assert len(pushed(tmp_path / "inside", updates, [base])) == expected


def test_a_push_without_a_case_loads_no_models(repository: Path) -> None:
    """Who pushes words does not wait for what reads records."""
    base = run_git(repository, "rev-parse", "HEAD")
    write(repository, "content/en/about.md", "The place, the period, the gender and the treatment of people.\n")
    committed(repository)
    code = (
        "import sys; from pathlib import Path; from build_tools import protect; "
        f"assert protect.ranged(Path({str(repository)!r}), {base!r}, 'HEAD') == []; "
        "sys.exit('build_tools.models' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
