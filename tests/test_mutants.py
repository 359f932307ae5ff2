"""`make mutants`: its faults are those that somebody could write, and each module has tests to meet them."""

import ast
from pathlib import Path

import pytest

from benchmarks import mutants
from benchmarks.mutant_runs import is_noticed
from benchmarks.mutations import mutations

MODULE = '''\
"""Әдіс: letters of two bytes stand before what is changed."""

MOST = 5
RULES = (first, second)


def first(count: int) -> Iterator[Problem]:
    if count < MOST and 0 < count or name in KNOWN:
        yield Problem("ә", count)


def second(name: str) -> Fault | None:
    names = [one for one in name if one.plain]
    return FAULT if (found := names) else None
'''
FAULTS = [
    (3, "5", "4"),
    (3, "5", "6"),
    (4, "first", "*()"),
    (4, "second", "*()"),
    (8, "0", "-1"),
    (8, "0", "1"),
    (8, "0 < count", "0 <= count"),
    (8, "count < MOST and 0 < count or name in KNOWN", "count < MOST and 0 < count and name in KNOWN"),
    (8, "count < MOST", "count <= MOST"),
    (8, "count < MOST and 0 < count", "count < MOST or 0 < count"),
    (8, "count < MOST and 0 < count or name in KNOWN", "(not (count < MOST and 0 < count or name in KNOWN))"),
    (8, "name in KNOWN", "name not in KNOWN"),
    (9, 'yield Problem("ә", count)', "yield from ()"),
    (13, "one.plain", "(not (one.plain))"),
    (14, "FAULT if (found := names) else None", "None"),
]


def test_the_faults_are_those_of_a_slip() -> None:
    """Bounds move, conditions turn round, a rule, a problem or a result is left out; nothing else is changed."""
    found = mutations(MODULE.encode())
    assert sorted((fault.line, fault.before, fault.after) for fault in found) == sorted(FAULTS)


@pytest.mark.parametrize("path", ["build_tools/validate/texts.py", "build_tools/verify/page.py"])
def test_a_module_with_a_fault_is_still_python(path: str) -> None:
    """No fault is noticed only because the module cannot be read."""
    source = (mutants.ROOT / path).read_bytes()
    for fault in mutations(source):
        ast.parse(fault.of(source))


def test_the_tests_of_each_module_are_there() -> None:
    """Every line of the table names modules and tests that exist."""
    for prefix, files in mutants.TESTS:
        assert list(mutants.ROOT.glob(f"{prefix}*")), prefix
        assert [file for file in files if not (mutants.ROOT / "tests" / file).is_file()] == []


def test_a_fault_is_noticed_where_a_test_speaks_of_it_and_taken_out_again(tmp_path: Path) -> None:
    """Of two bounds one is tested: that fault alone is noticed, and both times the module is as it was."""
    (tmp_path / "copy" / "tests").mkdir(parents=True)
    module = tmp_path / "copy" / "bounds.py"
    module.write_text("def small(n):\n    return n < 3\n\n\ndef great(n):\n    return n > 3\n", "utf-8")
    text = "from bounds import small\n\n\ndef test_small():\n    assert [small(2), small(3)] == [True, False]\n"
    (tmp_path / "copy" / "tests" / "test_bounds.py").write_text(text, "utf-8")
    whole = module.read_bytes()
    flips = [fault for fault in mutations(whole) if "=" in fault.after]
    noticed = [is_noticed("bounds.py", fault, ("test_bounds.py",), tmp_path / "copy", 60) for fault in flips]
    assert noticed == [True, False]
    assert module.read_bytes() == whole


def test_a_sample_is_the_same_each_time() -> None:
    """A run that was stopped goes on with the same faults; another seed asks for others."""
    every = mutants.every("verify/links.py")
    some = [mutants.sampled(every, 5, seed) for seed in (1, 1, 2)]
    assert some[0] == some[1] != some[2]
    assert set(some[0]) <= set(every)
