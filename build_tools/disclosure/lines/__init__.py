"""Tables of a release: their lines, made of the register; and whether ledgers may be published together.

In: reports, or ledgers. Out: a ledger with what went into it, or problems. Reads and writes nothing.
"""

from build_tools.disclosure.lines.drafting import Draft, Line, Why, tables_of
from build_tools.disclosure.lines.judging import ledger_problems

__all__ = ["Draft", "Line", "Why", "ledger_problems", "tables_of"]
