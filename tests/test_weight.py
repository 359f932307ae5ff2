"""What the program weighs only falls: a change that needs more says here how much, and why in its commit."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "build_tools").rglob("*.py"))

MOST_LINES, MOST_MODULES, MOST_CODES, MOST_NAMES_TWICE = 24_667, 149, 207, 17
"""Where the program is; it is on its way to 18,000 lines and 150 modules. Holding the words of a
story to its codes, and help texts to the law that was read, took 245 lines more than went with old limits."""

SCREENS, LINES_OF_A_DECISION = 95, 3


def public_names(path: Path) -> Iterator[str]:
    """Yield the functions, types and tables of a module that others may use."""
    for node in ast.parse(path.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names = [getattr(target, "id", "_") for target in targets]
        yield from (name for name in (*names, getattr(node, "name", "_")) if not name.startswith("_"))


def test_the_program_has_no_more_lines_modules_and_codes() -> None:
    """Lines, blank ones and docstrings among them, modules and kinds of problem are at most as many as before."""
    lines = sum(path.read_text("utf-8").count("\n") for path in MODULES)
    codes = (ROOT / "tests" / "codes.txt").read_text("utf-8").count("\n")
    found = (lines, len(MODULES), codes)
    assert [one for one in zip(found, (MOST_LINES, MOST_MODULES, MOST_CODES), strict=True) if one[0] > one[1]] == []


def test_a_name_means_one_thing() -> None:
    """Hardly any public name is defined in two modules, so whoever looks for one finds it."""
    names = Counter(name for path in MODULES for name in {*public_names(path)})
    assert len([name for name, times in names.items() if times > 1]) <= MOST_NAMES_TWICE


def test_the_description_fits_on_two_screens_and_a_decision_in_a_few_lines() -> None:
    """Who is new reads the description in one go, and a decision at a glance."""
    assert (ROOT / "docs" / "architecture.md").read_text("utf-8").count("\n") <= SCREENS
    decisions = (ROOT / "docs" / "decisions.md").read_text("utf-8").split("\n\n")
    assert [one[:60] for one in decisions if one.count("\n") >= LINES_OF_A_DECISION + 1] == []
