"""The pipelines of GitHub and GitLab, read as files: least rights, nothing others can move, commands that exist."""

import datetime
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from build_tools.command_line import main
from tests.personal_data.items import MADE
from tests.publishing import ENVIRONMENT, TODAY, Done, Place, begun, contents, must, project, replace, run
from tests.repositories import asked, committed, write

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PUBLISH, WATCH = (ROOT / ".github/workflows" / name for name in ("publish.yml", "watch.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*( .*)?$")


def pipeline(path: Path) -> dict[Any, Any]:
    """Read a pipeline."""
    return yaml.safe_load(path.read_text("utf-8"))


def scripts(path: Path) -> Iterator[str]:
    """Yield every line that a pipeline runs."""
    read = pipeline(path)
    if path == GITLAB:
        yield from (line for job in read.values() if isinstance(job, dict) for line in job.get("script", ()))
    else:
        steps = (step for job in read["jobs"].values() for step in job["steps"])
        yield from (line for step in steps for line in step.get("run", "").splitlines())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_little_and_nobody_can_move_what_it_runs(path: Path) -> None:
    """Each action has all 40 digits of a commit, and says its version, which is one in all workflows; a workflow reads,
    and no job may write all or is without an end; a checkout forgets the token, which the program of the commit could
    read otherwise; and a proposal of a stranger is lent no rights."""
    text, jobs = path.read_text("utf-8"), pipeline(path)["jobs"].values()
    uses = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.match(line)] == []
    every = dict(re.findall(r"uses: (\S+)@(\S+)", "\n".join(one.read_text("utf-8") for one in WORKFLOWS)))
    assert [found for found in re.findall(r"uses: (\S+)@(\S+)", text) if every[found[0]] != found[1]] == []
    assert pipeline(path)["permissions"] in ({"contents": "read"}, {})
    assert "pull_request_target" not in text
    for job in jobs:
        assert job.get("permissions", {}) not in ("write-all", "read-all")
        assert job["timeout-minutes"]
    checkouts = [s for job in jobs for s in job["steps"] if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts or path.name not in ("check.yml", "publish.yml")
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_a_pipeline_names_no_secret_and_calls_what_the_makefile_offers(path: Path) -> None:
    """Nothing but the host's own token is used, so there is nothing to steal; a maintainer can do by hand what a
    pipeline does; what is published comes from `make release` and no other command, as on a server of one's own."""
    assert set(re.findall(r"secrets\W+(\w+)", path.read_text("utf-8"))) <= {"GITHUB_TOKEN"}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = {word for line in scripts(path) for word in re.findall(r"\bmake ([a-z]+)", line)}
    assert called or path == WATCH
    assert called <= targets
    published = [line for line in scripts(path) if re.search(r"make (release|site)|transparency build", line)]
    if path in (PUBLISH, GITLAB):
        assert sum(line.startswith("make release") for line in published) == 1
        assert sum(line.startswith("make site") for line in published) == (path == GITLAB)


def test_one_job_writes_the_site_and_a_publication_that_is_repeated_finds_its_own() -> None:
    """The right to publish and the program of the commit never meet in one job. GitHub can repeat the last job alone,
    or all: it asks for the newest commit, and takes what `build` named. A proposed change may only read."""
    jobs = pipeline(PUBLISH)["jobs"]
    assert [name for name, job in jobs.items() if "permissions" in job] == ["deploy"]
    assert jobs["deploy"]["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert not [step for step in jobs["deploy"]["steps"] if "checkout" in step.get("uses", "")]
    assert jobs["deploy"]["needs"] == "build"
    asked = [step for job in jobs.values() for step in job["steps"] if "newest=" in step.get("run", "")]
    assert asked == [jobs["build"]["steps"][2], jobs["deploy"]["steps"][0]]
    assert asked[0] == asked[1]
    names = [step["with"]["name"] for step in jobs["build"]["steps"] if "upload-pages-artifact" in step.get("uses", "")]
    assert names == [jobs["build"]["outputs"]["site"]]
    assert jobs["deploy"]["steps"][-1]["with"] == {"artifact_name": "${{ needs.build.outputs.site }}"}
    assert pipeline(ROOT / ".github/workflows/check.yml")[True] == "pull_request"


@pytest.mark.parametrize("path", [PUBLISH, GITLAB], ids=lambda path: path.name)
@pytest.mark.parametrize(("newest", "code"), [("a" * 40, 0), ("b" * 40, 1)])
def test_only_the_newest_commit_is_published(path: Path, newest: str, code: int, tmp_path: Path) -> None:
    """Who repeats an old run brings nothing back: it ends before anything is built, and says why."""
    lines = list(scripts(path))
    asked = lines[: next(at for at, line in enumerate(lines) if line.startswith("make release"))]
    asked = asked[next(at for at, line in enumerate(asked) if "newest=" in line) :]
    for name, said in {"gh": newest, "git": f"{newest}\trefs/heads/main"}.items():
        stand_in(tmp_path / name, f"printf '%s\\n' '{said}'")
    known = {"GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "a" * 40, "CI_COMMIT_SHA": "a" * 40, "CI_DEFAULT_BRANCH": "main"}
    environment = {**known, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-e", "-c", "\n".join(asked)], env=environment, capture_output=True, text=True)
    assert done.returncode == code
    assert ("newest" in done.stdout) == bool(code)


def stand_in(path: Path, line: str) -> None:
    """Write a program of a host that is not here."""
    path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("check", "ready", "code", "answer"), [(0, 0, 0, "holds"), (1, 0, 1, "open"), (0, 1, 1, "open"), (1, 1, 1, "open")]
)
def test_the_weekly_question_has_an_answer_of_its_own(
    check: int, ready: int, code: int, answer: str, tmp_path: Path
) -> None:
    """What the program answers is told apart from a run in which it could not be installed, which says nothing; of two
    runs one waits for the other."""
    read_, environment = pipeline(WATCH), {**os.environ, "GITHUB_OUTPUT": str(tmp_path / "output")}
    install, ask = read_["jobs"]["ready"]["steps"][-2:]
    assert read_["concurrency"] == {"group": "watch", "cancel-in-progress": False}
    assert read_["jobs"]["ready"]["outputs"] == {"answer": "${{ steps.ask.outputs.answer }}"}
    assert install == {"run": "sh requirements/environment.sh site .venv"}
    (tmp_path / ".venv/bin").mkdir(parents=True)
    stand_in(tmp_path / ".venv/bin/transparency", f'[ "$1" = check ] && exit {check} || exit {ready}')
    assert subprocess.run(["sh", "-ec", ask["run"]], env=environment, cwd=tmp_path, check=False).returncode == code
    assert read(tmp_path / "output") == f"answer={answer}\n"


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize(("answer", "says"), [("open", "A contact must be tried again"), ("", "could not be asked")])
def test_what_no_longer_holds_is_told_once(there: bool, answer: str, says: str, tmp_path: Path) -> None:
    """If the weekly question is answered badly, or could not be asked, an issue says which of both, unless one of that
    name is open already."""
    job = pipeline(WATCH)["jobs"]["tell"]
    (step,) = job["steps"]
    assert (job["needs"], job["if"]) == ("ready", "${{ failure() || cancelled() }}")
    assert (job["permissions"], step["env"]["ANSWER"]) == ({"issues": "write"}, "${{ needs.ready.outputs.answer }}")
    titles = f"Another '{step['env']['TITLE'] if there else ''}'"
    stand_in(tmp_path / "gh", f'[ "$2" = create ] && echo "created $*" || printf "%s\\n" {titles}')
    known = {"GITHUB_REPOSITORY": "a/b", "PATH": f"{tmp_path}:{os.environ['PATH']}", "ANSWER": answer}
    words, environment = ["sh", "-ec", step["run"]], {**step["env"], **known}
    told = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
    assert told.count("created") == (not there)
    assert (says in told) != there


CHECKS = {"GitHub": (".github/workflows/check.yml", "content"), "GitLab": (".gitlab-ci.yml", "check")}
ANSWERS = """\
echo "$*" >>"$OUTSIDE/asked"
case "$1" in
  check) echo "content/a.yml:1: is wrong"; exit %d ;;
  ready) echo "No release may go out yet"; exit 1 ;;
  build | release) [ %d = 0 ] || exit 1; mkdir site; : >site/index.html ;;
esac"""
"""What a program answers that stands for ours: what it was asked, whether a check and a build succeed."""


def answering(folder: Path, check: int = 0, build: int = 0) -> Path:
    """Return a program that answers so; in the folder ``bin`` it is called as Python is."""
    stand_in(folder / "program", f"OUTSIDE='{folder}'\n{ANSWERS % (check, build)}")
    (folder / "bin").mkdir()
    stand_in(folder / "bin/python", f"shift 2\nexec '{folder}/program' \"$@\"")
    return folder / "program"


@pytest.mark.parametrize(("check", "build"), [(0, 0), (1, 0), (1, 1)])
@pytest.mark.parametrize(("path", "job"), CHECKS.values(), ids=CHECKS)
def test_a_proposal_is_told_all_also_where_it_is_wrong(
    path: str, job: str, check: int, build: int, tmp_path: Path
) -> None:
    """What a release waits for and each problem are there whatever is wrong, and so is a site, if one can be made; the
    job fails if anything is wrong."""
    program, clone = answering(tmp_path, check, build), tmp_path / "clone"
    clone.mkdir()
    read_ = pipeline(ROOT / path)
    steps = [run("sh", "-ec", here(lines, tmp_path, program), cwd=clone) for lines in jobs_of(read_, job)]
    assert any(step.returncode for step in steps) == bool(check or build)
    (report,) = [*tmp_path.glob("summary.md"), *clone.glob("ready.txt")]
    assert read(report).strip("~\n") == "No release may go out yet"
    where = clone / "problems.json"
    assert "content/a.yml:1" in (read(where) if where.exists() else "".join(step.stdout for step in steps))
    assert (clone / "site/index.html").exists() == (not build)
    understood(tmp_path)


def understood(folder: Path) -> None:
    """What a stand-in was asked are commands of our program, with words that each of them knows."""
    for line in read(folder / "asked").splitlines():
        command, name, words = main, "", line.split()
        while isinstance(command, click.Group):
            name, command, words = command.resolve_command(click.Context(command), words)
        command.make_context(name, words)


STALE = """
  - gate: contact_missing
    about: [nobody]
    decided_by: example
    decided_on: {day}
    until: {day}
    reason: An example of a decision about nothing.
"""


def test_a_stale_decision_stops_a_release_alone(tmp_path: Path) -> None:
    """Where only a decision about a release is stale, the check fails and there are pages to look at, but no release;
    what is wrong is a mistake in the content in the report for a proposal."""
    clone = project(tmp_path / "clone")
    decisions = clone / "content/decisions.yml"
    decisions.write_text(read(decisions).rstrip("\n") + STALE.format(day=TODAY), "utf-8")
    assert asked(clone, "check").exit_code == 1
    assert asked(clone, "export", str(tmp_path / "out")).exit_code == 0
    release = asked(clone, "export", str(tmp_path / "release"), "--release")
    assert release.exit_code == 1
    assert "content/decisions.yml" in release.output
    replace(clone / "content/figures/2000-01-01.yml", "value: 1234", "value: 1235")
    stopping = asked(clone, "ready").stdout.partition("What stops it:\n")[2].partition("\n\n")[0]
    assert "- content/figures/2000-01-01.yml" in stopping


def jobs_of(read: dict[Any, Any], job: str) -> list[str]:
    """Return what a job runs, one text for each shell that the host starts, in which a failure ends the rest of it."""
    return ["\n".join(read[job]["script"])] if job in read else commands(read, job)


def test_what_hosts_are_told_beside_commands() -> None:
    """GitHub makes and keeps the preview also where the check has failed, if there is one; what it keeps of a site has
    the hidden folder `.well-known`; problems are said in the language that a variable of the repository names; newer
    commits of actions are proposed after a week; GitLab is told where it wants it today which folder it publishes, and
    that one is kept as a file of the job."""
    folder = ROOT / ".github/workflows"
    steps = pipeline(folder / "check.yml")["jobs"]["content"]["steps"]
    after = [
        step["if"] for step in steps if step.get("run") == "make site" or "upload-artifact" in step.get("uses", "")
    ]
    assert after == ["${{ !cancelled() }}", "${{ !cancelled() && hashFiles('site/index.html') != '' }}"]
    jobs = [job for name in ("check.yml", "publish.yml") for job in pipeline(folder / name)["jobs"].values()]
    kept = [step["with"] for job in jobs for step in job["steps"] if "/upload-" in step.get("uses", "")]
    assert [one["include-hidden-files"] for one in kept] == [True] * 3
    for name in ("check.yml", "publish.yml", "watch.yml"):
        assert pipeline(folder / name)["env"] == {"TRANSPARENCY_LANGUAGE": "${{ vars.TRANSPARENCY_LANGUAGE }}"}
    (update,) = pipeline(ROOT / ".github/dependabot.yml")["updates"]
    assert (update["package-ecosystem"], update["directory"]) == ("github-actions", "/")
    assert (update["schedule"], update["cooldown"]) == ({"interval": "weekly"}, {"default-days": 7})
    job = pipeline(GITLAB)["pages"]
    published = job["pages"]["publish"]
    assert "publish" not in job
    assert published in job["artifacts"]["paths"]
    assert f"mv site {published}" in job["script"]


def test_the_commands_of_a_publication_run(first: tuple[Place, Done], tmp_path: Path) -> None:
    """Each command by which GitHub publishes succeeds in a fresh clone, none stops a later one, and they
    make, byte for byte and without examples, what a server of one's own makes of the commit."""
    place, clone = first[0], tmp_path / "clone"
    must("git", "clone", "--quiet", place.repository, clone, cwd=tmp_path)
    for lines in commands(pipeline(PUBLISH), "build"):
        must("sh", "-ec", here(lines, tmp_path), cwd=clone)
    assert read(tmp_path / "summary.md").splitlines()[:2] == ["~~~", "A release may go out"]
    assert contents(clone / "site") == contents(place.site)
    assert not [name for name in contents(place.site) if "examples" in name]


def test_gitlab_publishes_by_the_same_commands(tmp_path: Path) -> None:
    """What GitLab asks of the program, in this order, is what GitHub asks, but for a report and a signature;
    the site lies where it is published from."""
    found = []
    for path, job in ((PUBLISH, "build"), (GITLAB, "pages")):
        clone = tmp_path / job / "clone"
        clone.mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", clone)
        shutil.copytree(ROOT / "requirements", clone / "requirements")
        program = answering(clone.parent)
        for lines in commands(pipeline(path), job):
            must("sh", "-ec", here(lines, clone.parent, program), cwd=clone)
        understood(clone.parent)
        lines = read(clone.parent / "asked").splitlines()
        found.append([line for line in lines if not line.startswith("ready")])
    assert found[0] == found[1]
    assert any(line.startswith("release") for line in found[0])
    assert (clone / "public/index.html").is_file()
    assert read(clone / "release/site.txt") == read(ROOT / "requirements/site.txt")


GATES_OF_HOSTS = {
    ".github/workflows/protect.yml": ("commits", {"OLD": "{old}", "NEW": "{new}", "GITHUB_REF": "refs/heads/main"}),
    ".gitlab-ci.yml": (
        "protect",
        {"CI_COMMIT_BEFORE_SHA": "{old}", "CI_COMMIT_SHA": "{new}", "CI_COMMIT_REF_NAME": "x"},
    ),
}


@pytest.mark.parametrize("path", GATES_OF_HOSTS)
def test_a_host_reads_each_commit_of_a_push(path: str, tmp_path: Path) -> None:
    """A push with a number of a person in a commit that the next one reverts fails, and the log has a number alone."""
    job, variables = GATES_OF_HOSTS[path]
    write(tmp_path, "a.txt", "Words\n")
    old = committed(tmp_path)
    write(tmp_path, "a.txt", MADE["iin"]())
    committed(tmp_path)
    write(tmp_path, "a.txt", "Words\n")
    ends = {"old": old, "new": committed(tmp_path)}
    lines = here("\n".join(jobs_of(pipeline(ROOT / path), job)), tmp_path)
    for begin, code in ((old, 1), (ends["new"], 0)):
        known = {name: value.format(**ends | {"old": begin}) for name, value in variables.items()}
        environment = {**ENVIRONMENT, **known, "CI": "true"}
        done = subprocess.run(["sh", "-ec", lines], env=environment, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == code
        assert done.stderr == ("Places with what may be personal: 1.\n" if code else f"{CLEAN}\n")


CLEAN = "Nothing was found that may be personal."


def test_a_release_is_held_against_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was decided when the commit was made, and has ended since, stops a release."""
    earlier = TODAY - datetime.timedelta(days=60)
    clone = project(tmp_path / "clone", decided_on=earlier, days=30)
    monkeypatch.setitem(ENVIRONMENT, "GIT_COMMITTER_DATE", f"{earlier}T00:00:00Z")
    begun(clone)
    done = asked(clone, "release")
    assert done.exit_code == 1
    assert "No release may go out yet" in done.stdout
    assert "(gate: no_contact, about: [site])" in done.stdout
    assert not (clone / "site").exists()


WRONG_CLOCKS = {"2099-01-01": "has not come yet", "1980-01-01": "is after 1980-01-02"}


def test_a_release_of_a_wrong_clock_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit of a day to come, or from before what its content says was done, is no release; one commit more, by the
    right clock, may go out."""
    clone = project(tmp_path / "clone")
    right = ENVIRONMENT["GIT_COMMITTER_DATE"]
    begun(clone)
    for when, wrong in WRONG_CLOCKS.items():
        monkeypatch.setitem(ENVIRONMENT, "GIT_COMMITTER_DATE", f"{when}T00:00:00Z")
        must("git", "commit", "--quiet", "--allow-empty", "--message", "The clock is wrong", cwd=clone)
        done = asked(clone, "release")
        assert (done.exit_code, wrong in done.output) == (1, True)
    monkeypatch.setitem(ENVIRONMENT, "GIT_COMMITTER_DATE", right)
    must("git", "commit", "--quiet", "--allow-empty", "--message", "The clock is right", cwd=clone)
    assert asked(clone, "ready").exit_code == 0


def commands(read: dict[Any, Any], job: str) -> list[str]:
    """Return what a job runs, one text for each step, but for the question whether the commit is the newest."""
    steps = read[job]["script"] if job in read else [step.get("run", "") for step in read["jobs"][job]["steps"]]
    return [step for step in steps if step and "newest" not in step]


def here(lines: str, outside: Path, stands: Path | None = None) -> str:
    """Return commands for this machine: with the environment of the tests, or a program that ``stands`` for ours, and a
    folder in the place of the host's."""
    program = f"'{stands}'" if stands else f"'{sys.executable}' -m build_tools"
    environment = stands.parent if stands else sys.prefix
    meant = {
        "make --silent ready": f"{program} ready",
        "make check ARGS='--format github'": f"{program} check --format github",
        "make --silent check ARGS='--format gitlab'": f"{program} check --format gitlab",
        "make check": f"{program} check",
        "make site": f"{program} build",
        "make protect ARGS=push": f"{program} protect push",
        'make protect ARGS="range ${BEFORE:-none} HEAD"': f"{program} protect range none HEAD",
        'make protect ARGS="range ${CI_COMMIT_BEFORE_SHA:-none} HEAD"': f"{program} protect range none HEAD",
        "make release": f"make release ENVIRONMENT='{environment}'",
        ".venv/bin/transparency": program,
        "$GITHUB_STEP_SUMMARY": f"{outside}/summary.md",
        "$GITHUB_OUTPUT": f"{outside}/output",
        "/tmp/": f"{outside}/",  # noqa: S108
    }
    return re.sub("|".join(map(re.escape, meant)), lambda found: meant[found[0]], lines)


def read(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text("utf-8")
