"""Nothing that is pushed is ever run: a commit is data for a program that an administrator installed.

Each push here brings another program, or hides one, and would leave a mark if anything of it ran.
"""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.server.programs import PROGRAM_PARTS, installed
from tests.publishing import PAGE, Place, must, replace, run, said, state

MARK = "ran"
OTHER_PROGRAM = "push: brings another program or look than this server has, and nothing that is pushed is run here."


def add(place: Place, path: str, text: str, mode: int = 0o644) -> None:
    """Write a file of the clone, anew or at the end of what is there."""
    file = place.clone / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as end:
        end.write(text)
    file.chmod(mode)


def committed(place: Place) -> str:
    """Commit all of the clone and return the commit."""
    must("git", "add", "--all", cwd=place.clone)
    must("git", "commit", "--quiet", "--no-verify", "--message", "A change", cwd=place.clone)
    return must("git", "rev-parse", "HEAD", cwd=place.clone)


def shell(place: Place) -> str:
    """Return a command that leaves the mark."""
    return f"touch {place.server.parent}/{MARK}"


def code(place: Place) -> str:
    """Return a line of Python that leaves the mark."""
    return f"\nopen('{place.server.parent}/{MARK}', 'w').close()\n"


def of_a_template(place: Place) -> str:
    """Return a mark of Jinja that leaves the mark if it is rendered by something that is not confined."""
    return "{{ cycler.__init__.__globals__.os.system('" + shell(place) + "') }}"


def link(place: Place, path: str, target: str) -> None:
    """Put a link in the place of a file."""
    (place.clone / path).unlink(missing_ok=True)
    (place.clone / path).symlink_to(target)


PROGRAMS: dict[str, Callable[[Place], object]] = {
    "a module": lambda place: add(place, "build_tools/__init__.py", code(place)),
    "a new module": lambda place: add(place, "build_tools/sitecustomize.py", code(place)),
    "what Python keeps": lambda place: (
        add(place, "build_tools/__pycache__/kept.pyc", "x"),
        must("git", "add", "--force", "build_tools/__pycache__/kept.pyc", cwd=place.clone),
    ),
    "one byte": lambda place: add(place, "build_tools/paths.py", "\n"),
    "a template": lambda place: add(place, "site_src/templates/index.html", of_a_template(place)),
    "sentences for maintainers": lambda place: add(place, "site_src/locales/problems.ru.po", "\n# x\n"),
    "a hook of MkDocs": lambda place: (
        add(place, "hook.py", code(place)),
        add(place, "mkdocs.yml", "hooks:\n  - hook.py\n"),
    ),
    "a plugin of MkDocs": lambda place: replace(place.clone / "mkdocs.yml", "plugins:\n", "plugins:\n  - search\n"),
    "an entry point": lambda place: add(place, "pyproject.toml", "\n[project.entry-points.x]\nx = 'x:x'\n"),
    "a package": lambda place: add(place, "requirements/site.txt", "\nx @ file:///tmp/x\n"),
    "a module that is a link": lambda place: link(place, "build_tools/paths.py", "problems.py"),
    "a catalogue that is another file": lambda place: add(place, "site_src/locales/interface.py", code(place)),
}


@pytest.mark.parametrize("how", PROGRAMS)
def test_a_program_of_other_bytes_is_none_that_is_installed(how: str, small_place: Place) -> None:
    """A commit whose program differs by a byte, or whose program is no plain file, is equal to none that is there."""
    place = small_place
    assert installed(place.server / "programs", place.clone)
    PROGRAMS[how](place)
    assert installed(place.server / "programs", place.clone) is None


def test_another_program_is_not_published_and_not_run(place: Place) -> None:
    """A commit with another program is not published, nothing of it runs, and the maintainer reads what the
    administrator types; what is no plain file is refused by its place."""
    before = state(place)
    for how in ("a module", "a new module", "a template", "a hook of MkDocs", "an entry point", "a package"):
        PROGRAMS[how](place)
    (place.clone / "hook.py").unlink()
    commit = committed(place)
    done = place.push("--no-verify", "main")
    assert done.returncode == 1
    assert OTHER_PROGRAM in said(done)
    assert f"sudo sh {place.server}/programs/newest/deploy/install.sh {commit}" in said(done)
    assert state(place) == before
    assert not (place.server.parent / MARK).exists()


IDLE: dict[str, Callable[[Place], object]] = {
    "the Makefile": lambda place: add(place, "Makefile", f"\n$(shell {shell(place)})\n"),
    "filters of git": lambda place: add(place, ".gitattributes", "\n*.md filter=x ident\n*.yml merge=x diff=x\n"),
    "what install.sh runs": lambda place: add(place, "deploy/publish", f"\n{shell(place)}\n"),
    "scripts of tests": lambda place: add(place, "tests/conftest.py", code(place)),
}


def test_what_is_no_program_does_nothing(small_place: Place) -> None:
    """What lies in a commit beside content and program is stored with it and has no effect, whatever it would do."""
    place = small_place
    for lay in IDLE.values():
        lay(place)
    replace(place.clone / PAGE, "См.", "Смотрите")
    committed(place)
    done = place.push("--no-verify", "main")
    assert done.returncode == 0, done.stderr
    assert "Смотрите" in (place.site / "ru/method.html").read_text("utf-8")
    assert not (place.server.parent / MARK).exists()


BESIDE: dict[str, Callable[[Place], object]] = {
    "modules beside the program": lambda place: [
        add(place, name, code(place))
        for name in ("sitecustomize.py", "usercustomize.py", "yaml.py", "mkdocs.py", "content/yaml.py", "conftest.py")
    ],
    "hooks of git": lambda place: [
        add(place, f"hooks/{name}", f"#!/bin/sh\n{shell(place)}\n", 0o755) for name in ("post-checkout", "pre-receive")
    ],
}


@pytest.mark.parametrize("how", BESIDE)
def test_what_may_lie_nowhere_is_not_taken(small_place: Place, how: str) -> None:
    """What the list of the tree does not name is refused by its place, and nothing of it runs."""
    before = state(small_place)
    BESIDE[how](small_place)
    committed(small_place)
    done = small_place.push("--no-verify", "main")
    assert "may not lie here" in said(done)
    assert (done.returncode, state(small_place)) == (1, before)
    assert not (small_place.server.parent / MARK).exists()


def test_a_link_leads_nowhere(small_place: Place) -> None:
    """A link in the content is not followed, whatever it leads to: the push is refused, and the site stays."""
    before = state(small_place)
    secret = small_place.server.parent / "secret.md"
    secret.write_text("# Secret\n", "utf-8")
    link(small_place, PAGE, str(secret))
    committed(small_place)
    assert small_place.push("--no-verify", "main").returncode == 1
    assert state(small_place) == before


def test_words_of_the_interface_are_no_program(small_place: Place) -> None:
    """A catalogue of the interface is no part of the program: its words are judged and published like content."""
    path = small_place.clone / "site_src/locales/interface.ru.po"
    replace(path, 'msgstr "Перейти к содержанию"', 'msgstr "Прямо к содержанию"')
    assert installed(small_place.server / "programs", small_place.clone)


def test_a_program_that_cannot_be_installed_changes_nothing(place: Place, tmp_path: Path) -> None:
    """Where a commit holds no program, or its packages cannot be installed, the server goes on with what it has."""
    before = os.readlink(place.server / "programs/newest")
    empty = tmp_path / "empty.tar"
    must("tar", "--create", "--file", empty, "README.md", cwd=Path(__file__).parents[1])
    assert run("sh", place.clone / "deploy/install.sh", empty, place.server, cwd=tmp_path).returncode == 1
    add(place, "build_tools/paths.py", "\n# Another program.\n")
    committed(place)
    archive = tmp_path / "other.tar"
    must("git", "archive", "--output", archive, "HEAD", cwd=place.clone)
    done = run(
        "env", "ENVIRONMENT=/nowhere", "sh", place.clone / "deploy/install.sh", archive, place.server, cwd=tmp_path
    )
    assert (done.returncode, "nothing was changed" in done.stderr) == (1, True)
    assert os.readlink(place.server / "programs/newest") == before


def test_packages_that_cannot_be_installed_leave_no_program(place: Place, tmp_path: Path) -> None:
    """Where the script that installs packages gives up, the server goes on with the program that it has."""
    before = os.listdir(place.server / "programs")
    add(place, "requirements/environment.sh", "")
    (place.clone / "requirements/environment.sh").write_text("exit 1\n", "utf-8")
    committed(place)
    archive = tmp_path / "other.tar"
    must("git", "archive", "--output", archive, "HEAD", cwd=place.clone)
    script = place.clone / "deploy/install.sh"
    done = run("env", "-u", "ENVIRONMENT", "sh", script, archive, place.server, cwd=tmp_path)
    assert (done.returncode, "nothing was changed" in done.stderr) == (1, True)
    assert sorted(os.listdir(place.server / "programs")) == sorted(before)


def test_an_archive_holds_what_the_packages_are_installed_with() -> None:
    """What the guide packs is what install.sh takes, and with it each file that pyproject.toml names."""
    root = Path(__file__).parents[1]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    taken = re.search(
        r"^ +(.*build_tools deploy.*) \|\|$", (root / "deploy/install.sh").read_text("utf-8"), re.MULTILINE
    )
    packed = re.search(r"git archive .* HEAD (.*) &&", (root / "docs/publishing/own-server.md").read_text("utf-8"))
    assert taken
    assert packed
    assert taken[1] == packed[1]
    assert {*project["license-files"], *PROGRAM_PARTS} <= {*taken[1].split()}
