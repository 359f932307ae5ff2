"""The files of a commit, written into a folder: to the byte, whatever the repository says, and judged like a folder."""

import shutil
from pathlib import Path

import pytest

from build_tools import content, git
from build_tools.problems import sentence
from build_tools.tree import LARGEST
from tests.repositories import committed, write
from tests.repositories import git as run_git


def files(root: Path, commit: str) -> dict[str, bytes]:
    """Return what the folder of a commit holds, by path."""
    with git.folder_of(root, commit, LARGEST) as folder:
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not folder.exists()
    return found


def told(root: Path, commit: str) -> list[str]:
    """Return what is wrong with what a commit tells."""
    return [sentence(problem) for problem in content.told_by(root, commit)]


def test_what_a_commit_tells_is_judged_as_it_was(small_project: Path) -> None:
    """What a later commit takes away again is still found in the one that had it."""
    settings = (small_project / "content/site.yml").read_text("utf-8")
    write(small_project, "content/site.yml", "k: many\n")
    first = committed(small_project)
    write(small_project, "content/site.yml", settings)
    second = committed(small_project)
    assert all(line.startswith("content/site.yml:1") for line in told(small_project, first))
    assert told(small_project, first)
    assert told(small_project, second) == []


def test_a_project_is_read_from_its_own_folder(tmp_path: Path, small_project: Path) -> None:
    """Paths are from the folder of the project, wherever in its repository that lies."""
    around = tmp_path / "around"
    shutil.copytree(small_project, around / "site of ours")
    write(around, "content/site.yml", "Not ours\n")
    assert told(around / "site of ours", committed(around)) == []


def test_no_attribute_and_no_setting_changes_a_byte(tmp_path: Path) -> None:
    """Nothing is left out, rewritten or run that a commit or a clone asks for."""
    said = b"a\r\n$Id$ $Format:%H$\n"
    write(tmp_path, ".gitattributes", "*.md export-ignore ident export-subst eol=crlf filter=evil\n")
    (tmp_path / "a.md").write_bytes(said)
    commit = committed(tmp_path)
    blob = run_git(tmp_path, "hash-object", "-w", "--no-filters", "a.md")
    run_git(tmp_path, "update-index", "--cacheinfo", f"100644,{blob},a.md")
    run_git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "to the byte")
    for name in ("smudge", "process"):
        run_git(tmp_path, "config", f"filter.evil.{name}", f"touch {tmp_path}/evil")
    run_git(tmp_path, "config", "core.autocrlf", "true")
    commit = run_git(tmp_path, "rev-parse", "HEAD")
    assert files(tmp_path, commit)["a.md"] == said
    assert not (tmp_path / "evil").exists()


def test_what_is_no_plain_file_leads_nowhere(tmp_path: Path) -> None:
    """A link becomes a file that names its goal; a repository inside is left out, and so is what lies beside."""
    inside, root = tmp_path / "inside", tmp_path / "project"
    write(inside, "a.txt", "a")
    committed(inside)
    write(root, "plain.txt", "a")
    (root / "link").symlink_to("/etc/hostname")
    committed(root)
    run_git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inside), "module")
    found = files(root, committed(root))
    assert found.keys() == {".gitmodules", "plain.txt", "link"}
    assert found["link"] == b"/etc/hostname"


def test_a_large_file_is_read_to_its_bound(tmp_path: Path) -> None:
    """One byte more than is looked at tells that a file is too large, and no more of it is written."""
    write(tmp_path, "large.txt", "a" * (LARGEST + 100))
    assert len(files(tmp_path, committed(tmp_path))["large.txt"]) == LARGEST + 1


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT"])
def test_a_commit_that_leads_out_of_its_folder_is_not_written(tmp_path: Path, name: str) -> None:
    """A made-up commit can hold names that no file may have: git would read settings of the last."""
    write(tmp_path, "a.txt", "a")
    committed(tmp_path)
    blob = bytes.fromhex(run_git(tmp_path, "rev-parse", "HEAD:a.txt"))
    inner = hashed(tmp_path, b"100644 evil.txt\0" + blob)
    tree = hashed(tmp_path, b"40000 " + name.encode() + b"\0" + bytes.fromhex(inner))
    commit = run_git(tmp_path, "commit-tree", "-m", "made up", tree)
    with pytest.raises(git.Unknown):
        files(tmp_path, commit)


def hashed(root: Path, data: bytes) -> str:
    """Return the digest of a folder that is stored as it is."""
    write(root, ".git/made-up", "")
    (root / ".git/made-up").write_bytes(data)
    return run_git(root, "hash-object", "-w", "--literally", "-t", "tree", ".git/made-up")


def test_an_object_that_git_lost_is_no_empty_file(tmp_path: Path) -> None:
    """Where git cannot give the bytes of a file, nothing is said of the commit at all."""
    write(tmp_path, "a.txt", "a")
    commit = committed(tmp_path)
    digest = run_git(tmp_path, "rev-parse", "HEAD:a.txt")
    (tmp_path / ".git" / "objects" / digest[:2] / digest[2:]).unlink()
    with pytest.raises(git.Unknown):
        files(tmp_path, commit)
