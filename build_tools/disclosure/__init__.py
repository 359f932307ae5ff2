"""Which case records may be shown, and as what.

In: all cases; raw counts. Out: registers, the only thing that ``aggregate`` counts, and what pages may show of them.
No case is shown that was not accepted with its release.
"""

from collections.abc import Iterable, Mapping

from build_tools.disclosure.attack import attack_problems, unanswered
from build_tools.disclosure.attack.alone import figures_give_nothing_away
from build_tools.disclosure.explaining import Explanation, explained
from build_tools.disclosure.lists import lists_of
from build_tools.disclosure.proposal import Proposal, differences
from build_tools.disclosure.refusals import not_alike, refused, waiting_releases
from build_tools.disclosure.repeating import Unanswerable, proposal_for
from build_tools.disclosure.rewriting import rewritten
from build_tools.disclosure.rule import Rule, rule_of
from build_tools.disclosure.series import public_series
from build_tools.disclosure.snapshots import digest_of, not_as_accepted, snapshot_of, snapshots_hold, without, written
from build_tools.disclosure.tables import joined_more, lines_of_few, without_few
from build_tools.models import Case, Counts, PublicCases, PublicTable, Register, Table

__all__ = [
    "Unanswerable",
    "attack_problems",
    "differences",
    "digest_of",
    "rule_of",
    "snapshot_of",
    "snapshots_hold",
    "without",
    "written",
    "Explanation",
    "Proposal",
    "proposal_for",
    "rewritten",
    "explained",
    "figures_give_nothing_away",
    "joined_more",
    "lines_of_few",
    "waiting_releases",
    "unanswered",
    "without_few",
    "not_alike",
    "not_as_accepted",
    "protect",
    "public_series",
    "public_table",
    "publish",
    "refused",
    "register",
]


def protect(cases: Mapping[str, Case], release: bool) -> tuple[Register, Register]:
    """Return the published and the example register; a release has no examples."""
    published = register((case for case in cases.values() if not case.example), example=False)
    examples = register((case for case in cases.values() if case.example and not release), example=True)
    return published, examples


def register(cases: Iterable[Case], example: bool) -> Register:
    """Put cases into a register, in the order of their random ids."""
    return Register(tuple(sorted(cases, key=lambda case: case.id)), example)


def publish(register: Register, counts: Counts, rule: Rule) -> PublicCases:
    """Return what may be shown of a register and its counts."""
    tables = tuple(public_table(table) for table in counts.tables)
    return PublicCases(register, tables, tuple(lists_of(counts.groups, rule)))


def public_table(table: Table) -> PublicTable:
    """Return a table that may be shown: the check has refused those that tell of few (``lines_of_few``)."""
    return PublicTable(table.name, table.title, table.rows, table.total, table.exclusive, table.not_asked)
