"""Old numbers that the log of corrections repeats: none of them points at anybody.

In: a site. Out: problems. What was public before is not judged, as in a ledger. The log may always leave an old
number out.
"""

from collections.abc import Iterator

from build_tools.models import Change, Ledger, Site
from build_tools.paths import CORRECTIONS
from build_tools.problems import Fault, Problem

FEW = Fault(
    "corrections.old_number_below_k",
    "is below {k}, or leaves fewer than {k} of what it lies within, who could be pointed at; delete this line: then "
    "the old number is not repeated",
)
FEW_MOVED = Fault(
    "corrections.few_moved",
    "differs from the new number by fewer than {k}, and who they are could be guessed, because codes describe them; "
    "delete this line: then the old number is not repeated",
)


def old_numbers_point_at_nobody(site: Site) -> Iterator[Problem]:
    """No old number is of few people, nor tells of few who were taken from a part that codes describe, or put there."""
    ledgers = {ledger.id: ledger for ledger in site.ledgers.values() if ledger.already_public is None}
    for part, name, change in site.corrections.changes():
        ledger = ledgers.get(str(change.briefing))
        if ledger and change.figure in ledger.people and (fault := _fault(change, ledger, site)):
            yield Problem(CORRECTIONS, fault, (part, name, "was"), {"k": site.settings.k})


def _fault(change: Change, ledger: Ledger, site: Site) -> Fault | None:
    figure, few = ledger.figures[str(change.figure)], range(1, site.settings.k)
    if change.was is None or change.now is None:
        return None
    numbers = {name: one.value for name, one in ledger.figures.items()} | site.published.first_numbers(ledger)
    whole = numbers.get(str(figure.within))
    if change.was in few or (whole is not None and whole - change.was in few):
        return FEW
    return FEW_MOVED if figure.fields and abs(change.now - change.was) in few else None
