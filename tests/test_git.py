"""What the program learns of a repository: the commit, its files in a folder, and nothing where git cannot tell."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import build_tools.git as running
from build_tools.build import content, source
from build_tools.build.manifest import NO_LOCK, UNKNOWN, Manifest
from build_tools.build.source import known_facts, source_problems
from build_tools.build.withdrawn import withdrawn_by_head
from build_tools.files.tree import LARGEST, NOT_A_FILE
from build_tools.git import Unknown, history, listed, objects
from build_tools.load.messages import sentence
from build_tools.problems import Problem, Refused
from build_tools.publish import checks
from build_tools.publish.checks import Release
from build_tools.publish.gates import found_by
from tests.conftest import ROOT
from tests.repositories import committed, git, of_another_user, write
from tests.site_builder import minimal_site

Spoil = Callable[[Path, pytest.MonkeyPatch], object]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two commits of a page, in a folder of its own."""
    project = tmp_path / "project"
    write(project, "content/page.md", "words\n")
    write(project, "cases_public/README.md", "words\n")
    committed(project)
    write(project, "content/page.md", "later words\n")
    committed(project)
    return project


def test_a_folder_is_part_of_a_commit_or_of_none(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit that is checked out is named in full, whatever a hook of git says; a folder that just lies inside a
    repository, and one in none, have none, and no manifest names one for them; a repository without a commit is no
    folder without a repository."""
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    digest = (repository / ".git/refs/heads/main").read_text("ascii").strip()
    assert history.commit_with(repository) == history.commit(repository) == digest
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(repository, "archive/content/page.md", "words\n")
    for folder in (repository / "archive", tmp_path):
        assert history.commit_with(folder) is None
        assert source.moment_and_facts(folder)[1]["commit"] == UNKNOWN
    assert [one.code for one in problems_of(lambda: list(listed(tmp_path, "ls-files", "-z")))] == ["git.no_commit"]
    monkeypatch.delenv("GIT_DIR")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    with pytest.raises(Unknown):
        history.commit_with(tmp_path)


def garbage(name: str) -> Spoil:
    """Return what writes nonsense into a file of git."""
    return lambda repository, _: (repository / ".git" / name).write_bytes(b"nonsense\n")


def gone(name: str) -> Spoil:
    """Return what takes a file or folder of git away."""
    return lambda repository, _: (repository / ".git" / name).rename(repository.parent / "gone")


def without(what: str) -> Spoil:
    """Return what takes one object away, such as the tree of the commit."""

    def spoil(repository: Path, _: pytest.MonkeyPatch) -> None:
        name = git(repository, "rev-parse", what)
        (repository / ".git/objects" / name[:2] / name[2:]).unlink()

    return spoil


def in_its_place(make: Callable[[Path], object]) -> Spoil:
    """Return what puts something else in the place of the folder of git."""

    def spoil(repository: Path, _: pytest.MonkeyPatch) -> None:
        shutil.rmtree(repository / ".git")
        make(repository / ".git")

    return spoil


def another(script: str) -> Spoil:
    """Return what puts another program in the place of git; in it, ``$real`` is git."""

    def spoil(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program = repository.parent / "bin" / "git"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\nreal={shutil.which('git')}\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return spoil


def elsewhere(repository: Path, _: pytest.MonkeyPatch) -> None:
    """Let a setting say that the files of the repository lie in another folder, where nothing has changed."""
    other = repository.parent / "other"
    shutil.copytree(repository, other, ignore=shutil.ignore_patterns(".git"))
    git(repository, "config", "core.worktree", str(other))


BROKEN: dict[str, Spoil] = {
    "the head is nonsense": garbage("HEAD"),
    "the head is gone": gone("HEAD"),
    "the branch is nonsense": garbage("refs/heads/main"),
    "the branch is gone": gone("refs/heads/main"),
    "the branch is empty": lambda repository, _: os.truncate(repository / ".git/refs/heads/main", 0),
    "the settings are nonsense": garbage("config"),
    "all objects are gone": gone("objects"),
    "the commit is gone": without("HEAD"),
    "its tree is gone": without("HEAD^{tree}"),
    "a folder of it is gone": without("HEAD:content"),
    "a file of it is gone": without("HEAD:content/page.md"),
    "the folder of git is an empty folder": in_its_place(Path.mkdir),
    "the folder of git is an empty file": in_its_place(Path.touch),
    "the folder of git is elsewhere": in_its_place(lambda path: path.write_text("gitdir: /nowhere\n")),
    "the folder of git is a dangling link": in_its_place(lambda path: path.symlink_to("nowhere")),
    "the folder of git is a circle": in_its_place(lambda path: path.symlink_to(".git")),
    "the files are said to lie elsewhere": elsewhere,
    "it belongs to another user": lambda _, monkeypatch: of_another_user(monkeypatch),
    "git is not installed": lambda repository, monkeypatch: monkeypatch.setenv("PATH", str(repository / "nowhere")),
    "git fails": another("exit 1"),
    "git dies": another("kill -9 $$"),
    "git says nothing": another("exit 0"),
    "git talks nonsense": another("echo nonsense"),
    "git talks nonsense of files alone": another('case "$*" in *ls-*) echo x;; *) exec $real "$@";; esac'),
}
"""Ways in which git cannot tell what is committed, though there is a repository."""

OF_GIT = (checks.folder_is_its_commit, checks.withdrawn_cases)
"""The gates that ask git alone."""


@pytest.mark.parametrize("way", BROKEN)
def test_what_git_cannot_tell_stops_a_release(repository: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a repository is broken whose folder is as in its commit: each gate that asks git stays shut and says why
    in one sentence; no build for release calls the folder so, nor one without a commit; and no release of another
    commit counts as the one of the project."""
    assert source.moment_and_facts(repository)[1]["commit"] == history.commit(repository)
    BROKEN[way](repository, monkeypatch)
    release = Release(repository, minimal_site(), ())
    for gate in OF_GIT:
        said = sentence(*found_by([gate], release))
        assert said.startswith(".: is in ")
        assert str(repository) not in said
    assert len(problems_of(lambda: source.moment_and_facts(repository))) == 1
    manifest = Manifest({"commit": "0" * 40, "day": "2000-01-01", "lock": NO_LOCK}, {})
    assert problems_of(lambda: source_problems(manifest, known_facts(repository)))


def problems_of(ask: Callable[[], Iterable[object]]) -> list[Problem]:
    """Return what is wrong, be it said or raised."""
    try:
        return [one for one in ask() if isinstance(one, Problem)]
    except Refused as refused:
        return refused.problems


LISTED: dict[str, Spoil] = {
    "the index is nonsense": garbage("index"),
    "the index is cut": lambda repository, _: os.truncate(repository / ".git/index", 20),
    "git fails": another('case "$*" in *ls-files*|*status*) exit 128;; *) exec $real "$@";; esac'),
    "git passes a folder by": another(
        'case "$*" in *ls-files*|*status*) echo "warning: could not open directory \'x/\'" >&2;; '
        '*) exec $real "$@";; esac'
    ),
}


@pytest.mark.parametrize("way", LISTED)
def test_where_git_cannot_list_files_it_lists_none(repository: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken index, and a folder that git passes by, are no list of files and no proof that nothing else changed."""
    write(repository, "cases_public/2000-1/7Q4K.yml", "")
    committed(repository)
    (repository / "cases_public/2000-1/7Q4K.yml").unlink()
    write(repository, "cases_public/withdrawn/7Q4K.yml", 'id: "7Q4K"\nrelease: "2000-1"\n')
    committed(repository)
    assert withdrawn_by_head(repository) == {"7Q4K"}
    LISTED[way](repository, monkeypatch)
    with pytest.raises(Unknown):
        list(listed(repository, "ls-files", "-z"))
    assert withdrawn_by_head(repository) == frozenset()


def test_no_setting_and_no_variable_hides_a_change(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is asked so that it looks itself: a program that a setting names, and that says of every file that it is as
    before, is not asked, and a variable that lets it take every path for a name has no effect."""
    write(repository, "content/page.md", "other words\n")
    write(repository.parent, "monitor", "#!/bin/sh\nprintf 'token\\0'\n")
    (repository.parent / "monitor").chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(repository.parent / "monitor"))
    git(repository, "update-index", "--fsmonitor-valid", "content/page.md")
    for name in ("GIT_LITERAL_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"):
        monkeypatch.setenv(name, "1")
    assert running.git(repository, "status", "--porcelain", "--", ":/") == " M content/page.md"
    assert [*history.ever_added(repository, "content")] == ["content/page.md"]


def test_git_that_does_not_end_is_ended(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever for what git reads for ever."""
    monkeypatch.setattr(running, "LIMIT", 1)
    another("exec sleep 60")(repository, monkeypatch)
    with pytest.raises(Unknown):
        running.git(repository, "status")


@pytest.mark.skipif(os.name == "nt", reason="needs pipes")
@pytest.mark.parametrize("path", [".gitignore", ".gitattributes", ".gitmodules", ".mailmap"])
def test_a_check_names_what_git_would_read_for_ever(path: str, example: Path) -> None:
    """A pipe where git looks for settings is said before git is asked."""
    committed(example)
    (example / path).unlink(missing_ok=True)
    os.mkfifo(example / path)
    found = problems_of(lambda: [content.checked(example, ROOT / "site_src")])
    assert f"{path}: {NOT_A_FILE}" in map(sentence, found)


def files(root: Path, commit: str) -> dict[str, bytes]:
    """Return what the folder of a commit holds, by path."""
    with objects.folder_of(root, commit) as folder:
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not folder.exists()
    return found


def test_what_a_commit_tells_is_judged_as_it_was(small_project: Path, tmp_path: Path) -> None:
    """What a later commit takes away again is still found in the one that had it; a project is read from its own
    folder, wherever in its repository that lies."""
    settings = (small_project / "content/site.yml").read_text("utf-8")
    write(small_project, "content/site.yml", "k: many\n")
    first = committed(small_project)
    write(small_project, "content/site.yml", settings)
    second = committed(small_project)
    assert {(one.path, one.line) for one in content.problems_at(small_project, first)} == {("content/site.yml", 1)}
    assert content.problems_at(small_project, second) == []
    around = tmp_path / "around"
    shutil.copytree(small_project, around / "site of ours", ignore=shutil.ignore_patterns(".git"))
    write(around, "content/site.yml", "Not ours\n")
    assert content.problems_at(around / "site of ours", committed(around)) == []


def test_the_files_of_a_commit_are_written_to_the_byte(tmp_path: Path) -> None:
    """Nothing is left out, rewritten or run that a commit or a clone asks for: of a large file one byte more than is
    looked at; a link becomes a file that names its goal, a repository inside is left out."""
    said, root = b"a\r\n$Id$ $Format:%H$\n", tmp_path / "project"
    write(root, "module/a.txt", "a")
    committed(root / "module")
    write(root, ".gitattributes", "*.md export-ignore ident export-subst eol=crlf filter=evil\n")
    write(root, "large.txt", "a" * (LARGEST + 100))
    (root / "a.md").write_bytes(said)
    (root / "link").symlink_to("/etc/hostname")
    committed(root)
    blob = git(root, "hash-object", "-w", "--no-filters", "a.md")
    git(root, "update-index", "--cacheinfo", f"100644,{blob},a.md")
    git(root, "commit", "--quiet", "--message", "to the byte")
    for name in ("smudge", "process"):
        git(root, "config", f"filter.evil.{name}", f"touch {tmp_path}/evil")
    git(root, "config", "core.autocrlf", "true")
    found = files(root, "HEAD")
    assert found.keys() == {".gitattributes", "large.txt", "a.md", "link"}
    assert (found["a.md"], found["link"], len(found["large.txt"])) == (said, b"/etc/hostname", LARGEST + 1)
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT"])
def test_a_commit_that_leads_out_of_its_folder_is_not_written(repository: Path, name: str) -> None:
    """A made-up commit can hold names that no file may have: git would read settings of the last."""
    blob = bytes.fromhex(git(repository, "rev-parse", "HEAD:content/page.md"))
    inner = bytes.fromhex(hashed(repository, b"100644 evil.txt\0" + blob))
    tree = hashed(repository, b"40000 " + name.encode() + b"\0" + inner)
    with pytest.raises(Unknown):
        files(repository, git(repository, "commit-tree", "-m", "made up", tree))


def hashed(root: Path, data: bytes) -> str:
    """Return the digest of a folder that is stored as it is."""
    (root / ".git/made-up").write_bytes(data)
    return git(root, "hash-object", "-w", "--literally", "-t", "tree", ".git/made-up")


def test_an_object_that_git_lost_is_no_empty_file(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git cannot give the bytes of a file, nothing is said of the commit at all."""
    without("HEAD:content/page.md")(repository, monkeypatch)
    with pytest.raises(Unknown):
        files(repository, "HEAD")
