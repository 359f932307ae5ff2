"""What cases become on their way to pages: a register, raw counts of it, and what of both may be shown.

``disclosure`` alone makes a ``Register``, a ``PublicTable``, a ``CaseList`` and ``PublicCases``; ``aggregate`` counts
registers and nothing else, and pages accept no raw count. A step that is left out is an error of the type checker.
"""

from dataclasses import dataclass

from build_tools.models.case import NOT_STATED, Case


@dataclass(frozen=True, slots=True)
class Register:
    """Protected case records, sorted by their random id, which says nothing about intake."""

    cases: tuple[Case, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a code, the list it is explained in, and a count; ``joined`` are the codes that are counted
    in the same line."""

    codes: str
    code: str
    value: int
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Raw counts with their total. ``exclusive`` says that the rows add up to the total; ``not_asked`` cases were never
    asked and are no part of either."""

    name: str
    title: str
    rows: tuple[Row, ...]
    total: int
    exclusive: bool = True
    not_asked: int = 0


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Cases that share one of the ``codes`` of a field, and a ``place`` where one is named beside it. A ``past`` group
    is of a region that is no more and of which all lies in one region of today: it keeps its address."""

    field: str
    codes: tuple[str, ...]
    cases: tuple[Case, ...]
    place: str = ""
    past: bool = False

    @property
    def tells_nothing(self) -> bool:
        """Whether it is of cases of which something is not stated, and of nothing else."""
        return self.codes == (NOT_STATED,) and not self.place


@dataclass(frozen=True, slots=True)
class Counts:
    """All that is counted of a register, before anybody has judged what of it may be shown."""

    tables: tuple[Table, ...]
    groups: tuple[CaseGroup, ...]


@dataclass(frozen=True, slots=True)
class PublicTable:
    """Counts that may be shown."""

    name: str
    title: str
    rows: tuple[Row, ...]
    total: int
    exclusive: bool
    not_asked: int


@dataclass(frozen=True, slots=True)
class CaseList:
    """A group of cases that may be listed together."""

    field: str
    codes: tuple[str, ...]
    cases: tuple[Case, ...]
    place: str
    past: bool


@dataclass(frozen=True, slots=True)
class PublicCases:
    """What pages and downloads show of one register."""

    register: Register
    tables: tuple[PublicTable, ...]
    lists: tuple[CaseList, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The records of the register."""
        return self.register.cases

    @property
    def example(self) -> bool:
        """Whether all of it is invented."""
        return self.register.example
