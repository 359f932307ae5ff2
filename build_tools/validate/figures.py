"""Ledgers: parts that exclude each other and add up to their total, figures within others, counts of parts; figures of
one name in several briefings, of which pages make a series.

In: a site in which every name is known. Out: problems.
"""

from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import FigureTable, Ledger, Site, Vocabulary
from build_tools.problems import BESIDE, N_, NO_CIRCLE, Fault, Field, Problem, one_of_missing, wrong_form

_SAME_COUNT = N_(
    "a figure that counts the same as {other}, in unit and codes, for they are in one table, one lies within the other "
    "or both have one name; correct the unit, or give one of the two another name"
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


def ledgers_are_right(site: Site) -> Iterator[Problem]:
    """The figures of a briefing agree with each other, and it is said which of them counts all reports."""
    for path, ledger in site.briefings.items():
        if ledger.counts.whole is None and ledger.whole is None and ledger.plain:
            yield Problem(path, one_of_missing(*ledger.plain), ("counts", "whole"))
        for name, table in ledger.tables.items():
            if ledger.figures.keys() >= {table.total, *table.parts} and len({*table.parts}) == len(table.parts):
                overlaps = list(_overlaps(path, ledger, name, site.vocabulary))
                yield from overlaps or _sum(path, ledger, name, table)
        for name in ledger.figures:
            yield from _within(path, ledger, name)
            yield from _count_of_parts(path, ledger, name)
            yield from _label(path, ledger, name)


def _overlaps(path: str, ledger: Ledger, name: str, words: Vocabulary) -> Iterator[Problem]:
    """The parts of a table exclude each other: none is its total, and nobody is in two of them."""
    table = ledger.tables[name]
    for position, part in enumerate(table.parts):
        earlier = (one for one in table.parts[:position] if one != table.total)
        others = (one for one in earlier if _overlap(one, part, ledger, words))
        if other := part if part == table.total else next(others, None):
            yield Problem(path, _OVERLAP, ("tables", name, "parts", position), {"other": other})


def _overlap(one: str, other: str, ledger: Ledger, words: Vocabulary) -> bool:
    """Whether somebody could be of both figures: one lies within the other, or both have codes and share a field in
    none of which these exclude each other. Of one that only a label names nobody can tell."""
    around, beyond = _wholes_of(ledger, one), _wholes_of(ledger, other)
    is_nested = (other in around and other not in beyond) or (one in beyond and one not in around)
    first, second = ledger.figures[one].codes, ledger.figures[other].codes
    apart = any(_exclude(field, first[field], second[field], words) for field in first.keys() & second.keys())
    return is_nested or (bool(first) and bool(second) and not apart)


def _exclude(field: str, one: str, other: str, words: Vocabulary) -> bool:
    """Whether nobody is of both codes of a field: they differ, and no place or age lies within the other."""
    if field == "age_band":
        return not words.share_an_age([one], [other])
    above = [*words.steps_above("places", one), *words.steps_above("places", other)] if field == "place" else []
    return one != other and one not in above and other not in above


def _sum(path: str, ledger: Ledger, name: str, table: FigureTable) -> Iterator[Problem]:
    for position, part in enumerate(table.parts):
        yield from _other_count(path, ("tables", name, "parts", position), ledger, part, table.total)
    total, values = ledger.figures[table.total].value, [ledger.figures[part].value for part in table.parts]
    larger = [part for part in table.parts if ledger.figures[part].value > total]
    # Of a part that is larger than what it lies within, another rule says so.
    if sum(values) != total and all(ledger.figures[part].within is None for part in larger):
        yield _other_number(path, table.total, total, str(sum(values)))


def _other_count(path: str, place: Field, ledger: Ledger, name: str, other: str) -> Iterator[Problem]:
    """Two figures that belong together count the same."""
    if _unit_of(ledger, name) != _unit_of(ledger, other):
        yield Problem(path, wrong_form(_SAME_COUNT, other=other), place)


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
    if others := list(_other_count(path, place, ledger, name, whole)):
        yield from others
    elif name in wholes[1:]:
        yield Problem(path, wrong_form(NO_CIRCLE, names=", ".join(wholes)), place)
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
            if (_unit_of(earlier, name), earlier.codes_of(name)) != (_unit_of(later, name), later.codes_of(name)):
                yield Problem(path, wrong_form(_SAME_COUNT, other=other), ("figures", name))


RULES = (ledgers_are_right, series_count_the_same)
