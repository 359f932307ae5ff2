"""What may be published of ledgers: tables with lines of many, and no report that two ledgers count.

In: ledgers, the vocabulary and the settings. Out: problems, or the rules that a table breaks. The register is not
asked: a server has none, and what makes the tables of a release asks the same rules.
"""

import datetime
from collections.abc import Iterator, Mapping
from itertools import combinations

from build_tools.disclosure.briefings import figure_problems
from build_tools.ladders import is_step
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, Ledger, ReleaseLedger, Settings, Vocabulary, fact_fields
from build_tools.problems import NONE as NOTHING
from build_tools.problems import Fault, Problem

DAYS_OVERLAP = Fault(
    "figures.days_overlap",
    "has days that {other} counts too, and must not; write one of: {allowed}",
)
TOO_SMALL = Fault(
    "figures.release_too_small", "is below {least}; wait until so many reports are registered, and count them together"
)
NO_STEP = Fault(
    "figures.no_step",
    "is no field or step that tables of a release have; take the tables as `transparency register tables` writes them",
)
FEW = Fault(
    "disclosure.line_below_k",
    "is below {k} and could point at somebody; take the tables as `transparency register tables` writes them",
)
NEARLY_ALL = Fault(
    "disclosure.nearly_all",
    "is more than all but {k} of the {total} reports and says it of each of them; leave this line out",
)
LINES_DO_NOT_ADD_UP = Fault(
    "figures.lines_do_not_add_up",
    "does not add up to the {total} reports of the release; take the tables as `transparency register tables` writes "
    "them",
)
NO_ANSWER = Fault(
    "figures.no_answer",
    "has no line that says anything: neither the last step does, nor a step above given and denied, or filed and "
    "not_filed; leave the table out",
)

AnyLedger = Ledger | ReleaseLedger
"""The ledger of a briefing or of a release."""

ONE_OF = {"access": ("given", "denied"), "complaints": ("filed", "not_filed")}
"""By list: the answers of which one has its own line, for the steps above them say nothing."""

_DEEDS = ("access", "complaints", "assistance")
"""The lists that say what a person did or received."""


def ledger_problems(ledgers: Mapping[str, AnyLedger], vocabulary: Vocabulary, settings: Settings) -> Iterator[Problem]:
    """Yield what forbids to publish these ledgers, by path, together."""
    yield from _shared_days(ledgers)
    for path, ledger in sorted(ledgers.items()):
        if isinstance(ledger, ReleaseLedger):
            yield from _release_problems(path, ledger, vocabulary, settings)
        else:
            yield from figure_problems(path, ledger, vocabulary, settings)


def _shared_days(ledgers: Mapping[str, AnyLedger]) -> Iterator[Problem]:
    """Yield the ledgers that count days which another counts too: one less the other could be one person. Two that were
    public before tell nothing new, where one counts all days of the other."""
    for pair in combinations(sorted(ledgers), 2):
        earlier, later = sorted(pair, key=lambda path: (ledgers[path].counts.until, ledgers[path].counts.first))
        one, other = ledgers[earlier].counts, ledgers[later].counts
        tell_nothing = all(_was_public(ledgers[path]) for path in pair) and (other.holds(one) or one.holds(other))
        if other.first <= one.until and not tell_nothing:
            next_day = f"from: {one.until + datetime.timedelta(days=1)}" if one.until < other.until else NOTHING
            yield Problem(later, DAYS_OVERLAP, ("counts",), {"other": ledgers[earlier].id, "allowed": next_day})


def _was_public(ledger: AnyLedger) -> bool:
    return isinstance(ledger, Ledger) and ledger.already_public is not None


def _release_problems(
    path: str, ledger: ReleaseLedger, vocabulary: Vocabulary, settings: Settings
) -> Iterator[Problem]:
    values = {"k": settings.k, "total": ledger.total, "least": settings.release_min}
    if ledger.total < settings.release_min:
        yield Problem(path, TOO_SMALL, ("total",), values)
    for field, lines in ledger.tables.items():
        if field not in settings.tables or field not in fact_fields():
            yield Problem(path, NO_STEP, ("tables", field))
            continue
        for fault, step in table_breaches(field, lines, ledger, vocabulary, settings.k):
            yield Problem(path, fault, ("tables", field, *filter(None, [step])), values)


def table_breaches(
    field: str, lines: Mapping[str, int], ledger: ReleaseLedger, vocabulary: Vocabulary, k: int
) -> Iterator[tuple[Fault, str]]:
    """Yield the rules that the table of a release by a field breaks, and which line of it, or none, does."""
    for step, number in lines.items():
        if not is_step(field, step, ledger.counts.until, vocabulary):
            yield NO_STEP, step
        elif number < k:
            yield FEW, step
        elif number > ledger.total - k and says_of_each(field, step, vocabulary):
            yield NEARLY_ALL, step
    several, counted = field in SEVERAL_ANSWERS, lines.values()
    if any(number > ledger.total for number in counted) if several else sum(counted) != ledger.total:
        yield LINES_DO_NOT_ADD_UP, ""
    answers = ONE_OF.get(fact_fields()[field], ())
    if lines.keys() <= {LAST_STEP} or (answers and lines.keys().isdisjoint(answers)):
        yield NO_ANSWER, ""


def says_of_each(field: str, step: str, vocabulary: Vocabulary) -> bool:
    """Whether a line may not count nearly all: it says what each did or received, or is sensitive."""
    codes = fact_fields()[field]
    term = getattr(vocabulary, codes, {}).get(step)
    return step != LAST_STEP and (codes in _DEEDS or (term is not None and term.sensitive))
