"""What the program learns of a repository."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from build_tools import git
from build_tools.content import checked
from build_tools.git import running
from build_tools.problems import Problem, Refused, sentence
from build_tools.provenance import source
from build_tools.provenance.manifest import NO_LOCK, Manifest
from build_tools.provenance.source import source_problems
from build_tools.release import checks
from build_tools.release.facts import Release, history_of
from build_tools.release.gates import found_by
from build_tools.tree import NOT_A_FILE
from tests.conftest import ROOT
from tests.repositories import committed, of_another_user, write
from tests.site_builder import DAY, minimal_site

SITE_SRC = ROOT / "site_src"
WHO = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.invalid", "-c", "commit.gpgsign=false")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit of one file."""
    (tmp_path / "есеп.md").write_text("words", "utf-8")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "first")):
        subprocess.run(["git", *WHO, *words], cwd=tmp_path, check=True)
    return tmp_path


def test_a_commit_is_known(repository: Path) -> None:
    """The commit that is checked out is named in full, and nothing is said to have changed."""
    assert len(git.commit(repository)) == 40
    assert git.commit_with(repository) == git.commit(repository)
    assert git.uncommitted(repository) == ()


def test_what_is_not_committed_is_named(repository: Path) -> None:
    """Changed, new and removed files are all named, in any alphabet."""
    (repository / "есеп.md").unlink()
    (repository / "new").mkdir()
    (repository / "new" / "қосымша.md").write_text("words", "utf-8")
    assert git.uncommitted(repository) == ("new/қосымша.md", "есеп.md")
    assert git.uncommitted(repository / "new") == ("new/қосымша.md", "есеп.md")
    assert git.uncommitted(repository, "new") == ("new/қосымша.md",)


def test_a_folder_without_a_commit_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no repository, that is an answer: a build from an archive names none. A repository has one."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert git.commit_with(tmp_path) is None
    with pytest.raises(git.NoRepository):
        git.uncommitted(tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    with pytest.raises(git.Unknown):
        git.commit_with(tmp_path)


def test_a_folder_that_just_lies_in_a_repository_has_no_commit(repository: Path) -> None:
    """An archive that was unpacked inside a repository is no part of what is committed there."""
    (repository / "archive").mkdir()
    assert git.commit_with(repository / "archive") is None


def test_a_hook_of_git_does_not_mislead(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git sets for a hook names another repository; the folder that is asked about is the one that counts."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert len(git.commit(repository)) == 40


def garbage(*names: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Return what writes nonsense into files of git."""

    def spoil(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in names:
            path = repository / ".git" / name
            path.chmod(0o644)
            path.write_bytes(b"nonsense\n")

    return spoil


def gone(*names: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Return what takes files or folders of git away."""

    def spoil(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in names:
            path = repository / ".git" / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return spoil


def without(what: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Return what takes one object away, such as the tree of the commit."""

    def spoil(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        found = subprocess.run(["git", "rev-parse", what], cwd=repository, capture_output=True, text=True, check=True)
        name = found.stdout.strip()
        (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()

    return spoil


def in_its_place(make: Callable[[Path], object]) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Return what puts something else in the place of the folder of git."""

    def spoil(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.rmtree(repository / ".git")
        make(repository / ".git")

    return spoil


def another(script: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Return what puts another program in the place of git; in it, ``$real`` is git."""

    def spoil(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program = repository.parent / "bin" / "git"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\nreal={shutil.which('git')}\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return spoil


def no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take git away, not the repository."""
    monkeypatch.setenv("PATH", str(repository / "nowhere"))


def elsewhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a setting say that the files of the repository lie in another folder, where nothing has changed."""
    other = repository.parent / "other"
    shutil.copytree(repository, other, ignore=shutil.ignore_patterns(".git"))
    subprocess.run(["git", "config", "core.worktree", str(other)], cwd=repository, check=True)


def an_index_of_zeros(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave of the index what a machine leaves that lost its power."""
    index = repository / ".git" / "index"
    index.write_bytes(bytes(index.stat().st_size))


BROKEN = {
    "the index is nonsense": garbage("index"),
    "the index is empty of sense": an_index_of_zeros,
    "the index is cut": lambda repository, _: os.truncate(repository / ".git" / "index", 20),
    "the head is nonsense": garbage("HEAD"),
    "the head is gone": gone("HEAD"),
    "the branch is nonsense": garbage("refs/heads/main"),
    "the branch is gone": gone("refs/heads/main"),
    "the branch is empty": lambda repository, _: os.truncate(repository / ".git" / "refs" / "heads" / "main", 0),
    "the settings are nonsense": garbage("config"),
    "all objects are gone": gone("objects"),
    "the commit is gone": without("HEAD"),
    "its tree is gone": without("HEAD^{tree}"),
    "a folder of it is gone": without("HEAD:content"),
    "a file of it is gone": without("HEAD:content/page.md"),
    "the folder of git is an empty folder": in_its_place(Path.mkdir),
    "the folder of git is an empty file": in_its_place(Path.touch),
    "the folder of git is elsewhere": in_its_place(lambda path: path.write_text("gitdir: /nowhere\n")),
    "the folder of git is a dangling link": in_its_place(lambda path: path.symlink_to("nowhere")),
    "the folder of git is a circle": in_its_place(lambda path: path.symlink_to(".git")),
    "the files are said to lie elsewhere": elsewhere,
    "it belongs to another user": lambda _, monkeypatch: of_another_user(monkeypatch),
    "git is not installed": no_git,
    "git fails": another("exit 1"),
    "git dies": another("kill -9 $$"),
    "git says nothing": another("exit 0"),
    "git talks nonsense": another("echo nonsense"),
    "git talks nonsense of files alone": another('case "$*" in *status*|*ls-*) echo x;; *) exec $real "$@";; esac'),
    "git fails at the status": another('case "$*" in *status*) exit 128;; *) exec $real "$@";; esac'),
    "git passes a folder by": another(
        'case "$*" in *status*) echo "warning: could not open directory \'x/\'" >&2;; *) exec $real "$@";; esac'
    ),
}
"""Ways in which git cannot tell what is committed, though there is a repository."""

OF_THE_INDEX = {way for way in BROKEN if "index" in way or way in ("git fails at the status", "git passes a folder by")}
"""Ways in which git cannot tell what is changed. A build holds each file against the commit and asks none of these."""


@pytest.fixture
def changed_since(tmp_path: Path) -> Path:
    """A repository with a page that was changed after the commit, in a folder of its own."""
    project = tmp_path / "project"
    write(project, "content/page.md", "words\n")
    write(project, "cases_public/README.md", "words\n")
    committed(project)
    write(project, "content/page.md", "later words\n")
    committed(project)
    write(project, "content/page.md", "other words\n")
    return project


OF_GIT = (checks.uncommitted_files, checks.withdrawn_cases, checks.time_of_commit)
"""The gates that ask git alone."""


@pytest.mark.parametrize("way", BROKEN)
def test_what_git_cannot_tell_stops_a_release(changed_since: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a repository is broken whose folder is as in its commit: each gate that asks git stays shut and says why
    in one sentence; no build for release calls the folder so, nor one without a commit; and no release of another
    commit counts as the one of the project."""
    write(changed_since, "content/page.md", "later words\n")
    assert source.head_facts(changed_since, DAY)["commit"] == git.commit(changed_since)
    BROKEN[way](changed_since, monkeypatch)
    release = Release(changed_since, minimal_site(), (), history_of(changed_since))
    for gate in OF_GIT:
        said = sentence(*found_by([gate], release))
        assert said.startswith(".: is in ")
        assert str(changed_since) not in said
    asked = (lambda: source.head_facts(changed_since, DAY), lambda: source.release_moment(changed_since))
    for ask in asked if way not in OF_THE_INDEX else ():
        with pytest.raises(Refused) as refused:
            ask()
        assert len(refused.value.problems) == 1
    manifest = Manifest({"commit": "0" * 40, "day": "2000-01-01", "lock": NO_LOCK}, {})
    assert problems_of(lambda: source_problems(changed_since, manifest))


def problems_of(ask: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """Return what is wrong, be it said or raised."""
    try:
        return list(ask())
    except Refused as refused:
        return refused.problems


@pytest.mark.parametrize("name", ["GIT_LITERAL_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"])
def test_no_variable_hides_a_change(changed_since: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that lets git take every path for a name does not make it find no change."""
    monkeypatch.setenv(name, "1")
    assert git.uncommitted(changed_since) == ("content/page.md",)


def test_no_setting_hides_a_change(changed_since: Path) -> None:
    """A program that a setting names, and that says of every file that it is as before, is not asked."""
    monitor = changed_since.parent / "monitor"
    monitor.write_text("#!/bin/sh\nprintf 'token\\0'\n")
    monitor.chmod(0o755)
    for words in (["config", "core.fsmonitor", str(monitor)], ["update-index", "--fsmonitor-valid", "content/page.md"]):
        subprocess.run(["git", *words], cwd=changed_since, check=True)
    assert git.uncommitted(changed_since) == ("content/page.md",)


def test_git_that_does_not_end_is_ended(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever for what git reads for ever."""
    monkeypatch.setattr(running, "LIMIT", 1)
    another("exec sleep 60")(repository, monkeypatch)
    with pytest.raises(git.Unknown):
        git.uncommitted(repository)


@pytest.mark.skipif(os.name == "nt", reason="needs pipes")
@pytest.mark.parametrize("path", [".gitignore", ".gitattributes", ".gitmodules", ".mailmap"])
def test_a_check_names_what_git_would_read_for_ever(path: str, example: Path) -> None:
    """A pipe where git looks for settings is said before git is asked."""
    committed(example)
    (example / path).unlink(missing_ok=True)
    os.mkfifo(example / path)
    with pytest.raises(Refused) as refused:
        checked(example, SITE_SRC)
    assert f"{path}: {NOT_A_FILE}" in [sentence(problem) for problem in refused.value.problems]
