"""Records in commits: each commit has to accept what it brings, whatever the next one does, in real repositories."""

import base64
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.paths import snapshot_file
from build_tools.protect.commits import everything, pushed, ranged, staged
from build_tools.protect.judge import Found
from build_tools.protect.updates import RECEIVED, updates_of
from tests.records import RELEASE, TOWN, record, snapshot_text, text_of, write_record, write_snapshot
from tests.repositories import committed, write
from tests.repositories import git as run_git
from tests.site_builder import case_file
from tests.terminal import at_a_terminal

COARSE, FINE = record("7Q4K"), record("7Q4K", place=TOWN)
PATH, SNAPSHOT = case_file(COARSE), snapshot_file(RELEASE)
NOT_ACCEPTED, UNREADABLE = "protect.record_not_accepted", "protect.record_unreadable"
ELSEWHERE, REMARK = "protect.record_elsewhere", "disclosure.remark_in_case"
WORDS = {"summary": {"en": "Words."}, "consent": {"record": True, "narrative": True}}
ANCHORED = text_of(COARSE).replace('"adult"', '&a "adult"')
SETTINGS = "invented: true\n"

ATTACKS: dict[str, tuple[dict[str, str], str]] = {
    "a record with its snapshot": ({PATH: text_of(COARSE), SNAPSHOT: snapshot_text(COARSE)}, ""),
    "other words than in the snapshot": ({PATH: text_of({**COARSE, **WORDS}), SNAPSHOT: snapshot_text(COARSE)}, ""),
    "no snapshot": ({PATH: text_of(COARSE)}, NOT_ACCEPTED),
    "finer than its snapshot": ({PATH: text_of(FINE), SNAPSHOT: snapshot_text(COARSE)}, NOT_ACCEPTED),
    "coarser than its snapshot": ({PATH: text_of(COARSE), SNAPSHOT: snapshot_text(FINE)}, NOT_ACCEPTED),
    "a snapshot without it": ({PATH: text_of(COARSE), SNAPSHOT: snapshot_text(record("7Q4M"))}, NOT_ACCEPTED),
    "a snapshot of another release": (
        {PATH: text_of(COARSE), SNAPSHOT: snapshot_text(COARSE, release="2000-2")},
        NOT_ACCEPTED,
    ),
    "a snapshot elsewhere": ({PATH: text_of(COARSE), "releases/2000-1.yml": snapshot_text(COARSE)}, NOT_ACCEPTED),
    "a snapshot that cannot be read": (
        {PATH: text_of(COARSE), SNAPSHOT: snapshot_text(COARSE) + "who: x\n"},
        NOT_ACCEPTED,
    ),
    "invented, without a snapshot": (
        {PATH: text_of({**COARSE, "invented": True}), "content/site.yml": SETTINGS},
        NOT_ACCEPTED,
    ),
    "an anchor": ({PATH: ANCHORED, SNAPSHOT: snapshot_text(COARSE)}, UNREADABLE),
    "a value twice": ({PATH: f'place: "{TOWN}"\n{text_of(COARSE)}', SNAPSHOT: snapshot_text(COARSE)}, UNREADABLE),
    "two documents": ({PATH: f"{text_of(COARSE)}---\n{text_of(FINE)}", SNAPSHOT: snapshot_text(COARSE)}, UNREADABLE),
    "no YAML": ({PATH: "place: [\n"}, UNREADABLE),
    "a remark": ({PATH: f"# before: {TOWN}\n{text_of(COARSE)}", SNAPSHOT: snapshot_text(COARSE)}, REMARK),
    "another id than its name": ({PATH: text_of(record("7Q4M")), SNAPSHOT: snapshot_text(record("7Q4M"))}, UNREADABLE),
    "under a second path": (
        {
            PATH: text_of(COARSE),
            PATH.replace(RELEASE, "2000-2"): text_of(COARSE),
            SNAPSHOT: snapshot_text(COARSE),
        },
        UNREADABLE,
    ),
    "another ending": ({PATH.replace(".yml", ".yaml"): "period: 2000\n"}, ELSEWHERE),
    "a copy of an editor": ({f"{PATH}~": "period: 2000\n"}, ELSEWHERE),
    "capitals": ({PATH.replace("cases_public", "Cases_Public"): "period: 2000\n"}, ELSEWHERE),
    "capitals in the ending": ({PATH.replace(".yml", ".YML"): "period: 2000\n"}, ELSEWHERE),
    "a sign that nobody sees": ({PATH.replace("cases_", "cases\u200c_"): "period: 2000\n"}, ELSEWHERE),
    "a dot at the end": ({PATH.replace("public", "public."): "period: 2000\n"}, ELSEWHERE),
    "a folder deeper": ({PATH.replace(RELEASE, f"{RELEASE}/a"): "period: 2000\n"}, ELSEWHERE),
    "a draft": ({"content/drafts/7Q4K.yml": text_of(COARSE)}, ELSEWHERE),
    "a note": ({"notes.txt": f"Words\n{text_of(COARSE)}"}, ELSEWHERE),
    "in base64": ({"notes.txt": base64.encodebytes(text_of(COARSE).encode()).decode()}, ELSEWHERE),
    "among the examples": ({"cases_public/examples/7Q4K.yml": text_of(COARSE)}, ELSEWHERE),
    "among the tombstones": ({"cases_public/withdrawn/7Q4K.yml": text_of(COARSE)}, ELSEWHERE),
    "among the snapshots": ({"cases_public/releases/2000-2.yml": text_of(COARSE)}, ELSEWHERE),
    "an example": ({"cases_public/examples/7Q4K.yml": text_of({**COARSE, "release": "examples"})}, ""),
    "a tombstone": ({"cases_public/withdrawn/7Q4K.yml": 'id: "7Q4K"\nrelease: "2000-1"\n'}, ""),
    "a page": ({"cases_public/README.md": "Words about the place and the gender of people.\n"}, ""),
}
"""The files of one commit, and what is said of one of them."""


def codes(found: list[Found]) -> set[str]:
    """Return what is said of records."""
    return {one.fault.code for one in found if one.fault.code.startswith(("protect.record_", "disclosure."))}


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
def test_a_commit_accepts_each_record_that_it_brings(attacked: dict[str, set[str]], name: str) -> None:
    """The snapshot of the same commit lists the record as it is, or the commit is refused; so is what cannot be read,
    and a record or a file called like one where none may lie, on whatever system of files."""
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
    """A commit with a raw value, or whose snapshot comes later, is refused although the last commit is right."""
    base = run_git(repository, "rev-parse", "HEAD")
    write_record(repository, FINE)
    raw = committed(repository)
    write_record(repository, COARSE)
    early = committed(repository)
    write_snapshot(repository, COARSE)
    committed(repository)
    assert since(repository, base) == {(raw, PATH): {NOT_ACCEPTED}, (early, PATH): {NOT_ACCEPTED}}
    said = at_a_terminal(repository, "protect", "range", base, "HEAD", CI="")
    assert f"commit {raw[:10]} {PATH}: " in said
    assert "`git reset --soft @{upstream}`" in said
    assert TOWN not in said


def test_a_withdrawal_is_never_held_up(repository: Path) -> None:
    """A commit that takes a record away passes, also where others were never accepted."""
    write_record(repository, COARSE)
    write_record(repository, record("7Q4M"))
    base = committed(repository)
    (repository / PATH).unlink()
    write(repository, "cases_public/withdrawn/7Q4K.yml", f'id: "7Q4K"\nrelease: "{RELEASE}"\n')
    write_snapshot(repository, record("7Q4M", place=TOWN))
    run_git(repository, "add", "--all")
    assert codes(staged(repository)) == set()
    committed(repository)
    assert since(repository, base) == {}


def test_a_value_of_one_side_of_a_merge_is_seen(repository: Path) -> None:
    """A raw value that only a merged branch had is in its commit; a merge that keeps the snapshot of one side accepts
    no record of the other; one that accepts all passes."""
    base = run_git(repository, "rev-parse", "HEAD")
    other = record("7Q4M")
    run_git(repository, "switch", "--quiet", "--create", "side")
    write_record(repository, FINE)
    raw = committed(repository)
    write_record(repository, COARSE)
    write_snapshot(repository, COARSE)
    committed(repository)
    run_git(repository, "switch", "--quiet", "main")
    write_record(repository, other)
    write_snapshot(repository, other)
    committed(repository)
    merge = ("merge", "--quiet", "--no-edit", "--strategy-option", "ours", "side")
    run_git(repository, *merge)
    wrong = run_git(repository, "rev-parse", "HEAD")
    assert since(repository, base) == {(raw, PATH): {NOT_ACCEPTED}, (wrong, PATH): {NOT_ACCEPTED}}
    write_snapshot(repository, COARSE, other)
    run_git(repository, "add", "--all")
    run_git(repository, "commit", "--quiet", "--amend", "--no-edit")
    assert since(repository, base) == {(raw, PATH): {NOT_ACCEPTED}}


def test_links_and_rights_hide_no_record(repository: Path) -> None:
    """A file that may be run is judged like any other; a link among cases, or in place of their folder, is refused."""
    base = run_git(repository, "rev-parse", "HEAD")
    write_record(repository, FINE)
    (repository / PATH).chmod(0o755)
    write_snapshot(repository, COARSE)
    (repository / "cases_public" / RELEASE / "7Q4M.yml").symlink_to("../../README.md")
    (repository / "cases_public" / "2000-2").symlink_to("../README.md")
    (repository / "Cases_Public").symlink_to("README.md")
    last = committed(repository)
    assert since(repository, base) == {
        (last, PATH): {NOT_ACCEPTED},
        (last, f"cases_public/{RELEASE}/7Q4M.yml"): {ELSEWHERE},
        (last, "cases_public/2000-2"): {ELSEWHERE},
        (last, "Cases_Public"): {ELSEWHERE},
    }


def test_a_message_and_a_tag_are_no_place_for_a_record(repository: Path) -> None:
    """A record pasted into a message or an annotated tag is as public as a file."""
    base = run_git(repository, "rev-parse", "HEAD")
    last = committed(repository, f"Words\n\n{text_of(COARSE)}")
    assert since(repository, base) == {(last, ""): {ELSEWHERE}}
    run_git(repository, "reset", "--quiet", "--hard", base)
    run_git(repository, "tag", "--annotate", "--message", f"Words\n\n{text_of(COARSE)}", "one")
    assert codes(pushed(repository, everything(repository))) == {ELSEWHERE}


STAGED: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "with its snapshot": (lambda root: run_git(root, "add", "--all"), set()),
    "without it": (lambda root: run_git(root, "add", PATH), {NOT_ACCEPTED}),
    "with one that goes": (
        lambda root: (committed(root), write_record(root, {**COARSE, **WORDS}), run_git(root, "rm", "-q", SNAPSHOT)),
        {NOT_ACCEPTED},
    ),
    "with one that was there": (
        lambda root: (committed(root), write_record(root, {**COARSE, **WORDS}), run_git(root, "add", PATH)),
        set(),
    ),
}


@pytest.mark.parametrize("name", STAGED)
def test_the_next_commit_is_judged_by_what_is_staged(repository: Path, name: str) -> None:
    """The snapshot that counts is the one that the next commit will have, not that of the folder or of the last one."""
    write_record(repository, COARSE)
    write_snapshot(repository, COARSE)
    work, expected = STAGED[name]
    work(repository)
    run_git(repository, "add", PATH)
    assert codes(staged(repository)) == expected


def test_the_index_of_a_part_of_the_changes_counts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`git commit FILE` makes an index of its own, which the hook is told; a snapshot that is only in the other one is
    not in the commit."""
    write_record(repository, COARSE)
    write_snapshot(repository, COARSE)
    run_git(repository, "add", "--all")
    assert codes(staged(repository)) == set()
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / ".git" / "own"))
    run_git(repository, "read-tree", "HEAD")
    run_git(repository, "add", PATH)
    assert codes(staged(repository)) == {NOT_ACCEPTED}


def test_a_server_refuses_such_a_push_for_a_project_below_its_repository(tmp_path: Path) -> None:
    """What a server received is judged in the same way, by the installed program; the project may lie deeper."""
    write(tmp_path, "beside.txt", "Words\n")
    base = committed(tmp_path)
    write_record(tmp_path / "inside", COARSE)
    write_snapshot(tmp_path / "inside", COARSE)
    right = committed(tmp_path)
    write_record(tmp_path / "inside", FINE)
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
