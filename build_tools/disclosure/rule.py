"""The rule "five alike, in every release" as numbers and fields: what makes records alike, and what may not be shared.

In: settings and the fields of a case. Out: thresholds. The names are those of the field: k-anonymity (Samarati and
Sweeney 1998), l-diversity (Machanavajjhala et al. 2007).
"""

from dataclasses import dataclass

from build_tools.models import Settings, fact_fields
from build_tools.models.settings import GIVEN_UP_FIRST, KEY_FIELDS

RULES = 1
"""The version of the rules that a release is accepted by; one more with every change of what they refuse."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``k`` records are alike in each of the key fields; of each sensitive field such a group has ``l`` answers.
    Proposals give fields up in the order of ``given_up_first``; the audit may take so many CPU ``seconds``."""

    k: int
    l: int = 2  # noqa: E741 (so it is called)
    key_fields: tuple[str, ...] = KEY_FIELDS
    given_up_first: tuple[str, ...] = GIVEN_UP_FIRST
    seconds: float = 30

    @property
    def sensitive_fields(self) -> tuple[str, ...]:
        """The other fields that state facts of a case."""
        return tuple(field for field in fact_fields() if field not in self.key_fields)

    def dearness(self, field: str) -> int:
        """Return the place of a field in the order in which fields are given up; one that is not in it is the last."""
        order = self.given_up_first
        return order.index(field) if field in order else len(order)


def rule_of(settings: Settings) -> Rule:
    """Return the rule that a site publishes by."""
    own = settings.disclosure
    return Rule(settings.k, own.l, own.key_fields, own.given_up_first, own.audit_seconds)
