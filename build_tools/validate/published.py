"""What was published stays: numbers, whatever readers are told of them, statements and corrections, in every language.

In: a site. Out: lines, and problems where those of content/published.yml are others; whether these may change, their
history says. A key is the way to what a line is about: *2000-01-01/figures/reports* in a ledger,
*2000-01-01/statements/finding_1*, *corrections/women_2000* in the log, *cities/exampleton* in the codebook.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from build_tools.files.paths import BRIEFINGS, CORRECTIONS, PUBLISHED, VOCABULARY, ledger_file, statements_file
from build_tools.models import PERIOD, Ledger, Model, Published, PublishedLine, Site, Statements, figure_fields, public
from build_tools.models.base import version_of
from build_tools.models.statements import FREE
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.corrections import change_of
from build_tools.validate.statements import findings_of
from build_tools.validate.walk import DATE

_CHANGED_NUMBER = Fault(
    "figures.published_number_changed",
    "is not {right}, which was published; put it back, or say in content/corrections.yml what was wrong; if nothing "
    "was published yet, delete its line in content/published.yml",
)
CHANGED_WORDS = Fault(
    "published.told_otherwise",
    "says something else than when it was published ({parts} of {key} in content/published.yml); put it back. A "
    "translation may change once a person has read it, what else stands beside a number with an entry in "
    "content/corrections.yml, page: {page}; then run `transparency seal`. Where a statement or an entry is true no "
    "more, write a new one of a later day",
)
MISSING = Fault(
    "published.gone",
    "was published, and is gone, renamed or removed; bring it back as it was. A number alone may go: say why in "
    "content/corrections.yml, of a wrong one without was, of one that is not given any more with page: {page}; then "
    "run `transparency seal`",
)
UNSEALED = Fault(
    "published.not_sealed",
    "has numbers or words that are not in content/published.yml, or there one that may not be said again; once all are "
    "final, run `transparency seal` and commit that file too, so that nothing changes them unseen",
)

NOT_AS_PUBLISHED = (_CHANGED_NUMBER, CHANGED_WORDS, MISSING, UNSEALED)
"""What is said where lines and content differ."""

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
    words = {part: version_of(sorted(texts)) for part, texts in parts.items()}
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


def published_stays(site: Site) -> Iterator[Problem]:
    """All that was published is there and says what it said; each number is the one that was published first, or was
    that before it was corrected, or is a line of a release that others were joined with."""
    now, files = lines_of(site), files_of(site)
    for key, line in site.published.lines.items():
        about = subject_of(key)
        if about.path in files:
            yield from _stays(key, about, line, now.get(key), site)
        else:
            yield Problem(about.path, MISSING, values={"page": about.page})


def _stays(key: str, about: Subject, line: PublishedLine, now: PublishedLine | None, site: Site) -> Iterator[Problem]:
    if not _may_go(about, now, site) if line.removed else now is None:
        yield Problem(about.path, MISSING, about.place, {"page": about.page})
    if now is None:
        return
    if line.value is not None and now.removed:
        yield Problem(PUBLISHED, UNSEALED, ("lines", key, "value"))
    elif line.value is not None and now.value not in (None, line.value) and not _is_of_a_table(about, site):
        yield _number(about, line.value, site)
    if other := [part for part, digest in line.parts.items() if now.parts.get(part, digest) != digest]:
        values = {"parts": ", ".join(other), "key": key, "page": about.page}
        yield Problem(about.path, CHANGED_WORDS, about.place, values)


def _number(about: Subject, right: int, site: Site) -> Problem:
    """Return that a number is another: that of a figure in the first of its corrections, if it has any."""
    path, place = about.path, (*about.place, "was")
    if ledger := site.ledgers.get(path):
        place = ledger.place_of(str(about.place[1]))
        for change in site.corrections.of_figure(ledger.id, str(about.place[1]))[:1]:
            path, place = CORRECTIONS, (change.part, change.id, "was")
    return Problem(path, _CHANGED_NUMBER, place, {"right": right})


def _is_of_a_table(about: Subject, site: Site) -> bool:
    """Whether something else is said of another number in a release: that it moved by few, or that others are joined
    with it, as the log of corrections says."""
    if about.path not in site.releases:
        return False
    codes = site.ledgers[about.path].figures[str(about.place[1])].codes
    change = change_of(site.releases[about.path], next(iter(codes.items()), None), site)
    return _is_corrected(about, site) if change == 0 else change is not None and abs(change) < site.settings.k


def published_is_sealed(site: Site) -> Iterator[Problem]:
    """What a release refuses: numbers, words about them, statements and corrections that nothing keeps."""
    lines = site.published.lines
    others = (key for key, line in sealed(site).lines.items() if lines.get(key) != line)
    yield from (Problem(path, UNSEALED) for path in dict.fromkeys(subject_of(key).path for key in others))


def sealed(site: Site) -> Published:
    """Return the lines of all that readers are told now, and those of what is gone; each has the number that was there
    first, or, where that may not be said again, none. Whether they may be as they are, their history says."""
    kept, now = site.published.lines, lines_of(site)
    lines = {key: _renewed(subject_of(key), line, now.get(key), site) for key, line in kept.items()}
    return Published(lines={**lines, **now, **lines})


def _renewed(about: Subject, line: PublishedLine, now: PublishedLine | None, site: Site) -> PublishedLine:
    told, removed = now or line, line.removed or _may_go(about, now, site)
    value = told.value if line.value is None else line.value
    value = None if removed and about.path not in site.releases else value
    return told.model_copy(update={"value": value, "removed": removed, "words": {**line.words, **told.words}})


def _may_go(about: Subject, now: PublishedLine | None, site: Site) -> bool:
    """Whether the log of corrections says why a number stands nowhere: it was wrong and is not repeated, it is not
    given any more, or its line is joined with others."""
    ledger, name = site.ledgers.get(about.path), "/".join(map(str, about.place[1:]))
    if ledger is None or about.place[:1] != ("figures",):
        return now is not None and now.removed
    if ledger.is_release:
        return name not in ledger.figures and _is_corrected(about, site)
    hides = any(one.change.was is None for one in site.corrections.of_figure(ledger.id, name))
    return hides or (name in ledger.not_given and _is_corrected(about, site))


def _is_corrected(about: Subject, site: Site) -> bool:
    """Whether an entry of the corrections is about what a line says: the page, or the statement itself."""
    return about.named in {one.about for one in site.corrections.corrections.values()}


RULES = (published_stays,)
