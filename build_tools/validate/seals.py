"""What is published stays: numbers, whatever readers are told of them, statements and corrections, in every language.

In: a site. Out: problems where content/published.yml holds something else, and the lines that it has to hold. A line
that is there changes for a stated reason alone: a translation that somebody reviewed, or an entry of the corrections.
"""

from collections.abc import Iterator

from build_tools.models import Published, PublishedLine, Site
from build_tools.paths import BRIEFINGS, CORRECTIONS, PUBLISHED
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.corrections import change_of
from build_tools.validate.published_lines import (
    FACTS,
    files_of,
    is_entry,
    is_of_log,
    lines_by_file,
    numbers_of,
    page_of,
    parts_of,
    place_of,
    subject_of,
)

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


def published_stays(site: Site) -> Iterator[Problem]:
    """All that was published is there and says what it said; each number is the one that was published first, or was
    that before it was corrected, or is a line of a release that others were joined with."""
    now = {key: line for lines in lines_by_file(site).values() for key, line in lines.items()}
    numbers, files = numbers_of(site), files_of(site)
    for key, line in site.published.lines.items():
        path, place = place_of(key)
        if path not in files:
            yield Problem(path, MISSING, values={"page": page_of(key)})
            continue
        if line.value is not None and key in numbers:
            yield from _number(key, line.value, numbers[key], site)
        if not _may_go(key, site) if line.removed else key not in now:
            yield Problem(path, MISSING, place, {"page": page_of(key)})
        parts = parts_of(now.get(key, line))
        if other := [part for part, digest in parts_of(line).items() if parts.get(part, digest) != digest]:
            yield Problem(path, CHANGED_WORDS, place, {"parts": ", ".join(other), "key": key, "page": page_of(key)})


def _number(key: str, published: int, first: int | None, site: Site) -> Iterator[Problem]:
    if first is None:
        yield Problem(PUBLISHED, UNSEALED, ("lines", key, "value"))
    elif first != published and not _is_of_a_table(key, site):
        path, place = _place_of_number(key, site)
        yield Problem(path, _CHANGED_NUMBER, place, {"right": published})


def _place_of_number(key: str, site: Site) -> tuple[str, Field]:
    """Return where a number stands: that of a figure in the first of its corrections, if it has any."""
    path, place = place_of(key)
    if is_of_log(key):
        return path, (*place, "was")
    ledger, name = site.ledgers[path], str(place[1])
    for change in site.corrections.of_figure(ledger.id, name):
        return CORRECTIONS, (change.part, change.id, "was")
    return path, ledger.place_of(name)


def _is_of_a_table(key: str, site: Site) -> bool:
    """Whether something else is said of another number in a release: that it moved by few, or that others are joined
    with it, as the log of corrections says."""
    path, place = place_of(key)
    if path not in site.releases:
        return False
    codes = site.ledgers[path].figures[str(place[1])].codes
    change = change_of(site.releases[path], next(iter(codes.items()), None), site)
    return _is_corrected(key, site) if change == 0 else change is not None and abs(change) < site.settings.k


def is_of_lines(problem: Problem) -> bool:
    """Whether a problem is that lines and content differ."""
    return problem.fault in (_CHANGED_NUMBER, CHANGED_WORDS, MISSING, UNSEALED)


def published_is_sealed(site: Site) -> Iterator[Problem]:
    """What a release refuses: numbers, words about them, statements and corrections that nothing keeps."""
    lines, right = site.published.lines, sealed(site).lines
    for path, now in lines_by_file(site).items():
        if any(lines.get(key) != right.get(key) for key in now):
            yield Problem(path, UNSEALED)


def sealed(site: Site) -> Published:
    """Return the lines with those that are missing; a part that may change is made anew, a number that may not be said
    again is taken out."""
    now = {key: line for lines in lines_by_file(site).values() for key, line in lines.items()}
    lines = {**site.published.lines, **{key: line for key, line in now.items() if key not in site.published.lines}}
    return Published(lines={key: _renewed(key, line, now.get(key, line), site) for key, line in lines.items()})


def _renewed(key: str, line: PublishedLine, now: PublishedLine, site: Site) -> PublishedLine:
    kept = {part: digest for part, digest in parts_of(line).items() if not _may_change(key, part, site)}
    parts, removed = parts_of(now) | kept, line.removed or _may_go(key, site)
    value = now.value if line.value is None else line.value
    value = None if removed and place_of(key)[0] not in site.releases else value
    return PublishedLine(value=value, removed=removed, facts=parts.pop(FACTS), words=parts)


def _may_change(key: str, part: str, site: Site) -> bool:
    """Whether it is said why: in the log of corrections, or in a language by the review of the file. Of a statement
    or an entry of the log a translation alone may change, of a finding once a person has read the briefing too."""
    path, place = place_of(key)
    review = (getattr(files_of(site).get(path), "review", None) or {}).get(part)
    if is_entry(key) and (review is None or review.state == "source"):
        return False
    one = site.statements[path].statements.get(str(place[1])) if path in site.statements else None
    words = site.words.get((part, f"{BRIEFINGS}{site.statements[path].id}")) if one and one.finding else None
    is_read = review is not None and review.state == "reviewed" and (words is None or words.about.state == "reviewed")
    return is_read or _is_corrected(key, site)


def _may_go(key: str, site: Site) -> bool:
    """Whether the log of corrections says why a number stands nowhere: it was wrong and is not repeated, it is not
    given any more, or its line is joined with others."""
    path, place = place_of(key)
    if is_of_log(key):
        return numbers_of(site).get(key, 0) is None
    ledger, name = site.ledgers.get(path), "/".join(map(str, place[1:]))
    if ledger is None or place[:1] != ("figures",):
        return False
    if ledger.is_release:
        return name not in ledger.figures and _is_corrected(key, site)
    return site.corrections.hides_number(ledger.id, name) or (name in ledger.not_given and _is_corrected(key, site))


def _is_corrected(key: str, site: Site) -> bool:
    """Whether an entry of the corrections is about what a line says: the page, or the statement itself."""
    named = {one.page or f"{one.briefing}/statements/{one.statement}" for one in site.corrections.corrections.values()}
    return subject_of(key) in named


RULES = (published_stays,)
