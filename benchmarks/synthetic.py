"""Synthetic stories: that of a number is always the same, however many there are and whichever Python makes it.

In: the vocabulary and a number of stories. Out: a copy of the project with these stories and no others, and tables of
releases in which they stand.
Each id begins with SYN, each file and each description says that it is synthetic.
"""

import datetime
import hashlib
import json
import shutil
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import yaml

from benchmarks.narratives import narrative
from build_tools.disclosure.tables import ONE_OF
from build_tools.files.paths import ledger_file
from build_tools.load import site_folder
from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    SEVERAL_ANSWERS,
    Case,
    Confirmed,
    Site,
    Vocabulary,
    fact_fields,
    public,
    version_of,
)

COPIED = ("content", "site_src", "mkdocs.yml")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MARK = "SYN"
YEARS = (2022, 2022, 2022, 2023, 2023, 2024, 2024, 2025, 2025)
ROLE = "coordinator"
BESIDE = 30
"""So many reports more than stories each line of a table has."""

HEAD = "# Synthetic, made to measure a build: no person and no event stands behind it.\n"

Choose = Callable[[str, int], int]


def write_project(root: Path, folder: Path, vocabulary: Vocabulary, count: int) -> None:
    """Copy the content of the project ``root`` into a new ``folder``, with ``count`` synthetic stories."""
    folder.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, folder / name)
    settings = folder / "content" / "site.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\ninvented: true\n", "utf-8")
    # The longest page of help has no room for the sentence of an invented site, which no real one has.
    quiet = folder / "site_src/quiet/help.html"
    quiet.write_text(quiet.read_text("utf-8").replace("{% if invented %}", "{% if false %}"), "utf-8")
    for number in range(count):
        path, text = case_file(number, vocabulary)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    write_tables(folder)


def write_tables(folder: Path, day: datetime.date = datetime.date(2026, 6, 30)) -> None:
    """Write the tables of each release of the stories of a project, with enough reports in each line."""
    site = site_folder.whole_site(folder, folder / "site_src" / "locales", day)
    for release in {case.release for case in site.cases.values() if not case.example}:
        told = [case for case in site.cases.values() if case.release == release]
        (folder / ledger_file(release)).write_text(tables(release, told, site), "utf-8")


def tables(release: str, told: Iterable[Case], site: Site) -> str:
    """Return the ledger of a release in which stories stand."""
    counted = Counter((field, code) for case in told for field, codes in case.stated_codes.items() for code in codes)
    told_of = {field: {code: n for (name, code), n in counted.items() if name == field} for field in fact_fields()}
    lines = {field: _lines(field, found) for field, found in told_of.items() if found}
    total = max((sum(found.values()) for found in lines.values()), default=0) + BESIDE
    made = {field: {**found, **_rest(field, found, total)} for field, found in lines.items()}
    first, last = days_of(release)
    counts = {"from": first, "until": last}
    review = {"kk": "machine-translated", "ru": "machine-translated", "en": "source"}
    data = {"kind": "register", "id": release, "counts": counts, "total": total, "tables": made, "review": review}
    return HEAD + "".join(f"{name}: {json.dumps(value)}\n" for name, value in data.items())


def _lines(field: str, told: Mapping[str, int]) -> dict[str, int]:
    """Return the lines of a field, one of them for an answer without which the field could not be published."""
    needed = ONE_OF.get(fact_fields()[field], ())[:1]
    return {code: told.get(code, 0) + BESIDE for code in (*told, *needed)}


def _rest(field: str, lines: Mapping[str, int], total: int) -> dict[str, int]:
    return {} if field in SEVERAL_ANSWERS else {LAST_STEP: total - sum(lines.values())}


def days_of(release: str) -> tuple[str, str]:
    """Return the first and the last day of a release: of the first or the second half of its year, but for January."""
    year, _, half = release.partition("-")
    return (f"{year}-02-01", f"{year}-06-30") if half == "1" else (f"{year}-07-01", f"{year}-12-31")


def case_file(number: int, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return path and text of the story of a number."""
    choose = partial(choice, number)
    own, release = case_id(number), f"{YEARS[choose('year', len(YEARS))]}-{1 + choose('release', 2)}"
    stated = [code for code, term in vocabulary.treatments.items() if code != NOT_STATED and not term.sensitive]
    kinds = dict.fromkeys(pick(stated, partial(named, choose, f"kind {n}")) for n in range(1 + choose("kinds", 3)))
    other = ("place", "authority", "access_lawyer", "complaint", "period")[choose("field", 5)]
    alike = {"enough": True, "on": days_of(release)[1], "by": ROLE}
    known = {"id": own, "release": release, "invented": True, "treatment": list(kinds)}
    fields = {**known, "free_to_speak": True, "alike": alike}
    told = release.partition("-")[0] if other == "period" else place_or_code(other, vocabulary, choose)
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in {**fields, other: told}.items()]
    text = "".join([HEAD, *lines, words(choose)])
    day = datetime.date.fromisoformat(days_of(release)[1])
    read = Confirmed(by=ROLE, on=day, version=Case.model_validate(yaml.safe_load(text)).told_words)
    return f"cases_public/{release}/{own}.yml", f"{text}confirmed: {json.dumps(public(read))}\n"


def place_or_code(field: str, vocabulary: Vocabulary, choose: Choose) -> str:
    """Return a part of the country, or a code of another field."""
    codes = vocabulary.parts if field == "place" else vocabulary.labels(fact_fields()[field])
    return pick([code for code in codes if code != NOT_STATED], partial(named, choose, field))


def choice(number: int, what: str, below: int) -> int:
    """Return a whole number from 0 to ``below`` - 1 that depends on nothing but the arguments."""
    return int.from_bytes(hashlib.sha256(f"{number} {what}".encode()).digest()[:8], "big") % below


def case_id(number: int) -> str:
    """Return the id of a case; different for different numbers, for an odd factor reaches every remainder once."""
    rest = (number * 20_000_003 + 12_345_677) % 32**5
    return MARK + "".join(CROCKFORD[rest >> shift & 31] for shift in (20, 15, 10, 5, 0))


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
    return f"consent: {agreed}\nsummary:\n{summary}{rest}review: {json.dumps(states)}\n"


def folded(text: str) -> str:
    """Return a text in lines of bearable length, as people write it."""
    return textwrap.fill(text, 108, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
