"""The tables of all releases together, made ready to show.

In: what aggregate added up. Out: tables in one language. A line leads to no entry: each release has one of its own.
"""

from build_tools.models import AddedTable, ReleaseLedger, ledger_of
from build_tools.render import tables
from build_tools.render.context import Context
from build_tools.render.tables import ShownTable, TableLine


def added_tables(context: Context) -> list[ShownTable]:
    """Return one table for each field that all releases have a table of."""
    total = sum(release.total for release in context.site.releases.values())
    return [_shown(table, total, context) for table in context.added if table.lines]


def _shown(table: AddedTable, total: int, context: Context) -> ShownTable:
    one = next(iter(context.site.releases.values()))
    together = ledger_of(_together(table, total, one))
    shown = tables.ledger_table(table.field, together, context)
    lines = tuple(TableLine(line.name, line.number, line.width) for line in shown.lines)
    return ShownTable(
        shown.name, shown.title, shown.rows, shown.head, lines, shown.total, shown.invented, why=shown.why
    )


def _together(table: AddedTable, total: int, one: ReleaseLedger) -> ReleaseLedger:
    """Return the sums of a table as if they were of one release, so that its lines are named as in any other."""
    sums = {step: sum(counts) for step, counts in table.lines.items()}
    return one.model_copy(update={"total": total, "tables": {table.field: sums}})
