"""What the gate says of a text: where something stands that may be personal, and of what kind. Never what it is."""

from dataclasses import dataclass
from typing import Literal

Category = Literal[
    "HYGIENE",
    "IIN",
    "BIN",
    "NUMBER",
    "PHONE",
    "EMAIL",
    "HANDLE",
    "DOC",
    "CARD",
    "IBAN",
    "PLATE",
    "DOB",
    "DATE",
    "ADDRESS",
    "GPS",
    "PERSON",
]
Severity = Literal["block", "review"]

HARD: frozenset[Category] = frozenset(("HYGIENE", "IIN", "BIN", "DOC", "CARD", "IBAN", "DOB", "GPS"))
"""Kinds for which no exception can be recorded."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A stretch of a text: ``block`` stops whatever it is in, ``review`` waits for other words or a decision."""

    start: int
    end: int
    category: Category
    severity: Severity

    def at(self, start: int, end: int) -> "Finding":
        """Return the same finding at another place."""
        return Finding(start, end, self.category, self.severity)


def severer(one: Severity, other: Severity) -> Severity:
    """Return the severer of two."""
    return "block" if "block" in (one, other) else "review"


def merged(findings: list[Finding]) -> list[Finding]:
    """Return the findings in order; those of one kind that overlap are one, as severe as the severest."""
    joined: dict[Category, list[Finding]] = {}
    for one in sorted(findings):
        same = joined.setdefault(one.category, [])
        if same and one.start < same[-1].end:
            last = same.pop()
            one = Finding(last.start, max(last.end, one.end), one.category, severer(one.severity, last.severity))
        same.append(one)
    return sorted(one for same in joined.values() for one in same)
