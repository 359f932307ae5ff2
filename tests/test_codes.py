"""The codes of problems: what other programs hold on to, so none may change, go or mean two things."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from build_tools.load import strict_yaml
from build_tools.problems import BRACE, offering_nothing
from tests.test_catalogues import entries

ROOT = Path(__file__).parents[1]
CODES = ROOT / "tests" / "codes.txt"
"""Every code that there is, in alphabetical order: who lets one go says in the commit which code says it now."""

RULES = ROOT / "tests" / "rules"
ELSEWHERE = RULES / "elsewhere.yml"
"""Codes that no content can cause, by the reason, each with the test that produces it and how it says so there."""

FORM = re.compile(r"[a-z][a-z_]*\.[a-z0-9][a-z0-9_]*")


@cache
def faults() -> tuple[tuple[str, str], ...]:
    """Return code and English message of each fault that the program makes; one that is not written out fails."""
    return tuple((ast.literal_eval(fault.args[0]), ast.literal_eval(fault.args[1])) for fault in calls())


@cache
def named() -> dict[str, set[str]]:
    """Return the codes of the faults by the names that the program has for them; one name may be in several modules."""
    found = defaultdict(set)
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and node.value in calls():
                found[ast.unparse(node.targets[0])].add(ast.literal_eval(node.value.args[0]))
    return found


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


def test_each_code_has_its_sentence_in_three_languages() -> None:
    """Whoever looks a code up finds what is wrong and what right looks like in English, Russian and Kazakh."""
    translated = [entries("problems", language) for language in ("kk", "ru")]
    lacking = {code for code, message in faults() for said in translated if not said.get(message)}
    assert lacking == set()


def test_each_code_has_an_example() -> None:
    """Whoever looks a code up finds a file that brings it about, or the reason why none can; never both."""
    examples, named = {*of_examples()}, {code for codes in elsewhere().values() for code in codes}
    assert examples & named == set(), "an example of it exists: take it out of elsewhere.yml"
    assert {code for code, _ in faults()} - examples - named == set()
    assert named <= {code for code, _ in faults()}


def test_what_no_content_can_cause_is_produced_by_a_test() -> None:
    """Each code without an example is in the test that is named: by itself, in words of its sentence, by its name."""
    silent = {
        code: proof
        for codes in elsewhere().values()
        for code, proof in codes.items()
        if not speaks_of(code, *proof.split(" ", 1))
    }
    assert silent == {}


def speaks_of(code: str, file: str, words: str) -> bool:
    """Tell whether words stand in a test, and are of this fault and of no other there."""
    stands = words in (ROOT / "tests" / file).read_text("utf-8") or any(words in text for text in texts_of(file))
    said = sorted(other for other, message in faults() if words in message)
    return stands and ([code] in (said, [words]) or code in named()[words.rpartition(".")[2]])


def elsewhere() -> dict[str, dict[str, str]]:
    """Return the codes without an example, each with a test and how it says it, by the reason."""
    return yaml.safe_load(ELSEWHERE.read_text("utf-8"))


@cache
def texts_of(file: str) -> tuple[str, ...]:
    """Return all texts that stand in a test, those of several lines as one."""
    nodes = ast.walk(ast.parse((ROOT / "tests" / file).read_text("utf-8")))
    return tuple(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def of_examples() -> Iterator[str]:
    """Yield the codes of all examples: written as such, or told from the sentence."""
    for file in sorted(RULES.glob("project_*.yml")):
        yield from (line.rpartition(": ")[2] for one in read(file) for line in one["says"])
    for file in (*sorted(RULES.glob("validate_*.yml")), RULES / "verify.yml"):
        yield from (code for one in read(file) for line in one["says"] for code in told_by(line))
    for one in read(RULES / "strict_yaml.yml"):
        yield from (problem.code for problem in strict_yaml.parse(one["file"], "x.yml")[1])


def read(file: Path) -> list[dict[str, Any]]:
    """Return the examples of a file."""
    return list(yaml.safe_load(file.read_text("utf-8")).values())


def told_by(line: str) -> list[str]:
    """Return the code of the fault that a line says: the one of most words; nothing where two faults say the same."""
    fitting = [(size, code) for part, pattern, size, code in sentences() if part in line and pattern.fullmatch(line)]
    codes = {code for size, code in fitting if size == max(fitting)[0]}
    return list(codes) if len(codes) == 1 else []


@cache
def sentences() -> list[tuple[str, re.Pattern[str], int, str]]:
    """Return of each sentence its longest part without values, its pattern, its length and its code."""
    found = []
    every = [(code, said) for code, text in faults() for said in {text, offering_nothing(text)}]
    for code, message in every:
        parts, braces = BRACE.split(message), BRACE.findall(message)
        values = [re.escape(brace[0]) if len(brace) == 2 else ".*" for brace in braces]
        pattern = "".join(re.escape(part) + value for part, value in zip(parts, [*values, ""], strict=True))
        whole = re.compile(rf"(?:.*: )?{pattern}(?: \(the same in other files.*)?", re.DOTALL)
        found.append((max(parts, key=len), whole, sum(map(len, parts)), code))
    return found
