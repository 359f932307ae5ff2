"""The case records that passed protection. Only ``disclosure`` makes a register; pages and counts accept no other."""

from dataclasses import dataclass

from build_tools.models.case import Case


@dataclass(frozen=True, slots=True)
class Register:
    """Protected case records, sorted by their random id, which says nothing about intake."""

    cases: tuple[Case, ...]
    example: bool
