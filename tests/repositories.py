"""Real repositories of git for tests: in comes a folder, out comes a history. Needs no settings of the machine."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.command_line import main
from build_tools.gate.hooks import GateFinding, staged
from tests.clean_notes import note_clean

SETTINGS = ("user.name=Nobody", "user.email=nobody@example.invalid", "commit.gpgsign=false", "init.defaultBranch=main")


PAGE, WORDS = "content/en/about.md", '---\ntitle: "About"\n---\n\nA man, 30 to 44, was beaten in Almaty.\n'
"""The one file of a new repository, in which nothing is personal."""

WHO = tuple(word for setting in SETTINGS for word in ("-c", setting))
"""The words with which git commits as nobody."""


def git(folder: Path, *words: str) -> str:
    """Run git in a folder and return what it prints."""
    done = subprocess.run(["git", *WHO, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def committed(folder: Path, message: str = "Example") -> str:
    """Commit everything in a folder, which becomes a repository if it is none, and return the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
        note_clean(folder)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def staged_all(root: Path) -> list[GateFinding]:
    """Return what the next commit of everything would bring."""
    git(root, "add", "--all")
    return staged(root)


def changed(project: Path, name: str, old: str, new: str) -> None:
    """Put a text in the place of another in one file."""
    text = (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), "utf-8")


def write(project: Path, name: str, text: str) -> None:
    """Write a file, and the folder it lies in."""
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(text, "utf-8")


def linked(path: Path) -> None:
    """Put a link in the place of a file, which lies beside it then."""
    path.rename(path.with_name(".other"))
    path.symlink_to(".other")


def asked(project: Path, *words: str | Path) -> Result:
    """Run a command of the program on a project."""
    return CliRunner().invoke(main, ["--root", str(project), *map(str, words)], catch_exceptions=False)


def of_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git take every repository for one of another user, as its own tests do, whatever this machine trusts."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
