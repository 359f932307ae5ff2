"""Decisions about a release: each is about something that is open.

In: a site. Out: problems; what only deserves a reminder comes from a function of its own (``REMINDERS``).
"""

from collections.abc import Iterator

from build_tools.models import Site, Unread
from build_tools.paths import DECISIONS
from build_tools.problems import Problem
from build_tools.validate.dates import ENDED, ENDING, SOON
from build_tools.validate.generic import unknown
from build_tools.validate.undecided import OPEN_POINTS


def decisions_are_needed(site: Site) -> Iterator[Problem]:
    """A decision is about what is open: one that lies in wait would let the same gap return unseen."""
    if site.unread:
        raise Unread("what is open")
    for number, decision in enumerate(site.decisions.decisions):
        subjects = [subject for subject, _ in OPEN_POINTS[decision.gate](site)]
        for position, subject in enumerate(decision.about):
            if subject not in subjects:
                fault = unknown(decision.gate, subjects, subject)
                yield Problem(DECISIONS, fault, ("decisions", number, "about", position))


def ending(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: decisions that have ended, or end within 30 days."""
    for number, decision in enumerate(site.decisions.decisions):
        if decision.until - site.day <= SOON:
            fault = ENDED if decision.until < site.day else ENDING
            yield Problem(DECISIONS, fault, ("decisions", number, "until"), {"date": decision.until.isoformat()})


RULES = (decisions_are_needed,)
