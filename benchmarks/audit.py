"""``python -m benchmarks.audit``: how long the attacker's problem takes for registers of 24, 1000 and 10,000 records.

In: nothing. Out: a table on standard output. The records are made by chance from one seed: 20 places, 4 kinds of
people, 12 months; each group of five alike is published as coarsely as it must be, one in twenty records not at all.
"""

import itertools
import random
import resource
import sys
import time
from collections import Counter, defaultdict

from benchmarks import report
from build_tools.disclosure.audit import bounds

SIZES = (24, 1000, 10_000)
K = 5
PLACES = [f"place-{number:02}" for number in range(20)]
KINDS = ["woman", "man", "girl", "boy"]
MONTHS = [f"month-{number:02}" for number in range(12)]
DIMS = {"place": PLACES, "kind": KINDS, "month": MONTHS}
STEPS = {"place": (1, 5, 20), "kind": (1, 2, 4), "month": (1, 3, 12)}
ONE: list[tuple[str, ...]] = [("place",), ("kind",), ("month",)]
TWO: list[tuple[str, ...]] = list(itertools.combinations(DIMS, 2))
LEDGERS: dict[str, list[tuple[str, ...]]] = {
    "one field": ONE,
    "one field, and place by kind": [*ONE, TWO[0]],
    "one and two fields": ONE + TWO,
}

Record = tuple[str, ...]
Classes = list[tuple[dict[str, list[str]], int]]


def main() -> None:
    """Measure each size with each ledger and print a table."""
    rows = [("records", "ledger", "classes", "targets", "CPU s")]
    for size, (name, fields) in itertools.product(SIZES, LEDGERS.items()):
        people = register(size)
        classes, facts = published(people[size // 20 :]), [*sums(people, fields), ({}, size, size)]
        start = time.process_time()
        found = bounds(DIMS, facts, classes, questions(), limit=600)
        took = time.process_time() - start
        rows.append((f"{size:,}", name, f"{len(classes)}", f"{len(found)}", f"{took:.1f}"))
    sys.stdout.write(f"{report.machine()}\n\n" + "\n".join(report.table(rows)) + "\n")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(f"\nMemory: {most / 1e6:.0f} MB at most\n")


def register(size: int) -> list[Record]:
    """Return people, most of them in a few places."""
    chance = random.Random(size)  # noqa: S311
    often = [1 / (number + 1) for number in range(len(PLACES))]
    return [
        (*chance.choices(PLACES, often), *chance.choices(KINDS, (27, 60, 5, 8)), chance.choice(MONTHS))
        for _ in range(size)
    ]


def published(people: list[Record]) -> Classes:
    """Return the descriptions under which at least five are alike, the finest first; the rest is held back."""
    classes, left = [], people
    for widths in sorted(itertools.product(*STEPS.values()), key=lambda widths: (sum(widths), widths)):
        alike = defaultdict(list)
        for person in left:
            alike[description(person, widths)].append(person)
        classes += [(named(values), len(group)) for values, group in alike.items() if len(group) >= K]
        left = [person for group in alike.values() if len(group) < K for person in group]
    return classes


def description(person: Record, widths: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    """Describe a person by the neighbours of each value."""
    return tuple(around(DIMS[name], value, width) for name, value, width in zip(DIMS, person, widths, strict=True))


def around(values: list[str], value: str, width: int) -> tuple[str, ...]:
    """Return the part of so many values that one lies in."""
    first = values.index(value) // width * width
    return tuple(values[first : first + width])


def named(values: tuple[tuple[str, ...], ...]) -> dict[str, list[str]]:
    """Leave out the dimensions that a description does not state."""
    return {name: list(meant) for name, meant in zip(DIMS, values, strict=True) if len(meant) < len(DIMS[name])}


def sums(people: list[Record], fields: list[tuple[str, ...]]) -> list[tuple[dict[str, str], int, int]]:
    """Return the count of each value, or of each pair of them, as a ledger states it."""
    return [(query, count, count) for names in fields for query, count in cells(names, counted(people, names))]


def counted(people: list[Record], names: tuple[str, ...]) -> Counter[Record]:
    """Count people by some fields."""
    places = [list(DIMS).index(name) for name in names]
    return Counter(tuple(person[place] for place in places) for person in people)


def cells(names: tuple[str, ...], counts: Counter[Record]) -> list[tuple[dict[str, str], int]]:
    """Return each combination of values with its count, the empty ones too."""
    values = itertools.product(*(DIMS[name] for name in names))
    return [(dict(zip(names, chosen, strict=True)), counts[chosen]) for chosen in values]


def questions() -> list[dict[str, str]]:
    """Return all counts by one field and by two."""
    return [query for names in ONE + TWO for query, _ in cells(names, Counter())]


if __name__ == "__main__":
    main()
