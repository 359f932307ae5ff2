"""``make bench ARGS=kept``: how much of what reports say stands in the tables of a release, for registers of 24, 60 and
150 reports.

In: nothing. Out: a table on standard output. The reports are made by chance from 20 seeds: places are equally frequent,
of other answers the first of the codebook twice as frequent as the next; a fifth is not stated, all is of one year.
"""

import datetime
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from benchmarks import report
from build_tools import load
from build_tools.disclosure.drafting import tables_of
from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    SEVERAL_ANSWERS,
    CountedReports,
    ReleaseLedger,
    Report,
    Site,
    Vocabulary,
    fact_fields,
)

ROOT = Path(__file__).parents[1]
SIZES, SEEDS = (24, 60, 150), range(20)
LARGE = 10_000
YEAR, UNKNOWN, NAMES_CITY = 2022, 0.2, 0.6
DAY = datetime.date(2022, 1, 10)
WANTED = {
    "place": (0.60, 0.85, 0.94),
    "period": (0.65, 0.93, 0.93),
    "gender": (0.80, 0.95, 0.99),
    "authority": (0.80, 0.93, 0.98),
    "detention_place": (0.55, 0.85, 0.98),
    "treatment": (0.95, 0.99, 1.00),
    "access_lawyer": (0.75, 0.98, 0.99),
    "complaint": (0.85, 0.98, 0.99),
}
"""The share of stated answers that tables should keep, by field and size: a place at some step, a time by quarter."""


def main() -> None:
    """Measure each size, and print the table."""
    site, _ = load.load_site(ROOT, ROOT / "site_src" / "locales", DAY)
    rows: list[tuple[str, ...]] = [("kept", *(f"{size} reports" for size in SIZES), "wanted")]
    drawn = {size: [list(made(size, seed, site.vocabulary)) for seed in SEEDS] for size in SIZES}
    ledgers = {size: [tables(reports, site) for reports in drawn[size]] for size in SIZES}
    for field, wanted in WANTED.items():
        pairs = {size: zip(drawn[size], ledgers[size], strict=True) for size in SIZES}
        shares = (f"{mean(kept(field, *pair) for pair in pairs[size]):.0%}" for size in SIZES)
        rows.append((field, *shares, " / ".join(f"{share:.0%}" for share in wanted)))
    sys.stdout.write("\n".join(report.table(rows)) + "\n\n")
    for size in (SIZES[0], LARGE):
        reports = list(made(size, 0, site.vocabulary))
        start = time.process_time()
        tables(reports, site)
        sys.stdout.write(f"{size:,} reports: {time.process_time() - start:.2f} CPU s\n")


def tables(reports: Sequence[Report], site: Site) -> ReleaseLedger:
    """Return the tables of reports."""
    counts = CountedReports.model_validate({"from": "unknown", "until": "2022-12-31"})
    return tables_of(reports, counts, "2023-1", {}, site.vocabulary, site.settings)


def made(size: int, seed: int, vocabulary: Vocabulary) -> Iterator[Report]:
    """Yield reports."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(size):
        answers = {field: drawn(field, chance, vocabulary) for field in fact_fields()}
        yield Report(f"S{number}", DAY, f"P{number}", False, answers)


def drawn(field: str, chance: random.Random, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the answer of a report to a field."""
    if chance.random() < UNKNOWN:
        return (NOT_STATED,)
    if field == "period":
        return (f"{YEAR}-{chance.randint(1, 12):02}",)
    if field == "place":
        city = chance.choice([*vocabulary.cities])
        return (city if chance.random() < NAMES_CITY else vocabulary.region_of(city, DAY),)
    codes = [code for code in vocabulary.labels(fact_fields()[field]) if code not in (NOT_STATED, "none")]
    weights = [2.0**-place for place in range(len(codes))]
    several = chance.randint(1, 3) if field in SEVERAL_ANSWERS else 1
    return tuple(sorted(set(chance.choices(codes, weights, k=several))))


def kept(field: str, reports: Sequence[Report], ledger: ReleaseLedger) -> float:
    """Return the share of stated answers that stand in a line that says something: of time, in a month or quarter."""
    stated = sum(code != NOT_STATED for one in reports for code in one.answers[field])
    lines = ledger.tables.get(field, {})
    return sum(number for step, number in lines.items() if step not in (LAST_STEP, str(YEAR))) / stated
