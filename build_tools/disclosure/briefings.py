"""Small numbers of a briefing: none that was not public, and none that only this site says was public.

In: the ledger of a briefing. Out: problems of its figures.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from build_tools.ladders import covering, ladders_of
from build_tools.models import LAST_STEP, Figure, Ledger, Settings, Vocabulary, coded_fields
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

_NESTED = ("place", "age_band")
"""The fields whose codes lie within others by what they are."""


def figure_problems(path: str, ledger: Ledger, vocabulary: Vocabulary, settings: Settings) -> Iterator[Problem]:
    """Yield the figures of a briefing that nobody may publish first, or that do not say whom they count."""
    fields = coded_fields(Figure)
    for field in fields.keys() - _NESTED:
        yield from _unsaid(path, ledger, field, fields[field], vocabulary)
    if ledger.already_public:
        yield from _not_public_before(path, ledger, settings)
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


def _unsaid(path: str, ledger: Ledger, field: str, codes: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield the figures beside one of a step above theirs that do not say whether it counts them too: "other" may be
    all others, or only those that are not named."""
    names = _figures_by(ledger, field)
    for code, name in names.items():
        for whole in (names[step] for step in vocabulary.steps_above(codes, code) if step in names):
            if whole not in ledger.around(name) and not _are_parts(ledger, name, whole):
                yield Problem(path, UNSAID, ("figures", name, "within"), {"other": whole})


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
