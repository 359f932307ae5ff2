"""What stories become on their way to pages: all of them, and the lists of those that tell the same code."""

from dataclasses import dataclass

from build_tools.models.case import Case


@dataclass(frozen=True, slots=True)
class CaseList:
    """Stories that tell one ``code`` of a field, sorted by their random ids, which say nothing about intake."""

    field: str
    code: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class PublicCases:
    """What pages and downloads show of published stories, or of invented ones."""

    cases: tuple[Case, ...]
    lists: tuple[CaseList, ...]
    example: bool
