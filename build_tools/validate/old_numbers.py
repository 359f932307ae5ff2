"""Old numbers that the log of corrections repeats: none of them points at anybody.

In: a site. Out: problems. That the numbers of a ledger were public before excuses none that was published in error.
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
    "differs from the number before by fewer than {k}, and who they are could be guessed, because codes describe them; "
    "delete this entry and give the number no more: in a briefing it goes to not_given, in a release its line is "
    "joined with others, and an entry with page: says so",
)


def old_numbers_point_at_nobody(site: Site) -> Iterator[Problem]:
    """No old number is of few people, nor tells of few who were taken from a part that codes describe, or put there."""
    ledgers = {ledger.id: ledger for ledger in site.ledgers.values()}
    for part, name, change in site.corrections.changes():
        ledger = ledgers.get(str(change.briefing))
        if ledger and change.figure in ledger.people and (fault := _fault(change, ledger, site)):
            place = (part, name, "now" if change.was is None else "was")
            yield Problem(CORRECTIONS, fault, place, {"k": site.settings.k})


def _fault(change: Change, ledger: Ledger, site: Site) -> Fault | None:
    figure, few = ledger.figures[str(change.figure)], range(1, site.settings.k)
    numbers = {name: one.value for name, one in ledger.figures.items()} | site.published.first_numbers(ledger)
    was, whole = _before(change, ledger, site), numbers.get(str(figure.within))
    if change.was in few or (change.was is not None and whole is not None and whole - change.was in few):
        return FEW
    moved = was is not None and change.now is not None and abs(change.now - was) in few
    return FEW_MOVED if moved and (figure.fields or ledger.is_release) else None


def _before(change: Change, ledger: Ledger, site: Site) -> int | None:
    """Return the number before a change, also where the change does not repeat it: everybody may have kept it."""
    every = [one.change for one in site.corrections.of_figure(ledger.id, str(change.figure))]
    earlier = [one.now for one in every[: every.index(change)]]
    known = [site.published.first_numbers(ledger).get(str(change.figure)), *earlier]
    return change.was if change.was is not None else known[-1]
