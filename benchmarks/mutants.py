"""``python -m benchmarks.mutants``: one small fault after the other in a copy of the program, and the module's tests.

What no test notices is printed: a test is missing there, or the line is not needed. Results are kept in ``.mutants``,
so that a run that was stopped goes on where it was; nothing else of the checkout is written.
"""

import argparse
import hashlib
import json
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.mutant_runs import copied, is_noticed, limit
from benchmarks.mutations import Mutation, mutations

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / ".mutants" / "results.jsonl"
TESTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("build_tools/validate/settings.py", ("test_rules.py", "test_mkdocs_settings.py", "test_addresses.py")),
    ("build_tools/validate/reviewed", ("test_reviewed.py", "test_validate.py")),
    ("build_tools/screening/", ("test_stray_contacts.py", "test_reviewed.py", "test_outside.py", "test_protect.py")),
    ("build_tools/validate/generic.py", ("test_validate.py", "test_rules.py", "test_catalogues.py", "test_ready.py")),
    ("build_tools/validate/undecided.py", ("test_validate.py", "test_rules.py", "test_ready.py")),
    ("build_tools/validate/organisations.py", ("test_bounds.py", "test_validate.py", "test_rules.py")),
    ("build_tools/validate/words/calls.py", ("test_validate.py", "test_rules.py", "test_help_places.py")),
    ("build_tools/validate/words/signs.py", ("test_validate.py", "test_rules.py", "test_kit.py")),
    ("build_tools/validate/stories.py", ("test_drawn_ids.py", "test_validate.py")),
    ("build_tools/validate/", ("test_validate.py", "test_rules.py", "test_bounds.py", "test_briefings.py")),
    ("build_tools/versions.py", ("test_published_numbers.py",)),
    ("build_tools/disclosure/stories.py", ("disclosure/test_stories.py", "test_rules.py")),
    ("build_tools/disclosure/", ("disclosure/test_briefings.py", "disclosure/test_tables.py", "test_rules.py")),
    ("build_tools/said_places.py", ("test_said_places.py",)),
    ("build_tools/personal_data/", ("personal_data/test_personal_data.py",)),
    ("build_tools/protect/", ("test_protect.py", "test_protect_lists.py", "test_protect_hooks.py")),
    ("build_tools/withdrawal/", ("test_withdraw.py", "test_withdrawal.py")),
    ("build_tools/release/gates.py", ("test_ready.py", "test_security_txt.py")),
    ("build_tools/release/checks.py", ("test_ready.py", "test_back.py", "test_security_txt.py")),
    ("build_tools/verify/", ("test_verify.py", "test_unreadable.py")),
)
"""Of which modules faults are made, and the tests that speak of them, the quick ones first; the first line that fits
counts."""


class Mutant(NamedTuple):
    """A fault of a module, by the path of the module."""

    path: str
    fault: Mutation

    @property
    def key(self) -> str:
        """What stays the same until the module changes."""
        whole = (self.path, *self.fault, hashlib.sha256((ROOT / self.path).read_bytes()).hexdigest())
        return hashlib.sha256(repr(whole).encode()).hexdigest()[:16]

    def __str__(self) -> str:
        before, after = (" ".join(text.split()) for text in (self.fault.before, self.fault.after))
        return f"{self.path}:{self.fault.line}  {before} → {after}"


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description="Find what no test notices.")
    parser.add_argument("--only", default="", help="a part of the path of modules, such as verify/links.py")
    parser.add_argument("--sample", type=int, help="so many of the faults, chosen by chance")
    parser.add_argument("--seed", type=int, default=1, help="which chance (1)")
    parser.add_argument("--list", action="store_true", help="print the faults and run nothing")
    return parser.parse_args()


def main() -> None:
    """Try the faults that are asked for; print those that no test noticed, then how many there were by module."""
    # Whoever is told to stop ends the tests that it has started, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    given = arguments()
    chosen = sampled(every(given.only), given.sample, given.seed)
    if given.list:
        print(*chosen, sep="\n")  # noqa: T201 (a command)
        return
    with TemporaryDirectory(prefix="mutants-") as folder:
        noticed = dict(tried(chosen, copied(ROOT, Path(folder) / "copy")))
    print(*report(noticed), sep="\n")  # noqa: T201


def every(only: str) -> list[Mutant]:
    """Return the faults of all modules whose path holds a text."""
    prefixes = tuple(prefix for prefix, _ in TESTS)
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "build_tools").rglob("*.py"))
    asked = [path for path in paths if path.startswith(prefixes) and only in path]
    return [Mutant(path, fault) for path in asked for fault in mutations((ROOT / path).read_bytes())]


def sampled(mutants: list[Mutant], number: int | None, seed: int) -> list[Mutant]:
    """Return some of the faults, chosen by chance, in their order."""
    if number is None or number >= len(mutants):
        return mutants
    return sorted(random.Random(seed).sample(mutants, number))  # noqa: S311 (guards nothing)


def tests_of(path: str) -> tuple[str, ...]:
    """Return the tests that speak of a module."""
    return next(tests for prefix, tests in TESTS if path.startswith(prefix))


def tried(mutants: list[Mutant], copy: Path) -> Iterator[tuple[Mutant, bool]]:
    """Yield each fault and whether a test noticed it; what is known from an earlier run is not tried again."""
    known, tests = kept(), state_of_tests()
    limits: dict[tuple[str, ...], float] = {}
    for number, mutant in enumerate(mutants, 1):
        if mutant.key not in known:
            files = tests_of(mutant.path)
            limits[files] = limits.get(files) or limit(files, copy)
            known[mutant.key] = is_noticed(mutant.path, mutant.fault, files, copy, limits[files])
            keep(mutant.key, known[mutant.key], tests)
        said = "noticed" if known[mutant.key] else "SURVIVED"
        print(f"{number}/{len(mutants)} {said}  {mutant}"[:160], file=sys.stderr, flush=True)  # noqa: T201
        yield mutant, known[mutant.key]


def kept() -> dict[str, bool]:
    """Return what earlier runs found; that a fault was not noticed counts until a test changes."""
    lines = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    now = state_of_tests()
    found = (json.loads(line) for line in lines)
    return {one["key"]: one["noticed"] for one in found if one["noticed"] or one["tests"] == now}


def keep(key: str, noticed: bool, tests: str) -> None:
    """Write down what was found, at once."""
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"key": key, "noticed": noticed, "tests": tests}) + "\n")


def state_of_tests() -> str:
    """Return a fingerprint of all tests."""
    files = sorted(path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".yml", ".md", ".po"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def report(noticed: dict[Mutant, bool]) -> Iterator[str]:
    """Yield the faults that no test noticed, then how many there were and how many of them survived, by module."""
    left = [mutant for mutant, found in noticed.items() if not found]
    yield from map(str, left)
    faults, survived = (Counter(mutant.path for mutant in some) for some in (noticed, left))
    yield "\n| module | faults | noticed | survived |\n|---|---|---|---|"
    for path in sorted(faults):
        yield f"| {path} | {faults[path]} | {faults[path] - survived[path]} | {survived[path]} |"
    yield f"| all | {len(noticed)} | {len(noticed) - len(left)} | {len(left)} |"


if __name__ == "__main__":
    main()
