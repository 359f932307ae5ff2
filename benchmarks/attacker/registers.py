"""Random registers, spread as unevenly as real ones may be, as rows and as CSV.

In: a size, chance and the answers there are. Out: rows by column. Everything in them is invented.
"""

import csv
import datetime
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.attacker.ladders import FIELDS, LAST, NOT_STATED, SEVERAL, Ladders
from benchmarks.attacker.public import Codes, Ledger

Row = dict[str, str]
COLUMNS = ("id", "registered", "same_person_as", "free_to_speak", *FIELDS)
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
DIGITS = "0123456789"
OFTEN = {"man": 12, "woman": 3, "adult": 4, "police": 9, "beatings": 12, "denied": 4, "not_filed": 5, "legal": 3}
"""How much more often than another code; of places, the first ones have the most."""

UNKNOWN = 0.2
TWICE = 0.04


@dataclass(frozen=True)
class Days:
    """The days of a release."""

    release: str
    first: datetime.date
    until: datetime.date


def register(ladders: Ladders, days: Sequence[Days], size: int, chance: random.Random) -> list[Row]:
    """Return so many rows, each registered within one of the releases; every release has the same number, about."""
    codes = {field: tuple(codes_of(ladders, field, days[-1].until, chance)) for field in FIELDS}
    rows = list[Row]()
    for number in range(size):
        row = one_row(codes, days[number % len(days)], chance)
        row |= {"id": new_id(chance, {other["id"] for other in rows})}
        if rows and chance.random() < TWICE:
            row["same_person_as"] = chance.choice(rows)["id"]
        rows.append(row)
    return rows


def of_briefing(briefing: Ledger, ladders: Ladders, chance: random.Random) -> list[Row]:
    """Return rows that a briefing may have counted: each figure is met, every other answer is by chance."""
    days = Days(briefing.id, briefing.until, briefing.until)
    rows = [{**row, "period": f"{briefing.until:%Y-%m}"} for row in register(ladders, [days], briefing.total, chance)]
    for field in FIELDS:
        own = [(codes, count) for codes, count in briefing.figures if field in codes]
        if own:
            rows = [{**row, field: NOT_STATED} for row in rows]
        for codes, count in sorted(own, key=lambda figure: -len(figure[0])):
            meet(rows, field, codes, count)
    return rows


def meet(rows: list[Row], field: str, codes: Codes, count: int) -> None:
    """Give a code to so many rows that have the other codes of a figure and none in this field."""
    others = {
        name: code for name, (code,) in codes.items() if name != field and FIELDS.index(name) < FIELDS.index(field)
    }
    free = [row for row in rows if row[field] == NOT_STATED and others.items() <= row.items()]
    wanted = count - sum(row[field] == codes[field][0] for row in rows) if len(codes) == 1 else count
    for row in free[:wanted]:
        row[field] = codes[field][0]


def codes_of(ladders: Ladders, field: str, until: datetime.date, chance: random.Random) -> Iterator[str]:
    """Yield the codes that a report may have, in an order by chance."""
    found = sorted({chain[0] for atom in ladders[field] for chain in atom} - {LAST})
    last = f"{until:%Y-%m}"
    recent = [one for one in found if f"{until.year - 2}" <= one[:4] and one.replace("-Q", "-1") <= last]
    yield from chance.sample(recent, len(recent)) if field == "period" else chance.sample(found, len(found))


def one_row(codes: Mapping[str, Sequence[str]], days: Days, chance: random.Random) -> Row:
    """Return a row without an id."""
    registered = days.first + datetime.timedelta(days=chance.randrange((days.until - days.first).days + 1))
    answers = {field: answer(field, codes[field], chance) for field in FIELDS}
    if answers["place"].startswith("KZ-") and answers["place"][3:].isalpha():
        answers["period"] = NOT_STATED
    return {
        "registered": f"{registered}",
        "same_person_as": "",
        "free_to_speak": chance.choice(("yes", "no")),
        **answers,
    }


def answer(field: str, codes: Sequence[str], chance: random.Random) -> str:
    """Return the answer of a report to one field: one in five is unknown, a few codes are frequent."""
    if chance.random() < UNKNOWN:
        return NOT_STATED
    weights = [OFTEN.get(code, 1) + 12 / (number + 1) * (field == "place") for number, code in enumerate(codes)]
    many = chance.choice((1, 1, 2, 3)) if field in SEVERAL else 1
    return "; ".join(dict.fromkeys(chance.choices(codes, weights, k=many)))


def new_id(chance: random.Random, used: set[str]) -> str:
    """Return an id that no other row has."""
    while (made := chance.choice(DIGITS) + "".join(chance.choices(LETTERS, k=2)) + "".join(one(chance))) in used:
        pass
    return made


def one(chance: random.Random) -> list[str]:
    """Return the end of an id."""
    return [chance.choice(DIGITS), chance.choice(LETTERS)]


def as_csv(rows: Sequence[Row]) -> str:
    """Return rows as the text of a register."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def changed(rows: Sequence[Row], ladders: Ladders, days: Sequence[Days], chance: random.Random) -> list[Row]:
    """Return the rows with one answer changed."""
    place, field = chance.randrange(len(rows)), chance.choice(FIELDS)
    codes = tuple(codes_of(ladders, field, days[-1].until, chance))
    return [{**row, field: answer(field, codes, chance)} if here == place else row for here, row in enumerate(rows)]
