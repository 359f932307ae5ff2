"""What the program learns of a repository."""

import subprocess
from pathlib import Path

import pytest

from build_tools import git

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
    assert len(git.commit(repository) or "") == 40
    assert git.uncommitted(repository) == ()


def test_what_is_not_committed_is_named(repository: Path) -> None:
    """Changed, new and removed files are all named, in any alphabet."""
    (repository / "есеп.md").unlink()
    (repository / "new").mkdir()
    (repository / "new" / "қосымша.md").write_text("words", "utf-8")
    assert git.uncommitted(repository) == ("new/қосымша.md", "есеп.md")
    assert git.uncommitted(repository / "new") == ("new/қосымша.md", "есеп.md")
    assert git.uncommitted(repository, "new") == ("new/қосымша.md",)
    assert git.uncommitted(repository, apart=["new"]) == ("есеп.md",)


def test_a_folder_without_git_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no repository, or no git, nothing is known of commits."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert git.commit(tmp_path) is None
    assert git.uncommitted(tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.commit(tmp_path) is None


def test_a_hook_of_git_does_not_mislead(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git sets for a hook names another repository; the folder that is asked about is the one that counts."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert len(git.commit(repository) or "") == 40
