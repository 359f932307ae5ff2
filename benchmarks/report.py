"""Results as text: one Markdown table for each number of cases, and the targets below it."""

import datetime
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.run import Cost, Result
from benchmarks.targets import OURS, Results, verdicts

HEAD = ("", "CPU s", "times ours", "wall s", "peak MB", "case page KB: mean", "largest", "site MB", "files", "runs")
ESTIMATED = "≈"


def machine() -> str:
    """Say where and when this was measured, in neutral words."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    python = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    return f"{today} · {platform.system()} {platform.machine()}, {os.cpu_count()} cores · {python}"


def section(count: int, results: Results) -> str:
    """Return heading, table and targets of one number of cases."""
    ours = next((r.cost.cpu for r in results[count] if r.name == OURS and r.cost), None)
    rows = [cells(result, count, ours, results) for result in results[count]]
    notes = [f"{result.name}: {result.reason}" for result in results[count] if result.reason]
    lines = [f"## {count:,} cases × 3 languages", "", *table([HEAD, *rows]), ""]
    return "\n".join([*lines, *items(notes), *items(verdicts(count, results))])


def items(lines: Iterable[str]) -> list[str]:
    """Return a Markdown list."""
    return [f"- {line}" for line in lines]


def table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a Markdown table whose columns are aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = tuple("-" * (width - bool(n)) + ":" * bool(n) for n, width in enumerate(widths))
    for row in (rows[0], rule, *rows[1:]):
        first, *rest = (
            cell.rjust(width) if n else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "| " + " | ".join((first, *rest)) + " |"


def cells(result: Result, count: int, ours: float | None, results: Results) -> tuple[str, ...]:
    """Return one line of the table; a build that was left out shows an estimate, marked as such."""
    cost, sign = result.cost, ""
    if cost is None:
        cost, sign = estimate(result.name, count, results), ESTIMATED
    shown = (
        (f"{sign}{cost.cpu:.2f}", f"{sign}{cost.cpu / ours:.1f}" if ours else "", f"{sign}{cost.wall:.1f}")
        if cost
        else ("–",) * 3
    )
    memory = f"{sign}{cost.memory / 1e6:.0f}" if cost else "–"
    return result.name, *shown, memory, *page_cells(result), str(cost.runs) if cost and not sign else "0"


def page_cells(result: Result) -> tuple[str, ...]:
    """Return what is known of the pages."""
    if result.pages is None:
        return ("–",) * 4
    pages = result.pages
    return f"{pages.mean / 1000:.1f}", f"{pages.largest / 1000:.1f}", f"{pages.total / 1e6:.1f}", f"{pages.files:,}"


def estimate(name: str, count: int, results: Results) -> Cost | None:
    """Draw a straight line through the two largest smaller sizes: too little for what grows faster."""
    known = [
        (size, r.cost) for size, rs in sorted(results.items()) for r in rs if size < count and r.name == name and r.cost
    ]
    if len(known) < 2:
        return None
    (small, less), (large, more) = known[-2:]
    steps = (count - large) / (large - small)
    values = {
        key: getattr(more, key) + steps * (getattr(more, key) - getattr(less, key)) for key in ("cpu", "wall", "memory")
    }
    return Cost(**values, runs=0)
