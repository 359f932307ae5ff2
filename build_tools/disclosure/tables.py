"""What may be published of ledgers: tables with lines of many, no small number of a briefing that was not public, and
no report that two ledgers count.

In: ledgers, the vocabulary and the settings. Out: problems, or the rules that a table breaks. The register is not
asked: a server has none, and what makes the tables of a release asks the same rules.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from urllib.parse import urlsplit

from build_tools.models import (
    LAST_STEP,
    SEVERAL_ANSWERS,
    Figure,
    Ledger,
    ReleaseLedger,
    Settings,
    Vocabulary,
    coded_fields,
    fact_fields,
)
from build_tools.models.figures import PublicSince
from build_tools.models.hierarchies import covering, is_step, ladders_of
from build_tools.models.settings import is_placeholder, lies_in
from build_tools.problems import Fault, Problem

SMALL = Fault(
    "figures.below_k",
    "is below {k} and could point at somebody; leave it out, or say in already_public who published it first and when; "
    "a number of what a table is about, such as its cities, names that table in counts_parts_of",
)
REST = Fault(
    "figures.rest_below_k",
    "leaves fewer than {k} of the {whole} it lies within, who could be pointed at; leave one of the two out",
)
_TWO_FIELDS = Fault(
    "figures.two_fields",
    "says two things of the same people, which may only stand where it was already public; leave one of the two out",
)
NOT_STATED = Fault(
    "figures.nesting_unsaid",
    "may lie within {other} or beside it; write within: {other}, or list both as parts of one table, in which nobody "
    "is counted twice",
)
_OUR_OWN = Fault(
    "figures.public_by_ourselves",
    "does not show that others published it before; name an address that is not of this site and a day before that of "
    "the ledger",
)

_NESTED = ("place", "age_band")
"""The fields whose codes lie within others by what they are."""


def _figure_problems(path: str, ledger: Ledger, vocabulary: Vocabulary, settings: Settings) -> Iterator[Problem]:
    """Yield the figures of a briefing that nobody may publish first, or that do not say whom they count."""
    fields = coded_fields(Figure)
    for field in fields.keys() - _NESTED:
        yield from _not_stated(path, ledger, field, fields[field], vocabulary)
    if said := ledger.already_public:
        yield from _not_public_before(path, ledger, said, settings)
        return
    for name, figure in ledger.people.items():
        place, k = ("figures", name, "value"), settings.k
        rest = [whole for whole in _wholes_of(ledger, name) if 0 < whole - figure.value < k]
        if 0 < figure.value < k:
            yield Problem(path, SMALL, place, {"k": k})
        elif rest:
            yield Problem(path, REST, place, {"k": k, "whole": rest[0]})
        if len(ledger.codes_of(name)) > 1:
            yield Problem(path, _TWO_FIELDS, ("figures", name))
    for field in fields:
        yield from _rests(path, ledger, field, vocabulary, settings.k)


def _not_stated(path: str, ledger: Ledger, field: str, codes: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield the figures beside one of a step above theirs that do not say whether it counts them too: "other" may be
    all others, or only those that are not named."""
    names = _figures_by(ledger, field)
    for code, name in names.items():
        for whole in (names[step] for step in vocabulary.steps_above(codes, code) if step in names):
            if whole not in ledger.around(name) and not _are_parts(ledger, name, whole):
                yield Problem(path, NOT_STATED, ("figures", name, "within"), {"other": whole})


def _wholes_of(ledger: Ledger, name: str) -> list[int]:
    """Return the numbers that a figure is a part of, the nearest first: of the one that does not say, that of all."""
    around, figure, whole = ledger.around(name), ledger.figures[name], ledger.whole
    if around or whole in (None, name):
        return [ledger.figures[one].value for one in around]
    every = ledger.figures[whole].value
    is_part = figure.fields or (figure.unit in (None, ledger.unit) and figure.value < every)
    return [every] if is_part else []


def _rests(path: str, ledger: Ledger, field: str, vocabulary: Vocabulary, k: int) -> Iterator[Problem]:
    """Yield the figures by a field of which those that lie nearest within them leave 1 to k - 1; so too for all."""
    names, whole = _figures_by(ledger, field), ledger.whole
    if whole is None or len(names) < 2:  # of one it is said already
        return
    counts = {
        **{step: ledger.figures[name].value for step, name in names.items()},
        LAST_STEP: ledger.figures[whole].value,
    }
    left = dict(counts)
    for code, name in names.items():
        around = {step for step, other in names.items() if not _are_parts(ledger, name, other)}
        nearest = {covering(ladder[1:], around) for ladder in ladders_of(field, [code], vocabulary)}
        for step in nearest - {LAST_STEP} or {LAST_STEP}:
            left[step] -= counts[code]
    for step, number in left.items():
        if 0 < number < k <= counts[step]:
            place = ("figures", names.get(step, [*names.values()][-1]), "value")
            yield Problem(path, REST, place, {"k": k, "whole": counts[step]})


def _are_parts(ledger: Ledger, *names: str) -> bool:
    """Whether some figures are parts of one table, in which nobody is counted twice: so "other" is other than them."""
    return any({*table.parts}.issuperset(names) for table in ledger.tables.values())


def _figures_by(ledger: Ledger, field: str) -> dict[str, str]:
    """Return the figures of all reports that have a code of this field alone, by the code; of several the largest."""
    found = dict[str, str]()
    for name, figure in sorted(ledger.people.items(), key=lambda item: (item[1].value, item[0])):
        around = ledger.around(name)
        if [*figure.codes] == [field] and (not around or ledger.whole in around):
            found[figure.codes[field]] = name
    return found


def _not_public_before(path: str, ledger: Ledger, said: PublicSince, settings: Settings) -> Iterator[Problem]:
    """Yield what does not show that figures were public: an address of the site itself, or a day that is no earlier."""
    homes = [settings.address, *settings.mirrors, *filter(None, [settings.onion_address])]
    own = [urlsplit(home).hostname or "" for home in homes if not is_placeholder(home)]
    if lies_in(urlsplit(said.source).hostname or "", own):
        yield Problem(path, _OUR_OWN, ("already_public", "source"))
    day = said.date.isoformat()  # that the id is a day, another rule says
    if not (day < ledger.id or (day == ledger.id and said.source == ledger.source)):
        yield Problem(path, _OUR_OWN, ("already_public", "date"))


DAYS_OVERLAP = Fault(
    "figures.days_overlap",
    "has days that {other} counts too; a report may be counted in one ledger alone: the one that is not published yet "
    "begins on the day after the other ends",
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
            yield from _figure_problems(path, ledger, vocabulary, settings)


def _shared_days(ledgers: Mapping[str, AnyLedger]) -> Iterator[Problem]:
    """Yield the ledgers that count days which another counts too: one less the other could be one person. Two that were
    public before tell nothing new, where one counts all days of the other."""
    for pair in combinations(sorted(ledgers), 2):
        earlier, later = sorted(pair, key=lambda path: (ledgers[path].counts.until, ledgers[path].counts.first))
        one, other = ledgers[earlier].counts, ledgers[later].counts
        tell_nothing = all(_was_public(ledgers[path]) for path in pair) and (other.holds(one) or one.holds(other))
        if other.first <= one.until and not tell_nothing:
            yield Problem(later, DAYS_OVERLAP, ("counts",), {"other": ledgers[earlier].id})


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
