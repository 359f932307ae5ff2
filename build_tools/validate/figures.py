"""Ledgers: parts that exclude each other and add up to their total, figures within others, counts of parts, and days;
figures of one name in several briefings, of which pages make a series.

In: a site. Out: problems, and the wholes of a figure. A name that the ledger does not have is judged elsewhere.
"""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import FigureTable, Ledger, Site, Vocabulary
from build_tools.problems import Fault, Field, Problem

_NO_DATE = Fault("figures.id_is_no_day", "is not a day of the calendar; write year-month-day")
_AFTER_BRIEFING = Fault(
    "figures.as_of_after_briefing", "is after the briefing itself; figures are as of its day or an earlier one"
)
_OTHER_UNIT = Fault(
    "figures.units_differ",
    "counts something else than {whole}; the figures of a table have one unit, and so has what they lie within",
)
NO_SUM = Fault(
    "figures.parts_do_not_add_up",
    "is {total}, but the parts of a table add up to {sum}; correct this number or the part that is wrong",
)
_NESTED = Fault(
    "figures.part_within_a_part",
    "is {whole} or lies within it, which is the total or a part of this table; take one of the two out",
)
_OVERLAP = Fault(
    "figures.parts_overlap",
    "may count people of {other} a second time; the parts of a table differ in one field, such as gender, and nobody "
    "is in two of them",
)
OTHER_COUNT = Fault(
    "figures.count_of_parts_differs",
    "is {value}, but {count} parts of the table are above zero; correct one of the two",
)
_GIVEN = Fault(
    "figures.given_and_not_given",
    "is a figure of this ledger too; give its number, or say why it is not given: delete one of the two",
)
TOO_LARGE = Fault(
    "figures.larger_than_its_whole", "is {value}, more than the {whole} it lies within; correct one of the two"
)
_CIRCLE = Fault(
    "figures.within_circle", "leads back to the figure itself ({names}); name the figure that each of them is a part of"
)
_OTHER_UNIT_BEFORE = Fault(
    "series.mixes_units",
    "counts another unit than in {other}; a name means the same in every briefing, because pages make a series of it: "
    "give one of the two figures another name",
)
_OTHER_CODES_BEFORE = Fault(
    "series.mixes_codes",
    "is of others than in {other}, by its codes or those of what it lies within; a name means the same in every "
    "briefing, because pages make a series of it: give one of the two figures another name",
)


def figures_are_not_younger_than_their_briefing(site: Site) -> Iterator[Problem]:
    """The id is a day, and the figures are not of a later day."""
    for path, ledger in site.briefings.items():
        try:
            day = datetime.date.fromisoformat(ledger.id)
        except ValueError:
            yield Problem(path, _NO_DATE, ("id",))
            continue
        if ledger.as_of > day:
            yield Problem(path, _AFTER_BRIEFING, ("as_of",))


def tables_add_up(site: Site) -> Iterator[Problem]:
    """The parts of a table count the same, are no parts of each other, and add up to the total."""
    for path, ledger in site.briefings.items():
        for name, table in ledger.tables.items():
            if ledger.figures.keys() >= {table.total, *table.parts} and len(set(table.parts)) == len(table.parts):
                nested = list(_nested(path, ledger, name, table))
                yield from nested or _sum(path, ledger, name, table)


def _nested(path: str, ledger: Ledger, name: str, table: FigureTable) -> Iterator[Problem]:
    for position, part in enumerate(table.parts):
        wholes = [whole for whole in _wholes_of(ledger, part) if whole in table.parts and whole != table.total]
        straight = [whole for whole in wholes[:1] if whole not in _wholes_of(ledger, whole)]
        for whole in [part] if part == table.total else straight:
            yield Problem(path, _NESTED, ("tables", name, "parts", position), {"whole": whole})


def _sum(path: str, ledger: Ledger, name: str, table: FigureTable) -> Iterator[Problem]:
    for position, part in enumerate(table.parts):
        if _unit_of(ledger, part) != _unit_of(ledger, table.total):
            yield Problem(path, _OTHER_UNIT, ("tables", name, "parts", position), {"whole": table.total})
    total, values = ledger.figures[table.total].value, [ledger.figures[part].value for part in table.parts]
    larger = [part for part in table.parts if ledger.figures[part].value > total]
    # Of a part that is larger than what it lies within, another rule says so.
    if sum(values) != total and all(ledger.figures[part].within is None for part in larger):
        said = {"total": total, "sum": sum(values)}
        yield Problem(path, NO_SUM, ("figures", table.total, "value"), said)


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


def wholes_hold_their_parts(site: Site) -> Iterator[Problem]:
    """A figure lies within one that is not smaller, counts the same and is no part of it; one with codes that does not
    say in which lies within that of all."""
    for path, ledger in site.briefings.items():
        for name, figure in ledger.figures.items():
            if figure.within in ledger.figures:
                yield from _within(path, ledger, name, figure.within)
            elif not (figure.within or figure.unit or ledger.around(name)) and figure.fields and ledger.whole:
                yield from _within(path, ledger, name, ledger.whole)


def _within(path: str, ledger: Ledger, name: str, whole: str) -> Iterator[Problem]:
    place: Field = ("figures", name, "within")
    value, most = ledger.figures[name].value, ledger.figures[whole].value
    wholes = _wholes_of(ledger, name)
    if _unit_of(ledger, whole) != _unit_of(ledger, name):
        yield Problem(path, _OTHER_UNIT, place, {"whole": whole})
    elif name in wholes:
        yield Problem(path, _CIRCLE, place, {"names": ", ".join(wholes)})
    elif value > most:
        yield Problem(path, TOO_LARGE, ("figures", name, "value"), {"value": value, "whole": most})


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


def counts_of_parts_agree(site: Site) -> Iterator[Problem]:
    """A figure that counts the parts of a table is the number of its parts above zero."""
    for path, ledger in site.briefings.items():
        for name, figure in ledger.figures.items():
            table = ledger.tables.get(figure.counts_parts_of or "")
            values = [ledger.figures[part].value for part in table.parts if part in ledger.figures] if table else []
            count = sum(value > 0 for value in values)
            if table and figure.value != count:
                yield Problem(path, OTHER_COUNT, ("figures", name, "value"), {"value": figure.value, "count": count})


def what_is_not_given_is_no_figure(site: Site) -> Iterator[Problem]:
    """No name has a number and a reason why there is none."""
    for path, ledger in site.briefings.items():
        for name in ledger.not_given:
            if name in ledger.figures:
                yield Problem(path, _GIVEN, ("not_given", name))


def series_count_the_same(site: Site) -> Iterator[Problem]:
    """A name has one unit and one set of codes in all briefings; its label may be worded anew."""
    ledgers = sorted(site.ledgers.items(), key=lambda one: one[1].id)
    for name in dict.fromkeys(name for _, ledger in ledgers for name in ledger.figures):
        having = [(path, ledger) for path, ledger in ledgers if name in ledger.figures]
        for (other, earlier), (path, later) in pairwise(having):
            yield from _differences(name, path, later, other, earlier)


def _differences(name: str, path: str, later: Ledger, other: str, earlier: Ledger) -> Iterator[Problem]:
    old, new = earlier.figures[name], later.figures[name]
    place: Field = ("figures", name)
    if (old.unit or earlier.unit) != (new.unit or later.unit):
        yield Problem(path, _OTHER_UNIT_BEFORE, place, {"other": other})
    elif later.codes_of(name) != earlier.codes_of(name):
        yield Problem(path, _OTHER_CODES_BEFORE, place, {"other": other})
