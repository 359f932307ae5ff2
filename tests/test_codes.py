"""The codes of problems: what other programs hold on to, so none may change, go or mean two things."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from build_tools.problems import BRACE

ROOT = Path(__file__).parents[1]
CODES = ROOT / "tests" / "codes.txt"
"""Every code that there is, in alphabetical order: who lets one go says in the commit which code says it now."""

FORM = re.compile(r"[a-z][a-z_]*\.[a-z0-9][a-z0-9_]*")


@cache
def faults() -> tuple[tuple[str, str], ...]:
    """Return code and English message of each fault that the program makes; one that is not written out fails."""
    return tuple((ast.literal_eval(fault.args[0]), ast.literal_eval(fault.args[1])) for fault in calls())


@cache
def trees() -> tuple[ast.Module, ...]:
    """Return all modules of the program."""
    return tuple(ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "build_tools").rglob("*.py")))


@cache
def calls() -> tuple[ast.Call, ...]:
    """Return each place of the program that makes a fault."""
    nodes = (node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call))
    return tuple(node for node in nodes if isinstance(node.func, ast.Name) and node.func.id == "Fault")


def test_no_code_is_lost_or_means_two_things() -> None:
    """Each code has one form and one sentence; the list holds exactly those that the program has."""
    found = set(faults())
    codes = sorted(code for code, _ in found)
    assert codes == sorted(set(codes)), "a code has two sentences"
    assert [code for code in codes if not FORM.fullmatch(code)] == []
    assert CODES.read_text("utf-8").split() == codes


def test_each_code_is_spoken_of_by_a_test() -> None:
    """No kind of problem is there that nothing brings about: a test says its code, words that are of its sentence
    alone, or its name in the program."""
    spoken = "\n".join(texts_of_tests())
    names = names_of_faults()
    silent = [
        code
        for code, message in faults()
        if code not in spoken
        and not any(part in spoken for part in own_parts(message))
        and not any(re.search(rf"\b{name}\b", spoken) for name in names[code])
    ]
    assert silent == []


def texts_of_tests() -> list[str]:
    """Return what tests and their examples say; a text that stands on several lines of a module as one."""
    found = [path.read_text("utf-8") for path in (ROOT / "tests" / "rules").glob("*.yml")]
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        found += [path.read_text("utf-8"), *(text for text in texts if isinstance(text, str))]
    return found


def own_parts(message: str) -> list[str]:
    """Return four words in a row of a sentence, as often as no other sentence has them, without its values."""
    others = "\n".join(other for _, other in faults() if other != message)
    runs = [text.split() for text in BRACE.split(message)]
    parts = (" ".join(words[start : start + 4]) for words in runs for start in range(max(len(words) - 3, 1)))
    return [part for part in parts if len(part) > 9 and part not in others]


def names_of_faults() -> dict[str, set[str]]:
    """Return the names that the program has for faults, by code; what is private to a module no test can name."""
    found = defaultdict(set)
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and node.value in calls():
                found[ast.literal_eval(node.value.args[0])].add(ast.unparse(node.targets[0]))
    return found
