"""Whether a folder is its commit to the byte: what git overlooks, tried with git and mended as the sentence says."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.build import source
from build_tools.build.manifest import CHANGED
from build_tools.build.source import moment_and_facts
from build_tools.git import history
from build_tools.problems import Fault
from tests.repositories import committed, write
from tests.repositories import git as run

PAGE, STYLE = "content/ru/a page.md", "site_src/theme/site.css"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project with a page and a stylesheet, committed."""
    project = tmp_path / "project"
    write(project, PAGE, "первая\nвторая\n")
    write(project, STYLE, "a {}\n")
    committed(project)
    return project


def differences(project: Path) -> list[tuple[str, Fault]]:
    """Return path and fault of each difference; where there are any, the folder counts as no commit."""
    found = [(problem.path, problem.fault) for problem in source.differences_from_commit(project)]
    assert (moment_and_facts(project)[1]["commit"] == history.commit(project)) == (not found)
    return found


def change(project: Path) -> None:
    """Put another word on the page; its size stays as it is, and its time is another second, as when a person does it:
    of a change within the second in which git looked last, it may see nothing."""
    text = (project / PAGE).read_text("utf-8")
    (project / PAGE).write_text(text.replace("первая", "третья"), "utf-8")
    os.utime(project / PAGE, (1_600_000_000, 1_600_000_000))


def fetched(project: Path) -> None:
    """Do what a sentence says: delete the file and bring it back."""
    (project / PAGE).unlink()
    run(project, "checkout", "--quiet", "--", PAGE)


def told_to_overlook(project: Path) -> None:
    """Change the page after git was told that nobody would."""
    run(project, "update-index", "--assume-unchanged", PAGE)
    change(project)


def look_again(project: Path) -> None:
    """Let git look, and take back what it sees now."""
    run(project, "update-index", "--no-assume-unchanged", PAGE)
    assert PAGE in run(project, "status", "--porcelain")
    run(project, "checkout", "--quiet", "--", PAGE)


def left_out(project: Path) -> None:
    """Leave the page out of the folder, as a sparse checkout does."""
    run(project, "update-index", "--skip-worktree", PAGE)
    (project / PAGE).unlink()


def line_ends_of_windows(project: Path) -> None:
    """Take the page out of the commit as git for Windows does unless it is told otherwise."""
    run(project, "config", "core.autocrlf", "true")
    fetched(project)


def attributes(project: Path) -> None:
    """Say in the project which line ends its files have."""
    write(project, ".gitattributes", "* text=auto eol=lf\n")
    committed(project)
    fetched(project)


def filtered(project: Path) -> None:
    """Let a filter of this machine write other words than those of the commit."""
    write(project, ".git/info/attributes", "*.md filter=other\n")
    run(project, "config", "filter.other.smudge", "sed s/первая/третья/")
    run(project, "config", "filter.other.clean", "sed s/третья/первая/")
    fetched(project)


def without_attributes(project: Path) -> None:
    """Take the attributes of this machine away."""
    (project / ".git/info/attributes").unlink()
    fetched(project)


WAYS = {
    "told to overlook it": (told_to_overlook, look_again),
    "left out": (left_out, lambda project: run(project, "sparse-checkout", "disable")),
    "line ends of Windows": (line_ends_of_windows, attributes),
    "a filter": (filtered, without_attributes),
}
"""Ways to hide a change from git, and what mends each."""


@pytest.mark.parametrize(("hide", "mend"), WAYS.values(), ids=WAYS)
def test_a_file_with_other_bytes_is_named_though_git_calls_it_unchanged(
    repository: Path, hide: Callable[[Path], None], mend: Callable[[Path], object]
) -> None:
    """The folder is held against the commit, not against what git says; doing what the sentence says mends it."""
    hide(repository)
    assert run(repository, "status", "--porcelain") == ""
    assert differences(repository) == [(PAGE, source.OTHER_BYTES)]
    mend(repository)
    assert differences(repository) == []


@pytest.mark.parametrize("path", [PAGE, "site_src/theme", "build_tools", "mkdocs.yml"])
def test_a_link_is_named(repository: Path, path: str) -> None:
    """A link in what a release is made of is named, whether its goal is there or not; elsewhere, as in notes, it is
    nobody's business."""
    kept = repository.parent / "kept"
    shutil.rmtree(repository / path, ignore_errors=True)
    (repository / path).unlink(missing_ok=True)
    (repository / path).symlink_to(kept)
    for there in (False, True):
        if there:
            kept.write_text("words\n", "utf-8")
        committed(repository)
        assert differences(repository) == [(path, source.OTHER_BYTES)]
    (repository / path).unlink()
    kept.rename(repository / path)
    write(repository, "docs/a.md", "words\n")
    (repository / "docs/b.md").symlink_to("a.md")
    committed(repository)
    assert differences(repository) == []


def test_a_repository_inside_is_named(repository: Path) -> None:
    """Of a folder that is a repository of its own the commit holds a number only."""
    inside = repository / "content/ru"
    committed(inside)
    run(repository, "rm", "--quiet", "-r", "--cached", "content/ru")
    committed(repository)
    assert run(repository, "status", "--porcelain") == ""
    assert differences(repository) == [("content/ru", source.OTHER_BYTES), (PAGE, source.NOT_COMMITTED)]
    run(repository, "rm", "--quiet", "--cached", "content/ru")
    shutil.rmtree(inside / ".git")
    committed(repository)
    assert differences(repository) == []


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_a_clean_folder_is_its_commit(tmp_path: Path, form: str) -> None:
    """No file is suspected that has the bytes of the commit, be it empty, no text, or of a name that needs care."""
    run(tmp_path, "init", "--quiet", f"--object-format={form}")
    for name, data in {"a": b"", "b\n.bin": b"\r\n\0\xff", "есеп.md": b"x\r\n", " c\t\"d'": b"y"}.items():
        write(tmp_path, f"content/{name}", "")
        (tmp_path / "content" / name).write_bytes(data)
    committed(tmp_path)
    run(tmp_path, "config", "core.fileMode", "false")
    (tmp_path / "content/a").chmod(0o755)
    assert differences(tmp_path) == []


def test_what_the_commit_does_not_hold_is_named(repository: Path) -> None:
    """Also what git is told to ignore, where a build would read it or Python import it; an editor's copy is not."""
    write(repository, ".git/info/exclude", "*\n")
    found = ("content/ru/a.md", "build_tools/a.py", "jinja2.so", "yaml.py", "yaml/__init__.py")
    for path in (*found, "content/ru/a.md~", "build_tools/__pycache__/a.pyc", "docs/a.md"):
        write(repository, path, "words\n")
    assert differences(repository) == [(path, source.NOT_COMMITTED) for path in sorted(found)]


def test_what_is_replaced_or_cut_on_this_machine_alone_is_seen_as_everybody_has_it(repository: Path) -> None:
    """Where git was told to show another commit in the place of this one, the folder is not what others get; where it
    was told to forget what came before, a case that is gone is found all the same."""
    first = committed(repository)
    change(repository)
    run(repository, "replace", first, committed(repository))
    run(repository, "reset", "--quiet", "--hard", first)
    assert "третья" in (repository / PAGE).read_text("utf-8")
    assert run(repository, "status", "--porcelain") == ""
    assert moment_and_facts(repository)[1]["commit"] == CHANGED
    write(repository, "cases_public/a.yml", "words\n")
    committed(repository)
    (repository / "cases_public/a.yml").unlink()
    write(repository, ".git/info/grafts", f"{committed(repository)}\n")
    assert run(repository, "rev-list", "--count", "HEAD") == "1"
    assert [*history.ever_added(repository, "cases_public")] == ["cases_public/a.yml"]
