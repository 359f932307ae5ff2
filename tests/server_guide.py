"""Somebody who follows the guide to a server of one's own: its commands are carried out as they stand.

In: a folder with a project. Out: a server to which it was pushed, and what the terminal said. What needs the
administrator of a server is left out (packages, users, nginx as a service, certificates, ssh); all else runs.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.publishing import ROOT, Done, Place, begun, connected, must, project, run

DOMAIN = "site.example.org"
GUIDE = (ROOT / "docs/publishing/own-server.md").read_text("utf-8")
FENCED = re.compile(r"(?<=\n\n)(?P<where>(?:(?!\n\n).)+)\n\n```sh\n(?P<lines>.*?)```", re.DOTALL)
SCREEN = re.compile(r"^(?:remote: |(?=Published\.))(.*)$", re.MULTILINE)


def blocks(section: str) -> list[tuple[str, str]]:
    """Return the commands of a section of the guide: the words before them, and the lines."""
    text = next(part for part in GUIDE.split("\n## ") if part.startswith(section))
    return [(match["where"], match["lines"]) for match in FENCED.finditer(text)]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who follows the guide, with a folder in the place of the server."""

    folder: Path
    place: Place

    def follow(self, section: str, where: str) -> list[Done]:
        """Carry out the commands of a section that are for this place, and return how each block ended."""
        found = [lines for before, lines in blocks(section) if where.lower() in before.lower()]
        assert found, section
        cwd = self.folder / "copied" if where.startswith("On the server") else self.place.clone
        return [run("sh", "-euc", self.here(lines), cwd=cwd) for lines in found]

    def here(self, lines: str) -> str:
        """Return commands for this machine; of those for an administrator, only what belongs to the server's folder."""
        meant = self.meant()
        lines = re.sub("|".join(map(re.escape, meant)), lambda found: meant[found[0]], lines)
        return "\n".join(line for line in lines.splitlines() if "sudo " not in line)

    @property
    def commit(self) -> str:
        """The last commit of the project."""
        return must("git", "rev-parse", "HEAD", cwd=self.place.clone)

    def meant(self) -> dict[str, str]:
        """Return what stands here in the place of names and programs of the guide."""
        copied, program = str(self.folder / "copied"), f"'{sys.executable}' -m build_tools"
        return {
            f"ssh://publish@{DOMAIN}": "ssh://publish@server.invalid",
            "sudo sh deploy/install.sh transparency.tar": f"sh deploy/install.sh transparency.tar {self.place.server}",
            "deploy/install.sh COMMIT": f"deploy/install.sh {self.commit}",
            "sudo sh /srv/transparency": f"sh {self.place.server}",
            "sudo git config": "git config",
            "sudo /srv/transparency": str(self.place.server),
            "/srv/transparency": str(self.place.server),
            f"admin@{DOMAIN}:/etc/nginx/": f"{copied}/",
            f"admin@{DOMAIN}:": copied,
            "scp ": "cp ",
            "/tmp/": f"{self.folder}/",  # noqa: S108 # as the guide names it
            ".venv/bin/transparency": program,
            "make check": f"{program} check",
            "make ready": f"{program} ready",
            "make site": f"{program} build",
        }


def published(folder: Path) -> tuple[Place, Done]:
    """Follow the guide from nothing to the first publication; return the server and what the maintainer read."""
    clone = project(folder / "clone")
    (folder / "copied").mkdir()
    begun(clone)
    reader = Reader(folder, Place(folder / "server", clone))
    assert_well(reader.follow("1. The server", "On your computer"))
    ready, *_ = reader.follow("1. The server", "On the server, as admin: install")
    assert ready.stdout.startswith("Ready."), ready.stderr
    assert_well(reader.follow("2. Who may push", "On the server, as admin"))
    connected(reader.place)
    assert "Content-Security-Policy" in (folder / "copied/transparency.conf").read_text("utf-8")
    return reader.place, reader.follow("3. The first push", "On your computer")[-1]


def assert_well(steps: list[Done]) -> Done:
    """Every block of commands succeeded; return the last."""
    assert [step.stderr for step in steps if step.returncode] == []
    return steps[-1]


def assert_quoted(section: str, done: Done) -> None:
    """What the guide shows of the terminal is what a maintainer reads; a number of a commit is its own each time."""
    text = next(part for part in GUIDE.split("\n## ") if part.startswith(section))
    shown = [line.replace("0123456789", "[0-9a-f]{10}") for line in SCREEN.findall(text)]
    assert shown
    said = [line.rstrip() for line in SCREEN.findall(done.stderr)]
    for pattern in shown:
        escaped = re.escape(pattern).replace(re.escape("[0-9a-f]{10}"), "[0-9a-f]{10}")
        assert [line for line in said if re.fullmatch(escaped, line)], (pattern, said)
