"""The guides to publishing: their commands are carried out as they stand, and what they quote is what is said.

The guide to a server leads from an empty place to a published change, a refused one, and back. What needs the
administrator of a server is left out here (packages, users, nginx as a service, certificates, ssh); all else runs.
"""

import re
import sys
from pathlib import Path

import pytest

from tests.publishing import DEPLOY, DOMAIN, ROOT, Done, Place, project, replace, run

GUIDES = ROOT / "docs/publishing"
GUIDE = (GUIDES / "own-server.md").read_text("utf-8")
FENCED = re.compile(r"(?<=\n\n)(?P<where>(?:(?!\n\n).)+)\n\n```sh\n(?P<lines>.*?)```", re.DOTALL)
SCREEN = re.compile(r"^remote: (.*)$", re.MULTILINE)


def blocks(section: str) -> list[tuple[str, str]]:
    """Return the commands of a section of the guide: the words before them, and the lines."""
    text = next(part for part in GUIDE.split("\n## ") if part.startswith(section))
    return [(match["where"], match["lines"]) for match in FENCED.finditer(text)]


class Reader:
    """Somebody who follows the guide, with a folder in the place of the server."""

    def __init__(self, folder: Path) -> None:
        self.server = folder / "server"
        self.clone = project(folder / "clone")
        self.place = Place(self.server, self.clone)
        self.meant = {
            f"ssh://publish@{DOMAIN}": "",
            "/srv/transparency": str(self.server),
            f"admin@{DOMAIN}:/tmp": f"{folder}/tmp",
            "scp ": "cp ",
            "/tmp/": f"{folder}/tmp/",
            ".venv/bin/transparency": f"{sys.executable} -m build_tools",
            "make check": f"{sys.executable} -m build_tools check",
        }
        (folder / "tmp").mkdir()

    def follow(self, section: str, where: str) -> list[Done]:
        """Carry out the commands of a section that are for this place, and return how each block ended."""
        found = [lines for before, lines in blocks(section) if where in before]
        assert found
        return [run("sh", "-euc", self.here(lines), cwd=self.clone) for lines in found]

    def here(self, lines: str) -> str:
        """Return commands for this machine; of those for an administrator, only what the user publish does."""
        for old, new in self.meant.items():
            lines = lines.replace(old, new)
        kept = [line for line in lines.splitlines() if not line.startswith("sudo ") or "sudo -u publish" in line]
        return "\n".join(line.replace("sudo -u publish ", "") for line in kept)
