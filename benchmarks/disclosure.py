"""``make bench ARGS=disclosure``: what check, audit and proposal take for registers of 24, 1000 and 10,000 records.

In: nothing. Out: a table on standard output, with the budgets. The records are made by chance from one seed, in the
codes of the real codebook; groups of 5 to 9 are alike. A ledger counts all of them by city and gender, and others.
"""

import datetime
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import report
from build_tools import load
from build_tools.disclosure import attack_problems, not_alike
from build_tools.disclosure.proposal import proposed
from build_tools.disclosure.rule import rule_of
from build_tools.models import NOT_STATED, Case, Ledger, Site, coded_fields
from build_tools.models.settings import KEY_FIELDS

ROOT = Path(__file__).parents[1]
SIZES = (24, 1000, 10_000)
CHECK, AUDIT = 2.0, 30.0
"""The budgets in CPU seconds, for 10,000 records."""

RAW = 1000
"""So many records, and no more, come as one batch."""


def main() -> None:
    """Measure each size and print a table."""
    rows: list[tuple[str, ...]] = [("records", "check, CPU s", "audit, CPU s", "proposal, CPU s")]
    took = {size: measured(with_register(size)) for size in SIZES}
    rows += (
        (f"{size:,}", *(report.UNKNOWN if one is None else f"{one:.2f}" for one in own)) for size, own in took.items()
    )
    sys.stdout.write(f"{report.machine()}\n\n" + "\n".join(report.table(rows)) + "\n\n")
    for wanted, name, one in zip((CHECK, AUDIT), ("check", "audit"), took[SIZES[-1]][:2], strict=True):
        verdict = "met" if one <= wanted else "MISSED"
        sys.stdout.write(f"{verdict}: {name} in at most {wanted:g} CPU s – {one:.2f}\n")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(f"\nMemory: {most / 1e6:.0f} MB at most\n")


def measured(site: Site) -> tuple[float, float, float | None]:
    """Return the CPU seconds of check, audit and, for one batch, proposal."""
    last = seconds(partial(propose, alone(site))) if len(site.cases) <= RAW else None
    return seconds(partial(not_alike, site)), seconds(partial(attack_problems, site)), last


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def propose(site: Site) -> object:
    """Make records alike."""
    return proposed(site.cases.values(), site.vocabulary, rule_of(site.settings))


def with_register(size: int) -> Site:
    """Return the real content with a register of so many records and a ledger that counts them."""
    site, _ = load.load_site(ROOT, ROOT / "site_src" / "locales", datetime.date(2026, 11, 1))
    chance, cases = random.Random(size), list[Case]()  # noqa: S311
    while len(cases) < size:
        group = group_of(site, chance, len(cases))
        cases += group if size - len(cases) >= 2 * len(group) else [one for _ in range(2) for one in group]
    cases = [case.model_copy(update={"id": f"S{number:05}"}) for number, case in enumerate(cases[:size])]
    path, ledger = next(iter(site.ledgers.items()))
    return replace(
        site,
        cases={f"cases_public/{case.release}/{case.id}.yml": case for case in cases},
        ledgers={path: counted(ledger, cases, [*site.vocabulary.cities], chance)},
    )


def group_of(site: Site, chance: random.Random, number: int) -> list[Case]:
    """Return 5 to 9 records that are alike; the releases are as large as batches are."""
    words = site.vocabulary
    values: dict[str, object] = {name: chance.choice([*words.labels(codes)]) for name, codes in coded_fields().items()}
    values |= {"place": chance.choice([*words.cities, *words.parts]), "period": chance.choice(PERIODS)}
    values |= {name: (values[name],) for name in ("treatment", "assistance")}
    fixed = {"id": "S0000", "release": f"2027-{1 + number // 500}", "consent": {"record": True}}
    first = Case.model_validate({**fixed, **values})
    others = [name for name in coded_fields() if name not in KEY_FIELDS]
    return [first.model_copy(update=answers(site, chance, others)) for _ in range(chance.randint(5, 9))]


PERIODS = [*(f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in (1, 4, 9)), "2024", NOT_STATED]


def answers(site: Site, chance: random.Random, fields: list[str]) -> dict[str, object]:
    """Return answers in the fields that are no key."""
    chosen = {name: chance.choice([*site.vocabulary.labels(coded_fields()[name])]) for name in fields}
    return {name: (code,) if name in ("treatment", "assistance") else code for name, code in chosen.items()}


def counted(ledger: Ledger, cases: list[Case], cities: list[str], chance: random.Random) -> Ledger:
    """Return a ledger that counts all records, and as many others."""
    places, genders = (Counter(getattr(case, field) for case in cases) for field in ("place", "gender"))
    more = {city: chance.randint(5, 60) for city in cities}
    total = 2 * len(cases) + sum(more.values())
    whole = {**ledger.figures["reports"].model_dump(mode="json"), "value": total}
    parts = {
        f"in_{city}": {"value": places[city] + more[city], "place": city, "within": "reports"} for city in cities
    } | {"men": {"value": genders["man"] + len(cases) // 3, "gender": "man", "within": "reports"}}
    data = ledger.model_dump(mode="json") | {"figures": {"reports": whole, **parts}, "tables": {}}
    return Ledger.model_validate({**data, "counts": {"since": "2023", "until": "2025"}, "as_of": "2026-01-01"})


def alone(site: Site) -> Site:
    """Return the same records as drafts of one batch, each of another place and time."""
    chance, cities = random.Random(1), [*site.vocabulary.cities]  # noqa: S311
    cases = {
        path: case.model_copy(update={"release": "2027-1", "place": chance.choice(cities)})
        for path, case in site.cases.items()
    }
    return replace(site, cases=cases)


if __name__ == "__main__":
    main()
