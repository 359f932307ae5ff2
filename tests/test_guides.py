"""The guides to publishing: their commands are carried out as they stand, and what they quote is what is said.

The guide to a server leads from an empty place to a published change, a refused one, and back. What needs the
administrator of a server is left out here (packages, users, nginx as a service, certificates, ssh); all else runs.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools import server
from build_tools.command_line.serving import SCRIPT_SENTENCES
from build_tools.problems import Fault
from build_tools.server import serving
from tests.publishing import (
    PAGE,
    ROOT,
    Done,
    Place,
    begun,
    connected,
    contents,
    lacking,
    must,
    project,
    replace,
    run,
)

GUIDES, DEPLOY, DOMAIN = ROOT / "docs/publishing", ROOT / "deploy", "site.example.org"
GUIDE = (GUIDES / "own-server.md").read_text("utf-8")
FENCED = re.compile(r"(?<=\n\n)(?P<where>(?:(?!\n\n).)+)\n\n```sh\n(?P<lines>.*?)```", re.DOTALL)
LEDGER = "content/figures/2000-01-01.yml"
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


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader at the beginning: a project, and no server."""
    if reason := lacking():
        pytest.skip(reason)
    clone = project(tmp_path / "clone")
    (tmp_path / "copied").mkdir()
    begun(clone)
    return Reader(tmp_path, Place(tmp_path / "server", clone))


def test_the_guide_leads_from_nothing_to_a_published_change_a_refused_one_and_back(reader: Reader) -> None:
    """Whoever types what the guide to a server says gets what it says, step by step."""
    place = reader.place
    assert_well(reader.follow("1. The server", "On your computer"))
    ready, *_ = reader.follow("1. The server", "On the server, as admin: install")
    assert ready.stdout.startswith("Ready."), ready.stderr
    assert_well(reader.follow("2. Who may push", "On the server, as admin"))
    connected(place)
    assert "Content-Security-Policy" in (reader.folder / "copied/transparency.conf").read_text("utf-8")
    pushed = assert_well(reader.follow("3. The first push", "On your computer"))
    assert_quoted("3. The first push", pushed)
    first = contents(place.site)

    replace(place.clone / PAGE, "См.", "Смотрите")
    assert_well(reader.follow("4. A change", "On your computer"))
    changed = contents(place.site)
    assert changed != first

    replace(place.clone / LEDGER, "value: 1234", "value: 1235")
    refused, *_ = reader.follow("5. A change that is refused", "Try it")
    assert refused.returncode != 0
    assert_quoted("5. A change that is refused", refused)
    assert contents(place.site) == changed
    assert_well(reader.follow("5. A change that is refused", "give the change up"))

    assert_well(reader.follow("6. Back to an earlier state", "On your computer"))
    back = contents(place.site)
    assert back["ru/method.html"] == first["ru/method.html"]

    style = place.clone / "site_src/quiet/quiet.css"
    style.write_text(f"{style.read_text('utf-8')}\nhr {{ color: #123; }}\n", "utf-8")
    must("git", "commit", "--quiet", "--all", "--message", "A style", cwd=place.clone)
    assert "brings another program or look than this server has" in run("git", "push", cwd=place.clone).stderr
    assert_well(reader.follow("Another program", "On your computer"))
    assert_well(reader.follow("Another program", "On the server, as admin: **read"))
    must("git", "push", cwd=place.clone)
    assert contents(place.site)["ru/k/index.html"] != back["ru/k/index.html"]

    (place.site / "ru/k/index.html").write_text("altered", "utf-8")
    altered, *_ = reader.follow("When the site was altered", "On the server, as admin")
    assert (altered.returncode, "not made so." in altered.stdout) == (1, True)


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


def test_the_guide_explains_what_the_server_says() -> None:
    """Each sentence with which a server refuses is explained in the guide, by the words with which it begins."""
    table = GUIDE.partition("## When something goes wrong")[2].partition("## What lies where")[0]
    begun = {" ".join(max(re.split(r"{\w+}", one), key=len).split()[:3]).rstrip(";,.") for one in sentences()}
    assert [words for words in begun if words not in table] == []


def sentences() -> list[str]:
    """Return what a server says when it refuses."""
    modules = (server, serving)
    faults = (value for module in modules for value in vars(module).values() if isinstance(value, Fault))
    return [*(fault.message for fault in faults if fault.code.startswith("push.")), *SCRIPT_SENTENCES.values()]


def test_the_guide_knows_every_setting_and_no_other() -> None:
    """The settings in the guide are those that the server reads."""
    files = [*(ROOT / "build_tools/server").glob("*.py"), *filter(Path.is_file, DEPLOY.iterdir())]
    text = "".join(path.read_text("utf-8") for path in files)
    read = {*re.findall(r'--get(?:-all)?(?:", ")? ?transparency\.(\w+)', text)}
    assert set(re.findall(r"\| `transparency\.([a-z]+)` \|", GUIDE)) == read


@pytest.mark.parametrize(
    "path", [*GUIDES.glob("*.md"), ROOT / "README.md"], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_links_between_guides_lead_somewhere(path: Path) -> None:
    """A link of a guide names a file that exists, and a heading of it; what it shows as a text to copy is no link."""
    text = re.sub(r"^ *```.*?^ *```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        name, _, heading = target.partition("#")
        file = path.parent / name if name else path
        assert file.exists(), target
        assert not heading or heading in anchors(file), target


def anchors(path: Path) -> set[str]:
    """Return the names that hosts give the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
