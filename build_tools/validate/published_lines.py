"""What readers are told today, as the lines that content/published.yml keeps: of numbers, statements and corrections.

In: a site. Out: lines by their keys. A key is the way to what a line is about: *2000-01-01/figures/reports* in a
ledger, *2000-01-01/statements/finding_1*, *corrections/women_2000* in the log, *cities/exampleton* in the codebook.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from build_tools.models import PERIOD, Ledger, Model, PublishedLine, Site, Statements, figure_fields, public
from build_tools.models.base import in_letters
from build_tools.models.statements import FREE
from build_tools.paths import BRIEFINGS, CORRECTIONS, VOCABULARY, ledger_file, statements_file
from build_tools.problems import Field
from build_tools.validate.statements import findings_of
from build_tools.validate.walk import DATE

FACTS = "facts"
_LEDGER = re.compile("[0-9]{4}-([0-9]{1,2}|[0-9]{2}-[0-9]{2})")
_NOT_OF_A_LEDGER = ("id", "review", "key_figures", "figures")
_OF_A_CODE = ("label", "name", "group", "about", "definition", "forms", "division")
"""What pages say of a code beside a number."""


class Subject(NamedTuple):
    """What a line is about: its file and the way to it there, the page where it is read, and what an entry of the
    corrections about it names, which is that page, or the statement itself."""

    path: str
    place: Field
    page: str
    named: str

    @property
    def is_entry(self) -> bool:
        """Whether it is never changed: a statement, or an entry of the corrections."""
        return self.named != self.page


def subject_of(key: str) -> Subject:
    """Return what the line of a key is about."""
    first, *rest = key.split("/")
    if _LEDGER.fullmatch(first):
        page = f"{BRIEFINGS}{first}" if DATE.fullmatch(first) else "statistics"
        if rest[:1] == ["statements"]:
            return Subject(statements_file(first), (*rest,), page, key)
        return Subject(ledger_file(first), (*rest,), page, page)
    if first in ("corrections", "revisions"):
        return Subject(CORRECTIONS, (first, *rest), "corrections", key)
    return Subject(VOCABULARY, (first, *rest), "codebook", "codebook")


def parts_of(line: PublishedLine) -> dict[str, str]:
    """Return the digests of a line: of the facts, and by language."""
    return {FACTS: line.facts, **line.words}


def files_of(site: Site) -> dict[str, Model]:
    """Return the files that lines are about, by path."""
    return {**site.ledgers, **site.statements, CORRECTIONS: site.corrections, VOCABULARY: site.vocabulary}


def lines_of(site: Site) -> dict[str, PublishedLine]:
    """Return the lines of all that readers are told now: of each number with the codes that describe it, each
    statement, each entry of the log; and of each code that was published."""
    numbers, codes, told = dict[str, int | None](), dict(_of_codes(site)), dict[str, Any]()
    for ledger in site.ledgers.values():
        told |= _of_ledger(ledger) | {key: codes[key] for key in _its_codes(ledger) if key in codes}
        for name in ledger.figures:
            numbers[f"{ledger.id}/figures/{name}"] = site.corrections.first_number(ledger, name)
    for file in site.statements.values():
        told |= _of_statements(file, site)
    for part, id_, change in site.corrections.changes():
        told[f"{part}/{id_}"] = _but(public(change), ("was",))
        numbers |= {f"{part}/{id_}": change.was} if change.figure else {}
    told |= {key: codes[key] for key in site.published.lines if key in codes}
    return {key: _line(said, numbers.get(key), key in numbers, site.settings.codes) for key, said in told.items()}


def _of_ledger(ledger: Ledger) -> dict[str, Any]:
    """Return all figures by key, and what their ledger says of them; of a release only which reports it counts."""
    said = public(ledger)
    names = ("counts",) if ledger.is_release else (name for name in said if name not in _NOT_OF_A_LEDGER)
    figures = {f"{ledger.id}/figures/{name}": _but(one, ("value",)) for name, one in said["figures"].items()}
    return {**{f"{ledger.id}/{name}": said[name] for name in names}, **figures}


def _its_codes(ledger: Ledger) -> Iterator[str]:
    """Yield the keys of what describes the figures of a ledger: what they count, their codes, the fields of these."""
    yield f"units/{ledger.unit}"
    for figure in ledger.figures.values():
        yield f"units/{figure.unit}"
        for field, code in figure.codes.items():
            parts = ("cities", "regions", "parts") if field == "place" else (figure_fields()[field],)
            yield from (*(f"{part}/{code}" for part in parts), f"fields/{field}")


def _of_codes(site: Site) -> Iterator[tuple[str, Any]]:
    """Yield by key what pages say of each code."""
    for part, codes in public(site.vocabulary).items():
        for code, one in codes.items() if isinstance(codes, Mapping) else ():
            if isinstance(one, Mapping):
                yield f"{part}/{code}", {name: one[name] for name in _OF_A_CODE if name in one}


def _but(said: Mapping[str, Any], left_out: tuple[str, ...]) -> dict[str, Any]:
    return {name: part for name, part in said.items() if name not in left_out}


def _of_statements(file: Statements, site: Site) -> Iterator[tuple[str, Any]]:
    """Yield what each statement says, with the words of the briefing that it names and the periods that it calls."""
    found = findings_of(site, file.id)
    for code, one in file.statements.items():
        words = {language: anchors.get(one.finding or "", "") for language, anchors in found.items() if one.finding}
        called = {name for text in (one.text or {}).values() for name in PERIOD.findall(text)}
        periods = {name: site.law.periods[name].value for name in called & site.law.periods.keys()}
        yield f"{file.id}/statements/{code}", {**_but(public(one), FREE), "words": words, "periods": periods}


def _line(said: Any, first: int | None, is_number: bool, languages: tuple[str, ...]) -> PublishedLine:
    """Return a line, with the number that was published first, or as removed where that may not be said again."""
    parts: dict[str, list[str]] = {FACTS: []}
    for part, text in _texts(said, languages, (), FACTS):
        parts.setdefault(part, []).append(text)
    words = {part: in_letters("\n".join(sorted(texts))) for part, texts in parts.items()}
    return PublishedLine(value=first, removed=is_number and first is None, facts=words.pop(FACTS), words=words)


def _texts(said: Any, languages: tuple[str, ...], place: Field, part: str) -> Iterator[tuple[str, str]]:
    """Yield each value with its place, by the language that it is said in, and of words in languages that they are
    there at all; what is left out says nothing."""
    if isinstance(said, Mapping | list):
        yield part, ".".join(map(str, place))
        for key, inner in said.items() if isinstance(said, Mapping) else enumerate(said):
            yield from _texts(inner, languages, (*place, key), str(key) if key in languages else part)
    elif said is not None and said is not False:
        yield part, f"{'.'.join(map(str, place))}={' '.join(str(said).split())}"
