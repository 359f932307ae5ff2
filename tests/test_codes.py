"""The codes of problems: what other programs hold on to, so none may change, go or mean two things."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_catalogues import entries

ROOT = Path(__file__).parents[1]
CODES = ROOT / "tests" / "codes.txt"
"""Every code that was ever published, in alphabetical order. A new one is added; a line is never changed."""

FORM = re.compile(r"[a-z][a-z_]*\.[a-z0-9][a-z0-9_]*")


def faults() -> Iterator[tuple[str, str]]:
    """Yield code and English message of each fault that the program makes; one that is not written out fails."""
    for path in sorted((ROOT / "build_tools").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault":
                code, message = node.args[:2]
                yield ast.literal_eval(code), ast.literal_eval(message)


def test_no_code_is_lost_or_means_two_things() -> None:
    """Each code has one form and one sentence; the list holds exactly those that the program has."""
    found = set(faults())
    codes = sorted(code for code, _ in found)
    assert codes == sorted(set(codes)), "a code has two sentences"
    assert [code for code in codes if not FORM.fullmatch(code)] == []
    assert CODES.read_text("utf-8").split() == codes


def test_each_code_has_its_sentence_in_three_languages() -> None:
    """Whoever looks a code up finds what is wrong and what right looks like in English, Russian and Kazakh."""
    translated = [entries("problems", language) for language in ("kk", "ru")]
    lacking = {code for code, message in faults() for said in translated if not said.get(message)}
    assert lacking == set()
