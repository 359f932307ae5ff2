"""Which case records may be shown, and as what.

In: all cases; raw counts. Out: registers, the only thing that ``aggregate`` counts, and what pages may show of them.
The disclosure audit joins here; until it exists, real cases are refused.
"""

from collections.abc import Iterable, Mapping

from build_tools.models import Case, Counts, PublicCases, PublicTable, Register, Table
from build_tools.problems import Fault, Problem

NOT_YET = Fault(
    "cases.real_before_the_gate",
    "is a real case; none may lie here before the personal-data gate and the disclosure audit exist: what is "
    "committed is published",
)
UNMARKED = Fault(
    "cases.not_said_to_be_invented",
    "does not say that it is invented, as the settings say of this site; if it is, write invented: true; if it is "
    "a real case, take it out: what is committed is published",
)
NO_EXAMPLE = Fault(
    "cases.invented_outside_examples",
    "says that it is invented; move it to cases_public/examples/ and write release: examples",
)


def refused(cases: Mapping[str, Case], invented: bool) -> list[Problem]:
    """Return a problem for each case that nobody has protected. Where the whole site is ``invented``, each case that is
    no example says so itself, so that one word of the settings lets no real case through."""
    told = {path: case for path, case in cases.items() if not case.example}
    marked = {path for path, case in told.items() if case.invented}
    if invented:
        return [Problem(path, UNMARKED) for path in told if path not in marked]
    return [Problem(path, NO_EXAMPLE if path in marked else NOT_YET) for path in told]


def protect(cases: Mapping[str, Case], release: bool) -> tuple[Register, Register]:
    """Return the published and the example register; a release has no examples."""
    published = register((case for case in cases.values() if not case.example), example=False)
    examples = register((case for case in cases.values() if case.example and not release), example=True)
    return published, examples


def register(cases: Iterable[Case], example: bool) -> Register:
    """Put cases into a register, in the order of their random ids."""
    return Register(tuple(sorted(cases, key=lambda case: case.id)), example)


def publish(register: Register, counts: Counts) -> PublicCases:
    """Return what may be shown of a register and its counts."""
    tables = tuple(public_table(table) for table in counts.tables)
    return PublicCases(register, tables, counts.by_region, counts.by_period)


def public_table(table: Table) -> PublicTable:
    """Return a table that may be shown. Until the audit exists, only invented cases come here, and all may."""
    return PublicTable(table.name, table.title, table.rows, table.total, table.exclusive, table.not_asked)
