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


def _is_of_statement(key: str) -> bool:
    """Whether a line is about a statement."""
    return key.split("/")[1:2] == ["statements"]


def is_entry(key: str) -> bool:
    """Whether a line is about what is never changed: a statement, or an entry of the corrections."""
    return is_of_log(key) or _is_of_statement(key)


def subject_of(key: str) -> str:
    """Return what an entry of the corrections names that is about what a line says: a statement, or a page."""
    return key if is_entry(key) else page_of(key)


def place_of(key: str) -> tuple[str, Field]:
    """Return where the thing stands that a line is about."""
    first, *rest = key.split("/")
    if not _LEDGER.fullmatch(first):
        return CORRECTIONS if is_of_log(key) else VOCABULARY, (first, *rest)
    return statements_file(first) if _is_of_statement(key) else ledger_file(first), tuple(rest)


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


def required(site: Site) -> dict[str, list[str]]:
    """Return by path of each file the keys of the lines that a release asks for."""
    keys = {path: list(_keys_of(ledger, site)) for path, ledger in site.ledgers.items()}
    for path, file in site.statements.items():
        keys[path] = [f"{file.id}/statements/{code}" for code in file.statements]
    keys[CORRECTIONS] = [f"{logged.part}/{logged.id}" for logged in site.corrections.changes()]
    return keys


def _keys_of(ledger: Ledger, site: Site) -> Iterator[str]:
    """Yield the keys of all figures, of what their ledger says of them, and of the codes that describe them."""
    said = ("counts",) if ledger.is_release else (name for name in public(ledger) if name not in _NOT_OF_A_LEDGER)
    yield from (f"{ledger.id}/{name}" for name in said)
    yield from (f"{ledger.id}/figures/{name}" for name in ledger.figures)
    lists = figure_fields()
    for figure in ledger.figures.values():
        yield from (f"units/{unit}" for unit in (ledger.unit, figure.unit) if unit)
        for field, code in figure.codes.items():
            parts = ("cities", "regions", "parts") if lists[field] == "places" else (lists[field],)
            yield from (f"{part}/{code}" for part in parts if code in getattr(site.vocabulary, part, ()))
            yield f"fields/{field}"


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


def current_lines(site: Site) -> dict[str, PublishedLine]:
    """Return the lines of all that has to have one, and of all else that has one and is still there. Of a finding
    whose words are not known the line is what it was."""
    parts, numbers, lines = dict(_parts(site)), numbers_of(site), dict[str, PublishedLine]()
    for key in dict.fromkeys((*site.published.lines, *(key for keys in required(site).values() for key in keys))):
        if parts.get(key) is not None:
            lines[key] = _line(parts[key], site.settings.codes, key in numbers, numbers.get(key))
        elif key in parts and key in site.published.lines:
            lines[key] = site.published.lines[key]
    return lines


def _parts(site: Site) -> Iterator[tuple[str, Any]]:
    """Yield by key what a line can be about, as plain data, but for what the line has otherwise and what may change;
    nothing of a finding whose words are not known."""
    for ledger in site.ledgers.values():
        said = public(ledger)
        yield from ((f"{ledger.id}/{name}", part) for name, part in said.items() if name not in _NOT_OF_A_LEDGER)
        yield from ((f"{ledger.id}/figures/{name}", _but(one, ("value",))) for name, one in said["figures"].items())
    for file in site.statements.values():
        yield from _statements(file, site)
    for logged in site.corrections.changes():
        yield f"{logged.part}/{logged.id}", _but(public(logged.change), ("was",))
    for part, codes in public(site.vocabulary).items():
        for code, one in codes.items() if isinstance(codes, Mapping) else ():
            if isinstance(one, Mapping):
                yield f"{part}/{code}", {name: one[name] for name in _OF_A_CODE if name in one}


def _but(said: Mapping[str, Any], left_out: tuple[str, ...]) -> dict[str, Any]:
    return {name: part for name, part in said.items() if name not in left_out}


def _statements(file: Statements, site: Site) -> Iterator[tuple[str, Any]]:
    """Yield what each statement says, with the words of the briefing that it names and the periods that it calls."""
    found = findings_of(site, file.id)
    for code, one in file.statements.items():
        words = {language: anchors.get(one.finding or "", "") for language, anchors in found.items() if one.finding}
        called = {name for text in (one.text or {}).values() for name in PERIOD.findall(text)}
        periods = {name: site.law.periods[name].value for name in called & site.law.periods.keys()}
        is_known = not one.finding or (words and all(words.values()))
        said = {**_but(public(one), FREE), "words": words, "periods": periods}
        yield f"{file.id}/statements/{code}", said if is_known else None


def _line(said: Any, languages: tuple[str, ...], has_number: bool, number: int | None) -> PublishedLine:
    parts: dict[str, list[str]] = {FACTS: []}
    for part, text in _texts(said, languages, (), FACTS):
        parts.setdefault(part, []).append(text)
    words = {part: in_letters("\n".join(sorted(texts))) for part, texts in parts.items()}
    removed = has_number and number is None
    return PublishedLine(value=number, removed=removed, facts=words.pop(FACTS), words=words)


def _texts(said: Any, languages: tuple[str, ...], place: Field, part: str) -> Iterator[tuple[str, str]]:
    """Yield each value with its place, by the language that it is said in, and of words in languages that they are
    there at all; what is left out says nothing."""
    if isinstance(said, Mapping | list):
        yield part, ".".join(map(str, place))
        for key, inner in said.items() if isinstance(said, Mapping) else enumerate(said):
            yield from _texts(inner, languages, (*place, key), str(key) if key in languages else part)
    elif said is not None and said is not False:
        yield part, f"{'.'.join(map(str, place))}={' '.join(str(said).split())}"
