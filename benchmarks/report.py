"""Results as text: one Markdown table for each number of cases, and the targets below it."""

import datetime
import math
import os
import platform
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.contenders import OURS
from benchmarks.run import Cost, Pages, Result
from benchmarks.targets import Results, verdicts

COSTS = ("CPU s", "of it kernel", "times ours", "wall s", "peak MB")
PAGES = ("case page KB: mean", "largest", "site MB", "files")
HEAD = ("", *COSTS, *PAGES, "runs")
ESTIMATED = "≈"
UNKNOWN = "–"


def machine() -> str:
    """Say where and when this was measured, in neutral words."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return f"{today} · {system} · Python {platform.python_version()}"


def section(count: int, results: Results) -> str:
    """Return heading, table and targets of one number of cases."""
    costs = {result.name: result.cost or estimate(result.name, count, results) for result in results[count]}
    rows = [cells(result, costs[result.name], costs[OURS]) for result in results[count]]
    notes = [f"{result.name}: {result.reason}" for result in results[count] if result.reason]
    lines = [f"## {count:,} cases in three languages", "", *table([HEAD, *rows]), ""]
    return "\n".join([*lines, *items(notes), *items(verdicts(count, results))])


def items(lines: Iterable[str]) -> list[str]:
    """Return a Markdown list."""
    return [f"- {line}" for line in lines]


def table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a Markdown table: names to the left, numbers to the right."""
    first, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    lines = [[row[0].ljust(first), *map(str.rjust, row[1:], others)] for row in rows]
    lines.insert(1, ["-" * first, *("-" * (width - 1) + ":" for width in others)])
    yield from ("| " + " | ".join(line) + " |" for line in lines)


def cells(result: Result, cost: Cost | None, ours: Cost | None) -> tuple[str, ...]:
    """Return one line of the table; an estimate is marked as such."""
    sign = ESTIMATED if result.cost is None else ""
    runs = result.cost.runs if result.cost else 0
    return result.name, *cost_cells(cost, ours, sign), *page_cells(result.pages), str(runs)


def cost_cells(cost: Cost | None, ours: Cost | None, sign: str) -> tuple[str, ...]:
    """Return the cells of time and memory."""
    if cost is None:
        return (UNKNOWN,) * len(COSTS)
    times = f"{sign}{cost.cpu / ours.cpu:.1f}" if ours else UNKNOWN
    rest = (f"{sign}{cost.wall:.1f}", f"{sign}{cost.memory / 1e6:.0f}")
    return f"{sign}{cost.cpu:.2f}", f"{sign}{cost.kernel:.2f}", times, *rest


def page_cells(pages: Pages | None) -> tuple[str, ...]:
    """Return the cells of what was made."""
    if pages is None:
        return (UNKNOWN,) * len(PAGES)
    return f"{pages.mean / 1000:.1f}", f"{pages.largest / 1000:.1f}", f"{pages.total / 1e6:.1f}", f"{pages.files:,}"


def estimate(name: str, count: int, results: Results) -> Cost | None:
    """Let the cost grow on as it grew between the two largest smaller sizes; nothing where there are not two."""
    sizes = [size for size in sorted(results) if size < count]
    known = [(size, r.cost) for size in sizes for r in results[size] if r.name == name and r.cost]
    if len(known) < 2:
        return None
    (small, less), (large, more) = known[-2:]
    steps = math.log(count / large) / math.log(large / small)

    def grown(first: float, last: float) -> float:
        return float(last * (last / max(first, 0.01)) ** steps)

    return Cost(
        program=grown(less.program, more.program),
        kernel=grown(less.kernel, more.kernel),
        wall=grown(less.wall, more.wall),
        memory=grown(less.memory, more.memory),
    )
