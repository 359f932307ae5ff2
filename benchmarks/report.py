"""Results as text: one Markdown table for each number of cases, and the targets below it."""

import datetime
import os
import platform
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.contenders import OURS
from benchmarks.run import Cost, Pages, Result
from benchmarks.targets import Results, verdicts

COSTS = ("CPU s, first", "CPU s", "of it kernel", "times ours", "wall s", "peak MB")
PAGES = ("case page KB: mean", "largest", "site MB", "files")
HEAD = ("", *COSTS, *PAGES, "runs")
UNKNOWN = "–"


def machine() -> str:
    """Say where and when this was measured, in neutral words."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return f"{today} · {system} · Python {platform.python_version()}"


def section(count: int, results: Results) -> str:
    """Return heading, table and targets of one number of stories."""
    ours = next((result.cost for result in results[count] if result.name == OURS), None)
    rows = [cells(result, ours) for result in results[count]]
    notes = [f"{result.name}: {result.reason}" for result in results[count] if result.reason]
    lines = [f"## {count:,} stories in three languages", "", *table([HEAD, *rows]), ""]
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


def cells(result: Result, ours: Cost | None) -> tuple[str, ...]:
    """Return one line of the table."""
    runs = result.cost.runs if result.cost else 0
    return result.name, *cost_cells(result.first, result.cost, ours), *page_cells(result.pages), str(runs)


def cost_cells(first: Cost | None, cost: Cost | None, ours: Cost | None) -> tuple[str, ...]:
    """Return the cells of time and memory."""
    if cost is None or first is None:
        return (UNKNOWN,) * len(COSTS)
    times = f"{cost.cpu / ours.cpu:.1f}" if ours else UNKNOWN
    rest = (f"{cost.wall:.1f}", f"{cost.memory / 1e6:.0f}")
    return f"{first.cpu:.2f}", f"{cost.cpu:.2f}", f"{cost.kernel:.2f}", times, *rest


def page_cells(pages: Pages | None) -> tuple[str, ...]:
    """Return the cells of what was made."""
    if pages is None:
        return (UNKNOWN,) * len(PAGES)
    cases = (f"{size / 1000:.1f}" if size else UNKNOWN for size in (pages.mean, pages.largest))
    return *cases, f"{pages.total / 1e6:.1f}", f"{pages.files:,}"
