"""``make bench ARGS=kept``: how much of what reports say stands in the tables of a release, for registers of 24, 60 and
150 reports, alone and with the briefing of 2022 in them.

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
from build_tools.disclosure.lines import Draft, tables_of
from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    SEVERAL_ANSWERS,
    BriefingCounts,
    CountedReports,
    Ledger,
    Report,
    Settings,
    Site,
    Vocabulary,
    fact_fields,
)

ROOT = Path(__file__).parents[1]
SIZES, SEEDS = (24, 60, 150), range(20)
LARGE = 10_000
YEAR, UNKNOWN, NAMES_CITY = 2022, 0.2, 0.6
DAY = datetime.date(2022, 1, 10)
Answers = dict[str, tuple[str, ...]]
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

BESIDE = {**WANTED, "place": (0.70, 0.65, 0.92)}
"""The same with the briefing of 2022."""


def main() -> None:
    """Measure each size, alone and around the briefing, and print the tables."""
    site, _ = load.load_site(ROOT, ROOT / "site_src" / "locales", DAY)
    both = (("alone", None, WANTED), ("with the briefing of 2022", briefing_of(site), BESIDE))
    for title, briefing, aims in both:
        rows: list[tuple[str, ...]] = [(f"kept, {title}", *(f"{size} reports" for size in SIZES), "wanted")]
        drafts = {size: [drafted(size, seed, site, briefing) for seed in SEEDS] for size in SIZES}
        for field, wanted in aims.items():
            shares = (f"{mean(kept(field, draft) for draft in drafts[size]):.0%}" for size in SIZES)
            rows.append((field, *shares, " / ".join(f"{share:.0%}" for share in wanted)))
        sys.stdout.write("\n".join(report.table(rows)) + "\n\n")
    for size in (SIZES[0], LARGE):
        reports = list(made(size, 0, site.vocabulary, ()))
        start = time.process_time()
        tables(reports, site.vocabulary, site.settings, briefing_of(site))
        sys.stdout.write(f"{size:,} reports with the briefing: {time.process_time() - start:.2f} CPU s\n")


def briefing_of(site: Site) -> Ledger:
    """Return the briefing of 2022, which counts all that was registered until its day."""
    [ledger] = (one for one in site.ledgers.values() if one.id == "2022-01-19")
    counts = BriefingCounts.model_validate({"from": "unknown", "until": "2022-01-19"})
    return ledger.model_copy(update={"counts": counts})


Drawn = tuple[Sequence[Report], Draft]


def drafted(size: int, seed: int, site: Site, briefing: Ledger | None) -> Drawn:
    """Return a register and its tables; with a briefing its first reports are those that it counts."""
    first = list(of_briefing(briefing)) if briefing else []
    reports = list(made(size, seed, site.vocabulary, first))
    return reports, tables(reports, site.vocabulary, site.settings, briefing)


def tables(reports: Sequence[Report], vocabulary: Vocabulary, settings: Settings, briefing: Ledger | None) -> Draft:
    """Return the tables of reports."""
    others = {briefing.id: briefing} if briefing else {}
    counts = CountedReports.model_validate({"from": "unknown", "until": "2022-12-31", "includes": [*others]})
    return tables_of(reports, others, counts, "2023-1", {}, vocabulary, settings)


def of_briefing(ledger: Ledger) -> Iterator[Answers]:
    """Yield place and gender of the reports of a briefing, in the order of its figures: no more is known of them."""
    codes = {
        field: [code for one in ledger.people.values() if (code := one.codes.get(field)) for _ in range(one.value)]
        for field in ("place", "gender")
    }
    for place, gender in zip(codes["place"], codes["gender"], strict=True):
        yield {"place": (place,), "gender": (gender,)}


def made(size: int, seed: int, vocabulary: Vocabulary, first: Sequence[Answers]) -> Iterator[Report]:
    """Yield reports; what is known of the first ones stands."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(size):
        answers = {field: drawn(field, chance, vocabulary) for field in fact_fields()}
        known = first[number] if number < len(first) else {}
        yield Report(f"S{number}", DAY, f"P{number}", False, {**answers, **known})


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


def kept(field: str, drawn: Drawn) -> float:
    """Return the share of stated answers that stand in a line that says something: of time, in a month or quarter."""
    reports, draft = drawn
    stated = sum(code != NOT_STATED for one in reports for code in one.answers[field])
    lines = (line for line in draft.lines.get(field, ()) if line.step not in (LAST_STEP, str(YEAR)))
    return sum(sum(line.codes.values()) for line in lines) / stated
