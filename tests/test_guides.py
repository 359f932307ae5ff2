"""The guides to publishing: their commands are carried out as they stand, and what they quote is what is said.

The guide to a server leads from an empty place to a published change, a refused one, and back. What needs the
administrator of a server is left out here (packages, users, nginx as a service, certificates, ssh); all else runs.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.publishing import (
    DEPLOY,
    DOMAIN,
    PAGE,
    ROOT,
    Done,
    Place,
    begun,
    contents,
    lacking,
    must,
    project,
    replace,
    run,
    scripts,
)

GUIDES = ROOT / "docs/publishing"
GUIDE = (GUIDES / "own-server.md").read_text("utf-8")
FENCED = re.compile(r"(?<=\n\n)(?P<where>(?:(?!\n\n).)+)\n\n```sh\n(?P<lines>.*?)```", re.DOTALL)
LEDGER = "content/figures/2000-01-01.yml"
SCREEN = re.compile(r"^remote: (.*)$", re.MULTILINE)


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
        return [run("sh", "-euc", self.here(lines), cwd=self.place.clone) for lines in found]

    def here(self, lines: str) -> str:
        """Return commands for this machine; of those for an administrator, only what the user publish does."""
        meant = self.meant()
        lines = re.sub("|".join(map(re.escape, meant)), lambda found: meant[found[0]], lines)
        own = (line.replace("sudo -u publish ", "") for line in lines.splitlines())
        return "\n".join(line for line in own if "sudo " not in line)

    def meant(self) -> dict[str, str]:
        """Return what stands here in the place of names and programs of the guide."""
        copied, program = str(self.folder / "copied"), f"'{sys.executable}' -m build_tools"
        return {
            f"ssh://publish@{DOMAIN}": "",
            "/srv/transparency": str(self.place.server),
            f"admin@{DOMAIN}:/etc/nginx/": f"{copied}/",
            f"admin@{DOMAIN}:": copied,
            "scp ": "cp ",
            "/tmp/": f"{self.folder}/",  # noqa: S108 # as the guide names it
            "sudo -u publish sh ": f"env ENVIRONMENT='{sys.prefix}' sh ",
            "/usr/local/share/transparency": f"{copied}/program",
            ".venv/bin/transparency": program,
            "make check": f"{program} check",
            "make site": f"{program} build",
        }


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader at the beginning: a project with its site built once, and no server."""
    if reason := lacking():
        pytest.skip(reason)
    clone = project(tmp_path / "clone")
    (tmp_path / "copied").mkdir()
    begun(clone)
    must(sys.executable, "-m", "build_tools", "build", cwd=clone)
    return Reader(tmp_path, Place(tmp_path / "server", clone))


def test_the_guide_leads_from_nothing_to_a_published_change_a_refused_one_and_back(reader: Reader) -> None:
    """Whoever types what the guide to a server says gets what it says, step by step."""
    place = reader.place
    assert_well(reader.follow("1. The server", "On your computer"))
    (reader.folder / "copied/program").mkdir()
    must("tar", "-xf", "../transparency.tar", cwd=reader.folder / "copied/program")
    ready, *_ = reader.follow("1. The server", "On the server, as admin: install")
    assert ready.stdout.startswith("Ready."), ready.stderr
    assert_well(reader.follow("2. Who may push", "On the server, as admin"))
    place.setting("headers", str(reader.folder / "copied" / "transparency.conf"))
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
    blocked = run("git", "push", cwd=place.clone)
    assert "does not hold the headers that this site needs" in blocked.stderr
    assert contents(place.site) == back
    assert_well(reader.follow("When styles or scripts change", "On your computer"))
    must("git", "push", cwd=place.clone)
    assert contents(place.site)["ru/k/index.html"] != back["ru/k/index.html"]


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
    """Each sentence that ends badly is explained in the guide, in the words in which the server says it."""
    text = (DEPLOY / "sentences.en").read_text("utf-8")
    said = dict(line.split("|", 1) for line in text.splitlines())
    for name in (
        "waiting",
        "overtaken",
        "rewritten",
        "dropped",
        "refused_before",
        "personal",
        "killed",
        "too_long",
        "nothing_made",
        "full",
        "kept",
        "not_forgotten",
        "no_confinement",
        "no_judge",
        "strange_lock",
        "no_packages",
    ):
        assert f"| {said[name].split('. ')[0].rstrip('.')}" in GUIDE, name


def test_the_guide_knows_every_setting_and_no_other() -> None:
    """The settings in the guide are those that the hooks read."""
    read = set(re.findall(r"\$\((?:number_)?setting ([a-z]+)", scripts()))
    assert set(re.findall(r"transparency\.([a-z]+)`", GUIDE)) - {"conf"} == read


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
