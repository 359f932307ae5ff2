"""The programs of a server: which one equals that of a commit, and how an administrator installs one."""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.publish.server.programs import PROGRAM_PARTS, digest_of, installed
from tests.publishing import ROOT, Done, Place, must, run, state
from tests.repositories import linked, write

FILES = {
    "build_tools/__init__.py": "",
    "build_tools/files/paths.py": "A = 1\n",
    "site_src/templates/index.html": "<p>",
    "site_src/locales/problems.ru.po": "",
    "site_src/locales/interface.ru.po": "",
    "mkdocs.yml": "plugins:\n",
    "pyproject.toml": "",
    "requirements/site.txt": "",
}

PROGRAMS: dict[str, Callable[[Path], object]] = {
    "a module": lambda folder: write(folder, "build_tools/__init__.py", "A = 1\n"),
    "a new module": lambda folder: write(folder, "build_tools/sitecustomize.py", ""),
    "what Python keeps": lambda folder: write(folder, "build_tools/__pycache__/kept.pyc", "x"),
    "one byte": lambda folder: write(folder, "build_tools/files/paths.py", "A = 2\n"),
    "a template": lambda folder: write(folder, "site_src/templates/index.html", "<p>a"),
    "sentences for maintainers": lambda folder: write(folder, "site_src/locales/problems.ru.po", "# x\n"),
    "a plugin of MkDocs": lambda folder: write(folder, "mkdocs.yml", "plugins:\n  - search\n"),
    "an entry point": lambda folder: write(folder, "pyproject.toml", "[project]\n"),
    "a package": lambda folder: write(folder, "requirements/site.txt", "x @ file:///tmp/x\n"),
    "a module that is a link": lambda folder: linked(folder / "build_tools/files/paths.py"),
    "a catalogue that is another file": lambda folder: write(folder, "site_src/locales/interface.py", ""),
    "a part that is gone": lambda folder: (folder / "pyproject.toml").unlink(),
}


@pytest.mark.parametrize("how", PROGRAMS)
def test_a_program_of_other_bytes_is_none_that_is_installed(how: str, tmp_path: Path) -> None:
    """A commit whose program differs by a byte, or whose program is no plain file, is equal to none that is there; a
    catalogue of the interface is no part of it, for its words are judged and published like content."""
    folder, programs = tmp_path / "folder", tmp_path / "programs"
    for path, text in FILES.items():
        write(folder, path, text)
    write(programs, f"{digest_of(folder)}/environment/bin/python", "")
    write(folder, "site_src/locales/interface.ru.po", 'msgid ""\n')
    assert installed(programs, folder)
    PROGRAMS[how](folder)
    assert installed(programs, folder) is None


@pytest.mark.parametrize("name", ["relative", "/a b", "/a;b", "/a$b"])
def test_install_refuses_a_folder_that_others_would_misread(name: str, tmp_path: Path) -> None:
    """A folder whose name git, sh or nginx could misread is refused with a sentence."""
    done = run("sh", ROOT / "deploy/install.sh", "a" * 40, name, cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("FOLDER is a full path")) == (1, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("what", ["", "main", "0123abc", "no/such/file.tar"])
def test_install_wants_a_whole_commit_or_an_archive(what: str, tmp_path: Path) -> None:
    """A short number or the name of a branch may mean another commit tomorrow, so neither is taken."""
    done = run("sh", ROOT / "deploy/install.sh", what, tmp_path / "server", cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("usage: ")) == (1, True)
    assert not list(tmp_path.iterdir())


def install(place: Place, *environment: str) -> Done:
    """Install what is committed in the clone."""
    archive = place.clone.with_suffix(".tar")
    must("git", "archive", "--output", archive, "HEAD", cwd=place.clone)
    script = place.clone / "deploy/install.sh"
    return run("env", *environment, "sh", script, archive, place.server, cwd=place.clone)


def test_installing_again_keeps_everything(place: Place) -> None:
    """install.sh may be run again: the branch, the site and the programs stay, the hooks are those of now, and packages
    that went with an update of the system are there again."""
    before = state(place), sorted(os.listdir(place.server / "programs"))
    hook, program = place.server / "hooks/pre-receive", (place.server / "programs/newest").resolve()
    hook.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (program / "environment").unlink()
    (program / "environment").symlink_to("/gone with an update")
    done = install(place)
    assert done.returncode == 0, done.stderr
    assert (state(place), sorted(os.listdir(place.server / "programs"))) == before
    assert (program / "environment/bin/python").exists()
    assert hook.read_bytes() == (ROOT / "deploy/hooks/pre-receive").read_bytes()
    assert (place.admin("status").returncode, place.catch_up().stderr) == (0, "")


def test_a_program_that_cannot_be_installed_changes_nothing(place: Place, tmp_path: Path) -> None:
    """Where a commit holds no program, or its packages cannot be installed, the server goes on with what it has."""
    before = sorted(os.listdir(place.server / "programs")), os.readlink(place.server / "programs/newest")
    empty = tmp_path / "empty.tar"
    must("tar", "--create", "--file", empty, "README.md", cwd=ROOT)
    assert run("sh", place.clone / "deploy/install.sh", empty, place.server, cwd=tmp_path).returncode == 1
    write(place.clone, "requirements/environment.sh", "exit 1\n")
    must("git", "commit", "--quiet", "--all", "--no-verify", "--message", "Another program", cwd=place.clone)
    for environment in (("ENVIRONMENT=/nowhere",), ("-u", "ENVIRONMENT")):
        done = install(place, *environment)
        assert (done.returncode, "nothing was changed" in done.stderr) == (1, True)
    assert (sorted(os.listdir(place.server / "programs")), os.readlink(place.server / "programs/newest")) == before


def test_an_archive_holds_what_the_packages_are_installed_with() -> None:
    """What the guide packs is what install.sh takes, and with it each file that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    script, guide = ROOT / "deploy/install.sh", ROOT / "docs/publishing/own-server.md"
    taken = re.search(r"^ +(.*build_tools deploy.*) \|\|$", script.read_text("utf-8"), re.MULTILINE)
    packed = re.search(r"git archive .* HEAD (.*) &&", guide.read_text("utf-8"))
    assert taken
    assert packed
    assert taken[1] == packed[1]
    assert {*project["license-files"], *PROGRAM_PARTS} <= {*taken[1].split()}
