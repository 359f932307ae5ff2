"""Publishing to a server of one's own: real pushes to a real bare repository, those that are published and those that
are refused. Nothing that was not checked is stored, and nothing that is pushed is run.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.personal_data.items import MADE
from tests.publishing import (
    ENVIRONMENT,
    PAGE,
    ROOT,
    Done,
    Place,
    begin_push,
    contents,
    copied,
    good_change,
    must,
    released,
    replace,
    run,
    said,
    state,
    stores,
    until,
)

LEDGER = "content/figures/2000-01-01.yml"
FOLDERS = ["git-shell-commands", "hooks", "programs", "publish", "served", "site.git", "state", "work"]
UNCHANGED = "Ештеңе өзгерген жоқ, бұл жіберілімнен мұнда ештеңе сақталмады"
MARK = "ran"
"""What a program leaves beside the server that was pushed and run."""


def left(place: Place) -> list[str]:
    """Return what lies on the server, apart from git's own files and lists."""
    folders = (place.server, place.server / "work", place.server / "served/releases")
    return sorted(path.name for folder in folders for path in folder.iterdir() if path.name != "settings")


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


def test_a_push_is_published(first: tuple[Place, Done]) -> None:
    """A push to the branch becomes the site that a web server finds, and the maintainer reads so."""
    place, done = first
    assert done.returncode == 0, done.stderr
    assert (place.site / "en" / "method.html").is_file()
    assert f"Published. The site now shows your change {place.branch[:10]}." in said(done)
    assert "Release code: " in said(done)
    assert str(place.server / "work") not in said(done)
    assert must("git", "rev-parse", "main", cwd=place.clone) == place.branch
    pages = b"".join(data for name, data in contents(place.site).items() if name.endswith(".html"))
    assert b"This is a preview" not in pages
    assert b"No case has been published yet." in pages


def test_a_change_is_published_and_the_old_release_is_gone(small_place: Place) -> None:
    """A second push is served, nothing of what was served before stays on the server, and the program is told which
    commit readers saw. Whatever the umask of the account, all of the site is readable, and what was never published is
    not. What lies in a commit beside content and program has no effect, whatever it would do."""
    place, old, before = small_place, small_place.site.resolve(), small_place.branch
    add(place, "Makefile", f"\n$(shell {shell(place)})\n")
    add(place, ".gitattributes", "\n*.md filter=x ident\n*.yml merge=x diff=x\n")
    add(place, "deploy/publish", f"\n{shell(place)}\n")
    add(place, "tests/conftest.py", code(place))
    replace(place.clone / PAGE, "См.", "Смотрите")
    commit = committed(place)
    done = run("sh", "-c", "umask 077 && git push --no-verify server main", cwd=place.clone)
    assert done.returncode == 0, done.stderr
    assert f"Made beside {before}" in said(done)
    assert f"Published. The site now shows your change {commit[:10]}." in said(done)
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")
    assert not old.exists()
    assert left(place) == sorted([*FOLDERS, Path(released(place)).name])
    for path in (place.site.resolve(), *place.site.resolve().rglob("*")):
        assert path.stat().st_mode & 0o055 == (0o055 if path.is_dir() else 0o044), path
    for name in ("site.git", "work", "state"):
        assert (place.server / name).stat().st_mode & 0o007 == 0
    assert not (place.server.parent / MARK).exists()


def test_a_refused_push_says_what_check_says(place: Place) -> None:
    """A push with a mistake changes nothing, and says what `make check` says, in the language of the maintainer; what
    is refused, perhaps a name, is in no part of the server afterwards."""
    before = state(place), left(place)
    refused = place.commit(LEDGER, "value: 1234", "value: 1235")
    place.setting("language", "kk")
    done = place.push()
    assert done.returncode != 0
    check = f"TRANSPARENCY_LANGUAGE=kk '{sys.executable}' -m build_tools check"
    sentences = run("sh", "-c", check, cwd=place.clone).stderr.splitlines()
    assert any(line.startswith(LEDGER) for line in sentences)
    assert {*sentences} < set(said(done).splitlines())
    assert UNCHANGED in said(done)
    assert not stores(place, refused)
    assert (state(place), left(place)) == before


@pytest.fixture(scope="module")
def unmoved(small_first: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A server to which nothing comes that is taken."""
    return copied(small_first, tmp_path_factory.mktemp("unmoved"))


@pytest.fixture
def refusing(unmoved: Place) -> Iterator[Place]:
    """The same; after the test it has the branch and serves the bytes that it had, no other file is left, nothing ran,
    and the clone is as it was."""
    before = state(unmoved), left(unmoved)
    yield unmoved
    assert (state(unmoved), left(unmoved)) == before
    assert not (unmoved.server.parent / MARK).exists()
    must("git", "reset", "--quiet", "--hard", unmoved.branch, cwd=unmoved.clone)
    must("git", "clean", "--quiet", "-ffdx", cwd=unmoved.clone)


def many_commits(place: Place, number: int = 501) -> None:
    """Make so many commits, by themselves more than may come at once."""
    tip = must("git", "rev-parse", "HEAD", cwd=place.clone)
    stream = "".join(
        f"commit refs/heads/many\ncommitter a <a@role.invalid> {int(time.time())} +0000\ndata 1\nx\n"
        + (f"from {tip}\n" if one == 0 else "")
        + "\n"
        for one in range(number)
    )
    fed(place, stream.encode(), "fast-import", "--quiet", "--force")
    must("git", "reset", "--quiet", "--hard", "many", cwd=place.clone)


def fed(place: Place, data: bytes, *words: str) -> str:
    """Return what git prints when it is given some bytes."""
    done = subprocess.run(
        ["git", *words], cwd=place.clone, input=data, capture_output=True, check=True, env=ENVIRONMENT
    )
    return done.stdout.decode().strip()


def nested(place: Place, above: bool) -> None:
    """Commit a tree that names ten billion files and is stored in a few bytes, and one without ``above`` it."""
    digest = must("git", "hash-object", "-w", PAGE, cwd=place.clone)
    entry = "100644 blob"
    for _ in range(10):
        lines = "".join(f"{entry} {digest}\tf{number}\n" for number in range(10))
        digest, entry = fed(place, lines.encode(), "mktree"), "040000 tree"
    commit = must("git", "commit-tree", "-p", "HEAD", "-m", "x", digest, cwd=place.clone)
    if above:
        commit = must("git", "commit-tree", "-p", commit, "-m", "x", "HEAD^{tree}", cwd=place.clone)
    must("git", "update-ref", "refs/heads/main", commit, cwd=place.clone)


def another_program(place: Place) -> None:
    """Change and add modules, a template, a hook of MkDocs, an entry point and a package."""
    template = "{{ cycler.__init__.__globals__.os.system('" + shell(place) + "') }}"
    add(place, "build_tools/__init__.py", code(place))
    add(place, "build_tools/sitecustomize.py", code(place))
    add(place, "site_src/templates/index.html", template)
    add(place, "mkdocs.yml", "hooks:\n  - hook.py\n")
    add(place, "pyproject.toml", "\n[project.entry-points.x]\nx = 'x:x'\n")
    add(place, "requirements/site.txt", "\nx @ file:///tmp/x\n")
    committed(place)


def beside(*files: tuple[str, Callable[[Place], str]]) -> Callable[[Place], object]:
    """Return what commits files that would be run by something that looks for them."""
    return lambda place: ([add(place, name, text(place), 0o755) for name, text in files], committed(place))


def linked(place: Place) -> None:
    """Put a link out of the project in the place of a page."""
    (place.server.parent / "secret.md").write_text("# Secret\n", "utf-8")
    (place.clone / PAGE).unlink()
    (place.clone / PAGE).symlink_to(place.server.parent / "secret.md")
    committed(place)


def personal(place: Place) -> None:
    """Commit the number of a person, and take it away again."""
    place.commit(PAGE, "См.", f"См. {MADE['iin']()}")
    must("git", "revert", "--no-edit", "HEAD", cwd=place.clone)


class Refusal(NamedTuple):
    """What is done before a push, what is pushed, and what the maintainer reads."""

    prepare: Callable[[Place], object]
    says: str
    words: tuple[str, ...] = ("main",)


OTHER_NAME = "push: may bring the branches main and program alone, and not delete main"
TOO_LARGE = "push: brings more than 500 new commits, or one with more than 20000 files or 500 MB of them"
PERSONAL = "Places with what may be personal: 1."
REFUSED = {
    "a draft": Refusal(good_change, OTHER_NAME, ("main:draft",)),
    "a tag beside the branch": Refusal(good_change, OTHER_NAME, ("main", "main:refs/tags/first")),
    "a note": Refusal(good_change, OTHER_NAME, ("main", "main:refs/notes/commits")),
    "no branch any more": Refusal(lambda place: None, OTHER_NAME, ("--delete", "main")),
    "another history": Refusal(
        lambda place: must("git", "commit", "--quiet", "--amend", "--message", "Another", cwd=place.clone),
        "push: would drop what others have published",
        ("--force", "main"),
    ),
    "a number that contradicts others": Refusal(
        lambda place: place.commit(LEDGER, "value: 1234", "value: 1235"),
        f"{LEDGER}: holds another number (said in en)",
    ),
    "what is taken away again": Refusal(personal, PERSONAL),
    "the same after 99 commits": Refusal(
        lambda place: (many_commits(place, 99), personal(place)), "Looked for personal data in commits: 100 of 101."
    ),
    "the same as a program": Refusal(personal, PERSONAL, ("main:program",)),
    "more commits than 500": Refusal(many_commits, TOO_LARGE),
    "ten billion files": Refusal(lambda place: nested(place, above=False), TOO_LARGE),
    "the same below a commit without": Refusal(lambda place: nested(place, above=True), TOO_LARGE),
    "21 megabytes": Refusal(
        lambda place: ((place.clone / "large").write_bytes(os.urandom(21 * 2**20)), committed(place)),
        "exceeds maximum allowed size",
    ),
    "another program": Refusal(
        another_program, "push: brings another program or look than this server has, and nothing that is pushed is run"
    ),
    "a module among the content": Refusal(beside(("content/yaml.py", code)), "is no file that belongs here"),
    "a link": Refusal(linked, "is a link or lies behind one"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_may_not_come_in_is_refused_and_stored_nowhere(refusing: Place, what: str) -> None:
    """The hooks of the maintainer passed by, a push with one fault is refused with a sentence, and with it all of it:
    nothing is stored, nothing runs, and the last good site stays whole, byte for byte."""
    prepare, says, words = REFUSED[what]
    prepare(refusing)
    tip = must("git", "rev-parse", "HEAD", cwd=refusing.clone)
    done = refusing.push("--no-verify", *(words if "--delete" in words else ("--force", *words)))
    assert done.returncode == 1
    assert says in said(done)
    assert stores(refusing, tip) == (tip == refusing.branch)
    if what == "another program":
        assert f"sudo sh {refusing.server}/programs/newest/deploy/install.sh {tip}" in said(done)
    if says == PERSONAL:
        _, where, number = said(done).splitlines()[:3]
        assert re.fullmatch(r"commit \w{10} content/ru/method\.md:\d+:\d+: may hold the number of a person.*", where)
        assert number == PERSONAL
        assert MADE["iin"]()[:5] not in done.stderr


def test_what_lies_beside_the_program_is_published_and_never_run(place: Place) -> None:
    """Modules and hooks that something might look for come in like any other file, and nothing of them runs."""
    modules = ((f"{name}.py", code) for name in ("sitecustomize", "yaml", "mkdocs", "conftest"))
    beside(*modules, *((f"hooks/{name}", shell) for name in ("post-checkout", "pre-receive")))(place)
    done = place.push()
    assert done.returncode == 0, done.stderr
    assert not (place.server.parent / MARK).exists()


def rewritten(place: Place, folder: Path) -> tuple[str, Place]:
    """Publish a change and then make a history without it; return its commit, and a clone that still has it."""
    removed = good_change(place)
    assert place.push().returncode == 0
    old = Place(place.server, folder / "old clone")
    shutil.copytree(place.clone, old.clone, symlinks=True)
    must("git", "reset", "--quiet", "--hard", "HEAD~1", cwd=place.clone)
    place.commit(PAGE, "См.", "Здесь")
    return removed, old


def test_what_was_removed_from_the_history_is_gone_and_does_not_come_back(small_place: Place, tmp_path: Path) -> None:
    """A forced push says which line allows it; with that line it is published, and the server keeps nothing of what it
    dropped. Who merges an old clone reads to clone anew, and nothing of the old history is stored, nor where the
    settings cannot be read; a new clone can push."""
    place = small_place
    removed, old = rewritten(place, tmp_path)
    line = re.search(r"`sudo (git config .*)`", said(place.push("--force", "main")))[1]
    assert (place.branch, line.split()[-1]) == (removed, removed)
    must(*line.split(), cwd=place.server)
    done = place.push("--force", "main")
    assert done.returncode == 0, done.stderr
    assert "Здесь" in (place.site / "ru" / "method.html").read_text("utf-8")
    assert not stores(place, removed)
    must("git", "fsck", "--no-dangling", cwd=place.repository)
    must("git", "pull", "--quiet", "--no-rebase", "--strategy-option=theirs", "server", "main", cwd=old.clone)
    settings = (place.server / "settings").read_text("utf-8")
    (place.server / "settings").write_text(f"{settings}[", "utf-8")
    assert old.push().returncode != 0
    (place.server / "settings").write_text(settings, "utf-8")
    for ref in ("main", "main:program"):
        assert said(old.push(ref)).startswith("push: holds a commit that was removed from the history")
    assert not stores(place, removed)
    place.commit(PAGE, "Здесь", "Читайте")
    assert place.push().returncode == 0


def test_two_pushes_at_once(small_place: Place, tmp_path: Path) -> None:
    """The second push says that it waits, and then that somebody else published; after git pull it is published."""
    place, other = small_place, Place(small_place.server, tmp_path / "other")
    shutil.copytree(place.clone, other.clone, symlinks=True)
    other.commit(PAGE, "См.", "Читайте")
    os.mkfifo(place.server / "gate")
    first = place.commit("content/kk/method.md", "біреудің айтқаны", "біреудің айтқан сөзі")
    with begin_push(place) as one:
        until(one, "Checking and building")
        with begin_push(other) as two:
            until(two, "this one waits for it")
            (place.server / "gate").write_text("go", "utf-8")
            assert one.wait() == 0
            assert "would drop what others have published" in two.communicate()[1]
    (place.server / "gate").unlink()
    assert place.branch == first
    must("git", "pull", "--quiet", "--rebase", "server", "main", cwd=other.clone)
    assert other.push().returncode == 0


def test_the_scripts_are_plain_sh() -> None:
    """shellcheck finds nothing in the scripts of the server, nor in those that set the project up."""
    if not shutil.which("shellcheck"):
        pytest.skip("needs shellcheck: install the package shellcheck")
    scripts = [ROOT / "deploy" / name for name in ("publish", "push", "install.sh", "hooks/pre-receive")]
    done = run("shellcheck", "--shell=sh", *scripts, *ROOT.glob("requirements/*.sh"), cwd=ROOT)
    assert done.returncode == 0, done.stdout
