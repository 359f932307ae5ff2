"""``python -m benchmarks [sizes…]``: builds synthetic cases with each contender and prints what it cost.
``load`` in the place of sizes measures a served site instead, ``find`` the search for personal data, ``kept`` what the
tables of a release keep.

In: numbers of cases. Out: tables on standard output, progress on standard error; what was built goes away.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import finder, kept, load, report, run, synthetic
from benchmarks.contenders import Contender, contenders
from build_tools import content, pipeline, variables
from build_tools.problems import Refused

ROOT = Path(__file__).parent.parent
SIZES = (100, 1000, 10_000)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Build synthetic cases with this program, MkDocs and Hugo. TMPDIR says where; 8 GB must be free.",
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of cases (100 1000 10000)")
    parser.add_argument("--all", action="store_true", help="leave nothing out: hours, and hundreds of GB")
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
    say(f"{report.machine()}\n")
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        for count in sizes:
            results[count] = list(compare(count, Path(folder) / str(count), given, shared))
            say(f"{report.section(count, results)}\n")


def compare(count: int, folder: Path, given: argparse.Namespace, shared: frozenset[str]) -> Iterator[run.Result]:
    """Build one number of cases with every contender."""
    project = folder / "project"
    vocabulary = content.checked(ROOT, ROOT / "site_src").vocabulary
    synthetic.write_project(ROOT, project, vocabulary, count)
    output = pipeline.build_pages(project, project / "site_src")
    for contender in contenders():
        reason = "" if given.all else left_out(contender, count)
        if reason:
            yield run.Result(contender.name, reason=reason)
            continue
        sys.stderr.write(f"{count:,} cases: {contender.name}\n")
        place = contender.prepare(project, output, folder / contender.prepare.__name__)
        yield run.result(contender, place, given.limit, shared)


def left_out(contender: Contender, count: int) -> str:
    """Return why a contender is not built with so many cases, or nothing."""
    if count <= contender.largest:
        return ""
    return f"left out above {contender.largest:,} cases: {contender.reason}; ≈ marks an estimate"


def say(text: str) -> None:
    """Print at once, for a long run is watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        alone = {"find": finder.main, "kept": kept.main}
        if len(sys.argv) == 2 and sys.argv[1] in alone:
            alone[sys.argv[1]]()
        else:
            load.main(sys.argv[2:]) if sys.argv[1:2] == ["load"] else main()
    except Refused as refused:
        raise SystemExit(variables.report(refused.problems, ROOT / "site_src")) from None
    except run.Failed as failed:
        raise SystemExit(f"A build failed:\n{failed}") from None
