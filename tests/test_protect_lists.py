"""What the gate keeps and is told beside the repository: its note of clean files, and a list of protected names."""

from pathlib import Path

import pytest

from build_tools.gate import commit_messages, hooks
from build_tools.gate.files import NAMED
from build_tools.gate.project import mark_of, note_of
from build_tools.personal_data.table import FAULTS
from build_tools.problems import Refused
from tests.personal_data.items import MADE
from tests.repositories import committed, write
from tests.repositories import git as run_git

WORDS = "A man, 30 to 44, was beaten in Almaty.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project whose next commit holds one clean file and one that is not."""
    root = tmp_path / "project"
    write(root, "content/en/clean.md", WORDS)
    write(root, "content/en/bad.md", MADE["iin"]())
    run_git(root, "init", "--quiet")
    run_git(root, "add", "--all")
    return root


def note(root: Path) -> Path:
    """Return the file of the note."""
    return root / ".git/transparency/clean"


def test_only_what_is_clean_is_noted_and_for_its_owner_alone(repository: Path) -> None:
    """The note holds one mark for the one clean file, nothing of its text, and nobody else may read it."""
    assert len(hooks.staged(repository)) == 1
    clean = note(repository)
    assert (clean.stat().st_mode & 0o777, len(clean.read_bytes())) == (0o600, 32)
    assert len(hooks.staged(repository)) == 1
    blob = run_git(repository, "rev-parse", ":content/en/clean.md")
    assert mark_of("content/en/clean.md", blob) in note_of(repository).marks
    assert mark_of("content/en/other.md", blob) not in note_of(repository).marks


SPOILED = {"gone": None, "empty": b"", "cut short": b"a" * 31, "others may read it": b"a" * 32}


@pytest.mark.parametrize("how", SPOILED)
def test_a_damaged_note_is_none(repository: Path, how: str) -> None:
    """Whatever becomes of the note, everything is looked at again, and found."""
    hooks.staged(repository)
    path, data = note(repository), SPOILED[how]
    path.unlink() if data is None else path.write_bytes(data)
    if how == "others may read it":
        path.chmod(0o644)
    blob = run_git(repository, "rev-parse", ":content/en/clean.md")
    assert mark_of("content/en/clean.md", blob) not in note_of(repository).marks
    assert len(hooks.staged(repository)) == 1


NAME = " ".join(("Зур" + "навия", "Тильбе" + "кова"))
"""An invented name that no list of names has."""


@pytest.fixture
def listed(repository: Path, tmp_path: Path) -> Path:
    """The same project, with a list of one protected name outside of it."""
    path = tmp_path / "protected names.txt"
    path.write_text(f"{NAME}\n", "utf-8")
    path.chmod(0o600)
    run_git(repository, "config", "transparency.protectedNames", str(path))
    run_git(repository, "rm", "--quiet", "--cached", "content/en/bad.md")
    return repository


FORMS = {
    "as it is": NAME,
    "in capitals": NAME.upper(),
    "small": NAME.lower(),
    "with Russian endings": NAME.replace("ия", "ией").replace("кова", "ковой"),
    "with a Kazakh ending": f"{NAME}ның",
    "in Latin letters": " ".join(("Zur" + "naviia", "Tilbe" + "kova")),
    "the other way round": " ".join(reversed(NAME.split())),
    "with words between": NAME.replace(" ", " говорит, что "),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_protected_name_is_found_in_every_form(listed: Path, form: str) -> None:
    """With endings, in any alphabet and order, each word of the name is found where it stands."""
    look = hooks.protected(listed)
    assert look
    assert [one.start for one in look(f"x {FORMS[form]}")] == [2, 2 + FORMS[form].rindex(" ") + 1]


def test_a_protected_name_is_said_like_any_other(listed: Path) -> None:
    """It is found in a file, a name of a file and a message alike, and no word tells that a list had it."""
    write(listed, "docs/zur" + "naviia-tilbe" + "kova.md", f"x {NAME} x\n")
    run_git(listed, "add", "docs")
    found = hooks.staged(listed, hooks.protected(listed))
    assert {one.fault.code for one in found} == {"personal.person", "protect.name"}
    assert {one.fault for one in found} <= {*FAULTS.values(), NAMED}
    last = committed(listed, f"For {NAME}")
    update = hooks.Update("refs/heads/main", "0" * 40, last)
    messages = [one.part for one in hooks.pushed(listed, [update], (), hooks.protected(listed)) if not one.path]
    assert commit_messages.OF_A_MESSAGE in messages


def test_half_of_a_name_is_none(listed: Path) -> None:
    """One word of a name of two is nobody's; what a note calls clean is compared all the same."""
    write(listed, "tests/a.py", f"x {NAME.split()[0]} x\n")
    write(listed, "tests/b.py", f"x {NAME.lower()} x\n")
    run_git(listed, "add", "tests")
    before = hooks.staged(listed)
    named = [one for one in hooks.staged(listed, hooks.protected(listed)) if one not in before]
    assert {one.path for one in named} == {"tests/b.py"}


def refusal(root: Path) -> str:
    """Return why no list is taken."""
    with pytest.raises(Refused) as refused:
        hooks.protected(root)
    return refused.value.problems[0].code


def test_a_list_that_is_not_safe_stops(listed: Path, tmp_path: Path) -> None:
    """Where others may read the list, where it is gone, empty or no text, or lies in a work tree, nothing goes out."""
    path = tmp_path / "protected names.txt"
    path.chmod(0o640)
    assert refusal(listed) == "private.open"
    path.chmod(0o600)
    path.write_bytes(b"\xff\xfe")
    assert refusal(listed) == "protect.list_unreadable"
    path.write_text("\n", "utf-8")
    assert refusal(listed) == "protect.list_unreadable"
    path.unlink()
    assert refusal(listed) == "private.no_file"
    write(listed, "names.txt", NAME)
    (listed / "names.txt").chmod(0o600)
    run_git(listed, "config", "transparency.protectedNames", str(listed / "names.txt"))
    assert refusal(listed) == "private.in_a_repository"
