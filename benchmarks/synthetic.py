"""Synthetic cases: the case of a number is always the same, however many there are and whichever Python makes it.

In: the vocabulary and a number of cases. Out: a copy of the project with these cases and no others.
Each id begins with SYN, each file and each description says that it is synthetic.
"""

import datetime
import hashlib
import json
import shutil
import textwrap
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.narratives import narrative
from build_tools import disclosure, load
from build_tools.aggregate.statistics import STATISTICS
from build_tools.models import NOT_STATED, Vocabulary, coded_fields, version_of
from build_tools.models.settings import KEY_FIELDS
from build_tools.paths import SNAPSHOTS, snapshot_file

COPIED = ("content", "site_src", "mkdocs.yml")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MARK = "SYN"
YEARS = (2021, 2022, 2022, 2022, 2022, 2023, 2023, 2024, 2024, 2025, 2025, 2026)
LAST_MONTH = (2026, 6)
GROUP = 10
HEAD = "# Synthetic, made to measure a build: no person and no event stands behind it.\n"

Choose = Callable[[str, int], int]


def write_project(root: Path, folder: Path, vocabulary: Vocabulary, count: int) -> None:
    """Copy the content of the project ``root`` into a new ``folder``, with ``count`` synthetic cases."""
    folder.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, folder / name)
    settings = folder / "content" / "site.yml"
    joined = f"joined: {json.dumps(in_one_line(vocabulary))}\n"
    settings.write_text(f"{settings.read_text('utf-8')}\ninvented: true\n{joined}", "utf-8")
    for number in range(count):
        path, text = case_file(number, vocabulary)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    write_snapshots(folder)


def in_one_line(vocabulary: Vocabulary) -> dict[str, list[list[str]]]:
    """Return all answers of a field as one line of its table, so that none is of few, however many cases there are."""
    answers = [one for one in STATISTICS if one.name in coded_fields().keys() - set(KEY_FIELDS)]
    return {one.name: [sorted(vocabulary.labels(one.codes).keys() - {NOT_STATED})] for one in answers}


def write_snapshots(folder: Path, day: datetime.date = datetime.date(2026, 6, 30)) -> None:
    """Write as what each release of a project is accepted, though nobody has judged it."""
    site, _ = load.load_site(folder, folder / "site_src" / "locales", day)
    (folder / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
    for release in {case.release for case in site.cases.values() if not case.example}:
        cases = (case for case in site.cases.values() if case.release == release)
        snapshot = disclosure.snapshot_of(release, cases, disclosure.rule_of(site.settings), day)
        (folder / snapshot_file(release)).write_text(disclosure.written(snapshot), "utf-8")


def case_file(number: int, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return path and text of the case of a number. Ten that follow each other are alike in every key field, and five
    of them have words, so that no check refuses them where there are tens of cases."""
    choose, of_all = partial(choice, number), partial(choice, number // GROUP)
    own, year = case_id(number), YEARS[of_all("year", len(YEARS))]
    release = f"{min(year + of_all('delay', 2), LAST_MONTH[0])}-{1 + of_all('release', 2)}"
    period, day = period_in(year, of_all)
    place = place_on(day, vocabulary, of_all)
    codes = {
        name: some_code(name, vocabulary, of_all) if name in KEY_FIELDS else answer(name, vocabulary, number)
        for name in coded_fields()
    }
    fields = {"id": own, "release": release, "invented": True, "period": period, **codes, "place": place}
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in fields.items()]
    told = words(choose) if number % GROUP < GROUP // 2 else "consent:\n  record: true\n"
    return f"cases_public/{release}/{own}.yml", "".join([HEAD, *lines, told])


def choice(number: int, what: str, below: int) -> int:
    """Return a whole number from 0 to ``below`` - 1 that depends on nothing but the arguments."""
    return int.from_bytes(hashlib.sha256(f"{number} {what}".encode()).digest()[:8], "big") % below


def case_id(number: int) -> str:
    """Return the id of a case; different for different numbers, for an odd factor reaches every remainder once."""
    rest = (number * 20_000_003 + 12_345_677) % 32**5
    return MARK + "".join(CROCKFORD[rest >> shift & 31] for shift in (20, 15, 10, 5, 0))


def period_in(year: int, choose: Choose) -> tuple[str, datetime.date]:
    """Return a period of a year and its first day: mostly a month, else a quarter, the year, or not stated."""
    month = 1 + choose("month", LAST_MONTH[1] if year == LAST_MONTH[0] else 12)
    kind = choose("kind of period", 20)
    if year == 2022 and choose("january", 3) == 0:
        month = 1
    if kind < 14:
        return f"{year}-{month:02d}", datetime.date(year, month, 1)
    if kind < 17:
        return f"{year}-Q{(month + 2) // 3}", datetime.date(year, (month - 1) // 3 * 3 + 1, 1)
    return (str(year), datetime.date(year, 1, 1)) if kind < 19 else (NOT_STATED, datetime.date.max)


def place_on(day: datetime.date, vocabulary: Vocabulary, choose: Choose) -> str:
    """Return a city, a region of the division of that day, a part of the country, or not stated."""
    division = vocabulary.division_on(day).id
    regions = [code for code, region in vocabulary.regions.items() if region.division == division]
    kind = choose("kind of place", 20)
    return pick(list(vocabulary.cities) if kind < 12 else regions if kind < 18 else list(vocabulary.parts), choose)


def some_code(name: str, vocabulary: Vocabulary, choose: Choose) -> str:
    """Return a code of a field."""
    return pick(list(vocabulary.labels(coded_fields()[name])), partial(named, choose, name))


def answer(name: str, vocabulary: Vocabulary, number: int) -> str | list[str]:
    """Return a code of a field that is no key, or one to three codes where it holds several: no two neighbours say the
    same, so that no group does."""
    choose, turn = partial(choice, number), choice(number // GROUP, name, GROUP) + number
    codes = list(vocabulary.labels(coded_fields()[name]))
    if name not in ("treatment", "assistance"):
        return codes[turn % len(codes)]
    stated = [code for code in codes if code not in (NOT_STATED, "none")]
    count = 1 if number % GROUP < 2 else 1 + choose(f"{name} count", min(3, len(stated)))
    return [stated[(turn + n) % len(stated)] for n in range(count)] if number % GROUP < 2 or turn % 8 else [NOT_STATED]


def named(choose: Choose, name: str, what: str, below: int) -> int:
    """Choose apart for each field."""
    return choose(f"{name} {what}", below)


def pick(codes: Sequence[str], choose: Choose) -> str:
    """Return one of the codes, the first ones more often."""
    return codes[min(choose("one", len(codes)), choose("other", len(codes)))]


def words(choose: Choose) -> str:
    """Return the lines on consent and a description; one in ten lacks English."""
    texts = narrative(choose)
    missing = [] if choose("translated", 10) else ["en"]
    summary = "".join(f"  {code}: >-\n{folded(text)}\n" for code, text in texts.items() if code not in missing)
    rest = f"not_translated: {json.dumps(missing)}\n" if missing else ""
    states = {code: "source" if code == "kk" else "machine-translated" for code in texts if code not in missing}
    agreed = json.dumps(version_of([texts["kk"]]))
    return f"consent:\n  record: true\n  narrative: {agreed}\nsummary:\n{summary}{rest}review: {json.dumps(states)}\n"


def folded(text: str) -> str:
    """Return a text in lines of bearable length, as people write it."""
    return textwrap.fill(text, 108, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
