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
from tests.publishing import PLAIN_LOCALE, contents, publishable, without_cases
from tests.repositories import WHO
from tests.test_manifest import EPOCH

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


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[tuple[Path, dict[str, int]]]:
    """A folder, and another user of the machine to build in it, where one can be."""
    user = pwd.getpwnam("nobody").pw_uid
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        asked = [sys.executable, "-c", "import build_tools"]
        try:
            subprocess.run(asked, user=user, cwd=name, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            yield tmp_path, {}
        else:
            yield Path(name), {"user": user}


def test_who_builds_where_and_when_leaves_no_trace(
    repository: Path, first: Tree, somebody: tuple[Path, dict[str, int]]
) -> None:
    """User, folder, time zone, locale, hash seed, umask, the order of files on the disk and a day 40 days later change
    nothing in a release, which is of the day of its commit."""
    place, user = somebody
    folder = place / "терең  орын" / "deeper"
    folder.mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(MOVED_CLOCK, "utf-8")
    project = cloned(repository, folder)
    for name in sorted(path.name for path in (project / "content" / "en").iterdir())[::-1]:
        path = project / "content" / "en" / name
        path.rename(path.with_name(f"{name}-")).rename(path)
        os.utime(path, (1, 1))
    for path in (place, *place.rglob("*")) if user else ():
        os.chown(path, user["user"], -1, follow_symlinks=False)
    second = tree(built(project, {**WILD, "PYTHONPATH": str(folder)}, umask=0o077, **user))
    assert second == first
    assert {mode for _, mode, _ in first.values()} == {0o644, 0o755}
    assert {time for _, _, time in first.values()} == {float(EPOCH)}
    for trace in (str(repository), "zqbuilder", "Kiritimati"):
        assert not [path for path, (data, _, _) in first.items() if trace.encode() in data]


def test_the_clock_of_that_build_was_moved(tmp_path: Path) -> None:
    """Where no commit is asked, the moved clock shows."""
    (tmp_path / "sitecustomize.py").write_text(MOVED_CLOCK, "utf-8")
    asked = [sys.executable, "-c", "from build_tools.load import environment; print(environment.build_day())"]
    known = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    clocks: tuple[dict[str, str], ...] = ({}, {"PYTHONPATH": str(tmp_path)})
    days = [subprocess.check_output(asked, env={**known, **more}, cwd=tmp_path, text=True) for more in clocks]
    assert days[0] != days[1]


@pytest.mark.parametrize("settings", [("core.autocrlf=true",), ("core.autocrlf=false", "core.eol=crlf")])
def test_line_ends_of_windows_leave_no_trace(repository: Path, tmp_path: Path, settings: tuple[str, ...]) -> None:
    """Git for Windows, as it is set up unless somebody changes that, gives the files of the commit byte for byte, and
    takes none of them for changed."""
    project = cloned(repository, tmp_path, *settings)
    assert all(contents(project / part) == contents(repository / part) for part in PARTS if (project / part).is_dir())
    assert subprocess.check_output(["git", "status", "--porcelain"], cwd=project) == b""
