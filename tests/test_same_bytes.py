"""One commit gives one release: the same bytes, rights and times, whoever builds it, wherever and on whatever day."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.conftest import PARTS, ROOT, copied_example
from tests.publishing import PLAIN_LOCALE, publishable, without_cases
from tests.test_git import WHO
from tests.test_manifest import EPOCH
from tests.test_plugin import contents

CALM = {"TZ": "UTC", "LC_ALL": PLAIN_LOCALE, "PYTHONHASHSEED": "1"}
WILD = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "USER": "zqbuilder"}
MOVED_CLOCK = """
import datetime, time

LATER = 40 * 86_400
read, read_ns, gmtime, localtime = time.time, time.time_ns, time.gmtime, time.localtime
time.time = lambda: read() + LATER
time.time_ns = lambda: read_ns() + LATER * 10**9
time.gmtime = lambda seconds=None: gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: localtime(time.time() if seconds is None else seconds)


class Kind(type):
    def __instancecheck__(cls, other):
        return isinstance(other, cls.__mro__[1])


class Moved(datetime.datetime, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)


class MovedDate(datetime.date, metaclass=Kind):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


datetime.datetime, datetime.date = Moved, MovedDate
"""
"""A ``sitecustomize`` that moves the clock of Python by 40 days."""

Tree = dict[str, tuple[bytes, int, float]]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that can be released, with the templates, in one commit of a known time."""
    folder = copied_example(tmp_path_factory.mktemp("made") / "repository")
    without_cases(folder)
    # Decided before today too, of which a preview is.
    publishable(folder, datetime.fromtimestamp(int(EPOCH), UTC).date() - timedelta(days=250), 300)
    shutil.copy(ROOT / ".gitattributes", folder)
    when = {**os.environ, "GIT_COMMITTER_DATE": f"{EPOCH} +0500", "GIT_AUTHOR_DATE": f"{EPOCH} +0500"}
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "all")):
        subprocess.run(["git", *WHO, *words], cwd=folder, env=when, check=True)
    return folder


@pytest.fixture(scope="module")
def first(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """What a calm build of the commit makes."""
    return tree(built(cloned(repository, tmp_path_factory.mktemp("calm")), CALM, umask=0o022))


def cloned(repository: Path, folder: Path, *settings: str) -> Path:
    """Clone the repository into a folder, with settings of git; as in the real one, git ignores the built site."""
    words = [word for setting in settings for word in ("-c", setting)]
    subprocess.run(["git", "clone", "--quiet", *words, str(repository), str(folder / "project")], check=True)
    (folder / "project" / ".git" / "info" / "exclude").write_text("site\n", "utf-8")
    return folder / "project"


def built(project: Path, environment: dict[str, str], release: bool = True, **how: Any) -> Path:
    """Build in a process of its own and return the site."""
    known = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**known, **environment, "RELEASE": str(release).lower(), "HOME": str(project)},
        capture_output=True,
        text=True,
        **how,
    )
    assert done.returncode == 0, done.stderr
    return project / "site"


def tree(site: Path) -> Tree:
    """Return bytes, rights and time of everything below a folder and of itself."""
    every = [site, *site.rglob("*")]
    return {
        path.relative_to(site).as_posix(): (
            b"" if path.is_dir() else path.read_bytes(),
            path.stat().st_mode & 0o7777,
            path.stat().st_mtime,
        )
        for path in every
    }


def test_who_builds_and_where_leaves_no_trace(repository: Path, first: Tree, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed, umask and the order of files on the disk change nothing in a release."""
    folder = tmp_path / "терең  орын" / "deeper"
    folder.mkdir(parents=True)
    project = cloned(repository, folder)
    for name in sorted(path.name for path in (project / "content" / "en").iterdir())[::-1]:
        path = project / "content" / "en" / name
        path.rename(path.with_name(f"{name}-")).rename(path)
        os.utime(path, (1, 1))
    second = tree(built(project, WILD, umask=0o077))
    assert second == first
    assert {mode for _, mode, _ in first.values()} == {0o644, 0o755}
    assert {time for _, _, time in first.values()} == {float(EPOCH)}
    for trace in (str(repository), "zqbuilder", "Kiritimati"):
        assert not [path for path, (data, _, _) in first.items() if trace.encode() in data]


@pytest.mark.parametrize("settings", [("core.autocrlf=true",), ("core.autocrlf=false", "core.eol=crlf")])
def test_line_ends_of_windows_leave_no_trace(repository: Path, tmp_path: Path, settings: tuple[str, ...]) -> None:
    """Git for Windows, as it is set up unless somebody changes that, gives the files of the commit byte for byte, and
    takes none of them for changed."""
    project = cloned(repository, tmp_path, *settings)
    assert contents(project / "content") == contents(repository / "content")
    assert all(contents(project / part) == contents(repository / part) for part in PARTS if (project / part).is_dir())
    assert subprocess.check_output(["git", "status", "--porcelain"], cwd=project) == b""


def test_the_day_leaves_no_trace(repository: Path, first: Tree, tmp_path: Path) -> None:
    """A release is of the day of its commit, also 40 days later; where no commit is asked, the moved clock shows."""
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(MOVED_CLOCK, "utf-8")
    later = {"PYTHONPATH": str(tmp_path / "clock")}
    project = cloned(repository, tmp_path)
    assert tree(built(project, later)) == first
    asked = [sys.executable, "-c", "from build_tools import variables; print(variables.build_day())"]
    known = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    days = [subprocess.check_output(asked, env={**known, **more}, cwd=tmp_path, text=True) for more in ({}, later)]
    assert days[0] != days[1]


@pytest.fixture
def stranger() -> Iterator[tuple[int, Path]]:
    """Another user of the machine, with a folder that is theirs."""
    if os.geteuid() != 0:
        pytest.skip("only root can build as another user")
    user = pwd.getpwnam("nobody").pw_uid
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        try:
            subprocess.run([sys.executable, "-c", "import build_tools"], user=user, cwd=folder, check=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("the user nobody may not run this Python, so no build by another user can be tried")
        yield user, Path(folder)


def test_the_user_leaves_no_trace(repository: Path, first: Tree, stranger: tuple[int, Path]) -> None:
    """Another user of the machine builds the same release."""
    user, folder = stranger
    project = cloned(repository, folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, -1, follow_symlinks=False)
    assert tree(built(project, WILD, user=user, umask=0o027)) == first
