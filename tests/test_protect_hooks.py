"""The hooks of the gate in real repositories: commits and pushes, hooks of others, and what the gate says to whom."""

import shlex
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from build_tools.command_line import main
from build_tools.gate import hooks
from build_tools.load.messages import sentence
from build_tools.problems import Refused
from tests.personal_data.items import MADE
from tests.publishing import Done, run
from tests.repositories import PAGE, WORDS, committed, write
from tests.repositories import git as run_git
from tests.terminal import at_a_terminal

FRAMEWORK = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
GONE = "It's gone."
SETTINGS = "content/site.yml"


def state(root: Path) -> dict[str, bytes]:
    """Return every hook that git could run, with its bytes."""
    return {path.name: path.read_bytes() for path in (root / ".git" / "hooks").iterdir() if path.suffix != ".sample"}


def commit_one(root: Path, text: str, *words: str) -> Done:
    """Add a file with a text and commit it as a maintainer does."""
    write(root, "docs/notes.md", text)
    run("git", "add", "--all", cwd=root)
    return run("git", "commit", "--quiet", "--message", "Words", *words, cwd=root)


def test_git_asks_before_a_commit_and_a_push(repository: Path, tmp_path: Path) -> None:
    """A commit with an item is stopped; one that goes around the hook is stopped by the push, and nothing arrives."""
    run_git(tmp_path, "init", "--quiet", "--bare", "server.git")
    run_git(repository, "remote", "add", "server", "../server.git")
    hooks.install_hooks(repository, GONE)
    stopped = commit_one(repository, MADE["iin"]())
    assert stopped.returncode == 1
    assert "Places with what may be personal: 1." in stopped.stderr
    assert commit_one(repository, MADE["iin"](), "--no-verify").returncode == 0
    pushed = run("git", "push", "server", "main", cwd=repository)
    assert pushed.returncode == 1
    assert "Nothing was pushed." in pushed.stderr
    assert MADE["iin"]()[:5] not in stopped.stderr + pushed.stderr
    assert run_git(tmp_path / "server.git", "rev-list", "--all") == ""
    run_git(repository, "reset", "--quiet", "--hard", "HEAD~1")
    assert commit_one(repository, "Words\n").returncode == 0
    assert run("git", "push", "server", "main", cwd=repository).returncode == 0


def test_git_asks_before_a_message_is_kept(repository: Path) -> None:
    """A message with an item makes no commit, and the command that is named says where the item stands."""
    hooks.install_hooks(repository, GONE)
    before = run_git(repository, "rev-parse", "HEAD")
    stopped = run("git", "commit", "--allow-empty", "--message", f"See {MADE['iin']()}", cwd=repository)
    assert stopped.returncode == 1
    assert "Nothing was committed. Write the message anew without it" in stopped.stderr
    assert "`transparency protect message .git/COMMIT_EDITMSG`" in stopped.stderr
    assert MADE["iin"]()[:5] not in stopped.stderr
    assert run_git(repository, "rev-parse", "HEAD") == before
    assert run("git", "commit", "--allow-empty", "--message", "Words", cwd=repository).returncode == 0


def test_a_part_of_what_changed_is_judged_as_it_is_committed(repository: Path) -> None:
    """`git commit --all` and `git commit FILE` make their own index, and that one is judged."""
    hooks.install_hooks(repository, GONE)
    write(repository, PAGE, f"{MADE['iin']()}\n")
    write(repository, "docs/other.md", "Words\n")
    run_git(repository, "add", "docs/other.md")
    for words in (["--all"], [PAGE]):
        assert run("git", "commit", "--message", "a", *words, cwd=repository).returncode == 1
    assert run("git", "commit", "--message", "a", "docs/other.md", cwd=repository).returncode == 0


@pytest.mark.parametrize("name", hooks.HOOKS)
def test_a_hook_of_somebody_else_stays_and_nothing_is_written(repository: Path, name: str) -> None:
    """Whoever has a hook reads what it has to run; once it is gone ours are written, again and again the same, and
    taken away."""
    hook = repository / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntrue\n", "utf-8")
    before = state(repository)
    with pytest.raises(Refused) as refused:
        hooks.install_hooks(repository, GONE)
    [problem] = refused.value.problems
    assert (problem.code, hooks.HOOKS[name] in sentence(problem)) == ("protect.hook_in_the_way", True)
    assert not hooks.remove_hooks(repository)
    assert state(repository) == before
    hook.unlink()
    hooks.install_hooks(repository, GONE)
    written = state(repository)
    hooks.install_hooks(repository, GONE)
    assert (written.keys(), state(repository)) == (hooks.HOOKS.keys(), written)
    assert hooks.remove_hooks(repository)
    assert state(repository) == {}


def test_hooks_that_cannot_be_written_are_a_sentence(repository: Path) -> None:
    """Where a file lies in the place of the folder of hooks, that is said, and nothing else happens."""
    write(repository, "taken", "")
    run_git(repository, "config", "core.hooksPath", "taken/hooks")
    with pytest.raises(Refused) as refused:
        hooks.install_hooks(repository, GONE)
    assert [problem.code for problem in refused.value.problems] == ["protect.hook_not_written"]


def test_a_hook_without_its_program_refuses(repository: Path) -> None:
    """Where the environment is gone, a commit is stopped with one sentence."""
    hooks.install_hooks(repository, GONE)
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.write_text(hook.read_text("utf-8").replace(sys.executable, "/nowhere/python"), "utf-8")
    stopped = commit_one(repository, "Words\n")
    assert (stopped.returncode, stopped.stderr) == (1, f"{GONE}\n")


def test_hooks_lie_where_git_looks_for_them(repository: Path, tmp_path: Path) -> None:
    """A folder that the settings name, and the one folder of all work trees, are found."""
    run_git(repository, "worktree", "add", "--quiet", "--detach", "../tree")
    hooks.install_hooks(tmp_path / "tree", GONE)
    assert (repository / ".git" / "hooks" / "pre-commit").is_file()
    assert not hooks.hooks_missing(repository)
    run_git(repository, "config", "core.hooksPath", "own hooks")
    assert hooks.hooks_missing(repository)
    hooks.install_hooks(repository, GONE)
    assert (repository / "own hooks" / "pre-push").is_file()
    assert commit_one(tmp_path / "tree", MADE["iin"]()).returncode in (0, 1)
    assert commit_one(repository, MADE["iin"]()).returncode == 1


def test_a_project_below_its_repository_is_judged_as_one(tmp_path: Path) -> None:
    """The hook finds the project in its folder, so that what may lie there is committed, and an item is not."""
    project = tmp_path / "a repository" / "a project"
    write(project, PAGE, WORDS)
    committed(tmp_path / "a repository")
    hooks.install_hooks(project, GONE)
    assert commit_one(project, "Words\n").returncode == 0
    assert commit_one(project, MADE["iin"]()).returncode == 1


def test_outside_of_git_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever unpacked an archive is not told of hooks."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert not hooks.hooks_missing(tmp_path)


def transparency(root: Path, *words: str) -> Result:
    """Run a command of the gate, as a program does that has no terminal."""
    return CliRunner().invoke(main, ["--root", str(root), "protect", *words], catch_exceptions=False)


@pytest.mark.parametrize("hosted", [True, False])
def test_only_a_terminal_reads_places(repository: Path, monkeypatch: pytest.MonkeyPatch, hosted: bool) -> None:
    """A log of a host gets a number and nothing else; whatever else is no terminal learns where to ask."""
    monkeypatch.setenv("CI", "true" if hosted else "")
    write(repository, "docs/notes.md", MADE["iin"]())
    run_git(repository, "add", "--all")
    done = transparency(repository, "staged")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Places with what may be personal: 1." in done.stderr.splitlines()
    assert len(done.stderr.splitlines()) == (1 if hosted else 3)
    assert "notes" not in done.stderr


@pytest.mark.parametrize(
    ("language", "says"), [("kk", "ұйымның нөмірі (ЖСН, БСН)"), ("ru", "номер человека или организации (ИИН, БИН)")]
)
def test_a_terminal_reads_place_and_kind_in_its_language(repository: Path, language: str, says: str) -> None:
    """A maintainer at a terminal reads the line and the column, the kind, and what to write instead; no value."""
    write(repository, SETTINGS, f"Words\n\nЖСН {MADE['iin']()}\n")
    run_git(repository, "add", "--all")
    said = at_a_terminal(repository, "protect", "staged", TRANSPARENCY_LANGUAGE=language, CI="")
    assert f"{SETTINGS}:3:5: " in said
    assert says in said
    assert MADE["iin"]()[:4] not in said


def test_the_commands_judge_what_they_are_asked(repository: Path) -> None:
    """A range is judged by its ends; a name that no commit has, and words that git never hands over, are sentences."""
    base = run_git(repository, "rev-parse", "HEAD")
    write(repository, "docs/notes.md", MADE["iin"]())
    last = committed(repository)
    assert transparency(repository, "range", base, "main").exit_code == 1
    assert transparency(repository, "range", last, "main").exit_code == 0
    assert "names no commit of this repository" in transparency(repository, "range", base, "nowhere").stderr
    lines = f"refs/heads/main {last} refs/heads/main {base}\n"
    words = ["--root", str(repository), "protect", "push", "origin"]
    assert CliRunner().invoke(main, words, input=lines).exit_code == 1
    assert CliRunner().invoke(main, words, input="").exit_code == 0
    assert "lines with names and digests" in CliRunner().invoke(main, words, input="words\n").stderr


def test_the_framework_pre_commit_judges_what_it_is_not_told_of(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its hook is told the first branch of a push alone: a second one, a tag and a commit of no branch stop it too,
    and what the other side has already does not."""
    [of_push] = [hook for hook in yaml.safe_load(FRAMEWORK.read_text("utf-8")) if hook["stages"] == ["pre-push"]]
    monkeypatch.setenv("CI", "")

    def judged() -> int:
        words = shlex.split(shlex.split(of_push["entry"])[-1].replace("$PRE_COMMIT_REMOTE_NAME", "origin"))
        return transparency(repository, *words[words.index("protect") + 1 :]).exit_code

    assert judged() == 0
    run_git(repository, "switch", "--quiet", "--detach")
    write(repository, "docs/notes.md", MADE["iin"]())
    last = committed(repository)
    assert judged() == 1
    run_git(repository, "branch", "other")
    run_git(repository, "switch", "--quiet", "main")
    assert judged() == 1
    run_git(repository, "tag", "one", "other")
    run_git(repository, "branch", "--quiet", "-D", "other")
    assert judged() == 1
    run_git(repository, "update-ref", "refs/remotes/origin/other", last)
    assert judged() == 0


def test_commits_are_offered_a_role(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who would be named as a person reads how to commit as a role; a role reads nothing of it."""
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Coalition")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "x.y" + "@" + "somewhere.zz")
    assert "git config user.email coalition@role.invalid" in transparency(repository, "install").stdout
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "coalition@role.invalid")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Coalition")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "coalition@role.invalid")
    assert "git config" not in transparency(repository, "install").stdout
    assert not hooks.is_a_person("Coalition", "coalition@role.invalid")
    assert "The hooks are gone" in transparency(repository, "remove").stdout
    assert "No hook of ours" in transparency(repository, "remove").stdout
