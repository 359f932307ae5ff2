"""Decisions about a release: each is about something that is open.

In: a site. Out: problems; what only deserves a reminder comes from functions of its own (``REMINDERS``).
"""

import datetime
from collections.abc import Iterator

from build_tools.models import OpenGate, ReleaseDecision, Site, Unread
from build_tools.paths import DECISIONS
from build_tools.problems import Fault, Field, Problem, allowed
from build_tools.validate.undecided import OPEN_POINTS

SOON = datetime.timedelta(days=30)

_DUPLICATE_DECISION = Fault("decisions.decided_twice", "is decided by an earlier entry too; keep one of the two")
_CLOSED_POINT = Fault(
    "decisions.point_not_open",
    "is not open in this gate; correct it, or delete it if nothing is left to decide; open are: {allowed}",
)
_ENDED = Fault("decisions.ended", "has passed; decide again with a new day, or delete the decision")
_ENDING = Fault("decisions.ending", "is near: decide again before {date}, or mend what the decision is about")


def decisions_are_needed(site: Site) -> Iterator[Problem]:
    """A decision is about what is open: one that lies in wait would let the same gap return unseen."""
    if site.unread:
        raise Unread("what is open")
    for place, decision in _decisions(site):
        subjects = _open_subjects(site, decision.gate)
        for position, subject in enumerate(decision.about):
            if subject not in subjects:
                values = {"allowed": allowed(subjects, subject)}
                yield Problem(DECISIONS, _CLOSED_POINT, (*place, "about", position), values)


def decisions_differ(site: Site) -> Iterator[Problem]:
    """Nothing is decided twice, so that deleting a decision takes it back."""
    taken = set()
    for place, decision in _decisions(site):
        for position, subject in enumerate(decision.about):
            if (decision.gate, subject) in taken:
                yield Problem(DECISIONS, _DUPLICATE_DECISION, (*place, "about", position))
            taken.add((decision.gate, subject))


def ending(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: decisions that have ended, or end within 30 days."""
    for place, decision in _decisions(site):
        if decision.until < site.day:
            yield Problem(DECISIONS, _ENDED, (*place, "until"))
        elif decision.until - site.day <= SOON:
            yield Problem(DECISIONS, _ENDING, (*place, "until"), {"date": decision.until.isoformat()})


def _open_subjects(site: Site, gate: OpenGate) -> list[str]:
    """Return what a decision about this gate can name."""
    return [subject for subject, _ in OPEN_POINTS[gate](site)]


def _decisions(site: Site) -> Iterator[tuple[Field, ReleaseDecision]]:
    for position, decision in enumerate(site.decisions.decisions):
        yield ("decisions", position), decision
