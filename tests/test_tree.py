"""The files of a project are read alike wherever they are kept: in a folder, staged, in a commit."""

import datetime
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import content, git, load, tree
from build_tools.models import Site
from build_tools.paths import SITE_SRC
from build_tools.problems import sentence
from build_tools.tree import LARGEST, LINK, NOT_A_FILE, Source, Stored, Tree, tree_of
from build_tools.tree.base import UNMERGED
from tests.repositories import changed, committed, write
from tests.repositories import git as run_git

DAY = datetime.date(2026, 12, 1)


PLACES: dict[str, Callable[[Path], Tree]] = {
    "folder": tree_of,
    "staged": tree.staged,
    "commit": lambda root: tree.committed(root, git.commit(root)),
}


def read(source: Source) -> tuple[Site, list[str]]:
    """Read what people wrote, with the sentences of what is wrong with it."""
    files = tree_of(source)
    site, problems = content.read(files, files.below(SITE_SRC), DAY)
    problems = [problem for problem in problems if problem.path]  # without that more may come to light
    return site, [sentence(problem) for problem in load.located(files, problems)]


@pytest.mark.parametrize("place", PLACES)
def test_a_project_is_the_same_wherever_it_is_kept(small_project: Path, place: str) -> None:
    """What was committed is read as the folder is, word for word, and has no more and no fewer faults."""
    committed(small_project)
    site, problems = read(PLACES[place](small_project))
    assert problems == []
    assert site == content.read(small_project, small_project / SITE_SRC, DAY)[0]


FAULTS = {
    "content/site.yml": "k: many\n",
    "content/en/no_front_matter.md": "Nothing\n",
    "content/ru/Capital.md": "Nothing\n",
    "content/stranger.txt": "Nothing\n",
    "content/organisation.yml": "Nothing\n",
    "cases_public/examples/copy.yml~": "Nothing\n",
    "site_src/templates/broken.html": "{% if %}\n",
    "drafts/table.csv": "id,release,period,place,gender,age_band,authority,place_of_detention\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_faults_are_the_same_wherever_a_project_is_kept(small_project: Path, place: str) -> None:
    """Every fault of the folder is found in what is staged and in the commit, with the same sentence."""
    for name, text in FAULTS.items():
        write(small_project, name, text)
    committed(small_project)
    site, problems = read(PLACES[place](small_project))
    assert (problems, site.unread) == (read(small_project)[1], read(small_project)[0].unread)
    assert len(problems) >= len(FAULTS)


def test_what_is_staged_is_judged_and_not_what_lies_there(small_project: Path) -> None:
    """A fault that was staged is found after the file is right again, and one that is not staged is not."""
    committed(small_project)
    changed(small_project, "content/site.yml", "cases_per_page", "case_per_page")
    assert read(tree.staged(small_project))[1] == []
    run_git(small_project, "add", "--all")
    changed(small_project, "content/site.yml", "case_per_page", "cases_per_page")
    assert read(small_project)[1] == []
    assert len(read(tree.staged(small_project))[1]) == 1


def test_an_earlier_commit_is_judged_as_it_was(small_project: Path) -> None:
    """What a later commit takes away again is still found in the one that had it."""
    write(small_project, "content/stranger.txt", "Nothing\n")
    first = committed(small_project)
    (small_project / "content" / "stranger.txt").unlink()
    second = committed(small_project)
    assert len(read(tree.committed(small_project, first))[1]) == 1
    assert read(tree.committed(small_project, second))[1] == []


def test_a_project_below_the_repository_is_read_from_its_own_folder(tmp_path: Path, small_project: Path) -> None:
    """Paths are from the folder of the project, wherever in its repository that lies."""
    around = tmp_path / "around"
    shutil.copytree(small_project, around / "site of ours")
    write(around, "content/site.yml", "Not ours\n")
    commit = committed(around)
    for files in (tree.staged(around / "site of ours"), tree.committed(around / "site of ours", commit)):
        assert read(files)[1] == []


def test_what_is_no_plain_file_is_not_followed(tmp_path: Path) -> None:
    """A link, a repository inside and an unfinished merge are named for what they are."""
    inside, root = tmp_path / "inside", tmp_path / "project"
    write(inside, "a.txt", "a")
    committed(inside)
    write(root, "plain.txt", "a")
    (root / "link").symlink_to("/etc/hostname")
    committed(root)
    run_git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inside), "module")
    commit = committed(root)
    kept = [tree.staged(root), tree.committed(root, commit)]
    assert [files.file_fault("link") for files in kept] == [LINK] * 2
    assert [files.read("link") for files in kept] == [LINK] * 2
    assert [files.file_fault("module") for files in kept] == [NOT_A_FILE] * 2
    assert {"plain.txt"} == {path for files in kept for path in files.committable("")} - {".gitmodules"}


def test_an_unfinished_merge_is_no_file(tmp_path: Path) -> None:
    """Of two versions that stand against each other none is taken for what will be committed."""
    write(tmp_path, "a.txt", "first\n")
    committed(tmp_path)
    run_git(tmp_path, "checkout", "--quiet", "-b", "other")
    write(tmp_path, "a.txt", "second\n")
    committed(tmp_path)
    run_git(tmp_path, "checkout", "--quiet", "main")
    write(tmp_path, "a.txt", "third\n")
    committed(tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        run_git(tmp_path, "merge", "--quiet", "other")
    assert tree.staged(tmp_path).file_fault("a.txt") == UNMERGED


def test_a_large_file_is_read_to_its_bound(tmp_path: Path) -> None:
    """One byte more than is looked at tells that a file is too large, and no more of it is kept."""
    write(tmp_path, "large.txt", "a" * (LARGEST + 100))
    commit = committed(tmp_path)
    for files in (tree_of(tmp_path), tree.staged(tmp_path), tree.committed(tmp_path, commit)):
        data = files.read("large.txt")
        assert isinstance(data, bytes)
        assert len(data) == LARGEST + 1
        assert files.size("large.txt") > LARGEST


def test_an_object_that_git_lost_is_no_empty_file(tmp_path: Path) -> None:
    """Where git cannot give the bytes of a file, nothing is said of the project at all."""
    write(tmp_path, "a.txt", "a")
    commit = committed(tmp_path)
    for path in (path for path in (tmp_path / ".git" / "objects").rglob("*") if path.is_file()):
        if run_git(tmp_path, "cat-file", "-t", path.parent.name + path.name) == "blob":
            path.unlink()
    for files in (lambda: tree.staged(tmp_path), lambda: tree.committed(tmp_path, commit)):
        with pytest.raises(git.Unknown):
            files()


def test_a_stored_folder_is_no_file() -> None:
    """A folder, a file and nothing are three things, as they are on a disk."""
    files = Stored({"a/b.txt": tree.stored.Blob(b"text")})
    assert [files.has(path) for path in ("a", "a/b.txt", "c")] == [True, True, False]
    assert [files.is_folder(path) for path in ("a", "a/b.txt", "c")] == [True, False, False]
    assert files.read("a") == NOT_A_FILE
    assert [entry.name for entry in files.entries("a") or ()] == ["b.txt"]
    assert files.entries("c") is None
