"""Small numbers of a briefing: none that was not public, and none that only this site says was public.

In: the ledger of a briefing. Out: problems of its figures.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from build_tools.disclosure.lines.known import AnyLedger, Ladders, are_parts, by_field, figures_by, total_of
from build_tools.disclosure.lines.tables import NEARLY_ALL
from build_tools.models import Ledger, Settings, Vocabulary
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
UNSAID = Fault(
    "figures.nesting_unsaid",
    "may lie within {other} or beside it; write within: {other}, or list both as parts of one table, in which nobody "
    "is counted twice",
)
_OUR_OWN = Fault(
    "figures.public_by_ourselves",
    "does not show that others published it before; name an address that is not of this site and a day before that of "
    "the ledger",
)

_NESTED = {"place", "age_band"}
"""The fields whose codes lie within others by what they are."""


def figure_problems(
    path: str, ledger: Ledger, beside_few: bool, ladders: Ladders, vocabulary: Vocabulary, settings: Settings
) -> Iterator[Problem]:
    """Yield the figures of a briefing that nobody may publish first, or that do not say whom they count."""
    yield from _unsaid(path, ledger, ladders)
    if ledger.already_public:
        yield from _not_public_before(path, ledger, settings)
        return
    for name, figure in ledger.people.items():
        place, k = ("figures", name, "value"), settings.k
        wholes = _wholes_of(ledger, name)
        rest = [whole for whole in wholes if 0 < whole - figure.value < k]
        if 0 < figure.value < k:
            yield Problem(path, SMALL, place, {"k": k})
        elif rest:
            yield Problem(path, REST, place, {"k": k, "whole": rest[0]})
        elif beside_few and wholes and figure.value > wholes[-1] - k:
            yield Problem(path, NEARLY_ALL, place, {"k": k, "total": wholes[-1]})
        if len(ledger.codes_of(name)) > 1:
            yield Problem(path, _TWO_FIELDS, ("figures", name))
    yield from _rests(path, ledger, ladders, vocabulary, settings.k)


def _unsaid(path: str, ledger: Ledger, ladders: Ladders) -> Iterator[Problem]:
    """Yield the figures beside one of a step above theirs that do not say whether it counts them too: "other" may be
    all others, or only those that are not named."""
    for field in ladders.keys() - _NESTED:
        names = figures_by(ledger, field)
        for first, *above in ladders[field]:
            name = names.get(first, "")
            for whole in (names[step] for step in above if name and step in names):
                if whole not in ledger.around(name) and not are_parts(ledger, name, whole):
                    yield Problem(path, UNSAID, ("figures", name, "within"), {"other": whole})


def _wholes_of(ledger: Ledger, name: str) -> list[int]:
    """Return the numbers that a figure is a part of, the nearest first: of the one that does not say, that of all."""
    around, figure, whole = ledger.around(name), ledger.figures[name], ledger.whole
    if around or whole in (None, name):
        return [ledger.figures[one].value for one in around]
    every = ledger.figures[whole].value
    is_part = figure.fields or (figure.unit in (None, ledger.unit) and figure.value < every)
    return [every] if is_part else []


def holds_few(ledger: Ledger, k: int) -> bool:
    """Whether a briefing says a number of 1 to k - 1, or leaves one."""
    return any(
        0 < number < k
        for name, figure in ledger.people.items()
        for number in (figure.value, *(whole - figure.value for whole in _wholes_of(ledger, name)))
    )


def few_by_name(ledgers: Sequence[AnyLedger], ladders: Ladders, k: int) -> Iterator[str]:
    """Yield the figures of people that no field compares, in which or beside which a briefing, the first, differs by
    too few from the others."""
    first, *others = ledgers
    if isinstance(first, Ledger):
        compared = {first.whole, *(name for field in ladders for name in figures_by(first, field).values())}
        spare = (total_of(first) or 0) - sum(total_of(one) or 0 for one in others)
        for name in (name for name in first.people if name not in compared):
            values = [one.people[name].value for one in others if isinstance(one, Ledger) and name in one.people]
            more = first.people[name].value - sum(values)
            is_part = first.whole in first.around(name)
            if len(values) == len(others) and (0 < abs(more) < k or (is_part and 0 < spare - more < k)):
                yield name


def _rests(path: str, ledger: Ledger, ladders: Ladders, vocabulary: Vocabulary, k: int) -> Iterator[Problem]:
    """Yield the figures of which others that lie within them leave 1 to k - 1."""
    total = total_of(ledger) or 0
    for field in ladders if total else ():
        names = figures_by(ledger, field)
        values = {step: ledger.figures[name].value for step, name in names.items()}
        several = len(values) > 1  # of one it is said already
        for step, number in by_field(ledger, field, ladders[field], vocabulary).lines.items() if several else ():
            whole = values.get(step, total)
            if 0 < number < k <= whole:
                place = ("figures", names.get(step, [*names.values()][-1]), "value")
                yield Problem(path, REST, place, {"k": k, "whole": whole})


def _not_public_before(path: str, ledger: Ledger, settings: Settings) -> Iterator[Problem]:
    """Yield what does not show that figures were public: an address of the site itself, or a day that is no earlier."""
    said = ledger.already_public
    homes = [settings.address, *settings.mirrors, *filter(None, [settings.onion_address])]
    own = [urlsplit(home).hostname or "" for home in homes if not is_placeholder(home)]
    if said and lies_in(urlsplit(said.source).hostname or "", own):
        yield Problem(path, _OUR_OWN, ("already_public", "source"))
    day = said.date.isoformat() if said else ""  # that the id is a day, another rule says
    if said and not (day < ledger.id or (day == ledger.id and said.source == ledger.source)):
        yield Problem(path, _OUR_OWN, ("already_public", "date"))
