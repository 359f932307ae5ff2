"""The gate around git: what is staged, and every commit, tag and name of a push, in real repositories.

What looks like a number is put together when a test runs, so that this file passes the gate itself.
"""

from pathlib import Path

import pytest

from build_tools import git
from build_tools.gate import commit_messages, commits, hooks
from build_tools.gate.files import NAMED
from build_tools.gate.hooks import GateFinding, everything, gate_report, is_a_person, known_to, pushed, ranged, staged
from build_tools.git.history import RECEIVED, Update, updates_of
from build_tools.problems import Refused
from tests.personal_data.items import MADE
from tests.records import (
    ELSEWHERE,
    MORE,
    NAME,
    OTHER_WORDS,
    PATH,
    RELEASE,
    SAYS_MORE,
    SILENT,
    STORY,
    UNCOUNTED,
    record,
    text_of,
    write_record,
)
from tests.repositories import PAGE, WORDS, changed, committed, staged_all, write
from tests.repositories import git as run_git
from tests.terminal import at_a_terminal

NOTHING = "0" * 40
IIN, CARD, PHONE = MADE["iin"](), MADE["card"](), MADE["phone"]()
HALVES = f"{PHONE[:6]}\n{PHONE[6:]}"
OTHERS = {**STORY, "summary": {"en": "Other words."}}


def head(root: Path) -> str:
    """Return the commit that is checked out."""
    return run_git(root, "rev-parse", "HEAD")


def push(root: Path, *names: str, old: str = NOTHING) -> list[GateFinding]:
    """Return what is found when branches or tags are pushed to a place that has ``old``."""
    ends = {name: run_git(root, "rev-parse", name) for name in names}
    return pushed(root, [Update(f"refs/heads/{name}", old, new) for name, new in ends.items()])


def since(root: Path, base: str) -> list[tuple[str, str, str]]:
    """Return what is said of each commit and file since a commit."""
    return sorted((one.commit, one.path, one.fault.code) for one in ranged(root, base, "HEAD"))


def test_only_new_lines_are_reported(repository: Path) -> None:
    """What stood in a file before is closed; it is reported when its own line is changed, or it comes anew."""
    write(repository, PAGE, f"{WORDS}\r\nOld: {IIN}\r\nLast\n")
    committed(repository)
    changed(repository, PAGE, "Last", f"Last\n\nNew: {CARD}")
    assert [(one.line, one.fault.code) for one in staged_all(repository)] == [(10, "personal.card")]
    changed(repository, PAGE, "Old:", "Older:")
    assert [one.line for one in staged_all(repository)] == [7, 10]


def test_a_number_that_two_lines_make_together_is_new(repository: Path) -> None:
    """Of a number over two lines, one old and one new, the whole is new."""
    write(repository, PAGE, f"{WORDS}{PHONE[:6]}\n")
    committed(repository)
    changed(repository, PAGE, PHONE[:6], HALVES)
    assert [one.line for one in staged_all(repository)] == [6]


def test_the_first_commit_and_what_lies_beside_the_project_are_judged(tmp_path: Path) -> None:
    """The first commit is judged like any other; what lies beside the project goes out with it."""
    write(tmp_path, f"site/{PAGE}", IIN)
    write(tmp_path, "README.md", IIN)
    run_git(tmp_path, "init", "--quiet")
    run_git(tmp_path, "add", "--all")
    assert {one.path for one in staged(tmp_path / "site")} == {f"site/{PAGE}", "README.md"}


def test_the_next_commit_is_judged_by_what_is_staged(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is what the next commit will have, not the file in the folder; `git commit FILE` makes an index of
    its own, which the hook is told."""
    write_record(repository, SILENT)
    run_git(repository, "add", PATH)
    write_record(repository, STORY)
    assert [one.fault.code for one in staged(repository)] == [UNCOUNTED]
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / ".git" / "own"))
    run_git(repository, "read-tree", "HEAD")
    run_git(repository, "add", PATH)
    assert staged(repository) == []


def test_what_a_later_commit_mends_is_public_all_the_same(repository: Path) -> None:
    """What the next commit of the same push takes away or mends is found in the first, named by it, and not said."""
    base = head(repository)
    write(repository, "content/en/a.md", f"{IIN}\n")
    bad = committed(repository)
    run_git(repository, "revert", "--no-edit", "HEAD")
    write_record(repository, MORE)
    raw = committed(repository)
    write_record(repository, STORY)
    committed(repository)
    assert since(repository, base) == sorted([(bad, "content/en/a.md", "personal.iin"), (raw, PATH, SAYS_MORE)])
    assert ranged(repository, base, "main") == push(repository, "main", old=base)
    assert ranged(repository, raw, "main") == []
    report = at_a_terminal(repository, "protect", "range", base, "HEAD", CI="")
    assert f"commit {raw[:10]} {PATH}: " in report
    assert "два часа" not in report


def test_a_withdrawal_is_never_held_up(repository: Path) -> None:
    """A commit that takes a story away passes, also where others were never counted."""
    write_record(repository, STORY)
    write_record(repository, {**record("7Q4M"), "alike": None})
    base = committed(repository)
    (repository / PATH).unlink()
    write(repository, "cases_public/withdrawn/7Q4K.yml", f'id: "7Q4K"\nrelease: "{RELEASE}"\n')
    assert staged_all(repository) == []
    committed(repository)
    assert since(repository, base) == []


def test_a_message_is_judged(repository: Path) -> None:
    """What a message says is found at its line, a record in it too, and the names of whoever made a commit."""
    base = head(repository)
    committed(repository, f"Words\n\nFor {IIN}")
    run_git(repository, "commit", "--quiet", "--allow-empty", "--message", "b", "--author", f"X <x.y{'@'}some.zz>")
    run_git(repository, "commit", "--quiet", "--allow-empty", "--message", f"For {NAME}")
    run_git(repository, "commit", "--quiet", "--allow-empty", "--message", "b", "--author", f"{NAME} <a@b.invalid>")
    committed(repository, f"Words\n\n{text_of(STORY)}")
    assert [(one.fault.code, one.line, one.part) for one in push(repository, "main", old=base)] == [
        ("personal.iin", 3, commit_messages.OF_A_MESSAGE),
        ("protect.author", None, commit_messages.OF_AN_AUTHOR),
        ("personal.person", 1, commit_messages.OF_A_MESSAGE),
        ("protect.author", None, commit_messages.OF_AN_AUTHOR),
        (ELSEWHERE, None, commit_messages.OF_A_MESSAGE),
    ]


def test_a_message_may_speak_of_the_program() -> None:
    """Names of modules and a word in capitals at the beginning are no person; a name in the middle is one. The lines of
    a signature are numbers of a machine; what stands around it is judged at its own line."""
    signed = f"Words\n-----BEGIN SSH SIGNATURE-----\n{IIN}\n-----END SSH SIGNATURE-----\n{IIN}"
    texts = {
        "Twelve rows of test_verify\n\nDivide them\n- Hold the lines\n": set(),
        f"{NAME.split()[0]} did it\n\nSo did {NAME}\n": {1, 3},
        signed: {5},
    }
    for text, lines in texts.items():
        assert {one.line for one in commit_messages.of_words(text.encode(), commit_messages.OF_A_MESSAGE)} == lines


@pytest.mark.parametrize("address", ["noreply@host.zz", "1+x@users.noreply.host.zz", "a@b.invalid", "a@example.org"])
def test_an_address_that_reaches_nobody_may_be_that_of_an_author(address: str) -> None:
    """Hosts that take no mail and names reserved for examples are no address of a person."""
    assert not is_a_person("Coalition", address)


def test_tags_and_names_of_branches_are_judged(repository: Path) -> None:
    """An annotated tag is looked at itself, one on a tag too; the name of a branch or tag is judged as text; what names
    a file or a folder brings what no commit shows."""
    run_git(repository, "tag", "--annotate", "inner", "--message", f"Of {IIN}")
    run_git(repository, "tag", "--annotate", "outer", "inner", "--message", "Words")
    run_git(repository, "tag", "--annotate", "pasted", "--message", f"Words\n\n{text_of(STORY)}")
    run_git(repository, "branch", f"case-{IIN}")
    run_git(repository, "tag", "file", f"HEAD:{PAGE}")
    run_git(repository, "tag", "folder", "HEAD:content")
    base = head(repository)
    assert [one.part for one in push(repository, "outer", old=base)] == [commit_messages.OF_A_TAG]
    assert [one.fault.code for one in push(repository, "pasted", old=base)] == [ELSEWHERE]
    (named,) = push(repository, f"case-{IIN}", old=base)
    assert (named.fault, named.part, IIN[:4] in "".join(gate_report([named]))) == (
        NAMED,
        commit_messages.OF_A_REF,
        False,
    )
    assert [one.fault for one in push(repository, "file", "folder")] == [commits.NOT_A_COMMIT] * 2


def test_a_merge_is_judged_by_what_it_brings_itself(repository: Path) -> None:
    """What only a merged branch had is in its commit, and what neither branch had is in the merge; a merge is not
    blamed for what its branches had before."""
    write(repository, "docs/a.md", f"{IIN}\n")
    base = committed(repository)
    run_git(repository, "switch", "--quiet", "--create", "side")
    write(repository, "docs/b.md", "b\n")
    write_record(repository, MORE)
    raw = committed(repository)
    write_record(repository, STORY)
    committed(repository)
    run_git(repository, "switch", "--quiet", "main")
    committed(repository)
    run_git(repository, "merge", "--quiet", "--no-ff", "--no-commit", "side")
    write(repository, "docs/b.md", f"b\n{CARD}\n")
    write(repository, "docs/d.md", f"{IIN}\n")
    write_record(repository, OTHERS)
    merge = committed(repository)
    of_merge = [("docs/b.md", "personal.card"), ("docs/d.md", "personal.iin"), (PATH, OTHER_WORDS)]
    assert since(repository, base) == sorted([(raw, PATH, SAYS_MORE), *((merge, *one) for one in of_merge)])


def test_a_push_of_nothing_known_is_judged_from_the_first_commit(repository: Path) -> None:
    """A new branch, and one whose old commit is not here, are judged whole; what is deleted brings nothing."""
    write(repository, "docs/a.md", IIN)
    committed(repository)
    write(repository, "docs/b.md", "b")
    last = committed(repository)
    assert [one.path for one in push(repository, "main")] == ["docs/a.md"]
    assert [one.path for one in push(repository, "main", old="1" * 40)] == ["docs/a.md"]
    assert pushed(repository, [Update("refs/heads/main", last, NOTHING)]) == []
    run_git(repository, "update-ref", "refs/remotes/origin/main", last)
    assert pushed(repository, [Update("refs/heads/x", NOTHING, last)], known_to(repository, "origin")) == []
    assert known_to(repository, "other") == []


def test_what_was_there_before_the_gate_is_closed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the baseline nothing is judged; what comes after it is, and so is a line that joins an older one."""
    write(repository, "docs/a.md", f"{IIN}\nb\n")
    monkeypatch.setattr(hooks, "BASELINE", committed(repository))
    changed(repository, "docs/a.md", "b", HALVES)
    committed(repository)
    assert [(one.path, one.line) for one in push(repository, "main")] == [("docs/a.md", 2)]


def test_a_server_judges_a_push_for_a_project_below_its_repository(tmp_path: Path) -> None:
    """What a server received is judged in the same way, by the installed program; the project may lie deeper."""
    write(tmp_path, "README.md", "Words\n")
    base = committed(tmp_path)
    write_record(tmp_path / "inside", STORY)
    right = committed(tmp_path)
    write_record(tmp_path / "inside", MORE)
    wrong = committed(tmp_path)
    for new, expected in ((right, 0), (wrong, 1)):
        updates = updates_of(f"{base} {new} refs/heads/main\n", RECEIVED)
        assert len(pushed(tmp_path / "inside", updates, [base])) == expected
    assert everything(tmp_path)


def test_what_git_cannot_give_is_no_clean_file(repository: Path, tmp_path: Path) -> None:
    """In a shallow clone nobody sees what comes before, and the sentence has the command that mends it; where an object
    is missing, nothing is called clean."""
    committed(repository)
    run_git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository}", "shallow")
    with pytest.raises(git.Unknown) as refused:
        push(tmp_path / "shallow", "main")
    [problem] = refused.value.problems
    assert (problem.code, "git fetch --unshallow" in problem.fault.message) == ("git.shallow_clone", True)
    blob = run_git(repository, "rev-parse", f"HEAD:{PAGE}")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(git.Unknown):
        push(repository, "main")


def test_the_lines_of_a_push_are_read_as_git_writes_them() -> None:
    """What people typed may hold spaces; what is no line of git is refused."""
    old, new = "1" * 40, "2" * 40
    assert updates_of(f"HEAD^{{/a b}} {new} refs/heads/main {old}\n") == [Update("refs/heads/main", old, new)]
    assert updates_of("") == []
    for lines in ("words\n", f"a {new} b\n", f"a {new} b {old[:-1]}\n"):
        with pytest.raises(Refused):
            updates_of(lines)
