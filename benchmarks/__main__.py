"""``python -m benchmarks [sizes…]``: builds synthetic stories with each contender and prints what it cost.
``one N`` prints the CPU seconds of one clean build of N stories and nothing else; ``find`` measures the search for
personal data.

In: numbers of stories. Out: tables on standard output, progress on standard error; what was built goes away.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import finder, report, run, synthetic
from benchmarks.contenders import OURS_COMMAND, contenders
from build_tools.build import content, pipeline
from build_tools.load.messages import problem_report
from build_tools.problems import Refused

ROOT = Path(__file__).parent.parent
SIZES = (0, 24, 1000, 10_000)
LIMIT = 900


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Build synthetic stories with each contender. TMPDIR says where; 8 GB must be free.",
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of stories (0 24 1000 10000)")
    parser.add_argument("--limit", type=int, default=LIMIT, help="seconds after which a build is stopped (900)")
    given = parser.parse_args()
    if min(given.sizes) < 0 or given.limit < 1:
        parser.error("sizes are whole numbers from 0, the limit from 1")
    return given


def main() -> None:
    """Measure all sizes, smallest first, and print a table after each."""
    given = arguments()
    sizes = sorted(set(given.sizes))
    shared = shared_ids(sizes)
    results: dict[int, list[run.Result]] = {}
    say(f"{report.machine()}\n")
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        for count in sizes:
            results[count] = list(compare(count, Path(folder) / str(count), given, shared))
            say(f"{report.section(count, results)}\n")


def shared_ids(sizes: Iterable[int]) -> frozenset[str]:
    """Return the ids of the stories that every size with stories has."""
    return frozenset(map(synthetic.case_id, range(min(filter(None, sizes), default=0))))


def compare(count: int, folder: Path, given: argparse.Namespace, shared: frozenset[str]) -> Iterator[run.Result]:
    """Build one number of stories with every contender."""
    project = written(count, folder)
    output = pipeline.build_pages(project, project / "site_src")
    # In the folder of git stands from here on what was found clean, for the next build.
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    for contender in contenders():
        sys.stderr.write(f"{count:,} stories: {contender.name}\n")
        place = contender.prepare(project, output, folder / contender.prepare.__name__)
        yield run.result(contender, place, given.limit, shared)


def written(count: int, folder: Path) -> Path:
    """Write a project with so many synthetic stories, and return its folder."""
    vocabulary = content.checked(ROOT, ROOT / "site_src").vocabulary
    synthetic.write_project(ROOT, folder / "project", vocabulary, count)
    return folder / "project"


def one(words: list[str]) -> None:
    """Print the CPU seconds of one clean build, in which nothing is kept of an earlier one."""
    if len(words) != 1 or not words[0].isdigit():
        raise SystemExit("Name one number of stories, such as: python -m benchmarks one 24")
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        cost = run.build(OURS_COMMAND, written(int(words[0]), Path(folder)), LIMIT)
    say(f"{cost['program'] + cost['kernel']:.2f}")


def say(text: str) -> None:
    """Print at once, for a long run is watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        alone = {"find": lambda _: finder.main(), "one": one}
        alone[sys.argv[1]](sys.argv[2:]) if sys.argv[1:2] and sys.argv[1] in alone else main()
    except Refused as refused:
        raise SystemExit(problem_report(refused.problems, ROOT / "site_src")) from None
    except run.Failed as failed:
        raise SystemExit(f"A build failed:\n{failed}") from None
