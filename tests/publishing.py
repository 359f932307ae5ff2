"""A server of one's own in a folder: a bare repository with our hooks, and a clone of a small site to push from.

In: an empty folder. Out: places to push to, and what git said. Everything is real but for the network and the accounts:
git-shell runs what sshd would have it run, and one account takes pushes and serves, with the packages of these tests.
Looks into no settings of the user.
"""

import contextlib
import datetime
import getpass
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.gate.hooks import BASELINE
from build_tools.publish.server.programs import PROGRAM_PARTS, digest_of
from tests.clean_notes import note_clean

ROOT = Path(__file__).parents[1]
PROGRAM = (
    *("build_tools", "site_src", "requirements", "deploy"),
    *("Makefile", "pyproject.toml", "mkdocs.yml", ".gitignore", "LICENSE"),
)
LOGIN = """\
#!/bin/sh
# What sshd does with deploy/sshd.conf: the forced command, in the login shell of the account.
for command; do :; done
exec env -i HOME={server} PATH="$PATH" SSH_USER_AUTH={server}.auth PUBLISH_KEYS={server}.keys \\
    SSH_ORIGINAL_COMMAND="$command" git-shell -c push
"""
KEY = "ssh-ed25519 AAAA0000"
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
    "real_cases": "cases",
}
DECISION = """\
  - gate: {gate}
    about: [{about}]
    decided_by: example_role
    decided_on: {decided_on}
    until: {until}
    reason: "Nothing in this example is real."
"""

# The programs that requirements/local_server.sh unpacks where the machine has no ssh.
os.environ["PATH"] += f"{os.pathsep}{ROOT / '.sshd/usr/bin'}"
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
    "PUSHES": getpass.getuser(),
    "SERVES": getpass.getuser(),
    "ENVIRONMENT": sys.prefix,
    "CI": "",
    "LC_ALL": "C.UTF-8",
    "TRANSPARENCY_LANGUAGE": "",
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
        return self.server / "served/site"

    @property
    def branch(self) -> str:
        """The commit of the published branch, or nothing."""
        return run("git", "rev-parse", "--verify", "--quiet", "main", cwd=self.repository).stdout.strip()

    def admin(self, *words: str) -> Done:
        """Run a command of the server as its administrator does."""
        return run(self.server / "publish", *words, cwd=self.server)

    def catch_up(self) -> Done:
        """Do what cron does every ten minutes."""
        return run(self.server / "git-shell-commands/push", "catch-up", cwd=self.server)

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
        must("git", "config", "--file", "settings", f"transparency.{name}", value, cwd=self.server)


def replace(path: Path, old: str, new: str, times: int = 1) -> None:
    """Put a text in the place of another that has to be there; ``times`` -1 is everywhere."""
    text = path.read_text("utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, times), "utf-8")


def install(folder: Path, clone: Path, what: str = "") -> Done:
    """Run install.sh as an administrator does: of a commit that was pushed, or else of an archive of a clone."""
    archive = folder.with_suffix(".tar")
    must("git", "archive", "--output", archive, "HEAD", cwd=clone)
    return run("sh", clone / "deploy/install.sh", what or archive, folder, cwd=folder.parent)


def lacking() -> str:
    """Return why no server can be made on this machine, or nothing."""
    missing = [name for name in ("flock", "choom", "prlimit", "timeout", "git-shell") if not shutil.which(name)]
    return f"needs {', '.join(missing)}, as Debian has them: install git and util-linux" if missing else ""


Lay = Callable[[Path], object]
"""Lays more content over that of the example."""


def project(folder: Path, decided_on: datetime.date = TODAY, days: int = 300, *, lay: Lay | None = None) -> Path:
    """Make a project that can be published: the program, and the example as a site with an address and no story.

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
    """Take the stories that count out of a copy of the example."""
    shutil.rmtree(folder / "cases_public/2000-1")


def installed(server: Path, clone: Path) -> Place:
    """Install a server to which a clone pushes."""
    place = Place(server, clone)
    done = install(server, clone)
    assert done.returncode == 0, done.stderr
    return connected(place)


def begun(clone: Path) -> None:
    """Make the first commits of a project: the site, and that nothing up to it is judged once more."""
    must("git", "init", "--quiet", "--initial-branch=main", cwd=clone)
    note_clean(clone)
    must("git", "add", "--all", cwd=clone)
    must("git", "commit", "--quiet", "--message", "The site", cwd=clone)
    replace(clone / "build_tools/gate/hooks.py", BASELINE, must("git", "rev-parse", "HEAD", cwd=clone))
    must("git", "commit", "--quiet", "--all", "--message", "The baseline", cwd=clone)


def connected(place: Place) -> Place:
    """Tell the clone where its server is, and how to log in there."""
    login = place.server.with_name("login")
    login.write_text(LOGIN.format(server=place.server), "utf-8")
    login.chmod(0o755)
    place.server.with_suffix(".auth").write_text(f"publickey {KEY}\n", "ascii")
    place.server.with_suffix(".keys").write_text(f"# who may push\n{KEY} maintainer\n", "ascii")
    must("git", "config", "remote.server.url", f"ssh://publish@server.invalid{place.repository}", cwd=place.clone)
    must("git", "config", "core.sshCommand", str(login), cwd=place.clone)
    must("git", "config", "ssh.variant", "simple", cwd=place.clone)
    return place


def copied(place: Place, folder: Path) -> Place:
    """Return a copy of a server and its clone, to break."""
    must("cp", "-a", place.server, folder / "server", cwd=folder)
    must("cp", "-a", place.clone, folder / "clone", cwd=folder)
    return connected(Place(folder / "server", folder / "clone"))


def with_small_program(place: Place) -> Place:
    """Have a server publish a commit whose program is tests/small_program, which is installed beside the real one that
    judges, and return it."""
    shutil.rmtree(place.clone / "build_tools")
    shutil.copytree(ROOT / "tests/small_program", place.clone / "build_tools")
    shutil.copytree(place.site, place.clone / "made", ignore=shutil.ignore_patterns("*.gz", "*.br"))
    must("git", "add", "--all", cwd=place.clone)
    must("git", "commit", "--quiet", "--message", "A small program", cwd=place.clone)
    program = place.server / "programs" / digest_of(place.clone)
    for part in PROGRAM_PARTS:
        copy = shutil.copytree if (place.clone / part).is_dir() else shutil.copy
        program.mkdir(exist_ok=True)
        copy(place.clone / part, program / part)
    (program / "environment").symlink_to(sys.prefix)
    must("git", "fetch", "--quiet", place.clone, "main:main", cwd=place.repository)
    done = place.catch_up()
    assert done.returncode == 0, done.stderr
    return place


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its place."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(done: Done) -> str:
    """Return what a maintainer reads of the server in the terminal of git push."""
    return "\n".join(line.removeprefix("remote: ").rstrip() for line in done.stderr.splitlines())


def good_change(place: Place) -> str:
    """Commit a change that can be published."""
    return place.commit(PAGE, "См.", "Смотрите")


def released(place: Place) -> str:
    """Return the one release of the server."""
    (name,) = os.listdir(place.server / "served/releases")
    return f"releases/{name}"


def stores(place: Place, commit: str) -> bool:
    """Say whether the server has a commit, reachable or not."""
    return run("git", "cat-file", "-e", commit, cwd=place.repository).returncode == 0


def state(place: Place) -> tuple[str, str, dict[str, bytes]]:
    """Return what no refused push may change: the branch, what is served, and its bytes."""
    return place.branch, os.readlink(place.site), contents(place.site)


def end_programs(words: str) -> None:
    """Kill each process whose command line holds these words, without a program that the machine may lack."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it may have ended, or belong to somebody else
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if words in command and int(folder.name) != os.getpid():
                os.kill(int(folder.name), signal.SIGKILL)


@contextlib.contextmanager
def begin_push(place: Place) -> Iterator["subprocess.Popen[str]"]:
    """Begin to push; if the block fails, it is killed with all that it started."""
    command = ("git", "push", "server", "main")
    with subprocess.Popen(
        command, cwd=place.clone, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as push:
        try:
            yield push
        except BaseException:
            end_programs(str(place.server))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(push.pid, signal.SIGKILL)
            raise


def until(push: "subprocess.Popen[str]", words: str) -> str:
    """Read what a push says up to a line with these words."""
    assert push.stderr
    lines: list[str] = []
    for line in push.stderr:
        lines.append(line)
        if words in line:
            break
    return "".join(lines)
