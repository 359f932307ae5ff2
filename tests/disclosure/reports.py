"""Reports by chance and ledgers for the tests of tables: nobody stands behind any of them.

In: a source of chance. Out: reports in the codes of the real codebook, and ledgers that say what they are told to.
"""

import datetime
import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import yaml

from build_tools.models import CountedReports, Ledger, ReleaseLedger, Report, Settings, Vocabulary, fact_fields
from build_tools.models.hierarchies import covering, ladders_of
from tests.conftest import ROOT
from tests.site_builder import SETTINGS, texts

SINCE, UNTIL = datetime.date(2001, 1, 1), datetime.date(2001, 12, 31)
COUNTS = CountedReports.model_validate({"from": SINCE, "until": UNTIL})
REVIEW = {"kk": {"state": "source"}}
NOT_STATED = dict.fromkeys(fact_fields(), ("not_stated",))


@cache
def vocabulary() -> Vocabulary:
    """Return the real codebook."""
    return Vocabulary.model_validate(yaml.safe_load((ROOT / "content" / "vocabulary.yml").read_text("utf-8")))


def settings(**changes: Any) -> Settings:
    """Return settings with few lines of a release."""
    return Settings.model_validate({**SETTINGS, **changes})


def report(number: int, person: str | None = None, **answers: str | Sequence[str]) -> Report:
    """Return a report that says nothing but these answers."""
    said = {name: (one,) if isinstance(one, str) else tuple(one) for name, one in answers.items()}
    return Report(f"R{number}", SINCE, person or f"P{number}", False, {**NOT_STATED, **said})


def reports(field: str, counts: Mapping[str, int], **others: str) -> list[Report]:
    """Return so many reports with each answer to a field, each of another person."""
    codes = [code for code, number in counts.items() for _ in range(number)]
    return [report(number, **{field: code}, **others) for number, code in enumerate(codes)]


def by_chance(chance: random.Random, number: int) -> list[Report]:
    """Return reports with answers by chance, a few answers more often than others, and some people with two."""
    answers = {name: _weighted(name, chance) for name in fact_fields()}
    return [
        report(
            one,
            f"P{chance.randrange(number) if chance.random() < 0.2 else one}",
            **{name: _drawn(name, some, chance) for name, some in answers.items()},
        )
        for one in range(number)
    ]


def _weighted(name: str, chance: random.Random) -> list[str]:
    words = vocabulary()
    codes = (
        [*words.labels(fact_fields()[name])]
        if name != "period"
        else ["2022", "2022-Q1", "2022-01", "2022-05", "2023-02"]
    )
    codes = [*words.cities, "KZ-VOS", "KZ-75", "west"] if name == "place" else codes
    few = chance.sample(codes, min(len(codes), chance.choice((2, 4, 8))))
    return [*few, *few[:2] * 3, "not_stated"]


def _drawn(name: str, codes: list[str], chance: random.Random) -> str | list[str]:
    if name not in ("treatment", "assistance"):
        return chance.choice(codes)
    drawn = sorted({chance.choice(codes) for _ in range(chance.choice((1, 1, 2, 3)))} - {"none", "not_stated"})
    return drawn or ["not_stated"]


def release(
    tables: Mapping[str, Mapping[str, int]], total: int = 30, id_: str = "2001-1", **counts: Any
) -> ReleaseLedger:
    """Return the ledger of a release; without days it counts those of ``COUNTS``."""
    said = {"from": SINCE, "until": UNTIL, **counts}
    data = {"kind": "register", "id": id_, "counts": said, "total": total, "tables": tables, "review": REVIEW}
    return ReleaseLedger.model_validate(data)


def _name(field: str, code: str) -> str:
    return f"{field}_{code}".lower().replace("-", "_")


def briefing(
    id_: str,
    total: int,
    figures: Mapping[str, Mapping[str, int]],
    since: object = SINCE,
    until: object = UNTIL,
    **said: Any,
) -> Ledger:
    """Return the ledger of a briefing, with figures by field and code; ``public`` says that others published it, and
    ``tables`` that those of a field are parts of one table. Else an authority lies within one of a step above its."""
    public = {"source": "https://elsewhere.test/", "date": "2000-01-01"} if said.pop("public", False) else None
    in_tables = said.pop("tables", False)
    names = {field: {code: _name(field, code) for code in some} for field, some in figures.items()}
    codes = vocabulary().labels("authorities")
    ladders = {ladder[0]: ladder for ladder in ladders_of("authority", codes, vocabulary())}
    parts = dict[str, Any]()
    for field, some in figures.items():
        for code, number in some.items():
            above = covering(ladders[code][1:], some) if field == "authority" and not in_tables else ""
            within = names[field].get(above, "all")
            parts[names[field][code]] = {"value": number, field: code, "within": within}
    tables = {
        field: {"title": texts("Table"), "total": "all", "parts": [*some.values()]}
        for field, some in names.items()
        if in_tables and len(some) > 1
    }
    data = {
        "id": id_,
        "as_of": id_,
        "unit": "report",
        "source": "https://elsewhere.test/",
        "review": REVIEW,
        "already_public": public,
        "key_figures": ["all"],
        "figures": {"all": {"value": total, "label": texts("All")}, **parts},
        "tables": tables,
        "covers": texts("All"),
        "cannot_answer": [texts("Nothing")],
        "counts": {"from": since, "until": until, **said},
    }
    return Ledger.model_validate(data)
