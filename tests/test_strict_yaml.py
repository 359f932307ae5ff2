"""The strict reader of YAML, held against rules/strict_yaml.yml and against PyYAML itself."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.load import strict_yaml
from build_tools.load.locate import line_of
from build_tools.load.text import CONTROL
from build_tools.problems import Field, Problem
from tests.site_builder import whole_sentence

CASES = yaml.safe_load(Path(__file__).with_name("rules").joinpath("strict_yaml.yml").read_text("utf-8"))
TEXT = "tag:yaml.org,2002:str"
unhurried = settings(deadline=None)
few = settings(deadline=None, max_examples=40)


letters = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")).filter(lambda c: not CONTROL.match(c))
keys = st.text(letters, min_size=1, max_size=12)
leaves = st.text(letters | st.just("\n")) | st.booleans() | st.none() | st.integers(-(10**15) + 1, 10**15 - 1)
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=12)
files = st.dictionaries(keys, values, min_size=1, max_size=5)
pieces = "a|b|0|7|1.5|yes|~|true|null|ә|2022-01-19|<<|a: |b: |: |- |, |# |? |[|]|{|}|&x |*x|!!str |! |%|@|\\|'|\""
spaces = ["\n", "\n  ", "\nc: ", "\n- ", "\t", "|\n ", ">\n", "---\n", "...\n"]
soup = st.lists(st.sampled_from([*pieces.split("|"), "=", *spaces])).map("".join)
scalars = st.text("-+.0123456789_:eExXoObBaAfFnNiIyYsStTrRuUlL~=<", max_size=8)
lines = st.lists(scalars).map(lambda found: "".join(f"k{n}: {scalar}\n" for n, scalar in enumerate(found)))


class Quoted(yaml.CSafeDumper):
    """Writes every text in double quotes, as one may who is in doubt."""


class Usual(yaml.CSafeLoader):
    """PyYAML's usual reader, without dates and without a meaning for = and <<."""

    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in found if not tag.endswith((":timestamp", ":value", ":merge"))]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar(TEXT, text, style='"'))


def dump(data: Any) -> str:
    """Write ``data`` as PyYAML does, one leaf a line, its texts in quotes."""
    form = {"allow_unicode": True, "sort_keys": False, "default_flow_style": False, "width": 10_000}
    return yaml.dump(data, Dumper=Quoted, **form)


def leaves_of(data: Any, field: Field = ()) -> Iterator[tuple[Field, Any]]:
    """Every place that holds no other, with what it holds."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from leaves_of(value, (*field, key))
    if not inner:
        yield field, data


def numbered(data: Any, count: Iterator[int]) -> Any:
    """``data`` with every leaf that is a value replaced by a text of its own."""
    if isinstance(data, dict):
        return {key: numbered(value, count) for key, value in data.items()}
    return [numbered(value, count) for value in data] if isinstance(data, list) else f"leaf {next(count)}."


def said(problems: list[Problem]) -> list[str]:
    """The problems as sentences without the path."""
    return [whole_sentence(problem).removeprefix("x.yml:") for problem in problems]


@pytest.mark.parametrize("case", CASES["gives"].values(), ids=CASES["gives"])
def test_what_is_plain_is_read(case: dict[str, Any]) -> None:
    """Each sentence in rules/strict_yaml.yml holds: the file gives just these data."""
    assert strict_yaml.parse(case["file"], "x.yml") == (case["gives"], [])


def codes(text: str) -> list[str]:
    """Return line, field and code of each problem of a file."""
    data, problems = strict_yaml.parse(text, "x.yml")
    assert data is None
    return [": ".join(filter(None, (str(p.line), ".".join(map(str, p.field)), p.code))) for p in problems]


def test_what_can_be_read_in_two_ways_needs_quotes() -> None:
    """Each value that some reader of YAML takes for something else than it looks like is refused, in its line."""
    values = CASES["two_ways"]
    text = "".join(f"k{n}: {value}\n" for n, value in enumerate(values))
    assert codes(text) == [f"{n + 1}: k{n}: yaml.needs_quotes" for n in range(len(values))]


@pytest.mark.parametrize("case", CASES["says"].values(), ids=CASES["says"])
def test_what_is_refused(case: list[Any]) -> None:
    """Each sentence in rules/strict_yaml.yml holds: the file is refused for just these reasons."""
    text, wanted = case
    assert codes(text) == wanted


@unhurried
@given(files)
def test_what_was_written_comes_back(data: dict[str, Any]) -> None:
    """Data of our kind, written by PyYAML with texts in quotes, comes back as it was."""
    assert strict_yaml.parse(dump(data), "x.yml") == (data, [])


@unhurried
@given(st.text(st.characters()) | soup | scalars.map("k: {}".format) | lines)
def test_any_text_gives_data_as_pyyaml_reads_them_or_problems(text: str) -> None:
    """Whatever a file holds, reading it never fails and its problems point into the file; what passes without one means
    the same to PyYAML's usual reader, except for dates."""
    data, problems = strict_yaml.parse(text, "x.yml")
    assert (data is None) == bool(problems)
    if data is not None:
        assert repr(data) == repr(yaml.load(text, Loader=Usual))  # noqa: S506 (a safe loader)
    last = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))
    assert all(p.line is None or 1 <= p.line <= last for p in problems)
    line = line_of(text, ("a", 0))
    assert line is None or 1 <= line <= last


@unhurried
@given(st.lists(st.sampled_from(["yes", "0123", "12:30", "7E10", "&x", "*x", "!x", "'", "[", "\t", ": ", "\n"])))
def test_a_message_never_repeats_the_content(words: list[str]) -> None:
    """A word of the file never comes back in what is said about it."""
    text = "a: " + " Zzqx ".join([*words, ""]) + "\nZzqx: no\n"
    assert not any("zzqx" in line.lower() for line in said(strict_yaml.parse(text, "x.yml")[1]))


@few
@given(files)
def test_every_leaf_is_found_on_its_line(data: dict[str, Any]) -> None:
    """The line of every leaf is the one that holds it; a place below a leaf, or a key that is not there, is found where
    its parent is."""
    data = numbered(data, itertools.count())
    text = dump(data)
    for field, leaf in leaves_of(data):
        line = line_of(text, field)
        assert repr(leaf).strip("'") in text.split("\n")[line - 1]
        assert line_of(text, (*field, "not there", 7)) == line
    assert line_of(text, ("\n not there",)) == 1


def test_the_line_of_a_long_text_is_that_of_its_key() -> None:
    """A text of several lines is shown at its key, and lists and groups at their first line."""
    text = "# remark\n\na:\n  b: |\n    x\n\n    y\n  c:\n    - 1\n    -\n    - d: 2\n      e: 3\n"
    places = {(): 3, ("a",): 3, ("a", "b"): 4, ("a", "c"): 8, ("a", "c", 1): 10, ("a", "c", 2, "e"): 12}
    assert {field: line_of(text, field) for field in places} == places


@pytest.mark.parametrize("text", ['a: "\\U00110000"', 'a: "\\ud800"', "a: \ud800", "a: \x00", "%x\n", "a: \uffff"])
def test_impossible_characters_are_problems(text: str) -> None:
    """Characters that do not exist and unknown instructions give one problem, which is not far from them."""
    data, problems = strict_yaml.parse(text, "x.yml")
    assert data is None
    assert [problem.line or 1 for problem in problems] == [1]
    assert line_of(text, ("b",)) in (None, 1)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a: &x [*x, ", "[{", "!!x "])
def test_bottomless_nesting_is_refused(opening: str) -> None:
    """Ten thousand levels give a problem, not a crash."""
    data, problems = strict_yaml.parse("k: " + "[" + opening * 10_000, "x.yml")
    assert data is None
    assert problems
    assert line_of(opening * 10_000, ("k", 0, 0)) in (None, 1)
