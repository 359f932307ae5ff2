"""Ledgers: parts that exclude each other and add up to their total, figures within others, counts of parts; figures of
one name in several briefings, of which pages make a series.

In: a site. Out: problems. A name that the ledger does not have is judged elsewhere.
"""

from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import FigureTable, Ledger, Site, Vocabulary
from build_tools.paths import FIGURES
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.generic import BESIDE, CIRCLE, one_of_missing, unknown
from build_tools.validate.walk import lost_ledgers

_OTHER_COUNT = Fault(
    "figures.counts_differ",
    "counts something else than {other}: another unit or, by codes, others; what is in one table, lies within another "
    "or has one name in several briefings counts the same, so correct the unit, or give one of the two another name",
)
NOT_ITS_NUMBER = Fault(
    "figures.numbers_disagree",
    "is {value}, but by the other figures of the ledger it is {right}; correct this number or the one that is wrong",
)
_OVERLAP = Fault(
    "figures.parts_overlap",
    "may count people of {other} a second time; the parts of a table differ in one field, such as gender, and nobody "
    "is in two of them",
)


def some_briefing_is_there(site: Site) -> Iterator[Problem]:
    """The home page has a briefing to show."""
    if not site.briefings and not site.hides_in(FIGURES) and not lost_ledgers(site):
        yield Problem(FIGURES, one_of_missing(f"{FIGURES}/DATE.yml"))


def ledgers_are_right(site: Site) -> Iterator[Problem]:
    """The figures of a briefing agree with each other, and it is said which of them counts all reports."""
    for path, ledger in site.briefings.items():
        yield from _whole(path, ledger)
        for name, table in ledger.tables.items():
            if ledger.figures.keys() >= {table.total, *table.parts} and len(set(table.parts)) == len(table.parts):
                nested = list(_nested(path, ledger, name, table))
                yield from nested or _sum(path, ledger, name, table)
        for name in ledger.figures:
            yield from _within(path, ledger, name)
            yield from _count_of_parts(path, ledger, name)
            yield from _label(path, ledger, name)


def _whole(path: str, ledger: Ledger) -> Iterator[Problem]:
    """It is said which figure counts all reports of a ledger, where several could be meant."""
    whole, place = ledger.counts.whole, ("counts", "whole")
    if whole is None and ledger.whole is None and ledger.plain:
        yield Problem(path, one_of_missing(*ledger.wholes), place)
    elif whole is not None and whole not in ledger.plain:
        yield Problem(path, unknown("figures", ledger.wholes, whole), place)


def _nested(path: str, ledger: Ledger, name: str, table: FigureTable) -> Iterator[Problem]:
    """No part of a table is its total or lies within another part."""
    for position, part in enumerate(table.parts):
        wholes = [whole for whole in _wholes_of(ledger, part) if whole in table.parts and whole != table.total]
        straight = [whole for whole in wholes[:1] if whole not in _wholes_of(ledger, whole)]
        for other in [part] if part == table.total else straight:
            yield Problem(path, _OVERLAP, ("tables", name, "parts", position), {"other": other})


def parts_do_not_overlap(site: Site) -> Iterator[Problem]:
    """The parts of a table exclude each other: two that have codes differ in a field that both have, by codes of which
    none is a part of the other. A part that only a label names is believed: nobody can tell whom it counts."""
    for path, ledger in site.briefings.items():
        for name, table in ledger.tables.items():
            own = [part for part in dict.fromkeys(table.parts) if part in ledger.figures]
            for position, part in enumerate(own):
                other = next((one for one in own[:position] if _overlap(one, part, ledger, site.vocabulary)), None)
                if other:
                    yield Problem(path, _OVERLAP, ("tables", name, "parts", table.parts.index(part)), {"other": other})


def _overlap(one: str, other: str, ledger: Ledger, words: Vocabulary) -> bool:
    """Whether somebody could be of both figures, by their codes; of one that only a label names nobody can tell."""
    first, second = ledger.figures[one].codes, ledger.figures[other].codes
    shared = first.keys() & second.keys()
    apart = any(_exclude(field, first[field], second[field], words) for field in shared)
    return bool(first) and bool(second) and not apart


def _exclude(field: str, one: str, other: str, words: Vocabulary) -> bool:
    """Whether nobody is of both codes of a field: they differ, and no place or age lies within the other."""
    if field == "place":
        return one != other and one not in words.places_above(other) and other not in words.places_above(one)
    return not words.share_an_age([one], [other]) if field == "age_band" else one != other


def _sum(path: str, ledger: Ledger, name: str, table: FigureTable) -> Iterator[Problem]:
    for position, part in enumerate(table.parts):
        if _unit_of(ledger, part) != _unit_of(ledger, table.total):
            yield Problem(path, _OTHER_COUNT, ("tables", name, "parts", position), {"other": table.total})
    total, values = ledger.figures[table.total].value, [ledger.figures[part].value for part in table.parts]
    larger = [part for part in table.parts if ledger.figures[part].value > total]
    # Of a part that is larger than what it lies within, another rule says so.
    if sum(values) != total and all(ledger.figures[part].within is None for part in larger):
        yield _other_number(path, table.total, total, str(sum(values)))


def _other_number(path: str, name: str, value: int, right: str) -> Problem:
    return Problem(path, NOT_ITS_NUMBER, ("figures", name, "value"), {"value": value, "right": right})


def _within(path: str, ledger: Ledger, name: str) -> Iterator[Problem]:
    """A figure lies within one that is not smaller, counts the same and is no part of it; one with codes that does not
    say in which lies within that of all."""
    figure, place = ledger.figures[name], ("figures", name, "within")
    is_alone = not (figure.within or figure.unit or ledger.around(name)) and bool(figure.fields)
    whole = ledger.whole if is_alone else figure.within
    if whole not in ledger.figures:
        return
    wholes, most = _wholes_of(ledger, name), ledger.figures[whole].value
    if _unit_of(ledger, whole) != _unit_of(ledger, name):
        yield Problem(path, _OTHER_COUNT, place, {"other": whole})
    elif name in wholes:
        yield Problem(path, CIRCLE, place, {"names": ", ".join(wholes)})
    elif figure.value > most:
        yield _other_number(path, name, figure.value, f"≤ {most}")


def _wholes_of(ledger: Ledger, figure: str) -> list[str]:
    """Return the figures that a figure lies within, the nearest first, up to one that is there already."""
    found, next_one = list[str](), ledger.figures[figure].within
    while next_one in ledger.figures and next_one not in found:
        found.append(next_one)
        next_one = ledger.figures[next_one].within
    return found


def _unit_of(ledger: Ledger, figure: str) -> str:
    """Return what a figure counts."""
    return ledger.figures[figure].unit or ledger.unit


def _count_of_parts(path: str, ledger: Ledger, name: str) -> Iterator[Problem]:
    """A figure that counts the parts of a table is the number of its parts above zero."""
    figure = ledger.figures[name]
    if table := ledger.tables.get(figure.counts_parts_of or ""):
        count = sum(ledger.figures[part].value > 0 for part in table.parts if part in ledger.figures)
        if figure.value != count:
            yield _other_number(path, name, figure.value, str(count))


def _label(path: str, ledger: Ledger, name: str) -> Iterator[Problem]:
    """What codes name has no label that could say something else, but where others have published it so."""
    figure = ledger.figures[name]
    if figure.label and figure.codes and name in ledger.people and ledger.already_public is None:
        yield Problem(path, BESIDE, ("figures", name, "label"), {"other": ", ".join(figure.codes)})


def series_count_the_same(site: Site) -> Iterator[Problem]:
    """A name has one unit and one set of codes in all briefings; its label may be worded anew."""
    ledgers = sorted(site.ledgers.items(), key=lambda one: one[1].id)
    for name in dict.fromkeys(name for _, ledger in ledgers for name in ledger.figures):
        having = [(path, ledger) for path, ledger in ledgers if name in ledger.figures]
        for (other, earlier), (path, later) in pairwise(having):
            place: Field = ("figures", name)
            if (_unit_of(earlier, name), earlier.codes_of(name)) != (_unit_of(later, name), later.codes_of(name)):
                yield Problem(path, _OTHER_COUNT, place, {"other": other})


RULES = (some_briefing_is_there, ledgers_are_right, parts_do_not_overlap, series_count_the_same)
