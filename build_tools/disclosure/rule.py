"""The rule "five alike, in every release" as numbers and fields: what makes records alike, and what may not be shared.

In: settings and the fields of a case. Out: thresholds. The names are those of the field: k-anonymity (Samarati and
Sweeney 1998), l-diversity (Machanavajjhala et al. 2007).
"""

from dataclasses import dataclass

from build_tools.models import Settings, fact_fields

KEY_FIELDS = ("place", "period", "gender", "age_band", "authority", "detention_place")
"""What somebody who knows a person may know of a case, in the order in which messages name it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``k`` records are alike in each of the key fields; of each sensitive field such a group has ``l`` answers."""

    k: int
    l: int = 2  # noqa: E741 (so it is called)
    key_fields: tuple[str, ...] = KEY_FIELDS

    @property
    def sensitive_fields(self) -> tuple[str, ...]:
        """The other fields that state facts of a case."""
        return tuple(field for field in fact_fields() if field not in self.key_fields)


def rule_of(settings: Settings) -> Rule:
    """Return the rule that a site publishes by."""
    return Rule(settings.k)
