"""Whatever sign is repeated, with whichever other: twice the text is refused, or takes about twice the steps.

Counted are calls and lines of Python, which a busy machine does not change; what patterns do, `test_growth.py` counts.
"""

import cProfile
import sys
from collections.abc import Callable
from itertools import combinations_with_replacement
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from build_tools.files.tree import excesses
from build_tools.gate.approval import Approval
from build_tools.gate.commits import new_in
from build_tools.gate.files import screen
from build_tools.load import strict_yaml
from build_tools.load.locate import line_of
from build_tools.load.records import record
from build_tools.load.site_folder import words_of
from build_tools.models import Statements
from build_tools.text.markdown import html_of

SIGNS = [
    *("[", "]", "![", "(", ")", "<", ">", "<a ", "</a>", "<!--", "-->", "<div>", "&", "#", "*", "_", "`", "~~~", "|"),
    *("- ", "1. ", "\\", "{", "}", "{: #a", "=", "---", "'", '"', ": ", ",", "@", "!", "%", "?", "\t", "    ", "+"),
    *("\n", "\n\n", "# a\n", "a\n=\n", "[a](", "[a]: b\n", "Асан ", "1"),
    *("№ 7 ", "%d0", "\\u0410", "ник a1 ", "14 мая ", "ул. "),
]
"""What Markdown, HTML and YAML know, and what the gate looks for."""

OPENING = [
    *("[", "](", "![", "<a ", "</a>", "<!--", "&", "*", "_", "`", "|", "- ", "{", "'", '"', "@", "\n", "Асан ", "1"),
]
"""Signs that wait for another: in pairs they made what is slow."""

PAGE, DATA = "content/en/a.md", "content/a.yml"
Work = Callable[[str], Any]


def of_page(text: str) -> None:
    """Do with a page what the gate, the check and the build do."""
    screen(PAGE, text.encode())
    if not any(excesses(PAGE, text)):
        html_of(text)
        words_of(f"---\n{text}\n---\n", PAGE, "en")


def of_data(text: str) -> None:
    """Do with data what the gate and the check do."""
    screen(DATA, text.encode())
    if not any(excesses(DATA, text)):
        strict_yaml.parse(text, DATA)
        line_of(text, ("a",))


def calls(work: Work, text: str) -> int:
    """Return how many calls a work takes, also those of what is written in C."""
    profile = cProfile.Profile()
    profile.runcall(work, text)
    return sum(entry.callcount for entry in profile.getstats())


def lines(work: Work, text: str) -> int:
    """Return how many lines of Python a work takes, each turn of a loop by itself."""
    count = 0

    def step(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count


def growing(measure: Callable[[Work, str], int], work: Work, parts: list[str], times: int) -> list[str]:
    """Return the parts that take more than about twice the steps when there are twice as many of them."""
    work("a: 1\n")  # lists are read once
    texts = {part: [f"a: b\n\n{part * count}" for count in (times, 2 * times)] for part in parts}
    taken = {part: [measure(work, text) for text in of_part] for part, of_part in texts.items()}
    return [part for part, (few, many) in taken.items() if many > 2.4 * few + 500]


@pytest.mark.parametrize(("work", "between"), [(of_page, " "), (of_data, "\n")])
def test_each_sign_and_each_pair_is_refused_or_linear(work: Work, between: str) -> None:
    """A sign after another, again and again: twice as many take about twice the calls; and of each sign alone about
    twice the lines, where each turn of a loop counts."""
    pairs = [f"{one}{other}{between}" for one, other in combinations_with_replacement(OPENING, 2)]
    assert growing(calls, work, pairs, 24) == []
    assert growing(lines, work, [f"{sign}{between}" for sign in (*SIGNS, "Асан Үсенов\n")], 60) == []


FULL: dict[str, tuple[int, Callable[[str], str]]] = {
    "long paragraphs": (100, lambda sign: f"{sign * 8} {sign * 8}\n" * 100 + "\n"),
    "short paragraphs": (200, lambda sign: f"{sign}\n\n"),
}
"""What is written again and again, and how many calls a sign of it may take."""


@pytest.mark.parametrize("way", FULL)
def test_a_page_full_of_one_sign_takes_no_more_than_one_of_words(way: str) -> None:
    """1,500 signs of each kind are refused, or take few calls a sign."""
    most, made = FULL[way]
    for sign in (*SIGNS, "&amp;", "é"):
        part = made(sign)
        text = (part * (1_500 // len(part) + 1))[:1_500]
        of_page("a")
        assert calls(of_page, text) < 1_500 * most, sign


def test_a_record_with_many_errors_is_explained_in_linear_time() -> None:
    """Twice as many unknown fields, missing ones and lists that are too short take about twice the calls and lines."""

    def explained(text: str) -> None:
        made, found = record(strict_yaml.parse(text, DATA)[0], Statements, DATA, lambda field: None)
        assert (made, found != []) == (None, True)

    unknown = ["".join(f"zq{number}: 1\n" for number in range(times)) for times in (100, 200)]
    within = ["".join(f"  a{number}: {{sources: [], asof: 1}}\n" for number in range(times)) for times in (100, 200)]
    texts = [f"{one}statements:\n{other}" for one, other in zip(unknown, within, strict=True)]
    for measure in (calls, lines):
        explained(texts[0])
        few, many = (measure(explained, text) for text in texts)
        assert many < 2.4 * few, (few, many)


@pytest.mark.parametrize(("part", "measure"), [("# a\n", calls), ("[ ", lines), ("![", lines), ("[a](", lines)])
def test_the_measure_finds_what_markdown_alone_would_not_bound(part: str, measure: Any) -> None:
    """What took seconds once is found where nothing stands before the parser."""
    assert growing(measure, html_of, [part], 200) == [part]


def test_many_findings_of_one_file_are_excused_and_compared_in_linear_time() -> None:
    """An exception that many lines need, and lines that all stood there before, are looked up and not searched."""
    entry = SimpleNamespace(file=DATA, category="PERSON", text="Асан Үсенов", field="b")
    approval = Approval(terms=(), exceptions=(entry,))  # type: ignore[arg-type]

    def judged(text: str) -> None:
        found = screen(DATA, text.encode(), approval=approval)
        assert isinstance(found, list)
        assert not list(new_in(text, found, [text.encode()]))

    texts = ["".join(f"a{number}: Асан Үсенов\n" for number in range(count)) for count in (200, 400)]
    judged(f"a: 1\n{texts[0]}")  # lists are read once
    few, many = (calls(judged, text) for text in texts)
    assert many < 2.4 * few, (few, many)
