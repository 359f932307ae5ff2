"""Who is alike with one record, what that gives away, and whether words of it can be published.

In: the records that count, the rule and an id. Out: facts, of which a command makes sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.disclosure.alike import Group, groups, leaves_few
from build_tools.disclosure.rule import Rule, rule_of
from build_tools.models import Case, Site


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of a record and its group by those who see the site."""

    record: Case
    group: Group
    description: Mapping[str, str]
    """The codes that all of the group share, by key field."""

    rule: Rule

    @property
    def twins(self) -> tuple[str, ...]:
        """The ids of the others."""
        return tuple(other.id for other in self.group.records if other.id != self.record.id)

    @property
    def is_enough(self) -> bool:
        """Whether there are k of them."""
        return len(self.group.records) >= self.rule.k

    @property
    def remaining(self) -> int:
        """How many of the group have no words, if this one has."""
        return self.group.remaining - (not self.record.summary)

    @property
    def words_may_stand(self) -> bool:
        """Whether words of this record leave nobody alone."""
        return self.is_enough and not leaves_few(self.remaining, self.rule)


def explained(site: Site, own: str) -> Explanation | None:
    """Return what is to be said of a record, or nothing where no record that counts is called so."""
    rule = rule_of(site.settings)
    for group in groups((case for case in site.cases.values() if not case.example), rule):
        for record in group.records:
            if record.id == own:
                description = {field: str(getattr(record, field)) for field in rule.key_fields}
                return Explanation(record, group, description, rule)
    return None
