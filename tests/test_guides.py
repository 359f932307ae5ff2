"""The guides to publishing: their commands are carried out as they stand, and what they quote is what is said.

The guide to a server leads from an empty place to a published change, a refused one, and back; all tests that need a
server begin with the one to which its first sections led.
"""

import re
from pathlib import Path

import pytest

from build_tools.command_line.serving import SCRIPT_SENTENCES
from build_tools.problems import Fault
from build_tools.publish import server
from build_tools.publish.server import serving
from tests.publishing import PAGE, ROOT, Done, Place, contents, copied, must, replace, run
from tests.server_guide import GUIDE, Reader, assert_quoted, assert_well

GUIDES, DEPLOY = ROOT / "docs/publishing", ROOT / "deploy"
LEDGER = "content/figures/2000-01-01.yml"


def test_the_guide_leads_from_nothing_to_a_published_change_a_refused_one_and_back(
    first: tuple[Place, Done], tmp_path: Path
) -> None:
    """Whoever types what the guide to a server says gets what it says, step by step: the change that is published has
    another look too, whose program was installed before."""
    assert_quoted("3. The first push", assert_well([first[1]]))
    place = copied(first[0], tmp_path)
    must("git", "remote", "set-url", "site", f"ssh://publish@server.invalid{place.repository}", cwd=place.clone)
    (tmp_path / "copied").mkdir()
    reader, before = Reader(tmp_path, place), contents(place.site)

    style = place.clone / "site_src/quiet/quiet.css"
    style.write_text(f"{style.read_text('utf-8')}\nhr {{ color: #123; }}\n", "utf-8")
    must("git", "commit", "--quiet", "--all", "--message", "A style", cwd=place.clone)
    assert "brings another program or look than this server has" in run("git", "push", cwd=place.clone).stderr
    assert_well(reader.follow("Another program", "On your computer"))
    assert_well(reader.follow("Another program", "On the server, as admin: **read"))

    replace(place.clone / PAGE, "См.", "Смотрите")
    assert_well(reader.follow("4. A change", "On your computer"))
    changed = contents(place.site)
    assert [changed[page] == before[page] for page in ("ru/method.html", "ru/k/index.html")] == [False, False]

    replace(place.clone / LEDGER, "value: 1234", "value: 1235")
    refused, *_ = reader.follow("5. A change that is refused", "Try it")
    assert refused.returncode != 0
    assert_quoted("5. A change that is refused", refused)
    assert contents(place.site) == changed
    assert_well(reader.follow("5. A change that is refused", "give the change up"))

    assert_well(reader.follow("6. Back to an earlier state", "On your computer"))
    back = contents(place.site)
    assert "См." in back["ru/method.html"].decode()

    (place.site / "ru/k/index.html").write_text("altered", "utf-8")
    altered, *_ = reader.follow("When the site was altered", "On the server, as admin")
    assert (altered.returncode, "altered on the server." in altered.stdout) == (1, True)


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
    files = [*(ROOT / "build_tools/publish/server").glob("*.py"), *filter(Path.is_file, DEPLOY.iterdir())]
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
