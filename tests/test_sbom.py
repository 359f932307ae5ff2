"""The list of libraries: what the lock says and nothing else, in the form of CycloneDX, the same every time.

tests/sbom.json was held against the schema of CycloneDX 1.6 with cyclonedx-python-lib; whoever renews it does so again.
"""

import json
import os
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.release.sbom import licences, pinned_packages, sbom_json
from tests.conftest import ROOT
from tests.test_command_line import transparency
from tests.test_git import WHO

KEPT = Path(__file__).with_name("sbom.json")
LOCK = """\
# Made by `make lock`: never edit by hand.

example-one==1.2 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via
    #   transparency (pyproject.toml)
    #   example-two
Example.Two[extra]==2026.1.post1 ; sys_platform == 'win32' \\
    --hash=sha256:{b}
    # via transparency (pyproject.toml:site)
""".format(a="a" * 64, b="b" * 64)
"""Two invented packages: the second asks for the first."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is exactly one commit, made in the first second of 2026."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yml").write_text("", "utf-8")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "site.txt").write_text(LOCK, "utf-8")
    dates = {f"GIT_{who}_DATE": "2026-01-01T05:00:00+05:00" for who in ("AUTHOR", "COMMITTER")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for words in (("init", "--quiet", "--object-format=sha1"), ("add", "."), ("commit", "--quiet", "--message", "one")):
        subprocess.run(["git", *WHO, *words], cwd=tmp_path, check=True, env={**os.environ, **dates, **own})
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_the_list_is_as_it_was_held_against_the_schema(project: Path, request: pytest.FixtureRequest) -> None:
    """Name, version, hashes, package URL, who asks for whom, commit and its time: every byte is the kept one."""
    made = sbom_json(project)
    if request.config.getoption("--renew-golden"):
        KEPT.write_text(made, "utf-8", newline="\n")
    assert made == KEPT.read_text("utf-8"), "validate the new list with the schema of CycloneDX before you keep it"


def test_the_command_lists_every_library_of_the_real_lock() -> None:
    """`transparency sbom` prints JSON with each pin of requirements/site.txt once, each with hashes and a licence."""
    done = transparency(ROOT, "sbom")
    assert done.exit_code == 0
    components = json.loads(done.output)["components"]
    lines = (ROOT / "requirements" / "site.txt").read_text("utf-8").splitlines()
    pins = [line.partition(" ")[0].replace("==", "@") for line in lines if "==" in line and not line.startswith(" ")]
    assert [component["purl"] for component in components] == [f"pkg:pypi/{pin}" for pin in pins]
    assert sum(len(component["hashes"]) for component in components) == sum("--hash" in line for line in lines)
    assert [component["name"] for component in components if not component.get("licenses")] == []


def test_what_is_not_committed_has_no_commit_and_no_time(project: Path) -> None:
    """A list of edited files names neither, for it would be of another source; it has a number of its own."""
    before = json.loads(sbom_json(project))
    (project / "content" / "new.yml").write_text("", "utf-8")
    after = json.loads(sbom_json(project))
    assert "pedigree" in before["metadata"]["component"]
    assert "pedigree" not in after["metadata"]["component"]
    assert "timestamp" not in after["metadata"]
    assert before["serialNumber"] != after["serialNumber"]


def test_what_lies_about_does_not_count(project: Path) -> None:
    """With the archive and the list itself in the folder, as in the pipeline and after a `>`, the list is the same."""
    before = sbom_json(project)
    (project / "sbom.json").touch()
    (project / "release").mkdir()
    (project / "release" / "site.tar").touch()
    assert sbom_json(project) == before
    assert "pedigree" in json.loads(before)["metadata"]["component"]


def test_a_list_of_a_commit_has_its_time(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time that was told and is not that of the commit is refused."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    done = transparency(project, "sbom")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert done.output.startswith("SOURCE_DATE_EPOCH: names another time than the commit has")


def test_a_licence_is_of_the_version_that_is_installed() -> None:
    """What the installed package says counts for its own version only; of a package that lacks nothing is guessed."""
    installed = distribution("mkdocs").version
    assert licences("mkdocs", installed) == [{"expression": "BSD-2-Clause"}]
    assert licences("mkdocs", f"{installed}.1") == licences("example-one", "1.2") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("==1.2 ", ">=1.2 "),
        ("sha256:" + "a" * 64, "sha256:" + "a" * 63),
        ("sha256:" + "a" * 64, "md5:" + "a" * 32),
        ("example-one==1.2 \\\n", "--index-url somewhere\nexample-one==1.2 \\\n"),
        (LOCK, ""),
    ],
    ids=["range", "short hash", "other hash", "registry", "empty"],
)
def test_a_lock_that_is_not_exact_is_refused(project: Path, old: str, new: str) -> None:
    """Nothing is listed of a lock that leaves open what is installed; one sentence says so."""
    lock = project / "requirements" / "site.txt"
    lock.write_text(lock.read_text("utf-8").replace(old, new), "utf-8")
    done = transparency(project, "sbom")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert done.output.startswith("requirements/site.txt: cannot be read as a lock of exact versions with hashes; ")


def test_a_project_without_lock_is_one_sentence(example: Path) -> None:
    """Where there is no lock there is no list."""
    done = transparency(example, "sbom")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)


@given(st.lists(st.sampled_from(LOCK.splitlines()), min_size=1))
def test_a_lock_in_disorder_lists_no_package_without_hash(lines: list[str]) -> None:
    """Whatever lines are lost or moved, what is listed has a version and at least one hash."""
    for package in pinned_packages("\n".join(lines)):
        assert package.version
        assert package.hashes
