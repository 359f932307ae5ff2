"""No text makes the program take much longer than its length: every pattern is linear, and what is read is bounded.

Measured in steps of a matcher that counts (`backtracking.py`), not in seconds, so that a busy machine changes nothing.
"""

import ast
import importlib
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from typing import Any

import pytest

import build_tools
from build_tools.files.tree import DEEPEST, LINES, NESTED, PAGE_LINES, WORD, files
from build_tools.load.locate import located
from build_tools.load.messages import sentence
from build_tools.load.strict_yaml import parse
from build_tools.load.text import read_text
from build_tools.personal_data import table
from build_tools.problems import Fault, Problem
from build_tools.validate.words.wording import spans_of
from build_tools.verify import digests_below
from tests.backtracking import kinds, pumps, steps, tree_of

OF_PATTERNS = {"search", "finditer", "findall", "sub", "subn", "split", "match", "fullmatch"}
FROM_ONE_PLACE = {"match", "fullmatch"}
TABLES = {
    "build_tools.load.syntax.IN_LINE": {"match"},
    "build_tools.build.shell._RULE": {"match"},  # each rule of the theme begins where the one before it ends
}
"""Patterns that are used by another name than that of the table in which they stand, and how."""

REPEATED = [
    *"1+- \n«@\\`\t,",
    *("a.", "_a", "https://a", "a-", "1 ", "(1", "+7", "a\n", "[a](", "](", "{: #a", "<a ", "%20", "&#1;", "a@"),
    *("a@a.", "**a", "/a", "a:", "# ", "- a\n", "t.me/", "a ", "'a", '"a'),
]
"""What took minutes once, and what looks like it."""

OF_WORDS = (
    *("PATRONYMIC", "OF_A_DAUGHTER", "SURNAME", "KAZAKH_PART", "ADJECTIVE", "GIVEN_PART", "WORD_SHAPE", "ACTS", "BODY"),
    *("INTRODUCES_ACCOUNT", "SURNAME_IN_A_NAME"),
)
"""Patterns of the table of the finder that are tried on single words, and on what little stands between two."""


@cache
def patterns() -> dict[re.Pattern[Any], tuple[set[str], set[str]]]:
    """Return every pattern of the program, with where it stands and the ways it is used."""
    found: dict[re.Pattern[Any], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for name in sorted(module.name for module in pkgutil.walk_packages(build_tools.__path__, "build_tools.")):
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        held = [(own, pattern) for own, value in vars(module).items() for pattern in compiled(value)]
        nodes = list(ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))))
        uses = ways_of(nodes)
        for own, pattern in held:
            if ways := TABLES.get(f"{name}.{own}") or uses.get(own):
                found[pattern][0].add(f"{name}.{own}")
                found[pattern][1].update(ways)
        for pattern in map(re.compile, written_in_calls(nodes)):
            found[pattern][0].add(name)
            found[pattern][1].add("finditer")
    for name, pattern, way in of_the_finder():
        found[pattern][0].add(name)
        found[pattern][1].add(way)
    return found


def of_the_finder() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    """Yield the patterns of the table of the finder but those of single words, and how each is used; rules may use
    those that they ask for by name in every way."""
    yield from ((name, table.pattern(name), "finditer") for name in table.table()["patterns"] if name not in OF_WORDS)
    for row in table.rows():
        yield from ((f"{row.name} {number}", one, "finditer") for number, one in enumerate(row.patterns, 1))
        around = ((row.label, "finditer"), (row.said, "finditer"), (row.then, "match"), (row.but, "fullmatch"))
        yield from ((f"{row.name} beside {way}", one, way) for one, way in around if one)


def ways_of(nodes: list[ast.AST]) -> dict[str, set[str]]:
    """Return how a module uses each name as a pattern; one that it hands over may be used in every way."""
    ways: dict[str, set[str]] = defaultdict(set)
    direct = set()
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in OF_PATTERNS:
            direct.add(node.value)
            ways[ast.unparse(node.value).split(".")[-1]].add(node.attr)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "matched":
            direct.add(node.args[0])
            ways[ast.unparse(node.args[0])].add("fullmatch")
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in direct:
            ways[node.id].add("finditer")
    return ways


def written_in_calls(nodes: list[ast.AST]) -> Iterator[Any]:
    """Yield the patterns that stand in calls such as ``re.sub("pattern", …)``."""
    for node in nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{way}" for way in OF_PATTERNS}:
            yield from (first.value for first in node.args[:1] if isinstance(first, ast.Constant))


def compiled(value: object) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value, also those in tables."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        yield from (pattern for part in value for pattern in compiled(part))
    elif isinstance(value, dict):
        yield from compiled(tuple(value.values()))


def grows(pattern: re.Pattern[Any], ways: set[str]) -> str:
    """Return a text that takes many more steps when it is four times as long, if there is one."""
    way = "finditer" if ways - FROM_ONE_PLACE else "fullmatch" if "fullmatch" in ways else "match"
    tree = tree_of(pattern)
    every = sorted({*pumps(tree.root, tree), *(("", pump) for pump in REPEATED)})
    kind = kinds(pattern)
    for begin, pump in {(kind(begin), kind(pump)): (begin, pump) for begin, pump in every}.values():
        times = max(4, 16 // len(pump))
        # A repeat that is bounded looks like growth until the text is longer than its bound.
        if all(takes_more(pattern, way, (begin, pump), times * longer, longer) for longer in (1, 8)):
            return f"{begin!r} {pump!r}"
    return ""


def takes_more(pattern: re.Pattern[Any], way: str, parts: tuple[str, str], times: int, longer: int) -> bool:
    """Tell whether a text in which a part is repeated four times as often takes many more steps. It ends with a sign
    that no pattern asks for, for one that fits at once has no reason to go back."""
    begin, pump = parts
    short, long = (f"{begin}{pump * count}\0" for count in (times, times * 4))
    few = steps(pattern, short, way, 20_000 * longer)
    enough = int(6.5 * few) + 1
    return few == 20_000 * longer or steps(pattern, long, way, enough) == enough


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    """The matcher that counts goes deep."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
def test_every_pattern_is_linear(share: int) -> None:
    """Four times the text takes about four times the steps, whatever of a pattern is repeated in it; one that repeats
    nothing takes no more for each letter than it is long. Asked in shares, which several processes can take."""
    every = [pattern for pattern in patterns() if "REPEAT" in str(tree_of(pattern).root)]
    assert len(every) > 300
    grow = {min(patterns()[one][0]): grows(one, patterns()[one][1]) for one in every[share::SHARES]}
    assert {name: text for name, text in grow.items() if text} == {}


@pytest.mark.parametrize("phrase", ["1 a 1 a 1 a", "19 January", "1", "(1.a)", "a 1"])
def test_a_phrase_is_found_as_a_linear_pattern_would_find_it(phrase: str) -> None:
    """What a maintainer writes is looked for by a loop, which looks where the pattern looks that has its meaning."""
    first, *others = map(re.escape, phrase.split())
    words = [rf"{first}(?<!\d{first})(?<!\d[.,]{first})", *others]
    pattern = re.compile(r"\s+".join(words) + r"(?![.,]?\d)")
    assert grows(pattern, {"finditer"}) == ""
    parts = ("1", "a", " ", "  \n", ".", ",", "9", "(", ")", "January", "19 January", "1 a 1 a", "\0", "٣")
    texts = ("".join(some) for number in range(5) for some in product(parts, repeat=number))
    assert all([*spans_of(phrase, text)] == [found.span() for found in pattern.finditer(text)] for text in texts)


@pytest.mark.parametrize("pattern", [r"[\w.+-]+@\w", r" *\{", r"<!--.*?-->", r"\s*\s*\)", r"(a+)+$"])
def test_the_measure_finds_what_is_not_linear(pattern: str) -> None:
    """Patterns as they were once, and the classic ones, are found."""
    assert grows(re.compile(pattern), {"search"})


LONG = "is longer than anybody reads; divide a"
LONG_WORD = f"{LONG} word or an address of more than 500 characters"
LONG_PARAGRAPH = f"{LONG} paragraph of more than 5,000 characters or 200 lines"
OPEN = "has more than 20 signs < that nothing closes; write what closes each of them, or delete them"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: " + "a" * WORD, ""),
        ("a: 1\n\n" + "a b\n\n" * (PAGE_LINES // 2 - 1), ""),
        ("a: 1\n\n" + "# a\n" * (LINES + 1), f"3: {LONG_PARAGRAPH}"),
        ("a: 1\n\n" + "# a\n" * LINES, ""),
        ("a: 1\n\n" + "> " * 12 + "a", ""),
        ("a: 1\n\n" + "- 1. " * 6 + "- a", "3: is nested too deeply; use at most 12 levels"),
        ("a: 1\n\n" + "    " * 13 + "- a", "3: is nested too deeply; use at most 12 levels"),
        ("a: 1\n\n" + "    " * 10 + "- 1. a", ""),
        ("a: 1\n" + "[a](b) <c> > d [[e]]\n\n" * 400 + "<a " * 21, f"802: {OPEN}"),
        ("a: 1\n" + "[a](b) <c> > d [[e]]\n\n" * 400, ""),
    ],
)
def test_words_lines_and_paragraphs_have_an_end(tmp_path: Path, text: str, says: str) -> None:
    """What is longer than anybody writes is refused at its line, before any rule reads it."""
    (tmp_path / "a.md").write_text(text, "utf-8")
    read, problems = read_text(tmp_path, "a.md")
    assert [sentence(problem) for problem in problems] == ([f"a.md:{says}"] if says else [])
    assert (read is None) == bool(says)


def test_a_long_word_may_not_be_written_in_pieces() -> None:
    """Double quotes can join lines without a space; the value is judged, not the lines."""
    pieces = "\\\n  ".join(["a" * 100] * 6)
    _, problems = parse(f'a: "{pieces}"\n', "a.yml")
    assert [sentence(problem) for problem in problems] == [f"a.yml:1: a: {LONG_WORD}"]


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder with a thousand folders within each other, which no tool of the system need remove."""
    folders = list(accumulate(["a"] * 1000, Path.joinpath, initial=tmp_path / "content"))
    for folder in folders:
        folder.mkdir()
    yield tmp_path
    for folder in reversed(folders):
        folder.rmdir()


def test_folders_within_each_other_have_an_end(deep: Path) -> None:
    """A thousand folders within each other are one sentence, and no failure, for what is read and what is verified."""
    assert list(files(deep, "content")) == [(f"content{'/a' * DEEPEST}", NESTED)]
    assert digests_below(deep) == {f"content{'/a' * DEEPEST}": ""}


def test_many_problems_of_one_file_read_it_once(tmp_path: Path) -> None:
    """The lines of a hundred problems cost one reading of their file and one pass over its YAML."""
    (tmp_path / "a.yml").write_text("".join(f"a{number}: 1\n" for number in range(100)), "utf-8")
    read_text(tmp_path, "a.yml")  # lists of the finder are read once
    calls: Counter[str] = Counter()
    sys.setprofile(lambda frame, event, _: calls.update([frame.f_code.co_name] if event == "call" else []))
    try:
        problems = located(
            tmp_path, [Problem("a.yml", Fault("test.wrong", "is wrong"), (f"a{number}",)) for number in range(100)]
        )
    finally:
        sys.setprofile(None)
    assert sorted(problem.line or 0 for problem in problems) == list(range(1, 101))
    assert (calls["_with_line"], calls["read_text"], calls["_lines"]) == (100, 1, 1)
