"""A server of one's own in a folder: a bare repository with our hooks, and a clone of a small site to push from.

In: an empty folder. Out: places to push to, and what git said. Everything is real except the network: pushes go over
a path, and the packages of the environment that runs the tests are used. Looks into no settings of the user.
"""

import datetime
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from build_tools.protect.baseline import BASELINE

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
PROGRAM = (
    *("build_tools", "site_src", "requirements", "deploy"),
    *("Makefile", "pyproject.toml", "mkdocs.yml", ".gitignore"),
)
DOMAIN = "site.example.org"
PAGE = "content/ru/method.md"
TODAY = datetime.datetime.now(datetime.UTC).date()
"""Of which everything is, because a release is held against the day on which it goes out."""

REVIEWED = re.compile(r'reviewed_on: "[0-9-]+"')
PLACEHOLDERS = re.compile(r"^(mirrors|onion_address|invented):.*\n", re.MULTILINE)
"""Settings of the example that a release refuses."""

OPEN = {
    "no_contact": "site",
    "contact_missing": "helpers, nations",
    "awaiting_review": "kk, ru",
    "law_unconfirmed": "law",
    "errors_to": "site",
}
DECISION = """\
  - gate: {gate}
    about: [{about}]
    decided_by: example_role
    decided_on: {decided_on}
    until: {until}
    reason: "Nothing in this example is real."
"""

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A maintainer",
    "GIT_AUTHOR_EMAIL": "maintainer@example.org",
    "GIT_AUTHOR_DATE": f"{TODAY}T00:00:00Z",
    "GIT_COMMITTER_NAME": "A maintainer",
    "GIT_COMMITTER_EMAIL": "maintainer@example.org",
    "GIT_COMMITTER_DATE": f"{TODAY}T00:00:00Z",
    "AS_ROOT": "yes",
    "CI": "",
    "LC_ALL": "C.UTF-8",
    "TRANSPARENCY_LANGUAGE": "",
    "PATH": f"{os.environ['PATH']}:{ROOT}/.bubblewrap/usr/bin",
}
"""What every program of a test starts with: the same on each machine."""

PLAIN_LOCALE = "C" if str(ROOT).isascii() else "C.UTF-8"
"""The plainest in which Python finds its packages: those of 3.11 and 3.12 read their places in the letters of the
locale, and C has none but Latin ones."""

Done = subprocess.CompletedProcess[str]


def run(*command: str | Path, cwd: Path) -> Done:
    """Run a program to its end and keep what it says; whether it succeeded is for the test to judge."""
    return subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def must(*command: str | Path, cwd: Path) -> str:
    """Run a program that has to succeed, and return what it says on standard output, without the last line break."""
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\n")


@dataclass(frozen=True, slots=True)
class Place:
    """``server`` is the folder that install.sh made, ``clone`` the project of a maintainer."""

    server: Path
    clone: Path

    @property
    def repository(self) -> Path:
        """The bare repository that is pushed to."""
        return self.server / "site.git"

    @property
    def site(self) -> Path:
        """What a web server is told to serve."""
        return self.server / "site"

    @property
    def branch(self) -> str:
        """The commit of the published branch, or nothing."""
        return run("git", "rev-parse", "--verify", "--quiet", "main", cwd=self.repository).stdout.strip()

    def push(self, *words: str) -> Done:
        """Push as a maintainer does."""
        return run("git", "push", "server", *(words or ("main",)), cwd=self.clone)

    def commit(self, path: str, old: str, new: str) -> str:
        """Replace a text in a file of the clone, commit it and return the commit."""
        replace(self.clone / path, old, new)
        must("git", "commit", "--quiet", "--all", "--message", "A change", cwd=self.clone)
        return must("git", "rev-parse", "HEAD", cwd=self.clone)

    def setting(self, name: str, value: str) -> None:
        """Set one of the settings of the server."""
        must("git", "config", f"transparency.{name}", value, cwd=self.repository)


def replace(path: Path, old: str, new: str, times: int = 1) -> None:
    """Put a text in the place of another that has to be there; ``times`` -1 is everywhere."""
    text = path.read_text("utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, times), "utf-8")


def install(folder: Path, deploy: Path = DEPLOY) -> Done:
    """Run install.sh as an administrator of a server without network does, with the packages of these tests."""
    return run("env", f"ENVIRONMENT={sys.prefix}", "sh", deploy / "install.sh", folder, DOMAIN, cwd=folder.parent)


def lacking() -> str:
    """Return why no server can be made on this machine, or nothing."""
    if not shutil.which("flock"):
        return "needs flock, as a server with Linux has it: install the package util-linux"
    if not shutil.which("bwrap", path=ENVIRONMENT["PATH"]):
        return "needs bubblewrap: run `make test` once, or install the package bubblewrap"
    tried = run("bwrap", "--unshare-user", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true", cwd=ROOT)
    return (tried.returncode and f"needs namespaces, which this machine does not allow: {tried.stderr.strip()}") or ""


Lay = Callable[[Path], object]
"""Lays more content over that of the example."""


def project(folder: Path, decided_on: datetime.date = TODAY, days: int = 300, *, lay: Lay | None = None) -> Path:
    """Make a project that can be published: the program, and the example as a site with an address and no record.

    What the example leaves open is decided for that many days."""
    folder.mkdir()
    for part in PROGRAM:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    shutil.copytree(ROOT / "tests/example/content", folder / "content")
    shutil.copytree(ROOT / "tests/example/cases_public/examples", folder / "cases_public/examples")
    if lay:
        lay(folder)
    publishable(folder, decided_on, days)
    return folder


def publishable(folder: Path, decided_on: datetime.date, days: int) -> None:
    """Let nothing in the content of the example stop a release for so many days after it was decided."""
    settings = folder / "content/site.yml"
    settings.write_text(PLACEHOLDERS.sub("", settings.read_text("utf-8")), "utf-8")
    replace(settings, "https://example.org/register/", "https://somewhere.zz/")
    when = {"decided_on": decided_on, "until": decided_on + datetime.timedelta(days=days)}
    shown = folder / "content/organisations.yml"
    for field, then in (("decided_on", "2000-12-01"), ("until", "2001-06-30")):
        replace(shown, f'{field}: "{then}"', f'{field}: "{when[field]}"', -1)
    replace(shown, 'seen_on: "2000-12-01"', f'seen_on: "{decided_on}"')
    reviews = folder / "content/statements/2000-01-01.yml"
    reviews.write_text(REVIEWED.sub(f'reviewed_on: "{decided_on}"', reviews.read_text("utf-8")), "utf-8")
    decisions = "".join(DECISION.format(gate=gate, about=about, **when) for gate, about in OPEN.items())
    (folder / "content/decisions.yml").write_text(f"decisions:\n{decisions}", "utf-8")


def without_cases(folder: Path) -> None:
    """Take the cases that count out of a copy of the example, with what accepted them."""
    for part in ("2000-1", "releases"):
        shutil.rmtree(folder / "cases_public" / part)


def new_place(folder: Path, lay: Lay | None = None) -> Place:
    """Install a server below a folder and commit a project to push to it; nothing is pushed yet."""
    clone = project(folder / "clone", lay=lay)
    begun(clone)
    return installed(folder / "server", clone)


def installed(server: Path, clone: Path) -> Place:
    """Install a server to which a clone pushes."""
    place = Place(server, clone)
    done = install(place.server, place.clone / "deploy")
    assert done.returncode == 0, done.stderr
    place.setting("headers", "none")
    return connected(place)


def begun(clone: Path) -> None:
    """Make the first commits of a project: the site, and that nothing up to it is judged once more."""
    must("git", "init", "--quiet", "--initial-branch=main", cwd=clone)
    must("git", "add", "--all", cwd=clone)
    must("git", "commit", "--quiet", "--message", "The site", cwd=clone)
    replace(clone / "build_tools/protect/baseline.py", BASELINE, must("git", "rev-parse", "HEAD", cwd=clone))
    must("git", "commit", "--quiet", "--all", "--message", "The baseline", cwd=clone)


def connected(place: Place) -> Place:
    """Tell the clone where its server is."""
    must("git", "config", "remote.server.url", str(place.repository), cwd=place.clone)
    return place


def copied(place: Place, folder: Path) -> Place:
    """Return a copy of a server and its clone, to break."""
    shutil.copytree(place.server, folder / "server", symlinks=True)
    shutil.copytree(place.clone, folder / "clone", symlinks=True)
    return connected(Place(folder / "server", folder / "clone"))


def with_small_program(place: Place) -> Place:
    """Have a server publish a commit whose program is tests/small_program, as its administrator does, and return it."""
    shutil.rmtree(place.clone / "build_tools")
    shutil.copytree(ROOT / "tests/small_program", place.clone / "build_tools")
    shutil.copytree(place.site, place.clone / "made", ignore=shutil.ignore_patterns("*.gz", "*.br"))
    must("git", "add", "--all", cwd=place.clone)
    must("git", "commit", "--quiet", "--message", "A small program", cwd=place.clone)
    must("git", "fetch", "--quiet", place.clone, "main:main", cwd=place.repository)
    must(place.repository / "hooks" / "publish", cwd=place.server)
    return place


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its place."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(done: Done) -> str:
    """Return what a maintainer reads of the server in the terminal of git push."""
    lines = [line for line in done.stderr.splitlines() if line.startswith("remote: ")]
    return "\n".join(line.removeprefix("remote: ").rstrip() for line in lines)


def sentence(name: str, *words: str, language: str = "en") -> str:
    """Return a sentence of the hooks."""
    text = dict(line.split("|", 1) for line in (DEPLOY / f"sentences.{language}").read_text("utf-8").splitlines())
    return text[name] % words


def scripts() -> str:
    """Return all that the hooks run."""
    return "".join(path.read_text("utf-8") for path in (DEPLOY / "publish", *sorted(DEPLOY.glob("parts/*.sh"))))


def good_change(place: Place) -> str:
    """Commit a change that can be published."""
    return place.commit(PAGE, "См.", "Смотрите")


def released(place: Place) -> str:
    """Return the one release of the server."""
    (name,) = os.listdir(place.server / "releases")
    return f"releases/{name}"
