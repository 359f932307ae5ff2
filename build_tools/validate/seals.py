"""What a published number says stays: its value, and whatever readers are told of it, in every language.

In: a site. Out: problems where content/published.yml holds something else, and the lines that it has to hold. A line
that is there changes for a stated reason alone: a translation that somebody reviewed, or an entry of the corrections.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.models import Ledger, Published, PublishedLine, Site, figure_fields, public
from build_tools.models.base import in_letters
from build_tools.paths import BRIEFINGS, CORRECTIONS, PUBLISHED, VOCABULARY, ledger_file
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.closed import change_of
from build_tools.validate.figures import NO_SUM, OTHER_COUNT, TOO_LARGE
from build_tools.validate.published import DATE

OTHER_NUMBER = Fault(
    "figures.published_number_changed",
    "is {value}, but {right} was published; put it back, or say in content/corrections.yml what was wrong; if nothing "
    "was published yet, delete its line in content/published.yml",
)
OTHER_WORDS = Fault(
    "published.told_otherwise",
    "says something else than when it was published ({parts} of {key} in content/published.yml); put it back. A "
    "translation may change once a person has read it, anything else with an entry in content/corrections.yml, page: "
    "{page}; then run `transparency seal`",
)
SAID_AGAIN = Fault(
    "published.number_said_again",
    "is a number that content/corrections.yml does not repeat; `transparency seal` takes it out of this file",
)
GONE = Fault(
    "published.gone",
    "was published, and is gone, renamed or removed; bring it back as it was, or say why in content/corrections.yml: "
    "of a wrong number without was, of one that is not given any more with page: {page}; then run `transparency seal`",
)
UNSEALED = Fault(
    "published.not_sealed",
    "has numbers or words that are not in content/published.yml; once they are final, run `transparency seal` and "
    "commit that file too, so that nothing changes them unseen",
)
_LEDGER = re.compile("[0-9]{4}-([0-9]{1,2}|[0-9]{2}-[0-9]{2})")
_FACTS = "facts"
_NOT_OF_A_LEDGER = ("id", "review", "key_figures", "figures")
_APART: Mapping[Any, tuple[str, ...]] = {"figures": ("value",), "counts": ("includes", "apart", "same")}
"""What a line has otherwise, and what is said of ledgers that came later."""

_OF_A_CODE = ("label", "name", "group", "about", "definition", "forms", "division")
"""What pages say of a code beside a number."""


def place_of(key: str) -> tuple[str, Field]:
    """Return where the thing stands that a line is about."""
    first, *rest = key.split("/")
    return (ledger_file(first), tuple(rest)) if _LEDGER.fullmatch(first) else (VOCABULARY, (first, *rest))


def page_of(key: str) -> str:
    """Return the page that a correction of what is said there names."""
    first = key.split("/")[0]
    if _LEDGER.fullmatch(first):
        return f"{BRIEFINGS}{first}" if DATE.fullmatch(first) else "statistics"
    return "codebook"


def parts_of(line: PublishedLine) -> dict[str, str]:
    """Return the digests of a line: of the facts, and by language."""
    return {_FACTS: line.facts, **line.words}


def told(site: Site) -> dict[str, PublishedLine]:
    """Return the lines of all figures, of what their briefings say of them, and of the codes that describe them; and of
    all that has a line already and is still there."""
    plain = {path: public(ledger) for path, ledger in site.ledgers.items()} | {VOCABULARY: public(site.vocabulary)}
    keys = [key for ledger in site.ledgers.values() for key in _keys_of(ledger, site)]
    said = {key: _at(plain, *place_of(key)) for key in dict.fromkeys((*site.published.lines, *keys))}
    there = {key: _kept(part, *place_of(key)) for key, part in said.items() if part is not None}
    ledgers, languages = site.ledgers.values(), site.settings.codes
    first = {f"{one.id}/figures/{name}": _first(one, name, site) for one in ledgers for name in one.figures}
    return {key: _line(part, languages, first.get(key)) for key, part in there.items()}


def _keys_of(ledger: Ledger, site: Site) -> Iterator[str]:
    told = ("counts",) if ledger.is_release else (name for name in public(ledger) if name not in _NOT_OF_A_LEDGER)
    yield from (f"{ledger.id}/{name}" for name in told)
    yield from (f"{ledger.id}/figures/{name}" for name in ledger.figures)
    lists = figure_fields()
    for figure in ledger.figures.values():
        yield from (f"units/{unit}" for unit in (ledger.unit, figure.unit) if unit)
        for field, code in figure.codes.items():
            parts = ("cities", "regions", "parts") if lists[field] == "places" else (lists[field],)
            yield from (f"{part}/{code}" for part in parts if code in getattr(site.vocabulary, part, ()))
            yield f"fields/{field}"


def _at(plain: Any, path: str, place: Field) -> Any:
    for step in (path, *place):
        plain = plain.get(step) if isinstance(plain, Mapping) else None
    return plain


def _first(ledger: Ledger, name: str, site: Site) -> int | None:
    """Return the number that was published first, where it may be said again."""
    changes = site.corrections.of_figure(ledger.id, name)
    return changes[0].change.was if changes else ledger.figures[name].value


def _kept(said: Any, path: str, place: Field) -> Any:
    """Return of what stands in a place what a line keeps."""
    if not isinstance(said, Mapping):
        return said
    if path == VOCABULARY:
        return {name: said[name] for name in _OF_A_CODE if name in said}
    apart = _APART.get(next(iter(place), ""), ())
    return {name: part for name, part in said.items() if name not in apart}


def _line(said: Any, languages: tuple[str, ...], value: int | None) -> PublishedLine:
    parts: dict[str, list[str]] = {_FACTS: []}
    for part, text in _texts(said, languages, (), _FACTS):
        parts.setdefault(part, []).append(text)
    words = {part: in_letters("\n".join(sorted(texts))) for part, texts in parts.items()}
    return PublishedLine(value=value, facts=words.pop(_FACTS), words=words)


def _texts(said: Any, languages: tuple[str, ...], place: Field, part: str) -> Iterator[tuple[str, str]]:
    """Yield each value with its place, by the language that it is said in, and of words in languages that they are
    there at all; what is left out says nothing."""
    if isinstance(said, Mapping | list):
        yield part, ".".join(map(str, place))
        for key, inner in said.items() if isinstance(said, Mapping) else enumerate(said):
            yield from _texts(inner, languages, (*place, key), str(key) if key in languages else part)
    elif said not in (None, False):
        yield part, f"{'.'.join(map(str, place))}={' '.join(str(said).split())}"


def published_numbers_stay(site: Site) -> Iterator[Problem]:
    """Each figure has the number that was published first, or had it before it was corrected, or is a line of a release
    that others were joined with."""
    figures = [(path, ledger, name) for path, ledger in site.ledgers.items() for name in ledger.figures]
    for path, ledger, name in figures if not site.hides(CORRECTIONS) else ():
        line = site.published.figure(ledger, name)
        if line is None or line.value is None:
            continue
        if site.corrections.hides_number(ledger.id, name):
            yield Problem(PUBLISHED, SAID_AGAIN, ("lines", f"{ledger.id}/figures/{name}", "value"))
        elif (first := _first(ledger, name, site)) != line.value and not _is_judged(ledger, name, site):
            told = [(CORRECTIONS, (one.part, one.id, "was")) for one in site.corrections.of_figure(ledger.id, name)]
            where, place = [*told, (path, ledger.place_of(name))][0]
            yield Problem(where, OTHER_NUMBER, place, {"value": first, "right": line.value})


def _is_judged(ledger: Ledger, name: str, site: Site) -> bool:
    """Whether something else is said of another number in a release: that it moved by few, or that others are joined
    with it, as the log of corrections says."""
    release = site.releases.get(ledger_file(ledger.id))
    change = change_of(release, next(iter(ledger.figures[name].codes.items()), None), site) if release else None
    if change == 0:
        return _is_corrected(f"{ledger.id}/figures/{name}", site)
    return change is not None and abs(change) < site.settings.k


def published_words_stay(site: Site) -> Iterator[Problem]:
    """What is said of published numbers is what was said, and all of it is there."""
    now, lines = told(site), site.published.lines
    lost = {place_of(key)[0]: page_of(key) for key in lines if place_of(key)[0] not in (VOCABULARY, *site.ledgers)}
    yield from (Problem(path, GONE, values={"page": page}) for path, page in lost.items() if not site.hides(path))
    for key, line in lines.items():
        (path, place), page = place_of(key), page_of(key)
        if path not in lost and (not _may_go(key, site) if line.removed else key not in now):
            yield Problem(PUBLISHED, GONE, ("lines", key), {"page": page})
        was = now.get(key, line)
        if other := [part for part, digest in parts_of(line).items() if parts_of(was).get(part, digest) != digest]:
            yield Problem(path, OTHER_WORDS, place, {"parts": ", ".join(other), "key": key, "page": page})


def is_of_lines(problem: Problem) -> bool:
    """Whether a problem is that lines and content differ."""
    return problem.fault in (OTHER_NUMBER, OTHER_WORDS, SAID_AGAIN, GONE)


def follows(problem: Problem, found: Iterable[Problem]) -> bool:
    """Whether a problem is only said where nothing else is wrong with a file: that it says something else, or is gone.
    Or where no number was changed that was published: sums that are not right."""
    if problem.fault in (OTHER_WORDS, GONE):
        return any(one.path == problem.path and one.fault not in (OTHER_WORDS, GONE) for one in found)
    sums = (NO_SUM, OTHER_COUNT, TOO_LARGE)
    return problem.fault in sums and any(one.path == problem.path and one.fault == OTHER_NUMBER for one in found)


def published_numbers_are_sealed(site: Site) -> Iterator[Problem]:
    """What a release refuses: numbers, and words about them, that nothing keeps."""
    lines, right = site.published.lines, sealed(site).lines
    for path, ledger in site.ledgers.items():
        if any(lines.get(key) != right.get(key) for key in _keys_of(ledger, site)):
            yield Problem(path, UNSEALED)


def sealed(site: Site) -> Published:
    """Return the lines with those that are missing; a part that may change is made anew, a number that may not be said
    again is taken out."""
    now = told(site)
    lines = dict(site.published.lines)
    lines |= {key: line for key, line in now.items() if key not in lines}
    return Published(lines={key: _renewed(key, line, now.get(key, line), site) for key, line in lines.items()})


def _renewed(key: str, line: PublishedLine, now: PublishedLine, site: Site) -> PublishedLine:
    kept = {part: digest for part, digest in parts_of(line).items() if not _may_change(key, part, site)}
    parts, removed = parts_of(now) | kept, line.removed or _may_go(key, site)
    value = now.value if line.value is None else line.value
    value = None if removed and place_of(key)[0] not in site.releases else value
    return PublishedLine(value=value, removed=removed, facts=parts.pop(_FACTS), words=parts)


def _may_change(key: str, part: str, site: Site) -> bool:
    """Whether it is said why: in the log of corrections, or in a language by the review of the file."""
    path, _ = place_of(key)
    record = site.vocabulary if path == VOCABULARY else site.ledgers.get(path)
    review = record.review.get(part) if record else None
    return _is_corrected(key, site) or (review is not None and review.state == "reviewed")


def _may_go(key: str, site: Site) -> bool:
    """Whether the log of corrections says why a number stands nowhere: it was wrong and is not repeated, it is not
    given any more, or its line is joined with others."""
    path, place = place_of(key)
    ledger, name = site.ledgers.get(path), "/".join(map(str, place[1:]))
    if ledger is None or place[:1] != ("figures",):
        return False
    if ledger.is_release:
        return name not in ledger.figures and _is_corrected(key, site)
    return site.corrections.hides_number(ledger.id, name) or (name in ledger.not_given and _is_corrected(key, site))


def _is_corrected(key: str, site: Site) -> bool:
    return any(one.page == page_of(key) for one in site.corrections.corrections.values())
