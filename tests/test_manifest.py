"""The manifest of a release: what it names, where it is allowed, what it finds, and whence it says a release comes."""

import datetime
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.build.manifest import BAD_FORM, FORMAT, MANIFEST, Manifest, manifest_of, read_manifest, sums_of
from build_tools.build.source import AHEAD, OTHER_SOURCE, OTHER_TIME, known_facts, moment_and_facts, source_problems
from build_tools.command_line.verifying import release_differences
from build_tools.problems import Fault, Problem, Refused
from build_tools.text.phone_text import CROCKFORD
from tests.publishing import publishable, without_cases
from tests.repositories import changed, committed, git, write
from tests.test_plugin import contents, mkdocs

FACTS = {"commit": "none (no commit is known)", "day": "2000-01-01", "lock": "none (no requirements/site.txt)"}
EPOCH = "1800000000"
"""15 January 2027, 08:00 UTC."""

NAMES = st.from_regex(r"[a-z0-9_]{1,3}(\.[a-z0-9]{1,3})?", fullmatch=True)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


def write_manifest(folder: Path, facts: dict[str, str]) -> None:
    """Write the manifest of a folder, as a build for release does."""
    (folder / MANIFEST).write_bytes(Manifest(facts, sums_of(folder)).data)


def problems_of(lines: list[str]) -> list[Problem]:
    """Return why lines are no manifest."""
    try:
        read_manifest("\n".join(lines).encode())
    except Refused as refused:
        return refused.problems
    return []


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stands for a release, with its manifest."""
    folder = tmp_path_factory.mktemp("release")
    for path in ("index.html", "ru/index.html", "data/x.csv", ".well-known/security.txt"):
        write(folder, path, "a")
    write_manifest(folder, FACTS)
    return folder


def test_a_release_build_writes_a_manifest_that_fits(
    small_project: Path, finished_example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release carries the commit, the day, the lock and the sum of every file, and is made anew; a preview has no
    manifest.

    A release of an earlier commit is no longer that of the project."""
    project = small_project
    without_cases(project)
    publishable(project, datetime.date(2027, 1, 15), 300)
    write(project, ".gitignore", "/site/\n")
    write(project, "requirements/site.txt", "x==1\n")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{EPOCH} +0600")
    commit = committed(project)
    done = mkdocs(project, "build", RELEASE="true", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stderr
    assert "Every finished file was looked through from outside" in done.stderr
    assert not (project / ".git/transparency/made").exists()  # nor is anything taken of it
    made = contents(project / "site")
    lines = made.pop(MANIFEST).decode().splitlines()
    assert lines[:4] == [
        FORMAT,
        f"# commit: {commit}",
        "# day: 2027-01-15",
        f"# lock: {sha256(b'x==1' + bytes([10])).hexdigest()}",
    ]
    assert lines[4:] == [f"{sha256(made[path]).hexdigest()}  {path}" for path in sorted(made)]
    changed(project, "content/en/method.md", "state: source", "state: source  # a remark")
    committed(project)
    found = release_differences(project / "site", known_facts(project), None)
    assert OTHER_SOURCE in [problem.fault for problem in found]
    (project / "site" / MANIFEST).unlink()  # is one problem beside what else differs, and does not hide it
    assert [one.path for one in release_differences(project / "site", known_facts(project), None)] == [MANIFEST]
    assert not (finished_example / "site" / MANIFEST).exists()


def test_sha256sum_reads_the_manifest(release: Path) -> None:
    """The tool that every Linux has checks a release without anything of ours, and finds a changed byte."""
    tool = shutil.which("sha256sum") or pytest.skip("sha256sum is not installed")
    check = [tool, "--check", "--strict", "--quiet", MANIFEST]
    assert subprocess.run(check, cwd=release, capture_output=True).returncode == 0
    (release / "index.html").write_text("A", "utf-8")
    assert b"index.html: FAILED" in subprocess.run(check, cwd=release, capture_output=True).stdout
    (release / "index.html").write_text("a", "utf-8")


STRANGER = "none (call a stranger)"
WRONG_COMMITS = ("", "none", "0" * 39, "0" * 41, "G" * 40, "A" * 40, STRANGER)
WRONG_DAYS = ("", "soon", "2000-1-1", "20000101", "2000-02-30", "2000-01-01 ", "٢٠٠٠-٠١-٠١")
WRONG_LOCKS = ("", "none", "0" * 63, "f" * 65, STRANGER)
WRONG_ENTRIES = (
    *("", "x  a", "{sum} a", "{sum}  ../a", "{sum}  /a", "{sum}  a/", "{sum}  a/../b", "{sum}  a b", "{sum}  а"),
    *("{sum}  a\x1b[2J", "A{sum}  a", "{sum}  a\r", "# call: a stranger", "# day: 2000-01-01", "#"),
)
WRONG_LINES = (
    *((1, line) for line in ("", "# transparency manifest 2", "hello")),
    *((2, f"# commit: {value}") for value in WRONG_COMMITS),
    *((3, f"# day: {value}") for value in WRONG_DAYS),
    *((4, f"# lock: {value}") for value in WRONG_LOCKS),
    (4, "# day: 2000-01-01"),
    *((5, line) for line in WRONG_ENTRIES),
    *((6, f"{'f' * 64}  {path}") for path in ("a", "A")),
)


@pytest.mark.parametrize(("number", "line"), WRONG_LINES)
def test_a_manifest_is_read_strictly(number: int, line: str) -> None:
    """A line that is not the one that stands there spoils the manifest, for it may come from a stranger, whose words
    are not repeated; no file is named twice or out of order."""
    lines = Manifest(FACTS, {"a": "0" * 64, "b": "0" * 64}).text.split("\n")
    bad = [Problem(MANIFEST, BAD_FORM)]
    assert problems_of(lines) == []
    lines[number - 1] = line.format(sum="0" * 64)
    assert problems_of(lines) == problems_of(lines[: number - 1]) == bad


DIGITS = "0123456789abcdef"
FORMS_OF = {
    "commit": st.sampled_from([40, 64]).flatmap(lambda size: st.text(DIGITS, min_size=size, max_size=size))
    | st.sampled_from(["none (no commit is known)", "none (uncommitted changes)"]),
    "day": st.dates().map(str),
    "lock": st.text(DIGITS, min_size=64, max_size=64) | st.just("none (no requirements/site.txt)"),
}


@given(st.fixed_dictionaries(FORMS_OF), st.dictionaries(PATHS, st.sampled_from(["0" * 64, "f" * 64])))
def test_what_is_written_is_read(facts: dict[str, str], sums: dict[str, str]) -> None:
    """Reading a manifest gives the facts and sums it was written from, and none is lost."""
    written = Manifest(facts, sums)
    assert read_manifest(written.data) == written
    assert written.day.isoformat() == facts["day"]


def test_the_release_code_is_the_beginning_of_the_sum(release: Path) -> None:
    """Whoever computes the SHA-256 with any tool can compare it with the code; all its signs can be read aloud."""
    digest = sha256((release / MANIFEST).read_bytes()).hexdigest().upper()
    assert manifest_of(release).code == "-".join(digest[start : start + 4] for start in range(0, 20, 4))
    assert set("0123456789ABCDEF") <= set(CROCKFORD)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project in a repository, with everything committed, as git sees it."""
    write(tmp_path, "project/content/site.yml", "k: 5\n")
    committed(tmp_path / "project")
    return tmp_path / "project"


def of(project: Path) -> str | Fault:
    """Return the moment that a release is of, or why none can be made."""
    try:
        return moment_and_facts(project)[0].isoformat()
    except Refused as refused:
        [problem] = refused.problems
        return problem.fault


def test_a_release_is_of_the_time_of_its_commit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same commit gives the same moment whenever it is built, and no other one that is told, for the manifest would
    name the commit and a wrong day; what is being edited is of today. A commit whose time no calendar here reaches is
    refused as one of a day that has not come."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{EPOCH} +0600")
    git(repository, "commit", "--quiet", "--amend", "--no-edit")
    (repository / "notes.txt").write_text("x", "utf-8")
    assert of(repository) == "2027-01-15T08:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert of(repository) == "2027-01-15T08:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 1))
    assert of(repository) == OTHER_TIME
    (repository / "content/new.txt").write_text("x", "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert of(repository) == "1970-01-01T00:00:00+00:00"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert of(repository) != "2027-01-15T08:00:00+00:00"
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@253402300800 +0000")
    committed(repository)
    assert of(repository) == AHEAD


def test_a_release_is_that_of_the_project_now(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another commit, none, another day and another lock are each no release of the project; so is what is told without
    a repository."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    true = dict(moment_and_facts(repository)[1])

    def is_right(**other: str) -> bool:
        found = [problem.fault for problem in source_problems(Manifest({**true, **other}, {}), known_facts(repository))]
        assert found in ([], [OTHER_SOURCE])
        return not found

    wrong = ({"commit": "0" * 40}, {"commit": "none (uncommitted changes)"}, {"day": "2000-01-01"}, {"lock": "0" * 64})
    assert is_right()
    assert not any(is_right(**one) for one in wrong)
    unsaid = {"commit": wrong[1]["commit"]}
    assert [*source_problems(Manifest({**true, **unsaid}, {}), unsaid)]  # both say that they hold uncommitted changes
    (repository / "content/new.txt").write_text("x", "utf-8")
    assert is_right()
    committed(repository)
    assert not is_right()
    shutil.rmtree(repository / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
    assert is_right()
    assert is_right(day="2000-01-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert is_right(day="2027-01-15")
    assert not is_right(day="2000-01-01")
