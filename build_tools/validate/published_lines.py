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
from build_tools.validate.published import DATE
from build_tools.validate.statements import findings_of

FACTS = "facts"
_LEDGER = re.compile("[0-9]{4}-([0-9]{1,2}|[0-9]{2}-[0-9]{2})")
_NOT_OF_A_LEDGER = ("id", "review", "key_figures", "figures")
_APART: Mapping[Any, tuple[str, ...]] = {
    "figures": ("value",),
    "counts": ("includes", "apart", "same"),
    "statements": FREE,
    "corrections": ("was",),
    "revisions": ("was",),
}
"""What a line has otherwise, what is said of ledgers that came later, and what may change."""

_OF_A_CODE = ("label", "name", "group", "about", "definition", "forms", "division")
"""What pages say of a code beside a number."""


def is_of_log(key: str) -> bool:
    """Whether a line is about an entry of the corrections."""
    return key.startswith(("corrections/", "revisions/"))


def is_of_statement(key: str) -> bool:
    """Whether a line is about a statement."""
    return key.split("/")[1:2] == ["statements"]


def is_entry(key: str) -> bool:
    """Whether a line is about what is never changed: a statement, or an entry of the corrections."""
    return is_of_log(key) or is_of_statement(key)


def subject_of(key: str) -> str:
    """Return what an entry of the corrections names that is about what a line says: a statement, or a page."""
    return key if is_entry(key) else page_of(key)


def place_of(key: str) -> tuple[str, Field]:
    """Return where the thing stands that a line is about."""
    first, *rest = key.split("/")
    if not _LEDGER.fullmatch(first):
        return CORRECTIONS if is_of_log(key) else VOCABULARY, (first, *rest)
    return statements_file(first) if is_of_statement(key) else ledger_file(first), tuple(rest)


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


def lines_of(site: Site) -> dict[str, PublishedLine]:
    """Return the lines of all that has to have one, and of all else that has one and is still there. Of a finding
    whose words are not known the line is what it was."""
    said, numbers, languages = _plain(site), numbers_of(site), site.settings.codes
    keys = (*site.published.lines, *(key for keys in required(site).values() for key in keys))
    there = {key: part for key in dict.fromkeys(keys) if (part := _at(said, *place_of(key))) is not None}
    unknown = {key: line for key, line in site.published.lines.items() if there.get(key) == _UNKNOWN}
    known = {key: _kept(part, key) for key, part in there.items() if part != _UNKNOWN}
    return unknown | {key: _line(part, languages, key in numbers, numbers.get(key)) for key, part in known.items()}


_UNKNOWN = "unknown"


def _plain(site: Site) -> dict[str, Any]:
    said: dict[str, Any] = {path: public(file) for path, file in files_of(site).items()}
    for path, file in site.statements.items():
        said[path]["statements"] = _statements(file, site)
    return said


def _statements(file: Statements, site: Site) -> dict[str, Any]:
    """Return what each statement says, with the words of the briefing that it names and the periods that it calls."""
    said: dict[str, Any] = public(file)["statements"]
    found = findings_of(site, file.id) or {}
    for code, one in file.statements.items():
        words = {language: anchors.get(one.finding or "", "") for language, anchors in found.items() if one.finding}
        called = {name for text in (one.text or {}).values() for name in PERIOD.findall(text)}
        periods = {name: site.law.periods[name].value for name in called & site.law.periods.keys()}
        is_known = not one.finding or (words and all(words.values()))
        said[code] = {**said[code], "words": words, "periods": periods} if is_known else _UNKNOWN
    return said


def _at(plain: Any, path: str, place: Field) -> Any:
    for step in (path, *place):
        plain = plain.get(step) if isinstance(plain, Mapping) else None
    return plain


def _kept(said: Any, key: str) -> Any:
    """Return of what stands in a place what a line keeps."""
    path, place = place_of(key)
    if not isinstance(said, Mapping):
        return said
    if path == VOCABULARY:
        return {name: said[name] for name in _OF_A_CODE if name in said}
    apart = _APART.get(place[0], ()) if place else ()
    return {name: part for name, part in said.items() if name not in apart}


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
    elif said not in (None, False):
        yield part, f"{'.'.join(map(str, place))}={' '.join(str(said).split())}"
