"""The files of a project are read alike wherever they are kept: in a folder or in a commit."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import content, git, load, tree
from build_tools.models import Site
from build_tools.paths import SITE_SRC
from build_tools.problems import sentence
from build_tools.tree import LARGEST, LINK, NOT_A_FILE, Source, Stored, Tree, tree_of
from tests.repositories import committed, write
from tests.repositories import git as run_git

DAY = datetime.date(2026, 12, 1)


PLACES: dict[str, Callable[[Path], Tree]] = {
    "folder": tree_of,
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
    """Every fault of the folder is found in the commit, with the same sentence."""
    for name, text in FAULTS.items():
        write(small_project, name, text)
    committed(small_project)
    site, problems = read(PLACES[place](small_project))
    assert (problems, site.unread) == (read(small_project)[1], read(small_project)[0].unread)
    assert len(problems) >= len(FAULTS)


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
    assert read(tree.committed(around / "site of ours", commit))[1] == []


def test_what_is_no_plain_file_is_not_followed(tmp_path: Path) -> None:
    """A link and a repository inside are named for what they are."""
    inside, root = tmp_path / "inside", tmp_path / "project"
    write(inside, "a.txt", "a")
    committed(inside)
    write(root, "plain.txt", "a")
    (root / "link").symlink_to("/etc/hostname")
    committed(root)
    run_git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inside), "module")
    commit = committed(root)
    kept = tree.committed(root, commit)
    assert (kept.file_fault("link"), kept.read("link")) == (LINK, LINK)
    assert kept.file_fault("module") == NOT_A_FILE
    assert {"plain.txt"} == {*kept.committable("")} - {".gitmodules"}


def test_a_large_file_is_read_to_its_bound(tmp_path: Path) -> None:
    """One byte more than is looked at tells that a file is too large, and no more of it is kept."""
    write(tmp_path, "large.txt", "a" * (LARGEST + 100))
    commit = committed(tmp_path)
    for files in (tree_of(tmp_path), tree.committed(tmp_path, commit)):
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
    with pytest.raises(git.Unknown):
        tree.committed(tmp_path, commit)


def test_a_stored_folder_is_no_file() -> None:
    """A folder, a file and nothing are three things, as they are on a disk."""
    files = Stored({"a/b.txt": tree.stored.Blob(b"text")})
    assert [files.has(path) for path in ("a", "a/b.txt", "c")] == [True, True, False]
    assert [files.is_folder(path) for path in ("a", "a/b.txt", "c")] == [True, False, False]
    assert files.read("a") == NOT_A_FILE
    assert [entry.name for entry in files.entries("a") or ()] == ["b.txt"]
    assert files.entries("c") is None
