"""The weekly look for newer libraries: what runs them cannot write, and what writes runs none of them."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.repositories import WHO
from tests.test_lock import GROUPS

WORKFLOW = ROOT / ".github" / "workflows" / "update.yml"
JOBS: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def runs(job: str) -> str:
    """Return all that a job runs."""
    return "\n".join(step.get("run", "") for step in JOBS[job]["steps"])


def test_what_runs_new_libraries_may_only_read_and_is_named_by_its_commit() -> None:
    """Tests with libraries that nobody has looked at run without any right to write and without the token, and nobody
    who moves a tag can change what runs here. The locks are handed over before, so that no library can change them."""
    text, look, steps = WORKFLOW.read_text("utf-8"), JOBS["look"], JOBS["look"]["steps"]
    uses = re.findall(r"uses: (.*)", text)
    assert len(uses) == 4
    assert [action for action in uses if not PINNED.fullmatch(action)] == []
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    assert "permissions" not in look
    assert steps[0]["with"] == {"persist-credentials": False}
    assert not [step for step in steps if "env" in step]
    order = [step.get("uses", step.get("run", "")) for step in steps]
    places = [
        [at for at, step in enumerate(order) if word in step] for word in ("make lock", "upload-artif", "make test")
    ]
    [lock], [handed], [tested] = places
    assert lock < handed < tested


def test_what_writes_runs_nothing_of_the_project() -> None:
    """The job that may push runs git, gh and cp alone, only after the tests passed, and may write branches alone. It
    takes the upload of the other job and no other of that name, and knows its digest."""
    job, outputs = JOBS["propose"], JOBS["look"]["outputs"]
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert job["needs"] == "look"
    commands = re.findall(r"^\s*(?:if \[ \"\$\()?([a-z]+)\b", runs("propose"), re.MULTILINE)
    assert set(commands) <= {"for", "cp", "done", "git", "commit", "gh", "fi", "found", "if", "echo", "exit"}
    assert outputs["artifact"] == "${{ steps.handed.outputs.artifact-id }}"
    assert outputs["digest"] == "${{ steps.locks.outputs.digest }}"
    (download,) = [step["with"] for step in job["steps"] if "download-artifact" in step.get("uses", "")]
    assert (download["artifact-ids"], "name" in download) == ("${{ needs.look.outputs.artifact }}", False)
    assert job["steps"][-1]["env"]["DIGEST"] == "${{ needs.look.outputs.digest }}"


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A clone of a repository with four locks, new locks beside it, and a stand-in for the host's own program."""
    (tmp_path / "source" / "requirements").mkdir(parents=True)
    (tmp_path / "locks").mkdir()
    for name in GROUPS:
        (tmp_path / "source" / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", "utf-8")
        (tmp_path / "locks" / f"{name}.txt").write_text(f"{name}==2\n", "utf-8")
    (tmp_path / "locks" / "evil.txt").write_text("evil==1\n", "utf-8")
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "."),
        ("commit", "--quiet", "--message", "one"),
    ):
        subprocess.run(["git", *WHO, *words], cwd=tmp_path / "source", check=True)
    subprocess.run(["git", "clone", "--quiet", "source", "clone"], cwd=tmp_path, check=True)
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >>"$CALLS"\n[ "$2" != list ] || echo "$OPEN"\n', "utf-8")
    gh.chmod(0o755)
    return tmp_path


def proposed(host: Path, digest: str, already_open: str = "0") -> bool:
    """Run the job's own commands here; whether they went to the end."""
    names = {"LOCKS": host / "locks", "CALLS": host / "calls", "OPEN": already_open, "RUN": "x", "DIGEST": digest}
    around = {**os.environ, **{name: str(value) for name, value in names.items()}}
    around["PATH"] = f"{host / 'bin'}{os.pathsep}{around['PATH']}"
    words = ["sh", "-e", "-c", runs("propose")]
    return not subprocess.run(words, cwd=host / "clone", env=around, check=False, capture_output=True).returncode


@pytest.mark.parametrize("already_open", ["0", "1"])
def test_the_proposal_holds_the_new_locks_and_nothing_else(host: Path, already_open: str) -> None:
    """The job pushes one commit with the four locks; a proposal that is open is renewed."""
    assert proposed(host, said_digest(host), already_open)
    show = ["git", "-C", "source", "show", "--format=%s", "--name-only", "update-libraries"]
    shown = subprocess.run(show, cwd=host, check=True, capture_output=True, text=True).stdout.split("\n\n")
    assert shown[0] == "Take newer releases of the libraries"
    assert set(shown[1].split()) == {f"requirements/{name}.txt" for name in GROUPS}
    calls = (host / "calls").read_text("utf-8")
    assert ("pr create" in calls) == (already_open == "0")


def test_locks_that_were_changed_on_the_way_are_not_proposed(host: Path) -> None:
    """What the tests, or a library in them, put in the place of the locks ends the job before anything is pushed."""
    digest = said_digest(host)
    (host / "locks" / "site.txt").write_text("site==3\n", "utf-8")
    assert not proposed(host, digest)
    branches = subprocess.run(["git", "-C", "source", "branch"], cwd=host, check=True, capture_output=True, text=True)
    assert "update-libraries" not in branches.stdout


def said_digest(host: Path) -> str:
    """Return what the job that makes the locks says of them."""
    (says,) = (line for line in runs("look").splitlines() if "digest=" in line)
    (host / "output").touch()
    around = {**os.environ, "GITHUB_OUTPUT": str(host / "output")}
    subprocess.run(["sh", "-ec", says], cwd=host / "locks", env=around, check=True)
    return (host / "output").read_text("utf-8").strip().removeprefix("digest=")
