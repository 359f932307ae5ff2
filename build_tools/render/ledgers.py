"""What pages say of a ledger as a whole: of the figures of a briefing, or of the tables of a release.

In: a ledger. Out: words in one language; of a release they are those of the interface, for nobody wrote any.
"""

from build_tools.models import Ledger
from build_tools.problems import N_, fill
from build_tools.render.context import Context

_CANNOT_ANSWER = (
    N_("How many people suffered: only reports that the Coalition registered are counted, and many report nothing."),
    N_("What has been established: a report is an allegation, not a court finding."),
    N_("What fewer than {k} people reported: their lines are joined with others, or left out, to protect them."),
)
"""What no table of a release can answer."""


def title_of(ledger: Ledger, context: Context) -> str:
    """Return what the figures of a ledger are called."""
    if ledger.is_release:
        return fill(context.locale.translate(N_("Tables of release {release}")), release=ledger.id)
    return fill(context.locale.translate(N_("Figures of the briefing of {date}")), date=_date(ledger, context))


def called(ledger: Ledger, context: Context) -> str:
    """Return what a ledger is called within a sentence."""
    if ledger.is_release:
        return fill(context.locale.translate(N_("release {release}")), release=ledger.id)
    return fill(context.locale.translate(N_("briefing of {date}")), date=_date(ledger, context))


def _date(ledger: Ledger, context: Context) -> str:
    return context.locale.date(ledger.days["briefing"])


def told_time(ledger: Ledger, context: Context) -> str:
    """Write of what time the reports of a ledger are, or else when they were registered."""
    return context.locale.period(ledger.period) if ledger.period else counted_time(ledger, context)


def counted_time(ledger: Ledger, context: Context) -> str:
    """Write from when to when the reports of a ledger were registered."""
    first, last = ledger.counts.since, context.locale.date(ledger.counts.until)
    if isinstance(first, str):
        return fill(context.locale.translate(N_("until {date}")), date=last)
    return f"{context.locale.date(first)} – {last}"


def covers(ledger: Ledger, context: Context) -> str:
    """Say in a sentence which reports a ledger counts."""
    if not ledger.is_release:
        return ledger.covers[context.language]
    said = context.locale.translate(N_("Counted here are the reports that the Coalition registered: {time}."))
    return fill(said, time=counted_time(ledger, context))


def cannot_answer(ledger: Ledger, context: Context) -> list[str]:
    """Return which questions the figures of a ledger cannot answer."""
    if not ledger.is_release:
        return [text[context.language] for text in ledger.cannot_answer]
    k = context.locale.number(context.site.settings.k)
    return [fill(context.locale.translate(text), k=k) for text in _CANNOT_ANSWER]
