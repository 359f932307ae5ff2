"""Pages are made of nothing but judged content: whoever leaves the step out hears it of the type checker."""

import ast
import re
from pathlib import Path

from mypy import api

from build_tools.models import Judged, Site

ROOT = Path(__file__).parents[1]

MUTANTS = {
    "pages_of(content.read(ROOT, ROOT)[0], ROOT)": False,
    "pages_of(whole_site(ROOT, ROOT, DAY), ROOT)": False,
    "contexts_of(content.read(ROOT, ROOT)[0], True)": False,
    "pages_of(content.checked(ROOT, ROOT), ROOT)": True,
    "pages_of(content.faultless(content.read(ROOT, ROOT), ROOT), ROOT)": True,
}
"""Ways to pages, and whether the type checker lets them through."""


def test_pages_of_content_that_nobody_judged_are_an_error_of_types(tmp_path: Path) -> None:
    """Whoever leaves out the step that judges hears it of mypy, on each line that does."""
    head = "from dataclasses import replace\nfrom pathlib import Path\nfrom build_tools.build import content\n"
    head += "from build_tools.load.site_folder import whole_site\n"
    head += "from build_tools.build.pipeline import contexts_of, pages_of\n"
    head += "from build_tools.load.environment import build_day\n"
    head += "ROOT, DAY = Path(), build_day()\n"
    file = tmp_path / "mutant.py"
    file.write_text(head + "\n".join(MUTANTS) + "\n", "utf-8")
    said, _, _ = api.run(["--config-file", str(ROOT / "pyproject.toml"), "--no-pretty", str(file)])
    first = head.count("\n") + 1
    wrong = {int(found[1]) - first for found in re.finditer(r"mutant\.py:(\d+): error: .*\"Judged\"", said)}
    assert wrong == {place for place, is_right in enumerate(MUTANTS.values()) if not is_right}, said


def test_what_counts_as_judged_is_made_in_one_place() -> None:
    """No other module of the program calls its words judged."""
    program = ROOT / "build_tools"
    found = {
        path.relative_to(program).as_posix()
        for path in program.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Judged"
    }
    assert found == {"build/content.py"}


def test_a_judged_site_is_a_site() -> None:
    """What asks for content takes judged content too."""
    assert Judged.__supertype__ is Site
