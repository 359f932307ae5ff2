"""``python -m benchmarks [sizes…]``: builds synthetic cases with each contender and prints what it cost.

In: numbers of cases. Out: tables on standard output, progress on standard error; the folders go away.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import report, run, synthetic
from benchmarks.contenders import Contender, contenders
from build_tools import pipeline

ROOT = Path(__file__).parent.parent
SIZES = (100, 1000, 10_000)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Compare builds of synthetic cases.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of cases (100 1000 10000)")
    parser.add_argument("--all", action="store_true", help="leave nothing out, however long it takes")
    parser.add_argument("--limit", type=int, default=900, help="seconds after which a build is stopped (900)")
    given = parser.parse_args()
    if min(given.sizes) < 1 or given.limit < 1:
        parser.error("sizes and the limit are whole numbers above 0")
    return given


def main() -> None:
    """Measure all sizes, smallest first, and print a table after each."""
    given = arguments()
    sizes = sorted(set(given.sizes))
    shared = frozenset(map(synthetic.case_id, range(sizes[0])))
    results: dict[int, list[run.Result]] = {}
    say(report.machine() + "\n")
    for count in sizes:
        with TemporaryDirectory(prefix="benchmarks-") as folder:
            results[count] = compare(count, Path(folder), given, shared)
        say(report.section(count, results) + "\n")


def compare(count: int, folder: Path, given: argparse.Namespace, shared: frozenset[str]) -> list[run.Result]:
    """Build one number of cases with every contender."""
    project = folder / "project"
    vocabulary = pipeline.checked_site(ROOT, ROOT / "site_src").vocabulary
    synthetic.write_project(ROOT, project, vocabulary, count)
    output = pipeline.build_pages(project, project / "site_src")
    return [one(contender, count, folder, output, given, shared) for contender in contenders()]


def one(
    contender: Contender,
    count: int,
    folder: Path,
    output: pipeline.Output,
    given: argparse.Namespace,
    shared: frozenset[str],
) -> run.Result:
    """Prepare and build with one contender, or say why not."""
    if contender.largest and count > contender.largest and not given.all:
        return run.Result(contender.name, reason=f"left out above {contender.largest:,} cases: {contender.reason}")
    sys.stderr.write(f"{count:,} cases: {contender.name}\n")
    place = contender.prepare(folder / "project", output, folder / contender.prepare.__name__)
    return run.result(contender, place, given.limit, shared)


def say(text: str) -> None:
    """Print at once, for a long run is watched."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
