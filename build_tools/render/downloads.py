"""Files of data: the same figures and cases as the pages show, for machines and for checking."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from build_tools.models import (
    Case,
    City,
    Download,
    Ledger,
    PublicCases,
    Region,
    Site,
    Term,
    Vocabulary,
    coded_fields,
    fact_fields,
    public,
    release_order,
    shown,
)
from build_tools.models.figures import Figure

_FIGURE_COLUMNS = ("figure", "value", "unit", *coded_fields(Figure), "within", "as_of", "source")
_CASE_COLUMNS = tuple(n for n in ("id", "release", *fact_fields()) if shown(Case.model_fields[n]))
_RELEASE_COLUMNS = ("release", "verdict", "day", "rules", "k", "l", "key_fields")
"""All that is said of an accepted release. Nothing that a withdrawal changes in a snapshot belongs here: no id, digest,
class or count."""

_LISTS = ("cases", "codes", "releases")
_CODE_COLUMNS = ("list", "code", "broader")
_PARTED = re.compile(r"([;|\t\r\n])")
"""What spreadsheets take to part cells, besides the comma: those for Russian and Kazakh take the semicolon."""

_BEFORE_FORMULA = " \"'\u00a0\u200b\u2060\ufeff"
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet reckon, at the start of a cell."""


def downloads(site: Site, published: PublicCases, examples: PublicCases) -> Iterator[Download]:
    """Yield every file of data as CSV and as JSON; invented cases only in a file of their own."""
    invented = site.settings.invented
    for ledger in site.ledgers.values():
        rows, facts = partial(_figure_rows, ledger), partial(_facts_of, ledger)
        yield from _both_forms(f"figures-{ledger.id}", _FIGURE_COLUMNS, rows, facts, invented)
    registers = (("cases", published), *([("example-cases", examples)] if examples.cases else []))
    for name, register in registers:
        rows = partial(_case_rows, register.cases)
        yield from _both_forms(name, _CASE_COLUMNS, rows, partial(_case_facts, register), register.example or invented)
    late = ("asked_since",) if site.vocabulary.asked_since else ()
    columns = (
        *_CODE_COLUMNS,
        *late,
        *(f"{kind}_{code}" for kind in ("label", "definition") for code in site.settings.codes),
    )
    rows = partial(_release_rows, site)
    yield from _both_forms("releases", _RELEASE_COLUMNS, rows, partial(_release_facts, site), invented)
    rows = partial(_code_rows, site)
    yield from _both_forms("codebook", columns, rows, lambda: {"codes": list(rows())}, invented)


def _both_forms(name: str, columns: Iterable[str], rows: Any, facts: Any, invented: bool) -> Iterator[Download]:
    """Yield one set of data in both forms; each row of ``invented`` data says so itself, for rows are copied alone."""
    mark = {"invented": "true"} if invented else {}
    yield Download(f"data/{name}.csv", lambda: _as_csv((*mark, *columns), ({**mark, **row} for row in rows())))
    yield Download(f"data/{name}.json", lambda: _as_json(_with_mark(facts(), invented)))


def _with_mark(facts: Mapping[str, Any], invented: bool) -> dict[str, Any]:
    """Return facts for JSON; where they are ``invented``, they say so, and so does each record of a list in them."""
    if not invented:
        return {"invented": False, **facts}
    lists = {name: [{"invented": True, **one} for one in found] for name, found in facts.items() if name in _LISTS}
    return {"invented": True, **facts, **lists}


def _as_csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV: comma, line feed, a first line of names."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell_text(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def cell_text(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before the sign that would begin it.

    Numbers stay as they are; none of them is below 0.
    """
    if not isinstance(value, str):
        return value
    # A split at a group gives texts and separators in turns, text first.
    parts = _PARTED.split(value)
    parts[::2] = [f"'{part}" if part.lstrip(_BEFORE_FORMULA).startswith(_FORMULA) else part for part in parts[::2]]
    return "".join(parts)


def _as_json(value: Any) -> str:
    """Write JSON that a person can read."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _figure_rows(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Yield one row for each figure of a ledger."""
    for name, figure in ledger.figures.items():
        yield {"figure": name, **_figure_row(figure, ledger)}


def _figure_row(figure: Figure, ledger: Ledger) -> dict[str, Any]:
    """Return a figure with what it inherits from its ledger; fields that it lacks are empty."""
    own = {name: getattr(figure, name) for name in ("value", *coded_fields(Figure), "within")}
    unit = figure.unit or ledger.unit
    return {**own, "unit": unit, "as_of": ledger.as_of.isoformat(), "source": ledger.source}


def _facts_of(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger with what it counts and what it cannot answer."""
    return public(ledger)


def _case_rows(cases: Iterable[Case]) -> Iterator[dict[str, Any]]:
    """Yield one row for each case."""
    for case in cases:
        yield _row({name: getattr(case, name) for name in _CASE_COLUMNS})


def _row(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as a row; several codes of one field are joined by a space."""
    return {name: " ".join(value) if isinstance(value, tuple | list) else value for name, value in values.items()}


def _case_facts(register: PublicCases) -> dict[str, Any]:
    """Return the coded fields of a register; words stay on the pages."""
    found = [public(case) for case in register.cases]
    return {"cases": [{name: case[name] for name in _CASE_COLUMNS if name in case} for case in found]}


def _release_facts(site: Site) -> dict[str, Any]:
    """Return of each accepted release by which rules it was, the oldest first."""
    found = sorted(site.snapshots.values(), key=lambda snapshot: release_order(snapshot.release))
    every = ({**public(snapshot), "verdict": "accepted"} for snapshot in found)
    return {"releases": [{name: one[name] for name in _RELEASE_COLUMNS} for one in every]}


def _release_rows(site: Site) -> Iterator[dict[str, Any]]:
    """Yield one row for each accepted release."""
    yield from map(_row, _release_facts(site)["releases"])


def _code_rows(site: Site) -> Iterator[dict[str, Any]]:
    """Yield one row for each code of each list, with its label and, where it has one, definition in each language."""
    for codes in sorted({*coded_fields().values(), "fields"}):
        terms = _terms_of(codes, site.vocabulary)
        for code, texts in site.vocabulary.labels(codes).items():
            definition = getattr(terms[code], "definition", None) or {}
            labels = {f"label_{language}": texts[language] for language in site.settings.codes}
            definitions = {f"definition_{language}": definition.get(language, "") for language in site.settings.codes}
            row = {"list": codes, "code": code, "broader": _broader(terms[code]), **labels, **definitions}
            yield row | _asked_since(codes, code, site.vocabulary)


def _asked_since(codes: str, code: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return since when a field is asked, which explains *not asked* to readers; nothing where all always were."""
    since = vocabulary.asked_since
    return {"asked_since": since.get(code, "") if codes == "fields" else ""} if since else {}


def _terms_of(codes: str, vocabulary: Vocabulary) -> Mapping[str, Term | Region | City]:
    """Return the entries of a list by code; ``places`` joins cities, regions and parts."""
    if codes != "places":
        found: Mapping[str, Term] = getattr(vocabulary, codes)
        return found
    return {**vocabulary.cities, **vocabulary.regions, **vocabulary.parts}


def _broader(term: Term | Region | City) -> str:
    """Return the next step of the coarsening ladder; of a city its region in each division, joined by a space."""
    match term:
        case City():
            return " ".join(dict.fromkeys(term.regions.values()))
        case Region():
            return term.part
    return term.broader or ""
