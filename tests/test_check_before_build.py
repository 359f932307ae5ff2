"""What the check lets through is built: no page, paper or file made of it is refused later."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.build import content
from build_tools.build.pipeline import Output, expectation, pages_of
from build_tools.build.shell import Shells
from build_tools.models import Judged
from build_tools.problems import Problem
from build_tools.validate import validate
from build_tools.verify.page import PageNotes, lead_somewhere
from tests.conftest import ROOT
from tests.site_builder import built, catalogues, plain
from tests.test_rules import DAY
from tests.test_rules import EXAMPLES as OF_PROJECTS
from tests.test_rules import changed as changed_project
from tests.test_sizes import with_contacts
from tests.test_validate import CASES, change

SITE_SRC, STYLESHEET = ROOT / "site_src", "assets/site.css"
LET_THROUGH = [name for name, case in CASES.items() if not case["says"]]
PROJECTS = [name for name, case in OF_PROJECTS.items() if not case["says"]]


def refused(output: Output) -> Iterator[Problem]:
    """Yield what a build would say of each page, and of where it leads, once every file is made."""
    notes, files = PageNotes(expectation(output)), {one.path for one in output.downloads}
    for one in output.downloads:
        if one.path.endswith(".html"):
            notes.add(one.path, one.data().decode())
        else:
            one.data()
    shells = Shells(output, STYLESHEET)
    for page in output.pages:
        view = output.view(page)
        notes.add(page.path, view.content if page.quiet else shells.join(view))
    yield from notes.problems
    yield from lead_somewhere(notes, {STYLESHEET, *files, *(page.path for page in output.pages)})


@pytest.mark.parametrize("name", LET_THROUGH)
def test_content_that_the_check_lets_through_is_built(name: str) -> None:
    """Each example of content without a problem gives a whole site without one."""
    data = plain() | {"catalogues": catalogues()}
    change(data, CASES[name])
    assert list(refused(pages_of(built(data), SITE_SRC))) == []


def test_an_id_stands_once_on_a_page(real: Output, output: Output) -> None:
    """A link to a part of a page of the project, or of the example, leads to one place."""
    for made in (real, output):
        for page in made.pages:
            ids = re.findall(r' id="([^"]*)"', made.view(page).content)
            assert [one for one, times in Counter(ids).items() if times > 1] == [], page.path


def test_there_are_examples_enough() -> None:
    """The examples are of contacts, places, law, decisions and words."""
    assert len(LET_THROUGH) > 30


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_that_the_check_lets_through_is_built(name: str, tmp_path: Path) -> None:
    """Each example of a project without a problem gives a whole site without one."""
    example = OF_PROJECTS[name]
    root = changed_project(example, tmp_path / "project")
    site_src = root / "site_src" if (root / "site_src").exists() else SITE_SRC
    assert list(refused(pages_of(content.checked(root, site_src, example.get("day", DAY)), site_src))) == []


def test_the_first_contacts_are_built() -> None:
    """An owner who enters contacts of each kind for each organisation gets a site."""
    site = with_contacts()
    assert [problem for problem in validate(site) if "channels" in problem.field and problem.field[-1] != "value"] == []
    assert list(refused(pages_of(Judged(site), SITE_SRC))) == []
