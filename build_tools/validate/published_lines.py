"""What readers are told today, as the lines that content/published.yml keeps: of numbers, statements and corrections.

In: a site. Out: lines by their keys. A key is the way to what a line is about: *2000-01-01/figures/reports* in a
ledger, *2000-01-01/statements/finding_1*, *corrections/women_2000* in the log, *cities/exampleton* in the codebook.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

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


def is_of_log(key: str) -> bool:
    """Whether a line is about an entry of the corrections."""
    return key.startswith(("corrections/", "revisions/"))


def is_entry(key: str) -> bool:
    """Whether a line is about what is never changed: a statement, or an entry of the corrections."""
    return is_of_log(key) or "/statements/" in key


def subject_of(key: str) -> str:
    """Return what an entry of the corrections names that is about what a line says: a statement, or a page."""
    return key if is_entry(key) else page_of(key)


def place_of(key: str) -> tuple[str, Field]:
    """Return where the thing stands that a line is about."""
    first, *rest = key.split("/")
    if not _LEDGER.fullmatch(first):
        return CORRECTIONS if is_of_log(key) else VOCABULARY, (first, *rest)
    return statements_file(first) if is_entry(key) else ledger_file(first), tuple(rest)


def page_of(key: str) -> str:
    """Return the page where it is read what a line is about."""
    first = key.split("/")[0]
    if _LEDGER.fullmatch(first):
        return f"{BRIEFINGS}{first}" if DATE.fullmatch(first) else "statistics"
    return "corrections" if is_of_log(key) else "codebook"


def parts_of(line: PublishedLine) -> dict[str, str]:
    """Return the digests of a line: of the facts, and by language."""
    return {FACTS: line.facts, **line.words}


def files_of(site: Site) -> dict[str, Model]:
    """Return the files that lines are about, by path."""
    return {**site.ledgers, **site.statements, CORRECTIONS: site.corrections, VOCABULARY: site.vocabulary}


def numbers_of(site: Site) -> dict[str, int | None]:
    """Return by key the number that was published first of each figure, and the old one of each change of a figure;
    none where it is not said again."""
    changes = site.corrections.changes()
    numbers = {f"{one.part}/{one.id}": one.change.was for one in changes if one.change.figure}
    for ledger in site.ledgers.values():
        for name, figure in ledger.figures.items():
            olds = [one.change.was for one in site.corrections.of_figure(ledger.id, name)]
            numbers[f"{ledger.id}/figures/{name}"] = None if None in olds else [*olds, figure.value][0]
    return numbers


def lines_by_file(site: Site) -> dict[str, dict[str, PublishedLine]]:
    """Return by path of each file the lines of all that readers are told of it now: of each number with the codes that
    describe it, each statement, each entry of the log. Of a finding whose words are not known the line stays."""
    numbers, codes, kept = numbers_of(site), dict(_of_codes(site)), site.published.lines

    def made(parts: Mapping[str, Any]) -> dict[str, PublishedLine]:
        lines = {key: _line(key, part, numbers, site) for key, part in parts.items() if part is not None}
        return lines | {key: kept[key] for key in parts if key not in lines and key in kept}

    of_ledgers = {path: {**_of_ledger(one), **_of_its_codes(one, codes)} for path, one in site.ledgers.items()}
    of_statements = {path: dict(_of_statements(file, site)) for path, file in site.statements.items()}
    of_log = {f"{one.part}/{one.id}": _but(public(one.change), ("was",)) for one in site.corrections.changes()}
    of_kept = {key: codes[key] for key in kept if key in codes}
    files = {**of_ledgers, **of_statements, CORRECTIONS: of_log, VOCABULARY: of_kept}
    return {path: made(parts) for path, parts in files.items()}


def _of_ledger(ledger: Ledger) -> dict[str, Any]:
    """Return all figures by key, and what their ledger says of them; of a release only which reports it counts."""
    said = public(ledger)
    names = ("counts",) if ledger.is_release else (name for name in said if name not in _NOT_OF_A_LEDGER)
    figures = {f"{ledger.id}/figures/{name}": _but(one, ("value",)) for name, one in said["figures"].items()}
    return {**{f"{ledger.id}/{name}": said[name] for name in names}, **figures}


def _of_its_codes(ledger: Ledger, codes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the codes by key that describe the figures of a ledger, with what they count and their fields."""
    lists, keys = figure_fields(), [f"units/{ledger.unit}"]
    for figure in ledger.figures.values():
        keys.append(f"units/{figure.unit}")
        for field, code in figure.codes.items():
            parts = ("cities", "regions", "parts") if lists[field] == "places" else (lists[field],)
            keys += [*(f"{part}/{code}" for part in parts), f"fields/{field}"]
    return {key: codes[key] for key in keys if key in codes}


def _of_codes(site: Site) -> Iterator[tuple[str, Any]]:
    """Yield by key what pages say of each code."""
    for part, codes in public(site.vocabulary).items():
        for code, one in codes.items() if isinstance(codes, Mapping) else ():
            if isinstance(one, Mapping):
                yield f"{part}/{code}", {name: one[name] for name in _OF_A_CODE if name in one}


def _but(said: Mapping[str, Any], left_out: tuple[str, ...]) -> dict[str, Any]:
    return {name: part for name, part in said.items() if name not in left_out}


def _of_statements(file: Statements, site: Site) -> Iterator[tuple[str, Any]]:
    """Yield what each statement says, with the words of the briefing that it names and the periods that it calls;
    nothing of a finding whose words are not known."""
    found = findings_of(site, file.id)
    for code, one in file.statements.items():
        words = {language: anchors.get(one.finding or "", "") for language, anchors in found.items() if one.finding}
        called = {name for text in (one.text or {}).values() for name in PERIOD.findall(text)}
        periods = {name: site.law.periods[name].value for name in called & site.law.periods.keys()}
        is_known = not one.finding or (words and all(words.values()))
        said = {**_but(public(one), FREE), "words": words, "periods": periods}
        yield f"{file.id}/statements/{code}", said if is_known else None


def _line(key: str, said: Any, numbers: Mapping[str, int | None], site: Site) -> PublishedLine:
    parts: dict[str, list[str]] = {FACTS: []}
    for part, text in _texts(said, site.settings.codes, (), FACTS):
        parts.setdefault(part, []).append(text)
    words = {part: in_letters("\n".join(sorted(texts))) for part, texts in parts.items()}
    removed = key in numbers and numbers[key] is None
    return PublishedLine(value=numbers.get(key), removed=removed, facts=words.pop(FACTS), words=words)


def _texts(said: Any, languages: tuple[str, ...], place: Field, part: str) -> Iterator[tuple[str, str]]:
    """Yield each value with its place, by the language that it is said in, and of words in languages that they are
    there at all; what is left out says nothing."""
    if isinstance(said, Mapping | list):
        yield part, ".".join(map(str, place))
        for key, inner in said.items() if isinstance(said, Mapping) else enumerate(said):
            yield from _texts(inner, languages, (*place, key), str(key) if key in languages else part)
    elif said is not None and said is not False:
        yield part, f"{'.'.join(map(str, place))}={' '.join(str(said).split())}"
