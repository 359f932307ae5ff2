"""Which differences of a series may be shown: what two briefings differ by is a number of people too.

In: raw series. Out: series for pages. The attack refuses what follows and was not public; where small numbers were
public before, their difference is still not spelt out.
"""

from build_tools.disclosure.rule import Rule
from build_tools.models import PublicSeries, PublicStep, Series, Step


def public_series(series: Series, rule: Rule) -> PublicSeries:
    """Return a series whose differences of 1 to k - 1 people, more or fewer, are withheld."""
    return PublicSeries(series.name, tuple(_public(step, series.of_people, rule) for step in series.steps))


def _public(step: Step, of_people: bool, rule: Rule) -> PublicStep:
    few = of_people and step.added is not None and 0 < abs(step.added) < rule.k
    return PublicStep(step.briefing, step.as_of, step.value, step.mark, None if few else step.added, few)
